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
