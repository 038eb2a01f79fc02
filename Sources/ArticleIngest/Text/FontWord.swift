import QuotaModel

/// A word of a text that may be written in an old font: what it becomes in the font, and what it says of the text.
struct FontWord {
    enum Voice {
        /// The font's: no other writing has it.
        case certain
        /// The font's, or a foreign word.
        case likely
        /// The font's, or letters and a sign behind them.
        case hint
        /// Nothing either way.
        case none
        /// Vietnamese as it stands, and not in the font.
        case right
        /// No Vietnamese either way.
        case foreign
    }

    let voice: Voice
    /// The word itself where it has signs in their own places.
    let converted: [Unicode.Scalar]

    /// - Parameter word: characters that words hold.
    init(_ word: ArraySlice<Unicode.Scalar>, in font: OldFont) {
        if word.allSatisfy(\.isASCII) {
            self.init(Self.plain(word), Array(word))
        } else if Self.isOwnSign(word) {
            self.init(.none, Array(word))
        } else if let converted = font.converted(word) {
            self.init(word, as: converted, in: font)
        } else {
            self.init(Syllable.isPossible(word) ? .right : Self.other(word), Array(word))
        }
    }

    private init(_ voice: Voice, _ converted: [Unicode.Scalar]) {
        self.voice = voice
        self.converted = converted
    }

    private init(_ word: ArraySlice<Unicode.Scalar>, as converted: [Unicode.Scalar], in font: OldFont) {
        let stands = Syllable.isPossible(word)
        switch (stands, Self.isPossible(converted, in: font)) {
        case (true, true): self.init(.none, converted)
        case (true, false): self.init(.right, converted)
        case (false, true): self.init(Self.voice(of: Array(word), in: font), converted)
        // "ABC®" stays also where the text around it is converted.
        case (false, false):
            self.init(Self.other(word), word.contains(where: Self.isAccented) ? converted : Array(word))
        }
    }

    /// Whether a character belongs to a word: the letters of ASCII and whatever of Latin-1 is a letter in a font.
    static func holds(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xA1...0xFF, 0x3BC: true
        default: false
        }
    }

    /// What a word without accents says. Abbreviations and single letters say nothing.
    private static func plain(_ word: ArraySlice<Unicode.Scalar>) -> Voice {
        let isAbbreviation = word.count < 2 || word.allSatisfy { $0.value < 0x60 }
        return isAbbreviation || Syllable.isPossible(word) ? .none : .foreign
    }

    /// Foreign words that read as syllables in a font.
    private static let foreignWords: Set<String> = [
        "aún", "dû", "gå", "mû", "må", "møn", "où", "på", "seán", "så", "thaï",
    ]

    /// What a word says that is Vietnamese in the font only.
    private static func voice(of word: [Unicode.Scalar], in font: OldFont) -> Voice {
        if foreignWords.contains(String(String.UnicodeScalarView(word)).lowercased()) { return .foreign }
        return font == .tcvn3 ? tcvn3(word) : vni(word)
    }

    /// What a word says that is no Vietnamese either way. One of signs only is no word.
    private static func other(_ word: ArraySlice<Unicode.Scalar>) -> Voice {
        word.allSatisfy(isSign) ? .none : .foreign
    }

    /// A sign by itself, or the µ of µm.
    private static func isOwnSign(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = word.first else { return false }
        return isSign(first) && (word.count == 1 || isMicro(first))
    }

    /// TCVN3 has capitals without tones, so that those with tones are often written small ("PHßNG"); never the other way
    /// about.
    private static func isPossible(_ converted: [Unicode.Scalar], in font: OldFont) -> Bool {
        guard font == .tcvn3 else { return Syllable.isPossible(converted) }
        let hasOddCapital = zip(converted, converted.dropFirst()).contains {
            $0.properties.isLowercase && !$1.isASCII && $1.properties.isUppercase
        }
        return !hasOddCapital && Syllable.isPossible(converted, checksCase: false)
    }
}

extension FontWord {
    /// How surely a word that is a syllable only in TCVN3 is one: nobody writes a Latin capital with an accent behind a
    /// small letter ("nghÞ"), nor signs between letters ("n¨m"); at the beginning or end of a word most signs may mean
    /// themselves.
    private static func tcvn3(_ word: [Unicode.Scalar]) -> Voice {
        var voice = Voice.none
        for (place, scalar) in word.enumerated() where !scalar.isASCII {
            if isSign(scalar) {
                if isLetter(scalar, at: place, of: word) { return .certain }
                if voice == .none, place > 0, place == word.count - 1 { voice = .hint }
            } else {
                if place > 0, scalar.properties.isUppercase, !word[place - 1].properties.isUppercase { return .certain }
                voice = .likely
            }
        }
        return voice
    }

    /// Whether a sign can only be a letter of TCVN3.
    private static func isLetter(_ sign: Unicode.Scalar, at place: Int, of word: [Unicode.Scalar]) -> Bool {
        if place == 0 { return "®§¶¸¨".unicodeScalars.contains(sign) }
        if place == word.count - 1 { return isMicro(sign) || sign == "¸" || sign == "¨" || sign == "¬" }
        // "N·m" and "m×n" are units and sizes.
        let isOperator = sign == "·" || sign == "×" || sign == "÷"
        return !isOperator || word.count(where: \.isASCII) > 2
    }

    private static func isMicro(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0xB5 || scalar.value == 0x3BC }

    /// Beyond ASCII and no letter of Latin-1.
    private static func isSign(_ scalar: Unicode.Scalar) -> Bool { !scalar.isASCII && !isAccented(scalar) }

    private static func isAccented(_ scalar: Unicode.Scalar) -> Bool {
        0xC0...0xFF ~= scalar.value && scalar.value != 0xD7 && scalar.value != 0xF7
    }
}

extension FontWord {
    /// Vowels with marks behind them that other languages have, too: maïs, Seán, Raúl.
    private static let shared = Set(
        ["aï", "eï", "oï", "uï", "aá", "eá", "oá", "aé", "aè", "aú", "aü", "aë"].map { Array($0.unicodeScalars) })

    /// How surely a word that is a syllable only in VNI is one: hardly any language has the marks of VNI behind the vowels
    /// that bear them.
    private static func vni(_ word: [Unicode.Scalar]) -> Voice {
        let small = word.map { $0.properties.isUppercase ? Unicode.Scalar(UInt8($0.value) | 0x20) : $0 }
        let isCertain = zip(small, small.dropFirst()).contains { letter, byte in
            guard !shared.contains([letter, byte]), let mark = VNITable.marks[Int(byte.value)] else { return false }
            return VNITable.compose(VNITable.singles[Int(letter.value)], mark) != nil
        }
        return isCertain ? .certain : .likely
    }
}
