import QuotaModel

/// How items count in every rule of the pack (contract, section 2, `counting`).
public struct Counting: Hashable, Sendable {
    /// Which of several named units or authors gets the item.
    public enum Joint: String, Sendable, CaseIterable { case each, first }

    /// The date that places an item in a period: published, approved, submitted or event.
    public var date: Field
    /// Places of kinds in the roster; nil: every kind counts.
    public var kinds: [Int]?
    /// For units, in quotas, deadlines and measures.
    public var jointUnits: Joint
    /// For people; where an unknown author comes first, `first` leaves the item to nobody.
    public var jointAuthors: Joint
    /// The states that count, where the log has states.
    public var states: [ItemState]

    public init(
        date: Field = .published, kinds: [Int]? = nil, jointUnits: Joint = .each, jointAuthors: Joint = .each,
        states: [ItemState] = [.published]
    ) {
        self.date = date
        self.kinds = kinds
        self.jointUnits = jointUnits
        self.jointAuthors = jointAuthors
        self.states = states
    }
}

/// Days or working days.
public enum DayUnit: String, Sendable, CaseIterable {
    case days
    case workingDays = "working-days"
}

/// Which days are worked (contract, section 2, `calendar`): `working` beats `holidays` and the weekend.
public struct WorkCalendar: Hashable, Sendable {
    /// Weekdays off, Monday is 1.
    public var weekend: [Int]
    /// Days off, whatever the weekday.
    public var holidays: Set<CivilDate>
    /// Days worked, although a holiday or of the weekend.
    public var working: Set<CivilDate>

    public init(weekend: [Int] = [6, 7], holidays: Set<CivilDate> = [], working: Set<CivilDate> = []) {
        self.weekend = weekend
        self.holidays = holidays
        self.working = working
    }

    /// Whether the day is worked.
    public func isWorkingDay(_ day: CivilDate) -> Bool {
        working.contains(day) || !holidays.contains(day) && !weekend.contains(day.weekday)
    }
}

/// Which items a rule looks at (contract, section 4). A test that is nil holds for every item.
public struct ItemFilter: Hashable, Sendable {
    /// Which numbers pass; both bounds belong to them.
    public struct NumberRange: Hashable, Sendable {
        /// Nil: no lower bound.
        public let atLeast: Int?
        /// Nil: no upper bound.
        public let atMost: Int?

        public init(atLeast: Int? = nil, atMost: Int? = nil) {
            self.atLeast = atLeast
            self.atMost = atMost
        }

        /// Whether the number passes.
        public func contains(_ number: Int) -> Bool {
            (atLeast ?? .min) <= number && number <= (atMost ?? .max)
        }
    }

    /// How soon one date must follow another.
    public struct Within: Hashable, Sendable {
        /// One of the dates.
        public let from: Field
        /// Another of the dates; an earlier day than `from` fails.
        public let to: Field
        /// Days, 0 or more.
        public let atMost: Int
        /// What `atMost` counts; of working days the day `from` itself is none.
        public let unit: DayUnit

        public init(from: Field, to: Field, atMost: Int, unit: DayUnit = .days) {
            self.from = from
            self.to = to
            self.atMost = atMost
            self.unit = unit
        }
    }

    /// Places of kinds in the roster.
    public var kinds: [Int]?
    /// Places of categories in the roster.
    public var categories: [Int]?
    /// One of these, compared after normalising; so it is with the two below.
    public var channels: [MatchKey]?
    /// Texts of the field `origin`.
    public var origins: [MatchKey]?
    /// Texts of the field `approver`.
    public var approvers: [MatchKey]?
    /// Its texts as the rules write them, where that is another way than they are compared.
    public var written: [MatchKey: String] = [:]
    /// How many photos; an empty cell passes no range.
    public var photos: NumberRange?
    /// How many words.
    public var words: NumberRange?
    /// How often it was seen.
    public var views: NumberRange?
    /// How soon one date follows another; nil: no such test.
    public var within: Within?

    /// Every item passes.
    public init() {}

    /// The fields it tests.
    public var fields: FieldSet {
        var fields: FieldSet = []
        let tests: [(Field, Bool)] = [
            (.kind, kinds != nil), (.category, categories != nil), (.channel, channels != nil),
            (.origin, origins != nil), (.approver, approvers != nil), (.photos, photos != nil),
            (.words, words != nil), (.views, views != nil),
        ]
        for (field, isTested) in tests where isTested { fields.formUnion(FieldSet(field)) }
        if let within { fields.formUnion(FieldSet([within.from, within.to])) }
        return fields
    }
}
