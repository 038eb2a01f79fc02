import QuotaModel

/// Turns the bytes of one encoding into UTF-8, in pieces: what may belong to a character that is not finished waits
/// for the next piece. Bytes that the encoding doesn't have become U+FFFD and are reported.
struct TextDecoder {
    /// How a log's text is written.
    enum Form {
        case utf8
        case utf16(bigEndian: Bool)
        case oneByte(OneByteTable)
        case vni
        /// UTF-8 that holds text of an old font; in XML between tags and in them.
        case font(OldFont, isMarkup: Bool)
    }

    let form: Form
    /// A letter that a mark may follow, 0 for none.
    private var letter: UInt32 = 0
    private var words: FontWords?

    init(form: Form) { self.form = form }

    /// UTF-8 needs no decoding, only a check.
    var isPassthrough: Bool { if case .utf8 = form { true } else { false } }

    /// The most bytes of UTF-8 that one byte of input can become.
    var expansion: Int { 3 }

    /// - Parameter broken: called with the offset in `output` of every replacement.
    /// - Returns: bytes used and bytes written.
    mutating func decode(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer,
        broken: (Int) -> Void
    ) -> (used: Int, written: Int) {
        var writer = UTF8Writer(output)
        var used = input.count
        switch form {
        case .utf8: writer.put(input)
        case .utf16(let bigEndian):
            used = Self.decodeUTF16(input, bigEndian: bigEndian, isLast: isLast, &writer, broken)
        case .oneByte(let table):
            decodeOneByte(input, table, &writer, broken)
        case .vni:
            decodeVNI(input, &writer, broken)
        case .font(let font, let isMarkup):
            var known = words.take() ?? FontWords(of: font)
            used = Self.decodeFont(input, &known, isMarkup: isMarkup, isLast: isLast, &writer, broken)
            words = known
        }
        if isLast { flush(&writer) }
        return (used, writer.count)
    }

    private mutating func flush(_ writer: inout UTF8Writer) {
        if letter != 0 { writer.put(letter) }
        letter = 0
    }

    // MARK: One byte a character

    private mutating func decodeOneByte(
        _ input: UnsafeRawBufferPointer, _ table: OneByteTable, _ writer: inout UTF8Writer, _ broken: (Int) -> Void
    ) {
        for byte in input {
            let character = table.characters[Int(byte)]
            if table.combines, letter != 0, 0x300...0x323 ~= character,
                let composed = LetterComposer.scalar(letter, tone: character)
            {
                letter = composed
                flush(&writer)
                continue
            }
            flush(&writer)
            if character == 0, byte != 0 {
                broken(writer.count)
                writer.put(0xFFFD)
            } else if table.combines, character > 0x40 {
                letter = character
            } else {
                writer.put(character)
            }
        }
    }

    private mutating func decodeVNI(
        _ input: UnsafeRawBufferPointer, _ writer: inout UTF8Writer, _ broken: (Int) -> Void
    ) {
        for byte in input {
            if letter != 0, let mark = VNITable.marks[Int(byte)], let composed = VNITable.compose(letter, mark) {
                letter = composed
                flush(&writer)
                continue
            }
            flush(&writer)
            let character = VNITable.singles[Int(byte)]
            if character == 0, byte != 0 {
                broken(writer.count)
                writer.put(0xFFFD)
            } else if character > 0x40 {
                letter = character
            } else {
                writer.put(character)
            }
        }
    }

    // MARK: UTF-16

    /// - Returns: bytes used.
    private static func decodeUTF16(
        _ input: UnsafeRawBufferPointer, bigEndian: Bool, isLast: Bool, _ writer: inout UTF8Writer,
        _ broken: (Int) -> Void
    ) -> Int {
        func unit(_ at: Int) -> UInt32 {
            let value = input.loadUnaligned(fromByteOffset: at, as: UInt16.self)
            return UInt32(bigEndian ? UInt16(bigEndian: value) : UInt16(littleEndian: value))
        }
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
        return at
    }

    // MARK: Old fonts in UTF-8

    /// A run of text without delimiters is converted as a whole or not at all; a longer one is cut.
    private static let longestRun = 64 << 10

    /// - Returns: bytes used; an unfinished run waits.
    private static func decodeFont(
        _ input: UnsafeRawBufferPointer, _ words: inout FontWords, isMarkup: Bool, isLast: Bool,
        _ writer: inout UTF8Writer, _ broken: (Int) -> Void
    ) -> Int {
        var start = 0
        var at = 0
        while at < input.count {
            let endsRun = isRunEnd(input[at], isMarkup: isMarkup)
            if endsRun || at - start >= longestRun && input[at] & 0xC0 != 0x80 {
                put(UnsafeRawBufferPointer(rebasing: input[start..<at]), &words, &writer, broken)
                if endsRun { writer.put(UInt32(input[at])) }
                start = endsRun ? at + 1 : at
            }
            at += 1
        }
        guard isLast else { return start }
        put(UnsafeRawBufferPointer(rebasing: input[start...]), &words, &writer, broken)
        return input.count
    }

    /// Delimiters, quotes, ends of lines and tags.
    static func isRunEnd(_ byte: UInt8, isMarkup: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "'"): isMarkup
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\""), UInt8(ascii: "<"),
            UInt8(ascii: ">"), 0x09, 0x0A, 0x0D:
            true
        default: false
        }
    }

    private static func put(
        _ run: UnsafeRawBufferPointer, _ words: inout FontWords, _ writer: inout UTF8Writer, _ broken: (Int) -> Void
    ) {
        if run.allSatisfy({ $0 < 0x80 }) { return writer.put(run) }
        guard UTF8Validation.isValid(run) else {
            var at = 0
            while at < run.count {
                let length = UTF8Validation.sequenceLength(at: at, in: run)
                if length == 0 {
                    broken(writer.count)
                    writer.put(0xFFFD)
                } else {
                    writer.put(UnsafeRawBufferPointer(rebasing: run[at..<at + length]))
                }
                at += max(1, length)
            }
            return
        }
        guard let reading = FontReading(String(decoding: run, as: UTF8.self), in: &words), reading.isFont else {
            return writer.put(run)
        }
        for scalar in reading.converted { writer.put(scalar.value) }
    }
}

/// Writes characters as UTF-8 into memory that is large enough.
struct UTF8Writer {
    private let output: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ output: UnsafeMutableRawBufferPointer) { self.output = output }

    /// Bytes that are UTF-8 already.
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: output[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

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
