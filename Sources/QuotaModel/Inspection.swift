/// What a log looks like, without any rules (contract, section 8, `inspect`).
public struct Inspection: Sendable {
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

    public var source: String
    public var sha256: String?
    public var bytes = 0
    public var format: Format
    /// The encoding's name as `--encoding` writes it; for XML whatever the file declares.
    public var encoding: String
    public var encodingBy: EncodingSource
    /// Nil for XML.
    public var delimiter: Delimiter?
    public var headings: [String] = []
    /// The heading or path that each field is read from.
    public var fields: [Field: String] = [:]
    public var unmapped: [String] = []
    public var recordsRead = 0
    public var records: [Record] = []
    /// The first rejects, as many as `LogInspector.listed`; how many there are altogether is in `rejectedBy`.
    public var rejects: [Reject] = []
    public var rejectedBy = RejectCounts()
    public var dateForms: [Field: String] = [:]
    public var remarks: [Issue] = []
    /// The first cells that could not be read, the counting date's aside; all of them are in `unreadableCount`.
    public var unreadable: [UnreadableCell] = []
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
