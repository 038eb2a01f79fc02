/// A text as the program compares it: headings, units, kinds, people, categories (contract, section 5, "Normalising").
///
/// Zero-width characters are gone, every run of white space (NBSP too) is one space, the ends are trimmed, the case
/// is lowered; accents are kept. Composed and decomposed writing are equal, because Swift compares text so.
public struct MatchKey: Hashable, Sendable {
    /// The normalised text.
    public let text: String

    /// - Parameter raw: a text as somebody wrote it.
    public init(_ raw: some StringProtocol) {
        text = raw.utf8.withContiguousStorageIfAvailable(Self.plainKey).flatMap(\.self) ?? Self.key(raw)
    }

    /// Whether nothing was written that anybody could see.
    public var isEmpty: Bool { text.isEmpty }

    private static func key(_ raw: some StringProtocol) -> String {
        var kept = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in raw.unicodeScalars where !scalar.isInvisible {
            if scalar.isWhiteSpace {
                pendingSpace = !kept.isEmpty
                continue
            }
            if pendingSpace {
                kept.append(" ")
                pendingSpace = false
            }
            kept.append(scalar)
        }
        return String(kept).lowercased()
    }
}

// MARK: Plain texts

extension MatchKey {
    /// The same for a text of ASCII and composed Vietnamese letters, as nearly all are: its small letters are as many bytes
    /// as its capitals, and the bytes are gone through once. Nil for every other text.
    private static func plainKey(_ utf8: UnsafeBufferPointer<UInt8>) -> String? {
        var kept: [UInt8] = []
        kept.reserveCapacity(utf8.count)
        var pendingSpace = false
        var bytes = utf8.makeIterator()
        while let byte = bytes.next() {
            if byte == 0x20 || 0x09...0x0D ~= byte {
                pendingSpace = !kept.isEmpty
                continue
            }
            if pendingSpace {
                kept.append(0x20)
                pendingSpace = false
            }
            if byte < 0x80 {
                kept.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
                continue
            }
            guard let second = bytes.next() else { return nil }
            kept.append(byte)
            if byte == 0xE1 {
                // Ạ to ỹ: capitals are even.
                guard let third = bytes.next(), second == 0xBA && third >= 0xA0 || second == 0xBB && third <= 0xB9
                else { return nil }
                kept.append(second)
                kept.append(third | 1)
            } else {
                guard let small = smallLetter(byte, second) else { return nil }
                kept.append(small)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The second byte of the small form of a letter of two bytes; nil for what is no letter of Vietnamese or Latin-1.
    private static func smallLetter(_ first: UInt8, _ second: UInt8) -> UInt8? {
        switch (first, second) {
        case (0xC3, 0x97), (0xC3, 0x9F...0xBF): second
        case (0xC3, 0x80...0x9E): second + 0x20
        // Ă, Đ, Ĩ; Ũ; Ơ
        case (0xC4, 0x82), (0xC4, 0x83), (0xC4, 0x90), (0xC4, 0x91), (0xC4, 0xA8), (0xC4, 0xA9), (0xC5, 0xA8),
            (0xC5, 0xA9), (0xC6, 0xA0), (0xC6, 0xA1):
            second | 1
        // Ư
        case (0xC6, 0xAF), (0xC6, 0xB0): 0xB0
        default: nil
        }
    }
}

extension Unicode.Scalar {
    /// Unicode's White_Space property, which the standard promises not to change, without the cost of a look-up in
    /// the library's tables: this is asked of every character that is matched.
    public var isWhiteSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// A character of no width, the byte order mark or a soft hyphen: nobody sees it, and nothing is matched by it.
    public var isInvisible: Bool {
        switch value {
        case 0x200B...0x200F, 0x2060, 0xFEFF, 0x00AD: true
        default: false
        }
    }
}
