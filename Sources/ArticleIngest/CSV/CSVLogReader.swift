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
        let exchange = Exchange([first] + (0...helpers * 2).map { _ in CSVPiece() })
        let known = order
        var next = first.number + 1
        acceptance.beginSharing()
        var crew = Crew()
        defer {
            exchange.stop()
            crew.join()
        }
        for _ in 0..<helpers {
            crew.start(exchange) {
                let hands = Hands(self)
                while let piece = exchange.awaitFree() {
                    guard feed.fill(piece) else {
                        exchange.giveBack(piece)
                        return
                    }
                    hands.read(piece, behind: known)
                    exchange.finish(piece)
                }
            }
        }
        var isMore = true
        while true {
            var piece = exchange.take(next)
            if piece == nil, isMore, let free = exchange.takeFree() {
                isMore = feed.fill(free)
                if isMore {
                    hands.read(free, behind: known)
                    exchange.finish(free)
                } else {
                    exchange.giveBack(free)
                }
                continue
            }
            if piece == nil { piece = exchange.awaitFinished(next) }
            guard let piece else { return }
            try take(piece, &order, hands, acceptance)
            exchange.giveBack(piece)
            next += 1
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
