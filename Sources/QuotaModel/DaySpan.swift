/// An unbroken run of days, both ends included. Never empty: the initialisers see to it.
public struct DaySpan: Hashable, Sendable {
    /// Never later than `last`.
    public let first: CivilDate
    /// Is one of the days itself.
    public let last: CivilDate

    /// The days from `first` to `last`, or nil when `last` is earlier.
    public init?(_ first: CivilDate, _ last: CivilDate) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The one day.
    public init(_ day: CivilDate) {
        first = day
        last = day
    }

    /// The days from `first` to the day before `next`, which must be later.
    public init(_ first: CivilDate, before next: CivilDate) {
        precondition(first < next, "a span of days holds at least one")
        self.first = first
        last = next.adding(days: -1)
    }

    /// How many days, at least 1.
    public var dayCount: Int { last.days(since: first) + 1 }

    /// Whether the day is `first`, `last` or between them.
    public func contains(_ day: CivilDate) -> Bool {
        first <= day && day <= last
    }

    /// The days that both have, or nil.
    public func intersection(_ other: DaySpan) -> DaySpan? {
        DaySpan(max(first, other.first), min(last, other.last))
    }

    /// How many different days of this span lie in any of the `spans`, which may overlap.
    public func daysCovered(by spans: [DaySpan]) -> Int {
        var covered = 0
        var next = first
        for span in spans.compactMap(intersection).sorted(by: { $0.first < $1.first }) {
            let from = max(next, span.first)
            guard from <= span.last else { continue }
            covered += span.last.days(since: from) + 1
            next = span.last.adding(days: 1)
        }
        return covered
    }
}
