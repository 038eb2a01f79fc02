import QuotaModel

/// The items of a batch, in memory of their own: an item is made where it stays, and items that hold no references, as nearly
/// all do, are forgotten without a look at each.
struct ItemList: ~Copyable {
    private var base: UnsafeMutablePointer<Item>
    private var room = 16
    private(set) var count = 0
    private var holdReferences = false

    init() { base = .allocate(capacity: room) }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    var isEmpty: Bool { count == 0 }

    /// Where the item stands, until the list is changed.
    ///
    /// - Precondition: `place` is that of an item.
    @inline(__always)
    func item(at place: Int) -> UnsafePointer<Item> {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
        return UnsafePointer(base + place)
    }

    /// Shows all items as they lie.
    func show(to body: (Span<Item>) throws -> Void) rethrows {
        try body(UnsafeBufferPointer(start: base, count: count).span)
    }

    /// Begins an item behind the others; it is not one of them before `keep`.
    @inline(__always)
    mutating func begin(_ item: consuming Item) -> UnsafeMutablePointer<Item> {
        if count == room { grow() }
        (base + count).initialize(to: item)
        return base + count
    }

    /// The item that was begun stays.
    @inline(__always)
    mutating func keep() {
        if (base + count).pointee.holdsReferences { holdReferences = true }
        count &+= 1
    }

    /// The item that was begun is none.
    mutating func discard() { (base + count).deinitialize(count: 1) }

    /// Forgets all; the memory stays.
    mutating func removeAll() {
        if holdReferences { base.deinitialize(count: count) }
        holdReferences = false
        count = 0
    }

    /// Gives the items their records' numbers in the log.
    func moveRecords(by records: Int) {
        for place in 0..<count { (base + place).pointee.place.record &+= records }
    }

    /// Leaves out some items, given in ascending order.
    mutating func drop(_ gone: [Int]) {
        var kept = 0
        var next = 0
        for place in 0..<count {
            if next < gone.count, gone[next] == place {
                next += 1
                (base + place).deinitialize(count: 1)
            } else {
                if kept < place { (base + kept).moveInitialize(from: base + place, count: 1) }
                kept += 1
            }
        }
        count = kept
    }

    private mutating func grow() {
        let fresh = UnsafeMutablePointer<Item>.allocate(capacity: room * 2)
        fresh.moveInitialize(from: base, count: count)
        base.deallocate()
        base = fresh
        room *= 2
    }
}
