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

    /// The documents that ordered it: `Căn cứ: Thông báo /TB-TTT (Chánh Thanh tra, tháng 02/2022)`.
    func basis(_ pack: RulePack) -> [String] {
        pack.sources.map { source in
            let details = [source.issuer, source.issued.map(issued)].compactMap(\.self).joined(separator: ", ")
            return orderedBy + source.name + (details.isEmpty ? "" : " (\(details))")
        }
    }

    /// When a document was issued, by its day, its month or only its year: `ngày 04/04/2019`, `tháng 02/2022`; anything else
    /// as it is written.
    func issued(_ text: String) -> String {
        let isISO = text.wholeMatch(of: /\d{4}(-\d{1,2}){1,2}/) != nil
        let shown = isISO ? text.split(separator: "-").reversed().joined(separator: "/") : text
        if shown.wholeMatch(of: /\d{1,2}[\/.-]\d{1,2}[\/.-]\d{4}/) != nil { return self("ngày ", "") + shown }
        if shown.wholeMatch(of: /\d{1,2}[\/.-]\d{4}/) != nil { return self("tháng ", "") + shown }
        if shown.wholeMatch(of: /\d{4}/) != nil { return self("năm ", "") + shown }
        return text
    }

    var orderedBy: String { self("Căn cứ: ", "Ordered by: ") }

    /// What nobody may overlook: the pack is illustrative, or was read otherwise than it says; there is nothing in a log.
    func notices(_ briefing: Briefing) -> [String] {
        notices(briefing.pack, reading(briefing.interpretation)) + notices(briefing.inputs)
            + briefing.remarks.map(notice) + history(briefing.history)
    }

    func notices(_ council: Council) -> [String] {
        notices(council.plan.pack, reading(council.plan)) + notices(council.inputs) + history(council.history)
    }

    /// - Parameter reading: how the rules were read otherwise than they say; empty where they were not.
    func notices(_ pack: RulePack, _ reading: String) -> [String] {
        var lines: [String] = []
        if pack.status == .illustrative { lines.append(illustrativeNotice) }
        if !reading.isEmpty {
            lines.append(
                self("LƯU Ý: tính theo yêu cầu khác với quy tắc: ", "NOTE: counted otherwise than the rules say: ")
                    + reading)
        }
        return lines
    }

    /// From an empty log everybody would seem to have done nothing.
    private func notices(_ inputs: [LogSummary]) -> [String] {
        inputs.flatMap(\.remarks).filter { $0.code == .noRecords }.map(notice)
    }

    private func notice(_ remark: Issue) -> String {
        self("LƯU Ý: ", "NOTE: ") + (remark.place.map { $0.source + ": " } ?? "") + sentence(remark) + "."
    }

    private func history(_ mark: HistoryMark?) -> [String] { mark.map { [self.mark($0)] } ?? [] }

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
        let limit = deadline.within == 0 ? theDay(deadline.unit) : name(deadline.unit, count: deadline.within)
        return self(
            "từ \(name(deadline.from)) đến \(name(deadline.to)) trong \(limit)",
            "\(name(deadline.from)) to \(name(deadline.to)) within \(limit)")
    }

    /// `trong ngày`, where a deadline leaves no day after the first.
    private func theDay(_ unit: DayUnit) -> String {
        switch unit {
        case .days: self("ngày", "the day")
        case .workingDays: self("ngày làm việc", "the working day")
        }
    }

    /// Stands under a table of what units have and owe in all where that does not tell what is missing.
    var surplusStays: String {
        self(
            "Phần vượt chỉ tiêu của một kỳ không bù cho kỳ thiếu.",
            "What exceeds the minimum of one period does not make up for another.")
    }

    /// `Từ 100 từ trở lên: 9 đúng, 1 chưa, 0 không xác định`.
    func figures(_ result: StandardResult) -> String {
        let counts = [result.met, result.unmet, result.unverifiable].map(number)
        return self(
            "\(result.standard.title): \(counts[0]) đúng, \(counts[1]) chưa, \(counts[2]) không xác định",
            "\(result.standard.title): kept \(counts[0]), not kept \(counts[1]), unverifiable \(counts[2])")
    }

    /// `1/3 chậm`; only the count where nothing is owed.
    func figures(_ verdict: PeriodVerdict) -> String {
        let count = number(verdict.count)
        return (verdict.minimum.isJudged ? "\(count)/\(number(verdict.minimum.items))" : count) + " "
            + name(verdict.status)
    }
}
