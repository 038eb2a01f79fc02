import BigInt
import QuotaModel

extension Rational {
    /// The number as rule files write it: `0.5`, `1/2`, `50%`, `-3`, `1e3`.
    ///
    /// - Returns: nil for anything else, and for a number longer than anybody means.
    public init?(written text: some StringProtocol) {
        if text.hasSuffix("%") {
            guard let number = Self.decimal(text.dropLast()) else { return nil }
            self = number / 100
        } else if let slash = text.firstIndex(of: "/") {
            guard let numerator = Self.decimal(text[..<slash]),
                let denominator = Self.decimal(text[text.index(after: slash)...]), denominator > .zero
            else { return nil }
            self = numerator / denominator
        } else {
            guard let number = Self.decimal(text[...]) else { return nil }
            self = number
        }
    }

    /// The number in a cell: digits with a decimal point or a decimal comma.
    public init?(cell text: some StringProtocol) {
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
            let number = Self.decimal(String(text.map { $0 == "," ? "." : $0 }))
        else { return nil }
        self = number
    }

    private static let longestNumber = 40

    private static func decimal(_ text: some StringProtocol) -> Rational? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let negative = parts[0].first == "-"
        let unsigned = negative || parts[0].first == "+" ? parts[0].dropFirst() : parts[0][...]
        let halves = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= longestNumber, halves.count <= 2 else { return nil }
        let digits = halves.joined()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let size = BigInt(digits) else {
            return nil
        }
        var exponent = halves.count == 2 ? -halves[1].utf8.count : 0
        if parts.count == 2 {
            guard let shift = Int(parts[1]), shift.magnitude <= longestNumber else { return nil }
            exponent += shift
        }
        let power = BigInt(10).power(Int(exponent.magnitude))
        let signed = negative ? -size : size
        return exponent < 0 ? reduced(signed, power) : reduced(signed * power, 1)
    }

    /// The decimal with exactly `places` digits after the point, halves away from zero: "47.50".
    public func decimal(places: Int) -> String { printed(places: places).text }

    /// The plain decimal without trailing zeros, "2.5"; a number that no decimal ends is written as a fraction, "1/3".
    public var plain: String { printed.text }

    /// As `decimal(places:)`, before it is a text.
    public func printed(places: Int) -> PrintedNumber {
        if case .small(let numerator, let denominator) = storage,
            let size = Self.nearest(numerator, denominator, places)
        {
            return .decimal(digits: size, isNegative: numerator < 0 && size > 0, places: places)
        }
        let scaled = rounded(places: places) * Self.reduced(Self.powerOfTen(places), 1)
        let (value, _) = scaled.parts
        return .long(
            Fraction.decimal(
                digits: String(value.magnitude), isNegative: value.sign == .minus && !value.isZero, places: places))
    }

    /// As `plain`, before it is a text.
    public var printed: PrintedNumber {
        if case .small(let numerator, let denominator) = storage,
            let number = Self.printed(numerator, denominator)
        {
            return number
        }
        let (numerator, denominator) = parts
        if denominator == 1 { return .long(String(numerator)) }
        var places = 0
        var scale = BigInt(1)
        while places < Self.longestDecimal, scale % denominator != 0 {
            places += 1
            scale *= 10
        }
        guard scale % denominator == 0 else { return .long("\(numerator)/\(denominator)") }
        let digits = numerator * (scale / denominator)
        return .long(
            Fraction.decimal(digits: String(digits.magnitude), isNegative: digits.sign == .minus, places: places))
    }

    /// Enough for the product of two numbers that a person wrote.
    private static let longestDecimal = 2 * longestNumber
}

// MARK: Numbers in machine words as they are printed

extension Rational {
    /// How many units of the last of `places` decimals the number's size has, halves upwards; nil where it takes more
    /// than a word.
    private static func nearest(_ numerator: Int64, _ denominator: Int64, _ places: Int) -> UInt64? {
        guard let double = wordOfTen(places)?.multipliedReportingOverflow(by: 2), !double.overflow,
            denominator < 1 << 62
        else { return nil }
        let (product, overflow) = numerator.magnitude.multipliedReportingOverflow(by: double.partialValue)
        let (scaled, isTooLarge) = product.addingReportingOverflow(UInt64(denominator))
        return overflow || isTooLarge ? nil : scaled / (2 * UInt64(denominator))
    }

    /// Nil where the decimal ends but does not fit a word.
    private static func printed(_ numerator: Int64, _ denominator: Int64) -> PrintedNumber? {
        if denominator == 1 { return .decimal(digits: numerator.magnitude, isNegative: numerator < 0, places: 0) }
        // A decimal ends where the denominator has no factors but 2 and 5, with as many places as the more frequent.
        let twos = denominator.trailingZeroBitCount
        var rest = denominator >> Int64(twos)
        var fives = 0
        while rest % 5 == 0 {
            rest /= 5
            fives += 1
        }
        let places = max(twos, fives)
        guard rest == 1 else { return .quotient(numerator, over: denominator) }
        guard let power = wordOfTen(places) else { return nil }
        let (digits, overflow) = numerator.magnitude.multipliedReportingOverflow(by: power / UInt64(denominator))
        return overflow ? nil : .decimal(digits: digits, isNegative: numerator < 0, places: places)
    }

    /// Nil beyond the decimals that are printed.
    private static func wordOfTen(_ exponent: Int) -> UInt64? {
        guard 0...18 ~= exponent else { return nil }
        var power: UInt64 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension Rational: CustomStringConvertible {
    public var description: String { plain }
}
