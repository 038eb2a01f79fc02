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

    @Test("the core that takes pieces takes the next one first, else reads what is filled, else fills")
    func order() {
        let exchange = Exchange([Piece(9)])
        exchange.offer(Piece(4))
        exchange.offer(Piece(5))
        exchange.finish(Piece(3))
        #expect(exchange.takeSpare() == nil)
        var done: [String] = []
        exchange.takeAll(
            from: 3,
            fill: {
                done.append("fill \($0.number)")
                $0.number = 6
                return !done.contains("take 6")
            },
            read: { done.append("read \($0.number)") },
            take: {
                done.append("take \($0.number)")
                return true
            })
        // A piece that could not be filled ends the filling.
        #expect(
            done == [
                "take 3", "read 4", "take 4", "read 5", "take 5", "fill 5", "read 6", "take 6", "fill 6",
            ])
        exchange.finish(Piece(7))
        exchange.finish(Piece(8))
        exchange.takeAll(from: 7, fill: { _ in false }, read: { _ in }, take: { _ in false })
        // The piece that ended it is not given back, and the next one not taken.
        #expect(exchange.take(7) == nil && exchange.take(8)?.number == 8)
    }

    @Test("a lock that somebody has is not waited for")
    func lockIfFree() {
        let lock = ThreadLock()
        #expect(lock.lockedIfFree { 1 } == 1)
        lock.locked { #expect(lock.lockedIfFree { 1 } == nil) }
        #expect(lock.lockedIfFree { 2 } == 2)
    }
}
