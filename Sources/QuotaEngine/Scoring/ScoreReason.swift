import QuotaModel
import ScoringRules

/// A shape's value for one subject, with everything it was made from, so that it can be computed again by hand.
public struct ScoredShape: Sendable {
    /// After the shape's own max, before the criterion's bounds and rounding.
    public let value: Rational
    /// How the value came about.
    public let reason: ScoreReason
    /// The max that held inside the shape: its own or the criterion's.
    public let max: Rational
    /// Whether the shape's own max took something away.
    public let isCut: Bool
}

/// Why a shape has its value, by shape (contract, section 6).
public enum ScoreReason: Sendable {
    case yesNo(JudgedCondition)
    case ratio(MeasureFigure, to: AmountFigure, from: Rational?, outcome: RatioOutcome)
    case perItem(MeasureFigure, points: Rational, atMost: Rational?)
    case steps(StepFigure, reached: ScoreShape.Step?, otherwise: ScoreShape.Award)
    case best(MeasureFigure, largest: Rational, among: ScoreShape.Among)
    case sum([ScoredShape])
    case highest([ScoredShape], chosen: Int)
    /// The conditions tried, of which only the last can hold.
    indirect case first([JudgedCondition], taken: ScoredShape?)
    case entered(slot: Int, EnteredFigure?)
}

/// A measure of the pack with its value for the subject.
public struct MeasureFigure: Hashable, Sendable {
    /// Its place in the pack.
    public let measure: Int
    /// The subject's.
    public let value: Rational
}

/// What a ratio divides by.
public struct AmountFigure: Hashable, Sendable {
    /// Nil: a number of the scorecard.
    public let measure: Int?
    /// The subject's measure, or the number.
    public let value: Rational
}

/// What became of a ratio.
public enum RatioOutcome: Hashable, Sendable {
    case proportional
    /// Cut at 1.
    case full
    /// Under the threshold `from`.
    case belowThreshold
    /// Nothing to divide by.
    case nothing(ScoreShape.Empty)
}

/// What a table of steps is entered with.
public enum StepFigure: Hashable, Sendable {
    case measure(MeasureFigure)
    case ratio(MeasureFigure, to: AmountFigure, empty: ScoreShape.Empty, value: Rational)

    /// What the table is looked up by; a ratio is not cut at 1.
    public var value: Rational {
        switch self {
        case .measure(let figure): figure.value
        case .ratio(_, _, _, let value): value
        }
    }
}

/// A condition with its truth for one subject, and what it was judged by.
public struct JudgedCondition: Sendable {
    /// As the scorecard has it.
    public let condition: ScoreCondition
    /// Nil: unknown, because a figure was not entered.
    public let truth: Bool?
    /// The measure's value or the criterion's points.
    public let found: Rational?
    /// The criteria that make an `any-criterion` hold.
    public let criteria: [Int]
    /// The parts of `all`, `any` and `not`.
    public let parts: [JudgedCondition]

    init(
        _ condition: ScoreCondition, _ truth: Bool?, found: Rational? = nil, criteria: [Int] = [],
        parts: [JudgedCondition] = []
    ) {
        self.condition = condition
        self.truth = truth
        self.found = found
        self.criteria = criteria
        self.parts = parts
    }

    /// An unknown condition does not hold.
    public var holds: Bool { truth == true }
}
