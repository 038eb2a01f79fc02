import QuotaModel

/// Reads an XML log into items: the parser runs on one core; items are made of its records and taken on another.
final class XMLItems<Source: ByteSource>: @unchecked Sendable {
    private let log: OpenedLog
    /// Only the parser's core touches them while it runs.
    private var reader: XMLLogReader
    private(set) var rest: Source
    private var outcome: Result<XMLReading, any Error>?

    init(_ log: OpenedLog, rest: Source, reader: XMLLogReader) {
        self.log = log
        self.rest = rest
        self.reader = reader
    }

    /// - Parameter helpers: other cores that may help; none: one does everything.
    /// - Throws: what the parser refuses, and what the source or a delivery throws.
    func read(with maker: ItemMaker, into acceptance: Acceptance, helpers: Int) throws -> XMLReading {
        let fields = maker.asked.fields
        if helpers > 0 {
            try share(fields, with: maker, into: acceptance)
        }
        if outcome == nil {
            let piece = RecordCopies()
            parse(
                XMLHandover(fields: fields, first: piece) {
                    try Self.take($0, maker, acceptance)
                    return piece
                })
        }
        guard let outcome else { preconditionFailure("parsing has an outcome") }
        return try outcome.get()
    }

    private func share(_ fields: [Field], with maker: ItemMaker, into acceptance: Acceptance) throws {
        let exchange = Exchange((0..<4).map { _ in RecordCopies() })
        var crew = Crew()
        defer {
            exchange.stop()
            crew.join()
        }
        crew.start(exchange) { [self] in
            guard let first = exchange.awaitFree() else { return }
            var passed = 0
            parse(
                XMLHandover(fields: fields, first: first) { piece in
                    piece.number = passed
                    passed += 1
                    exchange.finish(piece)
                    guard let next = exchange.awaitFree() else { throw Stopped() }
                    return next
                })
        }
        var next = 0
        while let piece = exchange.awaitFinished(next) {
            try Self.take(piece, maker, acceptance)
            exchange.giveBack(piece)
            next += 1
        }
    }

    /// The other core wants no more.
    private struct Stopped: Error {}

    private func parse(_ handover: XMLHandover) {
        outcome = Result {
            let reading = try reader.read(prefix: log.prefix, rest: &rest, source: log.source, sink: handover)
            try handover.finish()
            return reading
        }
    }

    private static func take(_ piece: RecordCopies, _ maker: ItemMaker, _ acceptance: Acceptance) throws {
        piece.read(into: maker)
        try acceptance.take(piece.batch) { place in
            piece.show(place)
            return piece
        }
        piece.clear()
    }
}

/// Takes the parser's records and passes them on, many at a time.
private final class XMLHandover: RecordSink {
    let asked = FieldSet(Field.allCases)
    @exclusivity(unchecked) var locator: (any CellLocator)?
    private let fields: [Field]
    @exclusivity(unchecked) private var piece: RecordCopies
    /// Passes a full piece on and returns an empty one.
    private let pass: (RecordCopies) throws -> RecordCopies

    init(fields: [Field], first: RecordCopies, pass: @escaping (RecordCopies) throws -> RecordCopies) {
        self.fields = fields
        piece = first
        self.pass = pass
    }

    func take(_ record: Record) throws {
        piece.add(record, fields: fields, locator)
        if piece.isFull { piece = try pass(piece) }
    }

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) {
        preconditionFailure("an XML log has no broken records")
    }

    /// The last records go out.
    func finish() throws {
        if !piece.isEmpty { piece = try pass(piece) }
    }
}
