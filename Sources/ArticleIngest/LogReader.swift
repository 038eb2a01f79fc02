import QuotaModel

/// What a person says about a log on the command line; it wins over the mapping and over what is found.
public struct ReadingOptions: Sendable {
    public var encoding: LogEncoding?
    public var delimiter: Delimiter?
    /// The form of every date column.
    public var dateFormat: DatePattern?
    /// Nil: found.
    public var format: Inspection.Format?

    public init(
        encoding: LogEncoding? = nil, delimiter: Delimiter? = nil, dateFormat: DatePattern? = nil,
        format: Inspection.Format? = nil
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.dateFormat = dateFormat
        self.format = format
    }

    /// The mapping with the encoding that a person said, for the XML reader, which knows only mappings.
    func applied(to mapping: LogMapping?) -> LogMapping? {
        guard let encoding else { return mapping }
        var mapping = mapping ?? LogMapping()
        mapping.encoding = encoding
        return mapping
    }
}

/// Reads the logs of one run: bytes → records → items and rejects (contract, section 5). One per run, because
/// identities hold over all its logs, in the order in which they are read.
public struct LogReader {
    private let order: ReadingOrder
    private let limits: ReadingLimits
    private let mapping: LogMapping?
    private let options: ReadingOptions
    private let identities = Identities()
    private var logs = 0

    public init(
        order: ReadingOrder, limits: ReadingLimits = .init(), mapping: LogMapping? = nil,
        options: ReadingOptions = .init()
    ) {
        self.order = order
        self.limits = limits
        self.mapping = mapping
        self.options = options
    }

    /// Reads one log to its end. Items come in batches (an array that is reused between calls), rejects one by one,
    /// both in the order of the file.
    ///
    /// - Parameter source: the last part of the path, `-` for standard input.
    /// - Throws: a `Refusal` when the bytes are no log, lack a needed field or break a limit; nothing that was
    ///   delivered of this log counts then, and the run ends. What `bytes`, `items` or `rejects` throw goes through.
    public mutating func read(
        _ bytes: inout some ByteSource, named source: String, items: ([Item]) throws -> Void,
        rejects: (Reject) throws -> Void
    ) throws -> LogSummary {
        let opened = try OpenedLog(&bytes, named: source, limits: limits, mapping: mapping, options: options)
        let number = logs
        logs += 1
        return try withoutActuallyEscaping(items) { items in
            try withoutActuallyEscaping(rejects) { rejects in
                let maker = ItemMaker(
                    order: order, source: source, sourceNumber: number, mapping: mapping,
                    dateFormat: options.dateFormat, identities: identities, items: items, rejects: rejects)
                return try read(opened, rest: &bytes, into: maker)
            }
        }
    }

    private func read(_ log: OpenedLog, rest: inout some ByteSource, into maker: ItemMaker) throws -> LogSummary {
        let constants = FieldSet((mapping?.constants ?? [:]).keys)
        switch log.format {
        case .csv:
            let text = try CSVText(
                log, options: options, mapping: mapping, limits: limits,
                needed: order.needed.subtracting(constants))
            let remarks = try text.read(rest: &rest, into: maker)
            var summary = try maker.finish(fields: text.fields.union(constants))
            summary.remarks = remarks + summary.remarks
            return summary
        case .xml:
            var reader = XMLLogReader(mapping: options.applied(to: mapping), limits: limits)
            let reading = try reader.read(prefix: log.prefix, rest: &rest, source: log.source, sink: maker)
            let fields = reading.fields.union(constants)
            if maker.summary.records > 0 {
                let missing = order.needed.subtracting(fields).fields
                if !missing.isEmpty {
                    throw Refusal(
                        missing.map {
                            Issue.missing(
                                $0, source: log.source, mapping: mapping,
                                found: reading.origins.values.sorted() + reading.unmapped)
                        })
                }
            }
            var summary = try maker.finish(fields: fields)
            summary.remarks = reading.remarks + summary.remarks
            return summary
        }
    }
}

extension Issue {
    /// A needed field that a log has no column or element for.
    static func missing(_ field: Field, source: String, line: Int? = nil, mapping: LogMapping?, found: [String])
        -> Issue
    {
        Issue(
            .fieldMissing, at: SourceLocation(source, line: line), subject: field.rawValue,
            found: found.prefix(40).joined(separator: ", "), expected: Headings.words(for: field, mapping: mapping))
    }
}
