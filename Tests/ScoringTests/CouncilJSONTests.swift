import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine
@testable import QuotaReports

private struct SampleCouncil {
    let random: RandomCouncil
    let plan: ScoringPlan

    init(seed: Int) throws {
        var random = try RandomCouncil(seed: seed)
        if seed % 2 == 1 { random.enlarge() }
        self.random = random
        plan = try random.results().plan
    }

    /// - Parameter codeLimit: as `Scoreboard` has it.
    func council(codeLimit: Int? = nil) -> Council {
        let results = CouncilResults(
            ScoringFold(plan: plan).measures(), figures: random.entered(), codeLimit: codeLimit)
        return Council(plan: plan, rulesSHA256: "", inputs: [], results: results)
    }
}

/// `council --format json` of councils made at random.
struct CouncilJSONTests {
    @Test(
        "the bytes are the same however lines are scored, whatever is written at once and on how many cores",
        arguments: 0..<80)
    func sameBytes(seed: Int) throws {
        let test = try SampleCouncil(seed: seed)
        let bytes = CouncilJSON.bytes(test.council())
        for limit in [nil, 0, 3] {
            for (pageSize, cores) in [(1, 1), (1, 2), (2, 3), (256, 1), (3, 16)] {
                let other = CouncilJSON.bytes(test.council(codeLimit: limit), pageSize: pageSize, cores: cores)
                #expect(other == bytes, "limit \(limit ?? -1), \(pageSize) a page, \(cores) cores")
            }
        }
    }

    @Test("every subject has the figures of the results, in their order", arguments: 0..<200)
    func figures(seed: Int) throws {
        let test = try SampleCouncil(seed: seed)
        let council = test.council()
        let (results, card) = (council.results, council.results.scorecard)
        let bytes = CouncilJSON.bytes(council, pageSize: 2, cores: 2)
        let subjects = try #require(JSONReader.value(of: bytes)?["subjects"]).elements
        #expect(subjects.map { $0["id"]?.text } == results.standings.map(\.subject.id))
        for (subject, standing) in zip(subjects, results.standings) {
            let decimals = card.rounding.decimals
            #expect(subject["rank"]?.int == standing.rank)
            #expect(subject["total"]?.text == standing.total.decimal(places: decimals))
            let groups = subject["groups"]?.elements ?? []
            #expect(
                groups.map { $0["points"]?.text }
                    == card.groups.indices.map {
                        results.points(ofGroup: $0, standing.place).decimal(places: decimals)
                    })
            let criteria = groups.flatMap { $0["criteria"]?.elements ?? [] }
            #expect(criteria.map { $0["id"]?.text } == card.criteria.map(\.id))
            for (place, line) in criteria.enumerated() {
                let points = results.points(ofCriterion: place, standing.place)
                let reason = results.reason(of: card.criteria[place], standing.place)
                #expect(line["points"]?.text == points.decimal(places: decimals))
                #expect(line["max"]?.text == card.criteria[place].max.plain)
                let value = try #require(line["because"]?["value"])
                #expect(value.text ?? value.int.map(String.init) == reason.value.plain)
            }
            for measure in council.plan.measures {
                let id = council.plan.pack.measures[measure].id
                #expect(subject["measures"]?[id]?.text == results.measure(measure, standing.place).plain)
            }
            let entered = card.inputs.indices.filter { results.figure($0, standing.place) != nil }
            #expect(subject["entered"]?.elements.map { $0["id"]?.text } == entered.map { card.inputs[$0].id })
            #expect(
                subject["entered"]?.elements.map { $0["used"]?.text }
                    == entered.map { results.figure($0, standing.place)?.used?.number?.plain })
            #expect(
                subject["missingInputs"]?.elements.map(\.text) == standing.missingInputs.map { card.inputs[$0].id })
        }
    }
}
