import QuotaModel

/// A CSV log whose encoding, delimiter and heading have been found, ready to be read.
struct CSVText {
    let encoding: EncodingChoice
    let layout: CSVLayout
    /// What people should know about the log's form, before it is read.
    let remarks: [Issue]
    /// So many bytes of text are looked through for losses.
    private static let judged = 32 << 10

    private let prefix: [UInt8]
    private let source: String
    private let limits: ReadingLimits
    private let mapping: LogMapping?

    /// - Parameter needed: the fields without which no record may be read; nil: none (`inspect`).
    /// - Throws: a `Refusal` when encoding or heading can't be found.
    init(
        _ log: OpenedLog, options: ReadingOptions, mapping: LogMapping?, limits: ReadingLimits, needed: FieldSet?
    ) throws {
        prefix = log.prefix
        source = log.source
        self.limits = limits
        self.mapping = mapping
        encoding = try EncodingDetection(source: log.source, prefix: log.prefix).choose(
            said: options.encoding ?? mapping?.encoding)
        let sample = encoding.decode(log.prefix, isWhole: log.isWhole)
        let finder = CSVLayoutFinder(
            source: log.source, sample: sample, isWhole: log.isWhole, font: encoding.font, mapping: mapping,
            limits: limits, needed: needed)
        let losses = TextLosses.remarks(in: sample.prefix(Self.judged), source: log.source)
        let found: CSVLayoutFinder.Found
        do {
            found = try finder.find(said: options.delimiter ?? mapping?.delimiter)
        } catch let refusal as Refusal {
            // No heading is known where the letters are lost.
            throw Refusal(refusal.issues + losses)
        }
        var layout = found.layout
        layout.refusal = layout.refusal.map { Refusal($0.issues + losses) }
        self.layout = layout
        remarks = encoding.remarks(source: log.source, samples: found.samples) + losses + found.remarks
    }

    /// The fields that the log has a column for.
    var fields: FieldSet { layout.heading?.fields ?? [] }

    /// The log's rows, in pieces of whole ones.
    ///
    /// - Parameter step: bytes of the file that a piece is read from.
    func feed<Source: ByteSource>(_ rest: Source, step: Int) -> CSVFeed<PrefixedSource<Source>> {
        let text = TextFeed(
            PrefixedSource(prefix: prefix, rest: rest), seen: prefix.count, decoder: encoding.decoder, name: source,
            fileLimit: limits.fileBytes, step: step)
        return CSVFeed(text, source: source, delimiter: layout.delimiter, limits: limits)
    }

    var form: CSVForm { CSVForm(source: source, layout: layout, constants: mapping?.constants ?? [:]) }

    /// Reads all records, one after the other, into a sink that wants them so.
    ///
    /// - Returns: what people should know about the log.
    func read(rest: inout some ByteSource, into sink: some RecordSink) throws -> [Issue] {
        let feed = feed(rest, step: OpenedLog.prefixBytes)
        defer { rest = feed.rest.rest }
        let records = CSVRecords(form, sink: sink)
        let piece = CSVPiece()
        var order = CSVOrder()
        while feed.fill(piece) {
            feed.show(piece)
            try records.read(piece, &order)
        }
        return remarks + order.remarks(source: source)
    }
}

/// Bytes already taken from a source, and the source behind them.
struct PrefixedSource<Rest: ByteSource>: ByteSource {
    private let prefix: [UInt8]
    private var used = 0
    private(set) var rest: Rest

    init(prefix: [UInt8], rest: Rest) {
        self.prefix = prefix
        self.rest = rest
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard used < prefix.count else { return try rest.read(into: buffer) }
        let count = min(buffer.count, prefix.count - used)
        buffer.copyBytes(from: prefix[used..<used + count])
        used += count
        return count
    }

    var size: Int? { rest.size }
    var witness: (any ByteWitness)? { rest.witness }
    func hasReady(_ bytes: Int) -> Bool { rest.hasReady(bytes - (prefix.count - used)) }
}
