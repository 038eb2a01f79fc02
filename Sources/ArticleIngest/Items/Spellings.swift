/// Remembers for each different spelling of a cell what it means, so that a million rows fold, normalise and look up
/// a few dozen texts. Bytes go in as they stand; no text is made of them to find them again.
///
/// Open addressing with linear probing; forgets everything when a log has more different spellings than are worth
/// remembering, so memory stays bounded. Spellings that mean the same share what they mean: where there are many, a cell waits
/// for its slot and for the spelling only.
///
/// Memory of its own, so that finding a spelling and looking at its meaning count no references.
struct Spellings<Meaning: Hashable>: ~Copyable {
    /// One spelling; free where there is no meaning.
    private struct Slot {
        var hash: UInt32 = 0
        var start: UInt32 = 0
        var count: UInt32 = 0
        var meaning: Int32 = -1
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 64
    private var bytes: UnsafeMutableRawPointer
    private var byteRoom = 1 << 10
    private var bytesUsed = 0
    private var meanings: UnsafeMutablePointer<Meaning>
    private var meaningRoom = 16
    private var meaningCount = 0
    /// The first meanings by what they are; where there are more, sharing would cost more memory than it saves.
    private var places: [Meaning: Int32] = [:]
    private static var mostShared: Int { 1 << 14 }
    private var count = 0

    private let mostEntries: Int
    private let mostBytes = 16 << 20

    init(mostEntries: Int = 1 << 18) {
        slots = Self.emptySlots(slotCount)
        bytes = .allocate(byteCount: byteRoom, alignment: 64)
        meanings = .allocate(capacity: meaningRoom)
        self.mostEntries = mostEntries
    }

    deinit {
        meanings.deinitialize(count: meaningCount)
        meanings.deallocate()
        bytes.deallocate()
        slots.deallocate()
    }

    /// Where it stands what the spelling means, until the next is asked for; `understand` is asked once for each.
    @inline(__always)
    mutating func meaning(of cell: CellBytes, understand: (CellBytes) -> Meaning) -> UnsafePointer<Meaning> {
        let hash = UInt32(truncatingIfNeeded: QuickHash.of(cell))
        var place = Int(hash) & (slotCount &- 1)
        while slots[place].meaning >= 0 {
            if slots[place].hash == hash, holds(cell, slots[place]) {
                return UnsafePointer(meanings + Int(slots[place].meaning))
            }
            place = (place &+ 1) & (slotCount &- 1)
        }
        let known = remember(cell, hash: hash, meaning: understand(cell))
        return UnsafePointer(meanings + Int(known))
    }

    @inline(__always)
    private func holds(_ cell: CellBytes, _ slot: Slot) -> Bool {
        UnsafeRawBufferPointer(start: bytes + Int(slot.start), count: Int(slot.count)).equals(cell)
    }

    /// - Returns: the meaning's place.
    private mutating func remember(_ cell: CellBytes, hash: UInt32, meaning: Meaning) -> Int32 {
        if count >= mostEntries || bytesUsed + cell.count > mostBytes { forget() }
        if bytesUsed + cell.count > byteRoom { makeByteRoom(for: cell.count) }
        if let base = cell.baseAddress { (bytes + bytesUsed).copyMemory(from: base, byteCount: cell.count) }
        let place = place(of: meaning)
        let slot = Slot(hash: hash, start: UInt32(bytesUsed), count: UInt32(cell.count), meaning: place)
        bytesUsed += cell.count
        count += 1
        if count * 2 > slotCount { growSlots() }
        put(slot)
        return place
    }

    private mutating func place(of meaning: Meaning) -> Int32 {
        if let place = places[meaning] { return place }
        if meaningCount == meaningRoom { makeMeaningRoom() }
        (meanings + meaningCount).initialize(to: meaning)
        let place = Int32(meaningCount)
        if places.count < Self.mostShared { places[meaning] = place }
        meaningCount += 1
        return place
    }

    private mutating func makeMeaningRoom() {
        let fresh = UnsafeMutablePointer<Meaning>.allocate(capacity: meaningRoom * 2)
        fresh.moveInitialize(from: meanings, count: meaningCount)
        meanings.deallocate()
        meanings = fresh
        meaningRoom *= 2
    }

    private mutating func makeByteRoom(for size: Int) {
        byteRoom = max(byteRoom * 2, bytesUsed + size)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: byteRoom, alignment: 64)
        fresh.copyMemory(from: bytes, byteCount: bytesUsed)
        bytes.deallocate()
        bytes = fresh
    }

    private mutating func growSlots() {
        let old = UnsafeMutableBufferPointer(start: slots, count: slotCount)
        slotCount *= 2
        slots = Self.emptySlots(slotCount)
        for slot in old where slot.meaning >= 0 { put(slot) }
        old.deallocate()
    }

    private mutating func forget() {
        meanings.deinitialize(count: meaningCount)
        meaningCount = 0
        places.removeAll(keepingCapacity: true)
        count = 0
        bytesUsed = 0
        slots.update(repeating: Slot(), count: slotCount)
    }

    private func put(_ slot: Slot) {
        var place = Int(slot.hash) & (slotCount - 1)
        while slots[place].meaning >= 0 { place = (place + 1) & (slotCount - 1) }
        slots[place] = slot
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(), count: count)
        return slots
    }
}
