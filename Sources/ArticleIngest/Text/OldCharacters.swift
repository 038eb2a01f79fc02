import QuotaModel

/// What the bytes of the old Vietnamese encodings stand for, from the standards' assignments. 0 marks a byte that the
/// encoding doesn't have.
struct OneByteTable: Sendable {
    /// The character of each byte.
    let characters: [UInt32]
    /// The encoding writes tones as combining characters behind their letter.
    let combines: Bool

    /// ASCII, and the rest from texts that begin at a byte; □ leaves a byte out.
    private init(_ rows: [(first: Int, text: String)], combines: Bool = false) {
        var characters = (0..<256).map { $0 < 0x80 ? UInt32($0) : 0 }
        for (first, text) in rows {
            for (place, scalar) in text.unicodeScalars.enumerated() where scalar != "□" {
                characters[first + place] = scalar.value
            }
        }
        self.characters = characters
        self.combines = combines
    }

    /// Windows-1258: Latin letters, and tones as combining characters at CC, D2, DE, EC and F2.
    static let windows1258 = OneByteTable(
        [
            (0x80, "€□‚ƒ„…†‡ˆ‰□‹Œ□□□"), (0x90, "□‘’“”•–—˜™□›œ□□Ÿ"),
            (0xA0, "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯"), (0xB0, "°±²³´µ¶·"), (0xB8, "¸¹º»¼½¾¿"),
            (0xC0, "ÀÁÂĂÄÅÆÇÈÉÊË"), (0xCC, "\u{300}"), (0xCD, "ÍÎÏ"), (0xD0, "ĐÑ"), (0xD2, "\u{309}"),
            (0xD3, "ÓÔƠÖ×ØÙÚÛÜƯ"), (0xDE, "\u{303}"), (0xDF, "ß"),
            (0xE0, "àáâăäåæçèéêë"), (0xEC, "\u{301}"), (0xED, "íîï"), (0xF0, "đñ"), (0xF2, "\u{323}"),
            (0xF3, "óôơö÷øùúûüư₫ÿ"),
        ], combines: true)

    /// VISCII (RFC 1456): every letter precomposed, six of them in the place of control characters.
    static let viscii = OneByteTable([
        (0x02, "Ẳ"), (0x05, "ẴẪ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1E, "Ỵ"),
        (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"), (0x90, "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"),
        (0xA0, "Õắằặấầẩậẽẹếềểễệố"), (0xB0, "ồổỗỠƠộờởịỰỨỪỬơớƯ"),
        (0xC0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"), (0xD0, "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"),
        (0xE0, "àáâãảăữẫèéêẻìíĩỉ"), (0xF0, "đựòóôõỏọụùúũủýợỮ"),
    ])

    /// TCVN3 (ABC, the fonts named .Vn…): lower-case letters with tones; capitals with tones exist only as fonts, so
    /// they come back in lower case. The few capitals that TCVN 5712 has between the small letters are read too.
    static let tcvn3 = OneByteTable([
        (0x80, "€□‚ƒ„…†‡ˆ‰□‹Œ□□□"), (0x90, "□‘’“”•–—˜™□›œ□□Ÿ"), (0xA0, "\u{A0}"),
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ"), (0xB5, "àảãáạẲằẳẵắẴ"), (0xC0, "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"), (0xD0, "éẹềểễếệìỉỄẾỒĩíịò"),
        (0xE0, "Ổỏõóọồổỗốộờởỡớợù"), (0xF0, "ỖủũúụừửữứựỳỷỹýỵỐ"),
    ])
}

/// VNI: a letter and behind it one byte for shape and tone, and single bytes for đ ơ ư ỵ and the i with tones.
enum VNITable {
    /// What a byte behind a letter makes of it.
    struct Mark: Sendable {
        /// Of a: 1 is ă, 2 is â; of e and o: 2 is the circumflex; 0 leaves the letter.
        let shape: UInt8
        let tone: Vietnamese.Tone
    }

    /// The marks of lower case; those of capitals lie 0x20 lower.
    private static let lowerMarks: [(byte: Int, mark: Mark)] = [
        (0xF9, Mark(shape: 0, tone: .acute)), (0xF8, Mark(shape: 0, tone: .grave)),
        (0xFB, Mark(shape: 0, tone: .hook)), (0xF5, Mark(shape: 0, tone: .tilde)),
        (0xEF, Mark(shape: 0, tone: .dot)),
        (0xE2, Mark(shape: 2, tone: .level)), (0xE1, Mark(shape: 2, tone: .acute)),
        (0xE0, Mark(shape: 2, tone: .grave)), (0xE5, Mark(shape: 2, tone: .hook)),
        (0xE3, Mark(shape: 2, tone: .tilde)), (0xE4, Mark(shape: 2, tone: .dot)),
        (0xEA, Mark(shape: 1, tone: .level)), (0xE9, Mark(shape: 1, tone: .acute)),
        (0xE8, Mark(shape: 1, tone: .grave)), (0xFA, Mark(shape: 1, tone: .hook)),
        (0xFC, Mark(shape: 1, tone: .tilde)), (0xEB, Mark(shape: 1, tone: .dot)),
    ]

    static let marks: [Mark?] = {
        var marks = [Mark?](repeating: nil, count: 256)
        for (byte, mark) in lowerMarks {
            marks[byte] = mark
            marks[byte - 0x20] = mark
        }
        return marks
    }()

    /// Characters that one byte writes; 0 where there is none.
    static let singles: [UInt32] = {
        var singles = (0..<256).map { $0 < 0x80 ? UInt32($0) : 0 }
        let lower: [(Int, Unicode.Scalar, Unicode.Scalar)] = [
            (0xF1, "đ", "Đ"), (0xF4, "ơ", "Ơ"), (0xF6, "ư", "Ư"), (0xEE, "ỵ", "Ỵ"), (0xED, "í", "Í"),
            (0xEC, "ì", "Ì"), (0xE6, "ỉ", "Ỉ"), (0xF3, "ĩ", "Ĩ"), (0xF2, "ị", "Ị"),
        ]
        for (byte, small, capital) in lower {
            singles[byte] = small.value
            singles[byte - 0x20] = capital.value
        }
        let punctuation = "€□‚ƒ„…†‡ˆ‰□‹Œ□□□□‘’“”•–—˜™□›œ□□Ÿ\u{A0}"
        for (place, scalar) in punctuation.unicodeScalars.enumerated() where scalar != "□" {
            singles[0x80 + place] = scalar.value
        }
        return singles
    }()

    /// The letter with the mark on it; nil where the mark doesn't go with the letter.
    static func compose(_ letter: UInt32, _ mark: Mark) -> UInt32? {
        guard let base = Unicode.Scalar(letter).flatMap(Vietnamese.letter), base.tone == .level else { return nil }
        if mark.shape == 0 { return LetterComposer.scalar(base.plain, base.variant, mark.tone, base.isUpper) }
        guard base.variant == 0 else { return nil }
        switch (base.plain, mark.shape) {
        case ("a", let shape): return LetterComposer.scalar("a", shape, mark.tone, base.isUpper)
        case ("e", 2): return LetterComposer.scalar("e", 1, mark.tone, base.isUpper)
        case ("o", 2): return LetterComposer.scalar("o", 1, mark.tone, base.isUpper)
        default: return nil
        }
    }
}

/// Puts letters together: the other direction of `Vietnamese.letter`.
enum LetterComposer {
    private struct Key: Hashable {
        let plain: Unicode.Scalar
        let variant: UInt8
        let tone: Vietnamese.Tone
        let isUpper: Bool
    }

    private static let scalars: [Key: UInt32] = {
        var scalars: [Key: UInt32] = [:]
        let ranges: [ClosedRange<UInt32>] = [0x41...0x5A, 0x61...0x7A, 0xC0...0x1B0, 0x1EA0...0x1EF9]
        for value in ranges.joined() {
            guard let letter = Unicode.Scalar(value).flatMap(Vietnamese.letter) else { continue }
            let key = Key(plain: letter.plain, variant: letter.variant, tone: letter.tone, isUpper: letter.isUpper)
            scalars[key] = value
        }
        return scalars
    }()

    static func scalar(_ plain: Unicode.Scalar, _ variant: UInt8, _ tone: Vietnamese.Tone, _ isUpper: Bool) -> UInt32? {
        scalars[Key(plain: plain, variant: variant, tone: tone, isUpper: isUpper)]
    }

    /// A letter and the combining tone behind it as one character; nil where they don't go together.
    static func scalar(_ letter: UInt32, tone mark: UInt32) -> UInt32? {
        guard let tone = tone(mark), let base = Unicode.Scalar(letter).flatMap(Vietnamese.letter), base.tone == .level
        else { return nil }
        return scalar(base.plain, base.variant, tone, base.isUpper)
    }

    private static func tone(_ mark: UInt32) -> Vietnamese.Tone? {
        switch mark {
        case 0x300: .grave
        case 0x309: .hook
        case 0x303: .tilde
        case 0x301: .acute
        case 0x323: .dot
        default: nil
        }
    }
}
