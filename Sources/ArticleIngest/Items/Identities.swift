import CByteMasks
import QuotaModel

#if canImport(Glibc)
    import Glibc
#endif

/// The identities of all accepted rows of a run, each with the place of its first row (contract, section 5).
///
/// Sixteen bytes a slot: 64 bits of the identity's digest, 40 bits for the row's number over all logs, 24 bits of a
/// digest of what tells a duplicate from a conflict (units, kind, counting date). Slots lie in 4,096 partitions by
/// twelve further, independent bits of a 128-bit digest, so two different identities are taken for one only if 76 bits
/// agree: with ten million rows 10¹⁴ / 2 / 2⁷⁶, less than one run in a billion. Partitions grow one at a time, by
/// doubling while the whole is small and by an eighth afterwards, so that a slot's 16 bytes stay under 23 for an item.
/// Lines of first rows cost one more byte for each record (`RecordLines`).
///
/// An object with memory of its own: a look-up is a cache miss for nearly every row, and an array would add a second,
/// for its header. Every slot that is looked at lies in `0..<capacity` of its partition.
final class Identities {
    /// What was found when a row was added.
    enum Finding: Equatable {
        case new
        /// The identity is known, and so is its first row: the same item again, or another item under its name.
        case seen(first: ItemPlace, isSame: Bool)
        /// A later log speaks for it (`Precedence.newestLog`).
        case superseded
        case withdrawn
    }

    private struct Slot {
        /// 0 where the slot is free.
        var key: UInt64
        /// Row number in the upper 40 bits, mark in the lower 24.
        var row: UInt64
    }

    /// Sixteen bytes too: all partitions together stay in the processor's second cache.
    private struct Partition {
        var slots: UnsafeMutablePointer<Slot>?
        var capacity: UInt32 = 0
        var used: UInt32 = 0
    }

    private static let partitionBits: UInt64 = 12
    private static let partitionCount = 1 << Int(partitionBits)
    /// Up to here partitions double; behind it memory counts more than time.
    private static let roomy = 1 << 9
    private let partitions: UnsafeMutablePointer<Partition>
    @exclusivity(unchecked) private var lines = RecordLines()
    /// Memory for the first slots of all partitions, so many for each.
    private var reserve: UnsafeMutableRawPointer?
    private var reservedSlots = 0
    /// Slots of a partition's first memory where nothing is reserved.
    private static let fewest = 16
    /// More is not asked for at once, whatever a file's size lets expect.
    private static let mostReserved = 4 << 30
    private let precedence: Precedence
    /// The log that is being read.
    @exclusivity(unchecked) private var source = 0

    init(_ precedence: Precedence = .firstLog) {
        self.precedence = precedence
        partitions = .allocate(capacity: Self.partitionCount)
        partitions.initialize(repeating: Partition(), count: Self.partitionCount)
    }

    deinit {
        for place in 0..<Self.partitionCount { release(partitions[place]) }
        partitions.deallocate()
        free(reserve)
    }

    /// Memory that identities and lines take.
    var bytes: Int {
        let slots = (0..<Self.partitionCount).reduce(0) { $0 + Int(partitions[$1].capacity) }
        return slots * MemoryLayout<Slot>.stride + lines.bytes
    }

    /// A log begins.
    func begin(source: Int) {
        self.source = source
        lines.begin(source: source)
    }

    /// So many items will come, as far as can be told: all partitions get their first slots from one stretch of memory,
    /// in large pages where the system has them, and need not grow.
    func expect(items: Int) {
        guard reserve == nil, items > 1 << 16 else { return }
        let each = items / Self.partitionCount
        let slots = each + each / 4 + 16
        let bytes = slots * Self.partitionCount * MemoryLayout<Slot>.stride
        let page = 2 << 20
        var memory: UnsafeMutableRawPointer?
        guard bytes < Self.mostReserved, posix_memalign(&memory, page, bytes) == 0, let memory else { return }
        madvise(memory, bytes, MADV_HUGEPAGE)
        reserve = memory
        reservedSlots = slots
    }

    /// The first slots of a partition.
    private func firstSlots(of partition: Int) -> (slots: UnsafeMutablePointer<Slot>, count: Int) {
        guard let reserve else { return (Self.allocate(Self.fewest), Self.fewest) }
        let start =
            reserve.bindMemory(to: Slot.self, capacity: reservedSlots * Self.partitionCount)
            + partition * reservedSlots
        start.initialize(repeating: Slot(key: 0, row: 0), count: reservedSlots)
        return (start, reservedSlots)
    }

    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(key: 0, row: 0), count: count)
        return slots
    }

    /// Frees a partition's slots, unless they belong to the reserve.
    private func release(_ partition: Partition) {
        guard let slots = partition.slots else { return }
        if let reserve {
            let offset = UnsafeRawPointer(slots) - UnsafeRawPointer(reserve)
            if 0..<reservedSlots * Self.partitionCount * MemoryLayout<Slot>.stride ~= offset { return }
        }
        slots.deallocate()
    }

    /// The next record of the log, accepted or not; every record is announced once, in order.
    func note(line: Int) { lines.add(line: line) }

    /// The place of a record of the log that is being read, counted from 1: its number over all logs.
    func row(ofRecord record: Int) -> Int { lines.row(ofRecord: record) }

    /// Adds the identity of an accepted row that has been announced, or finds the row that has it.
    ///
    /// - Parameters:
    ///   - row: the row's number over all logs.
    ///   - mark: a digest of units, kind and counting date; 24 bits are kept.
    func add(_ digest: Digest, row: Int, mark: UInt32) -> Finding {
        let key = digest.key == 0 ? 1 : digest.key
        let mark = UInt64(mark) & 0xFF_FFFF
        let row = UInt64(row) << 24 | mark
        let partition = Self.partition(of: digest)
        guard let seen = insert(key: key, row: row, in: partition) else {
            return precedence.withdrawn.contains(digest) ? .withdrawn : .new
        }
        let first = lines.place(of: Int(seen >> 24))
        if precedence.isNewest, first.source != source {
            // From here on the identity is this log's own: a second row of it is a duplicate of the first in this log.
            replace(key: key, by: row, in: partitions[partition])
            return .superseded
        }
        return .seen(first: first, isSame: seen & 0xFF_FFFF == mark)
    }

    /// Asks for the memory where an identity belongs, so that it is there when it is added.
    @inline(__always)
    func approach(_ digest: Digest) {
        let key = digest.key == 0 ? 1 : digest.key
        if let reserve {
            // Nearly always still there, and found without asking the partition.
            let place = Self.partition(of: digest) &* reservedSlots &+ Self.home(of: key, count: reservedSlots)
            return byte_masks_prefetch(reserve + place &* MemoryLayout<Slot>.stride)
        }
        let partition = partitions[Self.partition(of: digest)]
        guard let slots = partition.slots else { return }
        byte_masks_prefetch(slots + Self.home(of: key, count: Int(partition.capacity)))
    }

    @inline(__always)
    private static func partition(of digest: Digest) -> Int { Int(digest.place >> (64 - partitionBits)) }

    /// - Returns: nil when the key is new, else the row it was found with.
    private func insert(key: UInt64, row: UInt64, in place: Int) -> UInt64? {
        if (partitions[place].used + 1) * 5 > partitions[place].capacity * 4 { grow(place) }
        guard let slots = partitions[place].slots else { return nil }
        let count = Int(partitions[place].capacity)
        var at = Self.home(of: key, count: count)
        while slots[at].key != 0 {
            if slots[at].key == key { return slots[at].row }
            at = at + 1 == count ? 0 : at + 1
        }
        slots[at] = Slot(key: key, row: row)
        partitions[place].used += 1
        return nil
    }

    /// - Precondition: the key is there.
    private func replace(key: UInt64, by row: UInt64, in partition: Partition) {
        guard let slots = partition.slots else { return }
        let count = Int(partition.capacity)
        var at = Self.home(of: key, count: count)
        while slots[at].key != key { at = at + 1 == count ? 0 : at + 1 }
        slots[at].row = row
    }

    /// A slot's home follows from what is stored, so that a partition can grow without the identities.
    private static func home(of key: UInt64, count: Int) -> Int {
        Int(Digest.mix(key, 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: UInt64(count)).high)
    }

    private func grow(_ place: Int) {
        let partition = partitions[place]
        guard let slots = partition.slots else {
            let first = firstSlots(of: place)
            partitions[place].slots = first.slots
            partitions[place].capacity = UInt32(first.count)
            return
        }
        let count = Int(partition.capacity)
        let room = count < Self.roomy ? count * 2 : count + count / 8
        let fresh = Self.allocate(room)
        for old in 0..<count where slots[old].key != 0 {
            var at = Self.home(of: slots[old].key, count: room)
            while fresh[at].key != 0 { at = at + 1 == room ? 0 : at + 1 }
            fresh[at] = slots[old]
        }
        release(partition)
        partitions[place].slots = fresh
        partitions[place].capacity = UInt32(room)
    }
}

extension Identities {
    private static let idSeed: UInt64 = 1
    private static let urlSeed: UInt64 = 2
    private static let titleSeed: UInt64 = 3

    /// The identity of a record that has an id; nil where it is blank. Ids and addresses are compared in NFC and trimmed,
    /// with their case.
    static func digest(id: CellBytes) -> Digest? { id.isBlank ? nil : digest(id, seed: idSeed) }

    /// The identity of a record that has an address and no id.
    static func digest(url: CellBytes) -> Digest? { url.isBlank ? nil : digest(url, seed: urlSeed) }

    /// The identity of a record that has only a title: the title normalised, the set of units, the counting date.
    static func digest(title: CellBytes, units: UInt64, date: UInt64) -> Digest? {
        var key = MatchKey(title.text).text
        if key.isEmpty { return nil }
        return key.withUTF8 { Digest.of(UnsafeRawBufferPointer($0), seed: titleSeed) }.adding(units).adding(date)
    }

    /// A counting date as a part of an identity.
    static func number(of date: CivilDate?) -> UInt64 { date.map { UInt64(UInt32(bitPattern: $0.dayNumber)) } ?? .max }

    private static func digest(_ cell: CellBytes, seed: UInt64) -> Digest {
        let cell = cell.trimmed
        if cell.isSurelyComposed { return Digest.of(cell, seed: seed) }
        var text = cell.text
        return text.withUTF8 { Digest.of(UnsafeRawBufferPointer($0), seed: seed) }
    }
}
