import Glibc
import Synchronization

/// What lies about while a result is being made: files and folders under temporary names, and a program that was started.
/// Whoever ends the program by a signal finds nothing of it (contract, section 7).
///
/// Everything happens under one lock. It is not given back once a signal is being answered: whoever would make, rename or
/// miss something then waits for the end.
enum Unfinished {
    private struct Work {
        var files: [String] = []
        var folders: [String] = []
        /// Leaders of groups of processes.
        var groups: [pid_t] = []
        /// Signals are answered from the first thing on that could be left behind: a run that makes none pays nothing.
        var isWatched = false
    }

    private static let work = Mutex(Work())

    private static func locked<Result>(_ body: (inout Work) -> Result) -> Result {
        work.withLock { work in
            if !work.isWatched {
                work.isWatched = true
                watch()
            }
            return body(&work)
        }
    }

    // MARK: What is made

    /// - Parameter open: makes the file; its descriptor, negative where it was not made.
    static func file(_ path: String, _ open: () -> Int32) -> Int32 {
        locked { work in
            let file = open()
            if file >= 0 { work.files.append(path) }
            return file
        }
    }

    /// - Parameter finish: gives the file its own name, or removes it.
    @discardableResult
    static func finishFile(_ path: String, _ finish: () -> Int32) -> Int32 {
        locked { work in
            work.files.removeAll { $0 == path }
            return finish()
        }
    }

    /// - Parameter make: nil where no folder was made.
    static func folder(_ make: () -> String?) -> String? {
        locked { work in
            let path = make()
            if let path { work.folders.append(path) }
            return path
        }
    }

    /// - Parameter finish: gives the folder its own name, or removes it.
    @discardableResult
    static func finishFolder<Result>(_ path: String, _ finish: () -> Result) -> Result {
        locked { work in
            work.folders.removeAll { $0 == path }
            return finish()
        }
    }

    /// - Parameter start: the leader of a new group of processes, nil where none was started.
    static func group(_ start: () -> pid_t?) -> pid_t? {
        locked { work in
            let leader = start()
            if let leader { work.groups.append(leader) }
            return leader
        }
    }

    /// - Parameter isEnded: asks for the end, after which the group's number may be another's.
    static func finishGroup(_ leader: pid_t, _ isEnded: () -> Bool) -> Bool {
        locked { work in
            let isEnded = isEnded()
            if isEnded { work.groups.removeAll { $0 == leader } }
            return isEnded
        }
    }

    // MARK: Signals

    /// The ends of a pipe in which the handler says which signal came: a handler may do little else.
    nonisolated(unsafe) private static var readingEnd: Int32 = -1
    nonisolated(unsafe) private static var writingEnd: Int32 = -1

    /// A signal that is ignored stays ignored: nohup, a job in the background.
    private static func watch() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readingEnd, writingEnd) = (ends[0], ends[1])
        var thread = pthread_t()
        let answering: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
            Unfinished.answer()
            return nil
        }
        guard pthread_create(&thread, nil, answering, nil) == 0 else { return }
        pthread_detach(thread)
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            guard sigaction(signal, nil, &action) == 0, !action.isIgnoring else { continue }
            action = sigaction()
            action.__sigaction_handler.sa_handler = { Unfinished.note($0) }
            action.sa_flags = SA_RESTART
            sigaction(signal, &action, nil)
        }
    }

    private static func note(_ signal: Int32) {
        let before = errno
        var number = UInt8(truncatingIfNeeded: signal)
        _ = write(writingEnd, &number, 1)
        errno = before
    }

    /// Waits for a signal, takes away what is not finished, and ends as the signal alone would have.
    private static func answer() {
        var number: UInt8 = 0
        while read(readingEnd, &number, 1) != 1 { guard errno == EINTR else { return } }
        work.withLock { work in
            for leader in work.groups {
                kill(-leader, SIGKILL)
                waitpid(leader, nil, 0)
            }
            for file in work.files { unlink(file) }
            for folder in work.folders { FolderTree.removeFromWriters(folder) }
            signal(Int32(number), SIG_DFL)
            kill(getpid(), Int32(number))
            while true { pause() }
        }
    }
}

extension sigaction {
    fileprivate var isIgnoring: Bool {
        unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
