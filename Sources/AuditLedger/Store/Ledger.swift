import Foundation
import GRDB
import Glibc
import QuotaModel

/// A history: one SQLite file of entries and blobs that only grows (contract, section 9).
///
/// Reading takes no lasting lock and needs no right to write: what has been read can never change, so every read is a
/// short one of its own, and a reader goes on with the size that it found first.
public final class Ledger {
    /// As it was given; named in every issue.
    public let path: String
    private let queue: DatabaseQueue

    /// So long one writer waits for another (contract, sections 9 and 11.10).
    public static let patience = 30.0

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// Opens a history.
    ///
    /// - Parameters:
    ///   - writing: to append; otherwise nothing is ever written to the file.
    ///   - patience: seconds to wait for somebody else's lock.
    /// - Throws: `Issue` `no-such-file`, `not-a-history`, `newer-history`, `history-locked` and those of files.
    public convenience init(_ path: String, writing: Bool = false, patience: Double = Ledger.patience) throws {
        guard access(path, F_OK) == 0 else { throw Issue(.noSuchFile, at: SourceLocation(path)) }
        guard access(path, writing ? R_OK | W_OK : R_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            throw Issue(writing ? .cannotWrite : .cannotRead, at: SourceLocation(path), found: reason)
        }
        // SQLite would wait for a pipe's other end.
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw Issue(.notAHistory, at: SourceLocation(path))
        }
        let queue = try DatabaseFault.translated(path, writing: writing) {
            do {
                let queue = try Self.queue(path, Self.configuration(writing, patience))
                try queue.read(Self.checkKind)
                return queue
            } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
                // A writer died. Whoever may write puts the file back first; a reader who may not has to say so.
                guard access(path, W_OK) == 0 else { throw Issue(.unfinishedWrite, at: SourceLocation(path)) }
                let mender = try Self.queue(path, Self.configuration(true, patience))
                try mender.read(Self.checkKind)
                try mender.close()
                return try Self.queue(path, Self.configuration(writing, patience))
            }
        }
        self.init(path: path, queue: queue)
    }

    /// A path is a path: SQLite would take `file:x` for an address and `:memory:` for no file at all.
    private static func queue(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        try DatabaseQueue(path: path.hasPrefix("/") ? path : "./" + path, configuration: configuration)
    }

    private static func configuration(_ writing: Bool, _ patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = !writing
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            guard writing else { return }
            // A rollback journal, because a write-ahead log does not hold on a network share. EXTRA is FULL and the
            // folder besides: a commit that was reported stays.
            try db.execute(sql: "PRAGMA synchronous = EXTRA")
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        }
        return configuration
    }

    /// - Throws: `Issue` for a file that is no history, or a newer one.
    private static func checkKind(_ db: Database) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard id == LedgerSchema.applicationID else { throw Issue(.notAHistory) }
        let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version == LedgerSchema.version else {
            throw Issue(.newerHistory, found: String(version), expected: [String(LedgerSchema.version)])
        }
    }

    /// Makes a new history with its first entries, in a file that only its owner may read.
    ///
    /// - Throws: `Issue` `history-exists` where anything has this name, and those of files; what `body` throws. Nothing is
    ///   left then.
    public static func create(_ path: String, _ body: (LedgerAppend) throws -> Void) throws {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw Issue(.historyExists, at: SourceLocation(path)) }
            throw Issue(.cannotWrite, at: SourceLocation(path), found: String(cString: strerror(errno)))
        }
        Glibc.close(file)
        do {
            try DatabaseFault.translated(path, writing: true) {
                let queue = try Self.queue(path, Self.configuration(true, Self.patience))
                try queue.writeWithoutTransaction { db in
                    try db.inTransaction(.immediate) {
                        try LedgerSchema.create(db)
                        try body(LedgerAppend(db, after: EntryChain()))
                        return .commit
                    }
                }
                try queue.close()
            }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Appends: all that the body appends, or nothing when it throws or anything fails. Nothing is built upon an entry that
    /// the tree does not cover: all are gone through first, as for a report.
    ///
    /// - Throws: `Issue` `history-locked` when another writer does not finish in time, `damaged-entry` of the first entry that
    ///   is not as it was appended, those of files, and what `body` throws.
    public func append<Result>(_ body: (LedgerAppend) throws -> Result) throws -> Result {
        try DatabaseFault.translated(path, writing: true) {
            try queue.writeWithoutTransaction { db in
                var result: Result?
                try db.inTransaction(.immediate) {
                    try Self.checkKind(db)
                    result = try body(LedgerAppend(db, after: chain(db)))
                    return .commit
                }
                guard let result else { throw Issue(.defect) }
                return result
            }
        }
    }

    /// What an append builds upon.
    private func chain(_ db: Database) throws -> EntryChain {
        do {
            return try EntryChain(of: db)
        } catch let fault as Verification.Fault {
            throw Issue(fault, at: path)
        }
    }

    /// Closes the file; later calls fail.
    public func close() throws { try DatabaseFault.translated(path, writing: false) { try queue.close() } }

    /// Reads in one short access.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try DatabaseFault.translated(path, writing: false) { try queue.read(body) }
    }
}
