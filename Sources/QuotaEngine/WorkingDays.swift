import QuotaModel
import ScoringRules

/// Counts working days between two days in constant time, by the pack's calendar (contract, section 4).
struct WorkingDays: Sendable {
    private static let firstDay = CivilDate.firstDay
    private static let dayCount = CivilDate.lastDay.days(since: firstDay) + 1

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
    private let workingDays: WorkingDays?

    /// - Parameter calendar: nil where no rule counts working days, so that their table need not be made.
    init(_ calendar: WorkCalendar?) { workingDays = calendar.map(WorkingDays.init) }

    /// Days from `start` to `end`, which must not be earlier. Working days only where there is a calendar of them.
    func days(from start: CivilDate, to end: CivilDate, in unit: DayUnit) -> Int {
        switch unit {
        case .days: return end.days(since: start)
        case .workingDays:
            guard let workingDays else { preconditionFailure("a rule that counts working days has a table of them") }
            return workingDays.count(after: start, through: end)
        }
    }
}
