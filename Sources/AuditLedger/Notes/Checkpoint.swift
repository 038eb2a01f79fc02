/// What a history looked like when it had so many entries, in the text form of C2SP tlog-checkpoint: three lines,
/// origin, tree size and root. Printed on paper it shows years later whether the history was changed before it.
public struct Checkpoint: Hashable, Sendable {
    /// The history's name.
    public let origin: String
    /// Entries that the tree is over.
    public let size: Int
    /// 32 bytes.
    public let root: [UInt8]

    /// - Parameter origin: one line, not empty; else `init(text:)` would not read what `text` writes.
    public init(origin: String, size: Int, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text, which a signed note signs.
    public var text: String { "\(origin)\n\(size)\n\(DigestText.base64(root))\n" }

    /// Nil where the text is no checkpoint. Extension lines behind the root are allowed and not looked at.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last?.isEmpty == true, lines.dropLast().allSatisfy({ !$0.isEmpty }),
            let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let root = DigestText.bytes(base64: lines[2]), root.count == 32
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }
}
