/// What the program must know of Vietnamese writing: which letter, with which tone, each character is.
///
/// Matching, suggestions, sorting and the detection of old encodings all read this one table.
public enum Vietnamese {
    /// The tones in dictionary order.
    public enum Tone: UInt8, Comparable, Sendable, CaseIterable {
        case level, grave, hook, tilde, acute, dot

        public static func < (left: Tone, right: Tone) -> Bool { left.rawValue < right.rawValue }

        /// The combining mark that writes the tone in decomposed text.
        var combiningMark: UInt32? {
            switch self {
            case .level: nil
            case .grave: 0x300
            case .hook: 0x309
            case .tilde: 0x303
            case .acute: 0x301
            case .dot: 0x323
            }
        }
    }

    /// A letter without its tone and case.
    public struct Letter: Hashable, Sendable {
        /// The plain Latin letter: a of ă and â, d of đ.
        public let plain: Unicode.Scalar
        /// 0 for the plain letter, 1 and 2 for the Vietnamese letters that follow it: a ă â, d đ, e ê, o ô ơ, u ư.
        public let variant: UInt8
        /// `level` where the character bears none.
        public let tone: Tone
        /// Whether the character is a capital.
        public let isUpper: Bool
    }

    /// The letter that one precomposed character (or plain a–z, A–Z) writes; nil for everything else.
    public static func letter(_ scalar: Unicode.Scalar) -> Letter? {
        switch scalar.value {
        case 0x61...0x7A:
            return Letter(plain: scalar, variant: 0, tone: .level, isUpper: false)
        case 0x41...0x5A:
            return Letter(
                plain: Unicode.Scalar(UInt8(scalar.value) | 0x20), variant: 0, tone: .level, isUpper: true)
        default:
            return place(of: scalar).flatMap { letters[$0] }
        }
    }

    /// The tone that a combining mark writes.
    static func tone(ofMark mark: Unicode.Scalar) -> Tone? {
        Tone.allCases.first { $0.combiningMark == mark.value }
    }

    /// The variant that a combining circumflex, breve or horn makes of a plain letter.
    static func variant(of plain: Unicode.Scalar, mark: Unicode.Scalar) -> UInt8? {
        switch (plain, mark.value) {
        case ("a", 0x306), ("e", 0x302), ("o", 0x302), ("u", 0x31B): 1
        case ("a", 0x302), ("o", 0x31B): 2
        default: nil
        }
    }

    private static let vowels: [(plain: Unicode.Scalar, variant: UInt8, tones: String)] = [
        ("a", 0, "aàảãáạ"), ("a", 1, "ăằẳẵắặ"), ("a", 2, "âầẩẫấậ"),
        ("e", 0, "eèẻẽéẹ"), ("e", 1, "êềểễếệ"), ("i", 0, "iìỉĩíị"),
        ("o", 0, "oòỏõóọ"), ("o", 1, "ôồổỗốộ"), ("o", 2, "ơờởỡớợ"),
        ("u", 0, "uùủũúụ"), ("u", 1, "ưừửữứự"), ("y", 0, "yỳỷỹýỵ"),
    ]

    /// The two blocks that hold precomposed Vietnamese letters lie one behind the other in the table below.
    private static func place(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0xC0...0x1B0: Int(scalar.value - 0xC0)
        case 0x1EA0...0x1EF9: Int(scalar.value - 0x1EA0 + 0xF1)
        default: nil
        }
    }

    private static let places = 0xF1 + 0x5A

    /// The letters by their places: names are taken letter by letter.
    private static let letters: [Letter?] = {
        var letters = [Letter?](repeating: nil, count: places)
        func put(_ scalar: Unicode.Scalar, _ letter: Letter) {
            if let place = place(of: scalar) { letters[place] = letter }
        }
        put("đ", Letter(plain: "d", variant: 1, tone: .level, isUpper: false))
        put("Đ", Letter(plain: "d", variant: 1, tone: .level, isUpper: true))
        for (plain, variant, row) in vowels {
            for (tone, character) in zip(Tone.allCases, row.unicodeScalars) {
                put(character, Letter(plain: plain, variant: variant, tone: tone, isUpper: false))
                for upper in character.properties.uppercaseMapping.unicodeScalars {
                    put(upper, Letter(plain: plain, variant: variant, tone: tone, isUpper: true))
                }
            }
        }
        return letters
    }()

    /// The text without accents and in lower case, đ as d: what somebody types who has no Vietnamese keyboard.
    /// Only for suggestions and for the names of XML elements; matching keeps the accents.
    public static func unaccented(_ text: some StringProtocol) -> String {
        var plain = String.UnicodeScalarView()
        // One by one: appending a collection copies what is there already.
        forEachPlainLetter(of: text) { plain.append($0) }
        return String(plain)
    }

    /// The letters of the text without accents and in lower case, one by one.
    static func forEachPlainLetter(of text: some StringProtocol, _ body: (Unicode.Scalar) -> Void) {
        for scalar in text.unicodeScalars {
            if let letter = letter(scalar) {
                body(letter.plain)
            } else if 0x300...0x36F ~= scalar.value {
                continue
            } else if scalar.isASCII {
                body(scalar)
            } else {
                scalar.properties.lowercaseMapping.unicodeScalars.forEach(body)
            }
        }
    }
}
