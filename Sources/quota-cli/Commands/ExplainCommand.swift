import ArgumentParser
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `explain`: why a figure is what it is, down to the rows of the logs.
struct ExplainCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain", _superCommandName: QuotaCLI.name,
            abstract: help(
                "vì sao một con số như vậy: tin, bài nào được tính, tin, bài nào không",
                "why a figure is what it is: which items counted, which did not and why"))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var scoringOptions: ScoringOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var evidenceOptions: EvidenceOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("mã hoặc tên đơn vị", "the unit's id or name", value: "id"))
    var unit: String?

    @Option(
        help: ArgumentHelp("mã chỉ tiêu; mặc định mọi chỉ tiêu của đơn vị", "the quota; all by default", value: "id"))
    var quota: String?

    @Option(
        help: ArgumentHelp(
            "một ngày trong kỳ; mặc định kỳ đang chạy, hết hạn thì kỳ cuối",
            "a day of the period; by default the running one, after the end the last",
            value: "yyyy-MM-dd"))
    var period: CivilDate?

    @Option(
        help: ArgumentHelp(
            "đối tượng chấm điểm, cùng với --criterion", "who is scored, together with --criterion", value: "id"))
    var subject: String?

    @Option(
        help: ArgumentHelp(
            "tiêu chí, điểm thưởng hoặc điểm trừ", "a criterion, bonus or penalty of the scorecard", value: "id"))
    var criterion: String?

    @OptionGroup var asOfOptions: AsOfOptions

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: Format = .text

    /// Whether a point of a scorecard is asked for, not a verdict.
    private var explainsScore: Bool {
        scoringOptions.scorecard != nil || subject != nil || criterion != nil
    }

    private func checkOptions() throws {
        let ofVerdicts = [("--unit", unit != nil), ("--quota", quota != nil), ("--period", period != nil)]
        let ofPoints = [
            ("--scorecard", scoringOptions.scorecard != nil), ("--subject", subject != nil),
            ("--criterion", criterion != nil),
        ]
        if let one = ofPoints.first(where: \.1), let other = ofVerdicts.first(where: \.1) {
            throw Issue.excluding(other.0, one.0)
        }
        let ofScores = [
            ("--inputs", scoringOptions.inputs != nil), ("--from", scoringOptions.from != nil),
            ("--to", scoringOptions.to != nil),
        ]
        if !explainsScore, let one = ofScores.first(where: \.1) {
            guard let other = ofVerdicts.first(where: \.1) else { throw Issue(.missingOption, subject: "--subject") }
            throw Issue(.badOption, subject: one.0, found: other.0, expected: ["--subject … --criterion …"])
        }
    }

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: logOptions.files + [
                NamedFile("--rules", rulesOptions.rules), NamedFile("--inputs", scoringOptions.inputs),
            ] + evidenceOptions.historyOptions.files, writing: [reportOptions.file, logOptions.rejectFile])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try checkOptions()
        try rulesOptions.checkOptions()
        try scoringOptions.checkOptions()
        try logOptions.checkOptions()
        let history = try evidenceOptions.evidence(rulesOptions, logOptions, inputs: scoringOptions.inputs)
        let rules = try history?.rules ?? rulesOptions.loaded()
        let run = ExplanationRun(
            rules: rules, logs: LogRun(options: logOptions, report: reportOptions, console: console, history: history))
        var parameters = EvaluationParameters(
            asOf: asOfOptions.day, rulesOptions.interpretation.touching(rules.pack))
        parameters.language = console.wording.language
        let result: ExplanationRun.Result
        if explainsScore {
            guard let subject else { throw Issue(.missingOption, subject: "--subject") }
            guard let criterion else { throw Issue(.missingOption, subject: "--criterion") }
            let plan = try scoringOptions.plan(rules, asOf: parameters.asOf, rulesOptions.interpretation)
            parameters.scoring = scoringOptions.parameters(plan)
            parameters.subject = subject
            parameters.criterion = criterion
            let figures = try history?.figures(for: plan) ?? LoadedFigures(path: scoringOptions.inputs, plan: plan)
            result = .score(try run.score(plan, figures, parameters), inputsSHA256: figures.sha256)
        } else {
            parameters.unit = unit
            parameters.quota = quota
            parameters.period = period
            result = .verdicts(try run.verdicts(parameters), history?.mark)
        }
        let recorded = evidenceOptions.record ? result.json(console.wording) : nil
        let report =
            format == .text
            ? result.text(console.wording, reportOptions.palette) : recorded ?? result.json(console.wording)
        try reportOptions.write(
            once: {
                try evidenceOptions.record(
                    Evaluation(.explain, parameters), recorded, of: history, inputsSHA256: result.inputsSHA256, console)
            }, report)
        return .done
    }
}
