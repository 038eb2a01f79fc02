import QuotaModel

/// A small log and what a rule pack must make of it, as it stands beside the pack. Each expectation knows its line, so
/// that a case that fails says where.
public struct RuleCase: Sendable {
    /// The log that is judged.
    public enum Log: Hashable, Sendable {
        /// A file beside the case.
        case file(String)
        /// The log itself, as CSV.
        case text(String)
    }

    /// What a unit's period must come to; nil: the case says nothing of it.
    public struct Verdict: Sendable {
        /// The unit's id.
        public let unit: String
        /// The quota's id; which of its lines is meant, the day in `period` says.
        public let quota: String
        /// A day in the period.
        public let period: CivilDate
        /// Items counted in the period.
        public let count: Int?
        /// Items owed in it, what a cut or an exemption takes off taken off.
        public let minimum: Int?
        /// The verdict on the as-of day.
        public let status: PeriodStatus?
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// The rank of a unit.
    public struct Rank: Sendable {
        /// The unit's id.
        public let unit: String
        /// Nil: the unit has no rank.
        public let rank: Int?
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// How many rows each reason rejects; every code is there, 0 where the case names none.
    public struct Rejects: Sendable {
        /// Rows by code, over the whole log.
        public let counts: [RejectCode: Int]
        /// Where the expectations stand.
        public let place: SourceLocation
    }

    /// How a category must stand.
    public struct CategoryState: Sendable {
        /// The category's id.
        public let category: String
        /// As the briefing says it.
        public let state: CategoryFreshness?
        /// Items in it up to the as-of day.
        public let items: Int?
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// How a deadline must have been kept.
    public struct DeadlineCount: Sendable {
        /// The deadline's id.
        public let deadline: String
        /// Items that kept it. These four count as the briefing does (contract, section 4, Deadlines).
        public let onTime: Int?
        /// Items that missed it.
        public let late: Int?
        /// Items that still have time.
        public let pending: Int?
        /// Items whose days don't tell.
        public let unverifiable: Int?
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// How many items must be as a standard says.
    public struct StandardCount: Sendable {
        /// The standard's id.
        public let standard: String
        /// Items that are as it says.
        public let met: Int?
        /// Items that are not.
        public let unmet: Int?
        /// Items that lack what it looks at.
        public let unverifiable: Int?
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// The rank that a subject must have.
    public enum ExpectedRank: Hashable, Sendable {
        /// The case says nothing of it.
        case unchecked
        case noRank
        case place(Int)
    }

    /// What a scorecard makes of one subject.
    public struct Score: Sendable {
        /// The subject's id.
        public let subject: String
        /// Points as printed, rounded.
        public let total: Rational?
        /// Three-valued: a rank, none, or not looked at.
        public let rank: ExpectedRank
        /// `none` for no grade at all.
        public let grade: String?
        /// The grade before places were given out, in the words of `grade`.
        public let beforePlaces: String?
        /// Whether the council has to decide on its grade.
        public let needsDecision: Bool?
        /// In the order of the case.
        public let points: [(id: String, points: Rational)]
        /// Where the expectation stands.
        public let place: SourceLocation
    }

    /// What the case shows.
    public let title: String
    /// The day on which everything is judged.
    public let asOf: CivilDate
    /// The one log that is read.
    public let log: Log
    /// A mapping file beside the case.
    public let mapping: String?
    /// As `--counted`: overrides every quota; nil: as the pack says. So it is with the two below.
    public let counted: Counted?
    /// As `--month-starts-on`, 1 to 28.
    public let monthStartsOn: Int?
    /// As `--partial`.
    public let partial: PartialRule?
    /// In the order of the case, as all lists here.
    public let verdicts: [Verdict]
    /// Ranks of units in the briefing.
    public let ranks: [Rank]
    /// Nil: the case says nothing of rejects.
    public let rejects: Rejects?
    /// How categories stand on the as-of day.
    public let categories: [CategoryState]
    /// How deadlines were kept.
    public let deadlines: [DeadlineCount]
    /// How many items are as standards say.
    public let standards: [StandardCount]
    /// The figures that people enter, as CSV.
    public let inputs: String?
    /// The id of the scorecard of `scores`; nil: the pack's only one.
    public let scorecard: String?
    /// What the scorecard makes of subjects.
    public let scores: [Score]
}
