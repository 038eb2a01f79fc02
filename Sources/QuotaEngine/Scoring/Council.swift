import QuotaModel
import ScoringRules

/// Everything a council's report prints, with the digests of what it was made from. Reports take it as it is.
public struct Council: Sendable {
    /// Scorecard, window, as-of day and subjects.
    public let plan: ScoringPlan
    /// Of the rule file's bytes, in hexadecimal.
    public let rulesSHA256: String
    /// Of the file of entered figures; nil without one.
    public let figuresSHA256: String?
    /// One summary a log, in the order given.
    public let inputs: [LogSummary]
    /// The first rejects of each reason; the counts are in `inputs`.
    public let rejectSamples: [Reject]
    /// Points, grades and ranks.
    public let results: CouncilResults
    /// Authors whom the roster doesn't know, where people are scored.
    public let unknownAuthors: [UnknownAuthor]
    /// The items behind the figures, for reports that show them.
    public var listing: ItemListing<MeasureJudgement>?
    /// What the measures were made from, for reports that show it.
    public var measures: MeasureTable?
    /// Where it was made from a history: how far that had grown.
    public var history: HistoryMark?

    /// - Parameter results: of the same plan.
    public init(
        plan: ScoringPlan, rulesSHA256: String, figuresSHA256: String? = nil, inputs: [LogSummary],
        rejectSamples: [Reject] = [], results: CouncilResults, unknownAuthors: [UnknownAuthor] = []
    ) {
        self.plan = plan
        self.rulesSHA256 = rulesSHA256
        self.figuresSHA256 = figuresSHA256
        self.inputs = inputs
        self.rejectSamples = rejectSamples
        self.results = results
        self.unknownAuthors = unknownAuthors
    }
}

/// Points, grades, places and ranks of the subjects of one scorecard. Points are kept by column; the reason of a figure
/// is computed again, by the same code, for whoever asks.
///
/// A few references only: writers hand it on for every figure.
public struct CouncilResults: Sendable {
    /// By which everybody was scored.
    public var scorecard: Scorecard {
        // Read where it is kept: a copy would count the references of everything in it.
        _read { yield outcome.board.scoring.columns.scorecard }
    }
    /// In the order in which they are printed.
    public let standings: Standings
    /// How the rules of places were carried out: in file order, blocks in the order of their first subjects. An excerpt
    /// has none.
    public let decisions: [PlacesDecision]
    private let outcome: Outcome

    /// How one subject stands. It looks things up where all of them are kept: of many subjects few are looked at.
    public struct Standing: Sendable {
        /// The subject's place among the plan's subjects.
        public let place: Int
        fileprivate let outcome: Outcome

        /// Who it is.
        public var subject: ScoringSubject { outcome.board.scoring.columns.subjects[place] }

        /// Nil for those not considered.
        public var rank: Int? { outcome.ranks[place] == 0 ? nil : Int(outcome.ranks[place]) }

        /// Rounded, after the cap and with the bonus outside it.
        public var total: Rational { outcome.board.totals[place] }

        /// Base, groups, bonus inside and penalties, before the cap.
        public var uncapped: Rational { outcome.board.uncapped[place] }

        /// Places in the scorecard's grades.
        public var grade: Int? { outcome.gradings[place].grade }
        /// The grade before any rule of places; nil: none was reached, or not considered.
        public var gradeBeforePlaces: Int? { outcome.gradings[place].gradeBeforePlaces }

        /// The last place was tied and the council has to say who gets it.
        public var needsDecision: Bool { outcome.gradings[place].needsDecision }

        /// The place of the first disqualification that holds.
        public var disqualification: Int? { outcome.gradings[place].disqualification }

        /// Places in the scorecard's inputs for which nothing was entered.
        public var missingInputs: [Int] {
            outcome.board.scoring.columns.scorecard.inputs.indices.filter {
                !outcome.board.scoring.columns.figures.isEntered(place, $0)
            }
        }
    }

    /// Those of all subjects, each made for whoever looks at it.
    public struct Standings: RandomAccessCollection, Sendable {
        fileprivate let order: [Int32]
        fileprivate let outcome: Outcome

        public var startIndex: Int { 0 }
        public var endIndex: Int { order.count }
        public subscript(place: Int) -> Standing { Standing(place: Int(order[place]), outcome: outcome) }

        /// Their places among the plan's subjects.
        func places(_ printed: Range<Int>) -> ArraySlice<Int32> { order[printed] }
    }

    /// What came out for all subjects.
    fileprivate final class Outcome: Sendable {
        let board: Scoreboard
        let gradings: [Grading]
        /// 0 for those not considered.
        let ranks: [Int32]

        init(_ board: Scoreboard, _ gradings: [Grading], _ ranks: [Int32]) {
            self.board = board
            self.gradings = gradings
            self.ranks = ranks
        }
    }

    /// - Parameter figures: what was entered for the subjects of the same plan.
    public init(_ measures: MeasureTable, figures: EnteredFigures = EnteredFigures()) {
        self.init(measures, figures: figures, codeLimit: nil)
    }

    /// - Parameter codeLimit: as `Scoreboard` has it; it changes no result.
    init(_ measures: MeasureTable, figures: EnteredFigures, codeLimit: Int?) {
        let board = Scoreboard(ScoreColumns(measures, figures: figures), codeLimit: codeLimit)
        let step = PlacesStep(board)
        let ranking = ScoreRanking(board, step.gradings)
        outcome = Outcome(board, step.gradings, ranking.ranks)
        decisions = step.decisions
        standings = Standings(order: ranking.order, outcome: outcome)
    }

    /// - Parameter subjects: places among those of `all`, in the order in which they are printed.
    init(_ all: CouncilResults, of subjects: ArraySlice<Int32>) {
        outcome = Outcome(
            all.outcome.board.excerpt(subjects), subjects.map { all.outcome.gradings[Int($0)] },
            subjects.map { all.outcome.ranks[Int($0)] })
        decisions = []
        standings = Standings(order: Array(0..<Int32(subjects.count)), outcome: outcome)
    }

    /// Those who are considered and hold that grade, in the order in which they are printed; nil: those without a grade.
    public func standings(holding grade: Int?) -> [Standing] {
        standings.filter { $0.disqualification == nil && $0.grade == grade }
    }

    /// How one of the plan's subjects stands, by its place among them.
    public func standing(ofSubject place: Int) -> Standing { Standing(place: place, outcome: outcome) }

    /// In the order of the pack; of an excerpt in that in which they are printed.
    public var subjects: [ScoringSubject] { outcome.board.scoring.columns.subjects }

    /// The points of a criterion for a subject, rounded where the scorecard rounds criteria.
    public func points(ofCriterion place: Int, _ subject: Int) -> Rational {
        outcome.board.criteria[place].points[subject]
    }

    /// The points of a group, after its cap.
    public func points(ofGroup place: Int, _ subject: Int) -> Rational { outcome.board.groups[place][subject] }

    /// What a bonus adds.
    public func points(ofBonus place: Int, _ subject: Int) -> Rational { outcome.board.bonus[place].points[subject] }

    /// What a penalty takes.
    public func points(ofPenalty place: Int, _ subject: Int) -> Rational {
        outcome.board.penalties[place].points[subject]
    }

    /// The points of a line: of a penalty what it takes.
    public func points(of line: ScorecardLine, _ subject: Int) -> Rational {
        switch line {
        case .criterion(let place): points(ofCriterion: place, subject)
        case .bonus(let place): points(ofBonus: place, subject)
        case .penalty(let place): points(ofPenalty: place, subject)
        }
    }

    /// The points of the criterion, group, bonus or penalty with that id, as they are printed; nil for an unknown id.
    public func points(ofLine id: String, _ subject: Int) -> Rational? {
        let points: Rational? =
            if let line = scorecard.line(id) {
                points(of: line, subject)
            } else if let place = scorecard.groups.firstIndex(where: { $0.id == id }) {
                points(ofGroup: place, subject)
            } else {
                nil
            }
        return points?.rounded(places: scorecard.rounding.decimals)
    }

    /// Why a criterion, bonus or penalty has its points: the shape's value before it is clamped and rounded.
    public func reason(of criterion: Criterion, _ subject: Int) -> ScoredShape {
        outcome.board.scoring.score(criterion.score, max: criterion.max, subject)
    }

    /// Which subjects have the same points of a line for the same reasons; nil where that cannot be said. Whoever
    /// writes all reasons down need write each only once.
    public func commonReasons(of line: ScorecardLine) -> SubjectCoding? {
        switch line {
        case .criterion(let place): outcome.board.criteria[place].reasons
        case .bonus(let place): outcome.board.bonus[place].reasons
        case .penalty(let place): outcome.board.penalties[place].reasons
        }
    }

    /// How a condition of the scorecard was judged for a subject.
    public func judge(_ condition: ScoreCondition, _ subject: Int) -> JudgedCondition {
        outcome.board.scoring.judge(condition, subject)
    }

    /// The value of a measure in use, by its place in the pack.
    public func measure(_ place: Int, _ subject: Int) -> Rational {
        outcome.board.scoring.columns.measures[place][subject]
    }

    /// What was entered under one of the scorecard's inputs.
    public func figure(_ slot: Int, _ subject: Int) -> EnteredFigure? {
        outcome.board.scoring.columns.figures[subject, slot]
    }
}
