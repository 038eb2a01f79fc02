import QuotaModel

/// The whole periods that a length and a rhythm cut all time into (contract, section 3): every day lies in exactly one
/// of them. Which of them a quota judges, and what its start and end cut off, is said elsewhere.
public struct PeriodGrid: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case days(Int, from: CivilDate)
        /// Every so many months from the anchor, always added to the anchor itself.
        case months(Int, from: CivilDate)
        /// Groups of so many months of the calendar, which begin on this day of the civil month.
        case calendarMonths(Int, startsOn: Int)
    }

    private let step: Step

    /// The grid for one unit under a quota.
    ///
    /// - Parameter start: the latest of the quota's and the unit's first day; the anchor where the rhythm names none.
    public init(per: PeriodLength, rhythm: Rhythm, start: CivilDate) {
        step =
            switch (rhythm, per.months) {
            case (.fromStart(let anchor), let months?): .months(months, from: anchor ?? start)
            case (.calendar(let monthStartsOn), let months?): .calendarMonths(months, startsOn: monthStartsOn)
            case (.fromStart(let anchor), nil) where per == .week: .days(7, from: anchor ?? start)
            case (.calendar, nil) where per == .week: .days(7, from: Self.aMonday)
            case (_, nil): .days(1, from: start)
            }
    }

    /// The whole period that holds the day, also for days before the anchor.
    public func period(holding day: CivilDate) -> DaySpan {
        switch step {
        case .days(let length, let anchor):
            let count = day.days(since: anchor).dividedDown(by: length)
            let first = anchor.adding(days: count * length)
            return DaySpan(first, before: first.adding(days: length))
        case .months(let length, let anchor):
            return Self.period(of: length, from: anchor, holding: day)
        case .calendarMonths(let length, let startsOn):
            return Self.calendarPeriod(of: length, startsOn: startsOn, holding: day)
        }
    }

    /// The period that begins on the day after `period`, which is one of this grid.
    public func period(after period: DaySpan) -> DaySpan {
        let next = self.period(holding: period.last.adding(days: 1))
        // Whoever walks on would never arrive.
        precondition(next.first > period.last, "periods follow each other")
        return next
    }

    private static func period(of length: Int, from anchor: CivilDate, holding day: CivilDate) -> DaySpan {
        var count = (monthNumber(day) - monthNumber(anchor)).dividedDown(by: length)
        if anchor.adding(months: count * length) > day { count -= 1 }
        return DaySpan(
            anchor.adding(months: count * length), before: anchor.adding(months: (count + 1) * length))
    }

    private static func calendarPeriod(of length: Int, startsOn: Int, holding day: CivilDate) -> DaySpan {
        let parts = day.parts
        let beginning = monthNumber(day) - (parts.day < startsOn ? 1 : 0)
        // A month that begins later than on the 1st has the name of the month in which it ends.
        let nameAhead = startsOn > 1 ? 1 : 0
        let groupBeginning = (beginning + nameAhead).dividedDown(by: length) * length - nameAhead
        let sameDay = day.adding(days: startsOn - parts.day)
        let first = sameDay.adding(months: groupBeginning - monthNumber(day))
        return DaySpan(first, before: first.adding(months: length))
    }

    /// Months since the beginning of year 0.
    private static func monthNumber(_ day: CivilDate) -> Int {
        let parts = day.parts
        return parts.year * 12 + parts.month - 1
    }

    /// 1970-01-05.
    private static let aMonday = CivilDate(dayNumber: 4)
}
