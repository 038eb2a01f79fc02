import TestSupport
import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// A pack with its logs and day, all made from one seed.
struct MadeCase {
    let pack: RulePack
    let asOf: CivilDate
    let logs: [MadeLog]
    var random: SeededRandom

    init(seed: UInt64, items: Int = 40) {
        var made = RandomRules(seed: seed)
        pack = made.pack()
        asOf = made.someAsOf()
        logs = made.logs(for: pack, asOf: asOf, items: items)
        random = made.random
    }

    var plan: Plan { Plan(pack: pack, asOf: asOf) }
    var slow: SlowCounting { SlowCounting(pack: pack, asOf: asOf, logs: logs) }
}

/// One pass over the logs, the items in the order and the batches given.
func figures(_ plan: Plan, _ logs: [(fields: FieldSet, batches: [[Item]])]) -> Figures {
    var fold = LogFold(plan: plan)
    for log in logs {
        for batch in log.batches { fold.add(batch.span) }
        fold.finishLog(fields: log.fields)
    }
    return Figures(fold.results())
}

struct CountingTests {
    static let seeds = Array<UInt64>(100..<220)

    @Test("one pass over the logs gives the figures that section 4, carried out item by item, gives")
    func oracle() throws {
        var (counted, open, ranked, tied, kept) = (0, 0, 0, 0, 0)
        for seed in Self.seeds {
            let made = MadeCase(seed: seed)
            let slow = made.slow.figures()
            let fast = figures(made.plan, made.logs.map { ($0.fields, [$0.items]) })
            try #require(fast.difference(from: slow) == nil, "seed \(seed)")
            counted += slow.units.count { $0.contains("count ") && !$0.contains("count 0") }
            open += slow.units.count { $0.contains(" open ") }
            ranked += slow.units.count { $0.contains("rank 2") }
            let ranks = slow.units.filter { $0.contains("rank") && !$0.contains("rank -") }.map {
                $0.split(separator: " ")[2]
            }
            tied += Set(ranks).count < ranks.count ? 1 : 0
            kept += slow.deadlines.count { $0.hasPrefix("  u") }
        }
        let seen = "\(counted) \(open) \(ranked) \(tied) \(kept)"
        #expect(counted > 500 && open > 50 && ranked > 25 && tied > 3 && kept > 100, "\(seen)")
    }

    @Test("a unit's lines and a line's periods are looked at by number or one after another, and are the same")
    func collections() throws {
        var seen = 0
        for seed in Self.seeds.prefix(40) {
            let made = MadeCase(seed: seed)
            var fold = LogFold(plan: made.plan)
            for log in made.logs {
                fold.add(log.items.span)
                fold.finishLog(fields: log.fields)
            }
            for unit in fold.results().units {
                let lines = made.pack.quotas.indices.filter { made.pack.quotas[$0].units.contains(unit.place) }
                #expect(unit.quotas.map(\.place) == lines)
                #expect(unit.quotas.indices.map { unit.quotas[$0].place } == lines)
                for quota in unit.quotas {
                    let windows = quota.periods.map(\.period.window)
                    #expect(quota.periods.indices.map { quota.periods[$0].period.window } == windows)
                    #expect(zip(windows, windows.dropFirst()).allSatisfy { $0.last < $1.first })
                    seen += windows.count
                }
            }
        }
        #expect(seen > 500)
    }

    @Test("the order and the batches in which items come change nothing")
    func shuffled() throws {
        for seed in Self.seeds.prefix(60) {
            var made = MadeCase(seed: seed)
            let once = figures(made.plan, made.logs.map { ($0.fields, [$0.items]) })
            let mixed = made.logs.map { log in
                let items = log.items.shuffled(using: &made.random)
                let cut = Int.random(in: 0...items.count, using: &made.random)
                return (log.fields, [Array(items[..<cut]), [], Array(items[cut...])])
            }
            try #require(figures(made.plan, mixed).difference(from: once) == nil, "seed \(seed)")
        }
    }

    @Test("a log cut into two logs gives the same figures")
    func cutInTwo() throws {
        for seed in Self.seeds.prefix(60) {
            var made = MadeCase(seed: seed)
            let once = figures(made.plan, made.logs.map { ($0.fields, [$0.items]) })
            let halves = made.logs.flatMap { log in
                let cut = Int.random(in: 0...log.items.count, using: &made.random)
                return [(log.fields, [Array(log.items[..<cut])]), (log.fields, [Array(log.items[cut...])])]
            }
            try #require(figures(made.plan, halves).difference(from: once) == nil, "seed \(seed)")
        }
    }

    @Test("tallies made apart and merged, in any order, equal one pass")
    func merged() throws {
        for seed in Self.seeds.prefix(60) {
            var made = MadeCase(seed: seed)
            let items = made.logs.flatMap(\.items)
            let shares = (0..<3).map { share in items.filter { $0.place.record % 3 == share } }
            let once = tallies(made.plan, items)
            let parts = shares.map { tallies(made.plan, $0) }.shuffled(using: &made.random)
            var (tally, deadlines) = (Tally(plan: made.plan), DeadlineTally(plan: made.plan))
            for part in parts {
                tally.merge(part.0)
                deadlines.merge(part.1)
            }
            let expected = Figures(Results(plan: made.plan, tally: once.0, deadlines: once.1))
            let merged = Figures(Results(plan: made.plan, tally: tally, deadlines: deadlines))
            try #require(merged.difference(from: expected) == nil, "seed \(seed)")
        }
    }

    private func tallies(_ plan: Plan, _ items: [Item]) -> (Tally, DeadlineTally) {
        var (tally, deadlines) = (Tally(plan: plan), DeadlineTally(plan: plan))
        for item in items {
            withUnsafePointer(to: item) { tally.add($0) }
            deadlines.add(item)
        }
        return (tally, deadlines)
    }
}
