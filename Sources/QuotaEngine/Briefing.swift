import QuotaModel
import ScoringRules

/// Everything a briefing prints, with the reason for every figure and the digests of what it was made from. Reports
/// take it as it is and never calculate.
public struct Briefing: Sendable {
    /// The pack as it was read, after any interpretation asked for.
    public let pack: RulePack
    /// Of the rule file's bytes, in hexadecimal.
    public let rulesSHA256: String
    /// What was asked for, as far as it touches the pack; empty: the pack's own reading.
    public let interpretation: Interpretation
    /// The day on which everything is judged.
    public let asOf: CivilDate
    /// One summary a log, in the order given.
    public let inputs: [LogSummary]
    /// Every figure and verdict.
    public let results: Results
    /// The first rejects of each reason, to show what went wrong; the counts are in `inputs`.
    public let rejectSamples: [Reject]
    /// The same items under the other readings of "month", when asked for.
    public let comparison: CountingComparison?
    /// The first accepted rows of each log whose counting date is empty, where a form shows them; how many there are is in
    /// `inputs`.
    public var undated: [ItemPlace] = []
    /// The items behind the figures, for reports that show them.
    public var listing: ItemListing<QuotaJudgement>?
    /// Where it was made from a history: how far that had grown.
    public var history: HistoryMark?

    /// - Parameter results: of the same plan.
    public init(
        plan: Plan, rulesSHA256: String, inputs: [LogSummary], results: Results, rejectSamples: [Reject] = [],
        comparison: CountingComparison? = nil
    ) {
        pack = plan.pack
        self.rulesSHA256 = rulesSHA256
        interpretation = plan.interpretation
        asOf = plan.asOf
        self.inputs = inputs
        self.results = results
        self.rejectSamples = rejectSamples
        self.comparison = comparison
    }

    /// What people should know about the logs together; what each is remarked for stands in `inputs`. An outdated log would
    /// make everybody short or behind. Of logs without records that is said already.
    public var remarks: [Issue] {
        guard inputs.contains(where: { $0.records > 0 }), let start = results.startWithoutItems else { return [] }
        return [
            Issue(
                .outdatedLogs, subject: pack.counting.date.rawValue, found: results.newestItem?.description,
                expected: [start.description])
        ]
    }

    /// Whether any closed period is short (contract, section 7, `--fail-on-short`).
    public var isAnyClosedPeriodShort: Bool { results.units.contains { $0.shortfall > 0 } }

    /// People that no roster knows, as first written, in order of first appearance over all logs.
    public var unknownPeople: [String] { Self.firstWritten(inputs.flatMap(\.unknownPeople)) }

    /// Categories that no roster knows, likewise.
    public var unknownCategories: [String] { Self.firstWritten(inputs.flatMap(\.unknownCategories)) }

    private static func firstWritten(_ names: [String]) -> [String] {
        var seen: Set<MatchKey> = []
        return names.filter { seen.insert(MatchKey($0)).inserted }
    }
}
