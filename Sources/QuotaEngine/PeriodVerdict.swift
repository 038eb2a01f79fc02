import QuotaModel
import ScoringRules

/// The verdict on one unit, quota and period, with all that it was made from.
public struct PeriodVerdict: Hashable, Sendable {
    /// The whole period and its window.
    public let period: QuotaPeriod
    /// Whether the window ends on or before the as-of day.
    public let isClosed: Bool
    /// What is owed in it.
    public let minimum: Minimum
    /// Items counted in the window up to the as-of day.
    public let count: Int
    /// As it stands on the as-of day (contract, section 3).
    public let status: PeriodStatus

    init(period: QuotaPeriod, minimum: Minimum, count: Int, asOf: CivilDate) {
        self.period = period
        self.minimum = minimum
        self.count = count
        isClosed = period.window.last <= asOf
        status = Self.status(period: period, minimum: minimum, count: count, asOf: asOf)
    }

    /// Items missing; 0 when the minimum is reached or none is owed.
    public var shortfall: Int { max(0, minimum.items - count) }

    /// Whether the period counts in the rate: closed, with a minimum.
    public var isJudged: Bool { isClosed && minimum.isJudged }

    private static func status(
        period: QuotaPeriod, minimum: Minimum, count: Int, asOf: CivilDate
    ) -> PeriodStatus {
        guard minimum.isJudged else { return minimum.ground == .exempt ? .exempt : .waived }
        if count >= minimum.items { return .met }
        guard asOf < period.window.last else { return .short }
        let elapsed = asOf.days(since: period.window.first) + 1
        // A minimum is at most a billion and a window at most some 40,000 days: the product fits.
        return count >= minimum.items * elapsed / period.window.dayCount ? .onTrack : .behind
    }
}
