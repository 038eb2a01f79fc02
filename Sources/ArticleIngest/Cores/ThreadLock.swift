import CByteMasks
import Glibc

/// A lock with a signal: what one thread waits for, another announces.
final class ThreadLock: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// So often a thread looks again before it sleeps: some hundred microseconds at most. Most waits are shorter than that,
    /// and than what it takes to wake a thread.
    private static let looks = 128

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
        enter()
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Nil where somebody else has the lock.
    func lockedIfFree<Result>(_ body: () throws -> Result) rethrows -> Result? {
        guard pthread_mutex_trylock(mutex) == 0 else { return nil }
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    private func enter() {
        for _ in 0..<Self.looks {
            if pthread_mutex_trylock(mutex) == 0 { return }
            byte_masks_pause()
        }
        pthread_mutex_lock(mutex)
    }

    /// What `body` gives, as soon as it gives something. It is asked with the lock held, at first and whenever somebody
    /// may have announced a change.
    func awaited<Result>(_ body: () -> Result?) -> Result {
        for _ in 0..<Self.looks {
            if let result = locked(body) { return result }
            byte_masks_pause()
        }
        return locked {
            while true {
                if let result = body() { return result }
                pthread_cond_wait(changed, mutex)
            }
        }
    }

    func announce() { pthread_cond_broadcast(changed) }
}
