/// Remembers for each different spelling of a cell what it means, so that a million rows fold, normalise and look up
/// a few dozen texts. Bytes go in as they stand; no text is made of them to find them again.
///
/// Open addressing with linear probing; forgets everything when a log has more different spellings than are worth
/// remembering, so memory stays bounded.
///
/// Memory of its own, so that finding a spelling and looking at its meaning count no references.
struct Spellings<Meaning>: ~Copyable {
    /// One spelling; free where there is no meaning.
    private struct Slot {
        var hash: UInt64 = 0
        var start: UInt32 = 0
        var count: UInt32 = 0
        var meaning: Int32 = -1
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 64
    private var bytes: [UInt8] = []
    private var meanings: UnsafeMutablePointer<Meaning>
    private var room = 16
    private var count = 0

    private let mostEntries: Int
    private let mostBytes = 16 << 20

    init(mostEntries: Int = 1 << 18) {
        slots = Self.emptySlots(slotCount)
        meanings = .allocate(capacity: room)
        self.mostEntries = mostEntries
    }

    deinit {
        meanings.deinitialize(count: count)
        meanings.deallocate()
        slots.deallocate()
    }

    /// Where it stands what the spelling means, until the next is asked for; `understand` is asked once for each.
    @inline(__always)
    mutating func meaning(of cell: CellBytes, understand: (CellBytes) -> Meaning) -> UnsafePointer<Meaning> {
        let hash = Digest.quick(cell)
        var place = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
        while slots[place].meaning >= 0 {
            if slots[place].hash == hash, holds(cell, slots[place]) {
                return UnsafePointer(meanings + Int(slots[place].meaning))
            }
            place = (place &+ 1) & (slotCount &- 1)
        }
        remember(cell, hash: hash, meaning: understand(cell))
        return UnsafePointer(meanings + (count - 1))
    }

    private func holds(_ cell: CellBytes, _ slot: Slot) -> Bool {
        guard slot.count == cell.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            let start = Int(slot.start)
            return UnsafeRawBufferPointer(rebasing: bytes[start..<start + cell.count]).equals(cell)
        }
    }

    private mutating func remember(_ cell: CellBytes, hash: UInt64, meaning: Meaning) {
        if count >= mostEntries || bytes.count + cell.count > mostBytes { forget() }
        if count == room { makeRoom() }
        (meanings + count).initialize(to: meaning)
        let slot = Slot(hash: hash, start: UInt32(bytes.count), count: UInt32(cell.count), meaning: Int32(count))
        bytes.append(contentsOf: cell)
        count += 1
        if count * 2 > slotCount { growSlots() }
        put(slot)
    }

    private mutating func makeRoom() {
        let fresh = UnsafeMutablePointer<Meaning>.allocate(capacity: room * 2)
        fresh.moveInitialize(from: meanings, count: count)
        meanings.deallocate()
        meanings = fresh
        room *= 2
    }

    private mutating func growSlots() {
        let old = UnsafeMutableBufferPointer(start: slots, count: slotCount)
        slotCount *= 2
        slots = Self.emptySlots(slotCount)
        for slot in old where slot.meaning >= 0 { put(slot) }
        old.deallocate()
    }

    private mutating func forget() {
        meanings.deinitialize(count: count)
        count = 0
        bytes.removeAll(keepingCapacity: true)
        slots.update(repeating: Slot(), count: slotCount)
    }

    private func put(_ slot: Slot) {
        var place = Int(truncatingIfNeeded: slot.hash) & (slotCount - 1)
        while slots[place].meaning >= 0 { place = (place + 1) & (slotCount - 1) }
        slots[place] = slot
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(), count: count)
        return slots
    }
}
