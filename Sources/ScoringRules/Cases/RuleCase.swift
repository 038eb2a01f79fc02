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

    /// What a unit's period must come to; nil: the case says nothing of it. So it is with all that follow.
    public struct Verdict: Sendable {
        public let unit: String
        public let quota: String
        /// A day in the period.
        public let period: CivilDate
        public let count: Int?
        public let minimum: Int?
        public let status: PeriodStatus?
        public let place: SourceLocation
    }

    /// The rank of a unit.
    public struct Rank: Sendable {
        public let unit: String
        /// Nil: the unit has no rank.
        public let rank: Int?
        public let place: SourceLocation
    }

    /// How many rows each reason rejects; every code is there, 0 where the case names none.
    public struct Rejects: Sendable {
        public let counts: [RejectCode: Int]
        public let place: SourceLocation
    }

    /// How a category must stand.
    public struct CategoryState: Sendable {
        public let category: String
        public let state: CategoryFreshness?
        public let items: Int?
        public let place: SourceLocation
    }

    /// How a deadline must have been kept.
    public struct DeadlineCount: Sendable {
        public let deadline: String
        public let onTime: Int?
        public let late: Int?
        public let pending: Int?
        public let unverifiable: Int?
        public let place: SourceLocation
    }

    /// How many items must be as a standard says.
    public struct StandardCount: Sendable {
        public let standard: String
        public let met: Int?
        public let unmet: Int?
        public let unverifiable: Int?
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
        public let subject: String
        public let total: Rational?
        public let rank: ExpectedRank
        /// `none` for no grade at all.
        public let grade: String?
        public let beforePlaces: String?
        public let needsDecision: Bool?
        /// In the order of the case.
        public let points: [(id: String, points: Rational)]
        public let place: SourceLocation
    }

    public let title: String
    public let asOf: CivilDate
    public let log: Log
    /// A mapping file beside the case.
    public let mapping: String?
    public let counted: Counted?
    public let monthStartsOn: Int?
    public let partial: PartialRule?
    public let verdicts: [Verdict]
    public let ranks: [Rank]
    /// Nil: the case says nothing of rejects.
    public let rejects: Rejects?
    public let categories: [CategoryState]
    public let deadlines: [DeadlineCount]
    public let standards: [StandardCount]
    /// The figures that people enter, as CSV.
    public let inputs: String?
    public let scorecard: String?
    public let scores: [Score]
}
