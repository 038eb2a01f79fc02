import QuotaModel
import ScoringRules

/// Computes shapes and conditions for single subjects, exactly, each with its reason.
struct ShapeScoring: Sendable {
    let columns: ScoreColumns
    /// Points of the criteria scored so far, by criterion and subject.
    var points: [NumberColumn]

    init(_ columns: ScoreColumns) {
        self.columns = columns
        points = Array(repeating: NumberColumn([]), count: columns.scorecard.criteria.count)
    }

    /// - Parameter max: the max of the criterion, or of the shape around this one.
    func score(_ shape: ScoreShape, max outer: Rational, _ subject: Int) -> ScoredShape {
        let max = shape.max ?? outer
        let (value, reason) = value(of: shape.rule, max: max, subject)
        let isCut = shape.max != nil && value > max
        return ScoredShape(value: isCut ? max : value, reason: reason, max: max, isCut: isCut)
    }

    private func value(
        of rule: ScoreShape.Rule, max: Rational, _ subject: Int
    ) -> (Rational, ScoreReason) {
        switch rule {
        case .yesNo(let condition, let yes, let no):
            let judged = judge(condition, subject)
            return (judged.holds ? yes ?? max : no, .yesNo(judged))
        case .ratio(let of, let to, let from, let empty):
            return ratio(columns.figure(of, subject), columns.figure(to, subject), from, empty, max)
        case .perItem(let of, let points, let atMost):
            let figure = columns.figure(of, subject)
            let value = figure.value * points
            return (atMost.map { min($0, value) } ?? value, .perItem(figure, points: points, atMost: atMost))
        case .steps(let of, let table, let otherwise):
            let figure = stepFigure(of, subject)
            let reached = table.first { figure.value >= $0.atLeast }
            return (
                (reached?.award ?? otherwise).points(of: max),
                .steps(figure, reached: reached, otherwise: otherwise)
            )
        case .best(let of, let among):
            let figure = columns.figure(of, subject)
            let largest = columns.largest(of, among: among, with: subject)
            let value = largest == .zero ? .zero : max * figure.value / largest
            return (value, .best(figure, largest: largest, among: among))
        case .sum(let shapes):
            let parts = shapes.map { score($0, max: max, subject) }
            return (parts.reduce(.zero) { $0 + $1.value }, .sum(parts))
        case .highest(let shapes):
            return highest(shapes.map { score($0, max: max, subject) })
        case .first(let cases):
            return first(of: cases, max, subject)
        case .entered(let slot):
            let figure = columns.figures[subject, slot]
            return (figure?.used?.number ?? .zero, .entered(slot: slot, figure))
        }
    }

    private func ratio(
        _ of: MeasureFigure, _ to: AmountFigure, _ from: Rational?, _ empty: ScoreShape.Empty, _ max: Rational
    ) -> (Rational, ScoreReason) {
        let value: Rational
        let outcome: RatioOutcome
        if to.value == .zero {
            (value, outcome) = (empty == .full ? max : .zero, .nothing(empty))
        } else {
            let quotient = of.value / to.value
            if let from, quotient < from {
                (value, outcome) = (.zero, .belowThreshold)
            } else if quotient >= .one {
                (value, outcome) = (max, .full)
            } else {
                (value, outcome) = (max * quotient, .proportional)
            }
        }
        return (value, .ratio(of, to: to, from: from, outcome: outcome))
    }

    private func stepFigure(_ subject: ScoreShape.StepSubject, _ place: Int) -> StepFigure {
        switch subject {
        case .measure(let measure):
            return .measure(columns.figure(measure, place))
        case .ratio(let of, let to, let empty):
            let (figure, amount) = (columns.figure(of, place), columns.figure(to, place))
            let value =
                amount.value == .zero ? (empty == .full ? Rational.one : .zero) : figure.value / amount.value
            return .ratio(figure, to: amount, empty: empty, value: value)
        }
    }

    private func highest(_ parts: [ScoredShape]) -> (Rational, ScoreReason) {
        var chosen = 0
        for place in parts.indices where parts[place].value > parts[chosen].value { chosen = place }
        return (parts.isEmpty ? .zero : parts[chosen].value, .highest(parts, chosen: chosen))
    }

    private func first(of cases: [ScoreShape.Case], _ max: Rational, _ subject: Int) -> (Rational, ScoreReason) {
        var tried: [JudgedCondition] = []
        for option in cases {
            tried.append(judge(option.when, subject))
            guard tried.last?.holds == true else { continue }
            let taken = score(option.score, max: max, subject)
            return (taken.value, .first(tried, taken: taken))
        }
        return (.zero, .first(tried, taken: nil))
    }
}

// MARK: Conditions

extension ShapeScoring {
    /// The condition's truth for the subject; three-valued (contract, section 6, COND).
    func judge(_ condition: ScoreCondition, _ subject: Int) -> JudgedCondition {
        switch condition {
        case .measure(let place, let bounds):
            let value = columns.measures[place][subject]
            return JudgedCondition(condition, bounds.allSatisfy { $0.holds(for: value) }, found: value)
        case .input(let slot, let wanted):
            let answer = columns.figures[subject, slot]?.used?.answer
            return JudgedCondition(condition, answer.map { $0 == wanted })
        case .criterion(let place, let part):
            return JudgedCondition(condition, isBelow(part, place, subject), found: points[place][subject])
        case .anyCriterion(let part):
            let below = columns.scorecard.criteria.indices.filter { isBelow(part, $0, subject) }
            return JudgedCondition(condition, !below.isEmpty, criteria: below)
        case .all(let conditions):
            let parts = conditions.map { judge($0, subject) }
            return JudgedCondition(condition, Self.combined(parts, decidedBy: false), parts: parts)
        case .any(let conditions):
            let parts = conditions.map { judge($0, subject) }
            return JudgedCondition(condition, Self.combined(parts, decidedBy: true), parts: parts)
        case .not(let inner):
            let part = judge(inner, subject)
            return JudgedCondition(condition, part.truth.map(!), parts: [part])
        }
    }

    private func isBelow(_ part: Rational, _ criterion: Int, _ subject: Int) -> Bool {
        points[criterion][subject] < part * columns.scorecard.criteria[criterion].max
    }

    /// `all` is decided by one that is false, `any` by one that is true; otherwise one unknown makes it unknown.
    private static func combined(_ parts: [JudgedCondition], decidedBy decider: Bool) -> Bool? {
        if parts.contains(where: { $0.truth == decider }) { return decider }
        return parts.contains { $0.truth == nil } ? nil : !decider
    }
}
