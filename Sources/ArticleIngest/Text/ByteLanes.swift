/// Sixteen bytes in one register.
typealias ByteLanes = SIMD16<UInt8>

/// The result of a comparison as bytes of all ones or zeros: combined as bytes it stays in registers, combined as a
/// `SIMDMask` the compiler takes it apart lane by lane.
@inline(__always)
func lanes(_ mask: SIMDMask<SIMD16<Int8>>) -> ByteLanes { unsafeBitCast(mask, to: ByteLanes.self) }
