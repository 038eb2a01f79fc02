import QuotaModel

/// The bytes between the file and the parser, UTF-8 or another encoding that keeps ASCII.
///
/// The parser gets whole tags, texts, comments only: how a file is cut into chunks changes nothing.
struct MarkupWindow {
    private var bytes: [UInt8] = []
    private var follower: MarkupFollower

    init(limits: ReadingLimits) { follower = MarkupFollower(limits: limits) }

    /// Why the bytes behind the last whole piece never get to the parser.
    var breach: MarkupFollower.Breach? { follower.breach?.kind }

    /// Takes more bytes, written by `fill` into a buffer of `capacity`; `fill` says how many there are.
    mutating func take(
        capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows -> Int {
        let old = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: capacity))
        // The source writes straight into the window: every byte of the file passes here.
        let count = try bytes.withUnsafeMutableBytes { try fill(.init(rebasing: $0[old...])) }
        bytes.removeLast(capacity - count)
        return count
    }

    /// Follows the markup to the end of what was taken, and hands over all whole pieces (`isLast`: everything).
    mutating func release(isLast: Bool, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard breach == nil else { return }
        var follower = self.follower
        // Unsafe because each byte of the file is looked at: no bounds are checked twice.
        bytes.withUnsafeBytes { follower.follow($0) }
        let ready = isLast && follower.breach == nil ? bytes.count : follower.ready
        bytes.withUnsafeBytes { body(.init(rebasing: $0[..<ready])) }
        bytes.removeSubrange(..<ready)
        follower.forget(ready)
        self.follower = follower
    }

    /// The line feeds between what was handed over and the breach.
    var linesToBreach: Int {
        guard let breach = follower.breach else { return 0 }
        return bytes[..<breach.offset].count { $0 == UInt8(ascii: "\n") }
    }
}
