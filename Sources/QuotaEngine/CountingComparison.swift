import QuotaModel
import ScoringRules

/// The same items counted under several readings of the rules, side by side: what hangs on the reading that a notice
/// leaves open.
public struct CountingComparison: Sendable {
    /// One reading and its results.
    public struct Reading: Sendable {
        /// How the rules were read.
        public let interpretation: Interpretation
        /// What came out so.
        public let results: Results

        /// - Parameter results: of a plan with that interpretation.
        public init(interpretation: Interpretation, results: Results) {
            self.interpretation = interpretation
            self.results = results
        }
    }

    /// How a unit stands under one reading.
    public struct Standing: Hashable, Sendable {
        /// Nil when no period is judged.
        public let rank: Int?
        /// Judged periods that are met.
        public let periodsMet: Int
        /// Closed periods with a minimum.
        public let periodsJudged: Int
        /// Items missing in closed periods.
        public let shortfall: Int
        /// The status of the open period of each quota, nil where none is open.
        public let open: [PeriodStatus?]
    }

    /// One unit under every reading, in the order of `readings`.
    public struct Row: Sendable {
        /// As the pack has it.
        public let unit: Unit
        /// One for each reading, in their order.
        public let standings: [Standing]

        /// Whether it is met, short or behind under one reading and not under another; the rank alone, which also
        /// depends on others, does not make a verdict.
        public var verdictDepends: Bool {
            let verdicts = standings.map { standing in
                Verdict(isShort: standing.shortfall > 0, isBehind: standing.open.contains(.behind))
            }
            return Set(verdicts).count > 1
        }

        /// Whether its rank is not the same under all readings.
        public var rankDepends: Bool { Set(standings.map(\.rank)).count > 1 }

        /// Whether not the same number of items is missing under all readings.
        public var shortfallDepends: Bool { Set(standings.map(\.shortfall)).count > 1 }

        private struct Verdict: Hashable {
            let isShort: Bool
            let isBehind: Bool
        }
    }

    /// In the order in which they are to be shown.
    public let readings: [Reading]
    /// Every unit, in the order of the pack.
    public let rows: [Row]

    /// The units whose verdict depends on the reading.
    public var dependent: [Unit] { rows.filter(\.verdictDepends).map(\.unit) }

    /// - Parameter readings: all of one pack and one as-of day.
    public init(readings: [Reading]) {
        self.readings = readings
        let ordered = readings.map { reading in reading.results.units.sorted { $0.place < $1.place } }
        rows = (ordered.first ?? []).indices.map { place in
            Row(unit: ordered[0][place].unit, standings: ordered.map { Standing($0[place]) })
        }
    }
}

extension CountingComparison.Standing {
    fileprivate init(_ result: UnitResult) {
        self.init(
            rank: result.rank, periodsMet: result.periodsMet, periodsJudged: result.periodsJudged,
            shortfall: result.shortfall, open: result.quotas.map { $0.openPeriod?.status })
    }
}
