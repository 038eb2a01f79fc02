import QuotaModel
import ScoringRules

/// The same items counted under several readings of the rules, side by side: what hangs on the reading that a notice
/// leaves open.
public struct CountingComparison: Sendable {
    /// One reading and its results.
    public struct Reading: Sendable {
        public let interpretation: Interpretation
        public let results: Results

        public init(interpretation: Interpretation, results: Results) {
            self.interpretation = interpretation
            self.results = results
        }
    }

    /// How a unit stands under one reading.
    public struct Standing: Hashable, Sendable {
        public let rank: Int?
        public let periodsMet: Int
        public let periodsJudged: Int
        /// Items missing in closed periods.
        public let shortfall: Int
        /// The status of the open period of each quota, nil where none is open.
        public let open: [PeriodStatus?]
    }

    /// One unit under every reading, in the order of `readings`.
    public struct Row: Sendable {
        public let unit: Unit
        public let standings: [Standing]

        /// Whether it is met, short or behind under one reading and not under another; the rank alone, which also
        /// depends on others, does not make a verdict.
        public var verdictDepends: Bool {
            let verdicts = standings.map { standing in
                Verdict(isShort: standing.shortfall > 0, isBehind: standing.open.contains(.behind))
            }
            return Set(verdicts).count > 1
        }

        public var rankDepends: Bool { Set(standings.map(\.rank)).count > 1 }

        public var shortfallDepends: Bool { Set(standings.map(\.shortfall)).count > 1 }

        private struct Verdict: Hashable {
            let isShort: Bool
            let isBehind: Bool
        }
    }

    public let readings: [Reading]
    /// Every unit, in the order of the pack.
    public let rows: [Row]

    /// The units whose verdict depends on the reading.
    public var dependent: [Unit] { rows.filter(\.verdictDepends).map(\.unit) }

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
