import QuotaModel

/// Reads a CSV log into items: one core cuts pieces of whole rows, each core makes items of its pieces, and the pieces
/// are taken in the order of the log, so the result is the same on any number of cores.
struct CSVLogReader<Source: ByteSource> {
    let feed: CSVFeed<Source>
    let form: CSVForm
    /// Makes a core's own item maker.
    let maker: @Sendable () -> ItemMaker

    /// One core's tools.
    private struct Hands {
        let maker: ItemMaker
        let records: CSVRecords<ItemMaker>

        init(_ reader: CSVLogReader) {
            maker = reader.maker()
            records = CSVRecords(reader.form, sink: maker)
        }

        /// Makes items of a piece; what goes wrong stands in the piece.
        func read(_ piece: CSVPiece, behind order: CSVOrder) {
            maker.begin(piece.batch)
            defer { maker.finish() }
            records.number = 0
            piece.order = CSVOrder(behind: order)
            do {
                try records.read(piece, &piece.order)
            } catch {
                piece.failure = error
            }
        }
    }

    /// - Parameters:
    ///   - helpers: how many other cores may help.
    ///   - expected: how many records there may be, by the size of the first piece, where that can be told.
    /// - Returns: what people should know about the log.
    /// - Throws: a `Refusal` for a broken limit, a missing heading or field; what the source or a delivery throws.
    func read(
        into acceptance: Acceptance, helpers: Int, expected: (CSVPiece) -> Int?
    ) throws -> [Issue] {
        let hands = Hands(self)
        var order = CSVOrder()
        let piece = CSVPiece()
        // Until the heading has been seen, other cores would not know it from a record.
        repeat {
            guard feed.fill(piece) else { return order.remarks(source: form.source) }
            hands.read(piece, behind: order)
            let records = piece.number == 0 ? expected(piece) : nil
            try take(piece, &order, hands, acceptance)
            if let records { acceptance.expect(records: records) }
        } while order.headingBytes.isEmpty
        if helpers == 0 || piece.content.isLast {
            while feed.fill(piece) {
                hands.read(piece, behind: order)
                try take(piece, &order, hands, acceptance)
            }
        } else {
            try share(behind: piece, helpers, &order, hands, acceptance)
        }
        return order.remarks(source: form.source)
    }

    private func share(
        behind first: CSVPiece, _ helpers: Int, _ order: inout CSVOrder, _ hands: Hands,
        _ acceptance: Acceptance
    ) throws {
        let exchange = Exchange([first] + (0...helpers * 2 + 1).map { _ in CSVPiece() })
        let known = order
        // The piece has another number as soon as another core fills it.
        let next = first.number + 1
        acceptance.beginSharing()
        var crew = Crew()
        defer {
            exchange.stop()
            crew.join()
        }
        for _ in 0..<helpers {
            crew.start(exchange) { help(exchange, behind: known) }
        }
        try exchange.takeAll(
            from: next, fill: feed.fill, read: { hands.read($0, behind: known) },
            take: { piece in
                try take(piece, &order, hands, acceptance)
                return true
            })
    }

    /// What another core does: reads pieces, and fills one more for the core that takes them, which has more to do than
    /// others and would wait while this one reads from the file.
    private func help(_ exchange: Exchange<CSVPiece>, behind order: CSVOrder) {
        let hands = Hands(self)
        while let (piece, isFilled) = exchange.awaitPiece() {
            guard isFilled || feed.fill(piece) else { return exchange.giveBack(piece) }
            if let spare = exchange.takeSpare() {
                if feed.fillIfFree(spare) { exchange.offer(spare) } else { exchange.giveBack(spare) }
            }
            hands.read(piece, behind: order)
            exchange.finish(piece)
        }
    }

    /// Takes the next piece in the order of the log.
    private func take(
        _ piece: CSVPiece, _ order: inout CSVOrder, _ hands: Hands, _ acceptance: Acceptance
    ) throws {
        feed.show(piece)
        if let held = order.append(piece.order) { try take(held, hands, acceptance) }
        try acceptance.take(piece.batch) { place in
            hands.records.row.show(place, of: piece)
            return hands.records.row
        }
        if let failure = piece.failure { throw failure }
    }

    /// Takes a row that was held over from an earlier piece.
    private func take(_ held: HeldRow, _ hands: Hands, _ acceptance: Acceptance) throws {
        let batch = RecordBatch()
        hands.maker.begin(batch)
        hands.records.number = 0
        let row = hands.records.makeRow()
        try held.show(in: row) {
            try hands.records.handOver(row, broken: held.broken)
            hands.maker.finish()
            try acceptance.take(batch) { _ in row }
        }
    }
}
