import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct ExplanationTests {
    @Test("an explanation counts what the tally counts and accounts for every row of the unit, each with a true reason")
    func againstTally() throws {
        var seen: [String: Int] = [:]
        for seed in UInt64(500)..<580 {
            var made = MadeCase(seed: seed)
            let (plan, slow) = (made.plan, made.slow)
            let results = Self.results(plan, made.logs)
            for unit in results.units {
                let fold = Self.fold(plan, unit.place, made.logs)
                for quota in unit.quotas {
                    for verdict in quota.periods.shuffled(using: &made.random).prefix(3) {
                        let target = try #require(Self.target(plan, unit.place, quota.place, verdict))
                        let explanation = fold.explanation(of: target, rulesSHA256: "", inputs: [])
                        try #require(explanation.verdict == verdict, "seed \(seed)")
                        try #require(explanation.counted.count == verdict.count, "seed \(seed)")
                        let rows = Self.places(of: unit.place, in: made.logs)
                        try #require(explanation.rows.map(\.place) == rows, "seed \(seed)")
                        #expect(explanation.counted.count + explanation.notCounted.count == rows.count)
                        for row in explanation.rows {
                            let why = try #require(
                                Self.trueReason(row, slow, quota.quota, unit.place, verdict.period),
                                "seed \(seed): \(row)")
                            seen[why, default: 0] += 1
                        }
                    }
                }
            }
        }
        let wanted = [
            "counted", "other day", "after as-of", "undated", "state", "no state", "not first", "rejected", "kind",
            "category",
            "channel", "origin", "approver", "number", "empty number", "time", "empty time",
        ]
        #expect(wanted.filter { seen[$0, default: 0] < 3 } == [], "\(seen)")
    }

    private static func results(_ plan: Plan, _ logs: [MadeLog]) -> Results {
        var fold = LogFold(plan: plan)
        for log in logs {
            fold.add(log.items.span)
            fold.finishLog(fields: log.fields)
        }
        return fold.results()
    }

    private static func fold(_ plan: Plan, _ unit: Int, _ logs: [MadeLog]) -> ExplanationFold {
        var fold = ExplanationFold(plan: plan, unit: unit)
        for (number, log) in logs.enumerated() {
            fold.add(log.items.span)
            for reject in log.rejects { fold.add(reject) }
            var summary = LogSummary(source: "")
            summary.number = number
            summary.fields = log.fields
            fold.finishLog(summary)
        }
        return fold
    }

    private static func target(_ plan: Plan, _ unit: Int, _ line: Int, _ verdict: PeriodVerdict) -> ExplanationTarget? {
        let targets = ExplanationTarget.targets(
            in: plan, unit: unit, quota: plan.pack.quotas[line].id, day: verdict.period.window.last)
        return targets.first { $0.quota == line }
    }

    private static func places(of unit: Int, in logs: [MadeLog]) -> [ItemPlace] {
        logs.flatMap { log in
            log.items.filter { $0.units.contains(unit) }.map(\.place)
                + log.rejects.filter { $0.units.contains(unit) }.map(\.place)
        }
    }

    /// The reason's name when it holds of the item, nil when it is untrue.
    private static func trueReason(
        _ row: Explanation.Row, _ slow: SlowCounting, _ quota: Quota, _ unit: Int, _ period: QuotaPeriod
    ) -> String? {
        guard let item = row.item else { return row.outcome == .rejected && row.reject != nil ? "rejected" : nil }
        let log = slow.logs[row.place.source]
        let date = item.day(slow.pack.counting.date)
        switch row.outcome {
        case .counted:
            let isCounted = slow.countingItems(quota, unit).contains {
                $0.place == row.place && period.window.contains($0.day)
            }
            return isCounted ? "counted" : nil
        case .otherDay(let day): return day == date && !period.window.contains(day) ? "other day" : nil
        case .afterAsOf(let day): return day == date && day > slow.asOf ? "after as-of" : nil
        case .undated: return date == nil ? "undated" : nil
        case .state(let state?): return item.state == .known(state) && !slow.counts(item, of: log) ? "state" : nil
        case .state(nil):
            return [.unknown, .empty].contains(item.state) && !slow.counts(item, of: log) ? "no state" : nil
        case .notFirstUnit: return !slow.belongs(item, to: unit) ? "not first" : nil
        case .filter(let failure):
            guard !slow.passes(item, quota.filter, defaultKinds: slow.pack.counting.kinds) else { return nil }
            return name(of: failure, item)
        // Only from a history.
        case .overruled, .rejected: return nil
        }
    }

    private static func name(of failure: FilterFailure, _ item: Item) -> String? {
        switch failure {
        case .kind: "kind"
        case .category: "category"
        case .channel: "channel"
        case .origin: "origin"
        case .approver: "approver"
        case .number(let field, nil, _): item.number(field) == nil ? "empty number" : nil
        case .number(let field, let found, let range):
            item.number(field) == found && !range.contains(found ?? 0) ? "number" : nil
        case .time(let within, nil): item.day(within.from) == nil || item.day(within.to) == nil ? "empty time" : nil
        case .time(let within, let took?): took < 0 || took > within.atMost ? "time" : nil
        }
    }

    @Test(
        "the lines of a unit that have a period on a day, all or those of one id; an amended line answers for its own days"
    )
    func targets() {
        let roster = Roster(units: [Unit(id: "a", name: "Văn phòng"), Unit(id: "b", name: "Phòng 1")])
        let pack = RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: roster,
            quotas: [
                Quota(
                    id: "thang", units: [0], minimum: 3, per: .month, partial: .full, from: day("2022-02-15"),
                    to: day("2022-06-30")),
                Quota(
                    id: "thang", units: [0], minimum: 4, per: .month, rhythm: .fromStart(anchor: day("2022-02-15")),
                    partial: .full,
                    from: day("2022-07-01")),
                Quota(id: "quy", units: [0, 1], minimum: 5, per: .quarter, from: day("2022-02-15")),
            ])
        let plan = Plan(pack: pack, asOf: day("2022-07-31"))
        func lines(_ unit: Int, _ quota: String?, _ on: String) -> [Int] {
            ExplanationTarget.targets(in: plan, unit: unit, quota: quota, day: day(on)).map(\.quota)
        }
        #expect(lines(0, nil, "2022-03-01") == [0, 2])
        #expect(lines(0, "thang", "2022-06-30") == [0])
        #expect(lines(0, "thang", "2022-07-01") == [1])
        #expect(lines(1, nil, "2022-07-01") == [2])
        #expect(lines(1, "thang", "2022-07-01") == [])
        #expect(lines(0, nil, "2022-02-14") == [])
        #expect(lines(0, "khong-co", "2022-03-01") == [])
    }
    @Test(
        "without a day each quota answers for itself: the running period, after its end the last, on a day off the one before",
        arguments: [
            ("2022-03-31", nil, ["thang 2022-03-15", "quy 2022-01-01", "ngay 2022-03-31"]),
            ("2022-04-30", nil, ["thang 2022-04-15", "quy 2022-01-01", "ngay 2022-04-29"]),
            ("2022-04-30", "quy", ["quy 2022-01-01"]), ("2022-04-14", "thang", ["thang 2022-03-15"]),
            ("2022-02-14", nil, ["quy 2022-01-01"]), ("2021-12-31", nil, []), ("2022-04-30", "khong-co", []),
        ] as [(String, String?, [String])])
    func currentTargets(asOf: String, quota: String?, expected: [String]) {
        let pack = RulePack(
            id: "p", title: "", from: day("2022-01-01"), roster: Roster(units: [Unit(id: "a", name: "Văn phòng")]),
            quotas: [
                Quota(
                    id: "thang", units: [0], minimum: 3, per: .month, partial: .full, from: day("2022-02-15"),
                    to: day("2022-04-14")),
                Quota(id: "thang", units: [0], minimum: 4, per: .month, partial: .full, from: day("2022-04-15")),
                Quota(
                    id: "quy", units: [0], minimum: 5, per: .quarter, from: day("2022-01-01"), to: day("2022-03-31")),
                Quota(
                    id: "ngay", units: [0], minimum: 1, per: .day, from: day("2022-02-15"), workingDaysOnly: true),
            ])
        let plan = Plan(pack: pack, asOf: day(asOf))
        let targets = ExplanationTarget.currentTargets(in: plan, unit: 0, quota: quota)
        #expect(targets.map { "\(pack.quotas[$0.quota].id) \($0.period.window.first)" } == expected)
    }
}
