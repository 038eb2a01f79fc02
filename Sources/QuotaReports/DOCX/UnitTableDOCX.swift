import QuotaEngine
import QuotaModel
import ScoringRules

/// Every unit with its minima, its last and its running period, and its place, in ranking order; of a unit that owes nothing
/// only the name.
struct UnitTableDOCX {
    private let briefing: Briefing
    private let wording: Wording
    private let units: [UnitResult]

    init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        self.wording = wording
        units = Array(briefing.results.units)
    }

    /// A column: what stands in it of a unit and of one of the unit's quotas.
    private struct Column {
        let title: String
        /// Millimetres; nil: what the others leave.
        var width: Int?
        var element = DecreeElement.tableFigure
        /// Whether it is about the unit, not about one of its quotas.
        var isOfUnit = true
        var total = ""
        /// What stands there of a unit without quotas: nothing but a dash.
        var ofNone: (Int, UnitResult) -> String = { _, _ in "–" }
        /// Lines of text.
        let texts: (Int, UnitResult, QuotaResult) -> [String]
    }

    func table() -> WordTable {
        let columns = self.columns()
        let taken = columns.reduce(0) { $0 + ($1.width ?? 0) }
        let rest = DecreeLayout.textWidth(isLandscape: false) - taken
        var table = WordTable(columns: columns.map { $0.width ?? rest })
        table.rows = [.headings(columns.map(\.title))]
        for (place, unit) in units.enumerated() {
            if unit.quotas.isEmpty {
                table.rows.append(
                    WordTable.Row(cells: columns.map { WordTable.Cell($0.element, $0.ofNone(place, unit)) }))
            }
            for (line, quota) in unit.quotas.enumerated() {
                table.rows.append(
                    WordTable.Row(cells: columns.map { cell($0, $0.texts(place, unit, quota), unit, line) }))
            }
        }
        table.rows.append(total(columns))
        return table
    }

    /// A unit's own figures stand once beside all of its quotas.
    private func cell(_ column: Column, _ texts: [String], _ unit: UnitResult, _ line: Int) -> WordTable.Cell {
        let isShared = column.isOfUnit && unit.quotas.count > 1
        let shown = isShared && line > 0 ? [""] : texts
        let pieces = shown.enumerated().flatMap { place, text in
            (place > 0 ? [WordParagraph.Piece.lineBreak] : []) + [.text(text)]
        }
        return WordTable.Cell(
            [WordParagraph(column.element, pieces)], merge: !isShared ? .none : line == 0 ? .first : .following)
    }

    private func total(_ columns: [Column]) -> WordTable.Row {
        let first = columns.firstIndex { !$0.total.isEmpty } ?? columns.count
        let title = WordTable.Cell([WordParagraph(.tableHeading, wording("Tổng cộng", "Total"))], span: first)
        return WordTable.Row(cells: [title] + columns[first...].map { WordTable.Cell(.tableHeading, $0.total) })
    }

    // MARK: Columns

    private func columns() -> [Column] {
        let totals = briefing.results.totals
        let met = met(totals.periodsMet, of: totals.periodsJudged)
        let missing = wording.number(totals.shortfall)
        return [
            Column(title: wording("TT", "No."), width: 8, ofNone: { place, _ in wording.number(place + 1) }) {
                place, _, _ in [wording.number(place + 1)]
            },
            Column(title: wording("Đơn vị", "Unit"), element: .tableText, ofNone: { _, unit in unit.unit.name }) {
                _, unit, _ in [unit.unit.name]
            },
            Column(title: wording("Chỉ tiêu", "Minimum"), width: 16, isOfUnit: false) { _, _, quota in
                [wording.minimum(quota.quota)]
            },
        ] + periods() + [
            Column(
                title: wording("Từ đầu", "In all"), width: figureWidth(longestCount()), isOfUnit: false
            ) { _, _, quota in [count(quota)] },
            Column(title: wording("Kỳ đạt", "Met"), width: figureWidth(met.count), total: met) { _, unit, _ in
                [self.met(unit.periodsMet, of: unit.periodsJudged)]
            },
            Column(
                title: wording("Tỷ lệ", "Rate"), width: 14, total: totals.rate.map(wording.percent) ?? "–"
            ) { _, unit, _ in [unit.rate.map(wording.percent) ?? "–"] },
            Column(
                title: wording("Thiếu", "Missing"), width: wording.language == .vi ? figureWidth(missing.count) : 16,
                total: missing
            ) { _, unit, _ in [wording.number(unit.shortfall)] },
            Column(title: wording("Hạng", "Rank"), width: 12) { _, unit, _ in
                [unit.rank.map(wording.number) ?? "–"]
            },
        ]
    }

    /// The last and the running period, where any unit has one.
    private func periods() -> [Column] {
        let all: [(String, Int, (QuotaResult) -> PeriodVerdict?)] = [
            (wording("Kỳ vừa qua", "Last period"), 22, \.lastClosedPeriod),
            (wording("Kỳ đang chạy", "Running period"), 25, \.openPeriod),
        ]
        return all.filter { _, _, period in units.contains { $0.quotas.contains { period($0) != nil } } }.map {
            title, width, period in
            Column(title: title, width: width, isOfUnit: false) { _, _, quota in self.period(period(quota)) }
        }
    }

    private func period(_ verdict: PeriodVerdict?) -> [String] {
        guard let verdict else { return ["–"] }
        return [
            wording.shortSpan(verdict.period.window, in: briefing.asOf.parts.year), wording.figures(verdict),
        ]
    }

    private func met(_ met: Int, of judged: Int) -> String {
        judged > 0 ? "\(wording.number(met))/\(wording.number(judged))" : "–"
    }

    private func count(_ quota: QuotaResult) -> String {
        "\(wording.number(quota.count))/\(wording.number(quota.minimum))"
    }

    private func longestCount() -> Int { units.flatMap { $0.quotas.map { count($0).count } }.max() ?? 0 }

    /// Room for so many bold figures between the cell's margins.
    private func figureWidth(_ characters: Int) -> Int { max(12, 2 + 2 * characters) }
}
