/// One accepted row of a log: who published what kind of thing when. Names are already places in the roster, days are
/// civil days; nothing in it needs the log's text any more.
public struct Item: Sendable {
    /// Where its row stands.
    public var place: ItemPlace
    /// The units it names, in the order written, each once.
    public var units: Named
    /// The people of the roster it names, in the order written; `Named.unknown` stands for one the roster doesn't have.
    public var authors: Named
    /// The categories of the roster it names; unknown ones are left out.
    public var categories: Named
    /// Who approved it; nil for an empty cell, and where the reading order doesn't want the field. `channel` and
    /// `origin` likewise.
    public var approver: Word?
    /// Where it appeared.
    public var channel: Word?
    /// Where it was taken from.
    public var origin: Word?
    /// The row's own words, only when the reading order asked for them.
    public var details: ItemDetails?
    /// What its state cell said. Whether such items count is for the evaluation to say.
    public var state: StateReading
    // A million items pass through memory: what may be missing is a number that cannot occur, not an optional of twice the
    // size.
    @usableFromInline var kindPlace: Int32 = -1
    @usableFromInline var eventDay = Self.noDay
    @usableFromInline var submittedDay = Self.noDay
    @usableFromInline var approvedDay = Self.noDay
    @usableFromInline var publishedDay = Self.noDay
    @usableFromInline var wordCount = -1
    @usableFromInline var photoCount = -1
    @usableFromInline var viewCount = -1

    @inlinable static var noDay: Int32 { .min }

    /// An item that has nothing else yet: no kind, people, categories, days or numbers, and the state `empty`.
    @inlinable public init(place: ItemPlace, units: Named) {
        self.place = place
        self.units = units
        authors = .nobody
        categories = .nobody
        state = .empty
    }

    /// Whether it refers to anything: most items are numbers and nothing else.
    @inlinable public var holdsReferences: Bool {
        units.isList || authors.isList || categories.isList || approver != nil || channel != nil || origin != nil
            || details != nil
    }

    /// The place of its kind in the roster.
    @inlinable public var kind: Int? {
        get { kindPlace < 0 ? nil : Int(kindPlace) }
        set { kindPlace = Int32(newValue ?? -1) }
    }

    /// The day of what it tells of. This and the other three days are nil for an empty cell and for one that could not
    /// be read.
    @inlinable public var event: CivilDate? {
        get { Self.day(eventDay) }
        set { eventDay = newValue?.dayNumber ?? Self.noDay }
    }

    /// The day it was handed in.
    @inlinable public var submitted: CivilDate? {
        get { Self.day(submittedDay) }
        set { submittedDay = newValue?.dayNumber ?? Self.noDay }
    }

    /// The day it was approved.
    @inlinable public var approved: CivilDate? {
        get { Self.day(approvedDay) }
        set { approvedDay = newValue?.dayNumber ?? Self.noDay }
    }

    /// The day it was published.
    @inlinable public var published: CivilDate? {
        get { Self.day(publishedDay) }
        set { publishedDay = newValue?.dayNumber ?? Self.noDay }
    }

    /// How many words it has, from 0. This and the other two numbers are nil for an empty cell and for one that could
    /// not be read.
    @inlinable public var words: Int? {
        get { wordCount < 0 ? nil : wordCount }
        set { wordCount = newValue ?? -1 }
    }

    /// How many photos it has, from 0.
    @inlinable public var photos: Int? {
        get { photoCount < 0 ? nil : photoCount }
        set { photoCount = newValue ?? -1 }
    }

    /// How often it was seen, from 0.
    @inlinable public var views: Int? {
        get { viewCount < 0 ? nil : viewCount }
        set { viewCount = newValue ?? -1 }
    }

    @inlinable static func day(_ number: Int32) -> CivilDate? { number == noDay ? nil : CivilDate(dayNumber: number) }

    /// The day in one of the four date fields; nil for every other field.
    @inlinable @inline(__always) public func day(_ field: Field) -> CivilDate? {
        switch field {
        case .event: event
        case .submitted: submitted
        case .approved: approved
        case .published: published
        default: nil
        }
    }

    /// The number in one of the number fields; nil for every other field.
    @inlinable public func number(_ field: Field) -> Int? {
        switch field {
        case .words: words
        case .photos: photos
        case .views: views
        default: nil
        }
    }
}

/// Places in the roster that one cell names. Most cells name one, and one costs no memory of its own.
public enum Named: Hashable, Sendable {
    case nobody
    case one(Int32)
    case many([Int])

    /// Stands in a list for a name that the roster doesn't have.
    public static let unknown = -1

    /// The places in their order, `unknown` among them.
    public init(_ places: [Int]) {
        switch places.count {
        case 0: self = .nobody
        case 1: self = .one(Int32(places[0]))
        default: self = .many(places)
        }
    }

    /// Whether it names more than one.
    @inlinable var isList: Bool {
        guard case .many = self else { return false }
        return true
    }

    /// The place it names first, `unknown` where the roster has none of that name; nil for nobody.
    public var first: Int? {
        switch self {
        case .nobody: nil
        case .one(let place): Int(place)
        case .many(let places): places.first
        }
    }

    /// Whether it names the place; `unknown` is one like others.
    public func contains(_ place: Int) -> Bool {
        switch self {
        case .nobody: false
        case .one(let only): only == Int32(truncatingIfNeeded: place)
        case .many(let places): places.contains(place)
        }
    }

    /// The places in their order, `unknown` among them.
    public func forEach(_ body: (Int) -> Void) {
        switch self {
        case .nobody: break
        case .one(let place): body(Int(place))
        case .many(let places): places.forEach(body)
        }
    }
}

/// What the state cell of a row said.
public enum StateReading: Hashable, Sendable {
    case known(ItemState)
    /// A word that neither the contract nor the mapping knows.
    case unknown
    /// Nothing in the cell, or no such field in the log at all: which of the two is known when the log has been read
    /// (`LogSummary.fields`).
    case empty
}

/// A short text as a log writes it, with the form in which it is compared. One object serves all rows that write it so.
public final class Word: Sendable {
    /// As in the log, trimmed.
    public let written: String
    /// The form in which it is compared.
    public let key: MatchKey

    /// - Parameter written: as it is to be shown; it is normalised here.
    public init(_ written: String) {
        self.written = written
        key = MatchKey(written)
    }
}

/// A row's own words, for people who want to see which item a figure means.
public final class ItemDetails: Sendable {
    /// The cells as text, by field; NFC, white space as in the log.
    public let texts: [Field: String]

    public init(texts: [Field: String]) { self.texts = texts }

    /// The title as written; empty where the row has none.
    public var title: String { texts[.title] ?? "" }
}

/// Where a record stands. Orders records as they were read: by log, then by place in it.
public struct ItemPlace: Hashable, Comparable, Sendable {
    /// The log's place in the order given, from 0.
    public let source: Int
    /// Records count from 1; headings, title rows, blank lines and total rows are none.
    public var record: Int
    /// The line on which the record begins, from 1.
    public let line: Int

    @inlinable public init(source: Int, record: Int, line: Int) {
        self.source = source
        self.record = record
        self.line = line
    }

    public static func < (left: ItemPlace, right: ItemPlace) -> Bool {
        (left.source, left.record) < (right.source, right.record)
    }
}

/// Why a row was not accepted, in the order in which the reasons are tried (contract, section 5).
public enum RejectCode: String, CaseIterable, Sendable {
    case malformedRow = "malformed-row"
    case badEncoding = "bad-encoding"
    case missingField = "missing-field"
    case badDate = "bad-date"
    case unknownUnit = "unknown-unit"
    case unknownKind = "unknown-kind"
    case duplicate
    case conflict
}

/// A row that was not accepted, with all that somebody needs to mend it.
public struct Reject: Hashable, Sendable {
    /// Where the row stands.
    public let place: ItemPlace
    /// Counted in Unicode characters from 1, where known.
    public let column: Int?
    /// The field that it was rejected for; nil where it was the row as a whole.
    public let field: Field?
    /// What the cell holds, NFC.
    public let value: String
    /// The first reason that applies.
    public let code: RejectCode
    /// For `unknown-unit`: the first name in the cell that no unit has.
    public let unknownName: String?
    /// What was probably meant.
    public let suggestion: String?
    /// For `bad-date`: the one form that a mapping or a person gave the column; nil where it may have any known form.
    public let dateForm: String?
    /// For `duplicate` and `conflict`: the row that counts; nil for every other code.
    public let first: ItemPlace?
    /// For `malformed-row`: what is wrong with it.
    public let flaw: RowFlaw?
    /// The units that the row names, as far as it could be read: whose item was lost.
    public let units: Named

    public init(
        place: ItemPlace, column: Int? = nil, field: Field? = nil, value: String, code: RejectCode,
        unknownName: String? = nil, suggestion: String? = nil, dateForm: String? = nil, first: ItemPlace? = nil,
        flaw: RowFlaw? = nil, units: Named = .nobody
    ) {
        self.place = place
        self.column = column
        self.field = field
        self.value = value
        self.code = code
        self.unknownName = unknownName
        self.suggestion = suggestion
        self.dateForm = dateForm
        self.first = first
        self.flaw = flaw
        self.units = units
    }
}

/// What makes a row malformed.
public enum RowFlaw: Hashable, Sendable {
    case tooFewCells(found: Int, expected: Int)
    case tooManyCells(found: Int, expected: Int)
    /// The quote that opens at the reject's place never closes.
    case unclosedQuote
    /// Text behind a closing quote, or a quote inside an unquoted cell where it cannot be meant.
    case strayQuote
}
