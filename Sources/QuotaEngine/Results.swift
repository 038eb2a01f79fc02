import QuotaModel
import ScoringRules

/// All figures of a briefing, each with what it was made from.
public struct Results: Sendable {
    /// Every unit of the pack, in ranking order (contract, section 8).
    public let units: [UnitResult]
    /// In the order of the roster.
    public let categories: [CategoryResult]
    /// In file order.
    public let deadlines: [DeadlineResult]
    /// In file order.
    public let standards: [StandardResult]
    /// The day of the newest item that was read, counted or not, up to the as-of day.
    let newestItem: CivilDate?
    private let counted: CountedItems

    init(plan: Plan, tally: Tally, deadlines: DeadlineTally, newestItem: CivilDate? = nil) {
        self.newestItem = newestItem
        let counted = CountedItems(tally)
        self.counted = counted
        let figures = plan.pack.roster.units.indices.map { UnitFigures(ofUnit: $0, counted) }
        units = Ranking.seats(figures, names: plan.pack.roster.units.map(\.name)).map {
            UnitResult($0, figures[Int($0.place)], counted)
        }
        categories = plan.pack.roster.categories.indices.map { plan.result(ofCategory: $0, tally) }
        self.deadlines = plan.pack.deadlines.indices.map { plan.result(ofDeadline: $0, deadlines) }
        standards = zip(plan.pack.standards, tally.standards).map { standard, count in
            StandardResult(
                standard: standard, met: count.met, unmet: count.unmet, unverifiable: count.unverifiable)
        }
    }
}

extension Results {
    /// Where the newest period begins in which some unit is short or behind, if no item was read from that day on.
    var startWithoutItems: CivilDate? {
        let isReached = { (day: CivilDate) in newestItem.map { day <= $0 } ?? false }
        // Units are many and share a few schedules; nearly always items reach the newest period.
        let starts = counted.plan.schedules.compactMap { $0.periods.last?.window.first }
        guard !starts.allSatisfy(isReached) else { return nil }
        let unmet = units.lazy.flatMap(\.quotas).compactMap(\.periods.last).filter {
            $0.status == .short || $0.status == .behind
        }
        return unmet.map(\.period.window.first).max().flatMap { isReached($0) ? nil : $0 }
    }

    /// Whether some unit has more items than one period of a quota asks for and lacks some in another: then what it has and
    /// owes in all does not tell what is missing.
    public var hasUnusedSurplus: Bool {
        units.contains { unit in
            unit.shortfall > 0
                && unit.quotas.contains { quota in
                    quota.periods.contains { $0.status == .short }
                        && quota.periods.contains { $0.count > $0.minimum.items }
                }
        }
    }

    /// The quota lines of a unit, by its place in the roster.
    func quotas(ofUnit place: Int) -> QuotaResults { QuotaResults(counted: counted, unit: place) }
}

/// What the units of a briefing add up to.
public struct ResultTotals: Hashable, Sendable {
    /// Closed periods with a minimum, of all units and quota lines.
    public let periodsJudged: Int
    /// Those of them that are met.
    public let periodsMet: Int
    /// Σ minimum over the judged periods.
    public let owed: Int
    /// Σ min(count, minimum) over the judged periods.
    public let attained: Int
    /// Σ of the units' items: a joint item counts for each unit that gets it.
    public let items: Int
    /// The same by the kind's place in the roster, then those without a known kind.
    public let itemsByKind: [Int]
    /// Items missing in closed periods.
    public let shortfall: Int
    /// Items still needed in the periods that are running.
    public let stillNeeded: Int

    /// Periods met of periods judged, nil when none is judged.
    public var rate: Fraction? { periodsJudged > 0 ? Fraction(periodsMet, over: periodsJudged) : nil }
}

extension Results {
    /// Over all units, also those without a rank. Summed up anew each time.
    public var totals: ResultTotals {
        func sum(_ figure: (UnitResult) -> Int) -> Int { units.reduce(0) { $0 + figure($1) } }
        let kinds = units.first?.itemsByKind.indices ?? 0..<0
        return ResultTotals(
            periodsJudged: sum(\.periodsJudged), periodsMet: sum(\.periodsMet), owed: sum(\.owed),
            attained: sum(\.attained), items: sum(\.items),
            itemsByKind: kinds.map { kind in sum { $0.itemsByKind[kind] } }, shortfall: sum(\.shortfall),
            stillNeeded: sum(\.stillNeeded))
    }
}

/// How a category stands at the as-of day.
public struct CategoryResult: Sendable {
    /// Fresh, stale or empty.
    public typealias State = CategoryFreshness

    /// The category's place in the roster.
    public let place: Int
    /// As the pack has it.
    public let category: Category
    /// Items of every kind and unit up to the as-of day whose state counts.
    public let items: Int
    /// The counting date of the newest of them; nil: there is none.
    public let lastItem: CivilDate?
    /// Never `stale` where the category has no `freshWithin`.
    public let state: State
}

/// How a deadline was kept.
public struct DeadlineResult: Sendable {
    /// The part of one unit; which units get a joint item, `joint-units` says.
    public struct OfUnit: Sendable {
        /// The unit's place in the roster.
        public let place: Int
        /// As the pack has it.
        public let unit: Unit
        /// Items of the unit that kept it.
        public let onTime: Int
        /// Items of the unit that missed it.
        public let late: Int
    }

    /// The part of one approver.
    public struct OfApprover: Sendable {
        /// As first written, empty for items without an approver.
        public let approver: String
        /// Items of the approver that kept it.
        public let onTime: Int
        /// Items of the approver that missed it.
        public let late: Int
    }

    /// As the pack has it.
    public let deadline: Deadline
    /// Items that kept it. In these four each item counts once, joint or not, whatever its state (contract, section 4,
    /// Deadlines).
    public let onTime: Int
    /// Items that missed it; also those that have no `to` day yet, when the time is up.
    public let late: Int
    /// Items that have no `to` day yet and are still in time.
    public let pending: Int
    /// Items without a `from` day, with a `to` day before it, or of a log that lacks one of the two fields.
    public let unverifiable: Int
    /// Units with something on time or late, in pack order.
    public let byUnit: [OfUnit]
    /// In order of first appearance.
    public let byApprover: [OfApprover]
}

/// How many items are what they usually should be.
public struct StandardResult: Sendable {
    /// As the pack has it.
    public let standard: Standard
    /// Items that are as it says: of those that it speaks of, whose day lies in the pack's `effective` and not after the
    /// as-of day, and whose state counts.
    public let met: Int
    /// Such items that are not as it says.
    public let unmet: Int
    /// Such items that lack a number or day that it looks at.
    public let unverifiable: Int
}

extension Plan {
    fileprivate func result(ofCategory place: Int, _ tally: Tally) -> CategoryResult {
        let category = pack.roster.categories[place]
        let count = tally.categories[place]
        let state: CategoryResult.State =
            switch (count.lastDay, category.freshWithin) {
            case (nil, _): .empty
            case (let last?, let days?) where asOf.days(since: last) > days: .stale
            default: .fresh
            }
        return CategoryResult(
            place: place, category: category, items: count.items, lastItem: count.lastDay, state: state)
    }

    fileprivate func result(ofDeadline place: Int, _ tally: DeadlineTally) -> DeadlineResult {
        let count = tally.counts[place]
        let approvers = count.byApprover.values.sorted { $0.first < $1.first }
        return DeadlineResult(
            deadline: pack.deadlines[place], onTime: count.kept.onTime, late: count.kept.late,
            pending: count.pending, unverifiable: count.unverifiable,
            byUnit: count.byUnit.sorted { $0.key < $1.key }.map { unit, kept in
                DeadlineResult.OfUnit(
                    place: unit, unit: pack.roster.units[unit], onTime: kept.onTime, late: kept.late)
            },
            byApprover: approvers.map {
                DeadlineResult.OfApprover(approver: $0.written, onTime: $0.kept.onTime, late: $0.kept.late)
            })
    }
}
