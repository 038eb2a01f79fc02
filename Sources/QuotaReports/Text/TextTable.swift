/// A table of monospaced text: columns as wide as their widest cell, numbers to the right.
struct TextTable {
    enum Alignment { case left, right }

    private let headings: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    init(_ columns: [(heading: String, alignment: Alignment)]) {
        headings = columns.map(\.heading)
        alignments = columns.map(\.alignment)
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// Heading, rule and rows, each line without trailing blanks.
    func lines() -> [String] {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { Self.width($0[column]) }.max() ?? 0
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return [line(headings, widths), rule] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            let blanks = String(repeating: " ", count: widths[column] - Self.width(cells[column]))
            return alignments[column] == .left ? cells[column] + blanks : blanks + cells[column]
        }
        let text = padded.joined(separator: "  ")
        return String(text.reversed().drop { $0 == " " }.reversed())
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
