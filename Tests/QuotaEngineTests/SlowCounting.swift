import QuotaModel
import ScoringRules

@testable import QuotaEngine

/// The figures of a briefing as lines of text, easy to compare and to read when they differ.
struct Figures {
    /// One line a unit in ranking order, below it one a quota and one a period.
    var units: [String] = []
    var categories: [String] = []
    var deadlines: [String] = []
}

extension Figures {
    /// The first lines that differ, nil when none do.
    func difference(from other: Figures) -> String? {
        let pairs = [(units, other.units), (categories, other.categories), (deadlines, other.deadlines)]
        for (lines, others) in pairs where lines != others {
            let place = zip(lines, others).prefix { $0 == $1 }.count
            return "\(lines.dropFirst(place).first ?? "nothing") ≠ \(others.dropFirst(place).first ?? "nothing")"
        }
        return nil
    }

    init(_ results: Results) {
        for unit in results.units {
            units.append(
                "\(unit.place) rank \(unit.rank.map(String.init) ?? "-") judged \(unit.periodsJudged) met "
                    + "\(unit.periodsMet) attained \(unit.attained)/\(unit.owed) items \(unit.items)")
            for quota in unit.quotas {
                units.append("  \(quota.place) \(quota.term.start)..\(quota.term.end?.description ?? "")")
                units += quota.periods.map {
                    "    \($0.period.window.text) \($0.isClosed ? "closed" : "open") minimum \($0.minimum.items) count "
                        + "\($0.count) shortfall \($0.shortfall) \($0.status.rawValue)"
                }
            }
        }
        categories = results.categories.map {
            "\($0.category.id) \($0.lastItem?.description ?? "") \($0.items) \($0.state.rawValue)"
        }
        for deadline in results.deadlines {
            deadlines.append(
                "\(deadline.deadline.id) \(deadline.onTime) \(deadline.late) \(deadline.pending) \(deadline.unverifiable)"
            )
            deadlines += deadline.byUnit.map { "  \($0.unit.id) \($0.onTime) \($0.late)" }
            deadlines += deadline.byApprover.map { "  '\($0.approver)' \($0.onTime) \($0.late)" }
        }
    }
}

/// Sections 3, 4 and 8 of the contract carried out word by word: for each quota of each unit every item of every log is
/// looked at.
struct SlowCounting {
    let pack: RulePack
    let asOf: CivilDate
    let logs: [MadeLog]

    // MARK: Does an item count?

    func counts(_ item: Item, of log: MadeLog) -> Bool {
        guard log.hasStates else { return true }
        if case .known(let state) = item.state { return pack.counting.states.contains(state) }
        return false
    }

    func belongs(_ item: Item, to unit: Int) -> Bool {
        pack.counting.jointUnits == .first ? item.units.first == unit : item.units.contains(unit)
    }

    func passes(_ item: Item, _ filter: ItemFilter, defaultKinds: [Int]? = nil) -> Bool {
        if let kinds = filter.kinds ?? defaultKinds {
            guard let kind = item.kind, kinds.contains(kind) else { return false }
        }
        if let wanted = filter.categories {
            guard wanted.contains(where: { item.categories.contains($0) }) else { return false }
        }
        for (wanted, word) in [
            (filter.channels, item.channel), (filter.origins, item.origin), (filter.approvers, item.approver),
        ] {
            guard wanted == nil || word.map({ wanted?.contains(MatchKey($0.written)) == true }) == true else {
                return false
            }
        }
        for (range, number) in [
            (filter.photos, item.photos), (filter.words, item.words), (filter.views, item.views),
        ] {
            guard let range else { continue }
            guard let number else { return false }
            if let least = range.atLeast, number < least { return false }
            if let most = range.atMost, number > most { return false }
        }
        if let within = filter.within {
            guard let from = item.day(within.from), let to = item.day(within.to), from <= to,
                distance(from, to, within.unit) <= within.atMost
            else { return false }
        }
        return true
    }

    func distance(_ from: CivilDate, _ to: CivilDate, _ unit: DayUnit) -> Int {
        var count = 0
        var today = from
        while today < to {
            today = today.adding(days: 1)
            if unit == .days || pack.calendar.slowlyIsWorkingDay(today) { count += 1 }
        }
        return count
    }

    /// The days of the items that a quota of a unit counts, in whatever period.
    func countingItems(_ quota: Quota, _ unit: Int) -> [(place: ItemPlace, day: CivilDate)] {
        logs.flatMap { log in
            log.items.compactMap { item in
                guard belongs(item, to: unit), counts(item, of: log), let day = item.day(pack.counting.date),
                    day <= asOf,
                    passes(item, quota.filter, defaultKinds: pack.counting.kinds)
                else { return nil }
                return (item.place, day)
            }
        }
    }

    // MARK: All figures

    func figures() -> Figures {
        Figures(units: units(), categories: categories(), deadlines: pack.deadlines.flatMap(lines))
    }

    private struct Standing {
        let place: Int
        let name: String
        var judged = 0
        var met = 0
        var attained = 0
        var owed = 0
        var items: Set<ItemPlace> = []
        var lines: [String] = []

        /// Cross-multiplied, so nothing is rounded.
        func isBetter(than other: Standing) -> Bool {
            guard judged > 0 else { return false }
            guard other.judged > 0 else { return true }
            let (rate, otherRate) = (met * other.judged, other.met * judged)
            let (share, otherShare) = (attained * other.owed, other.attained * owed)
            return (rate, share, items.count) > (otherRate, otherShare, other.items.count)
        }
    }

    private func units() -> [String] {
        var rest = pack.roster.units.indices.map(standing)
        let ranks = rest.map { unit in rest.count { $0.isBetter(than: unit) } + 1 }
        var lines: [String] = []
        while let next = rest.first(where: { unit in rest.allSatisfy { !stands($0, before: unit) } }) {
            let rank = next.judged > 0 ? String(ranks[next.place]) : "-"
            lines.append(
                "\(next.place) rank \(rank) judged \(next.judged) met \(next.met) attained "
                    + "\(next.attained)/\(next.owed) items \(next.items.count)")
            lines += next.lines
            rest.removeAll { $0.place == next.place }
        }
        return lines
    }

    private func stands(_ left: Standing, before right: Standing) -> Bool {
        if left.isBetter(than: right) { return true }
        if right.isBetter(than: left) { return false }
        // The made names, in Vietnamese order.
        let names = ["An", "Ăn", "Ân", "Phòng 2", "Phòng 10"]
        let (first, second) = (names.firstIndex(of: left.name) ?? 9, names.firstIndex(of: right.name) ?? 9)
        return (first, left.place) < (second, right.place)
    }

    private func standing(_ place: Int) -> Standing {
        let unit = pack.roster.units[place]
        var standing = Standing(place: place, name: unit.name)
        let exempt = pack.exemptions.filter { $0.units.contains(place) }.map(\.span)
        for (number, quota) in pack.quotas.enumerated() where quota.units.contains(place) {
            let periods = SlowPeriods(quota: quota, unit: unit, asOf: asOf, calendar: pack.calendar)
            standing.lines.append("  \(number) \(periods.start)..\(periods.end?.description ?? "")")
            let candidates = countingItems(quota, place)
            for period in periods.listed() {
                let counted = candidates.filter {
                    period.window[0] <= $0.day && $0.day <= period.window[period.window.count - 1]
                }
                let verdict = SlowVerdict(
                    quota: quota, period: period, exempt: exempt, count: counted.count, asOf: asOf)
                standing.items.formUnion(counted.map(\.place))
                if verdict.isClosed && (verdict.status == .met || verdict.status == .short) {
                    standing.judged += 1
                    standing.met += verdict.status == .met ? 1 : 0
                    standing.attained += min(counted.count, verdict.minimum)
                    standing.owed += verdict.minimum
                }
                standing.lines.append(
                    "    \(period.window[0])..\(period.window[period.window.count - 1]) "
                        + "\(verdict.isClosed ? "closed" : "open") minimum \(verdict.minimum) count \(counted.count) "
                        + "shortfall \(max(0, verdict.minimum - counted.count)) \(verdict.status.rawValue)")
            }
        }
        return standing
    }

    private func categories() -> [String] {
        pack.roster.categories.indices.map { place in
            let category = pack.roster.categories[place]
            let days = logs.flatMap { log in
                log.items.filter { counts($0, of: log) && $0.categories.contains(place) }
                    .compactMap { $0.day(pack.counting.date) }.filter { $0 <= asOf }
            }
            var state = "empty"
            if let last = days.max() {
                state = "fresh"
                if let limit = category.freshWithin, last.adding(days: limit) < asOf { state = "stale" }
            }
            return "\(category.id) \(days.max()?.description ?? "") \(days.count) \(state)"
        }
    }

    // MARK: Deadlines

    func keeping(_ deadline: Deadline, _ item: Item, of log: MadeLog) -> DeadlineKeeping? {
        guard passes(item, deadline.filter) else { return nil }
        guard let from = item.day(deadline.from) else { return .unverifiable }
        guard pack.from <= from, from <= pack.to ?? from, from <= asOf else { return nil }
        guard log.fields.contains(deadline.to) else { return .unverifiable }
        let to = item.day(deadline.to)
        if let to, to < from { return .unverifiable }
        if let to, to <= asOf { return distance(from, to, deadline.unit) <= deadline.within ? .onTime : .late }
        return distance(from, asOf, deadline.unit) > deadline.within ? .late : .pending
    }

    private func lines(_ deadline: Deadline) -> [String] {
        var totals: [DeadlineKeeping: Int] = [:]
        var units = pack.roster.units.map { _ in (onTime: 0, late: 0) }
        var approvers: [(written: String, onTime: Int, late: Int)] = []
        for log in logs {
            for item in log.items {
                guard let keeping = keeping(deadline, item, of: log) else { continue }
                totals[keeping, default: 0] += 1
                let (onTime, late) = (keeping == .onTime ? 1 : 0, keeping == .late ? 1 : 0)
                guard onTime + late == 1 else { continue }
                for unit in units.indices where belongs(item, to: unit) {
                    units[unit].onTime += onTime
                    units[unit].late += late
                }
                let written = item.approver?.written ?? ""
                let known = approvers.firstIndex { MatchKey($0.written) == MatchKey(written) }
                if known == nil { approvers.append((written, 0, 0)) }
                approvers[known ?? approvers.count - 1].onTime += onTime
                approvers[known ?? approvers.count - 1].late += late
            }
        }
        let total = [DeadlineKeeping.onTime, .late, .pending, .unverifiable].map { String(totals[$0, default: 0]) }
        return ["\(deadline.id) \(total.joined(separator: " "))"]
            + units.indices.filter { units[$0].onTime + units[$0].late > 0 }.map {
                "  \(pack.roster.units[$0].id) \(units[$0].onTime) \(units[$0].late)"
            } + approvers.map { "  '\($0.written)' \($0.onTime) \($0.late)" }
    }
}
