import Glibc

/// Threads that help the one that reads a log. They are joined before anything they use goes away.
///
/// Threads of the system, not tasks: a reader is called by synchronous code and must not block a pool that others share.
struct Crew {
    private var threads: [pthread_t] = []

    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread that works for an exchange. Where the system refuses one, the others do its work.
    mutating func start<Piece: NumberedPiece>(_ exchange: Exchange<Piece>, _ body: @escaping @Sendable () -> Void) {
        exchange.join()
        let work = Unmanaged.passRetained(
            Work {
                body()
                exchange.leave()
            })
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { work in
                if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        guard failure != 0 else { return threads.append(thread) }
        work.release()
        exchange.leave()
    }

    /// Waits until all have ended.
    mutating func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }
}
