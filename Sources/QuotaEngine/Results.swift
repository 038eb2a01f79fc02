import QuotaModel
import ScoringRules

/// All figures of a briefing, each with what it was made from.
public struct Results: Sendable {
    /// Every unit of the pack, in ranking order (contract, section 8).
    public let units: [UnitResult]
    public let categories: [CategoryResult]
    public let deadlines: [DeadlineResult]
    public let standards: [StandardResult]

    init(plan: Plan, tally: Tally, deadlines: DeadlineTally) {
        units = Ranking.ranked(plan.pack.roster.units.indices.map { plan.result(ofUnit: $0, tally) })
        categories = plan.pack.roster.categories.indices.map { plan.result(ofCategory: $0, tally) }
        self.deadlines = plan.pack.deadlines.indices.map { plan.result(ofDeadline: $0, deadlines) }
        standards = zip(plan.pack.standards, tally.standards).map { standard, count in
            StandardResult(
                standard: standard, met: count.met, unmet: count.unmet, unverifiable: count.unverifiable)
        }
    }
}

/// One unit's verdicts and its place in the ranking.
public struct UnitResult: Sendable {
    /// The unit's place in the roster.
    public let place: Int
    public let unit: Unit
    /// 1-2-2-4; nil when no period is judged.
    public internal(set) var rank: Int?
    public let periodsJudged: Int
    public let periodsMet: Int
    /// Σ min(count, minimum) over the judged periods.
    public let attained: Int
    /// Σ minimum over the judged periods.
    public let owed: Int
    /// Different items counted in at least one listed period.
    public let items: Int
    /// The same items by kind: by the kind's place in the roster, then those without a known kind.
    public let itemsByKind: [Int]
    /// In file order.
    public let quotas: [QuotaResult]

    /// Periods met of periods judged, nil when none is judged.
    public var rate: Fraction? { periodsJudged > 0 ? Fraction(periodsMet, over: periodsJudged) : nil }

    /// Items attained of items owed, nil when nothing is judged.
    public var attainment: Fraction? { owed > 0 ? Fraction(attained, over: owed) : nil }

    /// Items missing in closed periods.
    public var shortfall: Int { owed - attained }

    /// Items still needed in the periods that are running.
    public var stillNeeded: Int { quotas.reduce(0) { $0 + ($1.openPeriod?.shortfall ?? 0) } }
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

/// One quota line's verdicts for one unit.
public struct QuotaResult: Sendable {
    /// The line's place in the pack.
    public let place: Int
    public let quota: Quota
    public let term: Term
    /// In order of time; only periods that have begun.
    public let periods: [PeriodVerdict]
    /// What is owed next, where a period begins after the as-of day.
    public let next: ComingPeriod?

    /// The period that the as-of day lies in, unless it ends on that day.
    public var openPeriod: PeriodVerdict? { periods.last.flatMap { $0.isClosed ? nil : $0 } }

    public var lastClosedPeriod: PeriodVerdict? { periods.last { $0.isClosed } }

    /// Items in all periods that have begun.
    public var count: Int { periods.reduce(0) { $0 + $1.count } }

    /// Items owed in all periods that have begun.
    public var minimum: Int { periods.reduce(0) { $0 + $1.minimum.items } }
}

/// A period that has not begun, with what will be owed in it.
public struct ComingPeriod: Hashable, Sendable {
    public let period: QuotaPeriod
    public let minimum: Minimum
}

/// How a category stands at the as-of day.
public struct CategoryResult: Sendable {
    public enum State: String, Sendable, CaseIterable { case fresh, stale, empty }

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
    fileprivate func result(ofUnit place: Int, _ tally: Tally) -> UnitResult {
        let quotas = meters[metersOfUnit[place]].map { meter in
            let quota = pack.quotas[Int(meter.quota)]
            let schedule = schedules[Int(meter.schedule)]
            let verdicts = schedule.periods.enumerated().map { slot, period in
                PeriodVerdict(
                    period: period,
                    minimum: Minimum(quota: quota, period: period, exempt: exemptDays[place]),
                    count: Int(tally.cells[Int(meter.firstCell) + slot]), asOf: asOf)
            }
            let next = quota.nextPeriod(in: schedule.term, after: asOf, calendar: pack.calendar).map {
                ComingPeriod(period: $0, minimum: Minimum(quota: quota, period: $0, exempt: exemptDays[place]))
            }
            return QuotaResult(
                place: Int(meter.quota), quota: quota, term: schedule.term, periods: verdicts, next: next)
        }
        let judged = quotas.lazy.flatMap(\.periods).filter(\.isJudged)
        return UnitResult(
            place: place, unit: pack.roster.units[place],
            periodsJudged: judged.reduce(0) { total, _ in total + 1 },
            periodsMet: judged.reduce(0) { $0 + ($1.status == .met ? 1 : 0) },
            attained: judged.reduce(0) { $0 + min($1.count, $1.minimum.items) },
            owed: judged.reduce(0) { $0 + $1.minimum.items },
            items: Int(tally.itemsOfUnit[place]), itemsByKind: tally.itemsByKind(ofUnit: place), quotas: quotas)
    }

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
