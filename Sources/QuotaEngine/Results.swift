import QuotaModel
import ScoringRules

/// All figures of a briefing, each with what it was made from.
public struct Results: Sendable {
    /// Every unit of the pack, in ranking order (contract, section 8).
    public let units: [UnitResult]
    public let categories: [CategoryResult]
    public let deadlines: [DeadlineResult]
    public let standards: [StandardResult]
    /// The day of the newest item that was read, counted or not, up to the as-of day.
    public let newestItem: CivilDate?
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
    public let periodsJudged: Int
    public let periodsMet: Int
    public let owed: Int
    public let attained: Int
    public let items: Int
    public let itemsByKind: [Int]
    public let shortfall: Int
    public let stillNeeded: Int

    /// Periods met of periods judged, nil when none is judged.
    public var rate: Fraction? { periodsJudged > 0 ? Fraction(periodsMet, over: periodsJudged) : nil }
}

extension Results {
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
    public typealias State = CategoryFreshness

    /// The category's place in the roster.
    public let place: Int
    public let category: Category
    public let items: Int
    public let lastItem: CivilDate?
    public let state: State
}

/// How a deadline was kept.
public struct DeadlineResult: Sendable {
    public struct OfUnit: Sendable {
        /// The unit's place in the roster.
        public let place: Int
        public let unit: Unit
        public let onTime: Int
        public let late: Int
    }

    public struct OfApprover: Sendable {
        /// As first written, empty for items without an approver.
        public let approver: String
        public let onTime: Int
        public let late: Int
    }

    public let deadline: Deadline
    public let onTime: Int
    public let late: Int
    public let pending: Int
    public let unverifiable: Int
    /// Units with something on time or late, in pack order.
    public let byUnit: [OfUnit]
    /// In order of first appearance.
    public let byApprover: [OfApprover]
}

/// How many items are what they usually should be.
public struct StandardResult: Sendable {
    public let standard: Standard
    public let met: Int
    public let unmet: Int
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
