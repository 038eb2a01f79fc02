import QuotaModel

/// What a person says about a log on the command line; it wins over the mapping and over what is found.
public struct ReadingOptions: Sendable {
    /// Nil: as the mapping says, else detected.
    public var encoding: LogEncoding?
    /// Nil: as the mapping says, else detected.
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
    /// How far the next log may go. As the two below it this may be changed between two logs.
    public var limits: ReadingLimits
    /// Its own names of columns or elements; nil: the built-in ones.
    public var mapping: LogMapping?
    /// What a person said wins over the mapping.
    public var options: ReadingOptions
    private let cores: Cores
    private let identities: Identities
    private var logs = 0

    /// How the work is shared. Nothing in a result depends on it.
    public struct Cores: Sendable {
        /// Most threads that read one log.
        public var count: Int
        /// Bytes that one of them works on at a time.
        public var pieceBytes: Int

        /// What is less than 1 is taken for 1.
        public init(count: Int = 1, pieceBytes: Int = 256 << 10) {
            self.count = max(1, count)
            self.pieceBytes = max(1, pieceBytes)
        }

        /// Threads that help with a log of so many bytes; a few pieces are read before another thread has begun.
        func helpers(bytes: Int?) -> Int { (bytes ?? .max) / 4 < pieceBytes ? 0 : count - 1 }
    }

    /// - Parameter precedence: which log speaks for an item that several hold.
    public init(
        order: ReadingOrder, limits: ReadingLimits = .init(), mapping: LogMapping? = nil,
        options: ReadingOptions = .init(), cores: Cores = .init(), precedence: Precedence = .firstLog
    ) {
        identities = Identities(precedence)
        self.order = order
        self.limits = limits
        self.mapping = mapping
        self.options = options
        self.cores = cores
    }

    /// Reads one log to its end. Items come in batches, rejects one by one, both in the order of the file and on the
    /// thread that called.
    ///
    /// - Parameters:
    ///   - source: the last part of the path, `-` for standard input.
    ///   - number: the log's place among those of the run; nil: they are read in their order.
    ///   - overruled: takes accepted rows that count nowhere (`Precedence.newestLog`).
    /// - Throws: a `Refusal` when the bytes are no log, lack a needed field or break a limit; nothing that was
    ///   delivered of this log counts then, and the run ends. What `bytes`, `items` or `rejects` throw goes through.
    public mutating func read(
        _ bytes: inout some ByteSource, named source: String, number: Int? = nil, items: (Span<Item>) throws -> Void,
        rejects: (Reject) throws -> Void, overruled: (Item, Overruling) throws -> Void = { _, _ in }
    ) throws -> LogSummary {
        let opened = try OpenedLog(&bytes, named: source, limits: limits, mapping: mapping, options: options)
        let number = number ?? logs
        logs += 1
        return try withoutActuallyEscaping(items) { items in
            try withoutActuallyEscaping(rejects) { rejects in
                try withoutActuallyEscaping(overruled) { overruled in
                    let acceptance = Acceptance(
                        order: order, source: source, sourceNumber: number, identities: identities, items: items,
                        rejects: rejects, overruled: overruled)
                    switch opened.format {
                    case .csv: return try csv(opened, number, rest: &bytes, into: acceptance)
                    case .xml: return try xml(opened, number, rest: &bytes, into: acceptance)
                    }
                }
            }
        }
    }

    private func csv(
        _ log: OpenedLog, _ number: Int, rest: inout some ByteSource, into acceptance: Acceptance
    ) throws -> LogSummary {
        let text = try CSVText(
            log, options: options, mapping: mapping, limits: limits, needed: order.needed.subtracting(constants))
        let size = rest.size
        let feed = text.feed(rest, step: cores.pieceBytes)
        defer { rest = feed.rest.rest }
        let reader = CSVLogReader(feed: feed, form: text.form, maker: maker(number))
        let remarks = try reader.read(into: acceptance, helpers: cores.helpers(bytes: size)) { piece in
            size.map { $0 / max(1, piece.text.count / max(1, piece.rows.count)) }
        }
        var summary = acceptance.finish(fields: text.fields.union(constants))
        summary.remarks = options.remarks(on: mapping, of: log) + text.remarks + remarks + summary.remarks
        summary.remarkEmptiness()
        return summary
    }

    private func xml(
        _ log: OpenedLog, _ number: Int, rest: inout some ByteSource, into acceptance: Acceptance
    ) throws -> LogSummary {
        let reader = XMLLogReader(mapping: options.applied(to: mapping), limits: limits)
        let items = try XMLItems(
            log, rest: &rest, reader: reader, step: cores.pieceBytes, maker: maker(number), acceptance: acceptance)
        defer { rest = items.rest }
        let reading = try items.read(helpers: cores.count - 1)
        let fields = reading.fields.union(constants)
        let missing = acceptance.summary.records > 0 ? order.needed.subtracting(fields).fields : []
        guard missing.isEmpty else {
            throw Refusal(
                missing.map {
                    Issue.missing(
                        $0, source: log.source, mapping: mapping,
                        found: reading.origins.values.sorted() + reading.unmapped)
                })
        }
        var summary = acceptance.finish(fields: fields)
        summary.remarks = options.remarks(on: mapping, of: log) + reading.remarks + summary.remarks
        summary.remarkEmptiness()
        return summary
    }

    private var constants: FieldSet { FieldSet((mapping?.constants ?? [:]).keys) }

    /// Makes the item maker of one core.
    private func maker(_ number: Int) -> @Sendable () -> ItemMaker {
        { [order, mapping, options, numbering = identities.numbering] in
            ItemMaker(
                order, sourceNumber: number, mapping: mapping, dateFormat: options.dateFormat, numbering: numbering)
        }
    }
}

extension LogSummary {
    /// A log without records is said to be one, unless a path that finds none was named already.
    fileprivate mutating func remarkEmptiness() {
        guard records == 0, !remarks.contains(where: { $0.code == .noRecords }) else { return }
        remarks.append(Issue(.noRecords, at: SourceLocation(source)))
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
