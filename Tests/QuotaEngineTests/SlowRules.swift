import QuotaModel
import ScoringRules

@testable import QuotaEngine

/// The periods of a quota found day by day, as somebody does with a wall calendar: is this day the first of a period?
/// (contract, section 3)
struct SlowPeriods {
    let quota: Quota
    let unit: Unit
    let asOf: CivilDate
    let calendar: WorkCalendar

    /// A period as lists of days.
    struct Period: Equatable {
        let whole: [CivilDate]
        let window: [CivilDate]

        var isCut: Bool { window.count < whole.count }
    }

    var start: CivilDate { [quota.from, unit.from ?? quota.from].max() ?? quota.from }
    var end: CivilDate? { [quota.to, unit.to].compactMap(\.self).min() }

    func listed() -> [Period] {
        var periods: [Period] = []
        let inOrder = beginnings()
        let begins = Set(inOrder)
        guard var whole = inOrder.last(where: { $0 <= start }).map({ [$0] }) else { return [] }
        while let first = whole.first, first <= asOf {
            while let last = whole.last, !begins.contains(last.adding(days: 1)) { whole.append(last.adding(days: 1)) }
            let window = whole.filter { start <= $0 && $0 <= end ?? $0 }
            if let opening = window.first, opening <= asOf, !quota.workingDaysOnly || isWorkingDay(opening) {
                periods.append(Period(whole: whole, window: window))
            }
            whole = [whole[whole.count - 1].adding(days: 1)]
        }
        return periods
    }

    /// First days of periods, from before the start until past the as-of day.
    private func beginnings() -> [CivilDate] {
        var begins: [CivilDate] = []
        let horizon = max(asOf, start).adding(days: 800)
        switch quota.rhythm {
        case .fromStart(let anchor):
            let anchor = anchor ?? start
            var count = 0
            var begin = anchor
            while begin <= horizon {
                begins.append(begin)
                count += 1
                switch quota.per {
                case .day: begin = anchor.adding(days: count)
                case .week: begin = anchor.adding(days: 7 * count)
                default: begin = monthsLater(anchor, count * monthsLong)
                }
            }
            // A day is a day, whatever the anchor.
            if quota.per == .day { begins = begins.filter { $0 >= start } }
        case .calendar(let startsOn):
            var today = start.adding(days: -800)
            while today <= horizon {
                if beginsByCalendar(today, startsOn) { begins.append(today) }
                today = today.adding(days: 1)
            }
        }
        return begins
    }

    private var monthsLong: Int {
        switch quota.per {
        case .day, .week: 0
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }

    private func beginsByCalendar(_ day: CivilDate, _ startsOn: Int) -> Bool {
        if quota.per == .day { return true }
        if quota.per == .week { return day.weekday == 1 }
        guard day.parts.day == startsOn else { return false }
        // The month's name: with 1 the month it begins in, else the month it ends in.
        let name = startsOn == 1 ? day.parts.month : day.parts.month % 12 + 1
        switch quota.per {
        case .quarter: return [1, 4, 7, 10].contains(name)
        case .halfYear: return [1, 7].contains(name)
        case .year: return name == 1
        default: return true
        }
    }

    private func monthsLater(_ day: CivilDate, _ count: Int) -> CivilDate {
        var (year, month) = (day.parts.year, day.parts.month)
        for _ in 0..<count { (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1) }
        var number = day.parts.day
        while true {
            if let found = CivilDate(year: year, month: month, day: number) { return found }
            number -= 1
        }
    }

    private func isWorkingDay(_ day: CivilDate) -> Bool { calendar.slowlyIsWorkingDay(day) }
}

extension WorkCalendar {
    /// `working` beats `holidays` and the weekend.
    func slowlyIsWorkingDay(_ day: CivilDate) -> Bool {
        if working.contains(day) { return true }
        if holidays.contains(day) { return false }
        return !weekend.contains(day.weekday)
    }
}

/// The minimum and the status of a period, by counting single days and single items (contract, section 3).
struct SlowVerdict {
    let minimum: Int
    let status: PeriodStatus
    let isClosed: Bool

    init(quota: Quota, period: SlowPeriods.Period, exempt: [DaySpan], count: Int, asOf: CivilDate) {
        let window = period.window
        let owedDays = window.filter { day in !exempt.contains { $0.first <= day && day <= $0.last } }.count
        isClosed = window[window.count - 1] <= asOf
        var none: PeriodStatus?
        if owedDays == 0 {
            none = .exempt
        } else if period.isCut && quota.partial == .waived {
            none = .waived
        }
        guard none == nil else {
            (minimum, status) = (0, none ?? .waived)
            return
        }
        let days = period.isCut && quota.partial == .prorated ? period.whole.count : window.count
        // Items are owed one by one: one more as long as its greater half is reached.
        var items = 0
        while quota.minimum * owedDays * 2 >= (items * 2 + 1) * days { items += 1 }
        minimum = items
        if items == 0 {
            status = .waived
        } else if count >= items {
            status = .met
        } else if isClosed {
            status = .short
        } else {
            let elapsed = window.filter { $0 <= asOf }.count
            var due = 0
            while (due + 1) * window.count <= items * elapsed { due += 1 }
            status = count >= due ? .onTrack : .behind
        }
    }
}
