/// Proofs of RFC 6962, section 2.1: short lists of digests by which somebody who has only a checkpoint can check that
/// an entry is in the tree, or that one tree begins with another.
enum TreeProof {
    /// The digest of a whole subtree: `(level, place)` as in `CompactRange`.
    typealias Node = (_ level: Int, _ place: Int) throws -> [UInt8]

    /// The proof that entry `index` is in the tree of this size.
    static func inclusion(of index: Int, in size: Int, node: Node) rethrows -> [[UInt8]] {
        precondition(0..<size ~= index, "only entries of the tree can be proved")
        return try path(index, 0..<size, node)
    }

    /// The proof that the tree of size `new` begins with the tree of size `old`.
    static func consistency(from old: Int, to new: Int, node: Node) rethrows -> [[UInt8]] {
        precondition(0...new ~= old, "a tree begins only with smaller ones")
        return old == 0 || old == new ? [] : try subproof(old, 0..<new, isWhole: true, node)
    }

    private static func path(_ index: Int, _ range: Range<Int>, _ node: Node) rethrows -> [[UInt8]] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + split(range.count)
        return index < middle
            ? try path(index, range.lowerBound..<middle, node) + [root(of: middle..<range.upperBound, node)]
            : try path(index, middle..<range.upperBound, node) + [root(of: range.lowerBound..<middle, node)]
    }

    private static func subproof(_ old: Int, _ range: Range<Int>, isWhole: Bool, _ node: Node) rethrows -> [[UInt8]] {
        if old == range.upperBound { return isWhole ? [] : [try root(of: range, node)] }
        let middle = range.lowerBound + split(range.count)
        return old <= middle
            ? try subproof(old, range.lowerBound..<middle, isWhole: isWhole, node)
                + [root(of: middle..<range.upperBound, node)]
            : try subproof(old, middle..<range.upperBound, isWhole: false, node)
                + [root(of: range.lowerBound..<middle, node)]
    }

    /// The root over a range that begins where a subtree of its size may begin.
    static func root(of range: Range<Int>, _ node: Node) rethrows -> [UInt8] {
        if range.isEmpty { return MerkleTree.emptyRoot }
        let count = range.count
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level, range.lowerBound >> level)
        }
        let middle = range.lowerBound + split(count)
        return MerkleTree.node(
            try root(of: range.lowerBound..<middle, node), try root(of: middle..<range.upperBound, node))
    }

    /// The largest power of two below the count.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}
