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

    /// An empty piece, as soon as there is one; nil when nothing more is wanted.
    func awaitFree() -> Piece? {
        lock.awaited { () -> Piece?? in
            if isStopped { return .some(nil) }
            if let piece = free.popLast() { return piece }
            return nil
        }
    }

    /// An empty piece, if there is one now.
    func takeFree() -> Piece? { lock.locked { free.popLast() } }

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
