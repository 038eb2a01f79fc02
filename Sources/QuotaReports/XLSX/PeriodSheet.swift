import QuotaEngine
import QuotaModel
import ScoringRules

/// The sheet Theo kỳ: a line for each unit and quota, a column for each period. A cell is the count as a number; its
/// format shows the minimum and the verdict in words, its colour says the same. Periods that would fill no such grid, or
/// do not fit side by side, stand one below the other.
struct PeriodSheet {
    let briefing: Briefing
    let wording: Wording
    /// So many rows may stand below the head, with room for sums and charts.
    var mostRows = Sheet.mostRows - 1_000

    /// A spreadsheet takes only so many different number formats.
    private static let mostFormats = 150

    /// The column of the first period; the quota's id stands behind the last one, for the screen only.
    private static let first = 2
    /// So many periods stand on the width of a page and can still be read.
    private static let periodsOfPage = 18

    func write(on sheet: Sheet) throws {
        let table = PeriodTable(briefing.results)
        let columns = Self.first + table.columns.count + 1
        guard columns <= Sheet.mostColumns, table.lines.count <= mostRows, !table.isSparse(table.columns.indices) else {
            return writeList(table, on: sheet)
        }
        widths(table, sheet)
        let row = head().write(on: sheet, columns: min(max(columns, 8), Self.first + Self.periodsOfPage))
        writeHeadings(table, on: sheet, row)
        let showsMinima = Set(table.lines.flatMap { $0.quota.periods.map(format) }).count <= Self.mostFormats
        for (place, line) in table.lines.enumerated() {
            write(line, table, on: sheet, row + 2 + place, showsMinimum: showsMinima)
        }
        sheet.freeze(row: row + 2, column: Self.first)
        sheet.repeatRows(row...row + 1)
        guard !table.lines.isEmpty, !table.columns.isEmpty else { return }
        let rows = row + 2...row + 1 + table.lines.count
        sheet.filter(rows: row + 1...rows.upperBound, columns: 0...columns - 1)
        writeTotals(table, of: rows, on: sheet)
        sheet.fitWidth(pages: (table.columns.count + Self.periodsOfPage - 1) / Self.periodsOfPage)
        sheet.repeatColumns(0...Self.first - 1)
        let printed = 0...max(columns - 2, 7)
        let end = try insertCharts(
            table, on: sheet, headings: row + 1, totals: rows.upperBound + 1, sheet.pages(columns: printed))
        sheet.printOnly(rows: 0...end, columns: printed)
    }

    private func head(_ notices: [String] = []) -> SheetHead {
        SheetHead(
            title: wording("KẾT QUẢ TỪNG KỲ", "RESULTS BY PERIOD"), subtitles: [wording.statusLegend],
            notices: wording.notices(briefing) + notices)
    }

    // MARK: The grid

    private func widths(_ table: PeriodTable, _ sheet: Sheet) {
        for (column, width) in [24.0, 10].enumerated() { sheet.setWidth(width, column: column) }
        sheet.setWidth(24, column: Self.first + table.columns.count)
        // A number that does not fit, with what its format adds, is not shown at all.
        var shown = table.totals.map { "\($0.count)".count }
        for line in table.lines {
            for (place, verdict) in zip(line.columns, line.quota.periods) {
                let text = "\(verdict.count)/\(verdict.minimum.items) \(wording.shortName(verdict.status))"
                shown[place] = max(shown[place], text.count)
            }
        }
        for (place, length) in shown.enumerated() {
            sheet.setWidth(max(11, Double(length) * 1.1 + 2), column: Self.first + place)
        }
    }

    private func writeHeadings(_ table: PeriodTable, on sheet: Sheet, _ row: Int) {
        let own = [
            (0, wording("Đơn vị", "Unit")), (1, wording("Chỉ tiêu", "Minimum")),
            (Self.first + table.columns.count, wording("Mã chỉ tiêu", "Quota")),
        ]
        for (column, heading) in own {
            sheet.write(.text(""), row, column, .heading)
            sheet.write(.text(heading), row + 1, column, .heading)
        }
        for (per, columns) in table.groups {
            sheet.merge(
                wording.name(per).uppercased(), row: row,
                columns: columns.lowerBound + Self.first...columns.upperBound + Self.first - 1,
                .heading)
        }
        for (place, column) in table.columns.enumerated() {
            let span = column.window
            let text =
                span.first == span.last
                ? wording.day(span.last) : "\(span.first.dayFirst.prefix(5))–\n\(span.last.dayFirst)"
            sheet.write(.text(text), row + 1, Self.first + place, .heading)
        }
        sheet.setHeight(2 * Sheet.lineHeight + 4, row: row + 1)
    }

    private func write(
        _ line: PeriodTable.Line, _ table: PeriodTable, on sheet: Sheet, _ row: Int, showsMinimum: Bool
    ) {
        sheet.write(.text(line.unit.unit.name), row, 0, .cell.aligned(.left).wrapping())
        let lines = SheetTable.lines(of: line.unit.unit.name, in: 24)
        if lines > 1 { sheet.setHeight(Double(lines) * Sheet.lineHeight, row: row) }
        sheet.write(.text(wording.minimum(line.quota.quota)), row, 1, .cell.aligned(.centre))
        sheet.write(.text(line.quota.quota.id), row, Self.first + table.columns.count, .cell.aligned(.left))
        for (place, verdict) in line.cells(table.columns.indices).enumerated() {
            guard let verdict else {
                sheet.write(.empty, row, Self.first + place, .cell)
                continue
            }
            let style = CellStyle.cell.aligned(.centre).filled(verdict.status.fill)
                .formatted(showsMinimum ? format(verdict) : plainFormat(verdict))
            sheet.write(.number(verdict.count), row, Self.first + place, style)
        }
    }

    /// The count, then in quotes the minimum and the verdict.
    private func format(_ verdict: PeriodVerdict) -> String {
        guard verdict.minimum.isJudged else { return plainFormat(verdict) }
        return "0\"/\(verdict.minimum.items) \(wording.shortName(verdict.status))\""
    }

    private func plainFormat(_ verdict: PeriodVerdict) -> String { "0\" \(wording.shortName(verdict.status))\"" }

    private func writeTotals(_ table: PeriodTable, of rows: ClosedRange<Int>, on sheet: Sheet) {
        let names = [wording("Tổng số tin, bài", "Items in all"), wording("Tổng chỉ tiêu", "Minima in all")]
        let style = CellStyle.cell.bold().filled(.total)
        for (line, name) in names.enumerated() {
            let row = rows.upperBound + 1 + line
            for column in 0..<Self.first { sheet.write(column == 0 ? .text(name) : .empty, row, column, style) }
            for (place, total) in table.totals.enumerated() {
                sheet.write(
                    line == 0 ? .sum(rows: rows, total.count) : .number(total.minimum), row, Self.first + place,
                    style.aligned(.centre))
            }
        }
    }

    /// For each length of period the items of all units against the minima of all units.
    ///
    /// - Returns: the last row that they cover.
    private func insertCharts(
        _ table: PeriodTable, on sheet: Sheet, headings: Int, totals: Int, _ pages: PrintedPages
    ) throws -> Int {
        var row = totals + 3
        for (per, columns) in table.groups {
            let places = columns.lowerBound + Self.first...columns.upperBound + Self.first - 1
            var chart = SheetChart(
                kind: .columns,
                title: wording(
                    "Tin, bài từng \(wording.name(per)) so với chỉ tiêu",
                    "Items by \(wording.name(per)) against the minima"),
                categoryRows: headings...headings, categoryColumns: places,
                series: [
                    SheetChart.Series(
                        name: wording("Tin, bài được tính", "Items counted"), rows: totals...totals, columns: places,
                        colour: 0x2E_7D32),
                    SheetChart.Series(
                        name: wording("Chỉ tiêu", "Minima"), rows: totals + 1...totals + 1, columns: places,
                        colour: 0x9F_B3C8),
                ], largest: columns.map { max(table.totals[$0].count, table.totals[$0].minimum) }.max() ?? 0)
            // As wide as its columns need.
            chart.width = min(1.6, 0.6 + 0.15 * Double(columns.count))
            row = try sheet.insert(chart, under: row, column: 0, on: pages)
        }
        return row
    }

    // MARK: One below the other

    private func writeList(_ table: PeriodTable, on sheet: Sheet) {
        var rows: [(line: PeriodTable.Line, verdict: PeriodVerdict)] = []
        for line in table.lines {
            rows += line.quota.periods.prefix(mostRows - rows.count).map { (line, $0) }
        }
        let list = SheetTable(columns: [
            .text(wording("Đơn vị", "Unit"), 24), .centred(wording("Chỉ tiêu", "Minimum"), 10),
            .day(wording("Từ ngày", "From"), 12), .day(wording("Đến ngày", "To"), 12),
            .number(wording("Số tin, bài", "Items"), 10), .number(wording("Tối thiểu", "Minimum"), 10),
            .text(wording("Kết quả", "Result"), 20), .text(wording("Mã chỉ tiêu", "Quota"), 24),
        ])
        list.setWidths(on: sheet)
        let count = wording.number(table.columns.count)
        let layout = wording(
            "Các đơn vị đếm theo \(count) kỳ khác nhau, không xếp cạnh nhau được: mỗi kỳ của mỗi đơn vị là một dòng.",
            "The units have \(count) different periods, which do not fit side by side: each period of each unit has its own row."
        )
        let left = table.totals.reduce(0) { $0 + $1.lines } - rows.count
        let row = head([layout, leftOut(left, listed: rows.count)].compactMap(\.self)).write(
            on: sheet, columns: list.columns.count)
        let place = list.write(
            on: sheet, from: row, rows,
            fill: { number, column in column == 6 ? rows[number].verdict.status.fill : .none }
        ) { _, period in
            let (line, verdict) = period
            let window = verdict.period.window
            return [
                .text(line.unit.unit.name), .text(wording.minimum(line.quota.quota)), .day(window.first),
                .day(window.last), .number(verdict.count), .number(verdict.minimum.items),
                .text(wording.name(verdict.status)), .text(line.quota.quota.id),
            ]
        }
        sheet.freeze(row: place.headingRow + 1, column: 2)
    }

    private func leftOut(_ count: Int, listed: Int) -> String? {
        guard count > 0 else { return nil }
        let (listed, left) = (wording.number(listed), wording.number(count))
        return wording(
            "LƯU Ý: chỉ ghi \(listed) kỳ đầu, trang tính không còn chỗ cho \(left) kỳ nữa (xem --format csv).",
            "NOTE: only the first \(listed) periods are listed, the sheet has no room for \(left) more (see --format csv)."
        )
    }
}

extension PeriodStatus {
    var fill: CellStyle.Fill {
        switch self {
        case .met: .good
        case .short: .bad
        case .behind: .caution
        case .onTrack: .none
        case .waived, .exempt: .quiet
        }
    }
}
