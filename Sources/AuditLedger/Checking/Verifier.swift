import Crypto
import Foundation
import GRDB
import QuotaModel

/// Computes everything again from the stored bytes: every entry, its place in the tree, every blob.
struct Verifier {
    let ledger: Ledger
    /// A checkpoint to compare with.
    let checkpoint: Checkpoint?
    /// What is wrong with the meaning of an entry, which the history itself does not know.
    let flaw: (Entry) -> String?
    private var result = Verification()
    /// For each blob that entries name: the first entry that does.
    private var named: [String: Int] = [:]

    /// So many entries are read at once; between two reads a writer gets its turn.
    private static let batch = 4_096

    init(_ ledger: Ledger, checkpoint: Checkpoint?, flaw: @escaping (Entry) -> String?) {
        self.ledger = ledger
        self.checkpoint = checkpoint
        self.flaw = flaw
    }

    /// - Throws: only what keeps the file from being read at all.
    mutating func run() throws -> Verification {
        // What is appended from here on belongs to a later verification. The blobs' end first: what an entry of these names
        // was stored before it, and a blob that is stored after the end was read may belong to an entry after the size.
        let lastBlob = try lastBlob()
        let size = try ledger.count()
        result.size = size
        if try !ledger.read(LedgerSchema.isOriginal) { result.faults.append(.init(.changedSchema)) }
        if size == 0 { result.faults.append(.init(.missingEntry, seq: 0)) }
        verifyEntries()
        verifyBlobs(upTo: lastBlob)
        if result.isGood { verifyFile() }
        result.faults.sort { ($0.seq ?? .max) < ($1.seq ?? .max) }
        result.goodEntries = result.faults.compactMap(\.seq).min() ?? result.goodEntries
        result.root = try root(of: result.goodEntries)
        return result
    }

    /// All of them where the page of the newest is broken, which `verifyBlobs` finds.
    private func lastBlob() throws -> Int {
        do {
            return try ledger.read { try Int.fetchOne($0, sql: "SELECT coalesce(max(id), 0) FROM blobs") ?? 0 }
        } catch let issue as Issue where issue.code == .damagedFile {
            return .max
        }
    }

    /// A bad blob can make the good part shorter than what was read; its root is computed from the leaves again.
    private func root(of size: Int) throws -> [UInt8] {
        if size == result.size, let root = result.roots[size] { return root }
        return try ledger.root(of: size)
    }

    // MARK: Entries

    private mutating func verifyEntries() {
        var chain = EntryChain()
        keepRoot(chain)
        while chain.size < result.size {
            do {
                let ledger = ledger
                try ledger.read { db in
                    // The first batch has no lower bound: an entry before 0 would be one too many.
                    let first = chain.size == 0 ? Int.min : chain.size
                    let rows = try Row.fetchCursor(
                        db.cachedStatement(
                            sql: """
                                SELECT \(EntryChain.columns) FROM entries
                                WHERE seq >= ? ORDER BY seq LIMIT \(Self.batch)
                                """), arguments: [first])
                    let before = chain.size
                    while chain.size < result.size, let row = try rows.next() { try check(row, &chain) }
                    if chain.size == before { throw Verification.Fault(.missingEntry, seq: before) }
                }
            } catch let fault as Verification.Fault {
                result.faults.append(fault)
                break
            } catch {
                result.faults.append(.init(.brokenFile, seq: chain.size, detail: Self.words(of: error)))
                break
            }
        }
        result.goodEntries = chain.size
    }

    /// - Throws: `Verification.Fault`; the chain ends before this row then.
    private mutating func check(_ row: Row, _ chain: inout EntryChain) throws {
        let seq = chain.size
        var next = chain
        let bytes = try next.take(row)
        guard let entry = Entry(bytes: bytes), entry.seq == seq else {
            let digest = DigestText.hexadecimal(MerkleTree.leaf(bytes))
            throw Verification.Fault(.wrongEntry, seq: seq, stored: digest, computed: digest)
        }
        if let flaw = flaw(entry) { throw Verification.Fault(.wrongBody, seq: seq, detail: flaw) }
        chain = next
        keepRoot(chain)
        if seq == 0 { result.origin = entry.payload["origin"]?.text }
        for digest in entry.blobs where named[digest] == nil { named[digest] = seq }
    }

    private mutating func keepRoot(_ chain: EntryChain) {
        let size = chain.size
        if size == result.size || size == checkpoint?.size { result.roots[size] = chain.root }
    }

    // MARK: Blobs

    private mutating func verifyBlobs(upTo last: Int) {
        var listed: Set<String> = []
        for row in blobRows(upTo: last) {
            listed.insert(row.digest)
            let isLost = foundByIndex(reporting: row.digest) == nil && named[row.digest] != nil
            if !isLost { verifyBlob(id: row.id, digest: row.digest, size: row.size) }
        }
        for digest in named.keys.sorted() where !listed.contains(digest) {
            if let row = foundByIndex(reporting: digest) { verifyBlob(id: row.id, digest: digest, size: row.size) }
        }
        do {
            if let stray = try ledger.read(Self.strayPart) { result.faults.append(.init(.strayBlob, detail: stray)) }
        } catch {
            result.faults.append(.init(.brokenFile, detail: Self.words(of: error)))
        }
    }

    /// Those up to the first that cannot be read.
    private mutating func blobRows(upTo last: Int) -> [(id: Int, digest: String, size: Int?)] {
        var rows: [(id: Int, digest: String, size: Int?)] = []
        do {
            try ledger.read { db in
                let cursor = try Row.fetchCursor(
                    db, sql: "SELECT id, sha256, size FROM blobs WHERE id <= ? ORDER BY id", arguments: [last])
                while let row = try cursor.next() {
                    // A row without a digest is nobody's; what it was is missing.
                    guard let id = row.number(0), let digest = row.bytes(1) else { continue }
                    rows.append((id, DigestText.hexadecimal(digest), row.number(2)))
                }
            }
        } catch {
            result.faults.append(.init(.brokenFile, detail: Self.words(of: error)))
        }
        return rows
    }

    /// The blob's row by the index, as everybody looks for it; nil where it is not found, which is added to the faults if
    /// an entry names it.
    private mutating func foundByIndex(reporting digest: String) -> LedgerRows.BlobRow? {
        do {
            if let row = try ledger.read({ try LedgerRows.blob($0, digest) }) { return row }
            if let seq = named[digest] { result.faults.append(.init(.missingBlob, seq: seq, blob: digest)) }
        } catch let issue as Issue where issue.code == .damagedBlob {
            result.faults.append(.init(.changedBlob, seq: named[digest], blob: digest))
        } catch {
            result.faults.append(.init(.brokenFile, seq: named[digest], blob: digest, detail: Self.words(of: error)))
        }
        return nil
    }

    private mutating func verifyBlob(id: Int, digest: String, size: Int?) {
        var hash = SHA256()
        var (bytes, parts) = (0, 0)
        do {
            while let part = try ledger.read({ try LedgerRows.part($0, blob: id, parts) }) {
                hash.update(data: part)
                bytes += part.count
                parts += 1
            }
            let rows = try ledger.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM parts WHERE blob = ?", arguments: [id])
            }
            let computed = DigestText.hexadecimal(hash.finalize())
            if computed != digest || bytes != size || rows != parts {
                result.faults.append(
                    .init(
                        .changedBlob, seq: named[digest] ?? named[computed], blob: digest, stored: digest,
                        computed: computed,
                        detail: computed == digest ? "\(bytes) ≠ \(size.map(String.init) ?? "?")" : nil))
            } else if named[digest] == nil, result.goodEntries == result.size {
                // Of a history with a bad entry not all names are known.
                result.faults.append(.init(.strayBlob, blob: digest, stored: digest, computed: computed))
            }
        } catch {
            result.faults.append(.init(.brokenFile, seq: named[digest], blob: digest, detail: Self.words(of: error)))
        }
        result.blobs += 1
        result.blobBytes += bytes
    }

    private static func strayPart(_ db: Database) throws -> String? {
        try Int.fetchOne(db, sql: "SELECT blob FROM parts WHERE blob NOT IN (SELECT id FROM blobs) LIMIT 1")
            .map(String.init)
    }

    // MARK: The file

    /// What carries no fact: with broken pages the next append would go wrong. The index of leaves, which takes longest
    /// and is never read for a fact, is left out; those of blobs and parts were used.
    private mutating func verifyFile() {
        let words: String?
        do {
            words = try ledger.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        } catch {
            words = Self.words(of: error)
        }
        if words != "ok" { result.faults.append(.init(.brokenFile, detail: words)) }
    }

    private static func words(of error: any Error) -> String {
        (error as? Issue)?.found ?? (error as? Issue)?.code.rawValue ?? "\(error)"
    }
}

extension Verification.Fault: Error {}

extension Ledger {
    /// Computes everything again from the stored bytes.
    ///
    /// - Parameters:
    ///   - checkpoint: one to compare with afterwards, `Verification.extends`.
    ///   - flaw: what is wrong with the meaning of an entry, nil where nothing is; asked of entries that are as they were
    ///     appended.
    public func verify(
        against checkpoint: Checkpoint? = nil, flaw: @escaping (Entry) -> String? = { _ in nil }
    ) throws -> Verification {
        var verifier = Verifier(self, checkpoint: checkpoint, flaw: flaw)
        return try verifier.run()
    }
}
