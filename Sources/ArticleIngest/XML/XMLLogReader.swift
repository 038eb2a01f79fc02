import QuotaModel

/// Reads an XML log: bytes → records, streaming (contract, section 5). `XMLItems` does it on several cores.
///
/// The way of the bytes: source → UTF-8 (where the file is UTF-16) → whole pieces of markup, measured → libxml2 → paths
/// of elements → fields → record → sink. Memory does not grow with the file.
struct XMLLogReader {
    private let mapping: LogMapping?
    private let limits: ReadingLimits

    /// How many bytes are read and parsed at a time, unless told.
    static let chunkBytes = 256 << 10
    /// Whatever a person allows, places in a record are counted in 32 bits.
    private static let largestRecord = 1 << 29

    init(mapping: LogMapping?, limits: ReadingLimits) {
        self.mapping = mapping
        var limits = limits
        limits.recordBytes = min(limits.recordBytes, Self.largestRecord)
        self.limits = limits
    }

    /// The log, its beginning looked at. `prefix`: bytes that were already taken from the source; `step`: how many are
    /// read at a time.
    ///
    /// Throws a `Refusal` when it cannot be read at all.
    func open<Source: ByteSource>(
        prefix: [UInt8], rest: inout Source, source: String, step: Int = chunkBytes, sink: any RecordSink
    ) throws -> XMLDocument<Source> {
        try XMLDocument(
            prefix: prefix, rest: &rest, source: source, mapping: mapping, limits: limits, step: step, sink: sink)
    }

    /// Hands each record of the log to the sink.
    ///
    /// Throws a `Refusal` when the XML is no log, broken, hostile or over a limit (then nothing that was handed over
    /// counts), and whatever source or sink throw.
    func read(
        prefix: [UInt8], rest: inout some ByteSource, source: String, sink: any RecordSink
    ) throws -> XMLReading {
        defer { sink.locator = nil }
        let document = try open(prefix: prefix, rest: &rest, source: source, sink: sink)
        defer { rest = document.rest }
        return XMLReading(try document.readToEnd(), document.encoding)
    }
}

/// What an XML log was found to be.
struct XMLReading {
    /// As `--encoding` writes it, or as the file declares it.
    let encoding: String
    let encodingBy: Inspection.EncodingSource
    /// Carried by at least one record.
    let fields: FieldSet
    /// The path, relative to the record, that each field is read from; fields with a constant value have none.
    let origins: [Field: String]
    /// Paths in records that nothing is read from; not all when there are very many.
    let unmapped: [String]
    let remarks: [Issue]

    init(_ collector: XMLRecordCollector, _ encoding: XMLEncodingChoice) {
        self.encoding = encoding.name
        encodingBy = encoding.by
        fields = collector.fields
        origins = collector.origins
        unmapped = collector.unmapped
        remarks = encoding.remarks + collector.remarks
    }
}
