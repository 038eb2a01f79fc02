@testable import AuditLedger

/// What somebody does with a proof who has only a checkpoint: RFC 9162, sections 2.1.3.2 and 2.1.4.2.
extension TreeProof {
    /// Whether the proof leads from the leaf to the root.
    static func isIncluded(
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
    static func isConsistent(
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
