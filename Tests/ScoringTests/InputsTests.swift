import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct InputsTests {
    private static let sheet = Sheet(
        scorecard: """
            subject: unit
            applies-to: {blocks: [phong]}
            groups: [{id: g, criteria: [{id: tc, max: 10, min: -2, score: {entered: {}}}, {id: td, max: 10, score: {per-item: {of: a, points: 1}}}]}]
            disqualify: [{when: {input: ky-luat, is: true}, reason: Vì}]
            """)

    private func issues(_ rows: String, heading: String = "subject,id,self,verified,final") throws -> [String] {
        do {
            _ = try Self.sheet.entered(rows, Self.sheet.plan(), heading: heading)
            return []
        } catch let refusal as Refusal {
            return refusal.issues.map { "\($0.code.rawValue) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
        }
    }

    @Test(
        "every error has its code, line and column, and nothing is scored",
        arguments: [
            ("phong-1,tc,10.01", "out-of-range 2:12"), ("phong-1,tc,-2.01", "out-of-range 2:12"),
            ("phong-1,tc,9,11", "out-of-range 2:14"), ("phong-1,tc,chín", "not-a-number 2:12"),
            ("phong-1,tc,1e1", "not-a-number 2:12"), ("phong-1,ky-luat,2", "not-yes-or-no 2:17"),
            ("phong-9,tc,1", "unknown-id 2:1"), ("phong-1,te,1", "unknown-id 2:9"),
            ("phong-2,tc,1", "no-subject-here 2:1"), ("Phòng 2,tc,1", "no-subject-here 2:1"),
            ("phong-1,tc,1\nPHÒNG  1,tc,", "duplicate-figure 3:10"), ("phong-1,tc,1,,,x", "broken-row 2:1"),
            ("phong-1;tc;1", "broken-row 2:1"), ("phong-1", "broken-row 2:1"), (" phong-1 ,tc,2,5,,", "broken-row 2:1"),
            ("phong-1,tc,\"1", "broken-row 2:12"), ("phong-1,tc,\"1\"2", "broken-row 2:15"),
        ])
    func errors(rows: String, issue: String) throws {
        #expect(try issues(rows) == [issue])
    }

    @Test(
        "another name, as logs may have it, is told with the name that is meant; of a unit that is not scored, as such",
        arguments: [
            ("Ban Một", IssueCode.unknownID, "Phòng 1"), ("BAN  MỘT", .unknownID, "Phòng 1"),
            ("Ban Hai", .noSubjectHere, nil),
        ] as [(String, IssueCode, String?)])
    func aliases(written: String, code: IssueCode, meant: String?) throws {
        var sheet = Self.sheet
        sheet.units = """
            - {id: phong-1, name: Phòng 1, aliases: [Ban Một], block: phong}
            - {id: phong-2, name: Phòng 2, aliases: [Ban Hai]}
            """
        let refusal = try #require(throws: Refusal.self) { try sheet.entered("\(written);tc;1", sheet.plan()) }
        let issue = try #require(refusal.issues.first)
        #expect(refusal.issues.count == 1)
        #expect(issue.code == code && issue.suggestion == meant && issue.found == written)
    }

    @Test(
        "headings are checked too",
        arguments: [
            ("subject,id,slef", "unknown-key 1:12"), ("subject,self", "missing-key 1:0"),
            ("subject,id", "missing-key 1:0"),
            ("subject,id,self,self", "duplicate-key 1:17"),
        ])
    func headings(heading: String, issue: String) throws {
        #expect(try issues("", heading: heading).contains(issue))
    }

    @Test(
        "comma or semicolon, point or decimal comma, BOM, CRLF, quotes, blank lines, missing cells at the end",
        arguments: [
            "subject,id,self\nphong-1,tc,2.5", "subject;id;self\r\nphong-1;tc;2,5\r\n",
            "\u{FEFF}subject;id;self;verified;final;evidence;signer;date\nphong-1;tc;;2,5\n",
            "subject,id,self\n\n\"Phòng 1\",tc,\"2,5\"\n,,\n", "final,id,subject\n2.50,TC,PHO\u{300}NG 1",
            "subject,id,self\rphong-1,tc,+2.5",
        ])
    func forms(text: String) throws {
        let plan = try Self.sheet.plan()
        let reader = InputsReader(
            path: "-", scorecard: plan.scorecard,
            subjects: plan.subjects.map { InputsReader.Subject(id: $0.id, name: $0.name) }, others: [])
        let place = try #require(plan.subjects.firstIndex { $0.id == "phong-1" })
        #expect(try reader.read(Array(text.utf8))[place, 0]?.used?.number == number("2.5"))
    }

    @Test("rows pasted with another separator are refused one by one, beside every other error")
    func otherSeparator() throws {
        let rows = "phong-1;tc;4\nphong-9\n\n , ,\nphong-9,tc,1"
        #expect(try issues(rows) == ["broken-row 2:1", "broken-row 3:1", "unknown-id 6:1"])
    }

    @Test("a form saved with empty columns behind the last one is read; a cell more than its heading has is a slip")
    func emptyColumns() throws {
        let heading = "subject,id,self,verified,,"
        #expect(try issues("phong-1,tc,4,5,,\nPhòng 1,ky-luat,,,\nphong-1,a,3", heading: heading) == [])
        #expect(try issues("phong-1,tc,4,5,,,", heading: heading) == ["broken-row 2:1"])
        #expect(try issues("phong-1,tc,4,5,x,", heading: heading) == ["broken-row 2:1"])
    }

    @Test(
        "yes and no in every spelling",
        arguments: [
            ("có", true), ("CÓ", true), ("yes", true), ("true", true), ("1", true), ("không", false), ("no", false),
            ("false", false), ("0", false),
        ])
    func answers(written: String, answer: Bool) throws {
        let results = try Self.sheet.results("phong-1;ky-luat;\(written)")
        #expect((try results.standing("phong-1").disqualification == 0) == answer)
    }

    @Test(
        "a row with evidence, a signer or a day alone is kept, and its figure is still missing",
        arguments: [("Biên bản 5;;", true), (";Nguyễn An;", true), (";;01/03/2022", true), (" ;;", false)])
    func notesAlone(notes: String, isKept: Bool) throws {
        let plan = try Self.sheet.plan()
        let figures = try Self.sheet.entered(
            "phong-1;tc;;\(notes)", plan, heading: "subject;id;self;evidence;signer;date")
        let place = try #require(plan.subjects.firstIndex { $0.id == "phong-1" })
        #expect((figures[place, 0] != nil) == isKept)
        #expect(figures[place, 0]?.used == nil)
        #expect(!figures.isEntered(place, 0))
    }

    @Test("what is missing is listed in the scorecard's order, reached or not")
    func missing() throws {
        let results = try Self.sheet.results("phong-1;a;1")
        let ids = { (standing: CouncilResults.Standing) in
            standing.missingInputs.map { results.scorecard.inputs[$0].id }
        }
        #expect(try ids(results.standing("phong-1")) == ["tc", "ky-luat"])
        #expect(try ids(results.standing("van-phong")) == ["tc", "a", "ky-luat"])
    }
}
