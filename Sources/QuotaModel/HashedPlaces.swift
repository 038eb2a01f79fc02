/// Finds places in a list by the hash of what stands there. The list stays where it is and is asked: a place costs ten to
/// twenty bytes, where a dictionary would keep every name once more.
public struct HashedPlaces: Sendable {
    private struct Slot {
        var tag: UInt32 = 0
        /// Free where it is negative.
        var place: Int32 = -1
    }

    private var slots: [Slot]
    private var count = 0

    /// - Parameter capacity: so many places are added without moving any.
    public init(capacity: Int = 0) {
        var count = 4
        while count < Self.slots(for: capacity) { count *= 2 }
        slots = Array(repeating: Slot(), count: count)
    }

    private static func slots(for places: Int) -> Int { places + places / 4 + 1 }

    /// The first place added under this hash that is meant.
    @inlinable public func first(_ hash: Int, where isMeant: (Int) -> Bool) -> Int? {
        var slot = firstSlot(hash)
        while let place = place(in: &slot, hash) {
            if isMeant(place) { return place }
        }
        return nil
    }

    /// Adds a place behind all others of its hash.
    public mutating func add(_ place: Int, hash: Int) {
        count += 1
        if slots.count < Self.slots(for: count) { grow() }
        put(Slot(tag: Self.tag(hash), place: Int32(place)))
    }

    private mutating func put(_ slot: Slot) {
        var at = firstSlot(Int(slot.tag))
        while slots[at].place >= 0 { at = (at + 1) & (slots.count - 1) }
        slots[at] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        // From behind a free slot on, those of one hash come in their order.
        let start = old.firstIndex { $0.place < 0 } ?? 0
        for slot in old[start...] + old[..<start] where slot.place >= 0 { put(slot) }
    }

    /// Forgets all places.
    public mutating func removeAll() {
        count = 0
        for slot in slots.indices { slots[slot] = Slot() }
    }

    @usableFromInline func firstSlot(_ hash: Int) -> Int { Int(Self.tag(hash)) & (slots.count - 1) }

    /// The next place of that hash, from a slot on; the slot is then the one behind it.
    @usableFromInline func place(in slot: inout Int, _ hash: Int) -> Int? {
        let tag = Self.tag(hash)
        while slots[slot].place >= 0 {
            let found = slots[slot]
            slot = (slot + 1) & (slots.count - 1)
            if found.tag == tag { return Int(found.place) }
        }
        return nil
    }

    private static func tag(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash) }
}
