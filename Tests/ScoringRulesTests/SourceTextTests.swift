import TestSupport
import Testing

@testable import ScoringRules

struct SourceTextTests {
    private static let pieces = [
        "a", "ế", "e\u{302}\u{301}", "\n", "\r\n", "\r", "\t", "🙂", "👨‍👩‍👧", "\u{301}", "\u{2028}", "\u{85}", "🇻🇳", "🇻",
        "\n\n", "x: ",
        String(repeating: "Phòng ", count: 60), String(repeating: "e\u{301}", count: 300),
    ]

    @Test("line and column are those of the characters counted one by one, at every offset", arguments: 0..<40)
    func places(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in random.pick(Self.pieces) }.joined()
        let source = SourceText(Array(text.utf8), path: "p")
        var wanted: [(line: Int, column: Int)] = []
        var (line, column) = (1, 1)
        for character in text {
            for scalar in character.unicodeScalars {
                wanted += Array(repeating: (line, column), count: UTF8.width(scalar))
                column += 1
            }
            if character.isNewlineOfEditors { (line, column) = (line + 1, 1) }
        }
        for offset in wanted.indices where source.utf8[offset] & 0xC0 != 0x80 {
            let place = source.location(offset)
            #expect(place.line == wanted[offset].line && place.column == wanted[offset].column, "\(offset) of \(text)")
        }
        #expect(source.location(text.utf8.count).line == line)
        #expect(source.location(text.utf8.count).column == column)
        #expect(source.location(text.utf8.count + 9) == source.location(text.utf8.count))
    }

    @Test("an excerpt ends with its line and is never longer than a message can show")
    func excerpts() {
        let source = SourceText(Array("ab\r\ncd\n\(String(repeating: "🙂ế", count: 700))".utf8), path: "p")
        #expect(source.excerpt(0) == "ab")
        #expect(source.excerpt(4) == "cd")
        #expect(source.excerpt(7) == String(repeating: "🙂ế", count: 40) + "…")
        #expect(source.excerpt(9_999) == "")
        #expect(String(source.lineBefore(6)) == "cd")
        #expect(String(source.lineBefore(7)) == "")
        #expect(source.lineBefore(7 + 7 * 600).count == 1_200)
    }
}

extension Character {
    fileprivate var isNewlineOfEditors: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}

struct NodeExcerptTests {
    @Test(
        "a message shows the node and nothing behind it",
        arguments: [
            ("[T], x: 1}]\n", "[T]"), ("{a: [1, {b: 2}], c: 'x}'} }", "{a: [1, {b: 2}], c: 'x}'}"),
            ("[\n  a, # one ]\n  b\n]\n", "[ a, b ]"), ("[\"a \\\" ]\", it's]]", "[\"a \\\" ]\", it's]"),
            ("a: 1   # note\nb: 2\n", "a: 1"), ("- a\n- b\n", "- a"), ("a: b], c: 1}", "a: b"),
            ("[\(String(repeating: "a", count: 100))]", "[\(String(repeating: "a", count: 79))…"),
        ])
    func nodes(text: String, node: String) {
        #expect(SourceText(Array("x: \(text)".utf8), path: "p").nodeExcerpt(3) == node)
    }

    @Test(
        "what is quoted of a mistake",
        arguments: [
            ("agency: [a, {b: c}], status: issued", "[a, {b: c}]"), ("agency: &a Sở, status: issued", "&a"),
            ("agency: \"\", status: [x]", "[x]"), ("counting: {date: 5}", "5"),
            ("quotas: [{id: q, units: all, minimum: \"2\", per: day}]", "\"2\""),
            ("quotas: [{id: q, units: all, minimum: 1, per: day, working-days: \"true\"}]", "\"true\""),
            ("measures: {M1: {count: items}}", "M1"), ("effective: '2022'", "\"2022\""),
        ])
    func found(keys: String, found: String) {
        let pack =
            "{schema: quota-rules/1, id: p, title: T, units: [{id: a, name: A}], "
            + (keys.hasPrefix("effective") ? keys : "effective: {from: 2022-01-01}, \(keys)") + "}"
        #expect(Finding.issues(in: Array(pack.utf8)).map(\.found) == [found])
    }

    @Test("a key that is no id suggests one")
    func keySuggestion() {
        let issues = Finding.issues(in: Array(BadFile.pack("measures: {Tin bài: {count: items}}").utf8))
        #expect(issues.map(\.suggestion) == ["tin-bai"])
    }
}
