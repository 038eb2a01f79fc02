/// UTF-16 to UTF-8, piece by piece. What is no UTF-16 (a surrogate without its other half, half a unit at the end) comes
/// out as bytes that no UTF-8 has, so that the parser refuses the file at that line.
struct UTF16Transcoder {
    private let bigEndian: Bool
    private var halfUnit: UInt8?
    private var highSurrogate: UInt16?

    private static let invalid: UInt8 = 0xFF

    init(bigEndian: Bool) { self.bigEndian = bigEndian }

    /// At most three bytes come of each two, and one more of what was left over.
    static func capacity(for count: Int) -> Int { count / 2 * 3 + 6 }

    /// Appends the UTF-8 of `raw` to `output`, which has room for `capacity(for:)` bytes; says how many there are.
    mutating func transcode(
        _ raw: some Sequence<UInt8>, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Int {
        var count = 0
        func put(_ byte: UInt8) {
            output[count] = byte
            count += 1
        }
        for byte in raw {
            guard let first = halfUnit else {
                halfUnit = byte
                continue
            }
            halfUnit = nil
            let unit = bigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
            if let high = highSurrogate {
                highSurrogate = nil
                if UTF16.isTrailSurrogate(unit) {
                    let scalar = UTF16.decode(UTF16.EncodedScalar([high, unit]))
                    UTF8.encode(scalar)?.forEach(put)
                    continue
                }
                put(Self.invalid)
            }
            if UTF16.isLeadSurrogate(unit) {
                highSurrogate = unit
            } else if let scalar = Unicode.Scalar(unit) {
                UTF8.encode(scalar)?.forEach(put)
            } else {
                put(Self.invalid)
            }
        }
        if isLast, halfUnit != nil || highSurrogate != nil { put(Self.invalid) }
        return count
    }
}
