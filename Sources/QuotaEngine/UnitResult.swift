import QuotaModel
import ScoringRules

/// What was counted, with the plan that says what is owed. Verdicts are made from it for whoever looks at one: a pack may have
/// 100,000 units, and all their verdicts would take more memory than anything else.
final class CountedItems: Sendable {
    let plan: Plan
    let tally: Tally

    init(_ tally: Tally) {
        plan = tally.plan
        self.tally = tally
    }
}

/// One unit's verdicts and its place in the ranking.
public struct UnitResult: Sendable {
    private let seat: Ranking.Seat
    private let figures: UnitFigures
    private let counted: CountedItems

    init(_ seat: Ranking.Seat, _ figures: UnitFigures, _ counted: CountedItems) {
        self.seat = seat
        self.figures = figures
        self.counted = counted
    }

    /// The unit's place in the roster.
    public var place: Int { Int(seat.place) }

    /// 1-2-2-4; nil when no period is judged.
    public var rank: Int? { seat.rank > 0 ? Int(seat.rank) : nil }

    /// Closed periods with a minimum, of all its quota lines.
    public var periodsJudged: Int { Int(figures.periodsJudged) }
    /// Those of them that are met.
    public var periodsMet: Int { Int(figures.periodsMet) }

    /// Σ min(count, minimum) over the judged periods.
    public var attained: Int { figures.attained }

    /// Σ minimum over the judged periods.
    public var owed: Int { figures.owed }

    /// Different items counted in at least one listed period.
    public var items: Int { Int(figures.items) }

    /// As the pack has it.
    public var unit: Unit { counted.plan.pack.roster.units[place] }

    /// The counted items by kind: by the kind's place in the roster, then those without a known kind.
    public var itemsByKind: [Int] { counted.tally.itemsByKind(ofUnit: place) }

    /// In file order.
    public var quotas: QuotaResults { QuotaResults(counted: counted, unit: place) }

    /// Periods met of periods judged, nil when none is judged.
    public var rate: Fraction? { figures.rate }

    /// Items attained of items owed, nil when nothing is judged.
    public var attainment: Fraction? { figures.attainment }

    /// Items missing in closed periods.
    public var shortfall: Int { owed - attained }

    /// The judged periods that closed last, of all quotas.
    var lastJudged: [PeriodVerdict] {
        let last = quotas.compactMap { $0.periods.last(where: \.isJudged) }
        let day = last.map(\.period.window.last).max()
        return last.filter { $0.period.window.last == day }
    }

    /// Items still needed in the periods that are running.
    public var stillNeeded: Int { quotas.reduce(0) { $0 + ($1.openPeriod?.shortfall ?? 0) } }
}

extension UnitFigures {
    init(ofUnit place: Int, _ counted: CountedItems) {
        self.init(items: counted.tally.items(ofUnit: place))
        for quota in QuotaResults(counted: counted, unit: place) {
            for verdict in quota.periods where verdict.isJudged {
                periodsJudged += 1
                if verdict.status == .met { periodsMet += 1 }
                attained += min(verdict.count, verdict.minimum.items)
                owed += verdict.minimum.items
            }
        }
    }
}

/// The quota lines of one unit, in file order.
public struct QuotaResults: RandomAccessCollection, Sendable {
    let counted: CountedItems
    /// The unit's place in the roster.
    let unit: Int

    public var startIndex: Int { 0 }
    public var endIndex: Int { counted.plan.meters(ofUnit: unit).count }

    public subscript(number: Int) -> QuotaResult {
        let meter = counted.plan.meters(ofUnit: unit).lowerBound + number
        return QuotaResult(counted: counted, unit: unit, meter: counted.plan.meters[meter])
    }
}

/// One quota line's verdicts for one unit.
public struct QuotaResult: Sendable {
    let counted: CountedItems
    fileprivate let unit: Int
    fileprivate let meter: Plan.Meter

    /// The line's place in the pack.
    public var place: Int { Int(meter.quota) }
    /// The line as it was read, after any interpretation.
    public var quota: Quota { counted.plan.pack.quotas[place] }
    /// From when to when the line binds the unit; without any period where that is no day or begins after the as-of
    /// day.
    public var term: Term { counted.plan.schedules[Int(meter.schedule)].term }

    /// In order of time; only periods that have begun.
    public var periods: PeriodVerdicts { PeriodVerdicts(counted: counted, unit: unit, meter: meter) }

    /// What is owed next, where a period begins after the as-of day.
    public var next: ComingPeriod? {
        quota.nextPeriod(in: term, after: counted.plan.asOf, calendar: counted.plan.pack.calendar).map {
            ComingPeriod(period: $0, minimum: counted.plan.minimum(ofQuota: place, in: $0, forUnit: unit))
        }
    }

    /// The period that the as-of day lies in, unless it ends on that day.
    public var openPeriod: PeriodVerdict? { periods.last.flatMap { $0.isClosed ? nil : $0 } }

    /// Judged or not; nil while none has closed.
    public var lastClosedPeriod: PeriodVerdict? { periods.last { $0.isClosed } }

    /// Items in all periods that have begun.
    public var count: Int { periods.reduce(0) { $0 + $1.count } }

    /// Items owed in all periods that have begun.
    public var minimum: Int { periods.reduce(0) { $0 + $1.minimum.items } }
}

/// The verdicts of one quota line for one unit, in order of time.
public struct PeriodVerdicts: RandomAccessCollection, Sendable {
    let counted: CountedItems
    fileprivate let unit: Int
    fileprivate let meter: Plan.Meter

    public var startIndex: Int { 0 }
    public var endIndex: Int { counted.plan.schedules[Int(meter.schedule)].periods.count }

    public subscript(slot: Int) -> PeriodVerdict {
        let period = counted.plan.schedules[Int(meter.schedule)].periods[slot]
        return PeriodVerdict(
            period: period, minimum: counted.plan.minimum(ofQuota: Int(meter.quota), in: period, forUnit: unit),
            count: counted.tally.count(inCell: Int(meter.firstCell) + slot), asOf: counted.plan.asOf)
    }
}

/// A period that has not begun, with what will be owed in it.
public struct ComingPeriod: Hashable, Sendable {
    /// The whole period and its window.
    public let period: QuotaPeriod
    /// What will be owed in it, if the rules stay as they are.
    public let minimum: Minimum
}

extension Plan {
    /// What the unit owes in a period of that quota line.
    func minimum(ofQuota place: Int, in period: QuotaPeriod, forUnit unit: Int) -> Minimum {
        // Part by part: a whole quota handed over would be copied with all its references.
        Minimum(
            whole: pack.quotas[place].minimum, partial: pack.quotas[place].partial, period: period,
            exempt: exemptDays(ofUnit: unit))
    }
}
