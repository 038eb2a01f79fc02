import QuotaModel
import Testing

@Suite("JSON in canonical form (RFC 8785)")
struct JSONValueTests {
    @Test("members stand in the order of the UTF-16 units of their keys")
    func order() {
        let value = JSONValue.object([
            "\u{20ac}": .number(5), "\r": .number(1), "\u{fb33}": .number(7), "1": .number(2), "😀": .number(6),
            "\u{80}": .number(3), "ö": .number(4),
        ])
        let text = String(decoding: value.canonical, as: UTF8.self)
        #expect(text == "{\"\\r\":1,\"1\":2,\"\u{80}\":3,\"ö\":4,\"\u{20ac}\":5,\"😀\":6,\"\u{fb33}\":7}")
    }

    @Test("only what must be escaped is, in the shortest way")
    func escapes() {
        let value = JSONValue.string("€$\u{0F}\n\u{08}\u{0C}\t\rA'B\"\\/ \u{7F}")
        #expect(
            String(decoding: value.canonical, as: UTF8.self) == "\"€$\\u000f\\n\\b\\f\\t\\rA'B\\\"\\\\/ \u{7F}\"")
    }

    @Test(
        "what was read is written again as it was",
        arguments: [
            "{\"a\":[1,-2,true,false,null,\"x\"],\"b\":{}}", "[]", "\"Trần Thị Ý\"", "0", "[[[\"\\u0001\"]]]",
        ])
    func roundTrip(text: String) throws {
        let value = try #require(JSONReader.value(of: Array(text.utf8)))
        #expect(String(decoding: value.canonical, as: UTF8.self) == text)
    }

    @Test("escapes and blanks are read, decomposed text stays decomposed")
    func reading() {
        let text = " { \"k\" : [ 1 , \"\\u0041\\ud83d\\ude00\\/\\n\" ] }\n"
        #expect(
            JSONReader.value(of: Array(text.utf8)).map { String(decoding: $0.canonical, as: UTF8.self) }
                == "{\"k\":[1,\"A😀/\\n\"]}")
        let decomposed = "\"e\u{301}\""
        #expect(JSONReader.value(of: Array(decomposed.utf8))?.canonical == Array(decomposed.utf8))
    }

    @Test(
        "what is not JSON, or not JSON of this program, is not read",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,\"a\":2}", "1.5", "1e3", "tru", "\"\u{01}\"", "\"a", "\"\\ud83d\"", "[1] 2", "-",
            "--1", "-0", "007", "[01]", "\"\\u+041\"", "\"\\u-001\"", "{\"a\"}", "{1:2}", "\"\\x\"",
            String(repeating: "[", count: 100_000),
        ])
    func refused(text: String) { #expect(JSONReader.value(of: Array(text.utf8)) == nil) }

    @Test("bytes that are no UTF-8 are not read")
    func notUTF8() { #expect(JSONReader.value(of: [0x22, 0xFF, 0x22] as [UInt8]) == nil) }
}
