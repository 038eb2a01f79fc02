import QuotaModel
import ScoringRules

/// Folds the items of one or more logs into tallies. Whether a log has states at all is known only at its end, so
/// items with an empty state wait in a tally of their own until then.
public struct LogFold: Sendable {
    private let plan: Plan
    /// What all finished logs count.
    private var counted: Tally
    private var deadlines: DeadlineTally
    /// The day of the newest item up to the as-of day, whether it counts or not.
    private var newestItem: CivilDate?
    /// The log that is being read.
    private var stated: Tally
    private var stateless: Tally
    private var deadlinesOfLog: DeadlineTally

    /// - Parameter plan: one that can be counted by (`Plan.isCountable`).
    public init(plan: Plan) {
        self.plan = plan
        counted = Tally(plan: plan)
        deadlines = DeadlineTally(plan: plan)
        stated = counted
        stateless = counted
        deadlinesOfLog = deadlines
    }

    /// Adds items of the log that is being read.
    public mutating func add(_ items: Span<Item>) {
        let hasDeadlines = !plan.pack.deadlines.isEmpty
        let (dated, asOf) = (plan.pack.counting.date, plan.asOf)
        var newest = newestItem?.dayNumber ?? .min
        // In place: an item handed over by value would be copied with all its references.
        items.withUnsafeBufferPointer { items in
            guard var item = items.baseAddress else { return }
            for _ in items.indices {
                switch item.pointee.state {
                case .known(let state): if plan.pack.counting.states.contains(state) { stated.add(item) }
                case .empty: stateless.add(item)
                case .unknown: break
                }
                if let day = item.pointee.day(dated), day.dayNumber > newest, day <= asOf { newest = day.dayNumber }
                if hasDeadlines { deadlinesOfLog.add(item.pointee) }
                item += 1
            }
        }
        if newest > .min { newestItem = CivilDate(dayNumber: newest) }
    }

    /// Closes the log that was being read.
    ///
    /// - Parameter fields: the fields that the log has. In a log with states an empty one does not count.
    public mutating func finishLog(fields: FieldSet) {
        counted.merge(stated)
        if !fields.contains(.state) { counted.merge(stateless) }
        deadlinesOfLog.withdrawUnprovable(without: fields)
        deadlines.merge(deadlinesOfLog)
        stated = Tally(plan: plan)
        stateless = stated
        deadlinesOfLog = DeadlineTally(plan: plan)
    }

    /// The verdicts on what the finished logs hold.
    public func results() -> Results {
        Results(plan: plan, tally: counted, deadlines: deadlines, newestItem: newestItem)
    }
}
