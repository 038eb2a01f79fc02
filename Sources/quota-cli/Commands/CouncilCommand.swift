import ArgumentParser
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `council`: scores a scorecard, grades and ranks (contract, sections 6 to 8).
struct CouncilCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "council", _superCommandName: QuotaCLI.name,
            abstract: help(
                "chấm điểm, xếp loại, xếp hạng cho hội đồng", "scores a scorecard, grades and ranks for the council"))
    }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var scoringOptions: ScoringOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var evidenceOptions: EvidenceOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var documentOptions: DocumentOptions

    @OptionGroup var asOfOptions: AsOfOptions

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: ReportFormat = .text

    @OptionGroup var plainOptions: PlainOptions

    @Option(
        help: ArgumentHelp(
            "ghi mẫu nhập số liệu còn trống rồi dừng", "write the empty form for entered figures and stop",
            value: "file"))
    var writeInputs: String?

    @Option(
        help: ArgumentHelp(
            "so với bộ quy tắc này: ai đổi điểm, hạng, xếp loại", "compare with these rules: whose result changes",
            value: "file"))
    var compareRules: String?

    private func checkOptions() throws {
        try format.check(reportOptions)
        try documentOptions.check(format: format.rawValue, output: reportOptions.output)
        try plainOptions.check(format)
        if compareRules != nil, logOptions.log.contains("-") {
            throw Issue(.badOption, subject: "--compare-rules", found: "--log -", expected: ["--log <file>"])
        }
        if compareRules != nil, ![.text, .json].contains(format) {
            throw Issue(
                .badOption, subject: "--compare-rules", found: format.rawValue,
                expected: ["--format text", "--format json"])
        }
        if compareRules != nil, evidenceOptions.record {
            throw Issue.excluding("--record", "--compare-rules")
        }
        // The form is all that is written then.
        let results = [
            ("--record", evidenceOptions.record), ("--rejects", logOptions.rejects != nil),
            ("--output", reportOptions.output != nil),
        ]
        if writeInputs != nil, let result = results.first(where: \.1)?.0 {
            throw Issue.excluding(result, "--write-inputs")
        }
    }

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: logOptions.files + [
                NamedFile("--rules", rulesOptions.rules), NamedFile("--inputs", scoringOptions.inputs),
                NamedFile("--compare-rules", compareRules),
            ] + evidenceOptions.historyOptions.files,
            // Nothing else is written beside the form.
            writing: writeInputs == nil
                ? [reportOptions.file, logOptions.rejectFile] : [NamedFile("--write-inputs", writeInputs)])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try checkOptions()
        try rulesOptions.checkOptions()
        try scoringOptions.checkOptions()
        try logOptions.checkOptions()
        let output = try DocumentOutput(pdf: documentOptions.pdf)
        let history = try evidenceOptions.evidence(rulesOptions, logOptions, inputs: scoringOptions.inputs)
        let rules = try history?.rules ?? rulesOptions.loaded()
        console.report(rules.pack.remarks)
        let day = asOfOptions.day
        let plan = try scoringOptions.plan(rules, asOf: day, rulesOptions.interpretation)
        if let writeInputs {
            // Somebody may have filled it in already.
            try OutputFile.refuseExisting(writeInputs, console.wording)
            try OutputFile(path: writeInputs).write(InputsForm.bytes(plan))
            return .done
        }
        let council = try score(rules, plan, history, logOptions, console)
        let comparison = try compareRules.map { path in
            let others = try LoadedRules(path: path)
            let plan = try scoringOptions.plan(others, asOf: day, rulesOptions.interpretation)
            var logOptions = logOptions
            // Rejects are those under one's own rules.
            (logOptions.rejects, logOptions.strict) = (nil, false)
            return CouncilComparison(own: council, other: try score(others, plan, history, logOptions, console))
        }
        let recorded = evidenceOptions.record ? CouncilJSON.bytes(council, cores: logOptions.cores.count) : nil
        try write(council, comparison, recorded, output, console) {
            var parameters = EvaluationParameters(asOf: day, plan.plan.interpretation)
            parameters.scoring = scoringOptions.parameters(plan)
            try evidenceOptions.record(
                Evaluation(.council, parameters), recorded, of: history, inputsSHA256: council.figuresSHA256, console)
        }
        return .done
    }

    private func score(
        _ rules: LoadedRules, _ plan: ScoringPlan, _ history: HistoryEvidence?, _ logOptions: LogOptions,
        _ console: Console
    ) throws -> Council {
        let run = CouncilRun(
            rules: rules, plan: plan,
            figures: try history?.figures(for: plan) ?? LoadedFigures(path: scoringOptions.inputs, plan: plan),
            logs: LogRun(options: logOptions, report: reportOptions, console: console, history: history))
        return try run.score(listing: format.listingLimit).council
    }

    /// - Parameters:
    ///   - recorded: the JSON that goes into a history as well, where it does.
    ///   - record: puts it there.
    private func write(
        _ council: Council, _ comparison: CouncilComparison?, _ recorded: [UInt8]?, _ output: DocumentOutput,
        _ console: Console, record: () throws -> Void
    ) throws {
        let wording = console.wording
        switch format {
        case .text:
            let text = CouncilText(
                council, comparison: comparison, wording: wording, palette: reportOptions.palette,
                width: reportOptions.width)
            try reportOptions.write(once: record, text.write)
        case .json:
            try reportOptions.write(once: record) { outlet in
                if let recorded { return outlet.take(recorded) }
                CouncilJSON.write(council, comparison: comparison, cores: logOptions.cores.count, to: outlet)
            }
        case .csv:
            try reportOptions.write(once: record) {
                CouncilCSV.write(council, for: plainOptions.reader, wording: wording, to: $0)
            }
        case .html: try reportOptions.write(once: record, CouncilHTML(council, wording: wording).bytes())
        case .docx:
            try documentOptions.write(
                output, try CouncilDOCX(council, wording: wording).bytes(), reportOptions, once: record)
        case .xlsx:
            try reportOptions.write(
                once: record, SpreadsheetOutput.bytes(CouncilWorkbook(council, wording: wording).write))
        }
    }
}
