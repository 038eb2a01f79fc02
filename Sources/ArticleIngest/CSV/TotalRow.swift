import QuotaModel

/// Tells by its shape whether a row is the total that a spreadsheet has at the foot: its first filled cell says so, at
/// most half of the cells are filled, and what else is filled is numbers.
enum TotalRow {
    static func isLike(_ row: CSVRow, columns: Int) -> Bool {
        guard mayBegin(row), isSparse(row, columns: columns), let first = firstFilled(row),
            startsLikeTotal(row.cell(first))
        else {
            return false
        }
        var filled = 1
        for column in first + 1..<max(row.count, first + 1) where !row.isBlankCell(column) {
            guard isFigure(row.cell(column)) else { return false }
            filled += 1
        }
        return filled * 2 <= max(columns, row.count)
    }

    /// Whether the first letters of the row, where there are any, can begin a total.
    @inline(__always)
    private static func mayBegin(_ row: CSVRow) -> Bool {
        guard row.start + 1 < row.end else { return true }
        let first = row.text[row.start]
        // Quotes, white space and delimiters say nothing about it.
        if first <= 0x2C || first >= 0x7F || first == 0x3B || first == 0x7C { return true }
        return isInitial(first) && mayFollow(row.text[row.start + 1])
    }

    /// Only T, C, S and G, in either case, can begin a total.
    @inline(__always)
    private static func isInitial(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return letter == 0x74 || letter == 0x63 || letter == 0x73 || letter == 0x67
    }

    /// Behind it comes O, U or R, perhaps as one character with its accents.
    @inline(__always)
    private static func mayFollow(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return byte >= 0x80 || letter == 0x6F || letter == 0x75 || letter == 0x72
    }

    /// Whether half of the cells may be empty, by their length and first byte alone: nearly every row ends here.
    private static func isSparse(_ row: CSVRow, columns: Int) -> Bool {
        var left = max(columns, row.count)
        for column in 0..<row.count where isSurelyFilled(row, column) {
            left -= 2
            if left < 0 { return false }
        }
        return true
    }

    /// Whether more than quotes is in the cell, and what it begins with is none of the blanks that pad a cell.
    @inline(__always)
    private static func isSurelyFilled(_ row: CSVRow, _ column: Int) -> Bool {
        let start = row.cellStart(column)
        guard row.cellEnd(column) - start > 2 else { return false }
        let first = row.text[start] == 0x22 ? row.text[start + 1] : row.text[start]
        return first > 0x20 && (first < 0x7F || 0xC3...0xCB ~= first || first == 0xE1)
    }

    private static func firstFilled(_ row: CSVRow) -> Int? {
        (0..<row.count).first { !row.isBlankCell($0) }
    }

    /// The words that stand alone or before a figure, and those that may be followed by what is summed.
    private static let alone: [MatchKey] = ["tổng", "cộng", "total", "sum"].map { MatchKey($0) }
    private static let open: [MatchKey] = ["tổng cộng", "tổng số", "cộng chung", "grand total"].map { MatchKey($0) }

    private static func startsLikeTotal(_ cell: CellBytes) -> Bool {
        guard let first = cell.trimmed.first, isInitial(first), cell.count < 200 else {
            return false
        }
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
