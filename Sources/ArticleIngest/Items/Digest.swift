/// A 128-bit digest of bytes, the same in every run: 64 bits to compare and 64 to place by.
///
/// SipHash-2-4 with 128 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): texts that people number or name
/// alike are as different in it as any others, which sums and products of words do not promise. Its key is no secret: a
/// person who can write the log can as well write a duplicate.
struct Digest: Hashable, BitwiseCopyable {
    var key: UInt64
    var place: UInt64

    /// The second half of the key, whose first is the seed.
    private static let bytesKey: UInt64 = 0xA076_1D64_78BD_642F
    /// Keeps what a digest and a number give apart from what bytes give.
    private static let partKey: UInt64 = 0xE703_7ED1_A0B4_28DB

    /// - Parameter seed: keeps apart what is digested: an id and a url with the same text are different.
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> Digest {
        var state = SipState(seed, bytesKey)
        var at = 0
        while at &+ 8 <= bytes.count {
            state.absorb(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at &+= 8
        }
        state.absorb(UInt64(truncatingIfNeeded: bytes.count) &<< 56 | rest(of: bytes, from: at))
        return state.digest()
    }

    /// The last, fewer than eight bytes.
    private static func rest(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        let count = bytes.count &- start
        if count == 0 { return 0 }
        if bytes.count >= 8 {
            let last = bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
            return last &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        }
        var word: UInt64 = 0
        for place in (start..<bytes.count).reversed() { word = word &<< 8 | UInt64(bytes[place]) }
        return word
    }

    /// The digest of the same bytes and one more number.
    func adding(_ number: UInt64) -> Digest {
        var state = SipState(key, place ^ Self.partKey)
        state.absorb(number)
        return state.digest()
    }
}

/// SipHash in the making.
struct SipState {
    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    @inline(__always)
    init(_ key: UInt64, _ otherKey: UInt64) {
        first = key ^ 0x736F_6D65_7073_6575
        second = otherKey ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        third = key ^ 0x6C79_6765_6E65_7261
        fourth = otherKey ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
        fourth ^= word
        mix(rounds: 2)
        first ^= word
    }

    @inline(__always)
    consuming func digest() -> Digest {
        third ^= 0xEE
        mix(rounds: 4)
        let key = first ^ second ^ third ^ fourth
        second ^= 0xDD
        mix(rounds: 4)
        return Digest(key: key, place: first ^ second ^ third ^ fourth)
    }

    @inline(__always)
    private mutating func mix(rounds: Int) {
        for _ in 0..<rounds {
            first &+= second
            third &+= fourth
            second = Self.turned(second, 13) ^ first
            fourth = Self.turned(fourth, 16) ^ third
            first = Self.turned(first, 32)
            third &+= second
            first &+= fourth
            second = Self.turned(second, 17) ^ third
            fourth = Self.turned(fourth, 21) ^ first
            third = Self.turned(third, 32)
        }
    }

    @inline(__always)
    private static func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 { word &<< bits | word &>> (64 &- bits) }
}
