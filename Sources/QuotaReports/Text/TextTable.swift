/// A table of monospaced text: columns as wide as their widest cell, numbers to the right.
public struct TextTable {
    public enum Alignment { case left, right }

    /// A cell's text, and the colour it has where there are colours.
    public struct Cell: ExpressibleByStringLiteral {
        let text: String
        let tone: Tone?

        public init(_ text: String, _ tone: Tone? = nil) {
            self.text = text
            self.tone = tone
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    private let headings: [Cell]
    private let alignments: [Alignment]
    private let palette: Palette
    private var rows: [[Cell]] = []

    public init(_ columns: [(heading: String, alignment: Alignment)], palette: Palette = .plain) {
        headings = columns.map { Cell($0.heading) }
        alignments = columns.map(\.alignment)
        self.palette = palette
    }

    /// Adds a row; cells that are missing at its end are empty.
    public mutating func add(_ row: [Cell]) {
        rows.append(row + Array(repeating: "", count: max(0, headings.count - row.count)))
    }

    /// Heading, rule and rows, each line without trailing blanks.
    ///
    /// - Parameter width: of the terminal; texts are broken at words until the table fits, as far as words allow. Nil: as
    ///   wide as it is.
    public func lines(width: Int? = nil) -> [String] {
        var widths = headings.indices.map { column in
            ([headings] + rows).map { Self.width($0[column].text) }.max() ?? 0
        }
        if let width { shrink(&widths, to: width) }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return broken(headings, widths) + [rule] + rows.flatMap { broken($0, widths) }
    }

    /// Takes from the widest column until the table fits or every column is as narrow as its longest word.
    private func shrink(_ widths: inout [Int], to width: Int) {
        let narrowest = headings.indices.map { column in
            // A figure is never broken, only its heading.
            let figures = alignments[column] == .right ? rows.map { Self.width($0[column].text) } : []
            let words = ((alignments[column] == .right ? [] : rows) + [headings]).flatMap {
                $0[column].text.split(separator: " ").map { Self.width(String($0)) }
            }
            return (figures + words).max() ?? 0
        }
        while widths.reduce(2 * (widths.count - 1), +) > width {
            let open = widths.indices.filter { widths[$0] > narrowest[$0] }
            guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    /// The lines of a row whose texts are broken at words.
    private func broken(_ cells: [Cell], _ widths: [Int]) -> [String] {
        let parts = zip(cells, widths).map { cell, width in TextLines.broken(cell.text, width: width) }
        return (0..<(parts.map(\.count).max() ?? 1)).map { number in
            line(zip(cells, parts).map { Cell(number < $1.count ? $1[number] : "", $0.tone) }, widths)
        }
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

/// Breaks text into lines.
enum TextLines {
    /// The text at most `width` columns wide where its words allow; blanks at its beginning stay, and the lines behind the
    /// first stand under its words.
    static func broken(_ text: String, width: Int) -> [String] {
        guard TextTable.width(text) > width else { return [text] }
        let blanks = text.prefix { $0 == " " }.count
        let hanging = blanks + (text.dropFirst(blanks).hasPrefix("- ") ? 2 : 0)
        // Where hardly anything is left beside the indent it helps nobody.
        let indent = String(repeating: " ", count: hanging + 12 > width ? 0 : hanging)
        var lines: [String] = []
        var line = String(repeating: " ", count: blanks)
        var hasWord = false
        for word in text.dropFirst(blanks).split(separator: " ") {
            if hasWord, TextTable.width(line) + 1 + word.count > width {
                lines.append(line)
                (line, hasWord) = (indent, false)
            }
            line += (hasWord ? " " : "") + word
            hasWord = true
        }
        return lines + [line]
    }
}

/// Lines of text with headings between them.
struct TextPage {
    private(set) var lines: [String] = []
    /// Of the terminal; nil: lines are as long as they are.
    let width: Int?

    init(width: Int? = nil) { self.width = width }

    mutating func add(_ line: String) { lines += width.map { TextLines.broken(line, width: $0) } ?? [line] }

    mutating func add(_ more: [String]) { for line in more { add(line) } }

    /// A heading with its lines; nothing at all when there are none.
    mutating func section(_ heading: String, _ content: [String]) {
        guard !content.isEmpty else { return }
        lines.append("")
        add(heading)
        add(content)
    }

    /// A heading with a table, whose lines stay as they are.
    mutating func section(_ heading: String, table: [String]) {
        guard !table.isEmpty else { return }
        lines.append("")
        add(heading)
        lines += table
    }

    /// The page's bytes, one newline at the end.
    var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}
