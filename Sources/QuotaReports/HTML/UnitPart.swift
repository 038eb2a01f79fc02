import QuotaEngine
import QuotaModel
import ScoringRules

/// Each unit with its periods and the items behind them, counted or not.
struct UnitPart {
    let briefing: Briefing
    let wording: Wording
    let figures: BriefingFigures

    static let id = "tung-don-vi"

    static func id(ofUnit place: Int) -> String { "don-vi-\(place)" }

    func write(_ page: inout Markup) {
        let others = othersByUnit()
        for unit in briefing.results.units where !unit.quotas.isEmpty {
            page.line()
            page.tag("h3", ["id": Self.id(ofUnit: unit.place)]) { $0.foreign(unit.unit.name) }
            page.tag("p", text: standing(unit))
            for quota in unit.quotas { write(quota, of: unit, on: &page) }
            figures.write(
                wording("\(unit.unit.name), mọi kỳ", "\(unit.unit.name), all periods"), .unit(unit.place),
                of: unit.items, on: &page)
            write(others: others[unit.place] ?? [], on: &page)
        }
    }

    private func standing(_ unit: UnitResult) -> String {
        guard let rate = unit.rate else {
            return wording("Chưa có kỳ nào được xét.", "No period is judged yet.")
        }
        let rank = unit.rank.map(String.init) ?? "–"
        return wording(
            "Hạng \(rank); đạt \(unit.periodsMet)/\(unit.periodsJudged) kỳ đã khép (\(wording.percent(rate))); thiếu \(wording.items(unit.shortfall)).",
            "Rank \(rank); met \(unit.periodsMet) of \(wording.count(unit.periodsJudged, "closed period", "closed periods")) (\(wording.percent(rate))); \(wording.items(unit.shortfall)) missing."
        )
    }

    // MARK: Periods

    private func write(_ quota: QuotaResult, of unit: UnitResult, on page: inout Markup) {
        page.tag("h4") { page in
            page.foreign("\(quota.quota.id): \(wording.rule(quota.quota, in: briefing.pack))", limit: 1_000)
        }
        if quota.periods.count > 1 {
            BarChart(
                title: "\(unit.unit.name), \(wording.minimum(quota.quota))",
                bars: quota.periods.map {
                    BarChart.Bar(
                        label: wording.shortSpan($0.period.window, in: briefing.asOf.parts.year), count: $0.count,
                        minimum: $0.minimum.items)
                }
            ).write(on: &page, wording: wording)
        }
        for verdict in quota.periods.reversed() { write(verdict, quota, of: unit, on: &page) }
    }

    private func write(_ verdict: PeriodVerdict, _ quota: QuotaResult, of unit: UnitResult, on page: inout Markup) {
        let figure = ItemFigure.period(unit: unit.place, quota: quota.place, verdict.period.window)
        page.tag("details", ["id": figure.id]) { page in
            page.tag("summary") { page in
                page.text("\(wording.span(verdict.period.window)): ")
                page.tag("strong", text: "\(wording.number(verdict.count))/\(wording.number(verdict.minimum.items)) ")
                page.mark(verdict.status, wording)
                if verdict.shortfall > 0 {
                    let missing = wording.number(verdict.shortfall)
                    page.text(" " + wording("còn thiếu \(missing)", "\(missing) missing"))
                }
            }
            page.tag("p") { page in
                page.text(wording("Vì: ", "Because: "))
                page.foreign(wording.ground(of: verdict.minimum, quota.quota))
            }
            figures.lists.writeCounted(figures.items(of: figure), of: verdict.count, on: &page)
        }
    }

    // MARK: Items that do not count

    /// For each unit the listed items that count for none of its lines.
    private func othersByUnit() -> [Int: [ItemLine]] {
        let words = ListingWords(wording: wording, pack: briefing.pack)
        var others: [Int: [ItemLine]] = [:]
        for item in briefing.listing?.items ?? [] {
            for (unit, judgements) in Dictionary(grouping: item.judgements, by: \.unit)
            where !judgements.contains(where: { $0.outcome == .counted }) {
                others[unit, default: []].append(ItemLine(item, remark: words.reason(judgements[0], item)))
            }
        }
        return others
    }

    private func write(others: [ItemLine], on page: inout Markup) {
        guard !others.isEmpty else { return }
        page.tag("details") { page in
            page.tag(
                "summary",
                text: wording("Không được tính: ", "Not counted: ") + wording.items(others.count))
            figures.lists.write(others, on: &page)
        }
    }
}
