import ArticleIngest
import QuotaModel
import ScoringRules

/// The items that a person can mean by one name.
struct MeantIdentities {
    let identities: Set<ItemIdentity>

    /// Whoever names a unit means the item of this unit alone before one that it shares.
    init(_ found: Set<ItemIdentity>, _ narrowing: ItemSearch.Narrowing) {
        let own = found.filter { $0.units == narrowing.unit.map { [$0] } }
        identities = own.isEmpty ? found : own
    }

    /// For each the options that tell it from the others.
    func choices(_ rules: RulePack) -> [String] { identities.map { choice($0, rules) }.sorted() }

    private func choice(_ identity: ItemIdentity, _ rules: RulePack) -> String {
        guard case .title(_, let units, let date) = identity else { return "--by \(identity.field.rawValue)" }
        // The unit that fewest of the others name.
        let unit = units.min { sharers(of: $0) < sharers(of: $1) }.map { " --unit \(rules.roster.units[$0].id)" }
        return "--by title\(unit ?? "") \(date.map { "--date \($0)" } ?? "--undated")"
    }

    private func sharers(of unit: Int) -> Int { identities.count { $0.units.contains(unit) } }
}

extension ItemIdentity {
    /// Those that a title belongs to; none of an id or an address.
    fileprivate var units: [Int] {
        guard case .title(_, let units, _) = self else { return [] }
        return units
    }
}
