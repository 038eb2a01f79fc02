import BigInt
import QuotaModel

/// An exact rational number: points, shares, bounds and everything computed from them (contract, section 6). It is never
/// wrong and never overflows: what no longer fits two machine words goes on with integers of any length. Checked
/// 128-bit fractions would have had to refuse honest scorecards, because unrounded ratios of twenty different counts
/// already have a common denominator beyond them.
///
/// Always in lowest terms with a positive denominator, and in machine words whenever it fits, so that equal numbers are
/// equal values.
public struct Rational: Hashable, Sendable {
    enum Storage: Hashable, Sendable {
        case small(Int64, over: Int64)
        case large(Large)
    }

    /// Shared, because a result seldom needs it and every number would pay for its size.
    final class Large: Hashable, Sendable {
        let numerator: BigInt
        let denominator: BigInt

        init(_ numerator: BigInt, over denominator: BigInt) {
            self.numerator = numerator
            self.denominator = denominator
        }

        static func == (left: Large, right: Large) -> Bool {
            left.numerator == right.numerator && left.denominator == right.denominator
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(numerator)
            hasher.combine(denominator)
        }
    }

    let storage: Storage

    fileprivate init(_ storage: Storage) { self.storage = storage }

    /// The whole number itself.
    public init(_ whole: Int) {
        // Words that have no negative of their own are not small, so that every number has one form only.
        self = whole == .min ? Self.reduced(Int128(whole), 1) : Rational(.small(Int64(whole), over: 1))
    }

    /// `numerator` over `denominator`, which must not be 0.
    public init(_ numerator: Int, over denominator: Int) {
        precondition(denominator != 0, "a quotient needs a denominator")
        self = Self.reduced(Int128(numerator), Int128(denominator))
    }

    /// 0.
    public static let zero = Rational(0)
    /// 1.
    public static let one = Rational(1)
}

extension Rational: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}

// MARK: Parts

extension Rational {
    /// So many times 1/denominator, which must be positive.
    public init(parts: Int64, of denominator: Int64) {
        guard denominator != 1 else {
            self.init(Int(parts))
            return
        }
        self = Self.reduced(
            parts.magnitude, UInt64(denominator), isNegative: parts < 0)
    }

    /// In lowest terms; nil where the number does not fit machine words.
    public var denominator: Int64? {
        if case .small(_, let denominator) = storage { denominator } else { nil }
    }

    /// How many times 1/denominator it is; nil where it is no multiple or too many for a word.
    public func parts(of denominator: Int64) -> Int64? {
        guard case .small(let numerator, let own) = storage else { return nil }
        if own == denominator { return numerator }
        guard denominator % own == 0 else { return nil }
        let (parts, overflow) = numerator.multipliedReportingOverflow(by: denominator / own)
        return overflow ? nil : parts
    }

    /// The smallest denominator for this number and for those that have the other one; nil where it is too large for
    /// numbers to be kept as parts.
    func commonDenominator(with other: Int64) -> Int64? {
        guard case .small(_, let own) = storage else { return nil }
        if own == 1 || other % own == 0 { return other }
        let divisor = Int64(Self.greatestCommonDivisor(UInt64(other), UInt64(own)))
        let (common, overflow) = other.multipliedReportingOverflow(by: own / divisor)
        return overflow || common > 1 << 31 ? nil : common
    }

    /// All numbers as multiples of one part, the largest there is; nil where that is too small or they are too many.
    public static func inParts(_ numbers: [Rational]) -> (parts: [Int64], denominator: Int64)? {
        var denominator: Int64 = 1
        for number in numbers {
            guard let common = number.commonDenominator(with: denominator) else { return nil }
            denominator = common
        }
        var parts: [Int64] = []
        parts.reserveCapacity(numbers.count)
        for number in numbers {
            guard let part = number.parts(of: denominator) else { return nil }
            parts.append(part)
        }
        return (parts, denominator)
    }
}

// MARK: Arithmetic

extension Rational {
    /// Exact, as all operators: there is no overflow.
    public static func + (left: Rational, right: Rational) -> Rational {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
            let (first, second) = (left.parts, right.parts)
            return reduced(
                first.numerator * second.denominator + second.numerator * first.denominator,
                first.denominator * second.denominator)
        }
        if b == 1, d == 1 {
            let (sum, overflow) = a.addingReportingOverflow(c)
            if !overflow, sum != .min { return Rational(.small(sum, over: 1)) }
        }
        return reduced(Int128(a) * Int128(d) + Int128(c) * Int128(b), Int128(b) * Int128(d))
    }

    /// The same number with the other sign.
    public static prefix func - (number: Rational) -> Rational { number * -1 }

    public static func - (left: Rational, right: Rational) -> Rational { left + -right }

    public static func * (left: Rational, right: Rational) -> Rational {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
            let (first, second) = (left.parts, right.parts)
            return reduced(first.numerator * second.numerator, first.denominator * second.denominator)
        }
        return reduced(Int128(a) * Int128(c), Int128(b) * Int128(d))
    }

    /// The divisor must not be 0.
    public static func / (left: Rational, right: Rational) -> Rational {
        precondition(right != .zero, "a quotient needs a denominator")
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
            let (first, second) = (left.parts, right.parts)
            return reduced(first.numerator * second.denominator, first.denominator * second.numerator)
        }
        return reduced(Int128(a) * Int128(d), Int128(b) * Int128(c))
    }

    public static func += (left: inout Rational, right: Rational) { left = left + right }
    public static func -= (left: inout Rational, right: Rational) { left = left - right }

    /// The nearest number with that many decimals, halves away from zero (contract, section 6, `rounding`).
    ///
    /// - Parameter places: 0–18.
    public func rounded(places: Int) -> Rational {
        let scale = Self.powerOfTen(places)
        guard case .small(let numerator, let denominator) = storage, denominator != 1 else {
            return isWhole ? self : Self.reduced(roundedParts(scale: scale), BigInt(scale))
        }
        let (scaled, overflow) = Int128(numerator).multipliedReportingOverflow(by: scale)
        guard !overflow, scaled.magnitude < UInt128(1) << 125 else {
            return Self.reduced(roundedParts(scale: scale), BigInt(scale))
        }
        let size = Int128((scaled.magnitude * 2 + UInt128(denominator)) / (2 * UInt128(denominator)))
        return Self.reduced(scaled < 0 ? -size : size, scale)
    }

    /// The nearest multiple of 1/scale, as how many of them.
    private func roundedParts(scale: Int128) -> BigInt {
        let (numerator, denominator) = parts
        let size = (numerator.magnitude * BigUInt(scale) * 2 + denominator.magnitude) / (2 * denominator.magnitude)
        return BigInt(sign: numerator.sign, magnitude: size)
    }

    /// The largest whole number that is not greater.
    public var floor: Rational {
        let (numerator, denominator) = parts
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return Self.reduced(remainder < 0 ? quotient - 1 : quotient, 1)
    }

    /// The smallest whole number that is not less.
    public var ceiling: Rational { -(-self).floor }

    /// Whether the denominator is 1.
    public var isWhole: Bool {
        switch storage {
        case .small(_, let denominator): denominator == 1
        case .large(let large): large.denominator == 1
        }
    }

    /// The whole number it is, where it is one that the machine holds.
    public var int: Int? {
        if case .small(let numerator, over: 1) = storage { Int(numerator) } else { nil }
    }

    static func powerOfTen(_ exponent: Int) -> Int128 {
        precondition(0...18 ~= exponent, "decimals lie between 0 and 18")
        var power: Int128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension Rational: Comparable {
    public static func < (left: Rational, right: Rational) -> Bool {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
            let (first, second) = (left.parts, right.parts)
            return first.numerator * second.denominator < second.numerator * first.denominator
        }
        return b == d ? a < c : Int128(a) * Int128(d) < Int128(c) * Int128(b)
    }
}

// MARK: Lowest terms

extension Rational {
    /// Of any size.
    var parts: (numerator: BigInt, denominator: BigInt) {
        switch storage {
        case .small(let numerator, let denominator): (BigInt(numerator), BigInt(denominator))
        case .large(let large): (large.numerator, large.denominator)
        }
    }

    static func reduced(_ numerator: Int128, _ denominator: Int128) -> Rational {
        if let top = UInt64(exactly: numerator.magnitude), let bottom = UInt64(exactly: denominator.magnitude) {
            return reduced(top, bottom, isNegative: (numerator < 0) != (denominator < 0))
        }
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let isNegative = (numerator < 0) != (denominator < 0)
        let size = numerator.magnitude / divisor
        let below = denominator.magnitude / divisor
        if size <= UInt128(Int64.max), below <= UInt128(Int64.max) {
            return Rational(.small(isNegative ? -Int64(size) : Int64(size), over: Int64(below)))
        }
        return Rational(
            .large(Large(BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(size)), over: BigInt(below))))
    }

    /// The same in machine words, without divisions of 128 bits.
    private static func reduced(_ numerator: UInt64, _ denominator: UInt64, isNegative: Bool) -> Rational {
        let divisor = greatestCommonDivisor(numerator, denominator)
        let (size, below) = (numerator / divisor, denominator / divisor)
        guard let top = Int64(exactly: size), let bottom = Int64(exactly: below) else {
            return Rational(
                .large(Large(BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(size)), over: BigInt(below))))
        }
        return Rational(.small(isNegative ? -top : top, over: bottom))
    }

    static func reduced(_ numerator: BigInt, _ denominator: BigInt) -> Rational {
        let divisor = numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude)
        let size = numerator.magnitude / divisor
        let below = denominator.magnitude / divisor
        let isNegative = (numerator.sign == .minus) != (denominator.sign == .minus)
        if let size = Int64(exactly: size), let below = Int64(exactly: below) {
            return Rational(.small(isNegative ? -size : size, over: below))
        }
        return Rational(
            .large(Large(BigInt(sign: isNegative ? .minus : .plus, magnitude: size), over: BigInt(below))))
    }

    private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        if right == 1 { return 1 }
        var (a, b) = (left, right)
        // 128-bit division is slow; most numbers get small enough at once.
        while a > UInt128(UInt64.max) || b > UInt128(UInt64.max) {
            if b == 0 { return a }
            (a, b) = (b, a % b)
        }
        return UInt128(greatestCommonDivisor(UInt64(a), UInt64(b)))
    }

    private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        if right == 1 { return 1 }
        var (x, y) = (left, right)
        while y != 0 { (x, y) = (y, x % y) }
        return x
    }
}
