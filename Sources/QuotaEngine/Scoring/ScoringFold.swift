import QuotaModel
import ScoringRules

/// Folds the items of one or more logs into what a scorecard needs. As in `LogFold`, items with an empty state wait until
/// the end of their log tells whether it has states at all.
public struct ScoringFold: Sendable {
    private let plan: ScoringPlan
    private var counted: MeasureTally
    private var stated: MeasureTally
    private var stateless: MeasureTally
    /// Nil where no measure counts periods.
    private var periods: LogFold?
    private var unknown: UnknownAuthorTally

    /// - Parameter plan: one whose `plan` can be counted by (`Plan.isCountable`), where a measure counts periods.
    public init(plan: ScoringPlan) {
        self.plan = plan
        counted = MeasureTally(plan: plan)
        stated = counted
        stateless = counted
        periods = plan.countsPeriods ? LogFold(plan: plan.plan) : nil
        unknown = UnknownAuthorTally(plan: plan)
    }

    /// Adds items of the log that is being read.
    public mutating func add(_ items: Span<Item>) {
        let hasDeadlines = plan.meters.contains { $0.deadline != nil }
        for place in items.indices {
            switch items[place].state {
            case .known(let state): if plan.pack.counting.states.contains(state) { stated.add(items[place]) }
            case .empty: stateless.add(items[place])
            case .unknown: break
            }
            if hasDeadlines { stated.addDeadlines(items[place]) }
            if plan.scorecard.subject == .person { unknown.add(items[place]) }
        }
        periods?.add(items)
    }

    /// Closes the log that was being read.
    ///
    /// - Parameter fields: the fields that the log has.
    public mutating func finishLog(fields: FieldSet) {
        stated.withdrawUnprovable(without: fields)
        counted.merge(stated)
        if !fields.contains(.state) { counted.merge(stateless) }
        if !stated.isEmpty { stated = MeasureTally(plan: plan) }
        if !stateless.isEmpty { stateless = MeasureTally(plan: plan) }
        periods?.finishLog(fields: fields)
        unknown.finishLog(hasStates: fields.contains(.state))
    }

    /// The measures of every subject.
    public func measures() -> MeasureTable {
        MeasureTable(plan: plan, tally: counted, quotas: periods?.results())
    }

    /// Authors whom the roster doesn't know, with the items that would be theirs; empty unless people are scored.
    public var unknownAuthors: [UnknownAuthor] { unknown.inOrder }
}

/// Somebody whom the roster doesn't know, and what would be theirs.
public struct UnknownAuthor: Hashable, Sendable {
    /// As first written.
    public let name: String
    /// The rows in the window whose state counts, in the order of the logs.
    public internal(set) var items: [ItemPlace]
}

/// Collects the items of unknown authors, where people are scored.
private struct UnknownAuthorTally: Sendable {
    let plan: ScoringPlan
    private(set) var authors: [UnknownAuthor] = []
    private var places: [MatchKey: Int] = [:]
    private var stateless: [(name: CellName, place: ItemPlace)] = []

    init(plan: ScoringPlan) { self.plan = plan }

    mutating func add(_ item: borrowing Item) {
        guard item.authors.contains(Named.unknown),
            let day = item.day(plan.pack.counting.date), plan.countedSpan?.contains(day) == true
        else { return }
        for name in unknownNames(of: item) {
            switch plan.pack.counting.counts(item.state) {
            case true: record(name, item.place)
            case nil: stateless.append((name, item.place))
            case false: break
            }
        }
    }

    /// In the order of the logs, which may have been read in another.
    var inOrder: [UnknownAuthor] {
        authors.map { UnknownAuthor(name: $0.name, items: $0.items.sorted()) }.enumerated()
            .sorted { ($0.element.items[0], $0.offset) < ($1.element.items[0], $1.offset) }.map(\.element)
    }

    /// With `joint-authors: first` only the first would get it.
    private func unknownNames(of item: borrowing Item) -> [CellName] {
        let written = CellName.names(in: item.details?.texts[.author] ?? "")
        let candidates = plan.pack.counting.jointAuthors == .first ? written.prefix(1) : written[...]
        return candidates.filter { plan.pack.roster.person(named: $0.key) == nil }
    }

    mutating func finishLog(hasStates: Bool) {
        if !hasStates { for entry in stateless { record(entry.name, entry.place) } }
        stateless = []
    }

    private mutating func record(_ name: CellName, _ place: ItemPlace) {
        if let known = places[name.key] {
            authors[known].items.append(place)
        } else {
            places[name.key] = authors.count
            authors.append(UnknownAuthor(name: name.text, items: [place]))
        }
    }
}
