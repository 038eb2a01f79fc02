import QuotaModel

/// The bytes of a log, counted, and in UTF-8 where they were in an encoding that the parser doesn't know.
struct XMLBytes {
    private var prefix: ArraySlice<UInt8>
    private let limit: Int
    /// How many bytes are read at a time.
    private let step: Int
    private let name: String
    private var taken = 0
    private var transcoder: XMLTranscoder?

    /// What the encoding is decided by.
    private static let headBytes = 1_024
    /// What an old font is told by.
    private static let sampleBytes = 64 << 10

    init(prefix: [UInt8], step: Int, limit: Int, name: String) {
        self.prefix = prefix[...]
        self.limit = limit
        self.step = step
        self.name = name
    }

    /// The beginning of the file, which stays to be read.
    mutating func head(from rest: inout some ByteSource) throws -> [UInt8] {
        while prefix.count < Self.headBytes {
            var more = [UInt8](repeating: 0, count: Self.headBytes)
            // The source writes into the array's own memory.
            let count = try more.withUnsafeMutableBytes { try Self.read(&rest, into: $0) }
            if count == 0 { break }
            prefix += more[..<count]
        }
        return Array(prefix.prefix(Self.headBytes))
    }

    /// What is known of the text so far.
    var sample: ArraySlice<UInt8> { prefix.prefix(Self.sampleBytes) }

    /// From here on without the byte-order mark, and transcoded if that is needed.
    mutating func decode(_ encoding: XMLEncodingChoice) {
        taken = encoding.markLength
        prefix = prefix.dropFirst(encoding.markLength)
        if case .transcoded(let form) = encoding.decoding { transcoder = XMLTranscoder(form) }
    }

    /// Fills the window with the next chunk; true at the end of the file. Throws a `Refusal` with `limit-exceeded`.
    mutating func fill(_ window: MarkupWindow, from rest: inout some ByteSource) throws -> Bool {
        let capacity = step
        guard var transcoder else {
            let count = try window.take(capacity: capacity) { try next(into: $0, from: &rest) }
            return count < capacity
        }
        var raw = [UInt8](repeating: 0, count: capacity)
        let count = try raw.withUnsafeMutableBytes { try next(into: $0, from: &rest) }
        let isLast = count < capacity
        _ = window.take(capacity: transcoder.capacity(for: count)) { output in
            transcoder.transcode(raw[..<count], isLast: isLast, into: output)
        }
        self.transcoder = transcoder
        return isLast
    }

    private static func read(_ rest: inout some ByteSource, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try rest.read(into: buffer)
        rest.witness?.see(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// Fills the whole buffer unless the file ends.
    private mutating func next(
        into buffer: UnsafeMutableRawBufferPointer, from rest: inout some ByteSource
    ) throws -> Int {
        var count = min(prefix.count, buffer.count)
        buffer.copyBytes(from: prefix.prefix(count))
        prefix = prefix.dropFirst(count)
        while count < buffer.count {
            let more = try Self.read(&rest, into: .init(rebasing: buffer[count...]))
            if more == 0 { break }
            count += more
        }
        taken += count
        guard taken <= limit else {
            let issue = Issue(
                .limitExceeded, at: SourceLocation(name), subject: ReadingLimits.Name.fileBytes.rawValue,
                found: String(taken),
                expected: [String(limit)])
            throw Refusal(issue)
        }
        return count
    }
}
