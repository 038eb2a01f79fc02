/// Sixty-four bits for tables in memory and for telling a few things apart; whoever needs certainty compares what is behind them.
enum QuickHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

    /// Of all bytes: of up to 32 the first and last, which may be the same.
    @inline(__always)
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = bytes.count
        guard count <= 16 else { return count <= 32 ? ofMiddle(bytes) : Digest.of(bytes, seed: 0).key }
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
    private static func ofMiddle(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let end = bytes.count &- 8
        let head = (bytes.loadUnaligned(as: UInt64.self) ^ first).multipliedFullWidth(
            by: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ second)
        let tail = (bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self) ^ third).multipliedFullWidth(
            by: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self) ^ UInt64(truncatingIfNeeded: end))
        return head.high ^ head.low ^ (tail.high &+ tail.low &* third)
    }

    /// Of a few numbers, in their order.
    @inline(__always)
    static func of(_ start: UInt64, _ next: UInt64, _ last: UInt64) -> UInt64 {
        // Each is mixed before the next comes to it: small numbers would cancel each other.
        mix(mix(mix(start, first) ^ next, second) ^ last, third)
    }

    @inline(__always)
    static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = (value ^ factor).multipliedFullWidth(by: factor | 1)
        return product.high ^ product.low
    }
}
