/// How far a history had grown when something was read from it: the witness that every report made from a history
/// prints (contract, sections 9 and 11.9).
public struct HistoryMark: Hashable, Sendable {
    /// The history's own name.
    public let origin: String
    /// Entries that were read.
    public let treeSize: Int
    /// The root of the tree over those entries, base64.
    public let root: String

    public init(origin: String, treeSize: Int, root: String) {
        self.origin = origin
        self.treeSize = treeSize
        self.root = root
    }
}
