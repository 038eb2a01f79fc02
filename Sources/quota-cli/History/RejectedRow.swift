import ArticleIngest
import QuotaModel

/// A row that the rules reject, as far as it can be read without them.
struct RejectedRow {
    let reject: Reject
    /// Its cells as `inspect` reads them.
    let texts: [Field: String]
    /// Places of the units that the rules know.
    let units: [Int]
    /// The names of the others, as written.
    let unknownUnits: [String]
    /// The place of its kind, where the rules know it.
    let kind: Int?

    init(_ reject: Reject, _ texts: [Field: String], _ roster: Roster) {
        self.reject = reject
        self.texts = texts
        let named = CellName.names(in: texts[.unit] ?? "").map { (name: $0, unit: roster.unit(named: $0.key)) }
        units = named.compactMap(\.unit)
        unknownUnits = named.filter { $0.unit == nil }.map(\.name.text)
        kind = texts[.kind].flatMap { roster.kind(named: MatchKey($0)) }
    }

    /// Whether it names units, and none that the rules don't know.
    var knowsAllUnits: Bool { !units.isEmpty && unknownUnits.isEmpty }

    /// The field that people call it by; nil where it has neither id nor address nor title.
    var field: Field? { [.id, .url, .title].first { !MatchKey(texts[$0] ?? "").isEmpty } }

    func isCalled(_ text: String) -> Bool {
        guard let field, let own = texts[field] else { return false }
        return field == .title ? MatchKey(own) == MatchKey(text) : own == text
    }

    /// Nil where its units or its day, which are part of what a title stands for, cannot be known.
    func identity(countingDate: Field) -> ItemIdentity? {
        guard let field, let text = texts[field] else { return nil }
        switch field {
        case .id: return .id(text)
        case .url: return .url(text)
        default:
            guard knowsAllUnits, reject.code != .badDate else { return nil }
            return .title(MatchKey(text), units: units.sorted(), date: day(countingDate))
        }
    }

    func day(_ field: Field) -> CivilDate? { texts[field].flatMap { CivilDate(iso: $0) } }
}
