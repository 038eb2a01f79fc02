import CByteMasks

/// Checks UTF-8 many bytes at a time: overlong forms, surrogates, values above U+10FFFF and cut sequences are wrong.
enum UTF8Validation {
    /// Whether the bytes are UTF-8, sequences cut at the end included in the blame.
    ///
    /// Each byte is compared with what its three predecessors ask for: a lead byte of n bytes asks for n − 1
    /// continuation bytes. Only the pairs that the standard forbids need a look at two values.
    /// - Parameter width: bytes that are looked at together; nil: as many as the processor can.
    static func isValid(_ bytes: UnsafeRawBufferPointer, width: Int32? = nil) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let width = width ?? byte_masks_width()
        if width > 16 {
            let whole = byte_masks_valid_utf8(base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), width)
            return firstBroken(in: bytes, from: Int(whole)) == nil
        }
        return isValidByLanes(bytes, base)
    }

    /// The same on processors that look at sixteen bytes at a time.
    private static func isValidByLanes(_ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer) -> Bool {
        var start = 0
        var errors = splat(0)
        if bytes.count >= 64 {
            // The loop looks back three bytes, so the first three are left to the exact one.
            start = 3
            while start + 16 <= bytes.count {
                if start + 32 <= bytes.count, isASCII(base + start - 3) {
                    start += 32
                    continue
                }
                let now = base.loadUnaligned(fromByteOffset: start, as: ByteLanes.self)
                let one = base.loadUnaligned(fromByteOffset: start - 1, as: ByteLanes.self)
                let two = base.loadUnaligned(fromByteOffset: start - 2, as: ByteLanes.self)
                let three = base.loadUnaligned(fromByteOffset: start - 3, as: ByteLanes.self)
                let continuation = lanes(now & splat(0xC0) .== splat(0x80))
                let asked =
                    lanes(one .>= splat(0xC0)) | lanes(two .>= splat(0xE0)) | lanes(three .>= splat(0xF0))
                errors |= (continuation ^ asked) | lanes(now & splat(0xFE) .== splat(0xC0)) | lanes(now .>= splat(0xF5))
                errors |= lanes(one .== splat(0xE0)) & lanes(now .< splat(0xA0))
                errors |= lanes(one .== splat(0xED)) & lanes(now .>= splat(0xA0))
                errors |= lanes(one .== splat(0xF0)) & lanes(now .< splat(0x90))
                errors |= lanes(one .== splat(0xF4)) & lanes(now .>= splat(0x90))
                start += 16
            }
            if errors != splat(0) { return false }
            // What the vector loop has seen right up to `start` may still be the middle of a sequence.
            start = sequenceStart(before: start, in: bytes)
            let head = UnsafeRawBufferPointer(rebasing: bytes[..<sequenceEnd(after: 3, in: bytes)])
            if firstBroken(in: head, from: 0) != nil { return false }
        }
        return firstBroken(in: bytes, from: start) == nil
    }

    /// Whether 35 bytes are ASCII: three that could ask for continuation bytes and 32 that need no further look.
    @inline(__always)
    private static func isASCII(_ at: UnsafeRawPointer) -> Bool {
        let head = at.loadUnaligned(as: SIMD2<UInt64>.self)
        let middle = at.loadUnaligned(fromByteOffset: 16, as: SIMD2<UInt64>.self)
        let tail = at.loadUnaligned(fromByteOffset: 27, as: UInt64.self)
        let all = head | middle
        return (all[0] | all[1] | tail) & 0x8080_8080_8080_8080 == 0
    }

    @inline(__always)
    private static func splat(_ byte: UInt8) -> ByteLanes { ByteLanes(repeating: byte) }

    /// The offset of the first byte from `start` on that no valid sequence holds, nil where there is none. `start`
    /// is the beginning of a character.
    static func firstBroken(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            let length = sequenceLength(at: at, in: bytes)
            if length == 0 { return at }
            at += length
        }
        return nil
    }

    /// Offsets of all bytes that no valid sequence holds.
    static func broken(in bytes: UnsafeRawBufferPointer) -> [Int] {
        var found: [Int] = []
        var at = 0
        while let next = firstBroken(in: bytes, from: at) {
            found.append(next)
            at = next + 1
        }
        return found
    }

    /// How many bytes at the end belong to a character whose other bytes may still come.
    static func incompleteTail(of bytes: UnsafeRawBufferPointer) -> Int {
        var back = 1
        while back <= min(3, bytes.count) {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 {
                back += 1
                continue
            }
            let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return needed > back ? back : 0
        }
        return 0
    }

    /// Bytes of the character at this offset, 0 where there is no valid one.
    static func sequenceLength(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        let lead = bytes[offset]
        if lead < 0x80 { return 1 }
        func continuation(_ step: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + step < bytes.count && range.contains(bytes[offset + step])
        }
        switch lead {
        case 0xC2...0xDF: return continuation(1) ? 2 : 0
        case 0xE0: return continuation(1, 0xA0...0xBF) && continuation(2) ? 3 : 0
        case 0xED: return continuation(1, 0x80...0x9F) && continuation(2) ? 3 : 0
        case 0xE1...0xEF: return continuation(1) && continuation(2) ? 3 : 0
        case 0xF0: return continuation(1, 0x90...0xBF) && continuation(2) && continuation(3) ? 4 : 0
        case 0xF4: return continuation(1, 0x80...0x8F) && continuation(2) && continuation(3) ? 4 : 0
        case 0xF1...0xF3: return continuation(1) && continuation(2) && continuation(3) ? 4 : 0
        default: return 0
        }
    }

    private static func sequenceStart(before offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var at = offset
        while at > 0, offset - at < 3, bytes[at - 1] & 0xC0 == 0x80 { at -= 1 }
        return at > 0 && bytes[at - 1] >= 0xC0 ? at - 1 : offset
    }

    private static func sequenceEnd(after offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var at = offset
        while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
        return at
    }
}
