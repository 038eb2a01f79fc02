import QuotaModel

/// A period that the first or the last day of a unit under a quota cuts.
public struct PeriodCut: Hashable, Sendable, CustomStringConvertible {
    /// The unit's id.
    public let unit: String
    /// The period as if nothing cut it.
    public let whole: DaySpan
    /// The first or last day inside, which is not the period's own.
    public let day: CivilDate

    /// Unit, whole period, cutting day: `van-phong: 15/12/2022–14/01/2023 | 31/12/2022`.
    public var description: String { "\(unit): \(whole.first.dayFirst)–\(whole.last.dayFirst) | \(day.dayFirst)" }
}

extension Quota {
    /// The first of the quota's units that has a cut period, with the period; nil where no period can be cut, so that
    /// `partial` may be missing (contract, sections 2 and 3). Holds also after an override of the rhythm.
    public func firstCut(in roster: Roster) -> PeriodCut? {
        for place in units {
            if let cut = cut(of: roster.units[place]) { return cut }
        }
        return nil
    }

    private func cut(of unit: Unit) -> PeriodCut? {
        let term = term(for: unit)
        if let end = term.end, end < term.start { return nil }
        let grid = PeriodGrid(per: per, rhythm: rhythm, start: term.start)
        let first = grid.period(holding: term.start)
        if first.first < term.start { return PeriodCut(unit: unit.id, whole: first, day: term.start) }
        guard let end = term.end else { return nil }
        let last = grid.period(holding: end)
        return end < last.last ? PeriodCut(unit: unit.id, whole: last, day: end) : nil
    }
}
