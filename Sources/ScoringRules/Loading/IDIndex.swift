import QuotaModel

/// The ids of one list, by place, to resolve what other parts of the file name.
struct IDIndex {
    /// What the ids are of: unit, kind, category …
    let subject: String
    private let ids: [String]
    private let places: [String: Int]
    /// Whether the list itself could be read. Where it could not, its ids are not called unknown on top of that.
    private let isComplete: Bool

    init(_ ids: [String], of subject: String, isComplete: Bool = true) {
        self.subject = subject
        self.ids = ids
        self.isComplete = isComplete
        places = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of an id; an unknown one is reported.
    func place(of id: Located<String>, _ findings: inout Findings) -> Int? {
        if let place = places[id.value] { return place }
        if isComplete {
            findings.add(
                .unknownID, at: id.offset, subject: subject, found: id.value, expected: ids,
                suggestion: findings.nearest(to: id.value, among: ids))
        }
        return nil
    }

    /// The places of a list of ids; one that is unknown or named twice is reported.
    func places(of named: [Located<String>], _ findings: inout Findings) -> [Int] {
        var seen: [String: Int] = [:]
        return named.compactMap { id in
            if let first = seen[id.value] {
                findings.add(.duplicateID, at: id.offset, subject: subject, found: id.value, related: first)
                return nil
            }
            seen[id.value] = id.offset
            return place(of: id, &findings)
        }
    }
}

extension CheckedMapping {
    /// The text under a key that the grammar requires.
    func id(_ key: String) -> String { text(key)?.value ?? "" }
}
