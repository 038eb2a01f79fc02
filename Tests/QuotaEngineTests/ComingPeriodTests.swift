import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// What a reminder says of the time after the as-of day.
@Suite("The period that comes next, and what is still missing")
struct ComingPeriodTests {
    @Test("the next period is the one that a later day would list first")
    func next() {
        var (found, none) = (0, 0)
        for seed in UInt64(500)..<560 {
            let made = MadeCase(seed: seed, items: 1)
            for unit in made.plan.pack.roster.units {
                for quota in made.plan.pack.quotas {
                    let term = quota.term(for: unit)
                    let calendar = made.plan.pack.calendar
                    // Far enough for any length of period, were there another.
                    let later = quota.periods(in: term, asOf: made.asOf.adding(days: 800), calendar: calendar)
                    let expected = later.first { $0.window.first > made.asOf }
                    #expect(
                        quota.nextPeriod(in: term, after: made.asOf, calendar: calendar) == expected,
                        "seed \(seed), \(unit.id), \(quota.id)")
                    if expected == nil { none += 1 } else { found += 1 }
                }
            }
        }
        #expect(found > 40 && none > 40, "\(found) \(none)")
    }

    @Test("a line of working days that begins on a day off years ahead begins on the next working day")
    func farAhead() throws {
        let quota = Quota(id: "q", units: [0], minimum: 1, per: .day, from: day("2025-03-01"), workingDaysOnly: true)
        // A Saturday.
        let term = Term(start: quota.from, end: nil)
        let next = quota.nextPeriod(in: term, after: day("2022-04-30"), calendar: WorkCalendar())
        #expect(next?.window.first == day("2025-03-03"))
        let idle = WorkCalendar(weekend: Array(1...7))
        #expect(quota.nextPeriod(in: term, after: day("2022-04-30"), calendar: idle) == nil)
    }

    @Test("what a unit lacks in all its lines is what it is short of, and what is open needs something")
    func sums() {
        var (short, open) = (0, 0)
        for seed in UInt64(700)..<800 {
            let made = MadeCase(seed: seed)
            var fold = LogFold(plan: made.plan)
            for log in made.logs {
                fold.add(log.items.span)
                fold.finishLog(fields: log.fields)
            }
            let findings = Findings(fold.results(), asOf: made.asOf)
            for unit in findings.units {
                #expect(unit.shortages.reduce(0) { $0 + $1.missing } == unit.result.shortfall)
                #expect(unit.shortages.allSatisfy { $0.missing >= $0.periods.count })
                for need in unit.needs {
                    #expect(need.period.shortfall > 0)
                    #expect(need.daysLeft > 0)
                }
                short += unit.shortages.count
                open += unit.needs.count
            }
            #expect(findings.met.count + findings.short.count + findings.unjudged.count == findings.units.count)
        }
        #expect(short > 100 && open > 20, "\(short) \(open)")
    }
}
