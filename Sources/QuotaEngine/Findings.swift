import QuotaModel
import ScoringRules

/// What a briefing says in sentences and letters: who met the minima, who is short and by how much, who is behind in the
/// open period, which categories are empty or stale (contract, section 10).
public struct Findings: Sendable {
    /// In the order of the pack.
    public let emptyCategories: [CategoryResult]
    /// Likewise.
    public let staleCategories: [CategoryResult]
    private let underQuota: [UnitResult]
    private let asOf: CivilDate

    /// What units lack, found out for whoever looks at one: there may be 100,000.
    public typealias Units = LazyMapCollection<[UnitResult], UnitFinding>

    init(_ results: Results, asOf: CivilDate) {
        underQuota = results.units.filter { !$0.quotas.isEmpty }
        self.asOf = asOf
        emptyCategories = results.categories.filter { $0.state == .empty }
        staleCategories = results.categories.filter { $0.state == .stale }
    }

    /// Every unit under a quota, in ranking order.
    public var units: Units { found(underQuota) }

    /// Units whose every judged period is met.
    public var met: Units { found(underQuota.filter { $0.periodsJudged > 0 && $0.shortfall == 0 }) }

    /// Units with a closed period that is short.
    public var short: Units { found(underQuota.filter { $0.shortfall > 0 }) }

    /// Units of which no period is judged yet.
    public var unjudged: Units { found(underQuota.filter { $0.periodsJudged == 0 }) }

    /// Units that are behind in an open period.
    public var behind: [UnitFinding] { units.filter(\.isBehind) }

    /// Units to be reminded: short or behind (contract, section 10, `remind`).
    public var toRemind: [UnitFinding] { units.filter { $0.isShort || $0.isBehind } }

    /// How the judged periods that closed last went, for each unit its own.
    public struct LastClosed: Hashable, Sendable {
        /// Units that have one.
        public var judged = 0
        /// Those of them that met it.
        public var met = 0
        /// Nil where not all of them have the same.
        public var window: DaySpan?
        /// Whether no unit has a judged period before it.
        public var isFirst = true
    }

    /// Nil while nothing is judged.
    public var lastClosed: LastClosed? {
        var found = LastClosed()
        var windows: Set<DaySpan> = []
        for unit in underQuota where unit.periodsJudged > 0 {
            let last = unit.lastJudged
            found.judged += 1
            if last.allSatisfy({ $0.status == .met }) { found.met += 1 }
            if last.count < unit.periodsJudged { found.isFirst = false }
            windows.formUnion(last.map(\.period.window))
        }
        if windows.count == 1 { found.window = windows.first }
        return found.judged > 0 ? found : nil
    }

    private func found(_ units: [UnitResult]) -> Units {
        units.lazy.map { [asOf] in UnitFinding($0, asOf: asOf) }
    }
}

/// What one unit lacks.
public struct UnitFinding: Sendable {
    /// The unit's figures and verdicts.
    public let result: UnitResult
    /// One for each quota line with short closed periods, in file order.
    public let shortages: [Shortage]
    /// One for each quota line that is short and has no period running: what it owes next, in file order.
    public let coming: [(quota: Quota, period: ComingPeriod)]
    /// One for each quota line whose open period has not reached its minimum, in file order.
    public let needs: [OpenNeed]

    /// A quota line's closed periods that are short.
    public struct Shortage: Sendable {
        /// The line as it was read.
        public let quota: Quota
        /// In order of time, at least one.
        public let periods: [PeriodVerdict]
        /// Items missing in all of them.
        public let missing: Int
    }

    /// A quota line's open period that still needs items.
    public struct OpenNeed: Sendable {
        /// The line's place in the pack.
        public let place: Int
        /// The line as it was read.
        public let quota: Quota
        /// Behind or on track; its `shortfall` is what it needs.
        public let period: PeriodVerdict
        /// Days after the as-of day, the last of the period included.
        public let daysLeft: Int

        /// Whether it has fewer items than the days gone by would ask for.
        public var isBehind: Bool { period.status == .behind }
    }

    init(_ result: UnitResult, asOf: CivilDate) {
        self.result = result
        shortages = result.quotas.compactMap { quota in
            let periods = quota.periods.filter { $0.status == .short }
            guard !periods.isEmpty else { return nil }
            return Shortage(quota: quota.quota, periods: periods, missing: periods.reduce(0) { $0 + $1.shortfall })
        }
        coming = result.quotas.compactMap { quota in
            guard quota.openPeriod == nil, quota.periods.contains(where: { $0.status == .short }),
                let next = quota.next, next.minimum.isJudged
            else { return nil }
            return (quota.quota, next)
        }
        needs = result.quotas.compactMap { quota in
            guard let open = quota.openPeriod, open.status == .behind || open.status == .onTrack else { return nil }
            return OpenNeed(
                place: quota.place, quota: quota.quota, period: open,
                daysLeft: open.period.window.last.days(since: asOf))
        }
    }

    /// Whether a closed period is short.
    public var isShort: Bool { !shortages.isEmpty }
    /// Whether an open period is behind.
    public var isBehind: Bool { needs.contains(where: \.isBehind) }
}

extension Briefing {
    /// What it says in sentences.
    public var findings: Findings { Findings(results, asOf: asOf) }
}
