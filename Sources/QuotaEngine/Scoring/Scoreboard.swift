import QuotaModel
import ScoringRules

/// The points of every subject, in the order of steps of contract, section 6: shapes → clamp → round → group caps → base
/// and groups → bonus inside → penalties → cap → bonus outside → round. By criterion and subject, so that a reason is
/// made only for whoever asks.
struct Scoreboard: Sendable {
    let scoring: ShapeScoring
    let criteria: [ScoredLine]
    /// After the cap.
    let groups: [NumberColumn]
    let bonus: [ScoredLine]
    let penalties: [ScoredLine]
    /// Rounded.
    let totals: NumberColumn
    /// Before the cap at `max`.
    let uncapped: NumberColumn
    let standing: StandingOrder

    init(
        scoring: ShapeScoring, criteria: [ScoredLine], groups: [NumberColumn], bonus: [ScoredLine],
        penalties: [ScoredLine], totals: NumberColumn, uncapped: NumberColumn, standing: StandingOrder
    ) {
        self.scoring = scoring
        self.criteria = criteria
        self.groups = groups
        self.bonus = bonus
        self.penalties = penalties
        self.totals = totals
        self.uncapped = uncapped
        self.standing = standing
    }

    /// - Parameter codeLimit: the most codes of subjects for which a line is scored code by code.
    init(_ columns: ScoreColumns, codeLimit: Int? = nil) {
        let scorecard = columns.scorecard
        let count = columns.subjects.count
        guard let order = scorecard.scoringOrder else {
            preconditionFailure("a scorecard whose criteria depend on themselves is refused when it is loaded")
        }
        var lines = LineScoring(columns, codeLimit: codeLimit ?? max(1024, count))
        var criteria = [ScoredLine?](repeating: nil, count: scorecard.criteria.count)
        for place in order {
            let line = lines.line(scorecard.criteria[place])
            lines.scoring.points[place] = line.points
            criteria[place] = line
        }
        let scored = criteria.compactMap(\.self)
        let groups = scorecard.groups.map { group in
            SteppedColumn(NumberColumn.sum(.zero, group.criteria.map { scored[$0].points }, count: count))
                .capped(at: group.max).finished
        }
        let bonus = scorecard.bonus.map { lines.line($0.criterion) }
        let penalties = scorecard.penalties.map { lines.line($0) }
        let places = scorecard.bonus.indices
        let inside = places.filter { !scorecard.bonus[$0].isOutside }.map { bonus[$0].points }
        let outside = places.filter { scorecard.bonus[$0].isOutside }.map { bonus[$0].points }
        let uncapped = NumberColumn.sum(
            scorecard.base, groups + inside, less: penalties.map(\.points), count: count)
        let capped = SteppedColumn(uncapped).capped(at: scorecard.max)
        let whole =
            outside.isEmpty
            ? capped : SteppedColumn(NumberColumn.sum(.zero, [capped.finished] + outside, count: count))
        totals = whole.rounded(places: scorecard.rounding.decimals).finished
        standing = StandingOrder(
            totals, breakBy: scorecard.ranking.breakBy.map { columns.measures[$0] }, byName: columns.subjectsByName)
        scoring = lines.scoring
        self.criteria = scored
        self.groups = groups
        self.bonus = bonus
        self.penalties = penalties
        self.uncapped = uncapped
    }
}

/// The points of a criterion, bonus or penalty.
struct ScoredLine: Sendable {
    let points: NumberColumn
    /// Subjects with one code have the same points for the same reasons; nil where that cannot be said.
    let reasons: SubjectCoding?
}

/// Scores line by line, each for all subjects.
struct LineScoring {
    var scoring: ShapeScoring
    private let codeLimit: Int
    /// Many lines look at the same.
    private var codings: [ScoreView: CodedView?] = [:]

    /// The subjects by what a line sees of them, with one of each code; nil where nobody has it.
    private struct CodedView {
        let coding: SubjectCoding
        let examples: [Int?]
    }

    init(_ columns: ScoreColumns, codeLimit: Int) {
        scoring = ShapeScoring(columns)
        self.codeLimit = codeLimit
    }

    mutating func line(_ criterion: Criterion) -> ScoredLine {
        let view = ScoreView(criterion.score)
        if let coded = coded(view) {
            let points = coded.examples.map { $0.map { self.points(of: criterion, $0) } ?? .zero }
            return ScoredLine(
                points: NumberColumn(points, by: coded.coding), reasons: view.hasCommonReasons ? coded.coding : nil)
        }
        if let column = scoring.column(of: criterion) { return ScoredLine(points: column, reasons: nil) }
        return ScoredLine(
            points: NumberColumn(scoring.columns.subjects.indices.map { points(of: criterion, $0) }), reasons: nil)
    }

    private mutating func coded(_ view: ScoreView) -> CodedView? {
        if let known = codings[view] { return known }
        let coded = scoring.coding(view, limit: codeLimit).map { CodedView(coding: $0, examples: $0.examples()) }
        codings.updateValue(coded, forKey: view)
        return coded
    }

    private func points(of criterion: Criterion, _ subject: Int) -> Rational {
        let rounding = scoring.columns.scorecard.rounding
        let value = scoring.score(criterion.score, max: criterion.max, subject).value
        let clamped = min(max(value, criterion.min), criterion.max)
        return rounding.stage == .criterion ? clamped.rounded(places: rounding.decimals) : clamped
    }
}
