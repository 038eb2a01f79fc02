import CByteMasks

/// Tells of nearly every identity that it is new, from memory that the processor's caches hold: a Bloom filter of sixteen
/// bits for each identity. Six of them are set, three in each of two words of one line of 64 bytes, so that less than one
/// new identity in a thousand seems known.
struct IdentityFilter: ~Copyable {
    private static let wordsOfLine = 8
    /// Sixteen bits for each.
    private static let identitiesOfLine = 32
    private static let lineBytes = 64

    private let words: UnsafeMutablePointer<UInt64>
    private let lines: Int
    /// It has room for so many.
    let room: Int

    /// - Parameter items: so many identities will come.
    init(items: Int) {
        lines = max(1, items / Self.identitiesOfLine)
        room = lines * Self.identitiesOfLine
        words = UnsafeMutableRawPointer.allocate(byteCount: lines * Self.lineBytes, alignment: Self.lineBytes)
            .bindMemory(to: UInt64.self, capacity: lines * Self.wordsOfLine)
        words.initialize(repeating: 0, count: lines * Self.wordsOfLine)
    }

    deinit { words.deallocate() }

    /// Memory that it takes.
    var bytes: Int { lines * Self.lineBytes }

    /// Asks for the memory that tells of this identity.
    @inline(__always)
    func approach(_ key: UInt64) { byte_masks_prefetch(line(of: key)) }

    /// Notes an identity.
    ///
    /// - Returns: whether it may have been there.
    @inline(__always)
    func add(_ key: UInt64) -> Bool {
        let line = line(of: key)
        let choice = QuickHash.mix(key, 0x9E37_79B9_7F4A_7C15)
        let first = Int(truncatingIfNeeded: choice & 7)
        let second = Int(truncatingIfNeeded: choice &>> 3 & 7)
        let firstBits = Self.bits(choice &>> 6)
        let secondBits = Self.bits(choice &>> 24)
        let missing = firstBits & ~line[first] | secondBits & ~line[second]
        line[first] |= firstBits
        line[second] |= secondBits
        return missing == 0
    }

    @inline(__always)
    private func line(of key: UInt64) -> UnsafeMutablePointer<UInt64> {
        words + Int(truncatingIfNeeded: key.multipliedFullWidth(by: UInt64(lines)).high) &* Self.wordsOfLine
    }

    @inline(__always)
    private static func bits(_ choice: UInt64) -> UInt64 {
        1 &<< (choice & 63) | 1 &<< (choice &>> 6 & 63) | 1 &<< (choice &>> 12 & 63)
    }
}
