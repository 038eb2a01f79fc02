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
        let leaf = MerkleTree.leaf(bytes)
        try hold(row, 2, leaf, .changedEntry)
        let link = MerkleTree.link(link, leaf)
        try hold(row, 3, link, .wrongOrder)
        var range = range
        try hold(row, 4, range.append(leaf: leaf).flatMap(\.self), .wrongNode)
        self.link = link
        self.range = range
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
