import QuotaModel

/// A CSV log whose encoding, delimiter and heading have been found, ready to be read.
struct CSVText {
    let encoding: EncodingChoice
    let layout: CSVLayout
    /// So many bytes of text are looked through for losses.
    private static let judged = 32 << 10

    private let prefix: [UInt8]
    private let source: String
    private let limits: ReadingLimits
    private let mapping: LogMapping?
    private let remarks: [Issue]

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
            source: log.source, sample: sample, isWhole: log.isWhole, mapping: mapping, limits: limits,
            needed: needed)
        let found = try finder.find(said: options.delimiter ?? mapping?.delimiter)
        layout = found.layout
        remarks =
            encoding.remarks(source: log.source, samples: found.samples)
            + TextLosses.remarks(in: sample.prefix(Self.judged), source: log.source)
            + found.remarks
    }

    /// The fields that the log has a column for.
    var fields: FieldSet { layout.heading?.fields ?? [] }

    /// Reads all records into the sink.
    ///
    /// - Returns: what people should know about the log's form.
    func read(rest: inout some ByteSource, into sink: any RecordSink) throws -> [Issue] {
        let reader = CSVLogReader(
            source: source, limits: limits, layout: layout, constants: mapping?.constants ?? [:])
        let window = TextWindow(decoder: encoding.decoder, source: source, fileLimit: limits.fileBytes)
        var bytes = PrefixedSource(prefix: prefix, rest: rest)
        defer { rest = bytes.rest }
        try reader.read(window, from: &bytes, into: sink)
        return remarks + reader.remarks
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
}
