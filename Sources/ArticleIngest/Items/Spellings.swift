/// Remembers for each different spelling of a cell what it means, so that a million rows fold, normalise and look up
/// a few dozen texts. Bytes go in as they stand; no text is made of them to find them again.
///
/// Open addressing with linear probing; forgets everything when a log has more different spellings than are worth
/// remembering, so memory stays bounded.
struct Spellings<Meaning>: ~Copyable {
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// One for each entry. Memory of its own, so that what a cell means can be looked at without counting its references.
    private var meanings: UnsafeMutablePointer<Meaning>
    private var room = 16

    private struct Entry {
        let hash: UInt64
        let start: Int
        let count: Int
    }

    private let mostEntries: Int
    private let mostBytes = 16 << 20

    init(mostEntries: Int = 1 << 18) {
        slots = Array(repeating: -1, count: 64)
        meanings = .allocate(capacity: room)
        self.mostEntries = mostEntries
    }

    deinit {
        meanings.deinitialize(count: entries.count)
        meanings.deallocate()
    }

    /// Where it stands what the spelling means, until the next is asked for; `understand` is asked once for each.
    @inline(__always)
    mutating func meaning(of cell: CellBytes, understand: (CellBytes) -> Meaning) -> UnsafePointer<Meaning> {
        let hash = Digest.quick(cell)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if entries[place].hash == hash, entries[place].count == cell.count, holds(cell, at: entries[place].start) {
                return UnsafePointer(meanings + place)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        remember(cell, hash: hash, meaning: understand(cell))
        return UnsafePointer(meanings + (entries.count - 1))
    }

    private func holds(_ cell: CellBytes, at start: Int) -> Bool {
        bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[start..<start + cell.count]).equals(cell) }
    }

    private mutating func remember(_ cell: CellBytes, hash: UInt64, meaning: Meaning) {
        if entries.count >= mostEntries || bytes.count + cell.count > mostBytes { forget() }
        if entries.count == room { makeRoom() }
        (meanings + entries.count).initialize(to: meaning)
        entries.append(Entry(hash: hash, start: bytes.count, count: cell.count))
        bytes.append(contentsOf: cell)
        if entries.count * 2 > slots.count {
            slots = Array(repeating: -1, count: slots.count * 2)
            for place in entries.indices { put(place) }
        } else {
            put(entries.count - 1)
        }
    }

    private mutating func makeRoom() {
        let fresh = UnsafeMutablePointer<Meaning>.allocate(capacity: room * 2)
        fresh.moveInitialize(from: meanings, count: entries.count)
        meanings.deallocate()
        meanings = fresh
        room *= 2
    }

    private mutating func forget() {
        meanings.deinitialize(count: entries.count)
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        slots = Array(repeating: -1, count: slots.count)
    }

    private mutating func put(_ place: Int) {
        var slot = Int(truncatingIfNeeded: entries[place].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(place)
    }
}
