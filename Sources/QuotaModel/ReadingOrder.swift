/// What an evaluation asks of a log. The engine writes it, the readers carry it out; neither knows the other.
public struct ReadingOrder: Sendable {
    /// Whom and what the log may name.
    public var roster: Roster
    /// The field that places an item in a period.
    public var countingDate: Field
    /// A log without one of these is refused (contract, section 5): unit, the counting date, kind where a filter uses it.
    public var needed: FieldSet
    /// Fields that some filter tests: an empty cell makes the row unverifiable.
    public var tested: FieldSet
    /// Every field whose value the items must carry. Others are not decoded.
    public var wanted: FieldSet
    /// Whether items carry their row's own words.
    public var details: Bool

    public init(
        roster: Roster, countingDate: Field, needed: FieldSet, tested: FieldSet, wanted: FieldSet,
        details: Bool = false
    ) {
        self.roster = roster
        self.countingDate = countingDate
        self.needed = needed
        self.tested = tested
        self.wanted = wanted
        self.details = details
    }
}

/// What was read of one log (contract, section 8, `inputs`). `records` = `accepted` + the sum of `rejectedBy`, always.
public struct LogSummary: Sendable {
    /// The last part of the path, `-` for standard input.
    public var source: String
    /// The log's place among those of the run, as in `ItemPlace.source`.
    public var number = 0
    /// Of the whole log, in hexadecimal; nil for one over 256 MiB, unless `--digest` asks for it or a history has it.
    public var sha256: String?
    /// Rows that were read, accepted or not; headings, title rows, blank lines and total rows are none.
    public var records = 0
    /// Rows that are items, also those that count nowhere (`undated`, `superseded`, `withdrawn`, of another state).
    public var accepted = 0
    /// Rows that are no items, by their codes.
    public var rejectedBy = RejectCounts()
    /// Accepted rows with at least one empty cell in a tested field.
    public var unverifiable = 0
    /// Up to a thousand of these, in the order of the log, where the items carry their row's own words.
    public var unverifiableRows: [ItemPlace] = []
    /// Date and number cells of accepted rows that could not be read and decide nothing, with up to a thousand places.
    public var unreadable = 0
    /// The first thousand of these, in the order of the log.
    public var unreadableCells: [UnreadableCell] = []
    /// Accepted rows whose counting date is empty.
    public var undated = 0
    /// Accepted rows that count no more, because a newer log speaks for the item: only where logs are read from a history.
    public var superseded = 0
    /// Accepted rows whose item was withdrawn from the history; none of them is in `superseded`.
    public var withdrawn = 0
    /// State words that nobody has explained, as first written, in order of first appearance.
    public var unknownStates: [String] = []
    /// People of accepted rows that the roster doesn't have, where it has any: as first written, in order of first
    /// appearance.
    public var unknownPeople: [String] = []
    /// Categories, likewise.
    public var unknownCategories: [String] = []
    /// Fields that the log has: a column, or in XML at least one record that carries it.
    public var fields: FieldSet = []
    /// What people should know about how the log was read.
    public var remarks: [Issue] = []

    /// A log of which nothing has been read.
    public init(source: String) { self.source = source }

    /// All of `rejectedBy`.
    public var rejected: Int { rejectedBy.total }
}

/// A cell that could not be read as the number or day it should be; the row counts all the same.
public struct UnreadableCell: Hashable, Sendable {
    /// Where the row stands.
    public let place: ItemPlace
    /// One of the dates, but the counting date, or of the numbers.
    public let field: Field
    /// What the cell holds, NFC.
    public let value: String

    public init(place: ItemPlace, field: Field, value: String) {
        self.place = place
        self.field = field
        self.value = value
    }
}
