import QuotaModel

/// The members of what an entry recorded. Whoever goes round the program may have written anything there.
struct RecordedMembers {
    private let json: JSONValue?

    struct Unreadable: Error {}

    init(_ json: JSONValue?) { self.json = json }

    /// Of members that decide how bytes are read none may be passed over.
    ///
    /// - Parameter json: nil where nothing was recorded.
    init(_ json: JSONValue?, all names: [String]) throws {
        self.json = json
        guard let json else { return }
        guard case .object(let members) = json, members.allSatisfy({ names.contains($0.key) }) else {
            throw Unreadable()
        }
    }

    func value<Value>(_ key: String, _ read: (JSONValue) -> Value?) throws -> Value? {
        guard let member = json?[key] else { return nil }
        return try needed(read(member))
    }

    func day(_ key: String) throws -> CivilDate? { try value(key) { $0.text.flatMap { CivilDate(iso: $0) } } }

    func word<Word: RawRepresentable<String>>(_ key: String) throws -> Word? {
        try value(key) { $0.text.flatMap(Word.init(rawValue:)) }
    }

    func needed<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Unreadable() }
        return value
    }
}
