import QuotaModel
import ScoringRules

/// The verdicts as a grid: a line for each unit and quota in ranking order, a column for each window that any of them
/// has (contract, section 10: units × periods).
public struct PeriodTable: Sendable {
    /// A window, with the length of its periods.
    public struct Column: Hashable, Sendable {
        public let per: PeriodLength
        public let window: DaySpan
    }

    /// A quota of a unit.
    public struct Line: Sendable {
        public let unit: UnitResult
        public let quota: QuotaResult
        /// By column; nil where the line has no such period.
        public let cells: [PeriodVerdict?]
    }

    /// What the lines of one column add up to.
    public struct Total: Hashable, Sendable {
        public var count = 0
        public var minimum = 0
    }

    /// Shorter periods first, each length in order of time.
    public let columns: [Column]
    public let lines: [Line]
    /// By column.
    public let totals: [Total]

    public init(_ results: Results) {
        let all = results.units.flatMap { unit in unit.quotas.map { (unit, $0) } }
        let columns = Set(all.flatMap { $1.columns }).sorted(by: Self.isBefore)
        let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        var totals = [Total](repeating: Total(), count: columns.count)
        lines = all.map { unit, quota in
            var cells = [PeriodVerdict?](repeating: nil, count: columns.count)
            for (column, verdict) in zip(quota.columns, quota.periods) {
                guard let place = places[column] else { continue }
                cells[place] = verdict
                totals[place].count += verdict.count
                totals[place].minimum += verdict.minimum.items
            }
            return Line(unit: unit, quota: quota, cells: cells)
        }
        self.columns = columns
        self.totals = totals
    }

    /// The runs of columns of one length.
    public var groups: [(per: PeriodLength, columns: Range<Int>)] {
        PeriodLength.allCases.compactMap { per in
            guard let first = columns.firstIndex(where: { $0.per == per }),
                let last = columns.lastIndex(where: { $0.per == per })
            else { return nil }
            return (per, first..<last + 1)
        }
    }

    private static func isBefore(_ left: Column, _ right: Column) -> Bool {
        key(left).lexicographicallyPrecedes(key(right))
    }

    private static func key(_ column: Column) -> [Int] {
        [
            PeriodLength.allCases.firstIndex(of: column.per) ?? 0, Int(column.window.first.dayNumber),
            Int(column.window.last.dayNumber),
        ]
    }
}

extension QuotaResult {
    fileprivate var columns: [PeriodTable.Column] {
        periods.map { PeriodTable.Column(per: quota.per, window: $0.period.window) }
    }
}
