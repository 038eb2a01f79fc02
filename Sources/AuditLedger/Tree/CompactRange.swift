/// The right edge of a tree: the digests of its whole subtrees, one for each bit of its size. All that is needed to
/// append, so appending costs no more than the logarithm of the size.
public struct CompactRange: Sendable {
    public private(set) var size: Int
    /// From the largest subtree, on the left, to the smallest.
    private var peaks: [[UInt8]]

    /// A tree without leaves.
    public init() {
        size = 0
        peaks = []
    }

    /// The edge of a tree that is already there.
    ///
    /// - Parameter node: the digest of the whole subtree of 2^level leaves whose number among those of its level is
    ///   `place`.
    init(size: Int, node: (_ level: Int, _ place: Int) throws -> [UInt8]) rethrows {
        self.size = size
        peaks = try Self.peaks(of: size).map { try node($0.level, $0.place) }
    }

    /// The whole subtrees that a tree of this size consists of, from the left.
    static func peaks(of size: Int) -> [(level: Int, place: Int)] {
        (0..<Int.bitWidth).reversed().filter { size >> $0 & 1 == 1 }.map { ($0, (size >> $0) - 1) }
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
