import QuotaModel

/// The fonts of old Vietnamese office text: characters of Western Europe that only look Vietnamese in their font.
/// When such text is saved as UTF-8 it is valid and reads as "Phßng Thanh tra"; it is recognised and converted.
enum OldFont: String, Sendable, CaseIterable {
    case tcvn3 = "TCVN3"
    case vni = "VNI"

    /// The word with its characters read as the font's bytes; nil when one is none of the font's.
    func converted(_ word: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        switch self {
        case .tcvn3: Self.tcvn3(word)
        case .vni: Self.vni(word)
        }
    }

    private static func tcvn3(_ word: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        for scalar in word {
            guard let byte = byte(of: scalar),
                let character = Unicode.Scalar(OneByteTable.tcvn3.characters[Int(byte)]), character != "\0"
            else { return nil }
            result.append(character)
        }
        return result
    }

    private static func vni(_ word: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        for scalar in word {
            guard let byte = byte(of: scalar) else { return nil }
            if let last = result.last, let mark = VNITable.marks[Int(byte)],
                let letter = VNITable.compose(last.value, mark).flatMap(Unicode.Scalar.init)
            {
                // The i has bytes of its own for its tones: "più" is no Vietnamese.
                if last.value | 0x20 == 0x69 { return nil }
                result[result.count - 1] = letter
                continue
            }
            guard let character = Unicode.Scalar(VNITable.singles[Int(byte)]), character != "\0" else { return nil }
            result.append(character)
        }
        return result
    }

    /// ASCII and Latin-1 as they are; μ is often written for µ.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        scalar.value == 0x3BC ? 0xB5 : UInt8(exactly: scalar.value)
    }

    /// The font that a text, or a few rows of it, is written in, if any: a piece of it has several words that only the font
    /// explains, or there are several such pieces, or a good share of those with accents reads better in it.
    ///
    /// - Parameter bytes: UTF-8.
    static func find(in bytes: ArraySlice<UInt8>, isMarkup: Bool = false) -> OldFont? {
        let pieces = AccentedPieces(of: bytes, isMarkup: isMarkup)
        let signs = allCases.map { font in
            var signs = FontSigns()
            var words = FontWords(of: font)
            for (piece, count) in pieces.doubtful {
                if let reading = FontReading(piece, in: &words), reading.isFont { signs.add(reading, count) }
            }
            return (font: font, signs: signs)
        }
        guard let best = signs.max(by: { $0.signs.weight < $1.signs.weight }) else { return nil }
        return best.signs.isEnough(among: pieces.count) ? best.font : nil
    }

    /// Some pieces of a text as they read in this font, to show how it is read.
    ///
    /// - Parameter bytes: UTF-8.
    func samples(in bytes: ArraySlice<UInt8>, isMarkup: Bool = false) -> [String] {
        let readings = AccentedPieces(of: bytes, isMarkup: isMarkup).doubtful.lazy.compactMap {
            FontReading($0.piece, in: self)
        }
        return Array(readings.filter(\.isFont).prefix(3).map(\.text))
    }
}

/// What speaks for a font in the pieces of a text.
private struct FontSigns {
    private var pieces = 0
    private var certain = 0
    private var strong = 0

    mutating func add(_ reading: FontReading, _ count: Int) {
        pieces += count
        if reading.certain > 0 { certain += count }
        if reading.isStrong { strong += count }
    }

    var weight: (Int, Int, Int) { (strong, certain, pieces) }

    /// A stray foreign word may look like a font; a log in a font is full of it, and a row of it has several words that nothing
    /// else explains.
    func isEnough(among all: Int) -> Bool {
        strong > 0 || certain >= 2 || (certain > 0 || pieces >= 2) && pieces * 4 >= all
    }
}
