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

    @Option(help: ArgumentHelp("ngày chốt, mặc định hôm nay", "the as-of day, today by default", value: "yyyy-MM-dd"))
    var asOf: CivilDate?

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: Format = .text

    func perform(_ console: Console) throws -> ExitStatus {
        try rulesOptions.checkOptions()
        try logOptions.checkOptions()
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
            for: plan, details: true, items: { fold.add($0) }, rejects: { fold.add($0) },
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
