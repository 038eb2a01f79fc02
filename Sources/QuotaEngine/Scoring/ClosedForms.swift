import ScoringRules

/// The commonest shapes for all subjects at once, where numbers are too different to be scored code by code. What has no
/// closed form here is computed subject by subject; the result is the same.
extension ShapeScoring {
    /// The points of a line before they are rounded; nil where its shape has no closed form.
    func column(of criterion: Criterion) -> NumberColumn? {
        if case .ratio(let of, .measure(let to), let from, let empty) = criterion.score.rule,
            columns.scorecard.rounding.stage == .criterion
        {
            return roundedRatio(columns.measures[of], columns.measures[to], from, empty, criterion)
        }
        return value(of: criterion.score, max: criterion.max)?.raised(to: criterion.min).capped(at: criterion.max)
    }

    private func value(of shape: ScoreShape, max outer: Rational) -> NumberColumn? {
        let max = shape.max ?? outer
        return value(of: shape.rule, max: max)?.capped(at: shape.max)
    }

    private func value(of rule: ScoreShape.Rule, max: Rational) -> NumberColumn? {
        switch rule {
        case .perItem(let of, let points, let atMost):
            return columns.measures[of].times(points)?.capped(at: atMost)
        case .entered(let slot):
            return columns.entered[slot]
        case .best(let of, among: .all):
            guard let first = columns.subjects.indices.first else { return nil }
            let largest = columns.largest(of, among: .all, with: first)
            return largest > .zero ? columns.measures[of].times(max / largest) : nil
        case .ratio(let of, .number(let to), nil, _) where to > .zero && max >= .zero:
            return columns.measures[of].times(max / to)?.capped(at: max)
        case .steps(.measure(let of), let table, let otherwise):
            let awards = (table.map(\.award) + [otherwise]).map { $0.points(of: max) }
            return NumberColumn(awards, by: steps(columns.measures[of], table))
        case .sum(let shapes):
            let parts = shapes.compactMap { value(of: $0, max: max) }
            return parts.count == shapes.count
                ? NumberColumn.sum(.zero, parts, count: columns.subjects.count) : nil
        case .yesNo, .ratio, .best, .steps, .highest, .first:
            return nil
        }
    }

    /// The subjects by the first step that they reach, the number of steps where they reach none.
    private func steps(_ column: NumberColumn, _ table: [ScoreShape.Step]) -> SubjectCoding {
        var reached = [Int32](repeating: Int32(table.count), count: column.count)
        for (place, step) in table.enumerated().reversed() {
            for (subject, reaches) in column.reaches(step.atLeast).enumerated() where reaches {
                reached[subject] = Int32(place)
            }
        }
        return SubjectCoding(reached, count: table.count + 1)
    }

    /// A quotient of two counts has another denominator for each subject; rounded it has not.
    private func roundedRatio(
        _ of: NumberColumn, _ to: NumberColumn, _ from: Rational?, _ empty: ScoreShape.Empty, _ criterion: Criterion
    ) -> NumberColumn? {
        let decimals = columns.scorecard.rounding.decimals
        let max = criterion.score.max ?? criterion.max
        guard from == nil, max >= .zero, decimals <= 9, let quotients = of.roundedQuotients(to, times: max, decimals)
        else {
            return nil
        }
        let nothing = (empty == .full ? max : .zero).rounded(places: decimals)
        // Rounding keeps the order: what is cut afterwards at rounded bounds is what is rounded after the cut.
        return quotients.column(nothing: nothing)?
            .raised(to: criterion.min.rounded(places: decimals)).capped(at: criterion.max.rounded(places: decimals))
    }
}

/// Quotients of two columns, each rounded; nil where there is nothing to divide by.
struct RoundedQuotients {
    let parts: [Int64?]
    let denominator: Int64

    func column(nothing: Rational) -> NumberColumn? {
        guard let nothing = nothing.parts(of: denominator) else { return nil }
        return NumberColumn(parts.map { $0 ?? nothing }, of: denominator)
    }
}

extension NumberColumn {
    /// factor · min(1, own/other), rounded halves away from zero; nil where that takes more than machine words.
    ///
    /// - Parameter factor: not negative.
    func roundedQuotients(_ other: NumberColumn, times factor: Rational, _ places: Int) -> RoundedQuotients? {
        guard case .parts(let above, let own) = form, case .parts(let below, let others) = other.form,
            let factorBelow = factor.denominator, let factorAbove = factor.parts(of: factorBelow)
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
        guard let most = most.int.map({ Int64($0) }) else { return nil }
        let (up, down) = (Int64(numerator), Int64(denominator))
        let parts = zip(above, below).map { above, below -> Int64? in
            guard below != 0 else { return nil }
            let isNegative = (above < 0) != (below < 0) && above != 0
            let size = (abs(above) &* up &* 2 &+ abs(below) &* down) / (2 &* abs(below) &* down)
            return isNegative ? -size : min(size, most)
        }
        return RoundedQuotients(parts: parts, denominator: scale)
    }
}
