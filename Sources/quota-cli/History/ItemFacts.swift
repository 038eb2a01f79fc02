import ArticleIngest
import QuotaEngine
import QuotaModel
import ScoringRules

/// An item as one log of a history holds it: names and days as they were understood, everything else as written, so
/// that another spelling of the same thing is no change.
struct ItemFacts {
    /// Where it stands.
    struct Place {
        let seq: Int
        let file: String
        let record: Int
        let line: Int
    }

    let key: ItemKey
    let place: Place
    /// Ids.
    let units: [String]
    /// The units that the rules don't know.
    private let unknownUnits: Set<MatchKey>
    let kind: String?
    /// What people read: names, days, and the words of all other cells.
    let values: [Field: String]
    private let state: StateReading
    private let days: [Field: CivilDate]

    init(_ item: Item, key: ItemKey, place: Place, rules: RulePack) {
        self.key = key
        self.place = place
        var places: [Int] = []
        item.units.forEach { places.append($0) }
        units = places.map { rules.roster.units[$0].id }
        unknownUnits = []
        kind = item.kind.map { rules.roster.kinds[$0].id }
        var values = Self.comparable(item.details?.texts ?? [:])
        values[.unit] = Self.list(places.map { rules.roster.units[$0].name })
        if let kind = item.kind { values[.kind] = rules.roster.kinds[kind].name }
        // What cannot be read is as an empty cell (contract, section 5).
        for field in Field.dates where values[field] != nil { values[field] = item.day(field)?.description }
        for field in Field.numbers where values[field] != nil { values[field] = item.number(field).map(String.init) }
        self.values = values
        state = item.state
        days = Self.days { item.day($0) }
    }

    /// What can be read of a row that the rules reject: what they don't know is as written.
    init(_ row: RejectedRow, key: ItemKey, place: Place, rules: RulePack) {
        self.key = key
        self.place = place
        units = row.units.map { rules.roster.units[$0].id }
        unknownUnits = Set(row.unknownUnits.map { MatchKey($0) })
        kind = row.kind.map { rules.roster.kinds[$0].id }
        var values = Self.comparable(row.texts)
        if let kind = row.kind { values[.kind] = rules.roster.kinds[kind].name }
        let names = row.units.map { rules.roster.units[$0].name } + row.unknownUnits
        values[.unit] = names.isEmpty ? nil : Self.list(names)
        if row.reject.code == .badDate, let field = row.reject.field { values[field] = row.reject.value }
        self.values = values
        state = .unknown
        days = Self.days { row.day($0) }
    }

    /// Without blanks around them; several values in a cell are the same however they are separated.
    private static func comparable(_ texts: [Field: String]) -> [Field: String] {
        var texts = texts.mapValues(\.trimmedCell).filter { !$0.value.isEmpty }
        for field in [Field.author, .category] {
            let names = CellName.names(in: texts[field] ?? "").map(\.text)
            texts[field] = names.isEmpty ? nil : list(names)
        }
        return texts
    }

    private static func list(_ parts: [String]) -> String { parts.joined(separator: "; ") }

    private static func days(_ day: (Field) -> CivilDate?) -> [Field: CivilDate] {
        Dictionary(uniqueKeysWithValues: Field.dates.compactMap { field in day(field).map { (field, $0) } })
    }

    var title: String { values[.title] ?? "" }

    /// Whether any figure as of this day can depend on it: not on what has no day up to then, and on a draft only where a
    /// deadline has begun or cannot be told, which asks for no state (contract, section 4).
    func canMatter(_ rules: RulePack, asOf: CivilDate) -> Bool {
        if rules.deadlines.contains(where: { days[$0.from].map { $0 <= asOf } ?? true }) { return true }
        if let first = days.values.min(), first > asOf { return false }
        return switch state {
        case .known(let state): rules.counting.states.contains(state)
        case .unknown: false
        case .empty: true
        }
    }

    /// The fields in which the other version differs.
    func changes(to other: ItemFacts) -> [Field] {
        Field.allCases.filter { field in
            switch field {
            case .unit: Set(units) != Set(other.units) || unknownUnits != other.unknownUnits
            case .kind where kind != nil && other.kind != nil: kind != other.kind
            default: (values[field] ?? "") != (other.values[field] ?? "")
            }
        }
    }
}

/// What makes an item the same under different rules: units by their ids. A row without an identity is only itself.
struct ItemKey: Hashable, Comparable {
    /// Nil for a row without an identity.
    let field: Field?
    let text: String
    let units: [String]
    let date: CivilDate?

    init(_ identity: ItemIdentity, _ rules: RulePack) {
        let withdrawal = Withdrawal(identity, reason: "", rules: rules)
        field = withdrawal.field
        text = withdrawal.identity
        units = withdrawal.units
        date = withdrawal.date
    }

    init(row: Int, of log: LogEntry) {
        field = nil
        text = "\(log.sha256):\(row)"
        units = []
        date = nil
    }

    static func < (left: ItemKey, right: ItemKey) -> Bool {
        left.text == right.text ? left.rest.lexicographicallyPrecedes(right.rest) : left.text < right.text
    }

    /// Every part but the text: of two different keys one comes first.
    private var rest: [String] { [field?.rawValue ?? "", date?.description ?? ""] + units }
}

extension HistoryEvidence {
    /// Every item that speaks for itself: what newer logs and withdrawals have left.
    func items(_ console: Console) throws -> [ItemKey: ItemFacts] {
        let plan = Plan(pack: rules.pack, asOf: rules.pack.from)
        let run = LogRun(
            options: try LogOptions.parse([]), report: try ReportOptions.parse(["--quiet"]), console: console,
            history: self)
        var found: [ItemKey: ItemFacts] = [:]
        _ = try run.read(
            plan.readingOrder(details: true), missing: { _ in [] },
            items: { items in
                for place in items.indices {
                    let item = items[place]
                    let stored = logs.logs[item.place.source]
                    let key =
                        ItemIdentity(item, countingDate: rules.pack.counting.date).map { ItemKey($0, rules.pack) }
                        ?? ItemKey(row: item.place.record, of: stored.log)
                    found[key] = ItemFacts(
                        item, key: key,
                        place: ItemFacts.Place(
                            seq: stored.entry.seq, file: stored.log.file, record: item.place.record,
                            line: item.place.line), rules: rules.pack)
                }
            }, finishLog: { _ in })
        return found
    }
}
