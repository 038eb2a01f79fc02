import Foundation
import GRDB
import QuotaModel

/// Turns what SQLite says into problems that the program has words and exit codes for.
enum DatabaseFault {
    /// What a history says of itself. A body that appends may also throw what has nothing to do with the file.
    private static let ofHistories: Set<IssueCode> = [
        .notAHistory, .newerHistory, .damagedFile, .damagedEntry, .damagedBlob, .noSuchEntry,
    ]

    /// Runs the body; a problem of the history that has no place gets the path, every other goes through as it is.
    static func translated<Result>(_ path: String, writing: Bool, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw issue(error, path, writing: writing)
        } catch let issue as Issue where issue.place == nil && ofHistories.contains(issue.code) {
            throw Issue(
                issue.code, at: SourceLocation(path), subject: issue.subject, found: issue.found,
                expected: issue.expected)
        }
    }

    private static func issue(_ error: DatabaseError, _ path: String, writing: Bool) -> Issue {
        let place = SourceLocation(path)
        let reason = error.message ?? error.resultCode.description
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            Issue(.historyLocked, at: place, found: LockHolder.find(path))
        case .SQLITE_NOTADB: Issue(.notAHistory, at: place)
        case .SQLITE_CORRUPT: Issue(.damagedFile, at: place, found: reason)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
            Issue(writing ? .cannotWrite : .cannotRead, at: place, found: reason)
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM:
            Issue(writing ? .writeFailed : .cannotRead, at: place, found: reason)
        // A row that the schema cannot hold was there already, or somebody changed the schema.
        case .SQLITE_CONSTRAINT where !writing, .SQLITE_ERROR, .SQLITE_MISMATCH:
            Issue(.damagedFile, at: place, found: reason)
        default: Issue(.defect, at: place, found: reason)
        }
    }
}

/// Who holds the lock on a file of this machine.
enum LockHolder {
    /// `1234 (quota-cli)`; nil where it cannot be known: on a network share it cannot, and it may be gone already.
    static func find(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        // Closing gives up this process's own locks on the file. It has none: it is here because it got none.
        defer { close(file) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        // The bytes that SQLite locks in every file.
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
        let name = try? String(contentsOfFile: "/proc/\(lock.l_pid)/comm", encoding: .utf8)
        return name.map { "\(lock.l_pid) (\($0.split(separator: "\n").first ?? ""))" } ?? String(lock.l_pid)
    }
}
