/// A JSON value, and a reader for it that is just good enough to read the schema back.
indirect enum JSONValue: Equatable {
    case null
    case boolean(Bool)
    case number(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    struct Malformed: Error {}

    init(parsing text: String) throws {
        var rest = Array(text)[...]
        self = try Self.value(&rest)
        Self.skipSpace(&rest)
        guard rest.isEmpty else { throw Malformed() }
    }

    private static func skipSpace(_ rest: inout ArraySlice<Character>) {
        rest = rest.drop { $0.isWhitespace }
    }

    private static func value(_ rest: inout ArraySlice<Character>) throws -> JSONValue {
        skipSpace(&rest)
        switch rest.first {
        case "{": return .object(try object(&rest))
        case "[": return .array(try array(&rest))
        case "\"": return .string(try string(&rest))
        default: return try word(&rest)
        }
    }

    private static func word(_ rest: inout ArraySlice<Character>) throws -> JSONValue {
        let word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
        rest = rest.dropFirst(word.count)
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default:
            guard let number = Int(word) else { throw Malformed() }
            return .number(number)
        }
    }

    private static func object(_ rest: inout ArraySlice<Character>) throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        try items(&rest, closing: "}") { rest in
            let key = try string(&rest)
            skipSpace(&rest)
            guard rest.popFirst() == ":", members[key] == nil else { throw Malformed() }
            members[key] = try value(&rest)
        }
        return members
    }

    private static func array(_ rest: inout ArraySlice<Character>) throws -> [JSONValue] {
        var values: [JSONValue] = []
        try items(&rest, closing: "]") { rest in values.append(try value(&rest)) }
        return values
    }

    private static func items(
        _ rest: inout ArraySlice<Character>, closing: Character, _ item: (inout ArraySlice<Character>) throws -> Void
    ) throws {
        rest = rest.dropFirst()
        skipSpace(&rest)
        if rest.first == closing {
            rest = rest.dropFirst()
            return
        }
        while true {
            skipSpace(&rest)
            try item(&rest)
            skipSpace(&rest)
            switch rest.popFirst() {
            case ",": continue
            case closing: return
            default: throw Malformed()
            }
        }
    }

    private static func string(_ rest: inout ArraySlice<Character>) throws -> String {
        guard rest.popFirst() == "\"" else { throw Malformed() }
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\":
                switch rest.popFirst() {
                case "t": text.append("\t")
                case "n": text.append("\n")
                case "\"": text.append("\"")
                case "\\": text.append("\\")
                default: throw Malformed()
                }
            default: text.append(character)
            }
        }
        throw Malformed()
    }
}
