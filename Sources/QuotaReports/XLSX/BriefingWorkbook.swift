import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format xlsx` (contract, section 10): sheets Tổng hợp, Theo kỳ, Tin bài, Dòng loại, Chuyên mục, Cách tính,
/// and Thời hạn where the rules have deadlines or standards.
public struct BriefingWorkbook {
    /// Most items and most rejects of a workbook: what a spreadsheet still opens on an office machine.
    public static let listingLimit = 200_000

    let briefing: Briefing
    let wording: Wording
    private let totals: ResultTotals

    /// - Parameter briefing: with its listing.
    public init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        totals = briefing.results.totals
        self.wording = wording
    }

    private var pack: RulePack { briefing.pack }

    /// - Throws: `SpreadsheetFailure` when the path cannot be written.
    public func write(to path: String) throws {
        let file = try SpreadsheetFile(
            path: path, title: wording.title(briefing), author: pack.agency, created: briefing.asOf, wording: wording)
        try writeSummary(on: file.sheet(wording("Tổng hợp", "Summary")))
        try PeriodSheet(briefing: briefing, wording: wording).write(on: file.sheet(wording("Theo kỳ", "Periods")))
        let listing = ListingSheets(wording: wording, pack: pack, inputs: briefing.inputs)
        try listing.writeItems(briefing.listing, on: file.sheet(wording("Tin bài", "Items")))
        try listing.writeRejects(
            briefing.listing?.rejects ?? briefing.rejectSamples, leftOut: briefing.listing?.rejectsLeftOut ?? 0,
            on: file.sheet(wording("Dòng loại", "Rejects")))
        try writeCategories(on: file.sheet(wording("Chuyên mục", "Categories")))
        if !briefing.results.deadlines.isEmpty || !briefing.results.standards.isEmpty {
            try writeDeadlines(on: file.sheet(wording("Thời hạn", "Deadlines")))
        }
        try writeMethod(on: file.sheet(wording("Cách tính", "Method")))
        try file.close()
    }

    // MARK: Tổng hợp

    private func writeSummary(on sheet: Sheet) throws {
        let results = briefing.results
        let kinds = shownKinds
        let table = SheetTable(columns: summaryColumns(kinds))
        table.setWidths(on: sheet)
        let head = SheetHead(
            superior: pack.report?.superior, agency: DecreeWords(pack, asOf: briefing.asOf, wording).givenAgency ?? "",
            title: wording.title(briefing).uppercased(), subtitles: [pack.title] + wording.basis(pack),
            notices: (hasMinima ? [] : [wording.noMinima]) + wording.notices(briefing),
            conclusion: hasMinima ? FindingsWords(briefing, wording).conclusion().joined(separator: " ") : "")
        guard hasMinima else { return writeUnits(table, under: head, on: sheet) }
        let row = head.write(on: sheet, columns: table.columns.count)
        let place = table.write(
            on: sheet, from: row, results.units, totalName: wording("Tổng cộng", "Total")
        ) { _, unit in summaryCells(unit, kinds) }
        sheet.freeze(row: place.headingRow + 1, column: 2)
        let rate = 7 + kinds.count
        let owed = rate + 1
        if let rows = place.rows {
            sheet.colour(.bad, where: .above(0), rows: rows, column: owed + 2)
            sheet.colour(.caution, where: .above(0), rows: rows, column: owed + 4)
            sheet.colour(.good, where: .bar, rows: rows, column: rate)
        }
        foot.write(on: sheet, from: place.end + 1, columns: table.columns.count)
        let pages = sheet.pages(columns: 0...table.columns.count - 1)
        guard let rows = place.rows, let chart = chart(rows, owed: owed, on: pages) else { return }
        _ = try sheet.insert(chart, under: place.end + 8, column: 1, on: pages)
    }

    /// Where nothing is counted for units only their names: a figure would be 0 whatever they have.
    private func writeUnits(_ table: SheetTable, under head: SheetHead, on sheet: Sheet) {
        // So many that the lines above the table have room.
        let columns = 8
        let place = table.write(on: sheet, from: head.write(on: sheet, columns: columns), briefing.results.units) {
            _, unit in [.text(unit.unit.name), .text(unit.unit.block ?? "")]
        }
        sheet.freeze(row: place.headingRow + 1, column: 1)
        foot.write(on: sheet, from: place.end + 1, columns: columns)
    }

    private var hasMinima: Bool { !pack.quotas.isEmpty }

    /// What the ranked units owed and attained; while nothing is judged, what each unit has and what it still needs.
    private func chart(_ rows: ClosedRange<Int>, owed: Int, on pages: PrintedPages) -> SheetChart? {
        let units = briefing.results.units
        // Ranked units come first; the others owe nothing that a chart could show.
        let ranked = units.prefix { $0.rank != nil }
        guard !ranked.isEmpty || units.contains(where: { $0.items + $0.stillNeeded > 0 }) else { return nil }
        let drawn = (ranked.isEmpty ? units[...] : ranked).prefix(SheetChart.mostBars(on: pages))
        let rows = rows.lowerBound...rows.lowerBound + drawn.count - 1
        let series = { (name: String, column: Int, colour: UInt32) in
            SheetChart.Series(name: name, rows: rows, columns: column...column, colour: colour)
        }
        let (pale, full): (UInt32, UInt32) = (0x9F_B3C8, 0x2E_7D32)
        var chart: SheetChart
        if ranked.isEmpty {
            chart = SheetChart(
                kind: .stackedBars,
                title: wording("Kỳ đang chạy: đã có và cần thêm", "The running period: items so far and still needed"),
                categoryRows: rows, categoryColumns: 1...1,
                series: [
                    series(wording("Đã có", "So far"), owed - 4, full),
                    series(wording("Cần thêm", "Needed"), owed + 4, pale),
                ], largest: drawn.map { $0.items + $0.stillNeeded }.max() ?? 0)
        } else {
            chart = SheetChart(
                kind: .bars,
                title: wording("Các kỳ đã khép: chỉ tiêu và thực hiện", "Closed periods: owed and attained"),
                categoryRows: rows, categoryColumns: 1...1,
                series: [
                    series(wording("Chỉ tiêu", "Owed"), owed, pale),
                    series(wording("Đã đạt", "Attained"), owed + 1, full),
                ], largest: drawn.map(\.owed).max() ?? 0)
        }
        chart.height = SheetChart.height(ofBars: drawn.count)
        if drawn.count < (ranked.isEmpty ? units.count : ranked.count) {
            chart.title += wording(" (\(drawn.count) đơn vị đầu)", " (the first \(drawn.count) units)")
        }
        return chart
    }

    /// Kinds that count by the rules, and others that some item had.
    private var shownKinds: [Int] {
        guard !pack.roster.kinds.isEmpty else { return [] }
        let items = totals.itemsByKind
        return items.indices.filter { items[$0] > 0 || pack.counting.kinds?.contains($0) == true }
    }

    private func summaryColumns(_ kinds: [Int]) -> [SheetTable.Column] {
        let others = wording("Loại khác", "Other kinds")
        guard hasMinima else {
            return [.text(wording("Đơn vị", "Unit"), 40), .centred(wording("Khối", "Block"), 20)]
        }
        return [
            .centred(wording("Hạng", "Rank"), 6), .text(wording("Đơn vị", "Unit"), 24),
            .centred(wording("Khối", "Block"), 9), .text(wording("Chỉ tiêu", "Minimum"), 11),
        ]
            + kinds.map { kind in
                let name = pack.roster.kinds.indices.contains(kind) ? pack.roster.kinds[kind].name : others
                return .number(name, 7, total: totals.itemsByKind[kind])
            }
            + [
                .number(wording("Tổng tin, bài", "Items"), 8, total: totals.items),
                .number(wording("Kỳ đã xét", "Periods judged"), 8, total: totals.periodsJudged),
                .number(wording("Kỳ đạt", "Met"), 7, total: totals.periodsMet),
                .share(wording("Tỷ lệ kỳ đạt", "Rate"), 10),
                .number(wording("Phải có", "Owed"), 8, total: totals.owed),
                .number(wording("Đã đạt", "Attained"), 8, total: totals.attained),
                .number(wording("Thiếu", "Missing"), 8, total: totals.shortfall),
                .text(wording("Kỳ đang chạy", "Running period"), 30),
                .number(wording("Cần thêm", "Needed"), 8, total: totals.stillNeeded),
            ]
    }

    private func summaryCells(_ unit: UnitResult, _ kinds: [Int]) -> [SheetCell] {
        let open = unit.quotas.compactMap(\.openPeriod).map { verdict in
            "\(wording.shortSpan(verdict.period.window, in: briefing.asOf.parts.year)): \(wording.figures(verdict))"
        }
        // Of a unit that owes nothing no item is counted.
        let items = { (count: Int) in unit.quotas.isEmpty ? SheetCell.text("–") : .number(count) }
        return [
            unit.rank.map(SheetCell.number) ?? .text("–"), .text(unit.unit.name), .text(unit.unit.block ?? ""),
            .text(unit.quotas.map { wording.minimum($0.quota) }.joined(separator: "\n")),
        ] + kinds.map { items(unit.itemsByKind[$0]) } + [
            items(unit.items), .number(unit.periodsJudged), .number(unit.periodsMet),
            unit.rate.map { .decimal($0.decimal(places: 4)) } ?? .text("–"), .number(unit.owed),
            .number(unit.attained), .number(unit.shortfall), .text(open.joined(separator: "\n")),
            .number(unit.stillNeeded),
        ]
    }

    private var foot: SheetFoot { SheetFoot(pack: pack, asOf: briefing.asOf, wording: wording) }

    // MARK: Chuyên mục

    private func writeCategories(on sheet: Sheet) {
        let table = SheetTable(columns: [
            .centred(wording("TT", "No."), 6), .text(wording("Chuyên mục", "Category"), 40),
            .text(wording("Đơn vị phụ trách", "Answers for it"), 34), .number(wording("Số tin, bài", "Items"), 10),
            .day(wording("Tin, bài mới nhất", "Last item"), 14),
            .number(wording("Hạn làm mới (ngày)", "Fresh within (days)"), 12),
            .centred(wording("Tình trạng", "State"), 20),
        ])
        table.setWidths(on: sheet)
        let row = SheetHead(title: wording("CHUYÊN MỤC", "CATEGORIES")).write(on: sheet, columns: table.columns.count)
        let results = briefing.results.categories
        let place = table.write(
            on: sheet, from: row, results,
            fill: { number, column in column == 6 ? results[number].state.fill : .none }
        ) { number, result in
            let units = result.category.units.map { pack.roster.units[$0].name }
            return [
                .number(number + 1), .text(result.category.name), .text(wording.list(units)), .number(result.items),
                SheetCell(result.lastItem), SheetCell(result.category.freshWithin), .text(wording.name(result.state)),
            ]
        }
        sheet.freeze(row: place.headingRow + 1, column: 2)
        var next = place.end + 1
        let unknown: [(String, [String])] = [
            (wording("Chuyên mục lạ", "Unknown categories"), briefing.unknownCategories),
            (wording("Tác giả lạ", "Unknown people"), briefing.unknownPeople),
        ]
        for (heading, names) in unknown where !names.isEmpty {
            sheet.write(.text(heading), next, 1, .text.bold())
            for (place, name) in names.enumerated() { sheet.write(.text(name), next + 1 + place, 1, .text) }
            next += names.count + 2
        }
    }

    // MARK: Thời hạn

    private func writeDeadlines(on sheet: Sheet) {
        let table = SheetTable(columns: [
            .text(wording("Thời hạn hoặc yêu cầu", "Deadline or standard"), 30), .text(wording("Nội dung", "Rule"), 44),
            .text(wording("Đơn vị", "Unit"), 24), .number(wording("Đúng", "Kept"), 9),
            .number(wording("Trễ hoặc chưa đúng", "Late or not kept"), 11),
            .number(wording("Chưa đến hạn", "Pending"), 9),
            .number(wording("Không xác định", "Unverifiable"), 11),
        ])
        table.setWidths(on: sheet)
        let row = SheetHead(title: wording("THỜI HẠN VÀ YÊU CẦU VỀ TIN, BÀI", "DEADLINES AND STANDARDS")).write(
            on: sheet, columns: table.columns.count)
        let place = table.write(on: sheet, from: row, deadlineRows()) { _, cells in cells }
        sheet.freeze(row: place.headingRow + 1, column: 1)
    }

    private func deadlineRows() -> [[SheetCell]] {
        let all = wording("(tất cả)", "(all)")
        let deadlines = briefing.results.deadlines.flatMap { result -> [[SheetCell]] in
            let rule = [
                wording.rule(result.deadline), result.deadline.owner, wording.citation(result.deadline.cite, in: pack),
            ]
            .compactMap(\.self).joined(separator: "; ")
            let head: [SheetCell] = [.text(result.deadline.id), .text(rule)]
            let whole: [SheetCell] = [
                .text(all), .number(result.onTime), .number(result.late), .number(result.pending),
                .number(result.unverifiable),
            ]
            return [head + whole]
                + result.byUnit.map { unit in
                    head + [.text(unit.unit.name), .number(unit.onTime), .number(unit.late), .empty, .empty]
                }
        }
        let standards = briefing.results.standards.map { result -> [SheetCell] in
            [
                .text(result.standard.id), .text(result.standard.title), .text(all), .number(result.met),
                .number(result.unmet), .empty, .number(result.unverifiable),
            ]
        }
        return deadlines + standards
    }

    // MARK: Cách tính

    private func writeMethod(on sheet: Sheet) {
        let words = MethodWords(briefing, wording)
        MethodSheet(words: words).write(
            sections: [
                (wording("Quy tắc", "Rules"), words.rules() + words.mark()),
                (wording("Tin, bài được tính", "Items that count"), words.counting()),
                (wording("Chỉ tiêu", "Minima"), words.quotas()),
            ], on: sheet)
    }
}

extension CategoryResult.State {
    var fill: CellStyle.Fill {
        switch self {
        case .fresh: .good
        case .stale: .caution
        case .empty: .bad
        }
    }
}

extension SheetFoot {
    init(pack: RulePack, asOf: CivilDate, wording: Wording) {
        let head = pack.report
        let around = DecreeWords(pack, asOf: asOf, wording)
        maker = wording("NGƯỜI LẬP BIỂU", "MADE BY")
        placeAndDay = [around.place, around.date].compactMap(\.self).joined(separator: ", ")
        var post = [head?.signer?.authority, head?.signer?.post].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " ")
        if post.isEmpty { post = wording("THỦ TRƯỞNG", "HEAD OF THE OFFICE") }
        self.post = post
        name = head?.signer?.name ?? ""
    }
}
