import QuotaModel

/// The bytes between the file and the parser, UTF-8 or another encoding that keeps ASCII.
///
/// The parser gets whole tags, texts, comments only: how a file is cut into chunks changes nothing.
final class MarkupWindow {
    // Raw memory, because every byte of a log passes here: the source writes into it, the parser reads from it.
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 1)
    private(set) var count = 0
    private var follower: MarkupFollower

    init(limits: ReadingLimits) { follower = MarkupFollower(limits: limits) }

    deinit { memory.deallocate() }

    private var bytes: UnsafeRawBufferPointer { .init(rebasing: memory[..<count]) }

    /// Why the bytes behind the last whole piece never get to the parser.
    var breach: MarkupFollower.Breach? { follower.breach?.kind }

    /// The line feeds between what was handed over and the breach.
    var linesToBreach: Int {
        guard let breach = follower.breach else { return 0 }
        return UnsafeRawBufferPointer(rebasing: bytes[..<breach.offset]).lineFeeds
    }

    /// Takes more bytes, written by `fill` into a buffer of `capacity`; `fill` says how many there are.
    func take(capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> Int {
        reserve(count + capacity)
        let added = try fill(.init(rebasing: memory[count..<count + capacity]))
        count += added
        return added
    }

    /// Follows the markup to the end of what was taken, and hands over all whole pieces (`isLast`: everything).
    func release(isLast: Bool, _ body: (UnsafeRawBufferPointer) -> Void) {
        follow(isLast: isLast)
        let ready = isLast && breach == nil ? count : follower.ready
        body(.init(rebasing: bytes[..<ready]))
        forget(ready)
    }

    /// Follows the markup to the end of what was taken.
    func follow(isLast: Bool) {
        if breach == nil { follower.follow(bytes, isLast: isLast) }
    }

    /// From here on the markup may be cut where so many elements are open.
    func mayBeCut(between depth: Int) { follower.depthBetweenRecords = depth }

    /// Hands over everything to the end of the last whole record; false where none ends.
    func cut(into piece: XMLPiece) -> Bool {
        let end = follower.cut
        guard end > 0 else { return false }
        piece.exchange(&memory, holding: count, cutAt: end)
        count -= end
        follower.forget(end)
        return true
    }

    private func forget(_ ready: Int) {
        let rest = UnsafeMutableRawBufferPointer(rebasing: memory[ready..<count])
        memory.copyMemory(from: UnsafeRawBufferPointer(rest))
        count -= ready
        follower.forget(ready)
    }

    /// The window grows with the longest piece, which is limited.
    private func reserve(_ needed: Int) {
        guard needed > memory.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(needed, memory.count * 2), alignment: 1)
        larger.copyMemory(from: bytes)
        memory.deallocate()
        memory = larger
    }
}
