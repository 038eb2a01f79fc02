/// Bytes that are appended a few at a time. They are put down in a small piece of memory of their own and go on to the
/// array piece by piece: asking the array for room, and whether it is shared, costs more than most of what is appended.
///
/// The piece is held by a pointer, because only so nothing is asked at each byte; it never leaves this type.
struct StagedBytes: ~Copyable {
    private static let size = 4096

    private var done: [UInt8] = []
    private let outlet: ByteOutlet?
    private let stage = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    private var staged = 0

    /// - Parameter outlet: takes what has become too much to be kept; nil: everything is kept.
    init(to outlet: ByteOutlet? = nil) { self.outlet = outlet }

    deinit { stage.deallocate() }

    var count: Int { done.count + staged }

    /// All bytes so far.
    var bytes: [UInt8] { done + UnsafeBufferPointer(start: stage, count: staged) }

    /// All bytes, without copying those that are in the array; behind an outlet those that it has not taken yet.
    consuming func finished() -> [UInt8] {
        flush()
        return done
    }

    mutating func reserveCapacity(_ capacity: Int) {
        if outlet == nil { done.reserveCapacity(capacity) }
    }

    mutating func append(_ byte: UInt8) {
        if staged == Self.size { flush() }
        stage[staged] = byte
        staged += 1
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        if bytes.count > Self.size - staged { flush() }
        guard bytes.count <= Self.size else { return add(bytes) }
        (stage + staged).update(from: start, count: bytes.count)
        staged += bytes.count
    }

    /// What the body writes.
    ///
    /// - Parameters:
    ///   - longest: how many bytes it may need; not many.
    ///   - body: returns how many it wrote.
    mutating func append(longest: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        precondition(longest <= Self.size, "more than a piece is appended as a whole")
        if longest > Self.size - staged { flush() }
        staged += body(UnsafeMutableBufferPointer(start: stage + staged, count: longest))
    }

    private mutating func flush() {
        add(UnsafeBufferPointer(start: stage, count: staged))
        staged = 0
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        done.append(contentsOf: bytes)
        guard let outlet, done.count >= ByteOutlet.piece else { return }
        outlet.take(done)
        done.removeAll(keepingCapacity: true)
    }
}
