/// An exact quotient of two whole numbers. Every rate, share and prorated minimum is one; nothing that is printed
/// as a result ever passes through binary floating point.
///
/// Numerator and denominator stay as given (the denominator positive), so that "8 of 9" can be shown as it arose.
public struct Fraction: Sendable {
    /// Of any sign, not reduced.
    public let numerator: Int
    /// At least 1, not reduced.
    public let denominator: Int

    /// `numerator` over `denominator`, which must be positive.
    public init(_ numerator: Int, over denominator: Int) {
        precondition(denominator > 0, "a fraction needs a positive denominator")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The nearest whole number, halves away from zero (contract, section 3).
    public var rounded: Int {
        let below = Int128(denominator)
        let size = (Int128(numerator.magnitude) * 2 + below) / (2 * below)
        return Int(numerator < 0 ? -size : size)
    }

    /// The decimal with exactly `places` digits after the point, halves away from zero: "0.8889".
    public func decimal(places: Int) -> String {
        var scale: Int128 = 2
        for _ in 0..<places { scale *= 10 }
        let below = Int128(denominator)
        let size = (Int128(numerator.magnitude) * scale + below) / (2 * below)
        return Self.decimal(digits: String(size), isNegative: numerator < 0 && size > 0, places: places)
    }

    /// A whole number's digits with the point before the last `places` of them.
    public static func decimal(digits: String, isNegative: Bool, places: Int) -> String {
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = isNegative ? "-" : ""
        return places == 0 ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}

extension Fraction: Comparable {
    /// By value: 1/2 equals 2/4.
    public static func == (left: Fraction, right: Fraction) -> Bool {
        left.crossed(with: right) == right.crossed(with: left)
    }

    public static func < (left: Fraction, right: Fraction) -> Bool {
        left.crossed(with: right) < right.crossed(with: left)
    }

    private func crossed(with other: Fraction) -> Int128 {
        Int128(numerator) * Int128(other.denominator)
    }
}
