/// A table on a sheet: headings that stay in sight and filter, rows high enough for their text.
struct SheetTable {
    struct Column {
        let heading: String
        /// In digits of the sheet's own font.
        let width: Double
        var style = CellStyle.cell
        /// What a column of numbers adds up to, where it has a sum.
        var total: Int?

        static func text(_ heading: String, _ width: Double) -> Column {
            Column(heading: heading, width: width, style: .cell.wrapping().aligned(.left))
        }

        static func centred(_ heading: String, _ width: Double) -> Column {
            Column(heading: heading, width: width, style: .cell.wrapping().aligned(.centre))
        }

        static func number(_ heading: String, _ width: Double, total: Int? = nil) -> Column {
            // A number that does not fit is not shown at all.
            let needed = Double(String(total ?? 0).count) * 1.4 + 3
            return Column(
                heading: heading, width: max(width, needed), style: .cell.aligned(.right).formatted("#,##0"),
                total: total)
        }

        static func decimal(_ heading: String, _ width: Double, places: Int) -> Column {
            let zeros = places > 0 ? "." + String(repeating: "0", count: places) : ""
            return Column(heading: heading, width: width, style: .cell.aligned(.right).formatted("#,##0" + zeros))
        }

        /// Numbers with as many decimals as they have.
        static func figure(_ heading: String, _ width: Double) -> Column {
            Column(heading: heading, width: width, style: .cell.aligned(.right))
        }

        static func share(_ heading: String, _ width: Double) -> Column {
            Column(heading: heading, width: width, style: .cell.aligned(.right).formatted("0.00%"))
        }

        static func day(_ heading: String, _ width: Double) -> Column {
            Column(heading: heading, width: width, style: .cell.aligned(.centre))
        }
    }

    /// Where the table stands.
    struct Place {
        let headingRow: Int
        /// Nil where it has no rows.
        let rows: ClosedRange<Int>?
        /// The first row behind it.
        let end: Int
    }

    let columns: [Column]

    /// - Parameters:
    ///   - filters: whether the headings filter; a sheet has one such table.
    ///   - fill: the colour of a cell, by row and column.
    func write<Rows: Collection>(
        on sheet: Sheet, from row: Int, _ rows: Rows, filters: Bool = true, totalName: String? = nil,
        fill: (Int, Int) -> CellStyle.Fill = { _, _ in .none }, cells: (Int, Rows.Element) -> [SheetCell]
    ) -> Place {
        writeHeadings(on: sheet, row)
        var next = row + 1
        for (number, element) in rows.enumerated() {
            write(cells(number, element), on: sheet, next) { fill(number, $0) }
            next += 1
        }
        let body = rows.isEmpty ? nil : row + 1...next - 1
        if filters {
            sheet.filter(rows: row...max(next - 1, row), columns: 0...columns.count - 1)
            sheet.repeatRows(row...row)
        }
        if let body { sheet.acceptTextNumbers(rows: body, columns: 0...columns.count - 1) }
        if let totalName, let body {
            writeTotals(totalName, of: body, on: sheet, next)
            next += 1
        }
        return Place(headingRow: row, rows: body, end: next)
    }

    func setWidths(on sheet: Sheet) {
        for (place, column) in columns.enumerated() { sheet.setWidth(column.width, column: place) }
    }

    private func writeHeadings(on sheet: Sheet, _ row: Int) {
        var lines = 1
        for (place, column) in columns.enumerated() {
            sheet.write(.text(column.heading), row, place, .heading)
            // The button of the filter takes the place of about three digits.
            lines = max(lines, Self.lines(of: column.heading, in: column.width - 2))
        }
        sheet.setHeight(Double(lines) * Sheet.lineHeight + 4, row: row)
    }

    private func write(_ cells: [SheetCell], on sheet: Sheet, _ row: Int, fill: (Int) -> CellStyle.Fill) {
        var lines = 1
        for (place, cell) in cells.enumerated() {
            let column = columns[place]
            sheet.write(cell, row, place, column.style.filled(fill(place)))
            if column.style.wraps, let text = cell.text {
                lines = max(lines, Self.lines(of: text, in: column.width))
            }
        }
        if lines > 1 { sheet.setHeight(Double(lines) * Sheet.lineHeight, row: row) }
    }

    private func writeTotals(_ name: String, of rows: ClosedRange<Int>, on sheet: Sheet, _ row: Int) {
        let named = columns.firstIndex { $0.total != nil } ?? columns.count
        for (place, column) in columns.enumerated() {
            let style = column.style.bold().filled(.total)
            if let total = column.total {
                sheet.write(.sum(rows: rows, total), row, place, style)
            } else {
                sheet.write(place == 1 && named > 1 ? .text(name) : .empty, row, place, style)
            }
        }
    }

    /// How many lines a text takes in a column; 12 pt Times is a little narrower than the digits that widths are
    /// measured in, but breaks at words.
    static func lines(of text: String, in width: Double) -> Int {
        let perLine = max(1, Int(width * 1.15))
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { total, line in
            total + max(1, (line.count + perLine - 1) / perLine)
        }
    }
}
