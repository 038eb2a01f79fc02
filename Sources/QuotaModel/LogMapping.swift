/// How one source names its columns or elements (contract, section 5, "Mapping file"). What a person set here always
/// wins over what is found.
public struct LogMapping: Hashable, Sendable {
    /// Where a field's value comes from.
    public struct Origin: Hashable, Sendable {
        /// A CSV heading, or an XML path relative to the record: `@ma`, `donvi`, `dc:creator`, `a/b`.
        public let from: String
        /// The form of a date field, where it is not one of the known ones.
        public let format: DatePattern?

        public init(from: String, format: DatePattern? = nil) {
            self.from = from
            self.format = format
        }
    }

    /// The path of one record in XML: `/baiviet/bai`. Switches the built-in XML forms off.
    public var records: String?
    /// Where fields are read from that do not stand under a built-in heading, to which these are added (contract,
    /// section 11.4).
    public var fields: [Field: Origin]
    /// A value that every record has: `unit-constant: Văn phòng`.
    public var constants: [Field: String]
    /// What the file names beside a constant for the same field, and what is therefore not read.
    public var overruled: [Field: String]
    /// What the words of the state field mean.
    public var states: [MatchKey: ItemState]
    /// Nil: detected.
    public var encoding: LogEncoding?
    /// Nil: detected.
    public var delimiter: Delimiter?
    /// Where the file says which records or, by its name, which field is read from where.
    public var places: [String: SourceLocation]

    /// What people should know of every log that is read by it.
    public var remarks: [Issue] {
        Field.allCases.compactMap { field in
            guard let constant = constants[field], let place = overruled[field] else { return nil }
            return Issue(
                .constantHolds, at: places[field.rawValue], subject: field.rawValue, found: place, expected: [constant])
        }
    }

    public init(
        records: String? = nil, fields: [Field: Origin] = [:], constants: [Field: String] = [:],
        overruled: [Field: String] = [:], states: [MatchKey: ItemState] = [:], encoding: LogEncoding? = nil,
        delimiter: Delimiter? = nil,
        places: [String: SourceLocation] = [:]
    ) {
        self.records = records
        self.fields = fields
        self.constants = constants
        self.overruled = overruled
        self.states = states
        self.encoding = encoding
        self.delimiter = delimiter
        self.places = places
    }
}

/// The encodings a log may be written in (contract, section 11.2).
public enum LogEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16le = "utf-16le"
    case utf16be = "utf-16be"
    case windows1258 = "windows-1258"
    case viscii
    case tcvn3
    case vni
}

/// What separates the cells of a CSV row.
public enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C

    /// The delimiter written as the character, as `\t` or as `tab`.
    public init?(_ text: String) {
        switch text {
        case ",": self = .comma
        case ";": self = .semicolon
        case "\t", "\\t", "tab": self = .tab
        case "|": self = .bar
        default: return nil
        }
    }

    /// The character itself.
    public var text: String { String(Unicode.Scalar(rawValue)) }
}

/// The form of a date as a mapping file writes it: `HH:mm dd/MM/yyyy`, `unix-seconds`, `spreadsheet-serial`
/// (contract, section 11.4).
///
/// Beyond the contract's letters there are `tt`, AM/PM or SA/CH behind a time of twelve hours, and `EEE`, a weekday in
/// words that is passed over: sites that write the month first write these too. `d`, `M` and `H`, in which `inspect`
/// prints forms, read what `dd`, `MM` and `HH` read.
public struct DatePattern: Hashable, Sendable {
    /// What stands one behind the other in a value: numbers, `half` for AM/PM or SA/CH, `weekday` for a word that is passed
    /// over, or a character as it is.
    public enum Part: Hashable, Sendable {
        case year, month, day, hour, minute, second, half, weekday
        case literal(Unicode.Scalar)
    }

    /// The clock that a time without a zone was read from.
    public enum Zone: String, CaseIterable, Sendable {
        case vietnam
        case utc
    }

    /// How a value of this form is read.
    public enum Form: Hashable, Sendable {
        /// Digits and marks in this order.
        case parts([Part])
        /// Seconds since 1970-01-01, in UTC.
        case unixSeconds
        /// Days since 1899-12-30, as spreadsheets count them.
        case spreadsheetSerial
    }

    /// As the mapping file or `--date-format` writes it.
    public let text: String
    /// What `text` asks for.
    public let form: Form
    /// That of times which name none themselves.
    public let zone: Zone

    /// Nil unless the text is one of the two words or names year, month and day exactly once each, the other parts at
    /// most once, with no other letters, `tt` only with an hour, and a mark behind `EEE`.
    public init?(_ text: String, zone: Zone = .vietnam) {
        self.text = text
        self.zone = zone
        switch text {
        case "unix-seconds": form = .unixSeconds
        case "spreadsheet-serial": form = .spreadsheetSerial
        default:
            guard let parts = Self.parts(of: text) else { return nil }
            form = .parts(parts)
        }
    }

    private static let letters: [(text: String, part: Part)] = [
        ("yyyy", .year), ("MM", .month), ("dd", .day), ("HH", .hour), ("mm", .minute), ("ss", .second),
        ("tt", .half), ("EEE", .weekday), ("d", .day), ("M", .month), ("H", .hour),
    ]

    private static func parts(of text: String) -> [Part]? {
        var rest = Substring(text)
        var parts: [Part] = []
        while let next = rest.unicodeScalars.first {
            if let (letters, part) = letters.first(where: { rest.hasPrefix($0.text) }) {
                guard !parts.contains(part) else { return nil }
                parts.append(part)
                rest = rest.dropFirst(letters.count)
            } else {
                guard !next.properties.isAlphabetic || next == "T" else { return nil }
                parts.append(.literal(next))
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        let isComplete = [.year, .month, .day].allSatisfy(parts.contains)
        let hasHour = !parts.contains(.half) || parts.contains(.hour)
        return isComplete && hasHour && weekdayEnds(parts) ? parts : nil
    }

    /// A weekday has any length: only a mark behind it tells where it ends.
    private static func weekdayEnds(_ parts: [Part]) -> Bool {
        guard let place = parts.firstIndex(of: .weekday) else { return true }
        if place + 1 < parts.count, case .literal = parts[place + 1] { return true }
        return false
    }
}
