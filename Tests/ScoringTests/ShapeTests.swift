import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// One shape as the only criterion, with max 10.
struct ShapeCase: CustomTestStringConvertible, Sendable {
    let id: String
    let shape: String
    /// a, b and c of the unit `van-phong`; empty: not entered.
    let figures: [String]
    let points: String

    init(_ id: String, _ shape: String, _ figures: [String], _ points: String) {
        self.id = id
        self.shape = shape
        self.figures = figures
        self.points = points
    }

    var testDescription: String { id }

    static let all = [
        ShapeCase("yes-no: holds, default max", "{yes-no: {when: {of: a, at-least: 3}}}", ["3"], "10"),
        ShapeCase("yes-no: holds not, default 0", "{yes-no: {when: {of: a, above: 3}}}", ["3"], "0"),
        ShapeCase("yes-no: own points", "{yes-no: {when: {of: a, below: 3}, yes: 7, no: 2}}", ["3"], "2"),
        ShapeCase("yes-no: clamped to max", "{yes-no: {when: {of: a, at-most: 3}, yes: 12}}", ["3"], "10"),
        ShapeCase("yes-no: clamped to min 0", "{yes-no: {when: {of: a, equals: 4}, no: -3}}", ["3"], "0"),
        ShapeCase("ratio", "{ratio: {of: a, to: b}}", ["1", "3"], "3.33"),
        ShapeCase("ratio: cut at 1", "{ratio: {of: a, to: b}}", ["4", "3"], "10"),
        ShapeCase("ratio: to a number", "{ratio: {of: a, to: 8}}", ["3"], "3.75"),
        ShapeCase("ratio: to a half", "{ratio: {of: a, to: 1/2}}", ["0,25"], "5"),
        ShapeCase("ratio: under its threshold", "{ratio: {of: a, to: b, from: 80%}}", ["79", "100"], "0"),
        ShapeCase("ratio: on its threshold", "{ratio: {of: a, to: b, from: 80%}}", ["80", "100"], "8"),
        ShapeCase("ratio: to 0, default zero", "{ratio: {of: a, to: b}}", ["5", "0"], "0"),
        ShapeCase("ratio: to 0, full", "{ratio: {of: a, to: b, empty: full}}", ["0", "0"], "10"),
        ShapeCase(
            "ratio: to 0, full although a threshold", "{ratio: {of: a, to: b, empty: full, from: 80%}}", ["0"], "10"),
        ShapeCase("per-item", "{per-item: {of: a, points: 0.5}}", ["7"], "3.5"),
        ShapeCase("per-item: at most", "{per-item: {of: a, points: 2, at-most: 5}}", ["7"], "5"),
        ShapeCase("per-item: written as a percentage", "{per-item: {of: a, points: 25%}}", ["3"], "0.75"),
        ShapeCase(
            "steps: on the bound",
            "{steps: {of: a, table: [{at-least: 2, points: 4}, {at-least: 5, points: 9}], otherwise: 1}}", ["5"], "9"),
        ShapeCase(
            "steps: between",
            "{steps: {of: a, table: [{at-least: 2, points: 4}, {at-least: 5, points: 9}], otherwise: 1}}", ["4,99"], "4"
        ),
        ShapeCase("steps: below all", "{steps: {of: a, table: [{at-least: 2, points: 4}], otherwise: 1}}", ["1"], "1"),
        ShapeCase(
            "steps: a part of max", "{steps: {of: a, table: [{at-least: 2, fraction: 1/4}], otherwise: 0}}", ["2"],
            "2.5"),
        ShapeCase(
            "steps: a ratio is not cut at 1",
            "{steps: {of: {ratio: {of: a, to: b}}, table: [{at-least: 150%, points: 9}, {at-least: 1, points: 5}], otherwise: 0}}",
            ["3", "2"], "9"),
        ShapeCase(
            "steps: ratio to 0 is 0",
            "{steps: {of: {ratio: {of: a, to: b}}, table: [{at-least: 1, points: 5}], otherwise: 2}}", ["3", "0"], "2"),
        ShapeCase(
            "steps: ratio to 0, full, is 1",
            "{steps: {of: {ratio: {of: a, to: b, empty: full}}, table: [{at-least: 1, points: 5}], otherwise: 2}}",
            ["3", "0"], "5"),
        ShapeCase("sum", "{sum: [{per-item: {of: a, points: 1}}, {per-item: {of: b, points: 2}}]}", ["1", "2"], "5"),
        ShapeCase(
            "sum: inner max caps", "{sum: [{per-item: {of: a, points: 1}, max: 3}, {per-item: {of: b, points: 2}}]}",
            ["9", "1"], "5"),
        ShapeCase(
            "sum: inner max stands for the criterion's",
            "{sum: [{ratio: {of: a, to: b}, max: 4}, {ratio: {of: a, to: b}, max: 2}]}", ["1", "2"], "3"),
        ShapeCase(
            "inner max reaches the shapes inside",
            "{sum: [{highest: [{ratio: {of: a, to: b}}, {yes-no: {when: {of: a, above: 9}}}], max: 6}]}", ["1", "2"],
            "3"),
        ShapeCase(
            "highest", "{highest: [{per-item: {of: a, points: 1}}, {per-item: {of: b, points: 2}}]}", ["3", "2"], "4"),
        ShapeCase(
            "first: the first that holds",
            "{first: [{when: {of: a, above: 5}, score: {ratio: {of: a, to: 10}}}, {when: {of: a, above: 1}, score: {ratio: {of: a, to: 4}, max: 2}}]}",
            ["2"], "1"),
        ShapeCase(
            "first: none holds", "{first: [{when: {of: a, above: 5}, score: {ratio: {of: a, to: 10}}}]}", ["2"], "0"),
        ShapeCase("a measure that nobody entered is 0", "{per-item: {of: a, points: 3}}", [""], "0"),
        ShapeCase("half away from zero", "{per-item: {of: a, points: 0.005}}", ["1"], "0.01"),
    ]
}

struct ShapeTests {
    private func sheet(_ criterion: String) -> Sheet {
        Sheet(scorecard: "groups: [{id: g, criteria: [{id: tc, \(criterion)}]}]")
    }

    @Test("every shape has the value of the contract's table", arguments: ShapeCase.all)
    func value(_ shape: ShapeCase) throws {
        let rows = zip(["a", "b", "c"], shape.figures).map { "van-phong;\($0);\($1)" }.joined(separator: "\n")
        let results = try sheet("max: 10, score: \(shape.shape)").results(rows)
        let place = try results.standing("van-phong").place
        #expect(results.points(ofCriterion: 0, place) == number(shape.points))
    }

    @Test(
        "the best subject has all points, the others their share; a block is compared alone",
        arguments: [("all", ["2.5", "5", "10"]), ("block", ["5", "10", "10"])])
    func best(among: String, points: [String]) throws {
        let results = try sheet("max: 10, score: {best: {of: a, among: \(among)}}")
            .results("van-phong;a;1\nphong-1;a;2\nphong-2;a;4")
        #expect(try ["van-phong", "phong-1", "phong-2"].map(results.total) == points)
    }

    @Test("when the best is 0 nobody has points")
    func bestOfNothing() throws {
        let results = try sheet("max: 10, score: {best: {of: a}}").results()
        #expect(results.standings.allSatisfy { $0.total == .zero })
    }

    @Test("where the largest is negative it divides as any other; more than the max is cut")
    func bestOfNegatives() throws {
        let rows = "van-phong;a;-2,8\nphong-1;a;-1\nphong-2;a;-4"
        let own = try sheet("max: 10, score: {best: {of: a, among: block}}").results(rows)
        #expect(try ["van-phong", "phong-1", "phong-2"].map(own.total) == ["10", "10", "10"])
        let inner = try sheet("max: 100, score: {sum: [{best: {of: a}}]}").results(rows)
        #expect(try ["van-phong", "phong-1", "phong-2"].map(inner.total) == ["100", "100", "100"])
        let least = try sheet(
            "max: 1000, min: -1000, score: {sum: [{best: {of: a}}, {yes-no: {when: {of: a, below: 0}, yes: -2000}}]}"
        ).results(rows)
        #expect(try ["van-phong", "phong-1", "phong-2"].map(least.total) == ["800", "-1000", "1000"])
    }

    @Test("a negative criterion goes down to its min and not below")
    func negative() throws {
        let results = try sheet("max: 0, min: -1, score: {per-item: {of: a, points: -0.25}}")
            .results("van-phong;a;3\nphong-1;a;9")
        #expect(try results.total("van-phong") == "-0.75")
        #expect(try results.total("phong-1") == "-1")
    }

    @Test(
        "of self, verified and final the last present counts; a missing figure is 0 and listed",
        arguments: [("8;7;6", "6"), ("8;7;", "7"), ("8;;", "8"), (";;5", "5"), ("8;;0", "0")])
    func entered(levels: String, points: String) throws {
        let results = try sheet("max: 10, score: {entered: {}}").results("Văn phòng;tc;\(levels)")
        #expect(try results.total("van-phong") == points)
        #expect(try results.standing("van-phong").missingInputs.isEmpty)
        #expect(try results.standing("phong-1").missingInputs == [0])
        #expect(try results.total("phong-1") == "0")
    }
}

struct ConditionTests {
    @Test(
        "conditions are three-valued: only what is true holds",
        arguments: [
            ("{input: x, is: true}", nil), ("{input: y, is: true}", true), ("{input: y, is: false}", false),
            ("{not: {input: x, is: true}}", nil), ("{not: {input: y, is: true}}", false),
            ("{all: [{input: x, is: true}, {input: y, is: false}]}", false),
            ("{all: [{input: x, is: true}, {input: y, is: true}]}", nil),
            ("{all: [{input: y, is: true}, {of: a, equals: 0}]}", true),
            ("{any: [{input: x, is: true}, {input: y, is: true}]}", true),
            ("{any: [{input: x, is: true}, {input: y, is: false}]}", nil),
            ("{any: [{input: y, is: false}, {of: a, above: 0}]}", false),
            ("{criterion: tc, below-fraction: 1/2}", true), ("{criterion: td, below-fraction: 50%}", false),
            ("{any-criterion: {below-fraction: 0.5}}", true), ("{any-criterion: {below-fraction: 0.1}}", false),
        ] as [(String, Bool?)])
    func threeValues(condition: String, truth: Bool?) throws {
        let sheet = Sheet(
            scorecard: """
                groups: [{id: g, criteria: [{id: tc, max: 10, score: {entered: {}}}, {id: td, max: 10, score: {entered: {}}}]}]
                disqualify: [{when: \(condition), reason: Lý do}]
                """)
        let uses = condition.contains("input: y")
        let results = try sheet.results((uses ? "van-phong;y;có\n" : "") + "van-phong;tc;4\nvan-phong;td;5")
        let standing = try results.standing("van-phong")
        #expect(results.judge(results.scorecard.disqualifications[0].when, standing.place).truth == truth)
        #expect((standing.disqualification == 0) == (truth == true))
    }

    @Test("a criterion may look at another that stands behind it")
    func order() throws {
        let sheet = Sheet(
            scorecard: """
                groups:
                  - id: g
                    criteria:
                      - {id: tc, max: 5, score: {yes-no: {when: {criterion: td, below-fraction: 1/2}}}}
                      - {id: td, max: 10, score: {entered: {}}}
                """)
        let results = try sheet.results("van-phong;td;4\nphong-1;td;5")
        #expect(try results.total("van-phong") == "9")
        #expect(try results.total("phong-1") == "5")
    }
}
