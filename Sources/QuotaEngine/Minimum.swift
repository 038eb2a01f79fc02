import QuotaModel
import ScoringRules

/// What a unit owes in one period, with the figures it was computed from (contract, section 3).
public struct Minimum: Hashable, Sendable {
    /// How a minimum came about.
    public enum Ground: Hashable, Sendable {
        /// The quota's minimum as it stands.
        case whole
        /// Lowered for days of exemption or because the period is cut: minimum × owed ÷ days, rounded.
        case lowered(owedDays: Int, ofDays: Int)
        /// Every day of the window is exempt.
        case exempt
        /// The period is cut and the rule waives cut periods.
        case cutWaived
    }

    /// Items owed; 0 when nothing is judged.
    public let items: Int
    /// How `items` came about.
    public let ground: Ground

    /// A period without a minimum is not judged.
    public var isJudged: Bool { items > 0 }

    /// The minimum of a period for a unit whose exemptions are `exempt`.
    ///
    /// - Parameters:
    ///   - whole: the quota's own minimum.
    ///   - partial: what its cut periods owe.
    init(whole minimum: Int, partial: PartialRule?, period: QuotaPeriod, exempt: [DaySpan]) {
        let windowDays = period.window.dayCount
        let exemptDays = exempt.isEmpty ? 0 : period.window.daysCovered(by: exempt)
        if exemptDays == windowDays {
            (items, ground) = (0, .exempt)
        } else if period.isCut, partial == .waived {
            (items, ground) = (0, .cutWaived)
        } else {
            let prorated = period.isCut && partial == .prorated
            let days = prorated ? period.whole.dayCount : windowDays
            let owed = windowDays - exemptDays
            items = Fraction(minimum * owed, over: days).rounded
            ground = owed == days ? .whole : .lowered(owedDays: owed, ofDays: days)
        }
    }
}
