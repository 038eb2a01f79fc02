import QuotaModel

/// How long a quota's periods are.
public enum PeriodLength: String, Sendable, CaseIterable {
    case day, week, month, quarter
    case halfYear = "half-year"
    case year

    /// 1, 3, 6 or 12; nil for day and week.
    public var months: Int? {
        switch self {
        case .day, .week: nil
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }
}

/// The word behind `counted`: where a quota's periods begin.
public enum Counted: String, Sendable, CaseIterable {
    case fromStart = "from-start"
    case calendar
}

/// Where a quota's periods begin (contract, section 3).
public enum Rhythm: Hashable, Sendable {
    /// Counted from the anchor; nil: from each unit's own start.
    case fromStart(anchor: CivilDate?)
    /// Months begin on this day of the civil month, 1–28; 1 for weeks and days.
    case calendar(monthStartsOn: Int)
}

/// What a cut period owes.
public enum PartialRule: String, Sendable, CaseIterable {
    case full, prorated, waived
}

/// One line of minima: so many items per period from each of these units.
public struct Quota: Hashable, Sendable {
    /// As in the rule file. Lines whose days do not overlap may share it: an amended minimum.
    public var id: String
    /// Places in the roster, each once, in the order of the pack or, where ids are listed, of the list.
    public var units: [Int]
    /// Items owed in a whole period, 0 or more.
    public var minimum: Int
    /// How long a whole period is.
    public var per: PeriodLength
    /// Where whole periods begin.
    public var rhythm: Rhythm
    /// Nil only where no period can be cut.
    public var partial: PartialRule?
    /// First day; the pack's where the line names none.
    public var from: CivilDate
    /// Nil: without an end.
    public var to: CivilDate?
    /// Only with periods of a day: days off are no periods.
    public var workingDaysOnly: Bool
    var terms: Terms

    /// Beside `Counting.kinds`, which its own kinds replace (contract, section 4).
    public var filter: ItemFilter {
        get { terms.filter }
        set { terms = Terms(newValue, terms.cite) }
    }

    /// The clause that orders it; nil where the file names none.
    public var cite: Citation? {
        get { terms.cite }
        set { terms = Terms(terms.filter, newValue) }
    }

    public init(
        id: String, units: [Int], minimum: Int, per: PeriodLength, rhythm: Rhythm = .fromStart(anchor: nil),
        partial: PartialRule? = nil, from: CivilDate, to: CivilDate? = nil, filter: ItemFilter = ItemFilter(),
        workingDaysOnly: Bool = false, cite: Citation? = nil
    ) {
        self.id = id
        self.units = units
        self.minimum = minimum
        self.per = per
        self.rhythm = rhythm
        self.partial = partial
        self.from = from
        self.to = to
        self.workingDaysOnly = workingDaysOnly
        let terms = Terms(filter, cite)
        self.terms = terms == .none ? .none : terms
    }
}

extension Quota {
    /// What the lines of a pack mostly have in common, so that they can share it.
    final class Terms: Hashable, Sendable {
        let filter: ItemFilter
        let cite: Citation?

        static let none = Terms(ItemFilter(), nil)

        init(_ filter: ItemFilter, _ cite: Citation?) {
            self.filter = filter
            self.cite = cite
        }

        static func == (left: Terms, right: Terms) -> Bool {
            left === right || left.filter == right.filter && left.cite == right.cite
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(filter)
            hasher.combine(cite)
        }
    }
}

/// How soon something must follow something (contract, sections 2 and 4).
public struct Deadline: Hashable, Sendable {
    /// As in the rule file; of its own among deadlines.
    public var id: String
    /// The date it runs from.
    public var from: Field
    /// The date that must follow; another one than `from`.
    public var to: Field
    /// The most days, 0 or more, from the one to the other.
    public var within: Int
    /// What `within` counts; of working days the day `from` itself is none.
    public var unit: DayUnit
    /// Which items it looks at; `Counting.kinds` and the states do not hold here.
    public var filter: ItemFilter
    /// Who answers for it, as the document names the post.
    public var owner: String?
    /// The clause that orders it; nil where the file names none.
    public var cite: Citation?

    public init(
        id: String, from: Field, to: Field, within: Int, unit: DayUnit = .days, filter: ItemFilter = ItemFilter(),
        owner: String? = nil, cite: Citation? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.within = within
        self.unit = unit
        self.filter = filter
        self.owner = owner
        self.cite = cite
    }
}

/// What an item usually looks like ("thông thường từ 100 từ trở lên"): reported, never a reason not to count. An addition
/// to the contract, for orders that are advice.
public struct Standard: Hashable, Sendable {
    /// As in the rule file; of its own among standards.
    public var id: String
    /// What is usual, in words.
    public var title: String
    /// The items it speaks of.
    public var filter: ItemFilter
    /// What they should be.
    public var expect: ItemFilter
    /// The clause that orders it; nil where the file names none.
    public var cite: Citation?

    public init(id: String, title: String, filter: ItemFilter, expect: ItemFilter, cite: Citation? = nil) {
        self.id = id
        self.title = title
        self.filter = filter
        self.expect = expect
        self.cite = cite
    }
}

/// Days for which units owe nothing.
public struct Exemption: Hashable, Sendable {
    /// Places in the roster.
    public var units: [Int]
    /// Without a last day of its own it ends with the pack; without that, too, with `CivilDate.years`.
    public var span: DaySpan
    /// As the file says it, for reports; nil: none is given.
    public var reason: String?
    /// The clause that orders it; nil where the file names none.
    public var cite: Citation?

    public init(units: [Int], span: DaySpan, reason: String? = nil, cite: Citation? = nil) {
        self.units = units
        self.span = span
        self.reason = reason
        self.cite = cite
    }
}
