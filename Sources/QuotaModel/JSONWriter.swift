/// Writes JSON as bytes, keys in the order given, nothing rounded, nothing escaped that need not be. Ours because the
/// order of the keys and the exact bytes are part of the contract (section 8: identical input, identical bytes).
///
/// A result may have hundreds of megabytes. What takes a body is inlinable, so that no call per element stays generic.
public struct JSONWriter {
    public private(set) var bytes: [UInt8] = []
    /// Whether the next value or key follows another one.
    @usableFromInline var needsComma = false

    public init() {}

    /// `{ … }`; the body writes the members.
    @inlinable
    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// `[ … ]`; the body writes one element.
    @inlinable
    public mutating func array<Elements: Sequence>(
        _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        open(UInt8(ascii: "["))
        let start = bytes.count
        var written = 0
        for element in elements {
            try body(&self, element)
            written += 1
            if written == Self.sample { makeRoom(for: elements.underestimatedCount, as: start) }
        }
        close(UInt8(ascii: "]"))
    }

    @inlinable
    public mutating func array(_ elements: some Sequence<String>) {
        array(elements) { $0.value($1) }
    }

    /// A member whose value the body writes.
    @inlinable
    public mutating func member(_ key: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.key(key)
        try body(&self)
        needsComma = true
    }

    public mutating func member(_ key: String, _ text: String?) {
        self.key(key)
        value(text)
    }

    public mutating func member(_ key: String, _ number: Int?) {
        self.key(key)
        value(number)
    }

    public mutating func member(_ key: String, _ flag: Bool) {
        self.key(key)
        value(flag)
    }

    @inlinable
    public mutating func member<Elements: Sequence>(
        _ key: String, each elements: Elements, _ members: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        try member(key) { writer in
            try writer.array(elements) { writer, element in try writer.object { try members(&$0, element) } }
        }
    }

    public mutating func value(_ text: String?) {
        guard let text else { return null() }
        separate()
        quote(text)
    }

    public mutating func value(_ number: Int?) {
        guard let number else { return null() }
        separate()
        append(number)
    }

    public mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// The document's bytes with the one newline that ends it.
    public consuming func finished() -> [UInt8] {
        bytes.append(0x0A)
        return bytes
    }

    @usableFromInline
    mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

// MARK: Members that many objects share

/// Members written once, to be put into many objects.
public struct JSONMembers: Sendable {
    fileprivate let bytes: [UInt8]

    @inlinable
    public init(_ members: (inout JSONWriter) throws -> Void) rethrows {
        var writer = JSONWriter()
        try members(&writer)
        self.init(written: writer.bytes)
    }

    @usableFromInline
    init(written bytes: [UInt8]) { self.bytes = bytes }
}

extension JSONWriter {
    public mutating func members(_ members: JSONMembers) {
        guard !members.bytes.isEmpty else { return }
        separate()
        bytes.append(contentsOf: members.bytes)
    }
}

/// Objects of one array, written as they come.
public struct JSONElements {
    fileprivate var writer = JSONWriter()

    public init() {}

    public mutating func add(_ members: (inout JSONWriter) -> Void) { writer.object(members) }
}

extension JSONWriter {
    public mutating func array(_ elements: JSONElements) {
        open(UInt8(ascii: "["))
        bytes.append(contentsOf: elements.writer.bytes)
        close(UInt8(ascii: "]"))
    }
}

// MARK: Room

extension JSONWriter {
    /// After so many elements a list's length can be told.
    @usableFromInline static let sample = 256

    /// Takes the memory for a long list at once; growing to it by doubling would touch it twice.
    @usableFromInline
    mutating func makeRoom(for count: Int, as start: Int) {
        let needed = bytes.count + (bytes.count - start) / Self.sample * (count - Self.sample) / 8 * 9
        // A little at a time would copy everything each time.
        if needed > 2 * bytes.count { bytes.reserveCapacity(needed) }
    }
}

// MARK: Scalars

extension JSONWriter {
    private mutating func append(_ number: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = digits.endIndex
            var rest = number.magnitude
            repeat {
                start -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            } while rest > 0
            if number < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Every text of Swift's own has its bytes in one piece.
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var written = 0
        var place = Self.firstToEscape(in: text, from: 0)
        while place < text.count {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written..<place]))
            escape(text[place])
            written = place + 1
            place = Self.firstToEscape(in: text, from: written)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written...]))
    }

    /// The place of the next quote, backslash or control character; the end where there is none.
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
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        default: bytes.append(byte)
        }
    }
}
