import AuditLedger
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// An evaluation of a history, as far as a person chose it: with the history's entries it decides every byte of the result.
struct Evaluation {
    enum Command: String { case briefing, council, explain }

    let command: Command
    let parameters: EvaluationParameters

    init(_ command: Command, _ parameters: EvaluationParameters) {
        self.command = command
        self.parameters = parameters
    }

    /// Whether everything is said that the command cannot do without.
    fileprivate var isWhole: Bool {
        switch command {
        case .briefing: true
        case .council: parameters.scoring != nil
        case .explain:
            parameters.scoring == nil
                ? parameters.unit != nil : parameters.subject != nil && parameters.criterion != nil
        }
    }
}

/// What a person said, with what follows from the day on which it was said written out.
struct EvaluationParameters {
    let asOf: CivilDate
    let interpretation: Interpretation
    var compareCounting = false
    var scoring: ScoringParameters?
    var unit: String?
    var quota: String?
    var period: CivilDate?
    var subject: String?
    var criterion: String?
    /// An explanation has sentences in it.
    var language: Language?

    init(asOf: CivilDate, _ interpretation: Interpretation) {
        self.asOf = asOf
        self.interpretation = interpretation
    }
}

/// Which scorecard, over which days.
struct ScoringParameters {
    let scorecard: String
    let from: CivilDate
    let to: CivilDate
}

extension ScoringOptions {
    func parameters(_ plan: ScoringPlan) -> ScoringParameters {
        ScoringParameters(scorecard: plan.scorecard.id, from: plan.from, to: plan.to)
    }
}

extension ScoringParameters {
    func plan(_ rules: LoadedRules, _ parameters: EvaluationParameters) throws -> ScoringPlan {
        guard let scorecard = rules.pack.scorecards.first(where: { $0.id == scorecard }) else {
            throw Issue(.noScorecard, found: scorecard, expected: rules.pack.scorecards.map(\.id))
        }
        return try ScoringPlan(
            plan: rules.plan(asOf: parameters.asOf, parameters.interpretation), scorecard: scorecard, from: from, to: to
        )
    }
}

extension EvaluationParameters {
    var json: JSONValue {
        .object([
            "asOf": .string(asOf.description), "counted": .text(interpretation.counted?.rawValue),
            "monthStartsOn": .count(interpretation.monthStartsOn), "partial": .text(interpretation.partial?.rawValue),
            "compareCounting": compareCounting ? .boolean(true) : nil, "scorecard": .text(scoring?.scorecard),
            "from": .text(scoring?.from.description), "to": .text(scoring?.to.description), "unit": .text(unit),
            "quota": .text(quota), "period": .text(period?.description), "subject": .text(subject),
            "criterion": .text(criterion), "lang": .text(language?.rawValue),
        ])
    }

    /// Nil without an as-of day, and where a member cannot be read: without it another result would be made.
    init?(_ json: JSONValue?) {
        guard let read = try? Self.read(RecordedMembers(json)) else { return nil }
        self = read
    }

    private static func read(_ members: RecordedMembers) throws -> EvaluationParameters {
        var parameters = EvaluationParameters(
            asOf: try members.needed(members.day("asOf")),
            Interpretation(
                counted: try members.word("counted"),
                monthStartsOn: try members.value("monthStartsOn") { $0.int.flatMap { 1...28 ~= $0 ? $0 : nil } },
                partial: try members.word("partial")))
        parameters.compareCounting = try members.value("compareCounting", \.flag) ?? false
        parameters.scoring = try scoring(members)
        parameters.unit = try members.value("unit", \.text)
        parameters.quota = try members.value("quota", \.text)
        parameters.period = try members.day("period")
        parameters.subject = try members.value("subject", \.text)
        parameters.criterion = try members.value("criterion", \.text)
        parameters.language = try members.word("lang")
        return parameters
    }

    private static func scoring(_ members: RecordedMembers) throws -> ScoringParameters? {
        let (scorecard, from, to) = (
            try members.value("scorecard", \.text), try members.day("from"), try members.day("to")
        )
        guard scorecard != nil || from != nil || to != nil else { return nil }
        return ScoringParameters(
            scorecard: try members.needed(scorecard), from: try members.needed(from), to: try members.needed(to))
    }
}

/// What an entry of kind `evaluation` says.
struct RecordedEvaluation {
    let evaluation: Evaluation
    /// Entries that it read.
    let treeSize: Int
    let rulesSHA256: String
    let inputsSHA256: String?
    let resultSHA256: String
    /// The version of the program that made it.
    let program: String

    init(
        evaluation: Evaluation, treeSize: Int, rulesSHA256: String, inputsSHA256: String?, resultSHA256: String,
        program: String
    ) {
        self.evaluation = evaluation
        self.treeSize = treeSize
        self.rulesSHA256 = rulesSHA256
        self.inputsSHA256 = inputsSHA256
        self.resultSHA256 = resultSHA256
        self.program = program
    }

    /// Nil for an entry of another kind, and for one that does not say enough to be made again.
    init?(_ entry: Entry) {
        let payload = entry.payload
        guard entry.entryKind == .evaluation,
            let command = payload["command"]?.text.flatMap(Evaluation.Command.init(rawValue:)),
            let parameters = EvaluationParameters(payload["parameters"]), let treeSize = payload["treeSize"]?.int,
            let rules = payload["rulesSha256"]?.text, let result = payload["resultSha256"]?.text,
            case let evaluation = Evaluation(command, parameters), evaluation.isWhole
        else { return nil }
        self.init(
            evaluation: evaluation, treeSize: treeSize, rulesSHA256: rules,
            inputsSHA256: payload["inputsSha256"]?.text, resultSHA256: result,
            program: payload["program"]?.text ?? "")
    }

    var payload: JSONValue {
        .object([
            "command": .string(evaluation.command.rawValue), "parameters": evaluation.parameters.json,
            "treeSize": .number(treeSize), "rulesSha256": .string(rulesSHA256), "inputsSha256": .text(inputsSHA256),
            "resultSha256": .string(resultSHA256), "program": .string(program),
        ])
    }
}

extension Evaluation {
    /// The result as JSON, made anew from the history.
    func json(_ history: HistoryEvidence, _ console: Console) throws -> [UInt8] {
        let logs = LogRun(
            options: try LogOptions.parse([]), report: try ReportOptions.parse(["--quiet"]), console: console,
            history: history)
        switch command {
        case .briefing:
            let plan = try history.rules.plan(asOf: parameters.asOf, parameters.interpretation)
            let readings =
                parameters.compareCounting
                ? try BriefingRun.comparedReadings(
                    of: history.rules, asOf: plan.asOf, partial: parameters.interpretation.partial) : []
            let run = BriefingRun(rules: history.rules, plan: plan, logs: logs, readings: readings)
            return try BriefingJSON.bytes(run.evaluate())
        case .council:
            guard let plan = try parameters.scoring?.plan(history.rules, parameters) else { throw Issue(.defect) }
            let run = CouncilRun(
                rules: history.rules, plan: plan, figures: try history.figures(for: plan), logs: logs)
            return try CouncilJSON.bytes(run.score().council)
        case .explain:
            let run = ExplanationRun(rules: history.rules, logs: logs)
            let wording = Wording(parameters.language ?? .vi)
            guard let plan = try parameters.scoring?.plan(history.rules, parameters) else {
                return try ExplanationRun.Result.verdicts(run.verdicts(parameters), history.mark).json(wording)
            }
            let figures = try history.figures(for: plan)
            return try ExplanationRun.Result.score(
                run.score(plan, figures, parameters), inputsSHA256: figures.sha256
            ).json(wording)
        }
    }
}
