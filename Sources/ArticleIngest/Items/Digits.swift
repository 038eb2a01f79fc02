/// The number that eight digits write, all of them at a time.
enum Digits {
    /// - Parameter base: eight bytes; nil where one of them is no digit.
    @inline(__always)
    static func eight(_ base: UnsafeRawPointer) -> UInt64? {
        let digits = base.loadUnaligned(as: UInt64.self) ^ 0x3030_3030_3030_3030
        guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
        // Neighbours are joined three times: no pair of digits, or of pairs, reaches beyond its room.
        let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
    }
}
