/// A piece of a log's text, as UTF-8. Its size follows the longest record, never the file.
///
/// Memory is unsafe because the scanner loads vectors from it; the padding behind the text makes its loads legal.
final class TextPiece {
    /// Bytes that must be readable behind the text.
    static let padding = 64

    // What every row asks for; used by one core at a time.
    @exclusivity(unchecked) private(set) var memory: UnsafeMutableRawPointer
    private(set) var capacity = 0
    /// Bytes of text.
    @exclusivity(unchecked) private(set) var count = 0
    /// Bytes of a log as they came from its source, which nobody has shown its witness yet; some of them may stand behind
    /// the text that is left of them.
    private(set) var unseen = 0..<0
    /// Nothing follows this text.
    var isLast = false
    /// Offsets of bytes that the encoding doesn't have, ascending.
    var broken: [Int] = []

    init() {
        memory = .allocate(byteCount: Self.padding, alignment: 64)
        pad()
    }

    deinit { memory.deallocate() }

    var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

    func clear() {
        count = 0
        unseen = 0..<0
        isLast = false
        broken.removeAll(keepingCapacity: true)
    }

    func append(_ bytes: [UInt8]) {
        reserve(count + bytes.count)
        (memory + count).copyMemory(from: bytes, byteCount: bytes.count)
        count += bytes.count
        pad()
    }

    /// Lets somebody write up to `room` bytes behind the text, who says how many there were.
    func append(room: Int, _ write: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> Int {
        reserve(count + room)
        let written = try write(UnsafeMutableRawBufferPointer(start: memory + count, count: room))
        count += written
        pad()
        return written
    }

    /// The scanner loads what stands behind the text, and nobody may have written there yet.
    private func pad() { (memory + count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding) }

    /// The bytes behind `offset` are as they came, except `seen` ones that the witness knows. What was unseen before them still is.
    func noteUnseen(from offset: Int, seen: Int) {
        unseen = (unseen.isEmpty ? min(offset + seen, count) : unseen.lowerBound)..<count
    }

    /// Shows a witness what it has not seen. Only in the order of the log, by whoever takes its pieces.
    func show(_ witness: any ByteWitness) {
        // Where bytes were decoded, another core may be showing it the next ones.
        guard !unseen.isEmpty else { return }
        witness.see(UnsafeRawBufferPointer(start: memory + unseen.lowerBound, count: unseen.count))
        unseen = 0..<0
    }

    /// Leaves only the first `count` bytes.
    func cut(to count: Int) {
        self.count = count
        while let last = broken.last, last >= count { broken.removeLast() }
    }

    /// Looks for bytes that UTF-8 doesn't have, unless a decoder has found them already.
    func check() {
        if broken.isEmpty, !UTF8Validation.isValid(text) { broken = UTF8Validation.broken(in: text) }
    }

    /// The first broken byte in a part of the text.
    func broken(in range: Range<Int>) -> Int? {
        guard !broken.isEmpty else { return nil }
        var low = 0
        var high = broken.count
        while low < high {
            let middle = (low + high) / 2
            if broken[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < broken.count && broken[low] < range.upperBound ? broken[low] : nil
    }

    private func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        let room = Swift.max(bytes, capacity * 2)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: room + Self.padding, alignment: 64)
        fresh.copyMemory(from: memory, byteCount: count)
        memory.deallocate()
        memory = fresh
        capacity = room
    }
}
