import QuotaModel
import Testing

@testable import ScoringRules

struct YAMLReadingTests {
    private func scalar(_ yaml: String) throws -> CoreScalar {
        let tree = try YAMLReader.read(Array("a: \(yaml)\n".utf8), path: "a.yaml").tree
        let values = Array(tree.children(of: YAMLTree.root))
        let value = try #require(values.first)
        return CoreScalar(try #require(tree.scalar(value)))
    }

    @Test(
        "whole numbers are those of YAML 1.2: no octal by a leading zero, no underscores",
        arguments: [
            ("03", 3), ("08", 8), ("010", 10), ("0", 0), ("+5", 5), ("-5", -5), ("0o17", 15), ("0x1F", 31),
            ("!!int \"3\"", 3),
        ])
    func integers(_ yaml: String, _ expected: Int) throws {
        guard case .integer(let number) = try scalar(yaml) else {
            Issue.record("\(yaml) is no whole number")
            return
        }
        #expect(number == expected)
    }

    @Test(
        "words that older YAML took for something else are words",
        arguments: [
            "no", "No", "NO", "yes", "on", "off", "y", "n", "2022-02-15", "12:30:45", "1_000", "0b11", "0x", "0o8",
            "'3'",
            "\"true\"", "!!str 3", "! 3", "=", "<<x", ".", "+", "1e", "e5", "1.2.3", "Văn phòng", "|\n  3", "trUe",
        ])
    func words(_ yaml: String) throws {
        guard case .text = try scalar(yaml) else {
            Issue.record("\(yaml) is a word")
            return
        }
    }

    @Test(
        "decimals are no whole numbers",
        arguments: ["3.0", "0.5", ".5", "5.", "1e3", "-1.5E-2", ".inf", "-.INF", ".nan"])
    func decimals(_ yaml: String) throws {
        guard case .decimal = try scalar(yaml) else {
            Issue.record("\(yaml) is a decimal")
            return
        }
    }

    @Test("nothing is nothing", arguments: ["", "~", "null", "NULL"])
    func nulls(_ yaml: String) throws {
        guard case .null = try scalar(yaml) else {
            Issue.record("\(yaml) is nothing")
            return
        }
    }

    @Test("a pack of words that older YAML misreads loads as it is written")
    func trapsInAPack() throws {
        let pack = try RulePackLoader.load(
            Array(
                """
                schema: quota-rules/1
                id: no
                title: No
                agency: off
                effective: {from: "2022-02-15", to: 2022-05-14}
                units: [{id: on, name: Yes, aliases: [y, N.V.A, 08:30]}]
                quotas: [{id: q, units: [on], minimum: 08, per: month}]
                """.utf8), path: "p")
        #expect(pack.id == "no")
        #expect(pack.agency == "off")
        #expect(pack.quotas[0].minimum == 8)
        #expect(pack.roster.unit(named: MatchKey("yes")) == 0)
    }

    @Test("a bomb of nested aliases ends at once, each anchor and alias told")
    func aliasBomb() {
        var yaml = "schema: quota-rules/1\na0: &a0 [x, x]\n"
        for level in 1...25 {
            yaml += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        yaml += "? *a25\n: x\n"
        let started = ContinuousClock.now
        let refused = Finding.all(in: Array(yaml.utf8)).filter { $0.code == .anchorRefused }
        #expect(refused.count == 26 + 25 * 9 + 1)
        #expect(ContinuousClock.now - started < .seconds(2))
    }

    @Test(
        "large files of one repeated character end soon",
        arguments: [
            "[", "{", "- ", "? ", "\"", "'", "a: ", "&", "*", "!", "%", "\n", " ", "#", "|", "[a, ", "a\n", "\t",
            "{a: ",
        ])
    func repeatedCharacter(_ unit: String) {
        let bytes = Array(String(repeating: unit, count: 200_000 / unit.utf8.count).utf8)
        let started = ContinuousClock.now
        #expect(!Finding.all(in: bytes).isEmpty)
        #expect(ContinuousClock.now - started < .seconds(5))
    }

    @Test(
        "a file of nothing but mistakes ends soon, each of them told",
        arguments: [
            ("kinds: [", "[],", "]", 20_000), ("units: [", "{id: 1, nam: 2},", "]", 10_000),
            ("", "k#: 1\n", "", 20_000),
            ("units: [", "{id: u#, name: U#},", "]\nquotas: [{id: q, units: [x#], minimum: 1, per: day}]", 10_000),
        ])
    func manyMistakes(_ head: String, _ part: String, _ tail: String, _ count: Int) {
        let parts = (0..<count).map { part.replacing("#", with: String($0)) }.joined()
        let started = ContinuousClock.now
        let found = Finding.all(in: Array("schema: quota-rules/1\n\(head)\(parts)\(tail)\n".utf8))
        #expect(found.count >= (tail.contains("x#") ? 1 : count))
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test("lines are those of an editor, also behind characters that older YAML took for line breaks")
    func lineSeparators() {
        let yaml =
            "schema: quota-rules/1\nid: p\ntitle: \"T\u{2028}U\u{85}V\"\neffective: {from: 2022-01-01}\n"
            + "units: [{id: a, name: A}]\nxyz: 1\n"
        #expect(Finding.all(in: Array(yaml.utf8)) == [Finding(.unknownKey, 6, 1)])
    }

    @Test(
        "a text is what is meant, whether it stands so in the file or not",
        arguments: [
            ("Văn phòng", "Văn phòng"), ("\"Văn phòng\"", "Văn phòng"), ("'Văn phòng'", "Văn phòng"), ("'a''b'", "a'b"),
            ("\"V\\u0103n\"", "Văn"), ("a\n  b", "a b"), ("|\n  a\n  b", "a\nb\n"), (">\n  a\n  b", "a b\n"),
            ("!!str 3", "3"),
            ("! x", "x"), ("!!int \"3\"", "3"), ("\"\"", ""), ("", ""), ("\"a\n  b\"", "a b"), ("\"a \\\n  b\"", "a b"),
        ])
    func texts(_ yaml: String, _ text: String) throws {
        let tree = try YAMLReader.read(Array("đ: \(yaml)\nz: 1\n".utf8), path: "a.yaml").tree
        let values = Array(tree.children(of: YAMLTree.root))
        #expect(values.count == 2)
        #expect(try #require(tree.scalar(values[0])).text == text)
        #expect(values.map(tree.keyOffset)[0] == 0)
    }

    @Test("of more different keys than have a number each is told with its place, doubled ones too")
    func manyKeys() {
        let keys = (0..<70_000).map { "k\($0): 1\n" }.joined()
        let found = Finding.all(in: Array("schema: quota-rules/1\n\(keys)k69999: 2\nk5: 2\n".utf8))
        #expect(found.count(where: { $0.code == .unknownKey }) == 70_000)
        #expect(found.filter { $0.code == .duplicateKey }.map(\.line) == [70_002, 70_003])
    }

    @Test("a key that is written otherwise and equal is the same key, told as it is written")
    func equalKeys() {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        let yaml = "schema: quota-rules/1\nkinds: [{\(composed): 1, \(decomposed): 2}]\n"
        let issues = Finding.issues(in: Array(yaml.utf8)).filter { $0.code == .duplicateKey }
        #expect(issues.count == 1)
        #expect(issues.first.map { Array(($0.found ?? "").utf8) } == Array(decomposed.utf8))
    }
}
