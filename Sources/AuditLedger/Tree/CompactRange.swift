/// The right edge of a tree: the digests of its whole subtrees, one for each bit of its size. All that is needed to
/// add a leaf, so that costs no more than the logarithm of the size.
public struct CompactRange: Sendable {
    public private(set) var size: Int
    /// From the largest subtree, on the left, to the smallest.
    private var peaks: [[UInt8]]

    /// A tree without leaves.
    public init() {
        size = 0
        peaks = []
    }

    /// Adds a leaf.
    ///
    /// - Returns: the digests of the subtrees that it completes, smallest first: none for every other leaf.
    @discardableResult
    public mutating func append(leaf: [UInt8]) -> [[UInt8]] {
        var completed: [[UInt8]] = []
        var digest = leaf
        var rest = size
        while rest & 1 == 1 {
            digest = MerkleTree.node(peaks.removeLast(), digest)
            completed.append(digest)
            rest >>= 1
        }
        peaks.append(digest)
        size += 1
        return completed
    }

    /// The root over all leaves.
    public var root: [UInt8] {
        guard var digest = peaks.last else { return MerkleTree.emptyRoot }
        for peak in peaks.dropLast().reversed() { digest = MerkleTree.node(peak, digest) }
        return digest
    }
}
