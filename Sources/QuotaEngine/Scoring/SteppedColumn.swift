import ScoringRules

/// A column with what is still to be done to each of its numbers: all of it is carried out in one pass, a few hundred
/// numbers at a time, so that they are written once. What leaves machine words is done at once, number by number.
struct SteppedColumn {
    fileprivate enum Step {
        case times(Int64)
        case atMost(Int64)
        case atLeast(Int64)
        /// To the nearest multiple of 1/`scale`, halves away from zero, of parts of 1/`denominator`.
        case rounded(scale: Int64, denominator: Int64)
    }

    private let column: NumberColumn
    private var steps: [Step] = []
    /// After the steps: the size of a part, and the range of their numbers.
    private var denominator: Int64
    private var range: ClosedRange<Int64>

    /// - Parameter column: no step changes it.
    init(_ column: NumberColumn) {
        self.column = column
        switch column.form {
        case .parts(_, let denominator), .coded(_, _, let denominator): self.denominator = denominator
        case .exact: denominator = 0
        }
        range = column.range
    }

    private var isExact: Bool { denominator == 0 }

    private var bound: UInt64 { max(range.lowerBound.magnitude, range.upperBound.magnitude) }

    /// The column with all steps done.
    var finished: NumberColumn {
        switch column.form {
        case .parts(let parts, _): NumberColumn(carriedOut(on: parts), of: denominator, in: range)
        case .coded(let parts, let coding, _):
            NumberColumn(carriedOut(on: parts), by: coding, of: denominator, in: range)
        case .exact: column
        }
    }

    private func each(_ change: (Rational) -> Rational) -> SteppedColumn {
        SteppedColumn(NumberColumn(finished.numbers.map(change)))
    }
}

// MARK: Steps

extension SteppedColumn {
    /// Each number times one; nil where that takes more than machine words.
    func times(_ factor: Rational) -> SteppedColumn? {
        guard !isExact, let below = factor.denominator, let above = factor.parts(of: below),
            Int128(bound) * Int128(above.magnitude) <= Int128(NumberColumn.limit),
            Int128(denominator) * Int128(below) <= Int128(NumberColumn.limit)
        else { return nil }
        var result = self
        result.multiply(by: above)
        result.denominator = denominator * below
        return result
    }

    /// The smaller of each number and the cap; nil is no cap.
    func capped(at cap: Rational?) -> SteppedColumn {
        guard let cap else { return self }
        guard var result = withParts(that: cap) else { return each { min($0, cap) } }
        guard let most = cap.parts(of: result.denominator) else { return each { min($0, cap) } }
        if result.range.upperBound > most {
            result.steps.append(.atMost(most))
            result.range = min(result.range.lowerBound, most)...most
        }
        return result
    }

    /// The larger of each number and the floor.
    func raised(to floor: Rational) -> SteppedColumn {
        guard var result = withParts(that: floor) else { return each { max($0, floor) } }
        guard let least = floor.parts(of: result.denominator) else { return each { max($0, floor) } }
        if result.range.lowerBound < least {
            result.steps.append(.atLeast(least))
            result.range = least...max(result.range.upperBound, least)
        }
        return result
    }

    /// Each number rounded, halves away from zero.
    func rounded(places: Int) -> SteppedColumn {
        guard !isExact, places <= 9 else { return each { $0.rounded(places: places) } }
        let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
        if scale % denominator == 0 { return self }
        guard denominator <= NumberColumn.limit,
            Int128(bound) * Int128(scale) * 2 + Int128(denominator) <= Int128(NumberColumn.limit)
        else { return each { $0.rounded(places: places) } }
        var result = self
        result.steps.append(.rounded(scale: scale, denominator: denominator))
        let division = Division(by: 2 * UInt64(denominator))
        let (least, most) = (range.lowerBound, range.upperBound)
        result.range =
            Self.rounded(least, scale, denominator, division)...Self.rounded(most, scale, denominator, division)
        result.denominator = scale
        return result
    }

    /// Nil where the bound and the numbers have no common parts in machine words.
    private func withParts(that bound: Rational) -> SteppedColumn? {
        guard !isExact, let other = bound.denominator,
            let common = NumberColumn.leastCommonMultiple(denominator, other),
            let parts = bound.parts(of: common), parts.magnitude <= NumberColumn.limit.magnitude,
            Int128(self.bound) * Int128(common / denominator) <= Int128(NumberColumn.limit)
        else { return nil }
        var result = self
        result.multiply(by: common / denominator)
        result.denominator = common
        return result
    }

    private mutating func multiply(by factor: Int64) {
        guard factor != 1 else { return }
        steps.append(.times(factor))
        let (first, last) = (range.lowerBound * factor, range.upperBound * factor)
        range = min(first, last)...max(first, last)
    }
}

// MARK: Carrying out

extension SteppedColumn {
    private func carriedOut(on parts: [Int64]) -> [Int64] {
        guard !steps.isEmpty else { return parts }
        // Over pointers, not zeroed first, as in the sums of columns.
        return [Int64](unsafeUninitializedCapacity: parts.count) { numbers, written in
            parts.withUnsafeBufferPointer { parts in
                for first in stride(from: 0, to: parts.count, by: 512) {
                    let end = min(first + 512, parts.count)
                    let some = UnsafeMutableBufferPointer(rebasing: numbers[first..<end])
                    _ = some.initialize(from: parts[first..<end])
                    for step in steps { step.carryOut(on: some) }
                }
            }
            written = parts.count
        }
    }

    fileprivate static func rounded(
        _ part: Int64, _ scale: Int64, _ denominator: Int64, _ division: Division
    ) -> Int64 {
        let size = Int64(division.quotient(of: part.magnitude &* UInt64(scale) &* 2 &+ UInt64(denominator)))
        return part < 0 ? -size : size
    }
}

extension SteppedColumn.Step {
    fileprivate func carryOut(on numbers: UnsafeMutableBufferPointer<Int64>) {
        switch self {
        case .times(let factor): for place in numbers.indices { numbers[place] &*= factor }
        case .atMost(let most): for place in numbers.indices { numbers[place] = min(numbers[place], most) }
        case .atLeast(let least): for place in numbers.indices { numbers[place] = max(numbers[place], least) }
        case .rounded(let scale, let denominator):
            let division = Division(by: 2 * UInt64(denominator))
            for place in numbers.indices {
                numbers[place] = SteppedColumn.rounded(numbers[place], scale, denominator, division)
            }
        }
    }
}

/// Divides many numbers by the same one: a multiplication each, where the processor's division is many times slower.
private struct Division {
    private let divisor: UInt64
    private let reciprocal: UInt64

    init(by divisor: UInt64) {
        self.divisor = divisor
        reciprocal = .max / divisor
    }

    /// - Parameter number: under 2⁶³; then the product's upper word is the quotient or one less.
    func quotient(of number: UInt64) -> UInt64 {
        let near = number.multipliedFullWidth(by: reciprocal).high
        return number &- near &* divisor >= divisor ? near &+ 1 : near
    }
}
