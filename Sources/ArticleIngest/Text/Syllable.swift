import QuotaModel

/// Tells whether a word can be a Vietnamese syllable. Old encodings are recognised by it: read with the right one,
/// nearly every word with an accent is a possible syllable; with a wrong one hardly any.
enum Syllable {
    /// - Parameter checksCase: a word must be small, capitalised or all capitals.
    static func isPossible(_ word: some Collection<Unicode.Scalar>, checksCase: Bool = true) -> Bool {
        guard word.count <= 8 else { return false }
        var plain: [Unicode.Scalar] = []
        var tone = Vietnamese.Tone.level
        var tonePlace = 0
        var tones = 0
        var capitals = 0
        var firstIsCapital = false
        var isASCII = true
        for scalar in word {
            guard let letter = Vietnamese.letter(scalar),
                let level = LetterComposer.scalar(letter.plain, letter.variant, .level, false)
                    .flatMap(Unicode.Scalar.init)
            else { return false }
            if letter.isUpper { capitals += 1 }
            if plain.isEmpty { firstIsCapital = letter.isUpper }
            if letter.tone != .level { (tone, tonePlace, tones) = (letter.tone, plain.count, tones + 1) }
            isASCII = isASCII && scalar.isASCII
            plain.append(level)
        }
        guard tones <= 1 else { return false }
        if checksCase, capitals > 0, capitals < plain.count, !(firstIsCapital && capitals == 1) { return false }
        return (0...min(3, plain.count)).contains { length in
            let onset = text(plain[..<length])
            guard onsets.contains(onset), let rime = rimes[text(plain[length...])], rime.goes(with: onset, tone) else {
                return false
            }
            if tone == .level { return isASCII || !rime.isStopped }
            return rime.tonePlaces.contains(tonePlace - length) && (!rime.isStopped || tone == .acute || tone == .dot)
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static let onsets: Set<String> = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu",
        "r", "s", "t", "th", "tr", "v", "x",
    ]

    private static let rimes: [String: Rime] = {
        let words = """
            a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
            e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
            o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
            op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy
            uya uych uynh uyt uyu uyn uyên uyêt uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp
            ươt ươu y ych ynh yt yêm yên yêng yêt yêu
            """.split(whereSeparator: \.isWhitespace).map(String.init)
        return Dictionary(uniqueKeysWithValues: words.map { ($0, Rime($0)) })
    }()
}

/// The second part of a syllable: its vowels and what follows them.
private struct Rime {
    /// Which letters may bear the tone: one, or two where old and new spelling differ (hòa, hoà).
    let tonePlaces: [Int]
    /// It ends in c, ch, p or t, and so is said with two of the tones only.
    let isStopped: Bool
    private let first: Character
    private let isRounded: Bool

    init(_ text: String) {
        let letters = Array(text)
        let vowels = letters.prefix { "aăâeêioôơuưy".contains($0) }
        if let shaped = vowels.lastIndex(where: { "ăâêôơ".contains($0) }) {
            tonePlaces = [shaped]
        } else if ["oa", "oe", "uy"].contains(text) {
            tonePlaces = [0, 1]
        } else {
            tonePlaces = [["oa", "oe", "oo", "uy"].contains { text.hasPrefix($0) } ? 1 : 0]
        }
        isStopped = ["c", "ch", "p", "t"].contains(String(letters.dropFirst(vowels.count)))
        first = letters.first ?? "a"
        isRounded = text.hasPrefix("oa") || text.hasPrefix("oe")
    }

    /// Which consonants go before which vowels.
    func goes(with onset: String, _ tone: Vietnamese.Tone) -> Bool {
        let isFront = "eêiy".contains(first)
        return switch onset {
        case "gh", "ngh": isFront
        case "g": !isFront || first == "i"
        case "ng": !isFront
        case "c": !isFront && !(isRounded && tone != .level)
        // With a tone there is no such word: voan, boa are foreign.
        case "b", "m", "p", "ph", "v": !(isRounded && tone != .level)
        default: true
        }
    }
}

/// How Vietnamese a text is: how many of its words with accents are possible syllables.
struct SyllableScore {
    private(set) var words = 0
    private(set) var possible = 0

    /// Enough words to judge a text by.
    private static let enough = 4_000

    init(_ text: some Sequence<Unicode.Scalar>, checksCase: Bool = true) {
        var word: [Unicode.Scalar] = []
        var isAccented = false
        for scalar in text {
            if Self.belongsToWord(scalar) {
                word.append(scalar)
                isAccented = isAccented || scalar.value >= 0x80
                continue
            }
            if isAccented { count(word, checksCase) }
            word.removeAll(keepingCapacity: true)
            isAccented = false
            if words >= Self.enough { return }
        }
        if isAccented { count(word, checksCase) }
    }

    private mutating func count(_ word: [Unicode.Scalar], _ checksCase: Bool) {
        words += 1
        if Syllable.isPossible(word, checksCase: checksCase) { possible += 1 }
    }

    /// Everything outside ASCII may be a letter of a wrongly read word, but for spaces and typographic signs.
    static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: true
        case ..<0x80, 0xA0, 0x2000...0x206F, 0x20AB, 0xFEFF: false
        default: true
        }
    }

    /// Possible syllables in a hundred words, 0 without words.
    var percent: Int { words == 0 ? 0 : possible * 100 / words }
}
