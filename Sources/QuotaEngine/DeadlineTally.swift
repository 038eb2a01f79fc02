import QuotaModel
import ScoringRules

/// How deadlines were kept (contract, section 4): what one pass over items leaves behind. Merges like `Tally`.
struct DeadlineTally: Sendable {
    private let plan: Plan
    private(set) var counts: [Count]

    struct Kept: Hashable, Sendable {
        var onTime = 0
        var late = 0

        mutating func add(_ other: Kept) {
            onTime += other.onTime
            late += other.late
        }
    }

    struct Approver: Hashable, Sendable {
        /// As first written, and where.
        var written: String
        var first: ItemPlace
        var kept = Kept()

        /// Which of the two was read first decides how the name is written, not which was added first.
        func merged(with other: Approver) -> Approver {
            var first = first < other.first ? self : other
            first.kept = kept
            first.kept.add(other.kept)
            return first
        }
    }

    /// The counts of one deadline.
    struct Count: Sendable {
        var kept = Kept()
        var pending = 0
        var unverifiable = 0
        var byUnit: [Int: Kept] = [:]
        var byApprover: [MatchKey: Approver] = [:]
    }

    init(plan: Plan) {
        self.plan = plan
        counts = plan.pack.deadlines.map { _ in Count() }
    }

    /// Judges an item whatever its state.
    mutating func add(_ item: borrowing Item) {
        for (place, deadline) in plan.pack.deadlines.enumerated()
        where plan.deadlineTests[place].failure(of: item) == nil {
            switch plan.keeping(of: deadline, by: item) {
            case nil: break
            case .onTime: record(item, Kept(onTime: 1), place)
            case .late: record(item, Kept(late: 1), place)
            case .pending: counts[place].pending += 1
            case .unverifiable: counts[place].unverifiable += 1
            }
        }
    }

    private mutating func record(_ item: borrowing Item, _ kept: Kept, _ place: Int) {
        counts[place].kept.add(kept)
        switch (item.units, plan.pack.counting.jointUnits) {
        case (.nobody, _): break
        case (.one(let unit), _): counts[place].byUnit[Int(unit), default: Kept()].add(kept)
        case (.many(let units), .first): counts[place].byUnit[units[0], default: Kept()].add(kept)
        case (.many(let units), .each):
            for unit in units { counts[place].byUnit[unit, default: Kept()].add(kept) }
        }
        let approver = Approver(written: item.approver?.written ?? "", first: item.place, kept: kept)
        let key = item.approver?.key ?? MatchKey("")
        counts[place].byApprover[key] = counts[place].byApprover[key]?.merged(with: approver) ?? approver
    }

    /// A log that has no `from` or no `to` field at all proves nothing about a deadline: all its items are unverifiable.
    mutating func withdrawUnprovable(without fields: FieldSet) {
        for (place, deadline) in plan.pack.deadlines.enumerated()
        where !fields.contains(deadline.from) || !fields.contains(deadline.to) {
            var empty = Count()
            let count = counts[place]
            empty.unverifiable = count.unverifiable + count.pending + count.kept.onTime + count.kept.late
            counts[place] = empty
        }
    }

    mutating func merge(_ other: DeadlineTally) {
        for (place, count) in other.counts.enumerated() {
            counts[place].kept.add(count.kept)
            counts[place].pending += count.pending
            counts[place].unverifiable += count.unverifiable
            counts[place].byUnit.merge(count.byUnit) { left, right in
                Kept(onTime: left.onTime + right.onTime, late: left.late + right.late)
            }
            counts[place].byApprover.merge(count.byApprover) { $0.merged(with: $1) }
        }
    }
}

/// How one item kept one deadline at the as-of day.
public enum DeadlineKeeping: Hashable, Sendable {
    case onTime, late, pending, unverifiable
}

extension Plan {
    /// Nil where the deadline does not look at the item: its `from` day lies outside the pack's `effective` or after
    /// the as-of day.
    func keeping(of deadline: Deadline, by item: borrowing Item) -> DeadlineKeeping? {
        guard let from = item.day(deadline.from) else { return .unverifiable }
        guard pack.isEffective(on: from), from <= asOf else { return nil }
        guard let to = item.day(deadline.to), to <= asOf else {
            return took(from, asOf, deadline) > deadline.within ? .late : .pending
        }
        guard from <= to else { return .unverifiable }
        return took(from, to, deadline) <= deadline.within ? .onTime : .late
    }

    private func took(_ from: CivilDate, _ to: CivilDate, _ deadline: Deadline) -> Int {
        distance.days(from: from, to: to, in: deadline.unit)
    }
}
