/// A text as the program compares it: headings, units, kinds, people, categories (contract, section 5, "Normalising").
///
/// Zero-width characters are gone, every run of white space (NBSP too) is one space, the ends are trimmed, the case
/// is lowered; accents are kept. Composed and decomposed writing are equal, because Swift compares text so.
public struct MatchKey: Hashable, Sendable {
    public let text: String

    public init(_ raw: some StringProtocol) {
        var kept = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in raw.unicodeScalars where !Self.isInvisible(scalar) {
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
        text = String(kept).lowercased()
    }

    public var isEmpty: Bool { text.isEmpty }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x2060, 0xFEFF, 0x00AD: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Unicode's White_Space property, which the standard promises not to change, without the cost of a look-up in
    /// the library's tables: this is asked of every character that is matched.
    var isWhiteSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
