import QuotaEngine
import QuotaModel
import ScoringRules

/// What stands at the head of every form of a report.
extension Wording {
    /// `Kết quả thực hiện chỉ tiêu tin, bài đến hết ngày 30/04/2022`.
    func title(_ briefing: Briefing) -> String {
        let day = day(briefing.asOf)
        return briefing.pack.quotas.isEmpty
            ? self("Tình hình tin, bài đến hết ngày \(day)", "News items as of \(day)")
            : self("Kết quả thực hiện chỉ tiêu tin, bài đến hết ngày \(day)", "News item quotas as of \(day)")
    }

    /// `Từ 15/02/2022 đến 31/12/2022, số liệu đến hết ngày 30/04/2022`.
    func window(_ plan: ScoringPlan) -> String {
        self(
            "Từ \(day(plan.from)) đến \(day(plan.to)), số liệu đến hết ngày \(day(plan.asOf))",
            "\(day(plan.from)) to \(day(plan.to)), as of \(day(plan.asOf))")
    }

    /// The documents that ordered it: `Căn cứ: Thông báo /TB-TTT (Chánh Thanh tra, 2022-02)`.
    func basis(_ pack: RulePack) -> [String] {
        pack.sources.map { source in
            let details = [source.issuer, source.issued].compactMap(\.self).joined(separator: ", ")
            return orderedBy + source.name + (details.isEmpty ? "" : " (\(details))")
        }
    }

    var orderedBy: String { self("Căn cứ: ", "Ordered by: ") }

    /// What nobody may overlook: the pack is illustrative, or was read otherwise than it says.
    func notices(_ pack: RulePack, _ interpretation: Interpretation, _ history: HistoryMark?) -> [String] {
        var lines: [String] = []
        if pack.status == .illustrative { lines.append(illustrativeNotice) }
        if !interpretation.isOwnReading {
            lines.append(
                self("LƯU Ý: tính theo yêu cầu khác với quy tắc: ", "NOTE: counted otherwise than the rules say: ")
                    + reading(interpretation))
        }
        if let history { lines.append(mark(history)) }
        return lines
    }

    /// Stands where a ranking would stand.
    var noMinima: String {
        self("Bộ quy tắc này không giao chỉ tiêu số lượng.", "This rule pack sets no minima.")
    }

    /// How one line of minima counts, with the clause that orders it.
    func rule(_ quota: Quota, in pack: RulePack) -> String {
        let cite = citation(quota.cite, in: pack).map { " – \($0)" } ?? ""
        let tests = tests(quota.filter, in: pack)
        return "\(minimum(quota)), \(rhythm(quota)); \(partial(quota.partial))"
            + (tests.isEmpty ? "" : self("; chỉ tính: \(tests)", "; only: \(tests)")) + cite
    }

    /// `từ ngày gửi đến ngày duyệt trong 1 ngày`.
    func rule(_ deadline: Deadline) -> String {
        let limit = name(deadline.unit, count: deadline.within)
        return self(
            "từ \(name(deadline.from)) đến \(name(deadline.to)) trong \(limit)",
            "\(name(deadline.from)) to \(name(deadline.to)) within \(limit)")
    }

    /// `1/3 chậm`; only the count where nothing is owed.
    func figures(_ verdict: PeriodVerdict) -> String {
        let count = number(verdict.count)
        return (verdict.minimum.isJudged ? "\(count)/\(number(verdict.minimum.items))" : count) + " "
            + name(verdict.status)
    }
}
