import QuotaModel

/// The ids of one list, by place, to resolve what other parts of the file name.
struct IDIndex {
    /// What the ids are of: unit, kind, category …
    let subject: String
    private let ids: [String]
    /// Those that could be read.
    private let named: [String]
    private let places: HashedPlaces
    /// Whether the list itself could be read. Where it could not, its ids are not called unknown on top of that.
    private let isComplete: Bool
    private let suggested: Words

    /// Made when the first unknown id is met.
    private final class Words {
        private let ids: [String]
        private let makeMeant: () -> Set<String>
        lazy var words = SuggestedWords(ids, numbersMaySlip: true)
        /// Ids that entries without a readable one may have: not called unknown either.
        lazy var meant = makeMeant()

        init(_ ids: [String], meant: @escaping () -> Set<String>) {
            self.ids = ids
            makeMeant = meant
        }
    }

    init(
        _ ids: [String], of subject: String, meant: @escaping @autoclosure () -> Set<String> = [],
        isComplete: Bool = true
    ) {
        self.subject = subject
        self.ids = ids
        named = ids.contains("") ? ids.filter { !$0.isEmpty } : ids
        self.isComplete = isComplete
        suggested = Words(ids, meant: meant)
        var places = HashedPlaces(capacity: ids.count)
        for (place, id) in ids.enumerated() {
            let hash = id.hashValue
            if places.first(hash, where: { ids[$0] == id }) == nil { places.add(place, hash: hash) }
        }
        self.places = places
    }

    /// The place of an id, of the first where several have it; an unknown one is reported.
    func place(of id: Located<String>, _ findings: inout Findings) -> Int? {
        if let place = places.first(id.value.hashValue, where: { ids[$0] == id.value }) { return place }
        if isComplete, !suggested.meant.contains(id.value) {
            findings.add(
                .unknownID, at: id.offset, subject: subject, found: id.value, expected: named,
                suggestion: findings.nearest(to: id.value, among: suggested.words))
        }
        return nil
    }

    /// The places of a list of ids; one that is unknown or named twice is reported.
    func places(of named: [Located<String>], _ findings: inout Findings) -> [Int] {
        // Most lists name one.
        if named.count == 1 { return place(of: named[0], &findings).map { [$0] } ?? [] }
        var seen = HashedPlaces(capacity: named.count)
        return named.indices.compactMap { number in
            let id = named[number]
            let hash = id.value.hashValue
            if let first = seen.first(hash, where: { named[$0].value == id.value }) {
                findings.add(
                    .duplicateID, at: id.offset, subject: subject, found: id.value, related: named[first].offset)
                return nil
            }
            seen.add(number, hash: hash)
            return place(of: id, &findings)
        }
    }
}

extension CheckedMapping {
    /// The text under a key that the grammar requires.
    func requiredText(_ key: String) -> String { text(key)?.value ?? "" }
}
