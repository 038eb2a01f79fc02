import Testing

@testable import ArticleIngest

@Suite("Pieces go from core to core")
struct ExchangeTests {
    private final class Piece: NumberedPiece, @unchecked Sendable {
        var number: Int
        init(_ number: Int) { self.number = number }
    }

    /// What a helper got, written by it and read when it has ended.
    private final class Outcome: @unchecked Sendable { var pieces: [(number: Int, isFilled: Bool)] = [] }

    @Test("a core that helps waits until there is a piece, filled ones first, and ends when nothing more is wanted")
    func help() {
        let exchange = Exchange<Piece>([])
        let outcome = Outcome()
        var crew = Crew()
        crew.start(exchange) {
            while let (piece, isFilled) = exchange.awaitPiece() {
                outcome.pieces.append((piece.number, isFilled))
                exchange.finish(piece)
            }
        }
        exchange.giveBack(Piece(0))
        #expect(exchange.awaitFinished(0)?.number == 0)
        exchange.offer(Piece(1))
        #expect(exchange.awaitFinished(1)?.number == 1)
        exchange.stop()
        crew.join()
        #expect(outcome.pieces.map(\.number) == [0, 1])
        #expect(outcome.pieces.map(\.isFilled) == [false, true])
        #expect(exchange.awaitPiece() == nil && exchange.awaitFree() == nil)
        // All cores have ended without it.
        #expect(exchange.awaitFinished(2) == nil)
    }

    @Test("the core that takes pieces takes the next one first, then reads what is filled, then fills")
    func order() {
        let exchange = Exchange([Piece(9)])
        exchange.offer(Piece(4))
        exchange.offer(Piece(5))
        exchange.finish(Piece(3))
        #expect(exchange.takeSpare() == nil)
        var done: [String] = []
        while let work = exchange.awaitWork(taking: 3, isMore: true) {
            switch work {
            case .take(let piece): done.append("take \(piece.number)")
            case .read(let piece): done.append("read \(piece.number)")
            case .fill(let piece): done.append("fill \(piece.number)")
            }
        }
        #expect(done == ["take 3", "read 4", "read 5", "fill 9"])
        exchange.giveBack(Piece(8))
        if case .some = exchange.awaitWork(taking: 3, isMore: false) {
            Testing.Issue.record("nothing is left to fill it with")
        }
        #expect(exchange.takeSpare()?.number == 8)
    }

    @Test("a lock that somebody has is not waited for")
    func lockIfFree() {
        let lock = ThreadLock()
        #expect(lock.lockedIfFree { 1 } == 1)
        lock.locked { #expect(lock.lockedIfFree { 1 } == nil) }
        #expect(lock.lockedIfFree { 2 } == 2)
    }
}
