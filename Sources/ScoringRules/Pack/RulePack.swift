import QuotaModel

/// Everything that one agency decided, with the documents that decided it (contract, section 2). As the loader makes
/// it, every id in it is resolved to a place in the roster, no end lies before its start, and no period can be cut
/// without a rule for it.
public struct RulePack: Sendable {
    /// Whether the values were ordered, or are an example that every report must call one.
    public enum Status: String, Sendable, CaseIterable { case issued, illustrative }

    public var id: String
    public var title: String
    public var agency: String
    public var status: Status
    public var sources: [Source]
    public var from: CivilDate
    /// Nil: without an end.
    public var to: CivilDate?
    public var roster: Roster
    public var counting: Counting
    public var quotas: [Quota]
    public var deadlines: [Deadline]
    public var standards: [Standard]
    public var calendar: WorkCalendar
    public var exemptions: [Exemption]
    public var report: ReportHead?
    public var measures: [Measure]
    public var scorecards: [Scorecard]
    /// What people should know about the file although it is used as it is.
    public var remarks: [Issue] = []

    public init(
        id: String, title: String, agency: String = "", status: Status = .issued, sources: [Source] = [],
        from: CivilDate, to: CivilDate? = nil, roster: Roster, counting: Counting = Counting(), quotas: [Quota] = [],
        deadlines: [Deadline] = [], standards: [Standard] = [], calendar: WorkCalendar = WorkCalendar(),
        exemptions: [Exemption] = [], report: ReportHead? = nil, measures: [Measure] = [],
        scorecards: [Scorecard] = []
    ) {
        self.id = id
        self.title = title
        self.agency = agency
        self.status = status
        self.sources = sources
        self.from = from
        self.to = to
        self.roster = roster
        self.counting = counting
        self.quotas = quotas
        self.deadlines = deadlines
        self.standards = standards
        self.calendar = calendar
        self.exemptions = exemptions
        self.report = report
        self.measures = measures
        self.scorecards = scorecards
    }

    /// The source that a citation names.
    public func source(of citation: Citation?) -> Source? {
        citation.flatMap { cited in sources.first { $0.id == cited.source } }
    }
}

/// A document that decided something.
public struct Source: Hashable, Sendable {
    public let id: String
    /// Its kind and number.
    public let document: String?
    public let issuer: String?
    /// When it was issued, as far as it says: `2022-02`, `2019-04-04`.
    public let issued: String?
    public let title: String?

    public init(
        id: String, document: String?, issuer: String? = nil, issued: String? = nil, title: String? = nil
    ) {
        self.id = id
        self.document = document
        self.issuer = issuer
        self.issued = issued
        self.title = title
    }

    /// What reports call it.
    public var name: String { document ?? title ?? id }
}

/// The clause that orders a value.
public struct Citation: Hashable, Sendable {
    /// The id of one of the pack's sources.
    public let source: String
    public let clause: String?

    public init(source: String, clause: String? = nil) {
        self.source = source
        self.clause = clause
    }
}

/// What is printed around a signed report (contract, section 10).
public struct ReportHead: Hashable, Sendable {
    /// The month's report day.
    public enum Day: Hashable, Sendable {
        case last
        case day(Int)

        /// The report day of that month (1–12).
        public func date(year: Int, month: Int) -> CivilDate? {
            switch self {
            case .last:
                CivilDate(year: year, month: month, day: CivilDate.length(ofMonth: month, year: year))
            case .day(let day):
                CivilDate(year: year, month: month, day: day)
            }
        }
    }

    public struct Signer: Hashable, Sendable {
        public var authority: String
        public var post: String
        public var name: String

        public init(authority: String = "", post: String = "", name: String = "") {
            self.authority = authority
            self.post = post
            self.name = name
        }
    }

    public var superior: String?
    public var agency: String?
    public var place: String?
    public var number: String?
    public var signer: Signer?
    public var recipients: [String]
    public var day: Day
    /// `report.date: blank` leaves the date line of a document to be filled in by hand.
    public var dateBlank: Bool

    public init(
        superior: String? = nil, agency: String? = nil, place: String? = nil, number: String? = nil,
        signer: Signer? = nil, recipients: [String] = [], day: Day = .last, dateBlank: Bool = false
    ) {
        self.superior = superior
        self.agency = agency
        self.place = place
        self.number = number
        self.signer = signer
        self.recipients = recipients
        self.day = day
        self.dateBlank = dateBlank
    }
}
