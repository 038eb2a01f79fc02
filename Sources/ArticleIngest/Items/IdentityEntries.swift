import CByteMasks

/// The identities of accepted rows, each partition's one behind the other in chunks of its own, so that adding one writes
/// where the last was written. Who asks for one searches its partition; where that is asked for again, it gets an index,
/// which is brought up to date when somebody asks: few ever do.
struct IdentityEntries: ~Copyable {
    struct Entry: BitwiseCopyable {
        var key: UInt64
        var row: RowMark
    }

    /// The numbers of a partition's entries by their keys; 0 where there is none.
    private struct Index {
        var slots: UnsafeMutablePointer<UInt32>?
        var capacity = 0
        var used = 0
        /// Entries before this one are in the index.
        var end: UInt32 = 0
        /// How often somebody has asked before there was an index.
        var asked: UInt32 = 0
    }

    /// Entries of a chunk, the first of which says where the chunk before begins.
    private static let chunk: UInt32 = 32
    /// Chunks lie in blocks of two megabytes, of which a small log uses a little of the first.
    private static let blockBits: UInt32 = 17
    private static let blockEntries = 1 << Int(blockBits)

    private let partitions: Int
    private var blocks = PlainList<UnsafeMutablePointer<Entry>>()
    /// Where the next chunk begins. The first entries of all belong to nobody, so that 0 is none.
    private var nextChunk = chunk
    /// For each partition the number of its next entry; the first of a chunk where a chunk must come before.
    private let ends: UnsafeMutablePointer<UInt32>
    private var indexes: UnsafeMutablePointer<Index>?
    private var indexBytes = 0
    private(set) var count = 0

    init(partitions: Int) {
        self.partitions = partitions
        ends = .allocate(capacity: partitions)
        ends.initialize(repeating: 0, count: partitions)
    }

    deinit {
        for place in blocks.indices { blocks[place].deallocate() }
        if let indexes {
            for partition in 0..<partitions { indexes[partition].slots?.deallocate() }
            indexes.deallocate()
        }
        ends.deallocate()
    }

    /// Memory that it takes.
    var bytes: Int {
        (Int(nextChunk) - Int(Self.chunk)) * MemoryLayout<Entry>.stride + indexBytes
    }

    /// Asks for the memory where a partition's next entry goes.
    @inline(__always)
    func approach(_ partition: Int) {
        let end = ends[partition]
        if end & (Self.chunk &- 1) != 0 { byte_masks_prefetch(self[end]) }
    }

    @inline(__always)
    mutating func append(_ entry: Entry, in partition: Int) {
        var end = ends[partition]
        if end & (Self.chunk &- 1) == 0 { end = addChunk(behind: end) }
        self[end].pointee = entry
        ends[partition] = end &+ 1
        count &+= 1
    }

    /// - Returns: the number of the chunk's first entry.
    @inline(never)
    private mutating func addChunk(behind end: UInt32) -> UInt32 {
        let chunk = nextChunk
        nextChunk += Self.chunk
        while blocks.count << Int(Self.blockBits) <= Int(chunk) {
            blocks.append(.allocate(capacity: Self.blockEntries))
        }
        self[chunk].pointee = Entry(
            key: UInt64(end == 0 ? 0 : end - Self.chunk), row: RowMark(row: 0, mark: 0))
        return chunk + 1
    }

    private subscript(number: UInt32) -> UnsafeMutablePointer<Entry> {
        @inline(__always) get {
            blocks[Int(number &>> Self.blockBits)] + Int(number) & (Self.blockEntries &- 1)
        }
    }

    /// Shows all keys.
    func forEachKey(_ body: (UInt64) -> Void) {
        for partition in 0..<partitions {
            walk(partition, from: 0) { number in body(self[number].pointee.key) }
        }
    }

    /// Shows the entries of a partition from a number on, the newest chunk first.
    private func walk(_ partition: Int, from start: UInt32, _ body: (UInt32) -> Void) {
        var end = ends[partition]
        while end > start {
            let chunk = (end - 1) & ~(Self.chunk - 1)
            for number in max(chunk + 1, start)..<max(end, start) { body(number) }
            let before = UInt32(self[chunk].pointee.key)
            end = before == 0 ? 0 : before + Self.chunk
        }
    }

    // MARK: Finding

    /// A partition that is asked for more has an index: the filter is wrong less often, on average.
    private static let searches = 3

    /// The entry of a partition that has this key.
    mutating func find(_ key: UInt64, in partition: Int) -> UnsafeMutablePointer<Entry>? {
        let indexes = indexes ?? makeIndexes()
        if indexes[partition].asked < Self.searches {
            indexes[partition].asked += 1
            var found: UInt32?
            walk(partition, from: 0) { if self[$0].pointee.key == key { found = $0 } }
            return found.map { self[$0] }
        }
        bringIndexUpToDate(partition, indexes)
        let index = indexes[partition]
        guard let slots = index.slots else { return nil }
        var at = Self.home(of: key, capacity: index.capacity)
        while slots[at] != 0 {
            let entry = self[slots[at]]
            if entry.pointee.key == key { return entry }
            at = at + 1 == index.capacity ? 0 : at + 1
        }
        return nil
    }

    /// Asks for the memory of a partition's index that tells where a key is.
    func approachIndex(_ key: UInt64, in partition: Int) {
        guard let index = indexes?[partition], let slots = index.slots else { return }
        byte_masks_prefetch(slots + Self.home(of: key, capacity: index.capacity))
    }

    /// Asks for the memory of the entry that most likely has a key.
    func approachEntry(_ key: UInt64, in partition: Int) {
        guard let index = indexes?[partition], let slots = index.slots else { return }
        let number = slots[Self.home(of: key, capacity: index.capacity)]
        if number != 0 { byte_masks_prefetch(self[number]) }
    }

    private mutating func bringIndexUpToDate(_ partition: Int, _ indexes: UnsafeMutablePointer<Index>) {
        let end = ends[partition]
        var index = indexes[partition]
        guard index.end != end else { return }
        var start = index.end
        var new = 0
        walk(partition, from: start) { _ in new += 1 }
        if (index.used + new) * 4 > index.capacity * 3 {
            index.slots?.deallocate()
            indexBytes -= index.capacity * MemoryLayout<UInt32>.stride
            index.capacity = (index.used + new) * 8 / 5 + 8
            indexBytes += index.capacity * MemoryLayout<UInt32>.stride
            let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: index.capacity)
            slots.initialize(repeating: 0, count: index.capacity)
            index.slots = slots
            start = 0
        }
        if let slots = index.slots {
            walk(partition, from: start) { number in
                var at = Self.home(of: self[number].pointee.key, capacity: index.capacity)
                while slots[at] != 0 { at = at + 1 == index.capacity ? 0 : at + 1 }
                slots[at] = number
            }
        }
        index.used += new
        index.end = end
        indexes[partition] = index
    }

    private mutating func makeIndexes() -> UnsafeMutablePointer<Index> {
        let made = UnsafeMutablePointer<Index>.allocate(capacity: partitions)
        made.initialize(repeating: Index(), count: partitions)
        indexes = made
        return made
    }

    private static func home(of key: UInt64, capacity: Int) -> Int {
        Int(key.multipliedFullWidth(by: UInt64(capacity)).high)
    }
}
