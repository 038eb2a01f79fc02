import QuotaModel

/// From when to when a quota binds a unit.
public struct Term: Hashable, Sendable {
    /// The first day; after `end` where the unit and the quota share no day.
    public let start: CivilDate
    /// Nil: without an end.
    public let end: CivilDate?

    public init(start: CivilDate, end: CivilDate?) {
        self.start = start
        self.end = end
    }
}

extension Quota {
    /// The quota's days for that unit: the later of the starts to the earlier of the ends (contract, section 3).
    public func term(for unit: Unit) -> Term {
        Term(start: max(from, unit.from ?? from), end: [to, unit.to].compactMap(\.self).min())
    }
}
