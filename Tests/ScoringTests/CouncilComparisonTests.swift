import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine
@testable import QuotaReports

struct CouncilComparisonTests {
    /// - Parameter points: what the penalty takes for each.
    private func council(_ points: Int) throws -> Council {
        let sheet = Sheet(
            scorecard: """
                base: 10
                groups: [{id: g, criteria: [{id: tc, max: 10, score: {entered: {}}}]}]
                penalties: [{id: tru, max: 20, score: {per-item: {of: a, points: \(points)}}}]
                """)
        let results = try sheet.results("van-phong;a;2")
        return Council(plan: try sheet.plan(), rulesSHA256: "", inputs: [], results: results)
    }

    @Test("a penalty that changes has the points that it takes in JSON, as in its report, and a minus in text")
    func penalties() throws {
        let comparison = CouncilComparison(own: try council(1), other: try council(3))
        #expect(comparison.changes.map(\.subject.id) == ["van-phong"])
        let bytes = CouncilJSON.bytes(comparison.own, comparison: comparison)
        let document = try #require(JSONReader.value(of: bytes))
        let line = try #require(document["comparison"]?["changes"]?.elements.first?["lines"]?.elements.first)
        #expect(line["id"]?.text == "tru")
        #expect(line["points"]?.elements.map(\.text) == ["2.00", "6.00"])
        let text = CouncilComparisonText(comparison, wording: Wording(.en)).lines()
        #expect(text.last == "    tru: -2.00 → -6.00")
    }
}
