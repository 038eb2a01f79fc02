import QuotaEngine
import QuotaModel

/// The ranking of the units.
struct RankingPart {
    let briefing: Briefing
    let wording: Wording
    /// Before the first period begins no unit has a part of its own.
    let hasPeriods: Bool

    func write(_ page: inout Markup) {
        guard !briefing.pack.quotas.isEmpty else { return page.tag("p", text: wording.noMinima) }
        page.table(
            wording("Xếp hạng đơn vị", "Ranking of units"), caption: caption, kind: "sortable"
        ) { page in
            page.headings([
                wording("Hạng", "Rank"), wording("Đơn vị", "Unit"), wording("Chỉ tiêu", "Minimum"),
                wording("Kỳ đạt", "Met"), wording("Tỷ lệ", "Rate"), wording("Thiếu", "Missing"),
                wording("Tin, bài", "Items"), wording("Kỳ đang chạy", "Running period"),
            ])
            page.tag("tbody") { page in
                for unit in briefing.results.units { write(unit, on: &page) }
            }
        }
    }

    private var caption: String {
        wording(
            "Xếp theo tỷ lệ kỳ đã khép đạt chỉ tiêu, rồi mức hoàn thành, rồi số tin, bài.",
            "By the rate of closed periods met, then attainment, then items.")
    }

    private func write(_ unit: UnitResult, on page: inout Markup) {
        let address = unit.quotas.isEmpty || !hasPeriods ? nil : UnitPart.id(ofUnit: unit.place)
        page.tag("tr") { page in
            page.number(unit.rank.map(String.init) ?? "–", unit.rank, kind: "c")
            page.tag("th", ["scope": "row"]) { page in
                guard let address else { return page.foreign(unit.unit.name) }
                page.tag("a", ["href": "#\(address)"]) { $0.foreign(unit.unit.name) }
            }
            page.tag("td", text: unit.quotas.map { wording.minimum($0.quota) }.joined(separator: "; "))
            writeStanding(unit, at: address ?? "", on: &page)
            page.number(wording.number(unit.items), unit.items, to: ItemFigure.unit(unit.place).id)
            page.tag("td") { page in
                for quota in unit.quotas {
                    guard let open = quota.openPeriod else { continue }
                    page.tag("div") { write(open, of: quota, unit, on: &$0) }
                }
            }
        }
    }

    /// Periods and what is missing in them: they lead to the periods of the unit.
    private func writeStanding(_ unit: UnitResult, at address: String, on page: inout Markup) {
        number(
            unit.periodsJudged > 0 ? "\(unit.periodsMet)/\(unit.periodsJudged)" : "–",
            unit.periodsJudged > 0 ? unit.periodsMet : nil, at: address, on: &page)
        number(
            unit.rate.map(wording.percent) ?? "–",
            unit.rate.map { Fraction($0.numerator * 1_000_000, over: $0.denominator).rounded }, at: address, on: &page)
        page.number(
            unit.shortfall > 0 ? "✗ \(wording.number(unit.shortfall))" : "0", unit.shortfall,
            kind: unit.shortfall > 0 ? "n short" : "n", to: address)
    }

    /// Behind it are the unit's periods, where it has any.
    private func number(_ text: String, _ value: Int?, at address: String, on page: inout Markup) {
        guard let value, !address.isEmpty else { return page.number(text, value) }
        page.linkedNumber(text, value, to: address)
    }

    private func write(_ open: PeriodVerdict, of quota: QuotaResult, _ unit: UnitResult, on page: inout Markup) {
        page.text(wording.shortSpan(open.period.window, in: briefing.asOf.parts.year) + ": ")
        page.link(
            "\(wording.number(open.count))/\(wording.number(open.minimum.items))",
            to: ItemFigure.period(unit: unit.place, quota: quota.place, open.period.window).id)
        page.text(" ")
        page.mark(open.status, wording)
    }
}
