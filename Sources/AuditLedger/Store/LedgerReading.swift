import Crypto
import Foundation
import GRDB
import QuotaModel

extension Ledger {
    /// How many entries there are now.
    ///
    /// - Throws: `Issue` `damaged-entry` where there is none: every history begins with the entry that names it.
    public func size() throws -> Int {
        let size = try count()
        guard size > 0 else { throw Issue(.damagedEntry, at: SourceLocation(path), subject: "0") }
        return size
    }

    /// Entries by the number of the last, also of a history without its first.
    func count() throws -> Int {
        do {
            return try read(LedgerRows.count)
        } catch let issue as Issue where issue.code == .damagedFile {
            // The newest entries stand on a broken page; the index of leaves has their numbers too.
            return try read(LedgerRows.indexedCount)
        }
    }

    /// Held against its digest and the link to the one before; the whole tree is `forEachEntry`'s.
    ///
    /// - Throws: `Issue` `no-such-entry`, `damaged-entry`.
    public func entry(_ seq: Int) throws -> Entry { try read { try LedgerRows.entry($0, seq) } }

    /// The first `end` entries in order, each held against the digests of the tree.
    ///
    /// - Returns: the root over them, computed from what was handed out.
    /// - Throws: `Issue` `damaged-entry` at the first that the tree does not cover, after all before it were handed out.
    @discardableResult
    public func forEachEntry(to end: Int, _ body: (Entry) throws -> Void) throws -> [UInt8] {
        try walk(to: end) { seq, bytes in
            guard let entry = Entry(bytes: bytes), entry.seq == seq else {
                throw Issue(.damagedEntry, at: SourceLocation(path), subject: String(seq))
            }
            try body(entry)
        }
    }

    private func walk(to end: Int, _ body: (Int, [UInt8]) throws -> Void) throws -> [UInt8] {
        var chain = EntryChain()
        if end == 0 { return chain.root }
        try checkSize(end)
        while chain.size < end {
            let first = chain.size
            let (batch, fault) = batch(&chain, to: end)
            for (place, bytes) in batch.enumerated() { try body(first + place, bytes) }
            if let fault { throw fault }
        }
        return chain.root
    }

    /// The next entries, some at a time, so that a writer never waits for whoever reads the list.
    ///
    /// - Returns: those before the first that is not good, and what is wrong with that one.
    private func batch(_ chain: inout EntryChain, to end: Int) -> (entries: [[UInt8]], fault: (any Error)?) {
        let first = chain.size
        var batch: [[UInt8]] = []
        do {
            try read { db in
                // By their number alone: to look for the end is to step onto the next page, which may be broken.
                let rows = try Row.fetchCursor(
                    db.cachedStatement(
                        sql: "SELECT \(EntryChain.columns) FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?"),
                    arguments: [first, min(end - first, 1_024)])
                while let row = try rows.next() { batch.append(try chain.take(row)) }
                if chain.size == first { throw Verification.Fault(.missingEntry, seq: first) }
            }
            return (batch, nil)
        } catch let fault as Verification.Fault {
            return (batch, Issue(fault, at: path))
        } catch let issue as Issue where issue.code == .damagedFile {
            return (batch, Issue(Verification.Fault(.brokenFile, seq: chain.size), at: path))
        } catch {
            return (batch, error)
        }
    }

    /// The name that the history was given when it was made.
    public func origin() throws -> String { try entry(0).payload["origin"]?.text ?? "" }

    /// The tree's root when it had so many entries, computed from them: what is stored could hide another entry.
    ///
    /// - Throws: as `forEachEntry`.
    public func root(of size: Int) throws -> [UInt8] { try walk(to: size) { _, _ in } }

    /// What a checkpoint says of the first `size` entries, computed from them.
    ///
    /// - Throws: as `forEachEntry`; `damaged-entry` also where the first entry, which has the name, is not good.
    public func checkpoint(of size: Int) throws -> Checkpoint {
        Checkpoint(origin: try origin(), size: size, root: try root(of: size))
    }

    /// The digest of an entry.
    public func leaf(_ seq: Int) throws -> [UInt8] { MerkleTree.leaf(try entry(seq).bytes) }

    /// The proof that an entry is in the tree of this size, from the stored digests: `root` says whether they are good.
    public func inclusionProof(of seq: Int, in size: Int) throws -> [[UInt8]] {
        try checkSize(size)
        return try read { db in
            guard 0..<size ~= seq else { throw Issue(.noSuchEntry, subject: String(seq), expected: ["0–\(size - 1)"]) }
            return try TreeProof.inclusion(of: seq, in: size) { try LedgerRows.node(db, level: $0, place: $1) }
        }
    }

    /// The proof that the tree of size `new` begins with the tree of size `old`.
    public func consistencyProof(from old: Int, to new: Int) throws -> [[UInt8]] {
        try checkSize(new)
        return try read { db in
            guard 0...new ~= old else { throw Issue(.noSuchEntry, subject: String(old), expected: ["0–\(new)"]) }
            return try TreeProof.consistency(from: old, to: new) { try LedgerRows.node(db, level: $0, place: $1) }
        }
    }

    private func checkSize(_ size: Int) throws {
        let all = try self.size()
        guard 0...all ~= size else { throw Issue(.noSuchEntry, subject: String(size), expected: ["0–\(all)"]) }
    }

    /// - Returns: nil where the history holds no blob of that digest.
    public func blob(_ sha256: String) throws -> BlobReader? {
        try read { try LedgerRows.blob($0, sha256) }.map { BlobReader(self, sha256: sha256, row: $0) }
    }

    /// All bytes of a blob that is small: rules, mappings, results.
    ///
    /// - Throws: `Issue` `damaged-blob` where it is not there or has other bytes than those that were stored.
    public func contents(of sha256: String) throws -> [UInt8] { try read { try LedgerRows.contents($0, of: sha256) } }
}

extension Issue {
    /// The first entry that the tree does not cover, with both digests where there are two.
    init(_ fault: Verification.Fault, at path: String) {
        self.init(
            .damagedEntry, at: SourceLocation(path), subject: fault.seq.map(String.init), found: fault.computed,
            expected: fault.stored.map { [$0] } ?? [])
    }
}

/// The bytes of one blob, in order. Checks them at the end against the digest they are named by.
public final class BlobReader {
    private let ledger: Ledger
    /// In hexadecimal, as an entry names it.
    public let sha256: String
    /// How many bytes there should be.
    public var size: Int { row.size }
    private let row: LedgerRows.BlobRow
    private var number = 0
    private var hash = SHA256()
    private var part = Data()

    init(_ ledger: Ledger, sha256: String, row: LedgerRows.BlobRow) {
        self.ledger = ledger
        self.sha256 = sha256
        self.row = row
    }

    /// The next bytes, up to a mebibyte; nil at the end.
    ///
    /// - Throws: `Issue` `damaged-blob` at the end of bytes that have another digest.
    public func next() throws -> Data? {
        guard let part = try ledger.read({ try LedgerRows.part($0, blob: row.id, number) }) else {
            let found = DigestText.hexadecimal(hash.finalize())
            guard found == sha256 else {
                throw Issue(
                    .damagedBlob, at: SourceLocation(ledger.path), subject: sha256, found: found, expected: [sha256])
            }
            return nil
        }
        number += 1
        hash.update(data: part)
        return part
    }

    /// Puts the next bytes at the buffer's beginning; 0 only at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if part.isEmpty {
            guard let next = try next() else { return 0 }
            part = next
        }
        let count = min(buffer.count, part.count)
        buffer.copyBytes(from: part.prefix(count))
        part = part.dropFirst(count)
        return count
    }
}
