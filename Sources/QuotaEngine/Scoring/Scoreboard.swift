import QuotaModel
import ScoringRules

/// The points of every subject, in the order of steps of contract, section 6: shapes → clamp → round → group caps → base
/// and groups → bonus inside → penalties → cap → bonus outside → round. By criterion and subject, so that a reason is
/// made only for whoever asks.
struct Scoreboard: Sendable {
    let scoring: ShapeScoring
    /// After the cap.
    let groups: [[Rational]]
    let bonus: [[Rational]]
    let penalties: [[Rational]]
    /// Rounded.
    let totals: [Rational]
    /// Before the cap at `max`, where that took something away.
    let uncapped: [Rational]

    init(_ columns: ScoreColumns) {
        let scorecard = columns.scorecard
        let subjects = columns.subjects.indices
        var scoring = ShapeScoring(columns)
        guard let order = scorecard.scoringOrder else {
            preconditionFailure("a scorecard whose criteria depend on themselves is refused when it is loaded")
        }
        for place in order {
            scoring.points[place] = Self.column(of: scorecard.criteria[place], scoring, scorecard.rounding)
        }
        let points = scoring.points
        let groups = scorecard.groups.map { group in
            subjects.map { subject in
                let sum = group.criteria.reduce(Rational.zero) { $0 + points[$1][subject] }
                return group.max.map { min($0, sum) } ?? sum
            }
        }
        let bonus = scorecard.bonus.map { Self.column(of: $0.criterion, scoring, scorecard.rounding) }
        let penalties = scorecard.penalties.map { Self.column(of: $0, scoring, scorecard.rounding) }
        let uncapped = subjects.map { subject in
            let inside = zip(scorecard.bonus, bonus).filter { !$0.0.isOutside }.map(\.1)
            let added = (groups + inside).reduce(scorecard.base) { $0 + $1[subject] }
            return penalties.reduce(added) { $0 - $1[subject] }
        }
        totals = subjects.map { subject in
            let capped = scorecard.max.map { min($0, uncapped[subject]) } ?? uncapped[subject]
            let outside = zip(scorecard.bonus, bonus).filter(\.0.isOutside).map(\.1)
            return outside.reduce(capped) { $0 + $1[subject] }.rounded(places: scorecard.rounding.decimals)
        }
        self.scoring = scoring
        self.groups = groups
        self.bonus = bonus
        self.penalties = penalties
        self.uncapped = uncapped
    }

    private static func column(of criterion: Criterion, _ scoring: ShapeScoring, _ rounding: Rounding) -> [Rational] {
        scoring.columns.subjects.indices.map { subject in
            let value = scoring.score(criterion.score, max: criterion.max, subject).value
            let clamped = min(max(value, criterion.min), criterion.max)
            return rounding.stage == .criterion ? clamped.rounded(places: rounding.decimals) : clamped
        }
    }
}
