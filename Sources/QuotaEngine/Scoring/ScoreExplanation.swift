import QuotaModel
import ScoringRules

/// Why one line of a scorecard has its points for one subject, down to the rows of the logs (contract, section 7,
/// `explain --scorecard`).
public struct ScoreExplanation: Sendable {
    /// One row of a log that names the subject.
    public struct Row: Sendable {
        public let place: ItemPlace
        public let outcome: MeasureOutcome
        /// What it adds to the measure.
        public let worth: Int
        public let item: Item?
        public let reject: Reject?
    }

    /// What one measure was made from.
    public struct OfMeasure: Sendable {
        /// The measure's place in the pack.
        public let place: Int
        public let value: Rational
        /// The rows of the logs, for measures that look at items one by one, in the order of the logs.
        public let rows: [Row]
        /// The periods, for measures that count them, with what each adds; nil: it is not looked at.
        public let periods: [(quota: Quota, verdict: PeriodVerdict, adds: Int?)]
        /// The subject's categories, for measures that count them, and whether each adds one.
        public let categories: [(category: Category, adds: Bool)]
        /// What was entered, for input measures.
        public let figure: EnteredFigure?
    }

    public let council: Council
    public let standing: CouncilResults.Standing
    public let criterion: Criterion
    public let points: Rational
    public let scored: ScoredShape
    /// The measures that the line looks at, each once, in the order in which it is written.
    public let measures: [OfMeasure]
}

/// A line of a scorecard and a subject, both known to the plan.
public struct ScoreExplanationTarget: Sendable {
    /// The subject's place among the plan's subjects.
    let subject: Int
    let line: Line

    enum Line: Sendable {
        case criterion(Int)
        case bonus(Int)
        case penalty(Int)
    }

    /// Nil where the plan has no such subject, or the scorecard no such line.
    public init?(subject: Int, criterion id: String, in plan: ScoringPlan) {
        self.subject = subject
        let scorecard = plan.scorecard
        if let place = scorecard.criteria.firstIndex(where: { $0.id == id }) {
            line = .criterion(place)
        } else if let place = scorecard.bonus.firstIndex(where: { $0.criterion.id == id }) {
            line = .bonus(place)
        } else if let place = scorecard.penalties.firstIndex(where: { $0.id == id }) {
            line = .penalty(place)
        } else {
            return nil
        }
    }
}

/// Collects the rows of one subject while the logs are read. Judges each of them for itself, so that an explanation that
/// disagreed with the tally would be seen.
public struct ScoreExplanationFold: Sendable {
    private let plan: ScoringPlan
    private let target: ScoreExplanationTarget
    private var items: [Item] = []
    private var rejects: [Reject] = []
    /// The fields of each finished log.
    private var fields: [FieldSet] = []

    public init(plan: ScoringPlan, target: ScoreExplanationTarget) {
        self.plan = plan
        self.target = target
    }

    public mutating func add(_ batch: [Item]) {
        let owner = plan.subjects[target.subject].owner
        for item in batch {
            let isNamed =
                switch plan.scorecard.subject {
                case .unit: item.units.contains(owner)
                case .person: item.authors.contains(owner)
                case .agency: true
                }
            if isNamed { items.append(item) }
        }
    }

    public mutating func add(_ reject: Reject) {
        switch plan.scorecard.subject {
        case .unit: if reject.units.contains(plan.subjects[target.subject].owner) { rejects.append(reject) }
        case .agency: rejects.append(reject)
        // The author of a rejected row is not known.
        case .person: break
        }
    }

    public mutating func finishLog(fields: FieldSet) { self.fields.append(fields) }

    /// The explanation of the target from the council's results and the collected rows.
    public func explanation(of council: Council, measures table: MeasureTable) -> ScoreExplanation? {
        guard let standing = council.results.standings.first(where: { $0.place == target.subject }) else { return nil }
        let (criterion, points) = line(council.results)
        var seen: Set<Int> = []
        let places = criterion.score.references.compactMap { reference -> Int? in
            guard case .measure(let place) = reference, seen.insert(place).inserted else { return nil }
            return place
        }
        return ScoreExplanation(
            council: council, standing: standing, criterion: criterion, points: points,
            scored: council.results.reason(of: criterion, target.subject),
            measures: places.map { explain($0, council.results, table) })
    }

    private func line(_ results: CouncilResults) -> (Criterion, Rational) {
        let scorecard = plan.scorecard
        switch target.line {
        case .criterion(let place):
            return (scorecard.criteria[place], results.points(ofCriterion: place, target.subject))
        case .bonus(let place):
            return (scorecard.bonus[place].criterion, results.points(ofBonus: place, target.subject))
        case .penalty(let place):
            return (scorecard.penalties[place], results.points(ofPenalty: place, target.subject))
        }
    }

    private func explain(_ place: Int, _ results: CouncilResults, _ table: MeasureTable) -> ScoreExplanation.OfMeasure {
        let measure = plan.pack.measures[place]
        let subject = plan.subjects[target.subject]
        let meter = plan.meters.first { $0.place == place }
        var periods: [(quota: Quota, verdict: PeriodVerdict, adds: Int?)] = []
        if case .periods(let figure, let lines) = measure.figure {
            periods = self.periods(of: subject, lines, table).map { quota, verdict in
                (quota, verdict, plan.looks(at: verdict) ? figure.count(of: verdict) : nil)
            }
        }
        var categories: [(category: Category, adds: Bool)] = []
        if case .categories(let figure) = measure.figure {
            categories = table.categories.categories(of: subject).map {
                (plan.pack.roster.categories[$0], table.categories.counts($0, figure))
            }
        }
        return ScoreExplanation.OfMeasure(
            place: place, value: results.measure(place, target.subject), rows: meter.map(rows) ?? [],
            periods: periods, categories: categories,
            figure: plan.scorecard.slot(of: measure).flatMap { results.figure($0, target.subject) })
    }

    private func periods(
        of subject: ScoringSubject, _ lines: [Int]?, _ table: MeasureTable
    ) -> [(Quota, PeriodVerdict)] {
        let units = (table.quotas?.units ?? []).sorted { $0.place < $1.place }
        let own = units.filter { plan.scorecard.subject == .agency || $0.place == subject.unit }
        return own.flatMap(\.quotas).filter { lines?.contains($0.place) ?? true }.flatMap { quota in
            quota.periods.map { (quota.quota, $0) }
        }
    }

    private func rows(_ meter: MeasureMeter) -> [ScoreExplanation.Row] {
        let accepted = items.map { item in
            ScoreExplanation.Row(
                place: item.place, outcome: outcome(of: item, meter), worth: plan.worth(of: item, for: meter),
                item: item, reject: nil)
        }
        let refused = rejects.map {
            ScoreExplanation.Row(place: $0.place, outcome: .rejected, worth: 0, item: nil, reject: $0)
        }
        return (accepted + refused).sorted { $0.place < $1.place }
    }

    private func outcome(of item: Item, _ meter: MeasureMeter) -> MeasureOutcome {
        let log = fields[item.place.source]
        let day: CivilDate?
        if let deadline = meter.deadline.map({ plan.pack.deadlines[$0] }) {
            guard log.contains(deadline.from), log.contains(deadline.to) else { return .kept(.unverifiable) }
            day = item.day(deadline.from)
        } else {
            switch item.state {
            case .known(let state) where !plan.pack.counting.states.contains(state): return .state(state)
            case .unknown: return .state(nil)
            case .empty where log.contains(.state): return .state(nil)
            default: break
            }
            day = item.day(plan.pack.counting.date)
        }
        let outcome = plan.outcome(of: item, for: meter)
        guard outcome == .counted else { return outcome }
        var isTheirs = false
        plan.forEachOwner(of: item, on: day) { if $0 == plan.subjects[target.subject].owner { isTheirs = true } }
        if isTheirs { return .counted }
        let owner = plan.subjects[target.subject].owner
        return plan.scorecard.subject == .person && !plan.isMember(owner, on: day) ? .notMember : .notFirst
    }
}
