import Glibc
import QuotaModel

/// What every file asks of the system.
enum SystemFile {
    /// Writes all bytes, however often that takes.
    ///
    /// - Throws: `Issue` `write-failed`.
    static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, named path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(file, part.baseAddress, part.count)
            if count < 0, errno == EINTR { continue }
            // Standard output that a parent program left not blocking.
            if count < 0, errno == EAGAIN, awaitRoom(in: file) { continue }
            guard count > 0 else { throw issue(.writeFailed, path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func awaitRoom(in file: Int32) -> Bool {
        var wanted = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        while poll(&wanted, 1, -1) < 0 { guard errno == EINTR else { return false } }
        return true
    }

    /// The open descriptor that a path means: `/dev/stdout`, `/dev/fd/1`. Where a file stands behind it, opening the path would
    /// begin at that file's first byte again.
    static func descriptor(named path: String) -> Int32? {
        let number: Int32? =
            switch path {
            case "/dev/stdout": STDOUT_FILENO
            case "/dev/stderr": STDERR_FILENO
            default:
                ["/dev/fd/", "/proc/self/fd/"].first(where: path.hasPrefix).flatMap { Int32(path.dropFirst($0.count)) }
            }
        return number.flatMap { fcntl($0, F_GETFD) >= 0 ? $0 : nil }
    }

    /// What the system has just refused, in its words.
    static func issue(_ code: IssueCode, _ path: String, _ number: Int32 = errno) -> Issue {
        Issue(code, at: SourceLocation(path), found: String(cString: strerror(number)))
    }
}
