import QuotaEngine
import QuotaModel
import ScoringRules

/// What a reminder says to one unit: what is missing, until when, by which document (contract, section 10).
struct ReminderWords {
    private let briefing: Briefing
    private let finding: UnitFinding
    private let wording: Wording
    let around: DecreeWords

    /// How many short periods are named one by one.
    private static let namedPeriods = 12

    init(_ briefing: Briefing, _ finding: UnitFinding, _ wording: Wording) {
        self.briefing = briefing
        self.finding = finding
        self.wording = wording
        around = DecreeWords(briefing.pack, asOf: briefing.asOf, wording)
    }

    var unit: String { finding.result.unit.name }

    var subject: String {
        wording("V/v nhắc thực hiện chỉ tiêu viết tin, bài", "Re: reminder of the news item minimum")
    }

    var addressee: String { wording("Kính gửi: ", "To: ") + unit }

    var notices: [String] { wording.notices(briefing) }

    func opening() -> String {
        let (day, agency) = (wording.day(briefing.asOf), around.agencyName)
        return wording(
            "Thực hiện \(documents()), \(agency) thông báo kết quả của \(unit) theo số liệu đến hết ngày \(day) như sau:",
            "Under \(documents()), \(agency) tells \(unit) how it stands as of \(day):")
    }

    /// The documents that order what is missing; all of the pack's where no line cites one.
    private func documents() -> String {
        let pack = briefing.pack
        let quotas = finding.shortages.map(\.quota) + finding.needs.map(\.quota)
        let cited = pack.sources.filter { source in quotas.contains { $0.cite?.source == source.id } }
        let sources = cited.isEmpty ? pack.sources : cited
        return sources.isEmpty ? "“\(pack.title)”" : wording.list(sources.map(around.named))
    }

    /// What is missing, point by point.
    func points() -> [FindingsWords.Finding] { shortages() + needs() + coming() }

    private func shortages() -> [FindingsWords.Finding] {
        finding.shortages.map { shortage in
            let named = shortage.periods.suffix(Self.namedPeriods)
            let rest = shortage.periods.count - named.count
            let lines = named.map { verdict in
                let (count, owed) = (wording.number(verdict.count), wording.number(verdict.minimum.items))
                let missing = wording.number(verdict.shortfall)
                return wording(
                    "kỳ \(wording.span(verdict.period.window)): có \(count)/\(owed), thiếu \(missing)",
                    "\(wording.span(verdict.period.window)): has \(count)/\(owed), \(missing) missing")
            }
            let more = wording(
                "\(wording.number(rest)) kỳ trước nữa", wording.count(rest, "earlier period", "earlier periods"))
            let missing = wording.number(shortage.missing)
            return FindingsWords.Finding(
                wording(
                    "Các kỳ đã khép còn thiếu \(missing) tin, bài", "The closed periods are short by \(missing) in all"),
                [rule(shortage.quota)] + (rest > 0 ? [more] : []) + lines)
        }
    }

    private func needs() -> [FindingsWords.Finding] {
        finding.needs.map { need in
            let period = need.period
            let (count, owed) = (wording.number(period.count), wording.number(period.minimum.items))
            let (missing, left) = (wording.number(period.shortfall), wording.daysLeft(need.daysLeft))
            let last = wording.day(period.period.window.last)
            return FindingsWords.Finding(
                wording(
                    "Kỳ đang chạy \(wording.span(period.period.window)) (\(wording.name(period.status)))",
                    "The running period \(wording.span(period.period.window)) (\(wording.name(period.status)))"),
                [
                    rule(need.quota),
                    wording(
                        "có \(count)/\(owed), cần thêm \(missing) tin, bài chậm nhất hết ngày \(last) (\(left))",
                        "has \(count)/\(owed), needs \(missing) more by the end of \(last) (\(left))"),
                ])
        }
    }

    private func coming() -> [FindingsWords.Finding] {
        finding.coming.map { coming in
            let period = coming.period
            return FindingsWords.Finding(
                wording(
                    "Kỳ tới \(wording.span(period.period.window)) phải có \(wording.number(period.minimum.items)) tin, bài (\(rule(coming.quota)))",
                    "For the next period, \(wording.span(period.period.window)), \(wording.count(period.minimum.items, "item is", "items are")) needed (\(rule(coming.quota)))"
                ))
        }
    }

    /// `chỉ tiêu 3/tháng, Thông báo số 05/TB-TTT, mục 1`.
    private func rule(_ quota: Quota) -> String {
        let cite = wording.citation(quota.cite, in: briefing.pack).map { ", \($0)" } ?? ""
        return wording("chỉ tiêu ", "minimum ") + wording.minimum(quota) + cite
    }

    func closing() -> String {
        let isShort = finding.isShort
        guard let last = finding.needs.map(\.period.period.window.last).min() else {
            return finding.coming.isEmpty
                ? wording("Đề nghị \(unit) nghiêm túc rút kinh nghiệm.", "\(unit) is asked to take note.")
                : wording(
                    "Đề nghị \(unit) bảo đảm đủ chỉ tiêu của kỳ tới; tin, bài của kỳ nào chỉ tính cho kỳ ấy.",
                    "\(unit) is asked to reach the next period's minimum; items count in their own period only.")
        }
        let carry =
            isShort
            ? wording("; tin, bài của kỳ nào chỉ tính cho kỳ ấy", "; items count in their own period only") : ""
        return finding.needs.count == 1
            ? wording(
                "Đề nghị \(unit) hoàn thành chậm nhất hết ngày \(wording.day(last))\(carry).",
                "\(unit) is asked to reach the minimum by the end of \(wording.day(last))\(carry).")
            : wording(
                "Đề nghị \(unit) hoàn thành đúng các thời hạn nêu trên, sớm nhất là ngày \(wording.day(last))\(carry).",
                "\(unit) is asked to keep the days named above, the first of them \(wording.day(last))\(carry).")
    }
}
