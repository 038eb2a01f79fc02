import Foundation
import GRDB

/// What follows from the entries so far, row after row: the edge of their tree and the link behind the last. Each next
/// row is held against it, so that nobody reads an entry that the root does not cover.
struct EntryChain {
    private var range = CompactRange()
    private var link = MerkleTree.firstLink

    /// What `take` needs of a row, in its order.
    static let columns = "seq, entry, leaf, link, nodes"

    /// Entries so far.
    var size: Int { range.size }

    /// The root over them.
    var root: [UInt8] { range.root }

    /// Of no entries.
    init() {}

    /// Of all entries that are there, each held against its row.
    ///
    /// - Throws: `Verification.Fault` at the first that the tree does not cover.
    init(of db: Database) throws {
        do {
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: "SELECT \(Self.columns) FROM entries ORDER BY seq"))
            while let row = try rows.next() { _ = try take(row) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw Verification.Fault(.brokenFile, seq: size)
        }
        // Every history begins with the entry that names it.
        if size == 0 { throw Verification.Fault(.missingEntry, seq: 0) }
    }

    /// What stands beside an entry in its row.
    struct Digests {
        let leaf: [UInt8]
        let link: [UInt8]
        let nodes: [UInt8]
    }

    /// Adds an entry.
    mutating func append(_ bytes: [UInt8]) -> Digests {
        let leaf = MerkleTree.leaf(bytes)
        link = MerkleTree.link(link, leaf)
        return Digests(leaf: leaf, link: link, nodes: range.append(leaf: leaf).flatMap(\.self))
    }

    /// Takes the next row.
    ///
    /// - Returns: the entry's bytes.
    /// - Throws: `Verification.Fault` for a row that does not follow; nothing is taken then.
    mutating func take(_ row: Row) throws -> [UInt8] {
        let stored = row.number(0)
        guard stored == size else {
            throw Verification.Fault((stored ?? 0) > size ? .missingEntry : .wrongEntry, seq: size)
        }
        // An array, because a million entries are gone through byte by byte.
        let bytes = try row.withUnsafeData(atIndex: 1) { Array($0 ?? Data()) }
        var next = self
        let digests = next.append(bytes)
        try hold(row, 2, digests.leaf, .changedEntry)
        try hold(row, 3, digests.link, .wrongOrder)
        try hold(row, 4, digests.nodes, .wrongNode)
        self = next
        return bytes
    }

    private func hold(_ row: Row, _ column: Int, _ computed: [UInt8], _ kind: Verification.Fault.Kind) throws {
        let stored = row.bytes(column)
        guard stored != computed else { return }
        throw Verification.Fault(
            kind, seq: size, stored: stored.map { DigestText.hexadecimal($0) },
            computed: DigestText.hexadecimal(computed))
    }
}
