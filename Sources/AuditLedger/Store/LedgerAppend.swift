import Crypto
import Foundation
import GRDB
import QuotaModel

/// One append while it is being made: a transaction that becomes part of the history whole or not at all.
public final class LedgerAppend {
    private let db: Database
    private var chain: EntryChain

    /// - Parameter chain: of the entries that are there.
    init(_ db: Database, after chain: EntryChain) {
        self.db = db
        self.chain = chain
    }

    /// Entries before and in this append so far.
    public var size: Int { chain.size }

    /// Reads what is there, this append's own entries too.
    public func entry(_ seq: Int) throws -> Entry { try LedgerRows.entry(db, seq) }

    /// All bytes of a blob that is small.
    public func contents(of sha256: String) throws -> [UInt8] { try LedgerRows.contents(db, of: sha256) }

    /// Appends an entry.
    ///
    /// - Precondition: every blob that its payload names is stored.
    @discardableResult
    public func append(_ draft: EntryDraft) throws -> Entry {
        let entry = Entry(seq: chain.size, draft)
        for digest in entry.blobs {
            let isStored = try LedgerRows.blob(db, digest) != nil
            precondition(isStored, "an entry names only blobs that are stored")
        }
        let bytes = entry.bytes
        let digests = chain.append(bytes)
        try db.insert(
            "INSERT INTO entries (seq, entry, leaf, link, nodes) VALUES (?, ?, ?, ?, ?)",
            [entry.seq, Data(bytes), Data(digests.leaf), Data(digests.link), Data(digests.nodes)])
        return entry
    }

    /// Stores the bytes that `fill` writes, unless they are stored already.
    ///
    /// - Returns: their SHA-256 in hexadecimal, how many there are and whether they are new, and what `fill` returned.
    public func store<Result>(_ fill: (BlobWriter) throws -> Result) throws -> (StoredBlob, Result) {
        var outcome: (StoredBlob, Result)?
        try db.inSavepoint {
            let writer = try BlobWriter(db)
            let result = try fill(writer)
            let blob = try writer.finish()
            outcome = (blob, result)
            return blob.isNew ? .commit : .rollback
        }
        guard let outcome else { throw Issue(.defect) }
        return outcome
    }

    /// Stores bytes that are in memory.
    public func store(_ bytes: [UInt8]) throws -> StoredBlob {
        try store { writer in try bytes.withUnsafeBytes { try writer.write($0) } }.0
    }
}

/// A blob by its digest.
public struct StoredBlob: Hashable, Sendable {
    /// In hexadecimal.
    public let sha256: String
    /// Bytes.
    public let size: Int
    /// Whether the history had no such bytes before.
    public let isNew: Bool
}

/// Takes the bytes of one blob in order and stores them in rows of a fixed size.
public final class BlobWriter {
    private let db: Database
    private let blob: Int
    private var number = 0
    private var size = 0
    private var hash = SHA256()
    private var part = Data(capacity: LedgerSchema.partSize)

    init(_ db: Database) throws {
        self.db = db
        blob = try Int.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM blobs") ?? 1
    }

    /// Adds the next bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        hash.update(bufferPointer: bytes)
        size += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            let taken = rest.prefix(LedgerSchema.partSize - part.count)
            part.append(contentsOf: UnsafeRawBufferPointer(rebasing: taken))
            rest = rest.dropFirst(taken.count)
            if part.count == LedgerSchema.partSize { try flush() }
        }
    }

    private func flush() throws {
        try db.insert("INSERT INTO parts (blob, number, bytes) VALUES (?, ?, ?)", [blob, number, part])
        number += 1
        part.removeAll(keepingCapacity: true)
    }

    /// Where the bytes are not new, the caller takes them back.
    func finish() throws -> StoredBlob {
        if !part.isEmpty { try flush() }
        let digest = Array(hash.finalize())
        let name = DigestText.hexadecimal(digest)
        guard try LedgerRows.blob(db, name) == nil else { return StoredBlob(sha256: name, size: size, isNew: false) }
        try db.insert("INSERT INTO blobs (id, sha256, size) VALUES (?, ?, ?)", [blob, Data(digest), size])
        return StoredBlob(sha256: name, size: size, isNew: true)
    }
}

extension Database {
    /// Inserts one row.
    ///
    /// - Throws: `Issue` `damaged-file` where none came to be: a trigger that somebody added can drop a row without an error.
    fileprivate func insert(_ sql: String, _ values: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: values)
        guard changesCount == 1 else { throw Issue(.damagedFile, found: "INSERT") }
    }
}
