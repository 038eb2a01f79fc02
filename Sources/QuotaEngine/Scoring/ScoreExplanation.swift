import QuotaModel
import ScoringRules

/// Why one line of a scorecard has its points for one subject, down to the rows of the logs (contract, section 7,
/// `explain --scorecard`).
public struct ScoreExplanation: Sendable {
    /// One row of a log that names the subject.
    public struct Row: Sendable {
        /// Where the row stands.
        public let place: ItemPlace
        /// Whether it adds to the measure, else why not.
        public let outcome: MeasureOutcome
        /// What it adds to the measure.
        public let worth: Int
        /// The accepted item, with its words; nil for a rejected row.
        public let item: Item?
        /// The row that was not accepted; nil for an item.
        public let reject: Reject?
    }

    /// What one measure was made from.
    public struct OfMeasure: Sendable {
        /// The measure's place in the pack.
        public let place: Int
        /// Of the subject.
        public let value: Rational
        /// The rows of the logs, for measures that look at items one by one, in the order of the logs.
        public let rows: [Row]
        /// The periods, for measures that count them, with what each adds; nil: it is not looked at.
        public let periods: [PeriodBehind]
        /// The subject's categories, for measures that count them, and whether each adds one.
        public let categories: [CategoryBehind]
        /// What was entered, for input measures.
        public let figure: EnteredFigure?
    }

    /// All results that the line belongs to.
    public let council: Council
    /// The subject's.
    public let standing: CouncilResults.Standing
    /// The criterion, bonus or penalty that is explained.
    public let criterion: Criterion
    /// What the line gives, of a penalty what it takes, rounded where the scorecard rounds criteria.
    public let points: Rational
    /// The shape's value, before it is clamped and rounded, with its reason.
    public let scored: ScoredShape
    /// The measures that the line looks at, each once, in the order in which it is written.
    public let measures: [OfMeasure]
}

/// A line of a scorecard and a subject, both known to the plan.
public struct ScoreExplanationTarget: Sendable {
    /// The subject's place among the plan's subjects.
    let subject: Int
    let line: ScorecardLine

    /// Nil where the plan has no such subject, or the scorecard no such line.
    public init?(subject: Int, criterion id: String, in plan: ScoringPlan) {
        guard plan.subjects.indices.contains(subject), let line = plan.scorecard.line(id) else { return nil }
        self.subject = subject
        self.line = line
    }
}

/// Collects the rows of one subject while the logs are read. Judges each of them for itself, so that an explanation that
/// disagreed with the tally would be seen.
public struct ScoreExplanationFold: Sendable {
    private let plan: ScoringPlan
    private let target: ScoreExplanationTarget
    private var items: [Item] = []
    private var rejects: [Reject] = []
    private var overruled: [(item: Item, by: Overruling)] = []
    /// The fields of each finished log.
    private var fields: [Int: FieldSet] = [:]

    /// - Parameter target: of the same plan.
    public init(plan: ScoringPlan, target: ScoreExplanationTarget) {
        self.plan = plan
        self.target = target
    }

    /// Keeps those that name the subject, counted or not.
    public mutating func add(_ batch: Span<Item>) {
        for place in batch.indices where plan.isNamed(plan.subjects[target.subject], by: batch[place]) {
            items.append(batch[place])
        }
    }

    /// Keeps one that names the subject.
    public mutating func add(_ reject: Reject) {
        switch plan.scorecard.subject {
        case .unit: if reject.units.contains(plan.subjects[target.subject].owner) { rejects.append(reject) }
        case .agency: rejects.append(reject)
        // The author of a rejected row is not known.
        case .person: break
        }
    }

    /// An accepted row that counts nowhere.
    public mutating func add(_ item: Item, _ overruling: Overruling) {
        if plan.isNamed(plan.subjects[target.subject], by: item) { overruled.append((item, overruling)) }
    }

    /// Closes the log that was being read: what an item adds may depend on the fields that it has.
    public mutating func finishLog(_ log: LogSummary) { fields[log.number] = log.fields }

    /// The explanation of the target from the council's results, which are those of the same plan, and the collected rows.
    public func explanation(of council: Council, measures table: MeasureTable) -> ScoreExplanation {
        let criterion = plan.scorecard[target.line]
        var seen: Set<Int> = []
        let places = criterion.score.references.compactMap { reference -> Int? in
            guard case .measure(let place) = reference, seen.insert(place).inserted else { return nil }
            return place
        }
        return ScoreExplanation(
            council: council, standing: council.results.standing(ofSubject: target.subject), criterion: criterion,
            points: council.results.points(of: target.line, target.subject),
            scored: council.results.reason(of: criterion, target.subject),
            measures: places.map { explain($0, council.results, table) })
    }

    private func explain(_ place: Int, _ results: CouncilResults, _ table: MeasureTable) -> ScoreExplanation.OfMeasure {
        let measure = plan.pack.measures[place]
        let subject = plan.subjects[target.subject]
        let meter = plan.meters.first { $0.place == place }
        return ScoreExplanation.OfMeasure(
            place: place, value: results.measure(place, target.subject), rows: meter.map(rows) ?? [],
            periods: table.periods(behind: measure, of: subject),
            categories: table.categories(behind: measure, of: subject),
            figure: plan.scorecard.slot(of: measure).flatMap { results.figure($0, target.subject) })
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
        let overruled = overruled.map {
            ScoreExplanation.Row(
                place: $0.item.place, outcome: .overruled($0.by), worth: 0, item: $0.item, reject: nil)
        }
        return (accepted + refused + overruled).sorted { $0.place < $1.place }
    }

    private func outcome(of item: Item, _ meter: MeasureMeter) -> MeasureOutcome {
        plan.outcome(
            of: item, for: meter, owner: plan.subjects[target.subject].owner, logFields: fields[item.place.source] ?? []
        )
    }
}
