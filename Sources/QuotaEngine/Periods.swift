import QuotaModel
import ScoringRules

/// One period of a quota for one unit.
public struct QuotaPeriod: Hashable, Sendable {
    /// The whole period as the rhythm cuts time.
    public let whole: DaySpan
    /// The part of it between the unit's start and end; items count here.
    public let window: DaySpan

    /// Whether start or end takes days away.
    public var isCut: Bool { window != whole }
}

extension Quota {
    /// The periods that have begun on or before `asOf`, in order of time; none when the term is empty.
    public func periods(in term: Term, asOf: CivilDate, calendar: WorkCalendar) -> [QuotaPeriod] {
        let lastBegin = min(asOf, term.end ?? asOf)
        guard term.start <= lastBegin else { return [] }
        let grid = PeriodGrid(per: per, rhythm: rhythm, start: term.start)
        var periods: [QuotaPeriod] = []
        var whole = grid.period(holding: term.start)
        while whole.first <= lastBegin {
            let first = max(whole.first, term.start)
            let last = min(whole.last, term.end ?? whole.last)
            if let window = DaySpan(first, last), !workingDaysOnly || calendar.isWorkingDay(first) {
                periods.append(QuotaPeriod(whole: whole, window: window))
            }
            whole = grid.period(after: whole)
        }
        return periods
    }

    /// The first period that begins after `asOf`; nil when the term has no such day.
    public func nextPeriod(in term: Term, after asOf: CivilDate, calendar: WorkCalendar) -> QuotaPeriod? {
        let grid = PeriodGrid(per: per, rhythm: rhythm, start: term.start)
        let earliest = max(term.start, asOf)
        var whole = grid.period(holding: earliest)
        while max(whole.first, term.start) <= asOf || workingDaysOnly && !calendar.isWorkingDay(whole.first) {
            whole = grid.period(after: whole)
            if let end = term.end, whole.first > end { return nil }
            // A calendar without any working day has no next period.
            guard whole.first.days(since: earliest) < 800 else { return nil }
        }
        let first = max(whole.first, term.start)
        return DaySpan(first, min(whole.last, term.end ?? whole.last)).map { QuotaPeriod(whole: whole, window: $0) }
    }
}
