/// Between what and what a value can lie, as far as the shape alone tells; nil: no bound.
struct ScoreSpan {
    var least: Rational?
    var most: Rational?

    static let nothing = ScoreSpan(least: .zero, most: .zero)

    static func around(_ values: [Rational]) -> ScoreSpan { ScoreSpan(least: values.min(), most: values.max()) }

    /// What either of the two can be.
    func united(with other: ScoreSpan) -> ScoreSpan {
        ScoreSpan(
            least: least.flatMap { own in other.least.map { min(own, $0) } },
            most: most.flatMap { own in other.most.map { max(own, $0) } })
    }

    func added(to other: ScoreSpan) -> ScoreSpan {
        ScoreSpan(
            least: least.flatMap { own in other.least.map { own + $0 } },
            most: most.flatMap { own in other.most.map { own + $0 } })
    }

    /// What is left of it when nothing is more than the cap.
    func capped(at cap: Rational?) -> ScoreSpan {
        guard let cap else { return self }
        return ScoreSpan(least: least.map { min($0, cap) }, most: most.map { min($0, cap) } ?? cap)
    }
}

extension Measure {
    /// Counts and sums are never below 0; what a person enters may be.
    var mayBeNegative: Bool { inputID != nil }
}

extension ScoreShape {
    /// Between what and what its value can lie.
    ///
    /// - Parameters:
    ///   - outer: the max of the criterion, or of the shape around this one.
    ///   - signed: the places of the measures that may be negative.
    func span(max outer: Rational, signed: Set<Int>) -> ScoreSpan {
        rule.span(max: max ?? outer, signed).capped(at: max)
    }
}

extension ScoreShape.Rule {
    fileprivate func span(max: Rational, _ signed: Set<Int>) -> ScoreSpan {
        switch self {
        case .yesNo(_, let yes, let no): .around([yes ?? max, no])
        case .ratio(let of, let to, _, _): Self.share(of: max, isSigned: signed.contains(of) || to.isSigned(signed))
        // The largest may be negative, too, and then the others have more than all of the max.
        case .best(let of, _): signed.contains(of) && max != .zero ? ScoreSpan() : Self.share(of: max, isSigned: false)
        case .perItem(let of, let points, let atMost):
            Self.product(points, isSigned: signed.contains(of)).capped(at: atMost)
        case .steps(_, let table, let otherwise):
            .around((table.map(\.award) + [otherwise]).map { $0.points(of: max) })
        case .sum(let shapes):
            shapes.reduce(.nothing) { $0.added(to: $1.span(max: max, signed: signed)) }
        case .highest(let shapes):
            shapes.dropFirst().reduce(shapes.first?.span(max: max, signed: signed) ?? .nothing) {
                $0.united(with: $1.span(max: max, signed: signed))
            }
        case .first(let cases):
            cases.reduce(.nothing) { $0.united(with: $1.score.span(max: max, signed: signed)) }
        case .entered: ScoreSpan()
        }
    }

    /// The max times what is at most 1, and at least 0 unless a figure may be negative.
    private static func share(of max: Rational, isSigned: Bool) -> ScoreSpan {
        let whole = ScoreSpan.around([.zero, max])
        guard isSigned, max != .zero else { return whole }
        return max > .zero ? ScoreSpan(least: nil, most: max) : ScoreSpan(least: max, most: nil)
    }

    private static func product(_ points: Rational, isSigned: Bool) -> ScoreSpan {
        if points == .zero { return .nothing }
        if isSigned { return ScoreSpan() }
        return points < .zero ? ScoreSpan(least: nil, most: .zero) : ScoreSpan(least: .zero, most: nil)
    }
}

extension ScoreShape.Amount {
    fileprivate func isSigned(_ signed: Set<Int>) -> Bool {
        switch self {
        case .measure(let place): signed.contains(place)
        case .number(let number): number < .zero
        }
    }
}
