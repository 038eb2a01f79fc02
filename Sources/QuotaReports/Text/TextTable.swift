/// A table of monospaced text: columns as wide as their widest cell, numbers to the right.
public struct TextTable {
    /// Where the cells of a column stand in its width.
    public enum Alignment { case left, right }

    /// A cell's text, and the colour it has where there are colours.
    public struct Cell: ExpressibleByStringLiteral {
        let text: String
        let tone: Tone?

        /// Control characters and line ends become spaces.
        public init(_ text: String, _ tone: Tone? = nil) {
            // A name over two lines would split the row.
            self.text = Wording.printable(text, limit: .max)
            self.tone = tone
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    private let headings: [Cell]
    private let alignments: [Alignment]
    private let palette: Palette
    private var kept: [[Cell]] = []
    private let made: EachRow?

    /// Hands out rows, the same ones each time it is asked.
    typealias EachRow = ((_ row: [Cell]) -> Void) -> Void

    /// - Parameter columns: from the left.
    public init(_ columns: [(heading: String, alignment: Alignment)], palette: Palette = .plain) {
        self.init(columns, palette: palette, rows: nil)
    }

    /// - Parameter rows: many rows, which are made once to be measured and once more to be written instead of being kept.
    init(_ columns: [(heading: String, alignment: Alignment)], palette: Palette = .plain, rows: EachRow?) {
        headings = columns.map { Cell($0.heading) }
        alignments = columns.map(\.alignment)
        self.palette = palette
        made = rows
    }

    /// Adds a row; cells that are missing at its end are empty.
    public mutating func add(_ row: [Cell]) { kept.append(row) }

    private func eachRow(_ body: ([Cell]) -> Void) {
        let whole = { (row: [Cell]) in
            body(row + Array(repeating: "", count: max(0, headings.count - row.count)))
        }
        made?(whole)
        kept.forEach(whole)
    }

    /// Heading, rule and rows, each line without trailing blanks.
    ///
    /// - Parameter width: of the terminal; texts are broken at words until the table fits, as far as words allow. Nil: as
    ///   wide as it is.
    public func lines(width: Int? = nil) -> [String] {
        var lines: [String] = []
        write(width: width) { lines.append($0) }
        return lines
    }

    /// As `lines`, one after another.
    func write(width: Int? = nil, to page: (String) -> Void) {
        var widths = headings.map { Self.width($0.text) }
        eachRow { row in
            for column in widths.indices { widths[column] = max(widths[column], Self.width(row[column].text)) }
        }
        if let width { shrink(&widths, to: width) }
        broken(headings, widths).forEach(page)
        page(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        eachRow { broken($0, widths).forEach(page) }
    }

    /// Takes from the widest column until the table fits or every column is as narrow as its longest word.
    private func shrink(_ widths: inout [Int], to width: Int) {
        var narrowest = headings.map { Self.longestWord($0.text) }
        eachRow { row in
            for column in narrowest.indices {
                // A figure is never broken, only its heading.
                let text = row[column].text
                let least = alignments[column] == .right ? Self.width(text) : Self.longestWord(text)
                narrowest[column] = max(narrowest[column], least)
            }
        }
        while widths.reduce(2 * (widths.count - 1), +) > width {
            let open = widths.indices.filter { widths[$0] > narrowest[$0] }
            guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    private static func longestWord(_ text: String) -> Int {
        text.split(separator: " ").map { width(String($0)) }.max() ?? 0
    }

    /// The lines of a row whose texts are broken at words.
    private func broken(_ cells: [Cell], _ widths: [Int]) -> [String] {
        let parts = zip(cells, widths).map { cell, width in TextLines.broken(cell.text, width: width, isCell: true) }
        return (0..<(parts.map(\.count).max() ?? 1)).map { number in
            line(zip(cells, parts).map { Cell(number < $1.count ? $1[number] : "", $0.tone) }, widths)
        }
    }

    private func line(_ cells: [Cell], _ widths: [Int]) -> String {
        let filled = cells.lastIndex { !$0.text.isEmpty } ?? 0
        var line = ""
        for column in cells.indices.prefix(through: filled) {
            let cell = cells[column]
            let blanks = String(repeating: " ", count: max(0, widths[column] - Self.width(cell.text)))
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
    ///
    /// - Parameter isCell: of a table: blanks at its beginning and an indent would make it wider than its longest word.
    static func broken(_ text: String, width: Int, isCell: Bool = false) -> [String] {
        guard TextTable.width(text) > width else { return [text] }
        if isCell { return filled(text[...], width, blanks: 0, indent: "") }
        let blanks = text.prefix { $0 == " " }.count
        let hanging = blanks + (text.dropFirst(blanks).hasPrefix("- ") ? 2 : 0)
        // Where hardly anything is left beside the indent it helps nobody.
        let indent = String(repeating: " ", count: hanging + 12 > width ? 0 : hanging)
        return filled(text.dropFirst(blanks), width, blanks: blanks, indent: indent)
    }

    private static func filled(_ words: Substring, _ width: Int, blanks: Int, indent: String) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: blanks)
        var hasWord = false
        for word in words.split(separator: " ") {
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
