import QuotaModel
import ScoringRules

/// The measures that come out of the logs, by measure and subject.
public struct MeasureTable: Sendable {
    let plan: ScoringPlan
    /// By the measure's place in the pack; empty for measures that the scorecard doesn't use and for those that are
    /// entered.
    let columns: [NumberColumn]
    let categories: CategoryFigures
    private let verdicts: PeriodFigures

    /// - Parameter quotas: the verdicts on periods; nil where no measure counts them.
    init(plan: ScoringPlan, tally: MeasureTally, quotas: Results?) {
        self.plan = plan
        var columns = [NumberColumn](repeating: NumberColumn([]), count: plan.pack.measures.count)
        let meterOfMeasure = Dictionary(uniqueKeysWithValues: plan.meters.enumerated().map { ($1.place, $0) })
        verdicts = PeriodFigures(plan: plan, results: quotas)
        let categories = CategoryFigures(plan: plan, tally: tally)
        for place in plan.measures {
            switch plan.pack.measures[place].figure {
            case .items, .sum, .deadline:
                guard let meter = meterOfMeasure[place] else { continue }
                columns[place] = tally.column(meter)
            case .periods(let figure, let lines):
                columns[place] = NumberColumn(counts: verdicts.column(figure, lines: lines))
            case .categories(let figure):
                columns[place] = NumberColumn(counts: plan.subjects.map { categories.count(figure, of: $0) })
            case .input:
                break
            }
        }
        self.columns = columns
        self.categories = categories
    }
}

/// A period behind a measure that counts them.
public struct PeriodBehind: Sendable {
    /// The place of the quota line in the pack.
    public let line: Int
    /// The line as it was read.
    public let quota: Quota
    /// On the unit and the period, as of the as-of day.
    public let verdict: PeriodVerdict
    /// Nil: the measure does not look at it.
    public let adds: Int?
}

/// A category behind a measure that counts them.
public struct CategoryBehind: Sendable {
    /// As the pack has it.
    public let category: Category
    /// Whether the measure counts it.
    public let adds: Bool
}

extension MeasureTable {
    /// The periods behind a measure that counts them, in pack order.
    public func periods(
        behind measure: Measure, of subject: ScoringSubject
    ) -> [PeriodBehind] {
        guard case .periods(let figure, let lines) = measure.figure else { return [] }
        let wanted = lines.map(Set.init)
        return verdicts.quotas(of: subject).filter { wanted?.contains($0.place) ?? true }.flatMap { quota in
            quota.periods.map { verdict in
                PeriodBehind(
                    line: quota.place, quota: quota.quota, verdict: verdict,
                    adds: plan.looks(at: verdict) ? figure.count(of: verdict) : nil)
            }
        }
    }

    /// The subject's categories behind a measure that counts them.
    public func categories(
        behind measure: Measure, of subject: ScoringSubject
    ) -> [CategoryBehind] {
        guard case .categories(let figure) = measure.figure else { return [] }
        return categories.categories(of: subject).map {
            CategoryBehind(category: plan.pack.roster.categories[$0], adds: categories.counts($0, figure))
        }
    }
}

/// What measures count of the verdicts on periods.
private struct PeriodFigures: Sendable {
    let plan: ScoringPlan
    /// Nil where no measure counts periods.
    let results: Results?

    /// The lines of the subject's unit, those of all units for the agency; in pack order.
    func quotas(of subject: ScoringSubject) -> [QuotaResult] {
        guard let results else { return [] }
        let units =
            plan.scorecard.subject == .agency
            ? Array(plan.pack.roster.units.indices) : [subject.unit].compactMap(\.self)
        return units.flatMap { results.quotas(ofUnit: $0) }
    }

    func column(_ figure: Measure.PeriodFigure, lines: [Int]?) -> [Int] {
        let wanted = lines.map(Set.init)
        guard plan.scorecard.subject != .agency else {
            return [plan.pack.roster.units.indices.reduce(0) { $0 + count(figure, ofUnit: $1, wanted) }]
        }
        // People of one unit have the same.
        var counts = [Int?](repeating: nil, count: plan.pack.roster.units.count)
        return plan.subjects.map { subject in
            guard let unit = subject.unit else { return 0 }
            let known = counts[unit] ?? count(figure, ofUnit: unit, wanted)
            counts[unit] = known
            return known
        }
    }

    private func count(_ figure: Measure.PeriodFigure, ofUnit unit: Int, _ lines: Set<Int>?) -> Int {
        guard let results else { return 0 }
        var count = 0
        for quota in results.quotas(ofUnit: unit) where lines?.contains(quota.place) ?? true {
            for verdict in quota.periods where plan.looks(at: verdict) { count += figure.count(of: verdict) }
        }
        return count
    }
}

extension ScoringPlan {
    /// Closed periods with a minimum whose own window is wholly inside the scorecard's.
    func looks(at verdict: PeriodVerdict) -> Bool {
        verdict.isJudged && from <= verdict.period.window.first && verdict.period.window.last <= to
    }
}

extension Measure.PeriodFigure {
    /// What one closed, judged period adds.
    func count(of verdict: PeriodVerdict) -> Int {
        switch self {
        case .judged: 1
        case .met: verdict.status == .met ? 1 : 0
        case .short: verdict.status == .short ? 1 : 0
        case .shortfall: verdict.shortfall
        }
    }
}

/// What measures count of the categories that a subject answers for.
struct CategoryFigures: Sendable {
    private let plan: ScoringPlan
    private let tally: MeasureTally
    /// Places of the categories of each unit.
    private let ofUnit: [[Int]]

    init(plan: ScoringPlan, tally: MeasureTally) {
        self.plan = plan
        self.tally = tally
        var ofUnit = [[Int]](repeating: [], count: plan.pack.roster.units.count)
        for (place, category) in plan.pack.roster.categories.enumerated() {
            for unit in category.units { ofUnit[unit].append(place) }
        }
        self.ofUnit = ofUnit
    }

    /// Places of the categories that answer to the subject.
    func categories(of subject: ScoringSubject) -> [Int] {
        plan.scorecard.subject == .agency
            ? Array(plan.pack.roster.categories.indices) : subject.unit.map { ofUnit[$0] } ?? []
    }

    func count(_ figure: Measure.CategoryFigure, of subject: ScoringSubject) -> Int {
        categories(of: subject).count { counts($0, figure) }
    }

    func counts(_ category: Int, _ figure: Measure.CategoryFigure) -> Bool {
        switch figure {
        case .all: true
        case .empty: tally.categories[category].items == 0
        case .stale: isStale(category)
        }
    }

    private func isStale(_ category: Int) -> Bool {
        guard let last = tally.categories[category].lastDay else { return true }
        guard let days = plan.pack.roster.categories[category].freshWithin else { return false }
        return min(plan.to, plan.asOf).days(since: last) > days
    }
}
