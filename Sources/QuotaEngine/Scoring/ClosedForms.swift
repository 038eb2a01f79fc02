import ScoringRules

/// The commonest shapes for all subjects at once, where numbers are too different to be scored code by code. What has no
/// closed form here is computed subject by subject; the result is the same.
extension ShapeScoring {
    /// The points of a line, rounded where the scorecard rounds criteria; nil where its shape has no closed form.
    func column(of criterion: Criterion) -> NumberColumn? {
        if case .ratio(let of, .measure(let to), let from, let empty) = criterion.score.rule,
            columns.scorecard.rounding.stage == .criterion
        {
            return roundedRatio(columns.measures[of], columns.measures[to], from, empty, criterion)
        }
        let rounding = columns.scorecard.rounding
        let points = value(of: criterion.score, max: criterion.max)?
            .raised(to: criterion.min).capped(at: criterion.max)
        return (rounding.stage == .criterion ? points?.rounded(places: rounding.decimals) : points)?.finished
    }

    private func value(of shape: ScoreShape, max outer: Rational) -> SteppedColumn? {
        let max = shape.max ?? outer
        return value(of: shape.rule, max: max)?.capped(at: shape.max)
    }

    private func value(of rule: ScoreShape.Rule, max: Rational) -> SteppedColumn? {
        switch rule {
        case .perItem(let of, let points, let atMost):
            return SteppedColumn(columns.measures[of]).times(points)?.capped(at: atMost)
        case .entered(let slot):
            return SteppedColumn(columns.entered[slot])
        case .best(let of, among: .all):
            guard let first = columns.subjects.indices.first else { return nil }
            let largest = columns.largest(of, among: .all, with: first)
            return largest == .zero ? nil : SteppedColumn(columns.measures[of]).times(max / largest)
        case .ratio(let of, .number(let to), nil, _) where to > .zero && max >= .zero:
            return SteppedColumn(columns.measures[of]).times(max / to)?.capped(at: max)
        case .steps(.measure(let of), let table, let otherwise):
            let awards = (table.map(\.award) + [otherwise]).map { $0.points(of: max) }
            let reached = SubjectCoding(
                columns.measures[of].firstReached(table.map(\.atLeast)), count: awards.count)
            return SteppedColumn(NumberColumn(awards, by: reached))
        case .sum(let shapes):
            let parts = shapes.compactMap { value(of: $0, max: max)?.finished }
            return parts.count == shapes.count
                ? SteppedColumn(NumberColumn.sum(.zero, parts, count: columns.subjects.count)) : nil
        case .yesNo, .ratio, .best, .steps, .highest, .first:
            return nil
        }
    }

    /// A quotient of two counts has another denominator for each subject; rounded it has not.
    private func roundedRatio(
        _ of: NumberColumn, _ to: NumberColumn, _ from: Rational?, _ empty: ScoreShape.Empty, _ criterion: Criterion
    ) -> NumberColumn? {
        let decimals = columns.scorecard.rounding.decimals
        let max = criterion.score.max ?? criterion.max
        let nothing = (empty == .full ? max : .zero).rounded(places: decimals)
        guard from == nil, max >= .zero, decimals <= 9,
            let quotients = of.roundedQuotients(to, times: max, decimals, nothing: nothing)
        else {
            return nil
        }
        // Rounding keeps the order: what is cut afterwards at rounded bounds is what is rounded after the cut.
        return SteppedColumn(quotients)
            .raised(to: criterion.min.rounded(places: decimals)).capped(at: criterion.max.rounded(places: decimals))
            .finished
    }
}

extension NumberColumn {
    /// factor · min(1, own/other), rounded halves away from zero; nil where that takes more than machine words.
    ///
    /// - Parameters:
    ///   - factor: not negative.
    ///   - nothing: stands where there is nothing to divide by.
    func roundedQuotients(_ other: NumberColumn, times factor: Rational, _ places: Int, nothing: Rational)
        -> NumberColumn?
    {
        guard let (above, own) = parts, let (below, others) = other.parts, let factorBelow = factor.denominator,
            let factorAbove = factor.parts(of: factorBelow)
        else { return nil }
        let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
        // value = above · numerator / (below · denominator)
        let numerator = Int128(factorAbove) * Int128(others) * Int128(scale)
        let denominator = Int128(factorBelow) * Int128(own)
        let limit = Int128(1) << 61
        guard numerator < limit, denominator < limit, Int128(bound) * numerator * 2 < limit,
            Int128(other.bound) * denominator * 2 < limit
        else { return nil }
        let most = (factor * Rational(parts: scale, of: 1)).rounded(places: 0)
        guard let most = most.int.map({ Int64($0) }), let nothing = nothing.parts(of: scale) else { return nil }
        let (up, down) = (Int64(numerator) * 2, Int64(denominator))
        let parts = zip(above, below).map { above, below -> Int64 in
            guard below != 0 else { return nothing }
            // A quotient of one or more is cut: nothing is to be divided.
            let (size, divisor) = (above.magnitude &* UInt64(up), below.magnitude &* UInt64(down))
            let isNegative = (above < 0) != (below < 0) && above != 0
            let rounded = Int64((size &+ divisor) / (2 &* divisor))
            return isNegative ? -rounded : min(rounded, most)
        }
        return NumberColumn(parts, of: scale)
    }

    private var bound: UInt64 { max(range.lowerBound.magnitude, range.upperBound.magnitude) }
}
