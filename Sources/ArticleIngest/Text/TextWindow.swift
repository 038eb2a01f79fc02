import QuotaModel

/// The part of a log's text, as UTF-8, that is being read: what is left of the last row and the next bytes behind it.
/// Its size follows the longest record, never the file.
///
/// Memory is unsafe because the scanner loads vectors from it; the padding behind the text makes its loads legal.
final class TextWindow {
    /// Bytes that must be readable behind the text.
    static let padding = 64

    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    /// Bytes of text.
    private(set) var count = 0
    /// Nothing follows this text.
    private(set) var isLast = false
    /// Offsets of bytes that the encoding doesn't have, ascending.
    private(set) var broken: [Int] = []
    private var decoder: TextDecoder
    /// Undecoded bytes: what the decoder left of the last read, and room for the next.
    private var raw: [UInt8] = []
    private var rawCount = 0
    /// How many bytes are asked for at a time.
    private let step: Int
    private let fileLimit: Int
    private let source: String
    private(set) var bytesRead = 0

    /// - Parameter step: bytes of the file to read at a time; tests choose small ones.
    init(decoder: TextDecoder, source: String, fileLimit: Int, step: Int = 256 << 10) {
        self.decoder = decoder
        self.step = step
        self.fileLimit = fileLimit
        self.source = source
        capacity = 0
        memory = UnsafeMutableRawPointer.allocate(byteCount: Self.padding, alignment: 64)
        reserve(decoder.isPassthrough ? step * 2 : step)
    }

    deinit { memory.deallocate() }

    var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

    /// Moves the text from `start` on to the front and reads on behind it. The offsets of the text change by `start`.
    ///
    /// - Throws: `limit-exceeded` when the file is longer than allowed; what the source throws.
    func advance(from start: Int, source: inout some ByteSource) throws {
        let left = count - start
        if start > 0 { memory.copyMemory(from: memory + start, byteCount: left) }
        count = left
        broken = broken.filter { $0 >= start }.map { $0 - start }
        let before = count
        while count - before < step, !isLast {
            if decoder.isPassthrough {
                try readPlain(&source)
            } else {
                try readDecoded(&source)
            }
        }
        if decoder.isPassthrough { markBroken(from: before) }
    }

    private func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        let room = Swift.max(bytes, capacity * 2)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: room + Self.padding, alignment: 64)
        fresh.copyMemory(from: memory, byteCount: count)
        (fresh + count).initializeMemory(as: UInt8.self, repeating: 0, count: room + Self.padding - count)
        memory.deallocate()
        memory = fresh
        capacity = room
    }

    // MARK: UTF-8 as it is

    /// UTF-8 is read straight into place. A character cut at the end of what was read waits in `raw` for its rest.
    private func readPlain(_ source: inout some ByteSource) throws {
        reserve(count + rawCount + step)
        for at in 0..<rawCount { memory.storeBytes(of: raw[at], toByteOffset: count + at, as: UInt8.self) }
        count += rawCount
        rawCount = 0
        let room = UnsafeMutableRawBufferPointer(start: memory + count, count: step)
        let got = try source.read(into: room)
        try countBytes(got)
        count += got
        if got == 0 {
            isLast = true
            return
        }
        let tail = UTF8Validation.incompleteTail(of: text)
        raw = Array(text.suffix(tail))
        rawCount = tail
        count -= tail
    }

    private func markBroken(from start: Int) {
        let fresh = UnsafeRawBufferPointer(rebasing: text[start...])
        if !UTF8Validation.isValid(fresh) { broken += UTF8Validation.broken(in: fresh).map { $0 + start } }
    }

    // MARK: Other encodings

    private func readDecoded(_ source: inout some ByteSource) throws {
        if raw.count < rawCount + step { raw += [UInt8](repeating: 0, count: rawCount + step - raw.count) }
        let kept = rawCount
        let got = try raw.withUnsafeMutableBytes { bytes in
            try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept..<kept + step]))
        }
        try countBytes(got)
        rawCount += got
        isLast = got == 0
        reserve(count + decoder.expansion * rawCount + 16)
        let output = UnsafeMutableRawBufferPointer(start: memory, count: capacity)
        let (used, written) = raw.withUnsafeBytes { bytes in
            decoder.decode(
                UnsafeRawBufferPointer(rebasing: bytes[..<rawCount]), isLast: isLast,
                into: UnsafeMutableRawBufferPointer(rebasing: output[count...])
            ) { broken.append(count + $0) }
        }
        count += written
        raw.replaceSubrange(0..<used, with: [])
        rawCount -= used
    }

    private func countBytes(_ bytes: Int) throws {
        bytesRead += bytes
        guard bytesRead <= fileLimit else {
            throw Refusal(
                Issue(
                    .limitExceeded, at: SourceLocation(source), subject: ReadingLimits.Name.fileBytes.rawValue,
                    found: String(bytesRead), expected: [String(fileLimit)]))
        }
    }
}
