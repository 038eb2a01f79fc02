import QuotaModel
import Testing

@testable import ScoringRules

/// The measures and the scorecard of the contract, section 6, behind the pack of section 2.
private let contractScorecard =
    contractPack + """

        measures:
          tin-bai:    {count: items, where: {kinds: [tin, bai]}}
          dung-han:   {count: items, where: {within: {from: event, to: published, at-most: 3, in: days}}}
          so-tu:      {sum: words, where: {}}
          ky-dat:     {count: periods-met, quotas: [van-phong-thang]}
          ky-tinh:    {count: periods-judged}
          ky-hut:     {count: periods-short}
          hut:        {count: shortfall}
          trong:      {count: empty-categories}
          cu:         {count: stale-categories}
          chuyen-muc: {count: categories}
          duyet-dung: {count: on-time, deadline: duyet-pho-ban}
          may-tinh:   {input: may-tinh}

        scorecards:
          - id: thi-dua-2022
            title: Chấm điểm thi đua năm 2022
            kind: emulation                # it-evaluation | emulation
            subject: unit                  # unit | person | agency (one subject: everything)
            applies-to: all                # or {blocks: [...]}, or [unit ids]
            window: {from: 2022-01-01, to: 2022-12-31}
            base: 0
            max: 100
            rounding: {decimals: 2, at: criterion}
            groups:
              - id: chi-tieu
                title: Thực hiện chỉ tiêu
                max: 60
                criteria:
                  - {id: ky-dat, title: Số kỳ đạt chỉ tiêu, max: 50, score: {ratio: {of: ky-dat, to: ky-tinh}}, cite: {source: tb-2022}}
            bonus:     [{id: thuong, title: Thưởng, max: 10, outside: true, score: {entered: {}}}]
            penalties: [{id: hut, title: Hụt, max: 20, score: {per-item: {of: hut, points: 1}}}]
            disqualify: [{when: {input: ky-luat, is: true}, reason: "Bị kỷ luật", cite: {source: tb-2022}}]
            grades:
              - {id: xuat-sac, title: Hoàn thành xuất sắc, at-least: 90, requires: {not: {any-criterion: {below-fraction: 1/2}}}}
              - {id: tot, title: Hoàn thành tốt, at-least: 70}
              - {id: hoan-thanh, title: Hoàn thành, at-least: 50}
              - {id: khong, title: Không hoàn thành, at-least: -1000}
            places: [{grade: xuat-sac, at-most: 20%, of: [tot, xuat-sac], per: block, rounding: down, ties: shrink}]
            ranking: {within: all, ties: competition, break-by: [tin-bai, may-tinh]}
        """

struct ScorecardLoadingTests {
    @Test("the contract's measures and scorecard load, every id resolved to its place")
    func contractExample() throws {
        let pack = try RulePackLoader.load(Array(contractScorecard.utf8), path: "quy-tac.yaml")
        #expect(pack.measures.map(\.id).first == "tin-bai")
        #expect(pack.measures[3].figure == .periods(.met, quotas: [0]))
        #expect(pack.measures[10].figure == .deadline(.onTime, 0, ItemFilter()))
        let card = try #require(pack.scorecards.first)
        #expect(card.criteria[0].score.rule == .ratio(of: 3, to: .measure(4), from: nil, empty: .zero))
        #expect(card.inputs.map(\.id) == ["thuong", "ky-luat", "may-tinh"])
        #expect(card.inputs[0].range == 0...10)
        #expect(
            card.places == [
                PlacesRule(grade: 0, atMost: .share(Rational(1, over: 5)), of: [1, 0], per: .block)
            ])
        #expect(card.ranking.breakBy == [0, 11])
        #expect(card.measures == [0, 3, 4, 6, 11])
    }

    @Test(
        "group maxima that do not make up the scorecard's and grades above all points are remarks, and the pack is used"
    )
    func remark() throws {
        let pack = try RulePackLoader.load(Array(contractScorecard.utf8), path: "quy-tac.yaml")
        #expect(pack.remarks.map(\.code) == [.maximaDontAddUp, .unreachableGrade, .unreachableGrade])
        #expect(pack.remarks.map(\.found) == ["60", "90", "70"])
    }

    @Test("what may be meant is a remark at its place, and the pack is used", arguments: BadScorecard.remarked)
    func remarks(bad: BadScorecard) throws {
        let file = bad.file
        let pack = try RulePackLoader.load(Array(file.text.utf8), path: "quy-tac.yaml")
        #expect(pack.remarks.map(\.code) == [bad.code])
        #expect(pack.remarks.first?.place?.line == file.line)
        #expect(pack.remarks.first?.place?.column == file.column)
    }

    @Test("scorecards of which nothing is to be remarked", arguments: BadScorecard.unremarked)
    func noRemarks(bad: BadScorecard) throws {
        #expect(try RulePackLoader.load(Array(bad.file.text.utf8), path: "quy-tac.yaml").remarks == [])
    }

    @Test("points, shares and bounds are exact however they are written")
    func numbers() throws {
        for (written, value) in [
            ("0.5", "1/2"), ("1/2", "1/2"), ("50%", "1/2"), ("03", "3"), (".5", "1/2"), ("1e0", "1"),
        ] {
            let text = contractScorecard.replacing("base: 0", with: "base: \(written)")
            let pack = try RulePackLoader.load(Array(text.utf8), path: "quy-tac.yaml")
            #expect(pack.scorecards[0].base == Rational(written: value))
        }
    }

    @Test("the schema accepts the contract's scorecard")
    func schema() throws {
        let schema = try JSONValue(parsing: RuleSchema.json(for: .rules))
        let document = try YAMLReader.read(Array(contractScorecard.utf8), path: "quy-tac.yaml")
        let value = try #require(JSONValue(document.tree))
        #expect(try JSONSchemaValidator.accepts(value, schema))
        let broken = try YAMLReader.read(
            Array(contractScorecard.replacing("any-criterion:", with: "any-criteria:").utf8), path: "quy-tac.yaml")
        #expect(try !JSONSchemaValidator.accepts(#require(JSONValue(broken.tree)), schema))
    }
}

/// A change to a good scorecard and what is found: the code and the text at whose beginning it must be reported.
struct BadScorecard: CustomTestStringConvertible, Sendable {
    let name: String
    let code: IssueCode
    /// The scorecard's body, with ▸ at the place of the finding.
    let body: String

    init(_ name: String, _ code: IssueCode, _ body: String) {
        self.name = name
        self.code = code
        self.body = body
    }

    var testDescription: String { name }

    private static let one = "groups: [{id: g, criteria: [{id: x, max: 10, score: {entered: {}}}]}]\n    "

    private static func score(_ score: String) -> String {
        "groups: [{id: g, criteria: [{id: x, max: 10, score: \(score)}, {id: y, max: 5, score: {entered: {}}}]}]"
    }

    static let remarked = [
        BadScorecard(
            "steps that leave a gap", .gapInSteps, score("{steps: ▸{of: hut, table: [{at-least: 1, points: 1}]}}")),
        BadScorecard("a criterion that can never score", .neverScores, score("▸{per-item: {of: hut, points: -1}}")),
        BadScorecard(
            "a step table of zeros", .neverScores,
            score("▸{steps: {of: hut, table: [{at-least: 1, points: 0}], otherwise: 0}}")),
        BadScorecard("a grade above all points", .unreachableGrade, one + "grades: [{id: a, at-least: ▸10.01}]"),
        BadScorecard(
            "a grade hidden by a better one", .unreachableGrade,
            one + "grades: [{id: a, at-least: 5}, {id: b, at-least: ▸5}]"),
        BadScorecard(
            "steps over a figure that may be negative", .gapInSteps,
            score("{steps: ▸{of: so-may, table: [{at-least: 0, points: 1}]}}")),
    ]

    /// The code is the one that would be wrong here.
    static let unremarked = [
        BadScorecard(
            "steps over a count from 0", .gapInSteps, score("{steps: {of: hut, table: [{at-least: 0, points: 1}]}}")),
        BadScorecard(
            "steps over a ratio of counts from 0", .gapInSteps,
            score("{steps: {of: {ratio: {of: hut, to: tin-bai}}, table: [{at-least: 0, points: 1}]}}")),
        BadScorecard(
            "a figure that may be negative, of which only the loss counts", .neverScores,
            "groups: [{id: g, criteria: [{id: x, max: 0, min: -5, score: {per-item: {of: so-may, points: 1}}}]}]"),
        BadScorecard(
            "a negative figure times a negative number", .neverScores, score("{per-item: {of: so-may, points: -1}}")),
        BadScorecard(
            "a ratio whose figure may be negative", .neverScores,
            "groups: [{id: g, criteria: [{id: x, max: 0, min: -5, score: {sum: [{ratio: {of: so-may, to: hut}, max: 3}]}}]}]"
        ),
        BadScorecard(
            "the best of figures that may all be negative", .neverScores,
            "groups: [{id: g, criteria: [{id: x, max: 0, min: -5, score: {sum: [{best: {of: so-may}, max: 3}]}}]}]"),
    ]

    static let all = [
        BadScorecard(
            "an unknown criterion in the first one", .unknownID,
            "groups: [{id: g, criteria: [{id: x, max: 10, score: {yes-no: {when: {criterion: ▸z, below-fraction: 1/2}}}}]}]"
        ),
        BadScorecard("points that are no number", .wrongType, score("{per-item: {of: hut, points: ▸no}}")),
        BadScorecard("an unknown measure", .unknownID, score("{ratio: {of: ▸tim-bai, to: hut}}")),
        BadScorecard(
            "an unknown measure in a condition", .unknownID, score("{yes-no: {when: {of: ▸khong-co, above: 1}}}")),
        BadScorecard(
            "steps that overlap", .overlappingSteps,
            score("{steps: {of: hut, table: [{at-least: 1, points: 1}, {at-least: ▸1.0, points: 2}], otherwise: 0}}")),
        BadScorecard(
            "a criterion that looks at itself", .dependsOnItself,
            score("▸{yes-no: {when: {criterion: x, below-fraction: 1/2}}}")),
        BadScorecard(
            "any-criterion inside a criterion", .dependsOnItself,
            score("▸{yes-no: {when: {any-criterion: {below-fraction: 1/2}}}}")),
        BadScorecard(
            "a circle of two", .dependsOnItself,
            "groups: [{id: g, criteria: [{id: x, max: 10, score: ▸{yes-no: {when: {criterion: y, below-fraction: 1/2}}}}, {id: y, max: 5, score: {yes-no: {when: {criterion: x, below-fraction: 1/2}}}}]}]"
        ),
        BadScorecard(
            "an unknown criterion", .unknownID,
            one + "disqualify: [{when: {criterion: ▸z, below-fraction: 1/2}, reason: Vì}]"),
        BadScorecard(
            "a bonus with the id of a criterion", .duplicateID, one + "bonus: [{id: ▸x, max: 1, score: {entered: {}}}]"),
        BadScorecard("places of an unknown grade", .unknownID, one + "places: [{grade: ▸a, at-most: 1}]"),
        BadScorecard(
            "a share without its sign", .wrongType,
            one + "grades: [{id: a, at-least: 1}]\n    places: [{grade: a, at-most: ▸0.2}]"),
        BadScorecard(
            "a max below the min", .badValue,
            "groups: [{id: g, criteria: [{id: x, max: ▸1, min: 2, score: {entered: {}}}]}]"),
        BadScorecard("a quoted number", .wrongType, "base: ▸\"5\"\n    " + one),
        BadScorecard("a decimal comma", .wrongType, "base: ▸5,5\n    " + one),
        BadScorecard("two shapes in one", .pointlessKey, score("{entered: {}, ▸sum: [{entered: {}}]}")),
        BadScorecard("no shape at all", .missingKey, score("▸{}")),
        BadScorecard(
            "entered points that a condition takes as yes or no", .figureAndAnswer,
            score("{entered: {}}") + "\n    disqualify: [{when: {input: ▸x, is: true}, reason: Vì}]"),
        BadScorecard(
            "an entered measure that is a condition before", .figureAndAnswer,
            score("{sum: [{yes-no: {when: {input: so-may, is: true}}}, {per-item: {of: ▸so-may, points: 1}}]}")),
        BadScorecard(
            "an entered measure that only breaks ties", .figureAndAnswer,
            score("{yes-no: {when: {input: so-may, is: true}}}") + "\n    ranking: {break-by: [hut, ▸so-may]}"),
        BadScorecard("a max beside the outermost shape", .unknownKey, score("{entered: {}, ▸max: 3}")),
        BadScorecard("a condition without a bound", .missingKey, score("{yes-no: {when: ▸{of: hut}}}")),
        BadScorecard(
            "a bound without a measure", .pointlessKey, score("{yes-no: {when: {input: co, is: true, above: ▸3}}}")),
        BadScorecard(
            "a window that ends before it begins", .endBeforeStart,
            "window: {from: 2022-05-01, to: ▸2022-04-30}\n    " + one),
        BadScorecard("a block that no unit has", .unknownID, "applies-to: {blocks: [▸khong]}\n    " + one),
        BadScorecard("an unknown measure that breaks ties", .unknownID, one + "ranking: {break-by: [▸khong]}"),
        BadScorecard("an unknown source", .unknownID, one + "grades: [{id: a, at-least: 1, cite: {source: ▸khong}}]"),
    ]

    /// The whole file without the mark, and the mark's line and column.
    var file: (text: String, line: Int, column: Int) {
        let marked =
            contractPack
            + "\n\nmeasures: {hut: {count: shortfall}, tin-bai: {count: items}, so-may: {input: so-may}}\nscorecards:\n  - id: b\n    "
            + body
            + "\n"
        let before = marked.prefix { $0 != "▸" }
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return (marked.replacing("▸", with: ""), lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

struct BadScorecardTests {
    @Test("each mistake in a scorecard is told with its code, line and column", arguments: BadScorecard.all)
    func found(bad: BadScorecard) {
        let file = bad.file
        let findings = Finding.issues(in: Array(file.text.utf8))
        #expect(
            findings.contains { $0.code == bad.code && $0.place?.line == file.line && $0.place?.column == file.column })
        #expect(findings.allSatisfy { $0.code == bad.code })
    }

    @Test(
        "a message shows a number as it is written",
        arguments: [
            ("groups: [{id: g, criteria: [{id: x, max: -1/2, score: {entered: {}}}]}]", "-1/2"),
            ("groups: [{id: g, criteria: [{id: x, max: 010, min: 50, score: {entered: {}}}]}]", "010"),
            (
                "groups: [{id: g, criteria: [{id: x, max: 9, score: {steps: {of: hut, table: "
                    + "[{at-least: 1, points: 1}, {at-least: 100%, points: 2}], otherwise: 0}}}]}]", "100%"
            ),
            (
                "groups: [{id: g, criteria: [{id: x, max: 9, score: {entered: {}}}]}]\n    "
                    + "grades: [{id: a, at-least: 1}]\n    places: [{grade: a, at-most: \"20%\"}]", "\"20%\""
            ),
        ])
    func asWritten(body: String, found: String) throws {
        let bad = BadScorecard("", .badValue, body)
        #expect(Finding.issues(in: Array(bad.file.text.utf8)).map(\.found) == [found])
    }

    @Test("an empty shape names every shape, an input of two kinds both its places")
    func facts() throws {
        let empty = try #require(BadScorecard.all.first { $0.name == "no shape at all" })
        let missing = try #require(Finding.issues(in: Array(empty.file.text.utf8)).first { $0.code == .missingKey })
        #expect(missing.subject == nil)
        #expect(missing.expected == ScorecardGrammar.shapeKeys)
        let mixed = try #require(BadScorecard.all.first { $0.code == .figureAndAnswer })
        let issue = try #require(Finding.issues(in: Array(mixed.file.text.utf8)).first { $0.code == .figureAndAnswer })
        #expect(issue.found == "x")
        #expect(issue.related?.line == mixed.file.line - 1)
    }

    @Test(
        "each mistake in a measure is told with its code",
        arguments: [
            ("{count: itemz}", IssueCode.badValue), ("{count: items, sum: words}", .pointlessKey), ("{}", .missingKey),
            ("{count: on-time}", .missingKey), ("{count: on-time, deadline: khong}", .unknownID),
            ("{count: periods-met, quotas: [khong]}", .unknownID), ("{count: categories, where: {}}", .pointlessKey),
            ("{sum: photo}", .badValue), ("{count: items, where: {kinds: [khong]}}", .unknownID),
            ("{input: a, where: {}}", .pointlessKey), ("{count: items, deadline: duyet-pho-ban}", .pointlessKey),
        ])
    func measures(measure: String, code: IssueCode) {
        let text = contractPack + "\n\nmeasures: {m: \(measure)}\n"
        #expect(Finding.issues(in: Array(text.utf8)).map(\.code) == [code])
    }
}
