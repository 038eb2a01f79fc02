import QuotaModel

/// A piece of a UTF-8 log's text (a cell, or a part of one) read in an old font.
///
/// The rule: a piece is converted as a whole or left as it stands. It stays if it has a letter that only Unicode text has.
/// Else its words with accents are looked at one by one (`FontWord`). Words that are no Vietnamese as they stand and a
/// possible syllable in the font speak for it; words that are Vietnamese as they stand and none in the font speak against
/// it; words that are possible both ways (Hái, Vô, Lô) and signs in their own places (ABC®, 2 µm, bài ¹) say nothing. Some words
/// for it are certain, for no language writes them ("Xaõ", "nghÞ", "n¨m"); the others may be foreign (Seán, Møn), and so without a
/// certain one foreign words speak against it, too. More must speak for it than against it.
struct FontReading {
    let converted: [Unicode.Scalar]
    /// Words that only the font explains.
    private(set) var certain = 0
    private var likely = 0
    private var hints = 0
    private var right = 0
    private var foreign = 0
    /// A sign behind letters may be a letter here: "X· Tam Giang"; not in "5 N·m", "Mª TERESA".
    private let takesHints: Bool

    /// nil: the text has no accents, or letters that only Unicode text has.
    init?(_ text: String, in font: OldFont) {
        var words = FontWords(of: font)
        self.init(text, in: &words)
    }

    /// - Parameter words: those of the log that were read before.
    init?(_ text: String, in words: inout FontWords) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: { $0.value >= 0x80 }), !scalars.contains(where: Self.isUnicodeOnly) else {
            return nil
        }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var at = 0
        var voices: [FontWord.Voice] = []
        while at < scalars.count {
            let end = scalars[at...].firstIndex { !FontWord.holds($0) } ?? scalars.count
            if end > at {
                let word = words.word(scalars[at..<end])
                voices.append(word.voice)
                result += word.converted
                at = end
            } else {
                result.append(Self.punctuation(scalars[at]))
                at += 1
            }
        }
        converted = result
        takesHints =
            voices.count > 1 && scalars.contains { 0x61...0x7A ~= $0.value }
            && !scalars.contains { 0x30...0x39 ~= $0.value }
        for voice in voices { count(voice) }
    }

    private mutating func count(_ voice: FontWord.Voice) {
        switch voice {
        case .certain: certain += 1
        case .likely: likely += 1
        case .hint: hints += 1
        case .right: right += 1
        case .foreign: foreign += 1
        case .none: break
        }
    }

    /// The text as it reads in the font, whether it is the font's or not.
    var text: String { String(String.UnicodeScalarView(converted)) }

    /// How many more words speak for the font than against it.
    private var lead: Int {
        certain + likely + (takesHints ? hints : 0) - right - (certain > 0 ? 0 : foreign)
    }

    /// Whether the text is the font's.
    var isFont: Bool { lead > 0 }

    /// Whether this one piece shows that a log has text of the font: several words are no accident.
    var isStrong: Bool { lead >= 3 || lead >= 2 && certain > 0 }

    /// Letters and combining marks beyond Latin-1; μ is what some programs make of µ.
    private static func isUnicodeOnly(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0xFF, scalar.value != 0x3BC else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Old text may have the quotation marks of Windows in the place of control characters.
    private static func punctuation(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard 0x80...0x9F ~= scalar.value, let sign = Unicode.Scalar(VNITable.singles[Int(scalar.value)]), sign != "\0"
        else { return scalar }
        return sign
    }
}
