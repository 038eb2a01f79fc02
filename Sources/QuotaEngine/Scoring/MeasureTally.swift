import QuotaModel
import ScoringRules

/// Counts by measure and subject, and by category: what one pass over items leaves behind for a scorecard. Merges like
/// `Tally`: by addition, in any order.
struct MeasureTally: Sendable {
    private let plan: ScoringPlan
    /// By meter, then by owner.
    private var cells: CellSums
    private(set) var categories: [CategoryCount]
    private(set) var isEmpty = true

    /// The items of one category, of any unit.
    struct CategoryCount: Hashable, Sendable {
        /// In the window.
        var items = 0
        /// The last day up to the end of the counted window, also before its beginning.
        var lastDay: CivilDate?
    }

    init(plan: ScoringPlan) {
        self.plan = plan
        cells = CellSums(count: plan.meters.count * plan.ownerCount)
        categories = Array(repeating: CategoryCount(), count: plan.pack.roster.categories.count)
    }

    /// The figures of one meter, by subject.
    func column(_ meter: Int) -> NumberColumn {
        let first = meter * plan.ownerCount
        return cells.column(plan.subjects.lazy.map { first + $0.owner })
    }

    /// Counts an item whose state is one that counts.
    mutating func add(_ item: borrowing Item) {
        isEmpty = false
        // Not the window's own days: a category may have gone stale before the window begins.
        guard let day = item.day(plan.pack.counting.date), day <= min(plan.to, plan.asOf) else { return }
        countCategories(of: item, on: day)
        for place in plan.meters.indices where plan.meters[place].deadline == nil {
            guard plan.outcome(of: item, for: plan.meters[place]) == .counted else { continue }
            record(plan.worth(of: item, for: plan.meters[place]), of: item, on: day, place)
        }
    }

    /// Judges an item by the deadlines of the measures, whatever its state.
    mutating func addDeadlines(_ item: borrowing Item) {
        for (place, meter) in plan.meters.enumerated() {
            guard let deadline = meter.deadline, plan.outcome(of: item, for: meter) == .counted else { continue }
            isEmpty = false
            record(1, of: item, on: item.day(plan.pack.deadlines[deadline].from), place)
        }
    }

    private mutating func record(_ worth: Int, of item: borrowing Item, on day: CivilDate?, _ meter: Int) {
        let first = meter * plan.ownerCount
        plan.forEachOwner(of: item, on: day) { cells.add(worth, to: first + $0) }
    }

    private mutating func countCategories(of item: borrowing Item, on day: CivilDate) {
        let inWindow = day >= plan.from ? 1 : 0
        item.categories.forEach { place in
            categories[place].items += inWindow
            categories[place].lastDay = max(categories[place].lastDay ?? day, day)
        }
    }

    /// A log that has no `from` or no `to` field proves nothing about a deadline.
    mutating func withdrawUnprovable(without fields: FieldSet) {
        for (place, meter) in plan.meters.enumerated() {
            guard let deadline = meter.deadline.map({ plan.pack.deadlines[$0] }),
                !fields.contains(deadline.from) || !fields.contains(deadline.to)
            else { continue }
            cells.clear(place * plan.ownerCount..<(place + 1) * plan.ownerCount)
        }
    }

    /// Adds what another tally of the same plan counted.
    mutating func merge(_ other: MeasureTally) {
        guard !other.isEmpty else { return }
        isEmpty = false
        cells.merge(other.cells)
        for (place, count) in other.categories.enumerated() {
            categories[place].items += count.items
            categories[place].lastDay = [categories[place].lastDay, count.lastDay].compactMap(\.self).max()
        }
    }
}

/// Whether and why an item adds to a measure.
public enum MeasureOutcome: Hashable, Sendable {
    case counted
    /// The day that places it lies outside the window.
    case otherDay(CivilDate)
    case undated
    case filter(FilterFailure)
    /// The deadline's own filter.
    case deadlineFilter(FilterFailure)
    /// The deadline was kept otherwise than the measure counts; nil: it does not look at the item.
    case kept(DeadlineKeeping?)
    /// Only the first named gets a joint item.
    case notFirst
    /// The author was no member then.
    case notMember
    case state(ItemState?)
    case rejected
    case overruled(Overruling)
}

extension ScoringPlan {
    /// Whether the item adds to the measure, whoever gets it.
    func outcome(of item: borrowing Item, for meter: MeasureMeter) -> MeasureOutcome {
        guard let deadline = meter.deadline else {
            guard let day = item.day(pack.counting.date) else { return .undated }
            guard let span = countedSpan, span.contains(day) else { return .otherDay(day) }
            return meter.test.failure(of: item).map(MeasureOutcome.filter) ?? .counted
        }
        guard let day = item.day(pack.deadlines[deadline].from) else { return .kept(.unverifiable) }
        guard let span = countedSpan, span.contains(day) else { return .otherDay(day) }
        if let failure = meter.deadlineTest?.failure(of: item) { return .deadlineFilter(failure) }
        if let failure = meter.test.failure(of: item) { return .filter(failure) }
        let kept = plan.keeping(of: pack.deadlines[deadline], by: item)
        return meter.counts(kept) ? .counted : .kept(kept)
    }

    /// What becomes of an item for one measure of one owner whom it names.
    ///
    /// - Parameter logFields: the fields that its log has.
    func outcome(of item: borrowing Item, for meter: MeasureMeter, owner: Int, logFields: FieldSet) -> MeasureOutcome {
        let day: CivilDate?
        if let deadline = meter.deadline.map({ pack.deadlines[$0] }) {
            guard logFields.contains(deadline.from), logFields.contains(deadline.to) else {
                return .kept(.unverifiable)
            }
            day = item.day(deadline.from)
        } else {
            guard pack.counting.counts(item.state) ?? !logFields.contains(.state) else {
                return .state(item.state.known)
            }
            day = item.day(pack.counting.date)
        }
        let outcome = outcome(of: item, for: meter)
        guard outcome == .counted else { return outcome }
        var isTheirs = false
        forEachOwner(of: item, on: day) { if $0 == owner { isTheirs = true } }
        if isTheirs { return .counted }
        return scorecard.subject == .person && !isMember(owner, on: day) ? .notMember : .notFirst
    }

    /// Whether the item names the subject, whatever comes of it.
    func isNamed(_ subject: ScoringSubject, by item: borrowing Item) -> Bool {
        switch scorecard.subject {
        case .unit: item.units.contains(subject.owner)
        case .person: item.authors.contains(subject.owner)
        case .agency: true
        }
    }

    /// What the item adds.
    func worth(of item: borrowing Item, for meter: MeasureMeter) -> Int {
        if case .sum(let field) = meter.figure { item.number(field) ?? 0 } else { 1 }
    }

    /// The units, people or the agency that get the item.
    ///
    /// - Parameter day: the day on which a person must have been a member.
    func forEachOwner(of item: borrowing Item, on day: CivilDate?, _ body: (Int) -> Void) {
        switch scorecard.subject {
        case .agency:
            body(0)
        case .unit:
            switch pack.counting.jointUnits {
            case .first: item.units.first.map(body)
            case .each: item.units.forEach(body)
            }
        case .person:
            switch pack.counting.jointAuthors {
            case .first:
                if let first = item.authors.first, isMember(first, on: day) { body(first) }
            case .each:
                item.authors.forEach { if isMember($0, on: day) { body($0) } }
            }
        }
    }

    /// Whether the author is one of the roster's people and was there on that day.
    func isMember(_ author: Int, on day: CivilDate?) -> Bool {
        guard author != Named.unknown else { return false }
        guard let day else { return true }
        let person = pack.roster.people[author]
        return (person.from ?? day) <= day && day <= (person.to ?? day)
    }
}

extension MeasureMeter {
    fileprivate func counts(_ kept: DeadlineKeeping?) -> Bool {
        guard case .deadline(let wanted, _) = figure else { return false }
        return switch wanted {
        case .onTime: kept == .onTime
        case .late: kept == .late
        case .judged: kept == .onTime || kept == .late
        }
    }
}
