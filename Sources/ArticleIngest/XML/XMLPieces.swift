import QuotaModel

/// Reads the pieces of an XML log on all cores and takes them in the order of the log.
struct XMLPieces<Source: ByteSource> {
    private let document: XMLDocument<Source>
    private let maker: @Sendable () -> ItemMaker
    private let acceptance: Acceptance

    init(_ document: XMLDocument<Source>, _ maker: @escaping @Sendable () -> ItemMaker, _ acceptance: Acceptance) {
        self.document = document
        self.maker = maker
        self.acceptance = acceptance
    }

    /// - Parameter helpers: how many other cores may help.
    /// - Returns: the pieces, in their order, that only the parser of the whole log can read; what follows them is still
    ///   to be read.
    /// - Throws: what a delivery throws.
    func read(helpers: Int) throws -> [XMLPiece] {
        let exchange = Exchange((0...helpers * 2 + 1).map { _ in XMLPiece() })
        acceptance.beginSharing()
        var crew = Crew()
        defer {
            document.stopCutting()
            exchange.stop()
            crew.join()
        }
        for _ in 0..<helpers {
            crew.start(exchange) { [document, maker] in
                let reader = XMLPieceReader(document, maker())
                while let piece = exchange.awaitFree() {
                    guard document.fill(piece) else {
                        exchange.giveBack(piece)
                        return
                    }
                    reader.read(piece)
                    exchange.finish(piece)
                }
            }
        }
        let reader = XMLPieceReader(document, maker())
        var nodes = [ObjectIdentifier: KnownPaths]()
        var refused: XMLPiece?
        try exchange.takeAll(from: 0, fill: document.fill, read: reader.read) { piece in
            let isTaken = try take(piece, &nodes)
            if !isTaken { refused = piece }
            return isTaken
        }
        return refused.map { left(from: $0, exchange, &crew) } ?? []
    }

    /// Where the paths of a core's parser stand in the parser of the whole log.
    private struct KnownPaths {
        /// Kept, so that no other parser can be taken for it.
        let parser: XMLPushParser
        var nodes: [Int32]
    }

    /// - Returns: false where only the parser of the whole log can read the piece.
    private func take(_ piece: XMLPiece, _ nodes: inout [ObjectIdentifier: KnownPaths]) throws -> Bool {
        guard let finding = piece.finding else { return false }
        // Before the first record all parsers have met the same paths.
        let reader = ObjectIdentifier(finding.parser)
        var known = nodes[reader] ?? KnownPaths(parser: finding.parser, nodes: Array(0..<Int32(finding.firstPath)))
        guard document.absorb(piece, finding, nodes: &known.nodes) else { return false }
        nodes[reader] = known
        if piece.number == 0, let size = document.size {
            let recordBytes = piece.bytes.count / max(1, piece.copies.batch.records)
            acceptance.expect(records: size / max(1, recordBytes))
        }
        try acceptance.take(piece.copies.batch) { place in
            piece.copies.show(place)
            return piece.copies
        }
        piece.clear()
        return true
    }

    /// This piece and all that are already cut.
    private func left(from piece: XMLPiece, _ exchange: Exchange<XMLPiece>, _ crew: inout Crew) -> [XMLPiece] {
        document.stopCutting()
        exchange.stop()
        crew.join()
        var left = [piece]
        while let next = exchange.take(piece.number + left.count) { left.append(next) }
        return left
    }
}

/// One core's tools: a parser that has read the beginning of the log, and an item maker.
private final class XMLPieceReader {
    private let sink: PieceSink
    private let parser: XMLPushParser?
    private let standing: XMLPushParser.Standing?
    private let plain = PlainMarkup()
    private var paths: Int

    init<Source: ByteSource>(_ document: XMLDocument<Source>, _ maker: ItemMaker) {
        sink = PieceSink(maker)
        let made = document.makeParser(sink: sink)
        parser = made?.parser
        standing = made?.standing
        paths = made?.parser.collector.pathCount ?? 0
    }

    /// Makes items of a piece, and tells what it found unless anything is unusual.
    func read(_ piece: XMLPiece) {
        piece.clear()
        piece.copies.batch.clear()
        guard let parser else { return }
        let lastLine = readPlain(piece, with: parser) ?? readAll(piece, with: parser)
        guard parser.standing == standing else { return }
        let news = parser.takeNews(since: paths)
        piece.finding = XMLPiece.Finding(parser: parser, firstPath: paths, lastLine: lastLine, news: news)
        paths += news.paths.count
        plain.learn(news.paths)
    }

    /// - Returns: the line at the end; nil if the piece is not plain.
    private func readPlain(_ piece: XMLPiece, with parser: XMLPushParser) -> Int? {
        sink.begin(piece.copies)
        let isPlain = parser.read(plain: piece.bytes, line: piece.firstLine, by: plain)
        sink.finish()
        guard !isPlain else { return piece.firstLine + piece.bytes.lineFeeds }
        piece.copies.clear()
        piece.copies.batch.clear()
        return nil
    }

    private func readAll(_ piece: XMLPiece, with parser: XMLPushParser) -> Int {
        sink.begin(piece.copies)
        parser.goOn(atLine: piece.firstLine)
        parser.push(piece.bytes, isLast: false)
        sink.finish()
        return parser.line
    }
}

/// Makes items of records while they are parsed, and keeps what tells each of them from others.
private final class PieceSink: RecordSink {
    let asked = FieldSet(Field.allCases)
    @exclusivity(unchecked) var locator: (any CellLocator)? {
        didSet { maker.locator = locator }
    }
    private let maker: ItemMaker
    @exclusivity(unchecked) private var copies = RecordCopies()
    @exclusivity(unchecked) private var count = 0

    init(_ maker: ItemMaker) { self.maker = maker }

    func begin(_ copies: RecordCopies) {
        self.copies = copies
        count = 0
        maker.begin(copies.batch)
    }

    func finish() { maker.finish() }

    func take(_ record: Record) {
        copies.add(record, fields: [.id], locator)
        maker.take(Record(number: count + 1, line: record.line, place: count, values: record.values))
        count += 1
    }

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) {
        preconditionFailure("an XML log has no broken records")
    }
}
