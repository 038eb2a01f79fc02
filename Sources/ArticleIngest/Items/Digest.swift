/// A 128-bit digest of bytes, the same in every run: 64 bits to compare and 64 to place by.
///
/// Not made against somebody who builds collisions; a person who can write the log can as well write a duplicate.
struct Digest: Hashable, BitwiseCopyable {
    var key: UInt64
    var place: UInt64

    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

    /// - Parameter seed: keeps apart what is digested: an id and a url with the same text are different.
    @inline(__always)
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> Digest {
        var key = seed ^ first ^ UInt64(truncatingIfNeeded: bytes.count)
        var place = (seed &+ third) ^ second
        var at = 0
        while at &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            key = mix(key ^ word, second)
            place = mix(place ^ word, third)
            at &+= 8
        }
        if at < bytes.count {
            let word = last(bytes, from: at)
            key = mix(key ^ word, second)
            place = mix(place ^ word, third)
        }
        return Digest(key: mix(key, first ^ third), place: mix(place, first))
    }

    /// The last, fewer than eight bytes; where there are eight, some before them again, which their number tells apart.
    @inline(__always)
    private static func last(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        if bytes.count >= 8 { return bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self) }
        var word: UInt64 = 0
        for at in start..<bytes.count { word = word &<< 8 | UInt64(bytes[at]) }
        return word
    }

    /// Sixty-four bits for a table in memory, of all bytes: of up to 32 the first and last, which may be the same.
    @inline(__always)
    static func quick(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = bytes.count
        guard count <= 16 else { return count <= 32 ? quickMiddle(bytes) : of(bytes, seed: 0).key }
        var head: UInt64 = 0
        var tail: UInt64 = 0
        if count >= 8 {
            head = bytes.loadUnaligned(as: UInt64.self)
            tail = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else if count >= 4 {
            head = UInt64(bytes.loadUnaligned(as: UInt32.self))
            tail = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        } else if count > 0 {
            head = UInt64(bytes[0]) &<< 8 | UInt64(bytes[count &- 1])
            tail = UInt64(bytes[count &>> 1])
        }
        return mix(head ^ UInt64(truncatingIfNeeded: count) ^ mix(tail, third), second)
    }

    /// For 17 to 32 bytes: two multiplications side by side.
    @inline(__always)
    private static func quickMiddle(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let end = bytes.count &- 8
        let head = (bytes.loadUnaligned(as: UInt64.self) ^ first).multipliedFullWidth(
            by: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ second)
        let tail = (bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self) ^ third).multipliedFullWidth(
            by: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self) ^ UInt64(truncatingIfNeeded: end))
        return head.high ^ head.low ^ (tail.high &+ tail.low &* third)
    }

    /// The digest of the same bytes and one more number.
    func adding(_ number: UInt64) -> Digest {
        Digest(key: Self.mix(key ^ number, Self.second), place: Self.mix(place ^ number, Self.third))
    }

    @inline(__always)
    static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = (value ^ factor).multipliedFullWidth(by: factor | 1)
        return product.high ^ product.low
    }
}
