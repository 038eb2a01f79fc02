import ArgumentParser
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `explain`: why a figure is what it is, down to the rows of the logs.
struct ExplainCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: help(
                "vì sao một con số như vậy: tin, bài nào được tính, tin, bài nào không",
                "why a figure is what it is: which items counted, which did not and why"))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var scoringOptions: ScoringOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("mã hoặc tên đơn vị", "the unit's id or name", value: "id"))
    var unit: String?

    @Option(
        help: ArgumentHelp("mã chỉ tiêu; mặc định mọi chỉ tiêu của đơn vị", "the quota; all by default", value: "id"))
    var quota: String?

    @Option(
        help: ArgumentHelp(
            "một ngày trong kỳ; mặc định ngày chốt", "a day of the period; the as-of day by default",
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

    @Option(help: ArgumentHelp("ngày chốt, mặc định hôm nay", "the as-of day, today by default", value: "yyyy-MM-dd"))
    var asOf: CivilDate?

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: Format = .text

    /// Whether a point of a scorecard is asked for, not a verdict.
    private var explainsScore: Bool {
        scoringOptions.scorecard != nil || subject != nil || criterion != nil
    }

    private func checkOptions() throws {
        let ofVerdicts = [("--unit", unit != nil), ("--quota", quota != nil), ("--period", period != nil)]
        if explainsScore, let other = ofVerdicts.first(where: \.1) {
            throw Issue(.badOption, subject: other.0, found: "--scorecard", expected: ["--subject", "--criterion"])
        }
        let ofScores = [
            ("--inputs", scoringOptions.inputs != nil), ("--from", scoringOptions.from != nil),
            ("--to", scoringOptions.to != nil),
        ]
        if !explainsScore, let other = ofScores.first(where: \.1) {
            throw Issue(.badOption, subject: other.0, found: "--unit", expected: ["--scorecard"])
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try checkOptions()
        try rulesOptions.checkOptions()
        try logOptions.checkOptions()
        if explainsScore { return try explainScore(console) }
        let rules = try rulesOptions.loaded()
        let plan = try rules.plan(asOf: asOf ?? Today.inVietnam(), rulesOptions.interpretation)
        let unit = try place(ofUnit: plan.pack)
        try check(quota: plan.pack, unit: unit)
        let day = period ?? plan.asOf
        let targets = ExplanationTarget.targets(in: plan, unit: unit, quota: quota, day: day)
        guard !targets.isEmpty else { throw noPeriod(plan, unit, day) }
        var fold = ExplanationFold(plan: plan, unit: unit)
        let run = LogRun(options: logOptions, report: reportOptions, console: console)
        let outcome = try run.read(
            plan.readingOrder(details: true), missing: plan.missingFields, items: { fold.add($0) },
            rejects: { fold.add($0) },
            finishLog: { fold.finishLog(fields: $0.fields) })
        let explanations = targets.map {
            fold.explanation(of: $0, rulesSHA256: rules.sha256, inputs: outcome.inputs)
        }
        try reportOptions.write(
            format == .text
                ? ExplanationText(explanations, wording: console.wording, palette: reportOptions.palette).bytes()
                : ExplanationJSON.bytes(explanations, wording: console.wording))
        return .done
    }

    private func explainScore(_ console: Console) throws -> ExitStatus {
        guard let subject else { throw Issue(.missingOption, subject: "--subject") }
        guard let criterion else { throw Issue(.missingOption, subject: "--criterion") }
        let rules = try rulesOptions.loaded()
        let plan = try scoringOptions.plan(rules, asOf: asOf ?? Today.inVietnam(), rulesOptions.interpretation)
        let known = plan.subjects.flatMap { [$0.id, $0.name] }
        let place = plan.subjects.firstIndex { $0.id == subject || MatchKey($0.name) == MatchKey(subject) }
        guard let place else {
            throw Issue(
                .noSubject, subject: "--subject", found: subject,
                suggestion: Suggestion.nearest(to: subject, among: known))
        }
        guard let target = ScoreExplanationTarget(subject: place, criterion: criterion, in: plan) else {
            let ids = plan.scorecard.lineIDs
            throw Issue(
                .noCriterion, subject: "--criterion", found: criterion, expected: ids,
                suggestion: Suggestion.nearest(to: criterion, among: ids))
        }
        let run = CouncilRun(
            rules: rules, plan: plan, figures: try LoadedFigures(path: scoringOptions.inputs, plan: plan),
            logs: LogRun(options: logOptions, report: reportOptions, console: console))
        guard let explanation = try run.score(explaining: target).explanation else { throw Issue(.defect) }
        try reportOptions.write(
            format == .text
                ? ScoreExplanationText(explanation, wording: console.wording).bytes()
                : ScoreExplanationJSON.bytes(explanation, wording: console.wording))
        return .done
    }

    private func place(ofUnit pack: RulePack) throws -> Int {
        guard let unit else { throw Issue(.missingOption, subject: "--unit") }
        if let place = pack.roster.units.firstIndex(where: { $0.id == unit }) { return place }
        if let place = pack.roster.unit(named: MatchKey(unit)) { return place }
        let known = pack.roster.units.flatMap { [$0.id, $0.name] }
        throw Issue(
            .unknownUnit, subject: "--unit", found: unit, suggestion: Suggestion.nearest(to: unit, among: known))
    }

    private func check(quota pack: RulePack, unit: Int) throws {
        guard let quota else { return }
        let own = pack.quotas.filter { $0.units.contains(unit) }.map(\.id)
        guard own.contains(quota) else {
            throw Issue(
                .unknownQuota, subject: "--quota", found: quota, expected: own,
                suggestion: Suggestion.nearest(to: quota, among: pack.quotas.map(\.id)))
        }
    }

    private func noPeriod(_ plan: Plan, _ unit: Int, _ day: CivilDate) -> Issue {
        let terms = plan.pack.quotas.filter { $0.units.contains(unit) && (quota == nil || $0.id == quota) }
            .map { $0.term(for: plan.pack.roster.units[unit]) }
            .map { "\($0.start) – \(($0.end.map { min($0, plan.asOf) } ?? plan.asOf))" }
        return Issue(.noPeriod, subject: "--period", found: day.description, expected: terms)
    }
}
