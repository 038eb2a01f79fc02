import QuotaModel

/// A source's bytes as text, in pieces, each behind what the last one left over.
struct TextFeed<Source: ByteSource> {
    private(set) var source: Source
    private var decoder: TextDecoder
    /// How many bytes are asked for at a time.
    private let step: Int
    private let fileLimit: Int
    private let name: String
    private var bytesRead = 0
    /// Bytes at the beginning that the source's witness has seen already.
    private var seen: Int
    private var isAtEnd = false
    /// Text that the last piece left, with the places of its broken bytes.
    private var kept: [UInt8] = []
    private var brokenKept: [Int] = []
    /// Bytes that are not decoded yet.
    private var raw: [UInt8] = []
    private var rawCount = 0

    /// - Parameters:
    ///   - seen: bytes at the beginning that the source's witness has seen already.
    ///   - step: bytes of the file to read at a time; tests choose small ones.
    init(_ source: Source, seen: Int = 0, decoder: TextDecoder, name: String, fileLimit: Int, step: Int) {
        self.source = source
        self.seen = seen
        self.decoder = decoder
        self.name = name
        self.fileLimit = fileLimit
        self.step = step
    }

    /// Whether a piece can be filled without waiting.
    var hasReady: Bool { source.hasReady(step) }

    /// Fills a piece with what was kept and the next bytes.
    ///
    /// - Throws: `limit-exceeded` when the file is longer than allowed; what the source throws.
    mutating func fill(_ piece: TextPiece) throws {
        piece.clear()
        piece.append(kept)
        piece.broken = brokenKept
        let before = kept.count
        kept.removeAll(keepingCapacity: true)
        brokenKept.removeAll(keepingCapacity: true)
        try extend(piece, by: step)
        noteUnseen(piece, from: before)
    }

    /// Makes a piece that holds no whole row twice as long.
    mutating func extend(_ piece: TextPiece) throws {
        let before = piece.count
        try extend(piece, by: max(step, piece.count))
        noteUnseen(piece, from: before)
    }

    /// UTF-8 stands in the piece as it came and is shown by whoever has time; what was decoded is shown at once.
    private mutating func noteUnseen(_ piece: TextPiece, from offset: Int) {
        guard decoder.isPassthrough else { return }
        piece.noteUnseen(from: offset, seen: seen)
        seen = max(0, seen - (piece.count - offset))
    }

    /// Takes back what stands behind `offset`, for the next piece.
    mutating func keep(from offset: Int, of piece: TextPiece) {
        kept.append(contentsOf: piece.text[offset...])
        brokenKept.append(contentsOf: piece.broken.lazy.filter { $0 >= offset }.map { $0 - offset })
        piece.cut(to: offset)
    }

    private mutating func extend(_ piece: TextPiece, by bytes: Int) throws {
        let wanted = piece.count + bytes
        while piece.count < wanted, !isAtEnd {
            if decoder.isPassthrough {
                try readPlain(piece, wanted - piece.count)
            } else {
                try readDecoded(piece)
            }
        }
        piece.isLast = isAtEnd
    }

    /// UTF-8 is read straight into place; whoever reads the piece checks it.
    private mutating func readPlain(_ piece: TextPiece, _ bytes: Int) throws {
        let got = try piece.append(room: bytes) { try source.read(into: $0) }
        try countBytes(got)
        isAtEnd = got == 0
    }

    private mutating func readDecoded(_ piece: TextPiece) throws {
        if raw.count < rawCount + step { raw += [UInt8](repeating: 0, count: rawCount + step - raw.count) }
        let left = rawCount
        let got = try Self.read(&source, into: &raw, left..<left + step)
        try countBytes(got)
        if let witness = source.witness { show(witness, raw[left..<left + got]) }
        rawCount += got
        isAtEnd = got == 0
        let before = piece.count
        var used = 0
        var broken: [Int] = []
        _ = piece.append(room: decoder.expansion * rawCount + 16) { output in
            let decoded = raw.withUnsafeBytes { bytes in
                decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[..<rawCount]), isLast: isAtEnd, into: output) {
                    broken.append(before + $0)
                }
            }
            used = decoded.used
            return decoded.written
        }
        piece.broken += broken
        raw.replaceSubrange(0..<used, with: [])
        rawCount -= used
    }

    private mutating func show(_ witness: any ByteWitness, _ bytes: ArraySlice<UInt8>) {
        let unseen = bytes.dropFirst(seen)
        seen -= bytes.count - unseen.count
        unseen.withUnsafeBytes { witness.see($0) }
    }

    private static func read(_ source: inout Source, into raw: inout [UInt8], _ room: Range<Int>) throws -> Int {
        try raw.withUnsafeMutableBytes { try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[room])) }
    }

    private mutating func countBytes(_ bytes: Int) throws {
        bytesRead += bytes
        guard bytesRead <= fileLimit else {
            throw Refusal(
                Issue(
                    .limitExceeded, at: SourceLocation(name), subject: ReadingLimits.Name.fileBytes.rawValue,
                    found: String(bytesRead), expected: [String(fileLimit)]))
        }
    }
}
