/// How a unit stands in a period (contract, section 3).
public enum PeriodStatus: String, Sendable, CaseIterable {
    case met, short
    case onTrack = "on-track"
    case behind, waived, exempt
}

/// How a category stands at the as-of day (contract, section 8, `categories`).
public enum CategoryFreshness: String, Sendable, CaseIterable { case fresh, stale, empty }
