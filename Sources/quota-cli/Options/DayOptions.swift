import ArgumentParser
import QuotaModel
import ScoringRules

/// Up to which day everything is judged.
struct AsOfOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ngày chốt, mặc định hôm nay", "the as-of day, today by default", value: "yyyy-MM-dd"))
    var asOf: CivilDate?

    var day: CivilDate { asOf ?? Today.inVietnam() }
}

/// The same, or the report day of a month.
struct DayOptions: ParsableArguments {
    @OptionGroup var asOfOptions: AsOfOptions

    @Option(
        help: ArgumentHelp(
            "chốt vào ngày báo cáo của tháng này", "as of this month's report day", value: "yyyy-MM"))
    var month: ReportMonth?

    /// Not the parser's own `validate`, which would wrap the issue into English.
    func checkOptions() throws {
        if asOfOptions.asOf != nil, month != nil {
            throw Issue.excluding("--month", "--as-of")
        }
    }

    func day(of pack: RulePack) throws -> CivilDate { try month?.reportDay(of: pack) ?? asOfOptions.day }
}

/// A civil month, as `--month` names it.
struct ReportMonth: ExpressibleByArgument {
    private let year: Int
    private let month: Int

    init?(argument: String) {
        guard let first = CivilDate(iso: argument + "-01") else { return nil }
        year = first.parts.year
        month = first.parts.month
    }

    /// The pack's report day in this month: its last day unless the pack says otherwise (contract, section 10).
    func reportDay(of pack: RulePack) throws -> CivilDate {
        let day = pack.report?.day ?? .last
        guard let date = day.date(year: year, month: month) else {
            throw Issue(.badOption, subject: "--month", found: "\(year)-\(month)", expected: ["yyyy-MM"])
        }
        return date
    }
}
