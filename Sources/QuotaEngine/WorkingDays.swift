import QuotaModel
import ScoringRules

/// Counts working days between two days in constant time, by the pack's calendar (contract, section 4).
struct WorkingDays: Sendable {
    private static let firstDay = CivilDate(dayNumber: 7_305)  // 1990-01-01
    private static let dayCount = 40_542  // to 2100-12-31

    /// How many working days lie before each day of the years that the program knows.
    private let before: [Int32]

    init(_ calendar: WorkCalendar) {
        var before: [Int32] = []
        before.reserveCapacity(Self.dayCount + 1)
        var count: Int32 = 0
        for offset in 0...Self.dayCount {
            before.append(count)
            if calendar.isWorkingDay(Self.firstDay.adding(days: offset)) { count += 1 }
        }
        self.before = before
    }

    /// Working days after `start`, up to and with `end`; the day `start` itself never counts.
    func count(after start: CivilDate, through end: CivilDate) -> Int {
        Int(before[index(end) + 1] - before[index(start) + 1])
    }

    private func index(_ day: CivilDate) -> Int {
        min(max(day.days(since: Self.firstDay), 0), Self.dayCount - 1)
    }
}

/// How far one day lies from another, in days or working days.
struct Distance: Sendable {
    private let workingDays: WorkingDays

    init(_ calendar: WorkCalendar) { workingDays = WorkingDays(calendar) }

    /// Days from `start` to `end`, which must not be earlier.
    func days(from start: CivilDate, to end: CivilDate, in unit: DayUnit) -> Int {
        switch unit {
        case .days: end.days(since: start)
        case .workingDays: workingDays.count(after: start, through: end)
        }
    }
}
