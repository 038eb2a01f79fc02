/// A name by the addresses that the parser gives its parts: equal names of one document have equal addresses.
struct InternedName: Hashable {
    // Unsafe because they are the parser's own zero-terminated strings; they live as long as the parser.
    let local: UnsafePointer<UInt8>?
    let prefix: UnsafePointer<UInt8>?
    let namespace: UnsafePointer<UInt8>?

    /// As text: made once for each distinct path.
    var name: XMLName {
        XMLName(
            prefix: prefix.map { String(cString: $0) }, local: local.map { String(cString: $0) } ?? "",
            namespace: namespace.map { String(cString: $0) })
    }
}

struct InternedAttribute {
    let name: InternedName
    /// As the parser hands it over: `&` stands as `&#38;`.
    let value: UnsafeRawBufferPointer
}

/// The attributes of the tag that the parser is at: five addresses each. Valid during the call only.
struct InternedAttributes: RandomAccessCollection {
    // Unsafe because it is the parser's own array; it is read in place and never kept.
    private let start: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let endIndex: Int

    init(_ start: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.start = start
        endIndex = start == nil ? 0 : count
    }

    var startIndex: Int { 0 }

    subscript(index: Int) -> InternedAttribute {
        guard let five = start.map({ $0 + index * 5 }) else { preconditionFailure("there is no attribute") }
        let name = InternedName(local: five[0], prefix: five[1], namespace: five[2])
        let value = UnsafeRawBufferPointer(start: five[3], count: five[3].map { $0.distance(to: five[4] ?? $0) } ?? 0)
        return InternedAttribute(name: name, value: value)
    }

    func value(of attribute: MarkingAttribute) -> UnsafeRawBufferPointer? {
        first { attribute.names($0.name) }?.value
    }

    /// Has the tag this attribute with this value (nil: hasn't it the attribute)?
    func has(_ attribute: MarkingAttribute, _ value: [UInt8]?) -> Bool {
        guard let found = self.value(of: attribute) else { return value == nil }
        return value.map { found.elementsEqual($0) } ?? false
    }
}

/// The name of an attribute that belongs to the names of its elements, as bytes.
struct MarkingAttribute {
    private let prefix: [UInt8]?
    private let local: [UInt8]

    init(written: String) {
        let parts = written.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1)
        prefix = parts.count == 2 ? parts.first.map(Array.init) : nil
        local = parts.last.map(Array.init) ?? []
    }

    func names(_ name: InternedName) -> Bool {
        Self.same(name.local, local) && Self.same(name.prefix, prefix)
    }

    private static func same(_ text: UnsafePointer<UInt8>?, _ bytes: [UInt8]?) -> Bool {
        guard let text, let bytes else { return (text == nil) == (bytes == nil) }
        // A shorter text ends in a zero, which no name holds: the comparison stops there.
        for (offset, byte) in bytes.enumerated() where text[offset] != byte { return false }
        return text[bytes.count] == 0
    }
}
