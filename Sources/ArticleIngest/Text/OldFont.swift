import QuotaModel

/// The fonts of old Vietnamese office text: characters of Western Europe that only look Vietnamese in their font.
/// When such text is saved as UTF-8 it is valid and reads as "Phßng Thanh tra"; it is recognised and converted.
enum OldFont: String, Sendable, CaseIterable {
    case tcvn3 = "TCVN3"
    case vni = "VNI"

    /// The text with its characters read as the font's bytes; nil when a character is none of the font's.
    func converted(_ text: some Collection<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var bytes: [UInt8] = []
        var others: [Int: Unicode.Scalar] = [:]
        for scalar in text {
            if let byte = Self.byte(of: scalar) {
                bytes.append(byte)
            } else if (0x2010...0x203A).contains(scalar.value) || scalar.value == 0x2122 || scalar.value == 0xFEFF {
                // Typographic signs and the byte order mark are the same in every font.
                others[bytes.count] = scalar
                bytes.append(UInt8(ascii: "-"))
            } else {
                return nil
            }
        }
        return others.isEmpty ? decode(bytes) : decodePieces(bytes, others: others)
    }

    private func decodePieces(_ bytes: [UInt8], others: [Int: Unicode.Scalar]) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        var start = 0
        for place in others.keys.sorted() {
            guard let piece = decode(Array(bytes[start..<place])), let sign = others[place] else { return nil }
            result += piece
            result.append(sign)
            start = place + 1
        }
        guard let rest = decode(Array(bytes[start...])) else { return nil }
        return result + rest
    }

    private func decode(_ bytes: [UInt8]) -> [Unicode.Scalar]? {
        var decoder = TextDecoder(form: self == .tcvn3 ? .oneByte(.tcvn3) : .vni)
        var isWhole = true
        let text = bytes.withUnsafeBytes { input in
            [UInt8](unsafeUninitializedCapacity: decoder.expansion * input.count + 16) { output, count in
                count =
                    decoder.decode(input, isLast: true, into: UnsafeMutableRawBufferPointer(output)) { _ in
                        isWhole = false
                    }.written
            }
        }
        return isWhole ? Array(String(decoding: text, as: UTF8.self).unicodeScalars) : nil
    }

    /// ASCII and Latin-1 as they are; μ is often written for µ.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        scalar.value == 0x3BC ? 0xB5 : UInt8(exactly: scalar.value)
    }

    /// The text if it is this font's: converted it has more possible syllables, and no letter of it is one that only
    /// Unicode text has.
    func reading(_ text: String) -> [Unicode.Scalar]? { gain(text)?.converted }

    /// The text converted, and how many more syllables of it are possible then; nil where there are none more.
    private func gain(_ text: String) -> (converted: [Unicode.Scalar], syllables: Int)? {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { $0.value >= 0x80 }), !scalars.contains(where: Self.isUnicodeOnly) else {
            return nil
        }
        let before = SyllableScore(scalars)
        guard before.possible < before.words, let converted = converted(scalars) else { return nil }
        let after = SyllableScore(converted, checksCase: self != .tcvn3)
        return after.possible > before.possible ? (converted, after.possible - before.possible) : nil
    }

    private static func isUnicodeOnly(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && Vietnamese.letter(scalar) != nil
    }

    /// So many syllables that one piece gains are no accident: a foreign name has fewer.
    private static let certain = 3

    /// The font that a text, or a few rows of it, is written in, if any: a piece gains several syllables in that font, or a
    /// good share of the pieces with accents read better in it.
    ///
    /// - Parameter bytes: UTF-8.
    static func find(in bytes: ArraySlice<UInt8>, isMarkup: Bool = false) -> OldFont? {
        let pieces = AccentedPieces(of: bytes, isMarkup: isMarkup)
        var gains: [OldFont: (pieces: Int, certain: Int)] = [:]
        for (piece, count) in pieces.doubtful {
            for font in allCases {
                guard let gain = font.gain(piece) else { continue }
                gains[font, default: (0, 0)].pieces += count
                if gain.syllables >= certain { gains[font, default: (0, 0)].certain += count }
            }
        }
        let best = allCases.max { (gains[$0]?.pieces ?? 0) < (gains[$1]?.pieces ?? 0) }
        guard let best, let gain = gains[best] else { return nil }
        // A stray foreign word may look like a font; a log in a font is full of it.
        return gain.certain > 0 || gain.pieces >= 2 && gain.pieces * 4 >= pieces.count ? best : nil
    }
}

extension OldFont {
    /// Some pieces of a text as they read in this font, to show how it is read.
    ///
    /// - Parameter bytes: UTF-8.
    func samples(in bytes: ArraySlice<UInt8>, isMarkup: Bool = false) -> [String] {
        Array(
            AccentedPieces(of: bytes, isMarkup: isMarkup).doubtful.lazy.compactMap { reading($0.piece) }.prefix(3)
                .map { String(String.UnicodeScalarView($0)) })
    }
}

/// The first pieces of a text that have accents, between delimiters, quotes and tags.
private struct AccentedPieces {
    private(set) var count = 0
    /// Those that have no letter that only Unicode text has, each once with how often it stands there, the commonest first: a
    /// log writes its kinds and units on every row.
    let doubtful: [(piece: String, count: Int)]

    /// So many are looked at.
    private static let enough = 400

    init(of bytes: ArraySlice<UInt8>, isMarkup: Bool) {
        // By bytes: texts are the same in NFC and NFD, and no font writes NFD.
        var seen: [(piece: ArraySlice<UInt8>, count: Int)] = []
        var places = HashedPlaces()
        var rest = bytes
        while !rest.isEmpty, count < Self.enough {
            let end = rest.firstIndex { TextDecoder.isRunEnd($0, isMarkup: isMarkup) } ?? rest.endIndex
            let piece = rest[..<end]
            rest = rest[end...].dropFirst()
            guard piece.contains(where: { $0 >= 0x80 }) else { continue }
            count += 1
            // ă, đ, ĩ, ơ … and everything from U+1E00 on is only in Unicode text.
            if piece.contains(where: { 0xC4...0xC6 ~= $0 || $0 == 0xE1 }) { continue }
            let hash = piece.hashValue
            if let known = places.first(hash, where: { seen[$0].piece == piece }) {
                seen[known].count += 1
            } else {
                places.add(seen.count, hash: hash)
                seen.append((piece, 1))
            }
        }
        // Sorting keeps the order of those that stand there as often.
        doubtful = seen.sorted { $0.count > $1.count }.map { (String(decoding: $0.piece, as: UTF8.self), $0.count) }
    }
}
