import ArgumentParser
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `briefing`: tests every unit against its minima and ranks them (contract, sections 7 and 8).
struct BriefingCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "briefing",
            abstract: help(
                "kiểm đếm, xếp hạng, nêu đơn vị thiếu hoặc chậm", "tests every unit, ranks, says who is short or behind"
            ))
    }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("ngày chốt, mặc định hôm nay", "the as-of day, today by default", value: "yyyy-MM-dd"))
    var asOf: CivilDate?

    @Option(
        help: ArgumentHelp(
            "chốt vào ngày báo cáo của tháng này", "as of this month's report day", value: "yyyy-MM"))
    var month: ReportMonth?

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: ReportFormat = .text

    @Flag(help: ArgumentHelp("có kỳ đã khép bị thiếu thì kết thúc với mã 1", "exit 1 when a closed period is short"))
    var failOnShort = false

    @Flag(help: ArgumentHelp("CSV cho chương trình khác: không BOM", "CSV for programs: no BOM, no guards"))
    var plain = false

    @Flag(
        help: ArgumentHelp(
            "so ba cách hiểu “tháng”: từ ngày bắt đầu, dương lịch, hành chính",
            "compare three readings of “month”: from the start, calendar, office"))
    var compareCounting = false

    /// Not the parser's own `validate`, which would wrap the issue into English.
    func checkOptions() throws {
        try format.check(reportOptions)
        if asOf != nil, month != nil {
            throw Issue(.badOption, subject: "--month", found: "--as-of", expected: ["--month", "--as-of"])
        }
        if plain, format != .csv {
            throw Issue(.badOption, subject: "--plain", found: format.rawValue, expected: ["--format csv"])
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try rulesOptions.checkOptions()
        try logOptions.checkOptions()
        try checkOptions()
        let rules = try rulesOptions.loaded()
        let day = try asOf ?? month?.reportDay(of: rules.pack) ?? Today.inVietnam()
        let plan = try rules.plan(asOf: day, rulesOptions.interpretation)
        let briefing = try evaluate(rules, plan, console)
        try reportOptions.write(try bytes(of: briefing, console))
        return failOnShort && briefing.isAnyClosedPeriodShort ? .short : .done
    }

    private func evaluate(_ rules: LoadedRules, _ plan: Plan, _ console: Console) throws -> Briefing {
        let readings = compareCounting ? comparedPlans(rules, plan) : []
        var folds = ([plan] + readings).map(LogFold.init)
        var listing = format.listingLimit.map { ItemListingFold(plan: plan, limit: $0) }
        let run = LogRun(options: logOptions, report: reportOptions, console: console)
        let outcome = try run.read(
            plan.readingOrder(details: listing != nil), missing: plan.missingFields,
            items: { items in
                for place in folds.indices { folds[place].add(items) }
                listing?.add(items)
            },
            rejects: { listing?.add($0) },
            finishLog: { summary in
                for place in folds.indices { folds[place].finishLog(fields: summary.fields) }
                listing?.finishLog(fields: summary.fields)
            })
        let comparison = zip(readings, folds.dropFirst()).map { reading, fold in
            CountingComparison.Reading(interpretation: reading.interpretation, results: fold.results())
        }
        var briefing = Briefing(
            plan: plan, rulesSHA256: rules.sha256, inputs: outcome.inputs, results: folds[0].results(),
            rejectSamples: outcome.rejectSamples,
            comparison: comparison.isEmpty ? nil : CountingComparison(readings: comparison))
        briefing.listing = listing?.listing
        return briefing
    }

    /// Another reading may cut periods that the pack's own does not; they owe their share of days unless a person or
    /// the pack says otherwise.
    private func comparedPlans(_ rules: LoadedRules, _ plan: Plan) -> [Plan] {
        var pack = rules.pack
        for place in pack.quotas.indices where pack.quotas[place].partial == nil {
            pack.quotas[place].partial = .prorated
        }
        return Interpretation.compared(partial: rulesOptions.partial).map {
            Plan(pack: pack, asOf: plan.asOf, interpretation: $0)
        }
    }

    private func bytes(of briefing: Briefing, _ console: Console) throws -> [UInt8] {
        switch format {
        case .text:
            BriefingText(
                briefing, wording: console.wording, palette: reportOptions.palette,
                width: reportOptions.width
            ).bytes()
        case .json: BriefingJSON.bytes(briefing)
        case .csv: BriefingCSV.bytes(briefing, for: plain ? .program : .spreadsheet, wording: console.wording)
        case .html: BriefingHTML(briefing, wording: console.wording).bytes()
        case .xlsx: try SpreadsheetOutput.bytes(BriefingWorkbook(briefing, wording: console.wording).write)
        }
    }
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
