import QuotaModel

/// What somebody meant who wrote a name that the roster doesn't have, or a day that none is, asked in the order of the log.
struct Suggestions {
    private let roster: Roster
    private var budget = SuggestionBudget()
    private var units: [String: String?] = [:]
    private var kinds: [String: String?] = [:]
    private lazy var unitWords = roster.unitWords
    private lazy var kindWords = roster.kindWords
    /// Longer texts are nobody's misspelt name; what is remembered stays bounded in bytes.
    private static let longest = 1_024

    init(roster: Roster) { self.roster = roster }

    /// For a reject `unknown-unit`, `unknown-kind` or `bad-date`; nil for every other.
    mutating func suggestion(for reject: Reject) -> String? {
        switch reject.code {
        case .unknownUnit:
            guard let name = reject.unknownName, name.utf8.count <= Self.longest else { return nil }
            if let known = units[name] { return known }
            let found = budget.spend(roster.units.count) ? unit(meantBy: name) : nil
            if units.count < 1 << 16 { units[name] = .some(found) }
            return found
        case .unknownKind:
            guard reject.value.utf8.count <= Self.longest else { return nil }
            if let known = kinds[reject.value] { return known }
            let found = budget.spend(roster.kinds.count) ? kindWords.nearest(to: reject.value) : nil
            if kinds.count < 1 << 16 { kinds[reject.value] = .some(found) }
            return found
        // Written as people write it, a column of another form would take it for another day.
        case .badDate: return reject.dateForm == nil ? MeantDay.text(for: reject.value) : nil
        default: return nil
        }
    }

    /// Of several units in one name none is meant alone.
    private mutating func unit(meantBy name: String) -> String? {
        JoinedNames.separated(name) { roster.unit(named: $0) != nil } ?? unitWords.nearest(to: name)
    }
}
