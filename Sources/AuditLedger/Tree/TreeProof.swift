/// Proofs of RFC 6962, section 2.1: short lists of digests by which somebody who has only a checkpoint can check that
/// an entry is in the tree, or that one tree begins with another.
public enum TreeProof {
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

    // MARK: Checking

    /// Whether the proof leads from the leaf to the root.
    public static func isIncluded(
        _ leaf: [UInt8], at index: Int, in size: Int, root: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard 0..<size ~= index else { return false }
        var digest = leaf
        var (node, last) = (index, size - 1)
        for sibling in proof {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                digest = MerkleTree.node(sibling, digest)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                digest = MerkleTree.node(digest, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && digest == root
    }

    /// Whether the proof shows that the tree with the root `newRoot` begins with the tree with the root `oldRoot`.
    public static func isConsistent(
        from old: Int, _ oldRoot: [UInt8], to new: Int, _ newRoot: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        if old == new { return proof.isEmpty && oldRoot == newRoot }
        if old == 0 { return proof.isEmpty && oldRoot == MerkleTree.emptyRoot }
        guard 0..<new ~= old else { return false }
        // A whole tree is its own first digest.
        var rest = (old & (old - 1) == 0 ? [oldRoot] : []) + proof
        guard !rest.isEmpty else { return false }
        let first = rest.removeFirst()
        var (node, last) = (old - 1, new - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        var (left, whole) = (first, first)
        for sibling in rest {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                left = MerkleTree.node(sibling, left)
                whole = MerkleTree.node(sibling, whole)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                whole = MerkleTree.node(whole, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && left == oldRoot && whole == newRoot
    }
}
