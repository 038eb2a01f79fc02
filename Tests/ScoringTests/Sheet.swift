import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// A rule pack written as people write it, with the figures of its subjects, scored.
struct Sheet {
    var units = """
        - {id: van-phong, name: Văn phòng, block: phong}
        - {id: phong-1, name: Phòng 1, block: phong}
        - {id: phong-2, name: Phòng 2}
        """
    var more = ""
    var measures = "a: {input: a}\nb: {input: b}\nc: {input: c}"
    var scorecard = ""
    var asOf = "2022-12-31"

    var yaml: String {
        """
        schema: quota-rules/1
        id: thu
        title: Thử
        agency: Thanh tra tỉnh
        effective: {from: 2022-01-01, to: 2022-12-31}
        kinds: [{id: tin, name: Tin}, {id: bai, name: Bài}]
        units:
        \(indented(units))
        \(more)
        measures:
        \(indented(measures))
        scorecards:
          - id: bang
        \(indented(indented(scorecard)))
        """
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }

    func pack() throws -> RulePack { try RulePackLoader.load(Array(yaml.utf8), path: "quy-tac.yaml") }

    func plan(from: CivilDate? = nil, to: CivilDate? = nil) throws -> ScoringPlan {
        let pack = try pack()
        return try ScoringPlan(
            plan: Plan(pack: pack, asOf: #require(CivilDate(iso: asOf))), scorecard: pack.scorecards[0], from: from,
            to: to)
    }

    /// - Parameters:
    ///   - figures: rows of an inputs file, without its heading.
    func results(
        _ figures: String = "", items: [Item] = [], fields: FieldSet = FieldSet(Field.allCases)
    ) throws -> CouncilResults {
        let plan = try plan()
        var fold = ScoringFold(plan: plan)
        fold.add(items.span)
        fold.finishLog(fields: fields)
        return CouncilResults(fold.measures(), figures: try entered(figures, plan))
    }

    func entered(_ rows: String, _ plan: ScoringPlan, heading: String = "subject;id;self;verified;final") throws
        -> EnteredFigures
    {
        let reader = InputsReader(
            path: "so-lieu.csv", scorecard: plan.scorecard,
            subjects: plan.subjects.map { InputsReader.Subject(id: $0.id, name: $0.name) },
            others: plan.pack.roster.units.flatMap { [$0.id, $0.name] },
            aliases: plan.pack.roster.units.flatMap { unit in unit.aliases.map { .init($0, of: unit.id) } })
        return try reader.read(Array("\(heading)\n\(rows)".utf8))
    }
}

extension CouncilResults {
    func standing(_ id: String) throws -> Standing { try #require(standings.first { $0.subject.id == id }) }

    func total(_ id: String) throws -> String { try standing(id).total.plain }
}

func number(_ text: String) -> Rational {
    guard let number = Rational(written: text) else { preconditionFailure("no number: \(text)") }
    return number
}
