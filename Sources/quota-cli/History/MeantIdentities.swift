import ArticleIngest
import QuotaModel
import ScoringRules

/// The items that a person can mean by one name.
struct MeantIdentities {
    let identities: Set<ItemIdentity>

    /// Whoever names a unit means the item of this unit alone before one that it shares; of several those that nobody
    /// withdrew yet.
    init(
        _ found: Set<ItemIdentity>, _ narrowing: ItemSearch.Narrowing, withdrawn: some Collection<ItemIdentity>
    ) {
        let own = found.filter { !narrowing.units.isEmpty && Set($0.units) == narrowing.units }
        let meant = own.isEmpty ? found : own
        let open = meant.subtracting(withdrawn)
        identities = open.isEmpty ? meant : open
    }

    /// For each the options that tell it from the others.
    func choices(_ rules: RulePack) -> [String] { identities.map { choice($0, rules) }.sorted() }

    private func choice(_ identity: ItemIdentity, _ rules: RulePack) -> String {
        guard case .title(_, let units, let date) = identity else { return "--by \(identity.field.rawValue)" }
        let named = units.map { " --unit \(rules.roster.units[$0].id)" }.joined()
        return "--by title\(named) \(date.map { "--date \($0)" } ?? "--undated")"
    }
}

extension ItemIdentity {
    /// Those that a title belongs to; none of an id or an address.
    fileprivate var units: [Int] {
        guard case .title(_, let units, _) = self else { return [] }
        return units
    }
}
