/// What a log looks like, without any rules (contract, section 8, `inspect`).
public struct Inspection: Sendable {
    /// The forms of a log that is one: what is neither is refused (contract, section 5).
    public enum Format: String, Sendable { case csv, xml }

    /// Who decided on the encoding.
    public enum EncodingSource: String, Sendable { case bom, declared, detected, option }

    /// One record as it stands in the file and as the mapping reads it.
    public struct Record: Sendable {
        /// Counted from 1, as in rejects and items.
        public let number: Int
        /// Where it begins in the file, from 1.
        public let line: Int
        /// The raw cells after decoding, unquoting and NFC; empty for XML.
        public let cells: [String]
        /// The mapped fields as text, days as yyyy-MM-dd, several values joined by `;`.
        public let fields: [Field: String]

        public init(number: Int, line: Int, cells: [String], fields: [Field: String]) {
            self.number = number
            self.line = line
            self.cells = cells
            self.fields = fields
        }
    }

    /// The last part of the path, `-` for standard input.
    public var source: String
    /// Of the whole file, in hexadecimal. Whoever owns the file sets it; nil for a file over 256 MiB without
    /// `--digest`.
    public var sha256: String?
    /// How many the file has. Whoever owns the file sets it.
    public var bytes = 0
    /// As `--log-format` says, else as the bytes look.
    public var format: Format
    /// The encoding's name as `--encoding` writes it; for XML whatever the file declares.
    public var encoding: String
    /// Who decided on `encoding`.
    public var encodingBy: EncodingSource
    /// Nil for XML.
    public var delimiter: Delimiter?
    /// Those of a CSV log as written, NFC, one for each column, also where it is empty; none for XML.
    public var headings: [String] = []
    /// The heading or path that each field is read from.
    public var fields: [Field: String] = [:]
    /// Headings that hold no field, in their order, empty ones aside; for XML the first paths in records that nothing
    /// is read from.
    public var unmapped: [String] = []
    /// All records, rejected ones and those not in `records` too.
    public var recordsRead = 0
    /// The first records that were asked for, in the order of the log, rejected ones among them.
    public var records: [Record] = []
    /// The first rejects, as many as `LogInspector.listed`; how many there are altogether is in `rejectedBy`.
    public var rejects: [Reject] = []
    /// All rejects by their codes, listed or not.
    public var rejectedBy = RejectCounts()
    /// The form of each date field: the one that a mapping or an option gave it, else the one that most of its values
    /// have. Fields without either are left out.
    public var dateForms: [Field: String] = [:]
    /// What people should know about how the log was read.
    public var remarks: [Issue] = []
    /// The first cells that could not be read, the counting date's aside; all of them are in `unreadableCount`.
    public var unreadable: [UnreadableCell] = []
    /// All such cells, listed or not.
    public var unreadableCount = 0

    /// All rejects, listed or not.
    public var rejected: Int { rejectedBy.total }

    public init(source: String, format: Format, encoding: String, encodingBy: EncodingSource) {
        self.source = source
        self.format = format
        self.encoding = encoding
        self.encodingBy = encodingBy
    }
}
