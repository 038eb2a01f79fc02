import QuotaModel

/// Reads an XML log into items. The first records are read by one parser, which learns how they stand; then the log is
/// cut between records, each core parses its pieces and makes items of them, and the pieces are taken in the order of
/// the log. What cannot be cut, or is not what the first records let expect, the first parser reads itself, while
/// another core makes the items: so the result is the same on any number of cores and for any cut.
final class XMLItems<Source: ByteSource> {
    private let document: XMLDocument<Source>
    private let handover: XMLHandover
    private let makeMaker: @Sendable () -> ItemMaker
    private let maker: ItemMaker
    private let acceptance: Acceptance

    /// Throws a `Refusal` when the log cannot be read at all.
    ///
    /// - Parameters:
    ///   - step: bytes of one piece.
    ///   - maker: makes a core's own item maker.
    init(
        _ log: OpenedLog, rest: inout Source, reader: XMLLogReader, step: Int,
        maker makeMaker: @escaping @Sendable () -> ItemMaker, acceptance: Acceptance
    ) throws {
        self.makeMaker = makeMaker
        self.acceptance = acceptance
        maker = makeMaker()
        handover = XMLHandover(fields: maker.asked.fields)
        document = try reader.open(
            prefix: log.prefix, rest: &rest, source: log.source, step: step, sink: handover)
    }

    /// What is left of the source.
    var rest: Source { document.rest }

    /// - Parameter helpers: other cores that may help; none: one does everything.
    /// - Throws: what the parser refuses, and what the source or a delivery throws.
    func read(helpers: Int) throws -> XMLReading {
        let isCut = try handover.passing(take) { try document.readBeginning() }
        var left: [XMLPiece] = []
        if isCut {
            let pieces = XMLPieces(document, makeMaker, acceptance)
            left = try pieces.read(helpers: helpers)
        }
        let reading: XMLReading
        if helpers > 0, !document.isRead {
            reading = try share(left)
        } else {
            reading = try handover.passing(take) { try readOn(left) }
        }
        return reading
    }

    /// The first parser reads what is left.
    private func readOn(_ left: [XMLPiece]) throws -> XMLReading {
        for piece in left { try document.read(piece) }
        return XMLReading(try document.readToEnd(), document.encoding)
    }

    /// The same on another core, while this one makes the items.
    private func share(_ left: [XMLPiece]) throws -> XMLReading {
        let exchange = Exchange((0..<4).map { _ in RecordCopies() })
        let work = SharedReading { [self] in
            var passed = 0
            return try handover.passing { piece in
                piece.number = passed
                passed += 1
                exchange.finish(piece)
                guard let next = exchange.awaitFree() else { throw Stopped() }
                return next
            } during: {
                try readOn(left)
            }
        }
        var crew = Crew()
        defer {
            exchange.stop()
            crew.join()
        }
        crew.start(exchange) { work.run() }
        var next = 0
        while let piece = exchange.awaitFinished(next) {
            exchange.giveBack(try take(piece))
            next += 1
        }
        // Where the system refuses a thread, nothing has been read yet.
        guard let outcome = work.outcome else {
            return try handover.passing(take) { try readOn(left) }
        }
        return try outcome.get()
    }

    /// The other core wants no more.
    private struct Stopped: Error {}

    private func take(_ piece: RecordCopies) throws -> RecordCopies {
        piece.read(into: maker)
        try acceptance.take(piece.batch) { place in
            piece.show(place)
            return piece
        }
        piece.clear()
        return piece
    }
}

/// What another core does, and what came of it: read when that core has ended.
private final class SharedReading: @unchecked Sendable {
    private let body: () throws -> XMLReading
    private(set) var outcome: Result<XMLReading, any Error>?

    init(_ body: @escaping () throws -> XMLReading) { self.body = body }

    func run() { outcome = Result { try body() } }
}

/// Takes the first parser's records and passes them on, many at a time.
private final class XMLHandover: RecordSink {
    let asked = FieldSet(Field.allCases)
    @exclusivity(unchecked) var locator: (any CellLocator)?
    private let fields: [Field]
    @exclusivity(unchecked) private var piece = RecordCopies()
    /// Passes a full piece on and returns an empty one.
    private var pass: ((RecordCopies) throws -> RecordCopies)?
    private var hasFailed = false

    init(fields: [Field]) { self.fields = fields }

    /// Passes on what is read during the body; also, and first, when that throws.
    func passing<Result>(
        _ pass: @escaping (RecordCopies) throws -> RecordCopies, during body: () throws -> Result
    ) throws -> Result {
        self.pass = pass
        defer { self.pass = nil }
        let result = Swift.Result { try body() }
        if !hasFailed { try passOn() }
        return try result.get()
    }

    func take(_ record: Record) throws {
        piece.add(record, fields: fields, locator)
        if piece.isFull { try passOn() }
    }

    private func passOn() throws {
        guard let pass, !piece.isEmpty else { return }
        hasFailed = true
        piece = try pass(piece)
        hasFailed = false
    }

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) {
        preconditionFailure("an XML log has no broken records")
    }
}
