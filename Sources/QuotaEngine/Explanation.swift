import QuotaModel
import ScoringRules

/// Why one unit's verdict on one quota and period is what it is: every item of the unit, counted or not, with the
/// reason and its place in the log (contract, section 7, `explain`).
public struct Explanation: Sendable {
    /// One row of a log that names the unit.
    public struct Row: Sendable {
        /// Where the row stands.
        public let place: ItemPlace
        /// Whether it counted in the period, else why not.
        public let outcome: ItemOutcome
        /// The accepted item, with its words.
        public let item: Item?
        /// The row that was not accepted.
        public let reject: Reject?
    }

    /// As it was read, after any interpretation.
    public let pack: RulePack
    /// Of the rule file's bytes, in hexadecimal.
    public let rulesSHA256: String
    /// What was asked for, as far as it touches the pack; empty: the pack's own reading.
    public let interpretation: Interpretation
    /// The day on which everything is judged.
    public let asOf: CivilDate
    /// One summary a log, in the order given.
    public let inputs: [LogSummary]
    /// Whose figures are explained.
    public let unit: Unit
    /// The line of minima, as it was read.
    public let quota: Quota
    /// From when to when the line binds the unit.
    public let term: Term
    /// Made from `rows`, not from the tally.
    public let verdict: PeriodVerdict
    /// In the order of the logs.
    public let rows: [Row]
    /// Rejected rows that name no unit, but one whose name is nearest to this unit's: perhaps its own, misspelt. In the
    /// order of the logs.
    public let similar: [Row]

    /// The rows that make the figure, in the order of the logs.
    public var counted: [Row] { rows.filter { $0.outcome == .counted } }
    /// The other rows, rejected ones among them, in the order of the logs.
    public var notCounted: [Row] { rows.filter { $0.outcome != .counted } }
}

/// What an explanation is asked for: a unit, a line of minima and a period, all known to the plan.
public struct ExplanationTarget: Sendable {
    let unit: Int
    /// The line's place in the pack.
    let quota: Int
    let period: QuotaPeriod

    /// The lines of a unit with the period that holds `day`.
    ///
    /// - Parameters:
    ///   - quota: only lines of this id; nil: all of the unit's.
    /// - Returns: one target for each line that has such a period; empty when none has.
    public static func targets(in plan: Plan, unit: Int, quota: String?, day: CivilDate) -> [ExplanationTarget] {
        lines(in: plan, unit: unit, quota: quota).compactMap { line, periods in
            guard let period = periods.first(where: { $0.window.contains(day) }) else { return nil }
            return ExplanationTarget(unit: unit, quota: line, period: period)
        }
    }

    /// The lines of a unit, each quota with its running period; one that has none with its last: who asks when a quota has
    /// ended, or on a day off, means that.
    ///
    /// - Parameter quota: as above.
    /// - Returns: one target for each quota that has a period by the plan's day.
    public static func currentTargets(in plan: Plan, unit: Int, quota: String?) -> [ExplanationTarget] {
        let lasts = lines(in: plan, unit: unit, quota: quota).compactMap { line, periods in
            periods.last.map { ExplanationTarget(unit: unit, quota: line, period: $0) }
        }
        // Lines of one id follow each other in time: the latest speaks for the quota.
        return lasts.filter { target in
            let id = plan.pack.quotas[target.quota].id
            let latest = lasts.filter { plan.pack.quotas[$0.quota].id == id }.map(\.period.window.last).max()
            return target.period.window.last == latest
        }
    }

    private static func lines(in plan: Plan, unit: Int, quota: String?) -> [(line: Int, periods: [QuotaPeriod])] {
        plan.meters[plan.meters(ofUnit: unit)].map { (Int($0.quota), plan.schedules[Int($0.schedule)].periods) }
            .filter { quota == nil || plan.pack.quotas[$0.0].id == quota }
    }
}

/// Collects the rows of one unit while the logs are read, and explains its figures from them. Counts for itself, so
/// that an explanation that disagreed with the tally would be seen.
public struct ExplanationFold: Sendable {
    private let plan: Plan
    private let unit: Int
    private var items: [Item] = []
    private var rejects: [Reject] = []
    private var similar: [Reject] = []
    private var overruled: [(item: Item, by: Overruling)] = []
    /// The finished logs that have states.
    private var logsWithStates: Set<Int> = []

    /// - Parameter unit: its place in the roster.
    public init(plan: Plan, unit: Int) {
        self.plan = plan
        self.unit = unit
    }

    /// Keeps those that name the unit, counted or not.
    ///
    /// - Parameter batch: items that carry their row's own words.
    public mutating func add(_ batch: Span<Item>) {
        for place in batch.indices where batch[place].units.contains(unit) { items.append(batch[place]) }
    }

    /// Keeps one that names the unit, or probably means it.
    public mutating func add(_ reject: Reject) {
        if reject.units.contains(unit) {
            rejects.append(reject)
        } else if reject.code == .unknownUnit, let suggestion = reject.suggestion,
            CellName.names(in: suggestion).contains(where: { plan.pack.roster.unit(named: $0.key) == unit })
        {
            similar.append(reject)
        }
    }

    /// An accepted row that counts nowhere.
    public mutating func add(_ item: Item, _ overruling: Overruling) {
        if item.units.contains(unit) { overruled.append((item, overruling)) }
    }

    /// Closes the log that was being read: only now is known whether it has states.
    public mutating func finishLog(_ log: LogSummary) {
        if log.fields.contains(.state) { logsWithStates.insert(log.number) }
    }

    /// The explanation of one target of this unit.
    public func explanation(of target: ExplanationTarget, rulesSHA256: String, inputs: [LogSummary]) -> Explanation {
        let quota = plan.pack.quotas[target.quota]
        let test = ItemTest(
            quota.filter, defaultKinds: plan.pack.counting.kinds, roster: plan.pack.roster, distance: plan.distance)
        let accepted = items.map { item in
            Explanation.Row(
                place: item.place, outcome: outcome(of: item, target.period, test), item: item, reject: nil)
        }
        let refused = rejects.map(Self.row)
        let overruled = overruled.map {
            Explanation.Row(place: $0.item.place, outcome: .overruled($0.by), item: $0.item, reject: nil)
        }
        let rows = (accepted + refused + overruled).sorted { $0.place < $1.place }
        let verdict = PeriodVerdict(
            period: target.period,
            minimum: plan.minimum(ofQuota: target.quota, in: target.period, forUnit: target.unit),
            count: rows.reduce(0) { $0 + ($1.outcome == .counted ? 1 : 0) }, asOf: plan.asOf)
        let unit = plan.pack.roster.units[target.unit]
        return Explanation(
            pack: plan.pack, rulesSHA256: rulesSHA256, interpretation: plan.interpretation, asOf: plan.asOf,
            inputs: inputs, unit: unit, quota: quota, term: quota.term(for: unit), verdict: verdict, rows: rows,
            similar: similar.map(Self.row).sorted { $0.place < $1.place })
    }

    private static func row(_ reject: Reject) -> Explanation.Row {
        Explanation.Row(place: reject.place, outcome: .rejected, item: nil, reject: reject)
    }

    private func outcome(of item: Item, _ period: QuotaPeriod, _ test: ItemTest) -> ItemOutcome {
        plan.outcome(
            of: item, for: unit, test, logHasStates: logsWithStates.contains(item.place.source),
            isInPeriod: period.window.contains)
    }
}
