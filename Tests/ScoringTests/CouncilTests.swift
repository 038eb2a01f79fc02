import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// The steps after the shapes: caps, rounding, grades, places, ranks.
struct CouncilTests {
    /// Points entered for each unit, under the given rules.
    private func results(_ points: [(String, String)], _ rules: String) throws -> CouncilResults {
        let units = points.map { unit, _ in
            "- {id: \(unit), name: Đơn vị \(unit), block: \(unit.prefix(1))}"
        }
        let sheet = Sheet(
            units: units.joined(separator: "\n"),
            scorecard: "groups: [{id: g, criteria: [{id: tc, max: 1000, score: {entered: {}}}]}]\n" + rules)
        return try sheet.results(points.map { "\($0);tc;\($1)" }.joined(separator: "\n"))
    }

    @Test("base, groups, bonus inside, penalties, cap, bonus outside, in this order: 97 + 10 = 107")
    func order() throws {
        let sheet = Sheet(
            scorecard: """
                base: 10
                max: 100
                groups: [{id: g, max: 60, criteria: [{id: tc, max: 50, score: {entered: {}}}, {id: td, max: 50, score: {entered: {}}}]}]
                bonus: [{id: trong, max: 50, score: {entered: {}}}, {id: ngoai, max: 10, outside: true, score: {entered: {}}}]
                penalties: [{id: tru, max: 20, score: {entered: {}}}]
                """)
        let all = "van-phong;tc;50\nvan-phong;td;50\nvan-phong;trong;50\nvan-phong;ngoai;10\nvan-phong;tru;15\n"
        let results = try sheet.results(all + "phong-1;tc;47\nphong-1;trong;50\nphong-1;tru;10\nphong-1;ngoai;10")
        // 10 + min(60, 100) + 50 − 15 = 105, cut at 100, + 10
        #expect(try results.total("van-phong") == "110")
        #expect(try results.total("phong-1") == "107")
    }

    @Test("rounded at each criterion, or only at the total", arguments: [("criterion", "0.99"), ("total", "1")])
    func rounding(stage: String, total: String) throws {
        let thirds = (1...3).map { "{id: t\($0), max: 1, score: {ratio: {of: a, to: 3}}}" }.joined(separator: ", ")
        let sheet = Sheet(
            scorecard: "rounding: {decimals: 2, at: \(stage)}\ngroups: [{id: g, criteria: [\(thirds)]}]")
        #expect(try sheet.results("van-phong;a;1").total("van-phong") == total)
    }

    @Test("0,633 twice at 17, the next is 19; dense ranks go on with 18")
    func tiedRanks() throws {
        let points = (1...20).map { place in
            ("a\(place)", "0,\(place == 18 ? 650 - 17 : 650 - place)")
        }
        let competition = try results(points, "rounding: {decimals: 3}")
        #expect(competition.standings.map(\.rank) == Array(1...17) + [17, 19, 20])
        #expect(try competition.standing("a17").total == number("0.633"))
        #expect(try competition.standing("a18").total == number("0.633"))
        let dense = try results(points, "rounding: {decimals: 3}\nranking: {ties: dense}")
        #expect(dense.standings.map(\.rank) == Array(1...17) + [17, 18, 19])
    }

    @Test("ranks go by the printed total, not by what lies behind it")
    func ranksByPrintedTotal() throws {
        let results = try results([("a1", "5,004"), ("a2", "5,001")], "rounding: {decimals: 2, at: total}")
        #expect(results.standings.map(\.rank) == [1, 1])
    }

    @Test("inside one rank by name as the Vietnamese alphabet has it, numbers by value")
    func displayOrder() throws {
        let results = try results([("a10", "5"), ("a2", "5"), ("a1", "5")], "")
        #expect(results.standings.map(\.subject.id) == ["a1", "a2", "a10"])
    }

    @Test("within blocks: blocks as they first come in the pack, then those not considered")
    func blocks() throws {
        let rules = "ranking: {within: block}\ndisqualify: [{when: {of: a, above: 0}, reason: Lý do}]"
        let units = ["b1", "a1", "b2", "a2"].map { "- {id: \($0), name: \($0), block: \($0.prefix(1))}" }
        let sheet = Sheet(
            units: units.joined(separator: "\n"),
            scorecard: "groups: [{id: g, criteria: [{id: tc, max: 9, score: {entered: {}}}]}]\n" + rules)
        let results = try sheet.results("b1;tc;1\na1;tc;3\nb2;tc;2\na2;tc;9\na2;a;1")
        #expect(results.standings.map(\.subject.id) == ["b2", "b1", "a1", "a2"])
        #expect(results.standings.map(\.rank) == [1, 2, 1, nil])
    }

    @Test("equal totals are decided by the measures of break-by, in their order")
    func breakBy() throws {
        let sheet = Sheet(
            scorecard: """
                groups: [{id: g, criteria: [{id: tc, max: 9, score: {entered: {}}}]}]
                ranking: {break-by: [a, b]}
                """)
        let results = try sheet.results("van-phong;b;1\nphong-1;b;2\nphong-2;a;1")
        #expect(results.standings.map(\.subject.id) == ["phong-2", "phong-1", "van-phong"])
        #expect(results.standings.map(\.rank) == [1, 2, 3])
    }

    // MARK: Grades

    private static let grades = """
        grades:
          - {id: xs, at-least: 90, requires: {of: a, equals: 0}}
          - {id: tot, at-least: 70}
          - {id: ht, at-least: 50}
        """

    @Test(
        "the first grade reached; from 70 to under 90; none below the last",
        arguments: [("90", "xs"), ("89,99", "tot"), ("70", "tot"), ("69,99", "ht"), ("50", "ht"), ("49,99", nil)]
            as [(String, String?)])
    func grade(points: String, grade: String?) throws {
        let results = try results([("a1", points)], Self.grades)
        #expect(try results.standing("a1").grade.map { results.scorecard.grades[$0].id } == grade)
    }

    /// `at-most: 20%` of seven is 1.4.
    @Test(
        "a share is rounded as the rule says",
        arguments: [
            ("20%", "down", 1), ("20%", "up", 2), ("20%", "nearest", 1), ("50%", "nearest", 4), ("3", "down", 3),
            ("0%", "up", 0), ("100%", "down", 7),
        ])
    func allowance(atMost: String, rounding: String, allowed: Int) throws {
        let points = (1...7).map { ("a\($0)", "9\($0)") }
        let results = try results(
            points, Self.grades + "\nplaces: [{grade: xs, at-most: \(atMost), rounding: \(rounding)}]")
        #expect(results.decisions[0].allowed == allowed)
        #expect(results.standings.count { $0.grade == 0 } == allowed)
        #expect(results.standings.allSatisfy { $0.gradeBeforePlaces == 0 })
    }

    @Test(
        "a tied last place: shrink gives it to none of them, overflow to all, council to all with a question",
        arguments: [
            ("shrink", ["a1"], []), ("overflow", ["a1", "a2", "a3"], []),
            ("council", ["a1", "a2", "a3"], ["a2", "a3"]),
        ])
    func ties(rule: String, holders: [String], undecided: [String]) throws {
        let results = try results(
            [("a1", "99"), ("a2", "95"), ("a3", "95"), ("a4", "91")],
            Self.grades + "\nplaces: [{grade: xs, at-most: 2, ties: \(rule)}]")
        #expect(results.standings.filter { $0.grade == 0 }.map(\.subject.id) == holders)
        #expect(results.standings.filter(\.needsDecision).map(\.subject.id) == undecided)
        #expect(try results.standing("a4").grade == 1)
    }

    @Test("places are counted in each block; the disqualified neither count nor take one")
    func placesPerBlock() throws {
        let rules =
            Self.grades + "\nplaces: [{grade: xs, at-most: 50%, of: [xs, tot], per: block}]"
            + "\ndisqualify: [{when: {of: b, above: 0}, reason: Lý do}]"
        let units = ["a1", "a2", "b1", "b2", "b3"].map { "- {id: \($0), name: \($0), block: \($0.prefix(1))}" }
        let sheet = Sheet(
            units: units.joined(separator: "\n"),
            scorecard: "groups: [{id: g, criteria: [{id: tc, max: 100, score: {entered: {}}}]}]\n" + rules)
        let results = try sheet.results(
            "a1;tc;95\na2;tc;96\nb1;tc;99\nb1;b;1\nb2;tc;91\nb3;tc;75")
        #expect(results.decisions.map(\.counted) == [2, 2])
        #expect(results.standings.filter { $0.grade == 0 }.map(\.subject.id).sorted() == ["a2", "b2"])
        #expect(try results.standing("b1").rank == nil)
        #expect(try results.standing("b1").total == 99)
    }

    @Test("a requirement that fails, also after places, leads to the next grade down")
    func requirements() throws {
        let sheet = Sheet(
            scorecard: """
                groups: [{id: g, criteria: [{id: tc, max: 100, score: {entered: {}}}]}]
                grades:
                  - {id: xs, at-least: 90}
                  - {id: tot, at-least: 70, requires: {of: a, equals: 0}}
                  - {id: ht, at-least: 50}
                places: [{grade: xs, at-most: 0}]
                """)
        let results = try sheet.results("van-phong;tc;95\nvan-phong;a;1\nphong-1;tc;95")
        #expect(try results.standing("van-phong").grade == 2)
        #expect(try results.standing("phong-1").grade == 1)
    }
}
