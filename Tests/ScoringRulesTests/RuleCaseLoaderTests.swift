import QuotaModel
import Testing

@testable import ScoringRules

struct RuleCaseLoaderTests {
    static let yaml = """
        schema: quota-case/1
        title: Kỳ đầu của Văn phòng, đủ ba tin, bài
        as-of: 2022-04-30
        items: |
          Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng
          1,Hội nghị,Tin,Văn phòng,16/02/2022
        counted: calendar
        month-starts-on: 15
        expect:
          verdicts:
            - {unit: van-phong, quota: van-phong-thang, period: 2022-02-15, count: 4, minimum: 3, status: met}
          ranks: [{unit: van-phong, rank: 1}, {unit: phong-1, rank: none}]
          rejects: {unknown-unit: 1, duplicate: 1}
          categories: [{category: tin-hoat-dong, state: fresh, items: 3}]
          deadlines: [{deadline: duyet-pho-ban, on-time: 1, late: 2, pending: 0, unverifiable: 0}]
          standards: [{standard: do-dai, met: 3}]
        """

    @Test("a case loads, and each expectation knows its line")
    func example() throws {
        let pack = try RulePackLoader.load(Array(contractPack.utf8), path: "quy-tac.yaml")
        let loaded = try RuleCaseLoader.load(Array(Self.yaml.utf8), path: "vi-du.yaml", pack: pack)
        #expect(loaded.asOf == CivilDate(iso: "2022-04-30"))
        #expect(
            loaded.log
                == .text("Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng\n1,Hội nghị,Tin,Văn phòng,16/02/2022\n"))
        #expect(loaded.counted == .calendar)
        #expect(loaded.monthStartsOn == 15)
        #expect(loaded.verdicts.first?.status == .met)
        #expect(loaded.verdicts.first?.place == SourceLocation("vi-du.yaml", line: 11, column: 7))
        #expect(loaded.ranks.map(\.rank) == [1, nil])
        #expect(loaded.rejects?.counts[.unknownUnit] == 1)
        #expect(loaded.rejects?.counts[.conflict] == 0)
        #expect(loaded.categories.first?.items == 3)
        #expect(loaded.deadlines.first?.late == 2)
        #expect(loaded.standards.first?.met == 3)
        #expect(loaded.standards.first?.unmet == nil)
    }

    @Test("a log can be a file beside the case")
    func logFile() throws {
        let yaml = "schema: quota-case/1\ntitle: T\nas-of: 2022-04-30\nlog: nhat-ky.csv\nexpect: {rejects: {}}\n"
        let loaded = try RuleCaseLoader.load(Array(yaml.utf8), path: "vi-du.yaml")
        #expect(loaded.log == .file("nhat-ky.csv"))
        #expect(loaded.rejects?.counts.values.allSatisfy { $0 == 0 } == true)
        #expect(loaded.verdicts.isEmpty)
    }

    @Test("a rank of a score is a place, none, or not looked at")
    func ranks() throws {
        let yaml = """
            schema: quota-case/1
            title: T
            as-of: 2022-04-30
            items: Đơn vị
            expect: {scores: [{subject: a, rank: 2}, {subject: b, rank: none}, {subject: c, total: 1}]}
            """
        let loaded = try RuleCaseLoader.load(Array(yaml.utf8), path: "vi-du.yaml")
        #expect(loaded.scores.map(\.rank) == [.place(2), .noRank, .unchecked])
    }

    @Test("scores of a pack with several scorecards need the scorecard's name; nothing else does")
    func unnamedScorecard() throws {
        let rules = """
            schema: quota-rules/1
            id: p
            title: T
            effective: {from: 2022-01-01}
            units: [{id: a, name: A}]
            measures: {d: {input: d}}
            scorecards:
              - {id: mot, groups: [{id: g, criteria: [{id: k, max: 10, score: {entered: {}}}]}]}
              - {id: hai, groups: [{id: g, criteria: [{id: k, max: 10, score: {entered: {}}}]}]}
            """
        let pack = try RulePackLoader.load(Array(rules.utf8), path: "quy-tac.yaml")
        let head = "schema: quota-case/1\ntitle: T\nas-of: 2022-04-30\nlog: a.csv\n"
        let load = { (more: String) in
            _ = try RuleCaseLoader.load(Array((head + more).utf8), path: "vi-du.yaml", pack: pack)
        }
        let refusal = #expect(throws: Refusal.self) {
            try load("expect: {scores: [{subject: a, total: 1}]}\n")
        }
        #expect(refusal?.issues.map(\.code) == [.missingKey])
        #expect(refusal?.issues.first?.subject == "scorecard")
        #expect(refusal?.issues.first?.expected == ["mot", "hai"])
        try load("scorecard: hai\nexpect: {scores: [{subject: a, total: 1}]}\n")
        try load("expect: {rejects: {}}\n")
    }

    @Test("ids that the pack doesn't have are told with the nearest")
    func unknownIDs() throws {
        let pack = try RulePackLoader.load(Array(contractPack.utf8), path: "quy-tac.yaml")
        let yaml = Self.yaml.replacing("{unit: phong-1,", with: "{unit: phong-2,")
            .replacing("quota: van-phong-thang", with: "quota: van-phong-tang")
        let refusal = #expect(throws: Refusal.self) {
            try RuleCaseLoader.load(Array(yaml.utf8), path: "vi-du.yaml", pack: pack)
        }
        #expect(
            refusal?.issues.map(Finding.init) == [
                Finding(.unknownID, 11, 32, "van-phong-thang"), Finding(.unknownID, 12, 46, "phong-1"),
            ])
    }
}
