import QuotaModel
import Testing

@testable import ScoringRules

struct BadFileTests {
    @Test(
        "each mistake is told with its code, line, column and suggestion, and nothing else is",
        arguments: [BadFile.yaml, BadFile.structure, BadFile.values, BadFile.meaning, BadFile.mappings, BadFile.cases]
            .flatMap(\.self))
    func badFile(_ bad: BadFile) {
        #expect(Finding.all(in: Array(bad.text.utf8), as: bad.file) == bad.findings)
    }

    @Test("the pack around the mistakes has none")
    func packAround() {
        #expect(Finding.all(in: Array(BadFile.pack("").utf8)) == [])
        #expect(Finding.all(in: Array(BadFile.quota("per: day").utf8)) == [])
    }

    @Test("every code that a rule file can cause is in the table")
    func everyCode() {
        let codes: Set<IssueCode> = [
            .notYAML, .emptyFile, .limitExceeded, .newerSchema, .wrongSchema, .anchorRefused, .unknownKey,
            .duplicateKey, .missingKey, .reservedKey, .wrongType, .badValue, .emptyList, .unknownID, .duplicateID,
            .duplicateName, .overlappingLines, .endBeforeStart, .anchorAfterStart, .pointlessKey, .partialNeeded,
        ]
        let tables = [BadFile.yaml, BadFile.structure, BadFile.values, BadFile.meaning].flatMap(\.self)
        #expect(Set(tables.flatMap(\.findings).map(\.code)) == codes)
    }

    @Test("a misspelt key names the line, the column, the word and what could stand there")
    func facts() throws {
        let yaml = BadFile.pack("quotas: [{id: q, units: all, minimun: 1, per: day}]")
        let issue = try #require(Finding.issues(in: Array(yaml.utf8)).first)
        #expect(issue.place == SourceLocation("quy-tac.yaml", line: 8, column: 30))
        #expect(issue.found == "minimun")
        #expect(issue.expected.contains("minimum"))
    }

    @Test("where partial is needed the unit, the period and the day that cuts it are named")
    func cutFacts() throws {
        let yaml = BadFile.quota("per: month, from: 2022-02-15")
        let issue = try #require(Finding.issues(in: Array(yaml.utf8)).first)
        #expect(issue.subject == "q")
        #expect(issue.found == "van-phong: 15/12/2022–14/01/2023 | 31/12/2022")
        #expect(issue.expected == ["full", "prorated", "waived"])
    }

    @Test("a second place is named where two places contradict each other")
    func related() throws {
        let yaml = BadFile.pack("agency: Sở\nagency: Sở Nội vụ")
        let issue = try #require(Finding.issues(in: Array(yaml.utf8)).first)
        #expect(issue.place?.line == 9)
        #expect(issue.related?.line == 8)
    }

    @Test(
        "common slips of the keyboard have a name of their own",
        arguments: [
            ("effective:\n\tfrom: 2022-01-01", "tab"), ("agency: “Sở: Nội vụ”", "typographic-quote"), ("kinds: [", nil),
        ])
    func slips(_ lines: String, _ subject: String?) {
        let issues = Finding.issues(in: Array("schema: quota-rules/1\n\(lines)\n".utf8))
        #expect(issues.map(\.code) == [.notYAML])
        #expect(issues.first?.subject == subject)
    }

    @Test(
        "what stands behind a comma without quotes is told as such, other keys without a value are not",
        arguments: [
            ("sources: [{id: tb, title: Giao tin, bài}]", "unquoted-comma"),
            ("sources: [{id: tb, title: Giao tin, bài , document: Thông báo}]", "unquoted-comma"),
            ("sources: [{id: tb, documant}]", "documant"), ("sources: [{id: tb, “bài”: }]", "“bài”"),
            ("sources:\n  - id: tb\n    bài:", "bài"), ("sources: [{id: tb, \"bài\": x}]", "bài"),
            ("measures: {m: {count: items, 5}}", "decimal-comma"),
        ])
    func commas(_ lines: String, _ subject: String) {
        let issues = Finding.issues(
            in: Array(BadFile.pack(lines).replacing("sources: [{id: tb, document: Thông báo}]\n", with: "").utf8))
        #expect(issues.map(\.code) == [.unknownKey])
        #expect(issues.first?.subject == subject)
    }

    @Test("a name in curly quotes is used as it is written, and remarked upon")
    func curlyQuotes() throws {
        let text = BadFile.pack(
            "agency: “Sở\npeople: [{id: a, name: “Lê A”}, {id: b, name: \"“Lê B”\", aliases: [‘B’]}]")
        let pack = try RulePackLoader.load(Array(text.utf8), path: "quy-tac.yaml")
        #expect(pack.roster.people.map(\.name) == ["“Lê A”", "“Lê B”"])
        #expect(pack.remarks.map(\.code) == [.typographicQuotes, .typographicQuotes])
        #expect(pack.remarks.map(\.found) == ["“Lê A”", "‘B’"])
        #expect(pack.remarks.first?.place == SourceLocation("quy-tac.yaml", line: 9, column: 24))
    }

    @Test("bytes that are not UTF-8 are told with their place")
    func notUTF8() {
        let bytes = Array("title: Văn".utf8) + [0xF3, 0x6E, 0x0A]
        #expect(Finding.all(in: Array("schema: quota-rules/1\n".utf8) + bytes) == [Finding(.notUTF8, 2, 11)])
    }

    @Test("a control character is told with its place")
    func controlCharacter() {
        let bytes = Array("schema: quota-rules/1\nid: Vă\u{7}".utf8)
        #expect(Finding.all(in: bytes) == [Finding(.notYAML, 2, 7)])
    }

    @Test("a file larger than the limit is refused by its size")
    func tooLarge() {
        let bytes = [UInt8](repeating: 0x20, count: YAMLReader.byteLimit + 1)
        #expect(Finding.all(in: bytes) == [Finding(.limitExceeded, nil, nil)])
    }

    @Test("columns count code points, as those of logs do")
    func decomposedColumns() {
        let composed = "schema: quota-rules/1\nid: p\ntitle: T\neffective: {from: 2022-01-01}\n"
        let unit = "units: [{id: a, name: Va\u{306}n pho\u{300}ng, xyz: 1}]\n"
        #expect(Finding.all(in: Array((composed + unit).utf8)) == [Finding(.unknownKey, 5, 36)])
        let family = "units: [{id: a, name: \"😀👨‍👩‍👧\", xyz: 1}]\n"
        #expect(Finding.all(in: Array((composed + family).utf8)) == [Finding(.unknownKey, 5, 33)])
    }
}
