import QuotaModel

/// Cells of a small CSV file with their exact places. Strict: a quote that never closes, or text behind one, is an error.
/// Logs are read elsewhere, by a reader made for their size and their faults.
struct DelimitedRows {
    struct Cell {
        let text: String
        let line: Int
        let column: Int
    }

    /// What is wrong with the text as a whole.
    enum Fault: Error {
        case unclosedQuote(line: Int, column: Int)
        case strayQuote(line: Int, column: Int)
    }

    /// Blank lines and rows of empty cells are left out.
    private(set) var rows: [[Cell]] = []

    private let characters: [Unicode.Scalar]
    private let delimiter: Unicode.Scalar
    private var place = 0
    private var line = 1
    private var column = 1

    /// - Parameter text: without a byte order mark. `;` separates where the first line has one, else `,`.
    init(_ text: String) throws(Fault) {
        characters = Array(text.unicodeScalars)
        let heading = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
        delimiter = heading.contains(";") ? ";" : ","
        while place < characters.count {
            let row = try row()
            if row.contains(where: { !MatchKey($0.text).isEmpty }) { rows.append(row) }
        }
    }

    private var current: Unicode.Scalar? { place < characters.count ? characters[place] : nil }

    private mutating func advance() {
        if characters[place] == "\n" || characters[place] == "\r" && !isBeforeLineFeed {
            line += 1
            column = 1
        } else if !(characters[place] == "\r") {
            column += 1
        }
        place += 1
    }

    private var isBeforeLineFeed: Bool { place + 1 < characters.count && characters[place + 1] == "\n" }

    private mutating func row() throws(Fault) -> [Cell] {
        var row: [Cell] = []
        while true {
            row.append(try cell())
            guard current == delimiter else { break }
            advance()
        }
        if current == "\r" { advance() }
        if current == "\n" { advance() }
        return row
    }

    private mutating func cell() throws(Fault) -> Cell {
        let (startLine, startColumn) = (line, column)
        var text = String.UnicodeScalarView()
        if current == "\"" {
            advance()
            while true {
                guard let scalar = current else { throw .unclosedQuote(line: startLine, column: startColumn) }
                advance()
                if scalar == "\"" {
                    guard current == "\"" else { break }
                    advance()
                }
                text.append(scalar)
            }
            guard isAtCellEnd else { throw .strayQuote(line: line, column: column) }
        } else {
            while !isAtCellEnd, let scalar = current {
                text.append(scalar)
                advance()
            }
        }
        return Cell(text: String(text), line: startLine, column: startColumn)
    }

    private var isAtCellEnd: Bool {
        guard let current else { return true }
        return current == delimiter || current == "\n" || current == "\r"
    }
}
