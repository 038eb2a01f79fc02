import QuotaModel

/// Everything that one agency decided, with the documents that decided it (contract, section 2). As the loader makes
/// it, every id in it is resolved to a place in the roster, no end lies before its start, and no period can be cut
/// without a rule for it.
public struct RulePack: Sendable {
    /// Whether the values were ordered, or are an example that every report must call one.
    public enum Status: String, Sendable, CaseIterable { case issued, illustrative }

    /// As in the file; reports and histories name the pack by it.
    public var id: String
    /// What the pack orders, as the document says it.
    public var title: String
    /// Whose units are tested; empty where the file doesn't say.
    public var agency: String
    /// `issued` unless the file says otherwise.
    public var status: Status
    /// In file order, as all lists here.
    public var sources: [Source]
    /// The pack's first day.
    public var from: CivilDate
    /// Nil: without an end.
    public var to: CivilDate?
    /// Units, kinds, people and categories.
    public var roster: Roster
    /// The contract's defaults where the file has none.
    public var counting: Counting
    /// The minima, one line each; ids may repeat.
    public var quotas: [Quota]
    /// Tested whatever the item's state.
    public var deadlines: [Deadline]
    /// Only reported.
    public var standards: [Standard]
    /// Saturday and Sunday off where the file has none.
    public var calendar: WorkCalendar
    /// May overlap.
    public var exemptions: [Exemption]
    /// Nil: the file has no `report`.
    public var report: ReportHead?
    /// Scorecards name them by their places here.
    public var measures: [Measure]
    /// Each scored on its own.
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
    /// By which citations name it.
    public let id: String
    /// Its kind and number.
    public let document: String?
    /// Who signed it.
    public let issuer: String?
    /// When it was issued, as far as it says: `2022-02`, `2019-04-04`.
    public let issued: String?
    /// What it is called.
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
    /// Where in the document; nil: as a whole.
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

    /// Who signs (NĐ 30/2020, appendix I, II.7).
    public struct Signer: Hashable, Sendable {
        /// For whom: TM., KT., TL. …; empty: no such line.
        public var authority: String
        /// As it stands over the signature; empty without an `authority`: dots.
        public var post: String
        /// As it stands under the signature; empty: to be written there.
        public var name: String

        public init(authority: String = "", post: String = "", name: String = "") {
            self.authority = authority
            self.post = post
            self.name = name
        }
    }

    /// The authority above, in the head; nil: no such line.
    public var superior: String?
    /// The agency, in the head; nil: the pack's, in capitals.
    public var agency: String?
    /// Where it is signed; nil: dots.
    public var place: String?
    /// Number and sign as printed, with their blanks; nil: dots.
    public var number: String?
    /// Nil: dots.
    public var signer: Signer?
    /// The lines under Nơi nhận, in their order; none: dots, and the files.
    public var recipients: [String]
    /// The default as-of day of `briefing --month`.
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
