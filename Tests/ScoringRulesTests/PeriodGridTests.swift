import QuotaModel
import Testing

@testable import ScoringRules

private func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return day
}

private func span(_ first: String, _ last: String) -> DaySpan {
    guard let span = DaySpan(day(first), day(last)) else { preconditionFailure("no span") }
    return span
}

struct PeriodGridTests {
    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let per: PeriodLength
        let rhythm: Rhythm
        let start: String
        let day: String
        let expected: (String, String)

        init(
            _ name: String, _ per: PeriodLength, _ rhythm: Rhythm, start: String, day: String,
            _ first: String, _ last: String
        ) {
            testDescription = name
            self.per = per
            self.rhythm = rhythm
            self.start = start
            self.day = day
            expected = (first, last)
        }
    }

    static let known: [Known] = [
        Known(
            "a month from the start", .month, .fromStart(anchor: nil), start: "2022-02-15", day: "2022-03-14",
            "2022-02-15", "2022-03-14"),
        Known(
            "a quarter from the start", .quarter, .fromStart(anchor: nil), start: "2022-02-15", day: "2022-05-15",
            "2022-05-15", "2022-08-14"),
        Known(
            "from 31/01 the second month begins on 28/02", .month, .fromStart(anchor: nil), start: "2022-01-31",
            day: "2022-02-28", "2022-02-28", "2022-03-30"),
        Known(
            "from 31/01 the third month begins on 31/03 again", .month, .fromStart(anchor: nil),
            start: "2022-01-31", day: "2022-04-29", "2022-03-31", "2022-04-29"),
        Known(
            "in a leap year the second month from 31/01 begins on 29/02", .month, .fromStart(anchor: nil),
            start: "2024-01-31", day: "2024-02-29", "2024-02-29", "2024-03-30"),
        Known(
            "a year from 29/02 ends on 27/02", .year, .fromStart(anchor: nil), start: "2024-02-29", day: "2025-02-27",
            "2024-02-29", "2025-02-27"),
        Known(
            "an anchor gives the rhythm, not the start", .month, .fromStart(anchor: day("2022-02-15")),
            start: "2022-07-01", day: "2022-07-01", "2022-06-15", "2022-07-14"),
        Known(
            "weeks are counted from a Tuesday", .week, .fromStart(anchor: nil), start: "2022-02-15",
            day: "2022-02-28", "2022-02-22", "2022-02-28"),
        Known(
            "calendar weeks run from Monday to Sunday", .week, .calendar(monthStartsOn: 1), start: "2022-02-15",
            day: "2022-02-20", "2022-02-14", "2022-02-20"),
        Known(
            "a civil quarter", .quarter, .calendar(monthStartsOn: 1), start: "2022-02-15", day: "2022-02-15",
            "2022-01-01", "2022-03-31"),
        Known(
            "a civil half-year", .halfYear, .calendar(monthStartsOn: 1), start: "2022-02-15", day: "2022-12-31",
            "2022-07-01", "2022-12-31"),
        Known(
            "the office month of March begins on 15/02", .month, .calendar(monthStartsOn: 15), start: "2022-02-15",
            day: "2022-02-15", "2022-02-15", "2022-03-14"),
        Known(
            "the first office quarter is 15/12 to 14/03", .quarter, .calendar(monthStartsOn: 15),
            start: "2022-02-15", day: "2022-01-01", "2021-12-15", "2022-03-14"),
        Known(
            "the second office half-year ends on 14/12", .halfYear, .calendar(monthStartsOn: 15),
            start: "2022-02-15", day: "2022-12-14", "2022-06-15", "2022-12-14"),
        Known(
            "the office year begins on 15/12 of the year before", .year, .calendar(monthStartsOn: 15),
            start: "2022-02-15", day: "2022-12-15", "2022-12-15", "2023-12-14"),
        Known(
            "a day is a day", .day, .fromStart(anchor: day("2022-02-01")), start: "2022-02-15", day: "2022-02-20",
            "2022-02-20", "2022-02-20"),
    ]

    @Test("known periods", arguments: known)
    func knownPeriods(_ known: Known) {
        let grid = PeriodGrid(per: known.per, rhythm: known.rhythm, start: day(known.start))
        #expect(grid.period(holding: day(known.day)) == span(known.expected.0, known.expected.1))
    }

    /// Every length with several rhythms, the awkward anchors among them.
    static let grids: [(PeriodLength, Rhythm)] = {
        let anchors = ["2022-02-15", "2023-12-29", "2024-01-30", "2024-01-31", "2024-02-29"].map(day)
        let rhythms =
            anchors.map { Rhythm.fromStart(anchor: $0) }
            + [1, 2, 15, 28].map { Rhythm.calendar(monthStartsOn: $0) }
        return PeriodLength.allCases.flatMap { per in rhythms.map { (per, $0) } }
    }()

    @Test("each day lies in exactly one period and periods adjoin", arguments: grids)
    func periodsTileTime(_ per: PeriodLength, _ rhythm: Rhythm) {
        let grid = PeriodGrid(per: per, rhythm: rhythm, start: day("2022-02-15"))
        var current = grid.period(holding: day("2020-01-01"))
        var today = current.first
        while today < day("2029-01-01") {
            #expect(grid.period(holding: today) == current)
            if today == current.last {
                let next = grid.period(after: current)
                #expect(next.first == today.adding(days: 1))
                current = next
            }
            today = today.adding(days: 1)
        }
    }

    @Test("months from an anchor are those a person counts off one by one", arguments: [1, 3, 6, 12])
    func oracleFromAnchor(_ length: Int) {
        let per: PeriodLength = PeriodLength.allCases.first { $0.months == length } ?? .month
        for anchor in ["2022-02-15", "2023-12-29", "2024-01-30", "2024-01-31", "2024-02-29"].map(day) {
            let grid = PeriodGrid(per: per, rhythm: .fromStart(anchor: nil), start: anchor)
            for count in 0..<60 {
                let first = anchor.adding(months: count * length)
                let last = anchor.adding(months: (count + 1) * length).adding(days: -1)
                #expect(grid.period(holding: first) == DaySpan(first, last))
                #expect(grid.period(holding: last) == DaySpan(first, last))
            }
        }
    }

    @Test("groups of office months end in the months that the calendar names", arguments: [1, 2, 15, 28])
    func groupsEndWhereTheCalendarSays(_ startsOn: Int) {
        let ends: [PeriodLength: Set<Int>] = [
            .month: Set(1...12), .quarter: [3, 6, 9, 12], .halfYear: [6, 12], .year: [12],
        ]
        for (per, months) in ends {
            let grid = PeriodGrid(per: per, rhythm: .calendar(monthStartsOn: startsOn), start: day("2022-01-01"))
            var today = day("2021-01-01")
            while today < day("2025-01-01") {
                let period = grid.period(holding: today)
                #expect(months.contains(period.last.parts.month))
                #expect(period.first.parts.day == startsOn)
                today = today.adding(days: 13)
            }
        }
    }
}
