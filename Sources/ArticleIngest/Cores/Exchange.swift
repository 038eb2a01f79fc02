/// A piece of a log that goes from core to core.
protocol NumberedPiece: AnyObject, SendableMetatype {
    /// Its place among the pieces of the log, from 0.
    var number: Int { get }
}

/// Where cores hand pieces to each other: empty ones to whoever fills them, finished ones to the one that takes them in
/// the order of the log. There are never more pieces than there were at first, so memory does not grow.
final class Exchange<Piece: NumberedPiece>: @unchecked Sendable {
    private let lock = ThreadLock()
    private var free: [Piece]
    /// Filled for whoever comes next, the first one first.
    private var filled: [Piece] = []
    private var finished: [Int: Piece] = [:]
    private var workers = 0
    private var isStopped = false

    init(_ pieces: [Piece]) { free = pieces }

    /// One more core works for this exchange.
    func join() { lock.locked { workers += 1 } }

    /// A core has ended.
    func leave() {
        lock.locked {
            workers -= 1
            lock.announce()
        }
    }

    /// Nothing more is wanted; whoever waits for a piece gets none.
    func stop() {
        lock.locked {
            isStopped = true
            lock.announce()
        }
    }

    /// For a core that helps: a piece, filled or empty, as soon as there is one; nil when nothing more is wanted.
    func awaitPiece() -> (piece: Piece, isFilled: Bool)? {
        lock.awaited { () -> (piece: Piece, isFilled: Bool)?? in
            if isStopped { return .some(nil) }
            if !filled.isEmpty { return (filled.removeFirst(), true) }
            if let piece = free.popLast() { return (piece, false) }
            return nil
        }
    }

    /// The whole work of the core that takes the pieces in their order: it fills and reads pieces itself while the next one is
    /// not finished. Ends when there are no more, or when `take` says so.
    ///
    /// - Parameters:
    ///   - first: the number of the first piece to take.
    ///   - fill: whether there was something to fill the piece with; what is not filled ends the filling.
    ///   - take: whether to go on; if not, the piece is not given back.
    func takeAll(from first: Int, fill: (Piece) -> Bool, read: (Piece) -> Void, take: (Piece) throws -> Bool) rethrows {
        var next = first
        var isMore = true
        while let work = awaitWork(taking: next, isMore: isMore) {
            switch work {
            case .fill(let piece):
                isMore = fill(piece)
                guard isMore else {
                    giveBack(piece)
                    continue
                }
                fallthrough
            case .read(let piece):
                read(piece)
                finish(piece)
            case .take(let piece):
                guard try take(piece) else { return }
                giveBack(piece)
                next += 1
            }
        }
    }

    /// A piece and what the core that takes them is to do with it.
    private enum Work {
        case fill(Piece)
        case read(Piece)
        case take(Piece)
    }

    /// The piece with this number if it is finished, else one to work on, as soon as there is one; nil when all other cores
    /// have ended without it.
    private func awaitWork(taking number: Int, isMore: Bool) -> Work? {
        lock.awaited { () -> Work?? in
            if let piece = finished.removeValue(forKey: number) { return .take(piece) }
            if !filled.isEmpty { return .read(filled.removeFirst()) }
            if isMore, let piece = free.popLast() { return .fill(piece) }
            return workers == 0 ? .some(nil) : nil
        }
    }

    /// An empty piece that may be filled for whoever comes next, unless one is filled already.
    func takeSpare() -> Piece? { lock.locked { filled.isEmpty ? free.popLast() : nil } }

    /// Leaves a filled piece for whoever comes next.
    func offer(_ piece: Piece) {
        lock.locked {
            filled.append(piece)
            lock.announce()
        }
    }

    /// An empty piece, as soon as there is one; nil when nothing more is wanted.
    func awaitFree() -> Piece? {
        lock.awaited { () -> Piece?? in
            if isStopped { return .some(nil) }
            if let piece = free.popLast() { return piece }
            return nil
        }
    }

    func giveBack(_ piece: Piece) {
        lock.locked {
            free.append(piece)
            lock.announce()
        }
    }

    func finish(_ piece: Piece) {
        lock.locked {
            finished[piece.number] = piece
            lock.announce()
        }
    }

    /// The piece with this number, if it is finished.
    func take(_ number: Int) -> Piece? { lock.locked { finished.removeValue(forKey: number) } }

    /// The piece with this number, as soon as it is finished; nil when all cores have ended without it.
    func awaitFinished(_ number: Int) -> Piece? {
        lock.awaited { () -> Piece?? in
            if let piece = finished.removeValue(forKey: number) { return piece }
            return workers == 0 ? .some(nil) : nil
        }
    }
}
