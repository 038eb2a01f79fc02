import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads the logs once and explains a figure.
struct ExplanationRun {
    let rules: LoadedRules
    let logs: LogRun

    /// What was explained.
    enum Result {
        case verdicts([Explanation], HistoryMark?)
        case score(ScoreExplanation, inputsSHA256: String?)

        var inputsSHA256: String? {
            if case .score(_, let sha256) = self { sha256 } else { nil }
        }

        func text(_ wording: Wording, _ palette: Palette) -> [UInt8] {
            switch self {
            case .verdicts(let explanations, let mark):
                ExplanationText(explanations, history: mark, wording: wording, palette: palette).bytes()
            case .score(let explanation, _): ScoreExplanationText(explanation, wording: wording).bytes()
            }
        }

        func json(_ wording: Wording) -> [UInt8] {
            switch self {
            case .verdicts(let explanations, let mark):
                ExplanationJSON.bytes(explanations, history: mark, wording: wording)
            case .score(let explanation, _): ScoreExplanationJSON.bytes(explanation, wording: wording)
            }
        }
    }

    /// - Throws: `Issue` for a unit, quota or period that is not there; as `LogRun.read`.
    func verdicts(_ parameters: EvaluationParameters) throws -> [Explanation] {
        let plan = try rules.plan(asOf: parameters.asOf, parameters.interpretation)
        guard let name = parameters.unit else { throw Issue(.missingOption, subject: "--unit") }
        let unit = try plan.pack.roster.place(ofUnit: name)
        try check(quota: parameters.quota, plan.pack, unit: unit)
        let targets = targets(in: plan, unit: unit, parameters)
        guard !targets.isEmpty else {
            throw noPeriod(plan, unit, parameters.quota, parameters.period ?? plan.asOf)
        }
        var fold = ExplanationFold(plan: plan, unit: unit)
        let outcome = try logs.read(
            plan.readingOrder(details: true), missing: plan.missingFields, items: { fold.add($0) },
            rejects: { fold.add($0) }, overruled: { fold.add($0, $1) }, finishLog: { fold.finishLog($0) })
        return targets.map { fold.explanation(of: $0, rulesSHA256: rules.sha256, inputs: outcome.inputs) }
    }

    /// - Throws: `Issue` for a subject or criterion that is not there; as `LogRun.read`.
    func score(
        _ plan: ScoringPlan, _ figures: LoadedFigures, _ parameters: EvaluationParameters
    ) throws -> ScoreExplanation {
        let place = try place(ofSubject: parameters.subject ?? "", plan)
        let criterion = parameters.criterion ?? ""
        guard let target = ScoreExplanationTarget(subject: place, criterion: criterion, in: plan) else {
            let ids = plan.scorecard.lineIDs
            throw Issue(
                .noCriterion, subject: "--criterion", found: criterion, expected: ids,
                suggestion: Suggestion.nearest(to: criterion, among: ids))
        }
        let run = CouncilRun(rules: rules, plan: plan, figures: figures, logs: logs)
        guard let explanation = try run.score(explaining: target).explanation else { throw Issue(.defect) }
        return explanation
    }

    /// Those of the period that was asked for, else of each quota's current one.
    private func targets(in plan: Plan, unit: Int, _ parameters: EvaluationParameters) -> [ExplanationTarget] {
        guard let day = parameters.period else {
            return ExplanationTarget.currentTargets(in: plan, unit: unit, quota: parameters.quota)
        }
        return ExplanationTarget.targets(in: plan, unit: unit, quota: parameters.quota, day: day)
    }

    private func place(ofSubject subject: String, _ plan: ScoringPlan) throws -> Int {
        // What is one subject's id may be another's name.
        if let place = plan.subjects.firstIndex(where: { $0.id == subject }) { return place }
        let name = MatchKey(subject)
        if let place = plan.subjects.firstIndex(where: { MatchKey($0.name) == name }) { return place }
        let known = plan.subjects.flatMap { [$0.id, $0.name] }
        throw Issue(
            .noSubject, subject: "--subject", found: subject, expected: plan.subjects.map(\.id),
            suggestion: Suggestion.nearest(to: subject, among: known))
    }

    private func check(quota: String?, _ pack: RulePack, unit: Int) throws {
        guard let quota else { return }
        let own = pack.quotas.filter { $0.units.contains(unit) }.map(\.id)
        guard own.contains(quota) else {
            throw Issue(
                .unknownQuota, subject: "--quota", found: quota, expected: own,
                suggestion: Suggestion.nearest(to: quota, among: own))
        }
    }

    private func noPeriod(_ plan: Plan, _ unit: Int, _ quota: String?, _ day: CivilDate) -> Issue {
        let unit = (place: unit, of: plan.pack.roster.units[unit])
        let terms = plan.pack.quotas.filter { $0.units.contains(unit.place) && (quota == nil || $0.id == quota) }
            .map { $0.term(for: unit.of) }
        if terms.isEmpty { return Issue(.unknownQuota, subject: "--unit", found: unit.of.name) }
        let begun = terms.filter { $0.start <= min($0.end ?? plan.asOf, plan.asOf) }
            .map { "\($0.start) – \(min($0.end ?? plan.asOf, plan.asOf))" }
        let coming = terms.filter { $0.start > plan.asOf && $0.start <= $0.end ?? $0.start }.map(\.start).min()
        return Issue(
            .noPeriod, subject: "--period", found: day.description,
            expected: begun.isEmpty ? coming.map { ["--as-of ≥ \($0)"] } ?? [] : begun)
    }
}

extension Roster {
    /// The unit that somebody means by `--unit`: its id or one of its names.
    ///
    /// - Throws: `Issue` `no-such-unit`.
    func place(ofUnit name: String) throws -> Int {
        if let place = units.firstIndex(where: { $0.id == name }) ?? unit(named: MatchKey(name)) { return place }
        let known = units.flatMap { [$0.id, $0.name] }
        throw Issue(
            .unknownUnit, subject: "--unit", found: name, expected: units.map(\.id),
            suggestion: Suggestion.nearest(to: name, among: known))
    }
}
