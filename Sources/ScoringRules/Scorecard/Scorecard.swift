import QuotaModel

/// How a council turns measures and entered figures into points, ranks, grades and places (contract, section 6). As
/// the loader makes it, every id is resolved and nothing depends on itself.
public struct Scorecard: Sendable {
    /// What a scorecard is for.
    public enum Kind: String, Sendable, CaseIterable {
        case itEvaluation = "it-evaluation"
        case emulation
    }

    /// Who is scored; the agency as a whole is one subject.
    public enum SubjectKind: String, Sendable, CaseIterable { case unit, person, agency }

    /// As in the rule file; of its own among scorecards.
    public var id: String
    /// As reports print it; the id where the file has none.
    public var title: String
    /// What it is for; nil where the file doesn't say.
    public var kind: Kind?
    /// Whom it scores.
    public var subject: SubjectKind
    /// Places of units in the roster; nil: all. Of persons, those of these units.
    public var appliesTo: [Int]?
    /// Nil: the pack's own.
    public var from: CivilDate?
    /// Nil: the pack's own.
    public var to: CivilDate?
    /// Points that everybody starts with.
    public var base: Rational
    /// The cap of the total.
    public var max: Rational?
    /// How points and the total are rounded.
    public var rounding: Rounding
    /// In file order; together they hold all of `criteria`.
    public var groups: [CriterionGroup]
    /// Of all groups, in file order.
    public var criteria: [Criterion]
    /// Points on top, in file order.
    public var bonus: [Bonus]
    /// Points taken away, in file order.
    public var penalties: [Criterion]
    /// In file order; the first that holds gives the reason.
    public var disqualifications: [Disqualification]
    /// Best first.
    public var grades: [Grade]
    /// In file order, which is the order in which they are applied.
    public var places: [PlacesRule]
    /// How subjects are put in order by their totals.
    public var ranking: RankingRule
    /// Everything that a person enters, in the order in which the scorecard first uses it.
    public var inputs: [InputSlot]
    /// The clause that orders it; nil where the file names none.
    public var cite: Citation?

    public init(
        id: String, title: String, kind: Kind? = nil, subject: SubjectKind = .unit, appliesTo: [Int]? = nil,
        from: CivilDate? = nil, to: CivilDate? = nil, base: Rational = .zero, max: Rational? = nil,
        rounding: Rounding = Rounding(), groups: [CriterionGroup] = [], criteria: [Criterion] = [],
        bonus: [Bonus] = [], penalties: [Criterion] = [], disqualifications: [Disqualification] = [],
        grades: [Grade] = [], places: [PlacesRule] = [], ranking: RankingRule = RankingRule(),
        inputs: [InputSlot] = [], cite: Citation? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.subject = subject
        self.appliesTo = appliesTo
        self.from = from
        self.to = to
        self.base = base
        self.max = max
        self.rounding = rounding
        self.groups = groups
        self.criteria = criteria
        self.bonus = bonus
        self.penalties = penalties
        self.disqualifications = disqualifications
        self.grades = grades
        self.places = places
        self.ranking = ranking
        self.inputs = inputs
        self.cite = cite
    }
}

/// Where and to how many decimals points are rounded, halves away from zero.
public struct Rounding: Hashable, Sendable {
    /// Whether each criterion is rounded, or only the total, which always is.
    public enum Stage: String, Sendable, CaseIterable { case criterion, total }

    /// After the point, 0 to 9.
    public let decimals: Int
    /// With `total` points are added up unrounded and printed rounded.
    public let stage: Stage

    /// - Parameter decimals: 0 to 9.
    public init(decimals: Int = 2, at stage: Stage = .criterion) {
        self.decimals = decimals
        self.stage = stage
    }
}

/// Criteria whose points are added up, and capped where the group has a max.
public struct CriterionGroup: Hashable, Sendable {
    /// As in the rule file; of its own among the scorecard's groups.
    public let id: String
    /// As reports print it; the id where the file has none.
    public let title: String
    /// The cap of the group's sum; nil: none.
    public let max: Rational?
    /// Places in the scorecard's criteria.
    public let criteria: Range<Int>

    public init(id: String, title: String, max: Rational? = nil, criteria: Range<Int>) {
        self.id = id
        self.title = title
        self.max = max
        self.criteria = criteria
    }
}

/// A line of a scorecard: a shape, clamped to [min, max]. Of a penalty, what it takes.
public struct Criterion: Hashable, Sendable {
    /// As in the rule file; of its own among criteria, bonus and penalties.
    public let id: String
    /// As reports print it; the id where the file has none.
    public let title: String
    /// The least points it gives or takes; not more than `max`.
    public let min: Rational
    /// The most points it gives or takes, and what ratios and fractions are of.
    public let max: Rational
    /// What is clamped.
    public let score: ScoreShape
    /// The clause that orders it; nil where the file names none.
    public let cite: Citation?

    public init(
        id: String, title: String = "", min: Rational = .zero, max: Rational, score: ScoreShape, cite: Citation? = nil
    ) {
        self.id = id
        self.title = title
        self.min = min
        self.max = max
        self.score = score
        self.cite = cite
    }
}

/// A line of a scorecard, by its place among those of its part.
public enum ScorecardLine: Hashable, Sendable {
    case criterion(Int)
    case bonus(Int)
    case penalty(Int)
}

/// Points on top, inside or outside the cap of the total.
public struct Bonus: Hashable, Sendable {
    /// The line as it is scored.
    public let criterion: Criterion
    /// Whether it is added after the total has been capped.
    public let isOutside: Bool

    public init(_ criterion: Criterion, isOutside: Bool = false) {
        self.criterion = criterion
        self.isOutside = isOutside
    }
}

/// Who is not considered, whatever the points.
public struct Disqualification: Hashable, Sendable {
    /// Unknown is as good as no.
    public let when: ScoreCondition
    /// As reports print it.
    public let reason: String
    /// The clause that orders it; nil where the file names none.
    public let cite: Citation?

    public init(when: ScoreCondition, reason: String, cite: Citation? = nil) {
        self.when = when
        self.reason = reason
        self.cite = cite
    }
}

/// A class of results.
public struct Grade: Hashable, Sendable {
    /// What stands in the place of a grade for the disqualified.
    public static let notConsidered = "not-considered"

    /// As in the rule file; of its own among grades, never `notConsidered`.
    public let id: String
    /// As reports print it; the id where the file has none.
    public let title: String
    /// Points of the rounded total that reach it.
    public let atLeast: Rational
    /// Where it does not hold, the next grade down is tried.
    public let requires: ScoreCondition?
    /// The clause that orders it; nil where the file names none.
    public let cite: Citation?

    public init(
        id: String, title: String, atLeast: Rational, requires: ScoreCondition? = nil, cite: Citation? = nil
    ) {
        self.id = id
        self.title = title
        self.atLeast = atLeast
        self.requires = requires
        self.cite = cite
    }
}

/// How many may have a grade.
public struct PlacesRule: Hashable, Sendable {
    /// A part of those whom the rule looks at, or so many of them.
    public enum Allowance: Hashable, Sendable {
        case share(Rational)
        case number(Int)
    }

    /// Whether the places are for all subjects together or for each block.
    public enum Per: String, Sendable, CaseIterable { case overall, block }
    /// How a share becomes a whole number of places.
    public enum Direction: String, Sendable, CaseIterable { case down, up, nearest }
    /// What becomes of equals of whom only some would have a place: none has it, all have it, or the council decides.
    public enum Ties: String, Sendable, CaseIterable { case shrink, overflow, council }

    /// Places of grades in the scorecard.
    public let grade: Int
    /// How many places there are.
    public let atMost: Allowance
    /// Those who hold one of these grades are what the share is of.
    public let of: [Int]
    /// Whether `atMost` is for all together or for each block.
    public let per: Per
    /// Only for a share.
    public let rounding: Direction
    /// What becomes of a last place that is tied.
    public let ties: Ties
    /// The clause that orders it; nil where the file names none.
    public let cite: Citation?

    public init(
        grade: Int, atMost: Allowance, of: [Int], per: Per = .overall, rounding: Direction = .down,
        ties: Ties = .shrink, cite: Citation? = nil
    ) {
        self.grade = grade
        self.atMost = atMost
        self.of = of
        self.per = per
        self.rounding = rounding
        self.ties = ties
        self.cite = cite
    }
}

/// How subjects are put in order.
public struct RankingRule: Hashable, Sendable {
    /// Whom a subject is ranked among.
    public enum Within: String, Sendable, CaseIterable { case all, block }
    /// The rank behind equals: 1-2-2-4 or 1-2-2-3.
    public enum Ties: String, Sendable, CaseIterable { case competition, dense }

    /// With `block` each block has a first rank of its own.
    public let within: Within
    /// What rank comes behind equals.
    public let ties: Ties
    /// Places of measures in the pack.
    public let breakBy: [Int]

    public init(within: Within = .all, ties: Ties = .competition, breakBy: [Int] = []) {
        self.within = within
        self.ties = ties
        self.breakBy = breakBy
    }
}

/// Something that a person enters for each subject.
public struct InputSlot: Hashable, Sendable {
    /// Under which it is entered: of an input, or of the criterion, bonus or penalty whose points are entered.
    public let id: String
    /// Other ids under which it may be entered: those of input measures that have another name than their input.
    public var aliases: [String]
    /// Whether the figure is used as a number: entered points or an input measure.
    public var isNumber: Bool
    /// Whether it is used as yes or no, in a condition.
    public var isAnswer: Bool
    /// The bounds of entered points.
    public var range: ClosedRange<Rational>?

    public init(
        id: String, aliases: [String] = [], isNumber: Bool = false, isAnswer: Bool = false,
        range: ClosedRange<Rational>? = nil
    ) {
        self.id = id
        self.aliases = aliases
        self.isNumber = isNumber
        self.isAnswer = isAnswer
        self.range = range
    }
}
