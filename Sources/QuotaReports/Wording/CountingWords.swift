import QuotaEngine
import QuotaModel
import ScoringRules

extension Wording {
    /// What stands in place of a grade that a disqualification took.
    public var notConsidered: String { self("không xét", "not considered") }

    /// Stands on every report of an illustrative pack (contract, section 2, `status`).
    var illustrativeNotice: String {
        self(
            "LƯU Ý: bộ quy tắc này chỉ để minh họa, không phải văn bản đã ban hành.",
            "NOTE: this rule pack is illustrative, not an issued document.")
    }

    func name(_ status: RulePack.Status) -> String {
        switch status {
        case .issued: self("đã ban hành", "issued")
        case .illustrative: self("minh họa", "illustrative")
        }
    }

    /// `3/tháng`.
    public func minimum(_ quota: Quota) -> String { "\(number(quota.minimum))/\(name(quota.per))" }

    /// How a quota's periods are cut out of time.
    public func rhythm(_ quota: Quota) -> String {
        switch (quota.rhythm, quota.per) {
        case (.fromStart(let anchor), _):
            anchor.map { self("đếm từ ngày \(day($0))", "counted from \(day($0))") }
                ?? self("đếm từ ngày bắt đầu", "counted from the start")
        case (.calendar, .day): self("từng ngày", "each day")
        case (.calendar, .week): self("tuần từ thứ Hai", "weeks from Monday")
        case (.calendar(1), .month): self("theo tháng dương lịch", "calendar months")
        case (.calendar(1), .quarter): self("theo quý dương lịch", "calendar quarters")
        case (.calendar(1), .halfYear): self("theo nửa năm dương lịch", "calendar half-years")
        case (.calendar(1), .year): self("theo năm dương lịch", "calendar years")
        case (.calendar(let first), _):
            self("theo tháng hành chính từ ngày \(first)", "office months from day \(first)")
        }
    }

    /// What a cut period owes, as a clause; nil: no period can be cut.
    public func partial(_ rule: PartialRule?) -> String {
        switch rule {
        case .full: self("kỳ bị cắt vẫn tính đủ chỉ tiêu", "a cut period owes the full minimum")
        case .prorated: self("kỳ bị cắt tính theo tỷ lệ số ngày", "a cut period owes by its share of days")
        case .waived: self("kỳ bị cắt không tính", "a cut period is not judged")
        case nil: self("không có kỳ bị cắt", "no period is cut")
        }
    }

    /// How a reading that was asked for differs from the pack's own.
    public func reading(_ interpretation: Interpretation) -> String {
        var parts: [String] = []
        switch (interpretation.counted, interpretation.monthStartsOn) {
        case (.fromStart, _): parts.append(self("đếm từ ngày bắt đầu", "counted from the start"))
        // The pack's own day stays.
        case (.calendar, nil): parts.append(self("kỳ theo lịch", "periods by the calendar"))
        case (_, 1): parts.append(self("tháng dương lịch", "calendar months"))
        case (_, let first?):
            parts.append(
                first == 15
                    ? self("tháng hành chính (15 đến 14)", "office months (15th to 14th)")
                    : self("tháng từ ngày \(first)", "months from day \(first)"))
        case (nil, nil): break
        }
        if let rule = interpretation.partial { parts.append(partial(rule)) }
        return parts.joined(separator: "; ")
    }

    /// Likewise of a scorecard, with the days that take the place of its own.
    func reading(_ plan: ScoringPlan) -> String {
        var parts = [reading(plan.plan.interpretation)]
        if !plan.isOwnWindow {
            let own = plan.ownWindow
            let ownDays =
                own.to.map { "\(day(own.from)) – \(day($0))" }
                ?? self("từ ngày \(day(own.from))", "from \(day(own.from)) on")
            parts.append(
                self(
                    "chấm từ \(day(plan.from)) đến \(day(plan.to)), thay cho \(ownDays)",
                    "scored from \(day(plan.from)) to \(day(plan.to)) instead of \(ownDays)"))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// Why a period's minimum is what it is.
    public func ground(of minimum: Minimum, _ quota: Quota) -> String {
        let items = number(minimum.items)
        return switch minimum.ground {
        case .whole: self("chỉ tiêu \(self.minimum(quota))", "minimum \(self.minimum(quota))")
        case .lowered(let owed, let days):
            "\(number(quota.minimum)) × \(number(owed)) ÷ \(self("\(number(days)) ngày", count(days, "day", "days")))"
                + self(", làm tròn", ", rounded") + " = \(items)"
        case .exempt: self("cả kỳ được miễn", "the whole period is exempt")
        case .cutWaived: self("kỳ bị cắt, không tính", "the period is cut and not judged")
        }
    }

    /// `Thông báo /TB-TTT, mục 1`.
    public func citation(_ citation: Citation?, in pack: RulePack) -> String? {
        guard let citation else { return nil }
        let document = pack.source(of: citation)?.name ?? citation.source
        return citation.clause.map { "\(document), \($0)" } ?? document
    }
}
