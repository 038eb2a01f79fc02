/// A text's place in Vietnamese alphabetical order, as CLDR orders the language `vi`, numbers by their value:
/// An < Ăn < Ân, D < Đ, Phòng 2 < Phòng 10.
///
/// Made once per name and compared often, so it is one run of bytes that are compared as they are. Our own because the
/// order must not depend on the process's locale or the version of a system library; the tests hold it against the
/// system's collation.
public struct VietnameseOrder: Comparable, Sendable {
    /// First letters and their variants, digits by value, everything else by kind, each beginning with its class; then
    /// the tones, which matter only when all letters are equal; last the cases, lower before upper. No class and no tone is
    /// 0, which ends each part.
    private let bytes: [UInt8]

    /// Composed and decomposed writing of a text have the same place.
    public init(_ text: some StringProtocol) {
        var maker = Maker()
        for scalar in text.unicodeScalars { maker.take(scalar) }
        var bytes: [UInt8] = []
        maker.finish(into: &bytes)
        self.bytes = bytes
    }

    public static func < (left: VietnameseOrder, right: VietnameseOrder) -> Bool {
        precedes(left.bytes.span, right.bytes.span)
    }

    private static func precedes(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        let common = min(first.count, second.count)
        for place in 0..<common where first[place] != second[place] { return first[place] < second[place] }
        return first.count < second.count
    }

    /// The places of the names in alphabetical order; of equal names the earlier comes first.
    public static func order(of names: [String]) -> [Int32] {
        // All in one run of bytes: an array for each of 100,000 names takes three times as much.
        var maker = Maker()
        var bytes: [UInt8] = []
        var starts: [Int] = []
        starts.reserveCapacity(names.count + 1)
        for name in names {
            starts.append(bytes.count)
            for scalar in name.unicodeScalars { maker.take(scalar) }
            maker.finish(into: &bytes)
        }
        starts.append(bytes.count)
        return (0..<Int32(names.count)).sorted { left, right in
            let first = bytes.span.extracting(starts[Int(left)]..<starts[Int(left) + 1])
            let second = bytes.span.extracting(starts[Int(right)]..<starts[Int(right) + 1])
            if precedes(first, second) { return true }
            return precedes(second, first) ? false : left < right
        }
    }
}

/// Writes the bytes of texts, one after another.
private struct Maker {
    private var primary: [UInt8] = []
    private var tones: [UInt8] = []
    private var cases: [UInt8] = []
    /// Where in `primary` it says how many digits the number has that is being read; behind it stand the digits.
    private var digitCount: Int?
    /// The letter that a combining mark would change.
    private var letter: Unicode.Scalar?

    mutating func take(_ scalar: Unicode.Scalar) {
        if 0x30...0x39 ~= scalar.value {
            return take(digit: UInt8(scalar.value - 0x30))
        }
        digitCount = nil
        append(scalar)
    }

    /// Numbers of as many digits stand as the digits do, those of more digits behind them; from 255 digits on all count as
    /// equally long.
    private mutating func take(digit: UInt8) {
        if digitCount == nil {
            begin(.digits)
            digitCount = primary.count
            primary.append(0)
        }
        // A zero that leads says nothing of the value.
        guard let place = digitCount, digit > 0 || primary[place] > 0 else { return }
        if primary[place] < .max { primary[place] += 1 }
        primary.append(digit)
    }

    /// Ends the text and begins the next one.
    mutating func finish(into bytes: inout [UInt8]) {
        digitCount = nil
        bytes += primary
        bytes.append(0)
        bytes += tones
        bytes.append(0)
        bytes += cases
        primary.removeAll(keepingCapacity: true)
        tones.removeAll(keepingCapacity: true)
        cases.removeAll(keepingCapacity: true)
        letter = nil
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if let letter = Vietnamese.letter(scalar) {
            begin(.letters, tone: letter.tone, isUpper: letter.isUpper)
            primary.append(UInt8(truncatingIfNeeded: letter.plain.value))
            primary.append(letter.variant)
            self.letter = letter.plain
        } else if 0x300...0x36F ~= scalar.value {
            combine(scalar)
        } else if scalar.isWhiteSpace {
            begin(.spaces)
        } else if let rank = Self.punctuation.firstIndex(of: scalar) {
            begin(.punctuation)
            primary.append(UInt8(rank))
        } else {
            begin(.others)
            for shift in [16, 8, 0] as [UInt32] { primary.append(UInt8(truncatingIfNeeded: scalar.value >> shift)) }
        }
    }

    /// A combining mark changes the letter before it, so decomposed text sorts as composed text does.
    private mutating func combine(_ mark: Unicode.Scalar) {
        guard let letter else { return }
        if let tone = Vietnamese.tone(ofMark: mark) {
            tones[tones.count - 1] = tone.rawValue + 1
        } else if let variant = Vietnamese.variant(of: letter, mark: mark) {
            primary[primary.count - 1] = variant
        }
    }

    private mutating func begin(_ kind: Class, tone: Vietnamese.Tone = .level, isUpper: Bool = false) {
        primary.append(kind.rawValue)
        tones.append(tone.rawValue + 1)
        cases.append(isUpper ? 1 : 0)
        letter = nil
    }

    /// The classes of CLDR's root order: spaces, punctuation, digits, Latin letters, other scripts.
    private enum Class: UInt8 { case spaces = 1, punctuation, digits, letters, others }

    /// Punctuation and symbols in CLDR's root order.
    private static let punctuation = Array("_-–—,;:!?.…'‘’\"“”()[]{}@*/\\&#%`´^¨+<=>|~$".unicodeScalars)
}
