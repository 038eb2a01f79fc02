/// The slow, obvious reader: the whole text, character by character, one state. The fast reader must agree with it.
struct SlowCSV {
    struct Row: Equatable {
        var line: Int
        var cells: [String]
        /// The line on which a quote opened that never closes.
        var unclosed: Int?
    }

    private enum State { case cellStart, unquoted, quoted, behindQuote }

    let delimiter: Character

    func rows(_ text: String) -> [Row] {
        var rows: [Row] = []
        var line = 1
        var rowLine = 1
        var quoteLine = 1
        var cells: [String] = []
        var cell = ""
        var state = State.cellStart
        let characters = Array(text.unicodeScalars)
        var at = 0

        func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
        func endRow() {
            cells.append(cell)
            // A line with nothing at all is no row.
            if cells != [""] || state == .behindQuote { rows.append(Row(line: rowLine, cells: cells)) }
            cells = []
            cell = ""
            state = .cellStart
        }

        while at < characters.count {
            let character = characters[at]
            let isCRLF = character == "\r" && at + 1 < characters.count && characters[at + 1] == "\n"
            if isLineEnd(character) { line += 1 }
            if state == .quoted {
                if character == "\"", at + 1 < characters.count, characters[at + 1] == "\"" {
                    cell += "\""
                    at += 1
                } else if character == "\"" {
                    state = .behindQuote
                } else {
                    cell.unicodeScalars.append(character)
                    if isCRLF {
                        cell.unicodeScalars.append("\n")
                        at += 1
                    }
                }
            } else if isLineEnd(character) {
                endRow()
                if isCRLF { at += 1 }
                rowLine = line
            } else if String(character) == String(delimiter) {
                cells.append(cell)
                cell = ""
                state = .cellStart
            } else if character == "\"", state == .cellStart {
                state = .quoted
                quoteLine = line
            } else {
                cell.unicodeScalars.append(character)
                if state == .cellStart { state = .unquoted }
            }
            at += 1
        }
        if state == .quoted {
            rows.append(Row(line: rowLine, cells: cells + [cell], unclosed: quoteLine))
        } else if state != .cellStart || !cells.isEmpty {
            endRow()
        }
        return rows
    }
}
