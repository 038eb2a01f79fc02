import QuotaModel
import Testing

/// Days counted off one by one with the rules every schoolchild knows.
private struct DayCounter {
    var year = 1990
    var month = 1
    var day = 1
    /// 1990-01-01 was a Monday.
    var weekday = 1
    var number = 0

    var lengthOfMonth: Int {
        if month == 2 { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    mutating func goOn() {
        number += 1
        weekday = weekday == 7 ? 1 : weekday + 1
        day += 1
        if day > lengthOfMonth { (day, month) = (1, month + 1) }
        if month > 12 { (month, year) = (1, year + 1) }
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    var digits = String(value)
    while digits.count < width { digits = "0" + digits }
    return digits
}

struct CivilDateTests {
    @Test("every day from 1990 to 2100 has its number, parts, weekday and texts")
    func everyDay() throws {
        let first = try #require(CivilDate(year: 1990, month: 1, day: 1))
        var counter = DayCounter()
        while counter.year <= 2100 {
            let day = try #require(CivilDate(year: counter.year, month: counter.month, day: counter.day))
            let iso = "\(counter.year)-\(padded(counter.month, 2))-\(padded(counter.day, 2))"
            let dayFirst = "\(padded(counter.day, 2))/\(padded(counter.month, 2))/\(counter.year)"
            let isRight =
                day.days(since: first) == counter.number && day == first.adding(days: counter.number)
                && day.parts.year == counter.year && day.parts.month == counter.month
                && day.parts.day == counter.day && day.weekday == counter.weekday
                && day.description == iso && CivilDate(iso: iso) == day && day.dayFirst == dayFirst
                && CivilDate.length(ofMonth: counter.month, year: counter.year) == counter.lengthOfMonth
            try #require(isRight, "\(iso)")
            counter.goOn()
        }
        // 111 years with 27 leap days; 2100 has none.
        #expect(counter.number == 111 * 365 + 27)
    }

    @Test("days compare as they follow each other")
    func order() throws {
        let day = try #require(CivilDate(iso: "2022-12-31"))
        #expect(day < day.adding(days: 1))
        #expect(day > day.adding(days: -1))
        #expect(day.adding(days: 1).days(since: day) == 1)
        #expect(day.days(since: day.adding(days: 1)) == -1)
    }

    static let monthAdditions: [(day: String, months: Int, expected: String)] = [
        ("2022-01-31", 1, "2022-02-28"), ("2022-01-31", 2, "2022-03-31"), ("2022-01-31", 3, "2022-04-30"),
        ("2024-01-31", 1, "2024-02-29"), ("2024-01-29", 1, "2024-02-29"), ("2023-01-29", 1, "2023-02-28"),
        ("2022-01-30", 1, "2022-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
        ("2022-10-31", 1, "2022-11-30"), ("2022-12-31", 2, "2023-02-28"), ("2022-02-15", 1, "2022-03-15"),
        ("2022-03-31", -1, "2022-02-28"), ("2022-01-31", -2, "2021-11-30"), ("2022-01-15", -1, "2021-12-15"),
        ("2022-05-31", 0, "2022-05-31"), ("2100-02-28", -12 * 100, "2000-02-28"),
    ]

    @Test("adding months keeps the day number, cut to the last day of the month", arguments: monthAdditions)
    func addingMonths(_ day: String, _ months: Int, _ expected: String) throws {
        #expect(try #require(CivilDate(iso: day)).adding(months: months).description == expected)
    }

    @Test("months added to every day of four years land on the day that trying from the 31st downwards finds")
    func addingMonthsOracle() throws {
        let first = try #require(CivilDate(iso: "2023-01-01"))
        for offset in 0..<(4 * 365 + 1) {
            let day = first.adding(days: offset)
            var (year, month) = (day.parts.year, day.parts.month)
            for count in 0...25 {
                let expected = (1...day.parts.day).reversed().lazy.compactMap {
                    CivilDate(year: year, month: month, day: $0)
                }.first
                try #require(day.adding(months: count) == expected, "\(day) + \(count)")
                month += 1
                if month > 12 { (year, month) = (year + 1, 1) }
            }
        }
    }

    @Test("29 February exists in leap years only, 2000 and 2024 but not 2100")
    func leapDay() {
        let years = (1990...2100).filter { CivilDate(year: $0, month: 2, day: 29) != nil }
        #expect(years == Array(stride(from: 1992, through: 2096, by: 4)))
        #expect((1990...2100).allSatisfy { CivilDate(year: $0, month: 2, day: 30) == nil })
    }

    @Test(
        "a day that the calendar does not have, or outside 1990–2100, is none",
        arguments: [
            "2022-02-30", "2022-02-29", "2022-04-31", "2022-13-01", "2022-00-10", "2022-01-00", "2022-01-32",
            "0000-00-00", "1989-12-31", "2101-01-01", "9999-12-31",
        ])
    func impossibleDays(_ text: String) { #expect(CivilDate(iso: text) == nil) }

    @Test(
        "only yyyy-MM-dd with ASCII digits is an ISO day",
        arguments: [
            "", "22-02-15", "2022-2-15", "2022-02-5", "15/02/2022", "2022/02/15", "20220215", "2022-02-15T00:00",
            " 2022-02-15", "2022-02-15 ", "2022-02-1a", "+022-02-15", "２０２２-02-15", "2022–02–15", "2022-02-15\u{0}",
            "-022-02-15", "2022-+2-15",
        ])
    func otherForms(_ text: String) { #expect(CivilDate(iso: text) == nil) }

    @Test("the first and the last day that a log may name")
    func ends() {
        #expect(CivilDate(iso: "1990-01-01")?.description == "1990-01-01")
        #expect(CivilDate(iso: "2100-12-31")?.description == "2100-12-31")
        #expect(CivilDate(iso: "1970-01-01") == nil)
        #expect(CivilDate(dayNumber: 0).description == "1970-01-01")
    }

    @Test("year, month and day out of range are refused, not carried over", arguments: [-1, 0, 13, Int.max, Int.min])
    func outOfRange(_ value: Int) {
        #expect(CivilDate(year: 2022, month: value, day: 1) == nil)
        #expect(CivilDate(year: value, month: 1, day: 1) == nil)
        if value != 13 { #expect(CivilDate(year: 2022, month: 1, day: value) == nil) }
    }
}
