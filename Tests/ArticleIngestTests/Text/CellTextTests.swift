import TestSupport
import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Bytes of cells as text")
struct CellTextTests {
    static let pieces = [
        " ", "\t", "\n", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2003}", "a", "ệ", "e\u{302}\u{323}", "Đ", "\u{1EA0}",
        "A\u{30A}", "—", "😀",
        "\u{2126}", "\u{1F1}", "\u{301}", "\u{2000}", "ư", "\u{1E9B}",
    ]

    @Test("blank, trimmed and composed agree with the definitions, on random texts")
    func definitions() {
        var numbers = SeededRandom(seed: 11)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...6, using: &numbers)
            var text = (0..<count).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            text.withUTF8 { bytes in
                let cell = UnsafeRawBufferPointer(bytes)
                let whole = String(decoding: cell, as: UTF8.self)
                if cell.isBlank != MatchKey(whole).isEmpty { Testing.Issue.record("blank \(whole.debugDescription)") }
                if MatchKey(cell.trimmed.text) != MatchKey(whole) {
                    Testing.Issue.record("trimmed \(whole.debugDescription)")
                }
                if !Array(cell.text.utf8).elementsEqual(composed(whole).utf8) {
                    Testing.Issue.record("text \(whole.debugDescription)")
                }
                if cell.trimmed.trimmed.count != cell.trimmed.count {
                    Testing.Issue.record("\(whole.debugDescription)")
                }
            }
        }
    }

    @Test("what is called surely composed is")
    func composition() {
        for value in (UInt32(0)...0x2FFF).filter({ !(0xD800...0xDFFF ~= $0) }) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var text = "a" + String(Character(scalar)) + "b"
            text.withUTF8 { bytes in
                let cell = UnsafeRawBufferPointer(bytes)
                guard cell.isSurelyComposed else { return }
                let whole = String(decoding: cell, as: UTF8.self)
                if !whole.utf8.elementsEqual(composed(whole).utf8) { Testing.Issue.record("\(value)") }
            }
        }
    }
}

@Suite("Vietnamese syllables")
struct SyllableTests {
    @Test(
        "possible syllables",
        arguments: [
            "Phòng", "nghiêng", "giếng", "gì", "quý", "quyển", "hoà", "hòa", "thuở", "khuỷu", "ĐỔI", "ước", "yến", "Ỷ",
            "oằn", "giặt",
            "xoong", "nguyệt", "huỳnh",
        ])
    func possible(word: String) { #expect(Syllable.isPossible(Array(word.unicodeScalars))) }

    @Test(
        "impossible ones",
        arguments: ["Phßng", "Phoøng", "phÒng", "Café", "Ãngström", "fòng", "òò", "ngàm̀", "bàá", "thưg"])
    func impossible(word: String) { #expect(!Syllable.isPossible(Array(word.unicodeScalars))) }
}

@Suite("Remembered spellings")
struct SpellingsTests {
    @Test("each spelling is understood once and found again, until there are too many")
    func remembers() {
        var spellings = Spellings<Int>(mostEntries: 1_000)
        var understood = 0
        func meaning(_ text: String) -> Int {
            var text = text
            return text.withUTF8 { bytes in
                spellings.meaning(of: UnsafeRawBufferPointer(bytes)) { cell in
                    understood += 1
                    return Int(cell.text) ?? -1
                }.pointee
            }
        }
        for round in 0..<3 {
            for number in 0..<900 { #expect(meaning("\(number)") == number) }
            #expect(understood == 900, "round \(round)")
        }
        #expect(meaning("") == -1)
        for number in 0..<5_000 { #expect(meaning("\(number)") == number) }
    }

    @Test("spellings that are chosen to share a hash are forgotten before there are many to look through")
    func crowded() {
        var spellings = Spellings<Int>()
        var understood = 0
        for number in 0..<2_000 {
            // The first word takes the second one's weight away.
            let words: [UInt64] = [0xA076_1D64_78BD_642F, UInt64(number), 0, 0]
            for _ in 0..<2 {
                words.withUnsafeBytes { bytes in
                    let meaning = spellings.meaning(of: bytes) { _ in
                        understood += 1
                        return number
                    }
                    #expect(meaning.pointee == number)
                }
            }
        }
        #expect(understood == 2_000)
        let first: [UInt64] = [0xA076_1D64_78BD_642F, 0, 0, 0]
        first.withUnsafeBytes { #expect(spellings.meaning(of: $0) { _ in -1 }.pointee == -1) }
    }

    @Test("a spelling of any length means what it says, however often all are forgotten")
    func anyLength() {
        var spellings = Spellings<Int>(mostEntries: 500)
        var random = SeededRandom(seed: 19)
        let meaning = { (bytes: UnsafeRawBufferPointer) in
            bytes.reduce(bytes.count) { ($0 &* 31 &+ Int($1)) % 1_000_003 }
        }
        for round in 0..<20_000 {
            // Three letters, so that many are the same and more begin alike; some are longer than two bytes can say.
            let length =
                round % 1_000 == 999 ? 1_500_000 : round % 100 == 99 ? 70_000 : Int.random(in: 0...40, using: &random)
            var cell = [UInt8](repeating: 0x61, count: length)
            for place in cell.indices.suffix(8) { cell[place] = 0x61 + UInt8.random(in: 0...2, using: &random) }
            cell.withUnsafeBytes { bytes in
                #expect(spellings.meaning(of: bytes, understand: meaning).pointee == meaning(bytes))
            }
        }
    }
}
