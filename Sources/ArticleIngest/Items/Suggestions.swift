import QuotaModel

/// What somebody meant who wrote a name that the roster doesn't have.
///
/// Finding it costs a comparison with every name, so a log of endless new spellings gets no more of it after so many.
/// Names are looked up in the order of the log, so that it is always the same ones that get no suggestion.
struct Suggestions {
    private let roster: Roster
    private var comparisonsLeft = 2_000_000
    private var units: [String: String?] = [:]
    private var kinds: [String: String?] = [:]

    init(roster: Roster) { self.roster = roster }

    /// For a reject `unknown-unit` or `unknown-kind`; nil for every other.
    mutating func suggestion(for reject: Reject) -> String? {
        switch reject.code {
        case .unknownUnit:
            guard let name = reject.unknownName else { return nil }
            if let known = units[name] { return known }
            let found = spend(roster.units.count) ? roster.nearestUnit(to: name) : nil
            if units.count < 1 << 16 { units[name] = .some(found) }
            return found
        case .unknownKind:
            if let known = kinds[reject.value] { return known }
            let found = spend(roster.kinds.count) ? roster.nearestKind(to: reject.value) : nil
            if kinds.count < 1 << 16 { kinds[reject.value] = .some(found) }
            return found
        default: return nil
        }
    }

    private mutating func spend(_ comparisons: Int) -> Bool {
        comparisonsLeft -= comparisons
        return comparisonsLeft >= 0
    }
}
