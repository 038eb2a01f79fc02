/// A table of monospaced text: columns as wide as their widest cell, numbers to the right.
struct TextTable {
    enum Alignment { case left, right }

    /// A cell's text, and the colour it has where there are colours.
    struct Cell: ExpressibleByStringLiteral {
        let text: String
        let tone: Tone?

        init(_ text: String, _ tone: Tone? = nil) {
            self.text = text
            self.tone = tone
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    private let headings: [Cell]
    private let alignments: [Alignment]
    private let palette: Palette
    private var rows: [[Cell]] = []

    init(_ columns: [(heading: String, alignment: Alignment)], palette: Palette = .plain) {
        headings = columns.map { Cell($0.heading) }
        alignments = columns.map(\.alignment)
        self.palette = palette
    }

    /// Adds a row; cells that are missing at its end are empty.
    mutating func add(_ row: [Cell]) {
        rows.append(row + Array(repeating: "", count: max(0, headings.count - row.count)))
    }

    /// Heading, rule and rows, each line without trailing blanks.
    func lines() -> [String] {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { Self.width($0[column].text) }.max() ?? 0
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return [line(headings, widths), rule] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [Cell], _ widths: [Int]) -> String {
        let filled = cells.lastIndex { !$0.text.isEmpty } ?? 0
        var line = ""
        for column in cells.indices.prefix(through: filled) {
            let cell = cells[column]
            let blanks = String(repeating: " ", count: widths[column] - Self.width(cell.text))
            let text = palette.paint(cell.text, cell.tone)
            if column > 0 { line += "  " }
            if alignments[column] == .right { line += blanks + text } else { line += text }
            if alignments[column] == .left, column < filled { line += blanks }
        }
        return line
    }

    /// How many columns of a terminal the text takes: one for each character as people see it, composed or not.
    static func width(_ text: String) -> Int { text.count }
}

/// Lines of text with headings between them.
struct TextPage {
    private(set) var lines: [String] = []

    mutating func add(_ line: String) { lines.append(line) }

    mutating func add(_ more: [String]) { lines.append(contentsOf: more) }

    /// A heading with its lines; nothing at all when there are none.
    mutating func section(_ heading: String, _ content: [String]) {
        guard !content.isEmpty else { return }
        lines.append("")
        lines.append(heading)
        lines.append(contentsOf: content)
    }

    /// The page's bytes, one newline at the end.
    var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}
