import AuditLedger
import Glibc
import QuotaModel

/// A history while it is made: in a folder of its own beside its place, so that whoever ends the program on the way finds
/// nothing there, or the whole.
struct NewHistory {
    private let path: String

    /// - Throws: `Issue` `history-exists` where anything has this name already.
    init(_ path: String) throws {
        self.path = path
        guard !Self.isTaken(path) else { throw Issue(.historyExists, at: SourceLocation(path)) }
    }

    /// Makes the history with its first entries, and gives it its name.
    ///
    /// - Throws: `Issue` where it cannot be written, or the name was taken meanwhile; what `body` throws. Nothing is left
    ///   then.
    func make(_ body: (LedgerAppend) throws -> Void) throws {
        let folder = try PrivateFolder(beside: path)
        let file = folder.file(InputFile.name(of: path))
        do {
            try Ledger.create(file, body)
        } catch {
            throw placed(error, file)
        }
        let refused = folder.finish { publish(file) }
        guard refused == 0 else { throw issue(refused) }
    }

    /// A second name for the file fails where the name is taken, as renaming does not.
    ///
    /// - Returns: 0, or why not.
    private func publish(_ file: String) -> Int32 {
        if link(file, path) == 0 { return Self.makeLasting(path) }
        let reason = errno
        // A file system without second names, as on some sticks and shares.
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(reason), !Self.isTaken(path) else { return reason }
        return rename(file, path) == 0 ? Self.makeLasting(path) : errno
    }

    /// The name is a change of the folder. Not every file system can be asked to keep it.
    private static func makeLasting(_ path: String) -> Int32 {
        let slash = path.lastIndex(of: "/")
        let folder = open(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return 0 }
        _ = fsync(folder)
        close(folder)
        return 0
    }

    private static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private func issue(_ reason: Int32) -> Issue {
        reason == EEXIST
            ? Issue(.historyExists, at: SourceLocation(path))
            : SystemFile.issue(.cannotWrite, path, reason)
    }

    /// People know the history by its own name.
    private func placed(_ error: any Error, _ file: String) -> any Error {
        guard let issue = error as? Issue, issue.place?.source == file else { return error }
        return Issue(
            issue.code, at: SourceLocation(path), subject: issue.subject, found: issue.found, expected: issue.expected)
    }
}
