/// A JSON value whose members keep their order: what the program reads back of its own documents, and what it writes
/// where the order of keys is no matter of code. Numbers are whole: rates and points are texts (contract, section 8).
public indirect enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case number(Int)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A key and its value.
    public struct Member: Sendable {
        public let key: String
        public let value: JSONValue

        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object of the members that have a value.
    public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }

    /// For `object(_:)`: nil leaves the member out.
    public static func text(_ text: String?) -> JSONValue? { text.map(JSONValue.string) }

    /// For `object(_:)`: nil leaves the member out.
    public static func count(_ number: Int?) -> JSONValue? { number.map(JSONValue.number) }
}

extension JSONValue: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
}

extension JSONValue {
    /// The member of an object; nil also for a value that is no object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text; nil for every other value.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number; nil for every other value.
    public var int: Int? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The truth value; nil for every other value.
    public var flag: Bool? {
        if case .boolean(let flag) = self { flag } else { nil }
    }

    /// The elements of an array; none for every other value.
    public var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; none for every other value.
    public var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The bytes of RFC 8785: members by the UTF-16 units of their keys, no blanks, no escape that need not be.
    public var canonical: [UInt8] {
        var writer = JSONWriter()
        writer.canonical(self)
        return writer.bytes
    }

    /// Indented by two spaces, without a newline at the end.
    public func indented(_ indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .null, .boolean, .number, .string: return String(decoding: canonical, as: UTF8.self)
        case .array(let values):
            return "[" + values.map { $0.indented(indent) }.joined(separator: ", ") + "]"
        case .object(let members) where members.isEmpty:
            return "{}"
        case .object(let members):
            let lines = members.map { member in
                let key = String(decoding: JSONValue.string(member.key).canonical, as: UTF8.self)
                return deeper + key + ": " + member.value.indented(deeper)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        }
    }
}

extension JSONWriter {
    /// The value as RFC 8785 has it.
    public mutating func canonical(_ value: JSONValue) {
        switch value {
        case .null: self.value(String?.none)
        case .boolean(let flag): self.value(flag)
        case .number(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements): array(elements) { $0.canonical($1) }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            object { json in
                for member in sorted { json.member(JSONKey(member.key)) { $0.canonical(member.value) } }
            }
        }
    }
}
