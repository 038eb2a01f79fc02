import QuotaModel

/// How a value is made from measures, conditions and entered figures (contract, section 6, the table of shapes).
/// Measures are places in the pack, criteria and inputs are places in the scorecard.
public struct ScoreShape: Hashable, Sendable {
    /// The shape without its own max.
    public var rule: Rule
    /// Stands for the criterion's max inside this shape and caps its value; nil: the criterion's.
    public var max: Rational?

    public init(_ rule: Rule, max: Rational? = nil) {
        self.rule = rule
        self.max = max
    }

    /// Whose figures the best is looked for in.
    public enum Among: String, Sendable, CaseIterable { case all, block }

    /// What a ratio is worth whose denominator is 0.
    public enum Empty: String, Sendable, CaseIterable { case zero, full }

    /// What a ratio divides by.
    public enum Amount: Hashable, Sendable {
        case measure(Int)
        case number(Rational)
    }

    /// Points, or a part of the max.
    public enum Award: Hashable, Sendable {
        case points(Rational)
        case fraction(Rational)
    }

    /// What steps look at.
    public enum StepSubject: Hashable, Sendable {
        case measure(Int)
        /// Not cut at 1.
        case ratio(of: Int, to: Amount, empty: Empty)
    }

    /// What is awarded from a bound on.
    public struct Step: Hashable, Sendable {
        /// The measure or ratio from which on the award is given.
        public let atLeast: Rational
        /// Given instead of those of lower steps, not beside them.
        public let award: Award

        public init(atLeast: Rational, award: Award) {
            self.atLeast = atLeast
            self.award = award
        }
    }

    /// What counts where a condition holds.
    public struct Case: Hashable, Sendable {
        /// Unknown is as good as no.
        public let when: ScoreCondition
        /// What counts where this is the first case that holds.
        public let score: ScoreShape

        public init(when: ScoreCondition, score: ScoreShape) {
            self.when = when
            self.score = score
        }
    }

    /// The shape itself.
    public indirect enum Rule: Hashable, Sendable {
        /// `yes` nil: the max.
        case yesNo(ScoreCondition, yes: Rational?, no: Rational)
        case ratio(of: Int, to: Amount, from: Rational?, empty: Empty)
        case perItem(of: Int, points: Rational, atMost: Rational?)
        /// Steps in falling order of `atLeast`.
        case steps(of: StepSubject, table: [Step], otherwise: Award)
        case best(of: Int, among: Among)
        case sum([ScoreShape])
        case highest([ScoreShape])
        case first([Case])
        /// The place of the figure in the scorecard's inputs.
        case entered(Int)
    }
}

/// What must hold (contract, section 6, COND). Three-valued: an input that nobody entered makes it unknown.
public indirect enum ScoreCondition: Hashable, Sendable {
    /// How a measure lies to a bound.
    public enum Comparison: String, Sendable, CaseIterable {
        case atLeast = "at-least"
        case atMost = "at-most"
        case above, below, equals
    }

    /// One bound of a measure.
    public struct Bound: Hashable, Sendable {
        /// How the measure must lie to `value`.
        public let comparison: Comparison
        /// In the unit of the measure.
        public let value: Rational

        public init(_ comparison: Comparison, _ value: Rational) {
            self.comparison = comparison
            self.value = value
        }

        /// Whether the number keeps the bound; compared exactly.
        public func holds(for number: Rational) -> Bool {
            switch comparison {
            case .atLeast: number >= value
            case .atMost: number <= value
            case .above: number > value
            case .below: number < value
            case .equals: number == value
            }
        }
    }

    /// All of the bounds hold.
    case measure(Int, [Bound])
    case input(Int, is: Bool)
    /// The criterion has less than this part of its max.
    case criterion(Int, belowFraction: Rational)
    case anyCriterion(belowFraction: Rational)
    case all([ScoreCondition])
    case any([ScoreCondition])
    case not(ScoreCondition)
}

extension ScoreShape.Award {
    /// The points, of a max where the award is a part of it.
    public func points(of max: Rational) -> Rational {
        switch self {
        case .points(let points): points
        case .fraction(let part): part * max
        }
    }
}
