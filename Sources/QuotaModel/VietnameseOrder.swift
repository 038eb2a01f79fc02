/// A text's place in Vietnamese alphabetical order, as CLDR orders the language `vi`, numbers by their value:
/// An < Ăn < Ân, D < Đ, Phòng 2 < Phòng 10.
///
/// Made once per name and compared often. Our own because the order must not depend on the process's locale or the
/// version of a system library; the tests hold it against the system's collation.
public struct VietnameseOrder: Comparable, Sendable {
    /// Letters and their variants, digits by value, then everything else by kind.
    private var primary: [UInt64] = []
    /// The tones, compared only when all letters are equal.
    private var tones: [UInt8] = []
    /// Lower case before upper, compared last.
    private var cases: [Bool] = []

    public init(_ text: some StringProtocol) {
        var number: UInt64?
        for scalar in text.unicodeScalars {
            if 0x30...0x39 ~= scalar.value {
                let digit = UInt64(scalar.value - 0x30)
                // A number too long for its value keeps growing in place of the last digits: order stays total.
                let (scaled, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
                number = overflow ? UInt64.max >> 8 : min(scaled &+ digit, UInt64.max >> 8)
                continue
            }
            flush(&number)
            append(scalar)
        }
        flush(&number)
    }

    private mutating func flush(_ number: inout UInt64?) {
        if let value = number { append(Self.digitsFrom | value) }
        number = nil
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if let letter = Vietnamese.letter(scalar) {
            append(
                Self.lettersFrom | UInt64(letter.plain.value) << 8 | UInt64(letter.variant),
                tone: letter.tone, isUpper: letter.isUpper)
        } else if 0x300...0x36F ~= scalar.value {
            combine(scalar)
        } else if scalar.isWhiteSpace {
            append(Self.spaceFrom)
        } else if let rank = Self.punctuation.firstIndex(of: scalar) {
            append(Self.punctuationFrom | UInt64(rank))
        } else {
            append(Self.othersFrom | UInt64(scalar.value))
        }
    }

    /// A combining mark changes the letter before it, so decomposed text sorts as composed text does.
    private mutating func combine(_ mark: Unicode.Scalar) {
        guard let last = primary.last, last & Self.classMask == Self.lettersFrom else { return }
        if let tone = Vietnamese.tone(ofMark: mark) {
            tones[tones.count - 1] = tone.rawValue
        } else if let plain = Unicode.Scalar(UInt32(last >> 8 & 0xFF_FFFF)),
            let variant = Vietnamese.variant(of: plain, mark: mark)
        {
            primary[primary.count - 1] = last & ~0xFF | UInt64(variant)
        }
    }

    private mutating func append(
        _ weight: UInt64, tone: Vietnamese.Tone = .level, isUpper: Bool = false
    ) {
        primary.append(weight)
        tones.append(tone.rawValue)
        cases.append(isUpper)
    }

    public static func < (left: VietnameseOrder, right: VietnameseOrder) -> Bool {
        if left.primary != right.primary { return left.primary.lexicographicallyPrecedes(right.primary) }
        if left.tones != right.tones { return left.tones.lexicographicallyPrecedes(right.tones) }
        return left.cases.lexicographicallyPrecedes(right.cases) { !$0 && $1 }
    }

    // The classes of CLDR's root order: spaces, punctuation, digits, Latin letters, other scripts.
    private static let classMask: UInt64 = 0xFF << 56
    private static let spaceFrom: UInt64 = 0x01 << 56
    private static let punctuationFrom: UInt64 = 0x02 << 56
    private static let digitsFrom: UInt64 = 0x03 << 56
    private static let lettersFrom: UInt64 = 0x04 << 56
    private static let othersFrom: UInt64 = 0x05 << 56

    /// Punctuation and symbols in CLDR's root order.
    private static let punctuation = Array("_-–—,;:!?.…'‘’\"“”()[]{}@*/\\&#%`´^¨+<=>|~$".unicodeScalars)
}
