import QuotaModel

/// Tells by its shape whether a row is the total that a spreadsheet has at the foot: its first filled cell says so, at
/// most half of the cells are filled, and what else is filled is numbers.
enum TotalRow {
    static func isLike(_ row: CSVRow, columns: Int) -> Bool {
        // Nearly every row ends here: only T, C, S and G, in either case, can begin a total, and hardly any row of
        // items has nothing but figures behind its first cell. Text is folded last.
        guard let first = firstFilled(row), mayBeginTotal(row.cell(first)) else { return false }
        var filled = 1
        for column in first + 1..<max(row.count, first + 1) where !row.isBlankCell(column) {
            guard isFigure(row.cell(column)) else { return false }
            filled += 1
        }
        return filled * 2 <= max(columns, row.count) && startsLikeTotal(row.cell(first))
    }

    private static func mayBeginTotal(_ cell: CellBytes) -> Bool {
        cell.count < 200 && cell.trimmed.first.map { [0x74, 0x63, 0x73, 0x67].contains($0 | 0x20) } ?? false
    }

    private static func firstFilled(_ row: CSVRow) -> Int? {
        (0..<row.count).first { !row.isBlankCell($0) }
    }

    /// The words that stand alone or before a figure, and those that may be followed by what is summed.
    private static let alone: [MatchKey] = ["tổng", "cộng", "total", "sum"].map { MatchKey($0) }
    private static let open: [MatchKey] = ["tổng cộng", "tổng số", "cộng chung", "grand total"].map { MatchKey($0) }

    private static func startsLikeTotal(_ cell: CellBytes) -> Bool {
        let text = MatchKey(cell.text).text
        if open.contains(where: { text.hasPrefix($0.text) }) { return true }
        return alone.contains { word in
            guard text.hasPrefix(word.text) else { return false }
            let rest = text.dropFirst(word.text.count).drop { $0 == " " }
            return rest.first.map { !$0.isLetter } ?? true
        }
    }

    private static func isFigure(_ cell: CellBytes) -> Bool {
        cell.trimmed.first.map { 0x30...0x39 ~= $0 } ?? true
    }
}
