import QuotaModel
import ScoringRules

/// A reading of the rules that a person asks for on the command line (contract, section 7: `--counted`,
/// `--month-starts-on`, `--partial`). Nil parts leave the pack's own.
public struct Interpretation: Hashable, Sendable {
    /// Where the periods of every quota begin.
    public var counted: Counted?
    /// 1–28; without `counted` it is only for quotas that are calendar.
    public var monthStartsOn: Int?
    /// What cut periods of every quota owe.
    public var partial: PartialRule?

    /// - Parameter monthStartsOn: 1–28.
    public init(counted: Counted? = nil, monthStartsOn: Int? = nil, partial: PartialRule? = nil) {
        self.counted = counted
        self.monthStartsOn = monthStartsOn
        self.partial = partial
    }

    /// Whether it leaves the pack's own reading: nothing is asked for.
    public var isOwnReading: Bool { counted == nil && monthStartsOn == nil && partial == nil }

    /// Without what changes no quota of the pack: what every one of them says already is no other reading.
    public func touching(_ pack: RulePack) -> Interpretation {
        guard !isOwnReading else { return self }
        var touching = self
        if pack.quotas.allSatisfy({ $0.rhythm(as: self) == $0.rhythm }) {
            (touching.counted, touching.monthStartsOn) = (nil, nil)
        }
        if pack.quotas.allSatisfy({ $0.partial == partial }) { touching.partial = nil }
        return touching
    }

    /// The three readings that are in real use: from the start, civil months, and the office months of
    /// Nghị định 09/2019/NĐ-CP (15th to 14th).
    public static func compared(partial: PartialRule?) -> [Interpretation] {
        [
            Interpretation(counted: .fromStart, partial: partial),
            Interpretation(counted: .calendar, monthStartsOn: 1, partial: partial),
            Interpretation(counted: .calendar, monthStartsOn: 15, partial: partial),
        ]
    }
}

extension RulePack {
    /// The pack read in another way. A key that loses its meaning by it is ignored.
    ///
    /// - Throws: `partial-needed` for each quota of which it cuts a period and that does not say what this then owes.
    public func read(as interpretation: Interpretation) throws(Refusal) -> RulePack {
        var pack = self
        for place in pack.quotas.indices {
            pack.quotas[place].rhythm = quotas[place].rhythm(as: interpretation)
            if let partial = interpretation.partial { pack.quotas[place].partial = partial }
        }
        let issues = pack.quotas.filter { $0.partial == nil }.compactMap { quota in
            quota.firstCut(in: roster).map { Issue(.partialNeeded, subject: quota.id, found: $0.description) }
        }
        guard issues.isEmpty else { throw Refusal(issues) }
        return pack
    }
}

extension Quota {
    fileprivate func rhythm(as interpretation: Interpretation) -> Rhythm {
        // Weeks and days don't begin on a day of the month.
        let dayOfMonth = per.months == nil ? nil : interpretation.monthStartsOn
        switch (interpretation.counted, rhythm) {
        case (.fromStart, .calendar): return .fromStart(anchor: nil)
        case (.fromStart, .fromStart), (nil, .fromStart): return rhythm
        case (.calendar, .fromStart): return .calendar(monthStartsOn: dayOfMonth ?? 1)
        case (.calendar, .calendar(let own)), (nil, .calendar(let own)):
            return .calendar(monthStartsOn: dayOfMonth ?? own)
        }
    }
}
