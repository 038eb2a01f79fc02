import TestSupport
import Foundation
import QuotaModel
import Testing

struct MatchKeyTests {
    static let equal: [(String, String, String)] = [
        ("case", "VĂN PHÒNG", "văn phòng"),
        ("capital Đ", "ĐƠN VỊ", "đơn vị"),
        ("composed and decomposed", "Phòng Nội vụ", "Pho\u{300}ng No\u{323}\u{302}i vu\u{323}"),
        ("decomposed capitals", "Ề", "E\u{302}\u{300}"),
        ("a letter composed half-way", "Ệ", "\u{CA}\u{323}"),
        ("no-break space", "Văn\u{A0}phòng", "Văn phòng"),
        ("runs of white space", "Văn \t \u{A0}\n phòng", "Văn phòng"),
        ("the ends", " \u{A0}Văn phòng\r\n", "Văn phòng"),
        ("a byte order mark", "\u{FEFF}Văn phòng", "Văn phòng"),
        ("zero-width space", "Văn\u{200B} phòng", "Văn phòng"),
        ("zero-width joiners", "V\u{200C}ă\u{200D}n phòng", "Văn phòng"),
        ("word joiner", "Văn ph\u{2060}òng", "Văn phòng"),
        ("a zero-width character between letter and mark", "Pho\u{200B}\u{300}ng", "Phòng"),
        ("zero-width characters among white space", "Văn \u{200B} phòng", "Văn phòng"),
        ("white space and invisible characters alone", " \u{A0}\u{FEFF}\u{200B} ", ""),
        ("ideographic and narrow spaces", "Văn\u{3000}\u{202F}phòng", "Văn phòng"),
    ]

    @Test("texts that normalising makes equal", arguments: equal)
    func equalTexts(_ what: String, _ left: String, _ right: String) {
        #expect(MatchKey(left) == MatchKey(right), "\(what)")
        #expect(MatchKey(left).hashValue == MatchKey(right).hashValue, "\(what)")
        #expect(Set([MatchKey(left), MatchKey(right)]).count == 1, "\(what)")
    }

    static let different: [(String, String)] = [
        ("Phòng 1", "Phong 1"), ("Đông", "Dông"), ("đ", "d"), ("Ban Dân tộc", "Bàn Dân tộc"), ("hòa", "hoà"),
        ("Phòng 1", "Phòng1"), ("ô", "o"), ("ơ", "o"), ("ư", "u"), ("ă", "â"), ("Phòng 1", "Phòng 01"),
    ]

    @Test("accents, spaces between words and digits make a difference", arguments: different)
    func differentTexts(_ left: String, _ right: String) { #expect(MatchKey(left) != MatchKey(right)) }

    @Test("a key normalised again is itself, and every Vietnamese letter matches its capital and its decomposed form")
    func everyLetter() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
        #expect(letters.count == 93)
        for letter in letters {
            let key = MatchKey(String(letter))
            #expect(MatchKey(String(letter).uppercased()) == key)
            #expect(MatchKey(String(letter).decomposedStringWithCanonicalMapping) == key)
            #expect(MatchKey(String(letter).uppercased().decomposedStringWithCanonicalMapping) == key)
            #expect(MatchKey(key.text) == key)
        }
        #expect(Set(letters.map { MatchKey(String($0)) }).count == 93)
    }

    @Test("a zero-width character in front changes nothing, whichever character follows")
    func everyCharacter() {
        for scalar in (0...0x2_FFFF).lazy.compactMap({ Unicode.Scalar(UInt32($0)) }) {
            for text in ["Đ\(scalar) \(scalar)b", "\(scalar)Ơn"] {
                let key = MatchKey(text).text
                if !key.utf8.elementsEqual(MatchKey("\u{200B}" + text).text.utf8) {
                    Issue.record("\(String(scalar.value, radix: 16)) gives \(key.debugDescription)")
                }
            }
        }
    }

    @Test("random texts get the key that Foundation's normalising gives")
    func oracle() {
        var random = SeededRandom(seed: 2)
        let pieces = [
            "Ế", "E\u{302}\u{301}", "đ", "Đ", " ", "\u{A0}", "\t", "\u{200B}", "\u{FEFF}", "o\u{31B}", "7", "Ư", "x",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in random.pick(pieces) }.joined()
            var wanted = text.precomposedStringWithCanonicalMapping
            for invisible in ["\u{200B}", "\u{FEFF}"] { wanted = wanted.replacingOccurrences(of: invisible, with: "") }
            wanted = wanted.components(separatedBy: .whitespaces).filter { !$0.isEmpty }.joined(separator: " ")
            #expect(MatchKey(text).text == wanted.lowercased(), "\(text.debugDescription)")
            #expect(MatchKey(text).isEmpty == wanted.isEmpty)
        }
    }
}
