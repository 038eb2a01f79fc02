import QuotaModel

/// Remembers for each different spelling of a cell what it means, so that a million rows fold, normalise and look up
/// a few dozen texts. Bytes go in as they stand; no text is made of them to find them again.
///
/// Open addressing with linear probing; forgets everything when a log has more different spellings than are worth
/// remembering, so memory stays bounded. Spellings that mean the same share what they mean: where there are many, a cell waits
/// for its slot and for the spelling only.
///
/// Memory of its own, so that finding a spelling and looking at its meaning count no references.
struct Spellings<Meaning: Hashable>: ~Copyable {
    /// One spelling in eight bytes, so that the slots of many thousands stay in a near cache; 0 is free.
    private struct Slot: BitwiseCopyable {
        var bits: UInt64 = 0

        private static var meaningBits: UInt64 { 19 }
        private static var startBits: UInt64 { 24 }

        init() {}

        /// - Parameters:
        ///   - meaning: the meaning's place, below 2¹⁹ - 1.
        ///   - start: where the spelling stands, below 2²⁴.
        init(hash: UInt64, meaning: Int, start: Int) {
            bits = Self.tag(hash) &<< (Self.meaningBits + Self.startBits)
            bits |= UInt64(start) &<< Self.meaningBits | UInt64(meaning + 1)
        }

        /// What the slot keeps of a hash: bits that do not choose the slot.
        @inline(__always)
        static func tag(_ hash: UInt64) -> UInt64 { hash &>> (meaningBits + startBits) }

        @inline(__always) var isFree: Bool { bits == 0 }
        @inline(__always) var tag: UInt64 { Self.tag(bits) }
        @inline(__always) var start: Int { Int(bits &>> Self.meaningBits & (1 &<< Self.startBits - 1)) }
        @inline(__always) var meaning: Int { Int(bits & (1 &<< Self.meaningBits - 1)) &- 1 }
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 64
    /// The spellings, each behind the number of its bytes.
    private var bytes: UnsafeMutableRawPointer
    private var byteRoom = 1 << 10
    private var bytesUsed = 0
    private var meanings: UnsafeMutablePointer<Meaning>
    private var meaningRoom = 16
    private var meaningCount = 0
    /// The first meanings by what they are; where there are more, sharing would cost more memory than it saves.
    private var places = HashedPlaces()
    private static var mostShared: Int { 1 << 12 }
    private var count = 0

    private let mostEntries: Int
    /// What a slot can say.
    private let mostBytes = 1 << 24

    /// - Parameter mostEntries: at most 2¹⁸.
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
        let hash = QuickHash.of(cell)
        let tag = Slot.tag(hash)
        var place = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
        while true {
            let slot = slots[place]
            if slot.isFree { break }
            if slot.tag == tag, spelling(slot).equals(cell) { return UnsafePointer(meanings + slot.meaning) }
            place = (place &+ 1) & (slotCount &- 1)
        }
        // First this: it may move the meanings.
        let known = remember(cell, hash: hash, meaning: understand(cell))
        return UnsafePointer(meanings + known)
    }

    private static var countBytes: Int { MemoryLayout<UInt32>.size }

    @inline(__always)
    private func spelling(_ slot: Slot) -> CellBytes {
        let count = bytes.loadUnaligned(fromByteOffset: slot.start, as: UInt32.self)
        return UnsafeRawBufferPointer(start: bytes + slot.start + Self.countBytes, count: Int(count))
    }

    /// - Returns: the meaning's place.
    private mutating func remember(_ cell: CellBytes, hash: UInt64, meaning: Meaning) -> Int {
        let room = Self.countBytes + cell.count
        if count >= mostEntries || bytesUsed + room > mostBytes || isCrowded(hash) { forget() }
        if bytesUsed + room > byteRoom { makeByteRoom(for: room) }
        bytes.storeBytes(of: UInt32(cell.count), toByteOffset: bytesUsed, as: UInt32.self)
        if let base = cell.baseAddress {
            (bytes + bytesUsed + Self.countBytes).copyMemory(from: base, byteCount: cell.count)
        }
        let slot = Slot(hash: hash, meaning: place(of: meaning), start: bytesUsed)
        bytesUsed += room
        count += 1
        if count * 4 > slotCount * 3 { growSlots() }
        put(slot, hash: hash)
        return slot.meaning
    }

    private mutating func place(of meaning: Meaning) -> Int {
        let hash = meaning.hashValue
        if let place = places.first(hash, where: { meanings[$0] == meaning }) { return place }
        if meaningCount == meaningRoom { makeMeaningRoom() }
        (meanings + meaningCount).initialize(to: meaning)
        if meaningCount < Self.mostShared { places.add(meaningCount, hash: hash) }
        meaningCount += 1
        return meaningCount - 1
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
        for slot in old where !slot.isFree { put(slot, hash: QuickHash.of(spelling(slot))) }
        old.deallocate()
    }

    /// So far from its home a spelling is looked for. By chance none stands there; somebody who chooses spellings of one hash
    /// must not make every row look at all of them.
    private static var longestWay: Int { 512 }

    private func isCrowded(_ hash: UInt64) -> Bool {
        guard slotCount > Self.longestWay else { return false }
        let home = Int(truncatingIfNeeded: hash)
        return !(0..<Self.longestWay).contains { slots[(home &+ $0) & (slotCount - 1)].isFree }
    }

    private mutating func forget() {
        meanings.deinitialize(count: meaningCount)
        meaningCount = 0
        places.removeAll()
        count = 0
        bytesUsed = 0
        slots.update(repeating: Slot(), count: slotCount)
    }

    private func put(_ slot: Slot, hash: UInt64) {
        var place = Int(truncatingIfNeeded: hash) & (slotCount - 1)
        while !slots[place].isFree { place = (place + 1) & (slotCount - 1) }
        slots[place] = slot
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(), count: count)
        return slots
    }
}
