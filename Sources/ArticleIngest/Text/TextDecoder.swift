import QuotaModel

/// Turns the bytes of one encoding into UTF-8, in pieces: what may belong to a character that is not finished is left
/// for the next piece. Bytes that the encoding doesn't have become U+FFFD and are reported.
struct TextDecoder {
    /// How a log's text is written.
    enum Form: Hashable, Sendable {
        case utf8
        case utf16(bigEndian: Bool)
    }

    let form: Form

    /// UTF-8 needs no decoding, only a check.
    var isPassthrough: Bool { form == .utf8 }

    /// The most bytes of UTF-8 that one byte of input can become.
    var expansion: Int { 3 }

    /// - Parameter broken: called with the offset in `output` of every replacement.
    /// - Returns: bytes used and bytes written.
    mutating func decode(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer,
        broken: (Int) -> Void
    ) -> (used: Int, written: Int) {
        switch form {
        case .utf8:
            output.copyMemory(from: input)
            return (input.count, input.count)
        case .utf16(let bigEndian):
            return Self.decodeUTF16(input, bigEndian: bigEndian, isLast: isLast, into: output, broken: broken)
        }
    }

    private static func decodeUTF16(
        _ input: UnsafeRawBufferPointer, bigEndian: Bool, isLast: Bool, into output: UnsafeMutableRawBufferPointer,
        broken: (Int) -> Void
    ) -> (used: Int, written: Int) {
        func unit(_ at: Int) -> UInt32 {
            let value = input.loadUnaligned(fromByteOffset: at, as: UInt16.self)
            return UInt32(bigEndian ? UInt16(bigEndian: value) : UInt16(littleEndian: value))
        }
        var writer = UTF8Writer(output)
        var at = 0
        while at + 1 < input.count {
            let first = unit(at)
            guard 0xD800...0xDFFF ~= first else {
                writer.put(first)
                at += 2
                continue
            }
            if first < 0xDC00, at + 3 >= input.count, !isLast { break }
            if first < 0xDC00, at + 3 < input.count, 0xDC00...0xDFFF ~= unit(at + 2) {
                writer.put(0x10000 + (first - 0xD800) << 10 + (unit(at + 2) - 0xDC00))
                at += 4
            } else {
                broken(writer.count)
                writer.put(0xFFFD)
                at += 2
            }
        }
        if isLast, at < input.count {
            broken(writer.count)
            writer.put(0xFFFD)
            at = input.count
        }
        return (at, writer.count)
    }
}

/// Writes characters as UTF-8 into memory that is large enough.
struct UTF8Writer {
    private let output: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ output: UnsafeMutableRawBufferPointer) { self.output = output }

    /// One Unicode scalar; never a surrogate.
    mutating func put(_ scalar: UInt32) {
        if scalar < 0x80 {
            byte(scalar)
        } else if scalar < 0x800 {
            byte(0xC0 | scalar >> 6)
            byte(0x80 | scalar & 0x3F)
        } else if scalar < 0x10000 {
            byte(0xE0 | scalar >> 12)
            byte(0x80 | scalar >> 6 & 0x3F)
            byte(0x80 | scalar & 0x3F)
        } else {
            byte(0xF0 | scalar >> 18)
            byte(0x80 | scalar >> 12 & 0x3F)
            byte(0x80 | scalar >> 6 & 0x3F)
            byte(0x80 | scalar & 0x3F)
        }
    }

    private mutating func byte(_ value: UInt32) {
        output[count] = UInt8(truncatingIfNeeded: value)
        count += 1
    }
}
