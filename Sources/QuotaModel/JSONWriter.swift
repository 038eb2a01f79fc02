/// Writes JSON as bytes, keys in the order given, nothing rounded, nothing escaped that need not be. Ours because the
/// order of the keys and the exact bytes are part of the contract (section 8: identical input, identical bytes).
///
/// A result may have hundreds of megabytes. What takes a body is inlinable, so that no call per element stays generic.
public struct JSONWriter: ~Copyable {
    fileprivate var out: StagedBytes
    /// Whether the next value or key follows another one.
    @usableFromInline var needsComma = false

    /// - Parameter outlet: takes the document while it is made; nil: it is kept whole.
    public init(to outlet: ByteOutlet? = nil) { out = StagedBytes(to: outlet) }

    /// What has been written so far.
    public var bytes: [UInt8] { out.bytes }

    @usableFromInline var length: Int { out.count }

    /// `{ … }`; the body writes the members.
    @inlinable
    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// `[ … ]`; the body writes one element.
    ///
    /// - Parameter sample: after how many elements the length of all can be told.
    @inlinable
    public mutating func array<Elements: Sequence>(
        _ elements: Elements, sample: Int = 256, _ body: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        open(UInt8(ascii: "["))
        let start = length
        var written = 0
        for element in elements {
            try body(&self, element)
            written += 1
            if written == sample { makeRoom(for: elements.underestimatedCount, as: start, sample) }
        }
        close(UInt8(ascii: "]"))
    }

    /// `[ … ]` of texts.
    @inlinable
    public mutating func array(_ elements: some Sequence<String>) {
        array(elements) { $0.value($1) }
    }

    /// A member whose value the body writes.
    @inlinable
    public mutating func member(_ key: JSONKey, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try body(&self)
        needsComma = true
    }

    /// Nil is `null`.
    public mutating func member(_ key: JSONKey, _ text: String?) {
        self.key(key)
        value(text)
    }

    /// Nil is `null`.
    public mutating func member(_ key: JSONKey, _ number: Int?) {
        self.key(key)
        value(number)
    }

    /// A number as a text (contract, section 8: so that no reader turns it into binary floats).
    public mutating func member(_ key: JSONKey, quoted number: PrintedNumber) {
        self.key(key)
        value(quoted: number)
    }

    /// `true` or `false`.
    public mutating func member(_ key: JSONKey, _ flag: Bool) {
        self.key(key)
        value(flag)
    }

    /// A member that is an array of objects; the body writes the members of each.
    @inlinable
    public mutating func member<Elements: Sequence>(
        _ key: JSONKey, each elements: Elements, _ members: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        try member(key) { writer in
            try writer.array(elements) { writer, element in try writer.object { try members(&$0, element) } }
        }
    }

    /// Nil is `null`.
    public mutating func value(_ text: String?) {
        guard let text else { return null() }
        separate()
        quote(text)
    }

    /// Nil is `null`.
    public mutating func value(_ number: Int?) {
        guard let number else { return null() }
        separate()
        append(PrintedNumber(number))
    }

    /// As `member(_:quoted:)`, without the key.
    public mutating func value(quoted number: PrintedNumber) {
        separate()
        out.append(UInt8(ascii: "\""))
        append(number)
        out.append(UInt8(ascii: "\""))
    }

    /// `true` or `false`.
    public mutating func value(_ flag: Bool) {
        separate()
        append(word: flag ? "true" : "false")
    }

    /// The document's bytes with the one newline that ends it; behind an outlet those that it has not taken yet.
    public consuming func finished() -> [UInt8] {
        out.append(0x0A)
        return out.finished()
    }

    @usableFromInline
    mutating func key(_ key: JSONKey) {
        switch key.text {
        case .fixed(let text):
            fixedKey(text)
        case .made(let text):
            separate()
            quote(text)
            out.append(UInt8(ascii: ":"))
        }
        needsComma = false
    }

    private mutating func fixedKey(_ text: StaticString) {
        let hasComma = needsComma
        let size = text.utf8CodeUnitCount
        out.append(longest: size + 4) { buffer in
            var place = 0
            if hasComma {
                buffer[0] = UInt8(ascii: ",")
                place = 1
            }
            buffer[place] = UInt8(ascii: "\"")
            let key = UnsafeMutableBufferPointer(rebasing: buffer[(place + 1)...])
            _ = key.update(from: UnsafeBufferPointer(start: text.utf8Start, count: size))
            buffer[place + size + 1] = UInt8(ascii: "\"")
            buffer[place + size + 2] = UInt8(ascii: ":")
            return place + size + 3
        }
    }

    private mutating func null() {
        separate()
        append(word: "null")
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        separate()
        out.append(bracket)
        needsComma = false
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        out.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { out.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(word: StaticString) {
        out.append(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}

// MARK: Members that many objects share

/// Members of an object or elements of an array that were written before, once for many objects or on another core.
public struct JSONMembers: Sendable {
    fileprivate let bytes: [UInt8]

    /// What the body writes, to be put down as often as wanted.
    public init(_ members: (inout JSONWriter) throws -> Void) rethrows {
        var writer = JSONWriter()
        try members(&writer)
        bytes = writer.out.finished()
    }

    /// None.
    public init() { bytes = [] }
}

extension JSONWriter {
    /// Puts them down behind what the object or array holds already.
    public mutating func members(_ members: JSONMembers) {
        guard !members.bytes.isEmpty else { return }
        separate()
        members.bytes.withUnsafeBufferPointer { out.append($0) }
    }
}

/// Objects of one array, written as they come. An object, so that whoever collects them can be handed on.
public final class JSONElements {
    fileprivate var writer = JSONWriter()

    /// None yet.
    public init() {}

    /// One more object; the body writes its members.
    public func add(_ members: (inout JSONWriter) -> Void) { writer.object(members) }
}

extension JSONWriter {
    /// `[ … ]` of all that were added.
    public mutating func array(_ elements: JSONElements) {
        open(UInt8(ascii: "["))
        elements.writer.bytes.withUnsafeBufferPointer { out.append($0) }
        close(UInt8(ascii: "]"))
    }
}

// MARK: Room

extension JSONWriter {
    /// Takes the memory for a long list at once; growing to it by doubling would touch it twice.
    @usableFromInline
    mutating func makeRoom(for count: Int, as start: Int, _ sample: Int) {
        let needed = length + (length - start) / sample * (count - sample) / 8 * 9
        // A little at a time would copy everything each time.
        if needed > 2 * length { out.reserveCapacity(needed) }
    }
}

// MARK: Scalars

extension JSONWriter {
    private mutating func append(_ number: PrintedNumber) {
        if case .long(let text) = number { return append(text) }
        out.append(longest: PrintedNumber.longest) { number.write(to: $0) }
    }

    private mutating func quote(_ text: String) {
        out.append(UInt8(ascii: "\""))
        append(text)
        out.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String) {
        // Every text of Swift's own has its bytes in one piece.
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0) }
        }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var written = 0
        var place = Self.firstToEscape(in: text, from: 0)
        while place < text.count {
            out.append(UnsafeBufferPointer(rebasing: text[written..<place]))
            escape(text[place])
            written = place + 1
            place = Self.firstToEscape(in: text, from: written)
        }
        out.append(UnsafeBufferPointer(rebasing: text[written...]))
    }

    /// The place of the next quote, backslash or control character; the end where there is none. Eight bytes at a time, for which
    /// a span has no load: most of a large report is text.
    private static func firstToEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        let raw = UnsafeRawBufferPointer(text)
        while place + 8 <= text.count, !holdsEscaped(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) {
            place += 8
        }
        while place < text.count, !isEscaped(text[place]) { place += 1 }
        return place
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether one of eight bytes is to be escaped: a byte under n borrows from its highest bit when n is taken from it.
    private static func holdsEscaped(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
        let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
        let found =
            (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return found & (ones &* 0x80) != 0
    }

    private mutating func escape(_ byte: UInt8) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: out.append(UInt8(ascii: "n"))
        case 0x0D: out.append(UInt8(ascii: "r"))
        case 0x09: out.append(UInt8(ascii: "t"))
        case 0x08: out.append(UInt8(ascii: "b"))
        case 0x0C: out.append(UInt8(ascii: "f"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            append(word: "u00")
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        default: out.append(byte)
        }
    }
}
