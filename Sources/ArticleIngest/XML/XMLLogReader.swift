import QuotaModel

/// Reads an XML log: bytes → records, streaming (contract, section 5).
///
/// The way of the bytes: source → UTF-8 (where the file is UTF-16) → whole pieces of markup, measured → libxml2 → paths
/// of elements → fields → record → sink. Memory does not grow with the file.
struct XMLLogReader {
    private let mapping: LogMapping?
    private let limits: ReadingLimits

    /// How many bytes are read and parsed at a time.
    static let chunkBytes = 256 << 10
    /// Whatever a person allows, places in a record are counted in 32 bits.
    private static let largestRecord = 1 << 29

    init(mapping: LogMapping?, limits: ReadingLimits) {
        self.mapping = mapping
        var limits = limits
        limits.recordBytes = min(limits.recordBytes, Self.largestRecord)
        self.limits = limits
    }

    /// Hands each record of the log to the sink. `prefix`: bytes that were already taken from the source.
    ///
    /// Throws a `Refusal` when the XML is no log, broken, hostile or over a limit (then nothing that was handed over
    /// counts), and whatever source or sink throw.
    mutating func read(
        prefix: [UInt8], rest: inout some ByteSource, source: String, sink: any RecordSink
    ) throws -> XMLReading {
        defer { sink.locator = nil }
        var bytes = XMLBytes(prefix: prefix, limit: limits.fileBytes, name: source)
        let head = try bytes.head(from: &rest)
        let encoding = try XMLEncodingChoice(head: head, option: mapping?.encoding, source: source)
        bytes.decode(encoding)
        let mapped = try XMLMapping(mapping, source: source)
        if mapped.records == nil, Self.isWebPage(head) { throw Refusal(Issue(.webPage, at: SourceLocation(source))) }
        let collector = XMLRecordCollector(
            mapping: mapped, constants: mapping?.constants ?? [:], limits: limits, source: source, sink: sink)
        let parser = try XMLPushParser(collector: collector, limits: limits, converter: encoding.converter)
        try parse(&bytes, &rest, with: parser, source: source)
        return XMLReading(parser.collector, encoding)
    }

    private func parse(
        _ bytes: inout XMLBytes, _ rest: inout some ByteSource, with parser: XMLPushParser, source: String
    ) throws {
        let window = MarkupWindow(limits: limits)
        var isLast = false
        while !isLast {
            isLast = try bytes.fill(window, from: &rest)
            window.release(isLast: isLast) { parser.push($0, isLast: isLast) }
            try Self.check(parser, source: source)
            if let breach = window.breach { throw refusal(breach, line: parser.line + window.linesToBreach, source) }
        }
        parser.finish()
        try Self.check(parser, source: source)
    }

    private static func check(_ parser: XMLPushParser, source: String) throws {
        if let failure = parser.collector.failure { throw failure }
        if let error = parser.error { throw Refusal(error.issue(source: source)) }
    }

    private func refusal(_ breach: MarkupFollower.Breach, line: Int, _ source: String) -> Refusal {
        let place = SourceLocation(source, line: line)
        func limit(_ name: ReadingLimits.Name, found: Int, allowed: Int) -> Issue {
            Issue(.limitExceeded, at: place, subject: name.rawValue, found: String(found), expected: [String(allowed)])
        }
        return switch breach {
        case .attributes(let found): Refusal(limit(.attributes, found: found, allowed: limits.attributes))
        case .pieceTooLong(let found): Refusal(limit(.recordBytes, found: found, allowed: limits.recordBytes))
        case .internalSubset: Refusal(Issue(.documentType, at: place))
        case .nulByte:
            Refusal(Issue(.badXML, at: place, subject: XMLFlaw.forbiddenCharacter.rawValue, found: "U+0000"))
        case .cutShort: Refusal(Issue(.badXML, at: place, subject: XMLFlaw.truncated.rawValue))
        }
    }

    /// A page that begins as pages do and need not be well-formed.
    private static func isWebPage(_ head: [UInt8]) -> Bool {
        let start = head.prefix(512).drop { $0 <= 0x20 || $0 >= 0x80 }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
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
    /// `baiviet`, `rss`, `atom`, `wxr`, `sharepoint`, `liferay` or `mapping`.
    let form: String
    let remarks: [Issue]

    fileprivate init(_ collector: XMLRecordCollector, _ encoding: XMLEncodingChoice) {
        self.encoding = encoding.name
        encodingBy = encoding.by
        fields = collector.fields
        origins = collector.origins
        unmapped = collector.unmapped
        form = collector.form.name
        remarks = encoding.remarks + collector.remarks
    }
}
