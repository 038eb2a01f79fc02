import QuotaEngine
import QuotaModel
import ScoringRules

/// Says what a briefing found in sentences that can be read out and signed (contract, section 10). Its figures are those
/// of the evaluation; nothing is computed here but the number of names.
public struct FindingsWords {
    private let briefing: Briefing
    private let findings: Findings
    private let wording: Wording

    /// What the briefing found is looked up here, once.
    public init(_ briefing: Briefing, _ wording: Wording) {
        self.briefing = briefing
        findings = briefing.findings
        self.wording = wording
    }

    /// One thing found: a statement, or a beginning with what it is true of.
    public struct Finding: Sendable {
        /// Without the mark at its end.
        public let lead: String
        let points: [Point]
        /// What it speaks of as a whole.
        var topic: Topic?

        init(_ lead: String, _ items: [String] = []) { self.init(lead, points: items.map { Point(text: $0) }) }

        init(_ lead: String, points: [Point]) {
            self.lead = lead
            self.points = points
        }

        /// Each without a mark at its end; empty for a statement.
        public var items: [String] { points.map(\.text) }

        /// `Đơn vị thiếu: Phòng 1 thiếu 2 tin, bài; Phòng 2 thiếu 1 tin, bài.`
        public var sentence: String {
            items.isEmpty ? lead + "." : "\(lead): \(items.joined(separator: "; "))."
        }
    }

    /// One of those that a finding is true of.
    struct Point: Sendable {
        let text: String
        /// Nil where it speaks of nothing that a report tells elsewhere.
        var topic: Topic?
    }

    /// What a point speaks of, by its place in the roster or the pack: where a reader finds it in full.
    enum Topic: Sendable {
        case ranking
        case unit(Int)
        case period(unit: Int, quota: Int, DaySpan)
        case category(Int)
        case deadline(Int)
        case standards
    }

    /// `Đến hết ngày 30/04/2022: 3 đơn vị đạt chỉ tiêu, 4 đơn vị thiếu.`; once several periods have closed, first how the last
    /// of them went.
    public func conclusion() -> [String] { overall().map(\.sentence) }

    /// Everything found, the conclusion first.
    public func all() -> [Finding] {
        overall() + [shortages(), behind()].compactMap(\.self) + categories() + deadlines() + standards()
    }

    // MARK: Units

    private func overall() -> [Finding] {
        let day = wording.day(briefing.asOf)
        guard !findings.units.isEmpty else {
            return [
                Finding(
                    wording(
                        "Đến hết ngày \(day): không có đơn vị nào được giao chỉ tiêu số lượng",
                        "As of \(day): no unit has a minimum"))
            ]
        }
        let last = findings.lastClosed.flatMap { $0.isFirst ? nil : lastClosed($0) }
        var standing = last == nil ? standing(day) : standingSinceStart(day)
        if !findings.unjudged.isEmpty {
            standing +=
                ", "
                + units(findings.unjudged.count, "chưa có kỳ nào được xét", "with no period judged yet")
        }
        return [last, standing].compactMap(\.self).map {
            var finding = Finding($0)
            finding.topic = .ranking
            return finding
        }
    }

    private func standing(_ day: String) -> String {
        wording("Đến hết ngày \(day): ", "As of \(day): ")
            + units(findings.met.count, "đạt chỉ tiêu", "met the minimum") + ", "
            + units(findings.short.count, "thiếu", "short")
    }

    private func standingSinceStart(_ day: String) -> String {
        wording("Từ đầu đến hết ngày \(day): ", "From the start to \(day): ")
            + units(findings.met.count, "đạt mọi kỳ", "met every period") + ", "
            + units(findings.short.count, "có kỳ thiếu", "short in some period")
    }

    /// `Kỳ vừa khép (15/04/2022 – 14/05/2022): 5 trên 7 đơn vị đạt chỉ tiêu`.
    private func lastClosed(_ last: Findings.LastClosed) -> String {
        let lead =
            last.window.map { span in
                wording(
                    "Kỳ vừa khép (\(wording.span(span)))", "The period that closed last (\(wording.span(span)))")
            } ?? wording("Kỳ vừa khép của từng đơn vị", "Each unit's last closed period")
        let met = wording.number(last.met)
        return lead
            + wording(
                ": \(met) trên \(wording.number(last.judged)) đơn vị đạt chỉ tiêu",
                ": \(met) of \(wording.count(last.judged, "unit", "units")) met the minimum")
    }

    private func units(_ count: Int, _ vietnamese: String, _ english: String) -> String {
        wording(
            "\(wording.number(count)) đơn vị \(vietnamese)",
            wording.count(count, "unit", "units") + " " + english)
    }

    private func shortages() -> Finding? {
        guard findings.units.contains(where: { $0.result.periodsJudged > 0 }) else { return nil }
        guard !findings.short.isEmpty else {
            return Finding(
                wording(
                    "Không đơn vị nào thiếu chỉ tiêu ở các kỳ đã khép", "No unit is short in the closed periods"))
        }
        return Finding(
            wording("Thiếu chỉ tiêu ở các kỳ đã khép", "Short in the closed periods"),
            points: findings.short.map { unit in
                let parts = unit.shortages.map(shortage).joined(separator: ", ")
                return Point(
                    text: unit.result.unit.name + wording(" ", ": ") + parts, topic: .unit(unit.result.place))
            })
    }

    /// `thiếu 2 tin, bài trong 1 kỳ`.
    private func shortage(_ shortage: UnitFinding.Shortage) -> String {
        let missing = wording.number(shortage.missing)
        let periods = shortage.periods.count
        return wording(
            "thiếu \(missing) tin, bài trong \(wording.number(periods)) kỳ (\(wording.minimum(shortage.quota)))",
            "\(missing) missing in \(wording.count(periods, "period", "periods")) (\(wording.minimum(shortage.quota)))"
        )
    }

    private func behind() -> Finding? {
        guard findings.units.contains(where: { $0.result.quotas.contains { $0.openPeriod != nil } }) else { return nil }
        guard !findings.behind.isEmpty else {
            return Finding(
                wording("Trong kỳ đang chạy không đơn vị nào chậm", "No unit is behind in the running period"))
        }
        return Finding(
            wording("Chậm trong kỳ đang chạy", "Behind in the running period"),
            points: findings.behind.flatMap { unit in
                unit.needs.filter(\.isBehind).map { need in
                    Point(
                        text: unit.result.unit.name + wording(" ", ": ") + self.need(need),
                        topic: .period(unit: unit.result.place, quota: need.place, need.period.period.window))
                }
            })
    }

    /// `có 1/3, cần thêm 2 tin, bài đến hết ngày 14/05/2022`.
    private func need(_ need: UnitFinding.OpenNeed) -> String {
        let figures = "\(wording.number(need.period.count))/\(wording.number(need.period.minimum.items))"
        let (missing, last) = (wording.number(need.period.shortfall), wording.day(need.period.period.window.last))
        return wording(
            "có \(figures), cần thêm \(missing) tin, bài đến hết ngày \(last)",
            "has \(figures), needs \(missing) more by \(last)")
    }

    // MARK: Categories, deadlines, standards

    private func categories() -> [Finding] {
        guard !briefing.results.categories.isEmpty else { return [] }
        let (empty, stale) = (findings.emptyCategories, findings.staleCategories)
        guard !empty.isEmpty || !stale.isEmpty else {
            return [Finding(wording("Không chuyên mục nào để trống", "No category is empty"))]
        }
        var found: [Finding] = []
        if !empty.isEmpty {
            found.append(
                Finding(
                    wording("Chuyên mục để trống", "Empty categories"),
                    points: empty.map { Point(text: $0.category.name, topic: .category($0.place)) }))
        }
        if !stale.isEmpty {
            found.append(
                Finding(
                    wording("Chuyên mục lâu chưa có bài", "Stale categories"),
                    points: stale.map { result in
                        let last = result.lastItem.map(wording.day) ?? "–"
                        return Point(
                            text: wording(
                                "\(result.category.name) (mới nhất \(last))",
                                "\(result.category.name) (last on \(last))"),
                            topic: .category(result.place))
                    }))
        }
        return found
    }

    private func deadlines() -> [Finding] {
        guard !briefing.results.deadlines.isEmpty else { return [] }
        return [
            Finding(
                wording("Thực hiện thời hạn", "Deadlines"),
                points: briefing.results.deadlines.enumerated().map { place, result in
                    let owner = result.deadline.owner.map { " – \($0)" } ?? ""
                    let rule = "\(result.deadline.id) (\(wording.rule(result.deadline)))\(owner)"
                    var figures = [result.onTime, result.late, result.pending, result.unverifiable].map(wording.number)
                    let late = result.byUnit.filter { $0.late > 0 }.map { "\($0.unit.name) \(wording.number($0.late))" }
                    if !late.isEmpty { figures[1] += " (\(late.joined(separator: "; ")))" }
                    return Point(
                        text: wording(
                            "\(rule): đúng hạn \(figures[0]), trễ \(figures[1]), chưa đến hạn \(figures[2]), không xác định \(figures[3])",
                            "\(rule): on time \(figures[0]), late \(figures[1]), pending \(figures[2]), unverifiable \(figures[3])"
                        ), topic: .deadline(place))
                })
        ]
    }

    private func standards() -> [Finding] {
        guard !briefing.results.standards.isEmpty else { return [] }
        return [
            Finding(
                wording("Yêu cầu về tin, bài (không ảnh hưởng đến việc tính)", "Standards (reported only)"),
                points: briefing.results.standards.map { Point(text: wording.figures($0), topic: .standards) })
        ]
    }
}
