import ArgumentParser
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `briefing`: tests every unit against its minima and ranks them (contract, sections 7 and 8).
struct BriefingCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "briefing", _superCommandName: QuotaCLI.name,
            abstract: help(
                "kiểm đếm, xếp hạng, nêu đơn vị thiếu hoặc chậm", "tests every unit, ranks, says who is short or behind"
            ))
    }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var evidenceOptions: EvidenceOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var dayOptions: DayOptions
    @OptionGroup var documentOptions: DocumentOptions

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: ReportFormat = .text

    @Flag(help: ArgumentHelp("có kỳ đã khép bị thiếu thì kết thúc với mã 1", "exit 1 when a closed period is short"))
    var failOnShort = false

    @OptionGroup var plainOptions: PlainOptions

    @Flag(
        help: ArgumentHelp(
            "so ba cách hiểu “tháng”: từ ngày bắt đầu, dương lịch, hành chính",
            "compare three readings of “month”: from the start, calendar, office"))
    var compareCounting = false

    /// Not the parser's own `validate`, which would wrap the issue into English.
    func checkOptions() throws {
        try format.check(reportOptions)
        try dayOptions.checkOptions()
        try documentOptions.check(format: format.rawValue, output: reportOptions.output)
        if compareCounting, ![.text, .json].contains(format) {
            throw Issue(
                .badOption, subject: "--compare-counting", found: format.rawValue,
                expected: ["--format text", "--format json"])
        }
        try plainOptions.check(format)
    }

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: logOptions.files + [NamedFile("--rules", rulesOptions.rules)]
                + evidenceOptions.historyOptions.files, writing: [reportOptions.file, logOptions.rejectFile])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try rulesOptions.checkOptions()
        try logOptions.checkOptions()
        try checkOptions()
        let output = try DocumentOutput(pdf: documentOptions.pdf)
        let history = try evidenceOptions.evidence(rulesOptions, logOptions)
        let rules = try history?.rules ?? rulesOptions.loaded()
        let plan = try rules.plan(asOf: dayOptions.day(of: rules.pack), rulesOptions.interpretation)
        let run = BriefingRun(
            rules: rules, plan: plan,
            logs: LogRun(options: logOptions, report: reportOptions, console: console, history: history),
            readings: compareCounting
                ? try BriefingRun.comparedReadings(of: rules, asOf: plan.asOf, partial: rulesOptions.partial) : [],
            undatedLimit: format.undatedLimit, listingLimit: format.listingLimit)
        let briefing = try run.evaluate()
        let recorded = evidenceOptions.record ? BriefingJSON.bytes(briefing) : nil
        try write(briefing, recorded, output, console) {
            var parameters = EvaluationParameters(asOf: plan.asOf, plan.interpretation)
            parameters.compareCounting = compareCounting
            try evidenceOptions.record(Evaluation(.briefing, parameters), recorded, of: history, console)
        }
        return failOnShort && briefing.isAnyClosedPeriodShort ? .short : .done
    }

    /// - Parameters:
    ///   - recorded: the JSON that goes into a history as well, where it does.
    ///   - record: puts it there.
    private func write(
        _ briefing: Briefing, _ recorded: [UInt8]?, _ output: DocumentOutput, _ console: Console,
        record: () throws -> Void
    ) throws {
        let wording = console.wording
        switch format {
        case .text:
            let text = BriefingText(
                briefing, wording: wording, palette: reportOptions.palette, width: reportOptions.width)
            try reportOptions.write(once: record, text.write)
        case .json:
            try reportOptions.write(once: record) { outlet in
                if let recorded { outlet.take(recorded) } else { BriefingJSON.write(briefing, to: outlet) }
            }
        case .csv:
            try reportOptions.write(once: record) {
                BriefingCSV.write(briefing, for: plainOptions.reader, wording: wording, to: $0)
            }
        case .html: try reportOptions.write(once: record, BriefingHTML(briefing, wording: wording).bytes())
        case .docx:
            try documentOptions.write(
                output, try BriefingDOCX(briefing, wording: wording).bytes(), reportOptions, once: record)
        case .xlsx:
            try reportOptions.write(
                once: record, SpreadsheetOutput.bytes(BriefingWorkbook(briefing, wording: wording).write))
        }
    }
}
