import ArticleIngest
import AuditLedger
import QuotaModel
import ScoringRules

/// What an entry of kind `withdraw` says: which identity, and why. Units stand in it by their ids, because places in a
/// roster change with the rules.
struct Withdrawal {
    let identity: String
    let field: Field
    let units: [String]
    let date: CivilDate?
    let reason: String

    init(_ identity: ItemIdentity, reason: String, rules: RulePack) {
        self.identity = identity.text
        field = identity.field
        self.reason = reason
        if case .title(_, let units, let date) = identity {
            self.units = units.map { rules.roster.units[$0].id }.sorted()
            self.date = date
        } else {
            units = []
            date = nil
        }
    }

    /// Nil for an entry of another kind.
    init?(_ entry: Entry) {
        guard entry.entryKind == .withdraw, let identity = entry.payload["identity"]?.text,
            let field = entry.payload["by"]?.text.flatMap(Field.init(rawValue:))
        else { return nil }
        self.identity = identity
        self.field = field
        units = entry.payload["units"]?.elements.compactMap(\.text) ?? []
        date = entry.payload["date"]?.text.flatMap { CivilDate(iso: $0) }
        reason = entry.payload["reason"]?.text ?? ""
    }

    var payload: JSONValue {
        .object([
            "identity": .string(identity), "by": .string(field.rawValue),
            "units": units.isEmpty ? nil : .array(units.map(JSONValue.string)), "date": .text(date?.description),
            "reason": .string(reason),
        ])
    }

    func isSame(as other: Withdrawal) -> Bool {
        (identity, field, units, date) == (other.identity, other.field, other.units, other.date)
    }

    /// The identity among the items of these rules; nil where a unit of it is not in them.
    func identity(in rules: RulePack) -> ItemIdentity? {
        switch field {
        case .id: return .id(identity)
        case .url: return .url(identity)
        default:
            let places = units.compactMap { id in rules.roster.units.firstIndex { $0.id == id } }
            guard places.count == units.count else { return nil }
            return .title(MatchKey(identity), units: places.sorted(), date: date)
        }
    }
}
