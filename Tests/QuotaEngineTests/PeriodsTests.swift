import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct PeriodsTests {
    @Test("more periods than can be counted by are no defect: the plan says so")
    func tooManyPeriods() {
        let units = (0..<53_000).map { Unit(id: "u\($0)", name: "U\($0)") }
        let plan = { (units: [Unit]) in
            Plan(
                pack: RulePack(
                    id: "p", title: "", from: day("1990-01-01"), roster: Roster(units: units),
                    quotas: [
                        Quota(
                            id: "q", units: Array(units.indices), minimum: 1, per: .day, from: day("1990-01-01"))
                    ]), asOf: day("2100-12-31"))
        }
        #expect(!plan(units).isCountable)
        #expect(plan(Array(units.prefix(52_000))).isCountable)
    }

    /// Windows, one a line; `|` and the whole period behind it where the window is cut.
    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var per: PeriodLength = .month
        var rhythm: Rhythm = .fromStart(anchor: nil)
        var from = "2022-02-15"
        var to: String?
        var unit = Unit(id: "van-phong", name: "Văn phòng")
        let asOf: String
        var workingDays = false
        let expected: [String]
    }

    static let known: [Known] = [
        Known(
            testDescription: "the notice of 15/02/2022: months from the 15th to the 14th", asOf: "2022-04-30",
            expected: ["2022-02-15..2022-03-14", "2022-03-15..2022-04-14", "2022-04-15..2022-05-14"]),
        Known(
            testDescription: "an end on 31/12/2022 cuts the last month", to: "2022-12-31", asOf: "2023-06-01",
            expected: [
                "2022-02-15..2022-03-14", "2022-03-15..2022-04-14", "2022-04-15..2022-05-14", "2022-05-15..2022-06-14",
                "2022-06-15..2022-07-14", "2022-07-15..2022-08-14", "2022-08-15..2022-09-14", "2022-09-15..2022-10-14",
                "2022-10-15..2022-11-14", "2022-11-15..2022-12-14", "2022-12-15..2022-12-31 | 2022-12-15..2023-01-14",
            ]),
        Known(
            testDescription: "quarters from the start", per: .quarter, to: "2022-12-31", asOf: "2022-12-31",
            expected: [
                "2022-02-15..2022-05-14", "2022-05-15..2022-08-14", "2022-08-15..2022-11-14",
                "2022-11-15..2022-12-31 | 2022-11-15..2023-02-14",
            ]),
        Known(
            testDescription: "an end on a period's last day cuts nothing", to: "2022-03-14", asOf: "2022-12-31",
            expected: ["2022-02-15..2022-03-14"]),
        Known(
            testDescription: "a unit that begins on 10/03 has months from the 10th",
            unit: Unit(id: "moi", name: "Phòng mới", from: day("2022-03-10")), asOf: "2022-04-30",
            expected: ["2022-03-10..2022-04-09", "2022-04-10..2022-05-09"]),
        Known(
            testDescription:
                "an amended line with an anchor keeps the old rhythm; periods that end before it are left out",
            rhythm: .fromStart(anchor: day("2022-02-15")), from: "2022-07-01", asOf: "2022-08-20",
            expected: [
                "2022-07-01..2022-07-14 | 2022-06-15..2022-07-14", "2022-07-15..2022-08-14", "2022-08-15..2022-09-14",
            ]),
        Known(
            testDescription: "an amended line without an anchor begins its own periods on its own day",
            from: "2022-07-01",
            asOf: "2022-08-20", expected: ["2022-07-01..2022-07-31", "2022-08-01..2022-08-31"]),
        Known(
            testDescription: "from an anchor on the 31st every month begins on its own last day",
            rhythm: .fromStart(anchor: day("2022-01-31")), from: "2022-01-31", asOf: "2022-05-31",
            expected: [
                "2022-01-31..2022-02-27", "2022-02-28..2022-03-30", "2022-03-31..2022-04-29", "2022-04-30..2022-05-30",
                "2022-05-31..2022-06-29",
            ]),
        Known(
            testDescription: "in a leap year the second month from the 31st begins on 29/02", from: "2024-01-31",
            asOf: "2024-03-31",
            expected: ["2024-01-31..2024-02-28", "2024-02-29..2024-03-30", "2024-03-31..2024-04-29"]),
        Known(
            testDescription: "years from 29 February", per: .year, from: "2024-02-29", asOf: "2026-03-01",
            expected: ["2024-02-29..2025-02-27", "2025-02-28..2026-02-27", "2026-02-28..2027-02-27"]),
        Known(
            testDescription: "civil months; the first is cut", rhythm: .calendar(monthStartsOn: 1), asOf: "2022-03-31",
            expected: ["2022-02-15..2022-02-28 | 2022-02-01..2022-02-28", "2022-03-01..2022-03-31"]),
        Known(
            testDescription: "15/02 is the first day of the office month of March, which is whole",
            rhythm: .calendar(monthStartsOn: 15), asOf: "2022-03-15",
            expected: ["2022-02-15..2022-03-14", "2022-03-15..2022-04-14"]),
        Known(
            testDescription: "the first quarter of office months ends on 14/03", per: .quarter,
            rhythm: .calendar(monthStartsOn: 15), asOf: "2022-06-15",
            expected: [
                "2022-02-15..2022-03-14 | 2021-12-15..2022-03-14", "2022-03-15..2022-06-14", "2022-06-15..2022-09-14",
            ]),
        Known(
            testDescription: "half-years of office months end in June and December", per: .halfYear,
            rhythm: .calendar(monthStartsOn: 15), asOf: "2022-12-15",
            expected: [
                "2022-02-15..2022-06-14 | 2021-12-15..2022-06-14", "2022-06-15..2022-12-14",
                "2022-12-15..2023-06-14",
            ]),
        Known(
            testDescription: "years of office months end in December", per: .year, rhythm: .calendar(monthStartsOn: 28),
            asOf: "2022-12-28",
            expected: ["2022-02-15..2022-12-27 | 2021-12-28..2022-12-27", "2022-12-28..2023-12-27"]),
        Known(
            testDescription: "civil quarters", per: .quarter, rhythm: .calendar(monthStartsOn: 1), asOf: "2022-07-01",
            expected: [
                "2022-02-15..2022-03-31 | 2022-01-01..2022-03-31", "2022-04-01..2022-06-30", "2022-07-01..2022-09-30",
            ]),
        Known(
            testDescription: "civil half-years and years", per: .halfYear, rhythm: .calendar(monthStartsOn: 1),
            to: "2022-09-30", asOf: "2023-01-01",
            expected: [
                "2022-02-15..2022-06-30 | 2022-01-01..2022-06-30", "2022-07-01..2022-09-30 | 2022-07-01..2022-12-31",
            ]),
        Known(
            testDescription: "weeks from the start: every seven days, here from a Tuesday", per: .week,
            asOf: "2022-03-01",
            expected: ["2022-02-15..2022-02-21", "2022-02-22..2022-02-28", "2022-03-01..2022-03-07"]),
        Known(
            testDescription: "calendar weeks: Monday to Sunday", per: .week, rhythm: .calendar(monthStartsOn: 1),
            asOf: "2022-02-28",
            expected: [
                "2022-02-15..2022-02-20 | 2022-02-14..2022-02-20", "2022-02-21..2022-02-27", "2022-02-28..2022-03-06",
            ]),
        Known(
            testDescription: "weeks from an anchor", per: .week, rhythm: .fromStart(anchor: day("2022-02-10")),
            asOf: "2022-02-20",
            expected: ["2022-02-15..2022-02-16 | 2022-02-10..2022-02-16", "2022-02-17..2022-02-23"]),
        Known(
            testDescription: "days", per: .day, from: "2022-04-28", asOf: "2022-05-01",
            expected: [
                "2022-04-28..2022-04-28", "2022-04-29..2022-04-29", "2022-04-30..2022-04-30", "2022-05-01..2022-05-01",
            ]),
        Known(
            testDescription: "working days: weekend and holidays are no periods, a worked Saturday is", per: .day,
            from: "2022-04-28", to: "2022-05-07", asOf: "2022-05-20", workingDays: true,
            expected: [
                "2022-04-28..2022-04-28", "2022-04-29..2022-04-29", "2022-05-04..2022-05-04", "2022-05-05..2022-05-05",
                "2022-05-06..2022-05-06", "2022-05-07..2022-05-07",
            ]),
        Known(
            testDescription: "a term of one day", to: "2022-02-15", asOf: "2022-12-31",
            expected: ["2022-02-15..2022-02-15 | 2022-02-15..2022-03-14"]),
        Known(
            testDescription: "a unit that ended before the quota began: no periods",
            unit: Unit(id: "cu", name: "Phòng cũ", to: day("2022-02-14")), asOf: "2022-12-31", expected: []),
        Known(testDescription: "a start after the as-of day: no periods", asOf: "2022-02-14", expected: []),
        Known(
            testDescription: "on its first day a period is listed", asOf: "2022-02-15",
            expected: ["2022-02-15..2022-03-14"]),
        Known(
            testDescription: "without an end periods go on to the as-of day and past the last year of logs", per: .year,
            from: "2099-06-01", asOf: "2100-12-31", expected: ["2099-06-01..2100-05-31", "2100-06-01..2101-05-31"]),
    ]

    @Test("the cases of section 3", arguments: known)
    func table(_ known: Known) {
        let quota = Quota(
            id: "q", units: [0], minimum: 1, per: known.per, rhythm: known.rhythm, from: day(known.from),
            to: known.to.map { day($0) }, workingDaysOnly: known.workingDays)
        let calendar = WorkCalendar(
            holidays: [day("2022-05-02"), day("2022-05-03")], working: [day("2022-05-07")])
        let periods = quota.periods(in: quota.term(for: known.unit), asOf: day(known.asOf), calendar: calendar)
        #expect(periods.map(Self.text) == known.expected)
    }

    private static func text(_ period: QuotaPeriod) -> String {
        period.isCut ? "\(period.window.text) | \(period.whole.text)" : period.window.text
    }

    @Test("start is the latest of the starts, end the earliest of the ends, or none")
    func terms() {
        var quota = Quota(id: "q", units: [0], minimum: 1, per: .month, from: day("2022-02-15"))
        let always = Unit(id: "a", name: "A")
        #expect(quota.term(for: always) == Term(start: day("2022-02-15"), end: nil))
        let some = Unit(id: "b", name: "B", from: day("2022-03-10"), to: day("2022-11-30"))
        #expect(quota.term(for: some) == Term(start: day("2022-03-10"), end: day("2022-11-30")))
        quota.to = day("2022-06-30")
        #expect(quota.term(for: always) == Term(start: day("2022-02-15"), end: day("2022-06-30")))
        #expect(quota.term(for: some) == Term(start: day("2022-03-10"), end: day("2022-06-30")))
        quota.from = day("2022-04-01")
        #expect(quota.term(for: some).start == day("2022-04-01"))
        let early = Unit(id: "c", name: "C", to: day("2022-05-01"))
        #expect(quota.term(for: early).end == day("2022-05-01"))
    }

    /// What the random cases below must have shown.
    private struct Seen {
        var none = 0
        var cutAtStart = 0
        var cutAtEnd = 0
        var open = 0
        var daysOff = 0
        var perLength: [PeriodLength: Int] = [:]

        var isEnough: Bool {
            [none, cutAtStart, cutAtEnd, open, daysOff].allSatisfy { $0 > 20 }
                && PeriodLength.allCases.allSatisfy { perLength[$0, default: 0] > 20 }
        }
    }

    @Test("each day of the term up to the as-of day lies in exactly one period; periods are in order and adjoin")
    func everyDayOnce() throws {
        var made = RandomRules(seed: 10)
        var seen = Seen()
        for round in 0..<600 {
            let (quota, unit, asOf) = (made.quota("q", units: [0]), made.unit(0), made.someAsOf())
            let calendar = made.pack().calendar
            let term = quota.term(for: unit)
            let periods = quota.periods(in: term, asOf: asOf, calendar: calendar)
            guard let span = DaySpan(term.start, min(asOf, term.end ?? asOf)) else {
                #expect(periods.isEmpty)
                seen.none += 1
                continue
            }
            let held = periods.flatMap { $0.window.days.filter { $0 <= asOf } }
            let expected = span.days.filter { !quota.workingDaysOnly || calendar.slowlyIsWorkingDay($0) }
            try #require(held == expected, "round \(round)")
            for period in periods {
                #expect(period.whole.intersection(period.window) == period.window)
                let isCut = period.whole.days.contains { $0 < term.start || $0 > term.end ?? $0 }
                #expect(period.isCut == isCut)
                if period.whole.first < term.start { seen.cutAtStart += 1 }
                if let end = term.end, end < period.whole.last { seen.cutAtEnd += 1 }
            }
            if let last = periods.last, last.window.last > asOf { seen.open += 1 }
            if expected.count < span.dayCount { seen.daysOff += 1 }
            seen.perLength[quota.per, default: 0] += 1
        }
        #expect(seen.isEnough, "\(seen)")
    }

    @Test("random quotas have the periods that a wall calendar gives, day by day")
    func oracle() throws {
        var made = RandomRules(seed: 11)
        var listed = 0
        for round in 0..<400 {
            let (quota, unit, asOf) = (made.quota("q", units: [0]), made.unit(0), made.someAsOf())
            let calendar = made.pack().calendar
            let periods = quota.periods(in: quota.term(for: unit), asOf: asOf, calendar: calendar)
            let slow = SlowPeriods(quota: quota, unit: unit, asOf: asOf, calendar: calendar).listed()
            let fast = periods.map { SlowPeriods.Period(whole: $0.whole.days, window: $0.window.days) }
            try #require(fast == slow, "round \(round): \(quota) \(unit) \(asOf)")
            listed += slow.count
        }
        #expect(listed > 2_000)
    }
}
