import QuotaModel
import ScoringRules

/// The verdicts as a grid: a line for each unit and quota in ranking order, a column for each window that any of them
/// has (contract, section 10: units × periods).
public struct PeriodTable: Sendable {
    /// A window, with the length of its periods.
    public struct Column: Hashable, Sendable {
        /// How long the whole period is.
        public let per: PeriodLength
        /// The part of it that counts.
        public let window: DaySpan
    }

    /// A quota of a unit.
    public struct Line: Sendable {
        /// Whose periods these are.
        public let unit: UnitResult
        /// The verdicts, one for each of `columns`.
        public let quota: QuotaResult
        /// The column of each of the quota's periods, ascending.
        public let columns: [Int]

        /// By column; nil where the line has no such period. Made for one line at a time: those of all would be lines ×
        /// columns.
        public func cells(_ range: Range<Int>) -> [PeriodVerdict?] {
            var cells = [PeriodVerdict?](repeating: nil, count: range.count)
            for (column, verdict) in zip(columns, quota.periods) where range.contains(column) {
                cells[column - range.lowerBound] = verdict
            }
            return cells
        }
    }

    /// What the lines of one column add up to.
    public struct Total: Hashable, Sendable {
        /// Items counted.
        public var count = 0
        /// Items owed.
        public var minimum = 0
        /// How many lines have such a period.
        public var lines = 0
    }

    /// Shorter periods first, each length in order of time.
    public let columns: [Column]
    /// Units in ranking order, the quota lines of each in file order.
    public let lines: [Line]
    /// By column.
    public let totals: [Total]

    /// - Parameter results: all units of them are taken.
    public init(_ results: Results) {
        let all = results.units.flatMap { unit in unit.quotas.map { (unit, $0) } }
        let columns = Set(all.flatMap { $1.columns }).sorted(by: Self.isBefore)
        let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        var totals = [Total](repeating: Total(), count: columns.count)
        lines = all.map { unit, quota in
            let own = quota.columns.compactMap { places[$0] }
            for (place, verdict) in zip(own, quota.periods) {
                totals[place].count += verdict.count
                totals[place].minimum += verdict.minimum.items
                totals[place].lines += 1
            }
            return Line(unit: unit, quota: quota, columns: own)
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

    /// A grid of so many cells is no burden, however empty.
    private static let fewCells = 100_000

    /// Whether nearly all cells of a grid of these columns would be empty, as where each of many units counts from a day
    /// of its own: it would show little and weigh much.
    public func isSparse(_ range: Range<Int>) -> Bool {
        let rows = lines.count { $0.columns.first.map(range.contains) ?? false }
        let cells = rows * range.count
        return cells > Self.fewCells && cells / 8 > totals[range].reduce(0) { $0 + $1.lines }
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
