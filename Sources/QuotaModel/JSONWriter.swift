/// Writes JSON as bytes, keys in the order given, nothing rounded, nothing escaped that need not be. Ours because the
/// order of the keys and the exact bytes are part of the contract (section 8: identical input, identical bytes).
public struct JSONWriter {
    public private(set) var bytes: [UInt8] = []
    /// Whether the next value or key follows another one.
    private var needsComma = false

    public init() {}

    /// `{ … }`; the body writes the members.
    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// `[ … ]`; the body writes one element.
    public mutating func array<Elements: Sequence>(
        _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        open(UInt8(ascii: "["))
        for element in elements { try body(&self, element) }
        close(UInt8(ascii: "]"))
    }

    public mutating func array(_ elements: some Sequence<String>) {
        array(elements) { $0.value($1) }
    }

    /// A member whose value the body writes.
    public mutating func member(_ key: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        try body(&self)
        needsComma = true
    }

    public mutating func member(_ key: String, _ text: String?) { member(key) { $0.value(text) } }
    public mutating func member(_ key: String, _ number: Int?) { member(key) { $0.value(number) } }
    public mutating func member(_ key: String, _ flag: Bool) { member(key) { $0.value(flag) } }

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
        bytes.append(contentsOf: String(number).utf8)
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

    private mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            var start = 0
            for place in text.indices where Self.needsEscape(text[place]) {
                bytes.append(contentsOf: text[start..<place])
                escape(text[place])
                start = place + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
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
