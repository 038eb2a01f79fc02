import QuotaModel
import ScoringRules

/// A scorecard made ready for one window and one as-of day: who is scored, which measures are needed, what every item
/// must be tested for. Made once; every item is then counted by looking things up.
public struct ScoringPlan: Sendable {
    /// The quotas, for measures that count periods.
    public let plan: Plan
    /// One of the plan's pack.
    public let scorecard: Scorecard
    /// As asked for or as the scorecard says; the as-of day where nothing ends it.
    public let from: CivilDate
    /// The last day of the window; may lie after the as-of day.
    public let to: CivilDate
    /// In the order of the pack.
    public let subjects: [ScoringSubject]
    /// The same in the order of their names, then as in the pack.
    let subjectsByName: [Int32]
    /// The group inside which each subject is compared: those of one block, or those without any.
    let blocks: SubjectCoding

    /// The part of the window up to the as-of day; nil when none of it has begun.
    let countedSpan: DaySpan?
    /// Places of the measures that the scorecard uses, in the order of the pack.
    public let measures: [Int]
    let meters: [MeasureMeter]
    /// How many units, people or agencies items are counted for.
    let ownerCount: Int
    let countsPeriods: Bool

    /// - Parameters:
    ///   - from: overrides the window's first day; likewise `to`.
    /// - Throws: `end-before-start` when the window ends before it begins.
    public init(
        plan: Plan, scorecard: Scorecard, from: CivilDate? = nil, to: CivilDate? = nil
    ) throws(Issue) {
        let pack = plan.pack
        let own = scorecard.window(in: pack)
        let (first, last) = (from ?? own.from, to ?? own.to)
        if let last, last < first {
            throw Issue(
                .endBeforeStart, subject: scorecard.id, found: last.description, expected: ["\(first).."])
        }
        self.plan = plan
        self.scorecard = scorecard
        self.from = first
        self.to = last ?? plan.asOf
        countedSpan = DaySpan(first, min(self.to, plan.asOf))
        subjects = scorecard.subjects(in: pack)
        subjectsByName = VietnameseOrder.order(of: subjects.map(\.name))
        blocks = SubjectCoding(blocksOf: subjects)
        measures = scorecard.measures
        meters = measures.compactMap { MeasureMeter(pack.measures[$0], place: $0, plan: plan) }
        ownerCount =
            switch scorecard.subject {
            case .unit: pack.roster.units.count
            case .person: pack.roster.people.count
            case .agency: 1
            }
        countsPeriods = measures.contains { pack.measures[$0].countsPeriods }
    }

    /// As it was read, after any interpretation.
    public var pack: RulePack { plan.pack }

    /// The days that nobody asked otherwise for; nil: without an end.
    public var ownWindow: (from: CivilDate, to: CivilDate?) { scorecard.window(in: pack) }

    /// Whether nobody asked for other days.
    public var isOwnWindow: Bool { from == ownWindow.from && to == ownWindow.to ?? asOf }

    /// Places of the measures that look at items one by one, in the order of the pack.
    public var measuresOfItems: [Int] { meters.map(\.place) }

    /// The day on which everything is judged.
    public var asOf: CivilDate { plan.asOf }
}

extension Scorecard {
    /// The days that it says, else its pack (contract, section 6); nil: without an end.
    public func window(in pack: RulePack) -> (from: CivilDate, to: CivilDate?) { (from ?? pack.from, to ?? pack.to) }
}

/// A measure that looks at items one by one.
struct MeasureMeter: Sendable {
    enum Figure: Sendable {
        case items
        case sum(Field)
        case deadline(Measure.DeadlineFigure, Int)
    }

    /// The measure's place in the pack.
    let place: Int
    let figure: Figure
    let test: ItemTest
    /// Nil: the measure has no deadline.
    let deadlineTest: ItemTest?

    init?(_ measure: Measure, place: Int, plan: Plan) {
        self.place = place
        switch measure.figure {
        case .items: (figure, deadlineTest) = (.items, nil)
        case .sum(let field, _): (figure, deadlineTest) = (.sum(field), nil)
        case .deadline(let kept, let deadline, _):
            (figure, deadlineTest) = (.deadline(kept, deadline), plan.deadlineTests[deadline])
        case .periods, .categories, .input: return nil
        }
        // Without `where.kinds` a measure counts every kind.
        test = ItemTest(
            measure.filter ?? ItemFilter(), defaultKinds: nil, roster: plan.pack.roster, distance: plan.distance)
    }

    var deadline: Int? { if case .deadline(_, let place) = figure { place } else { nil } }
}

extension ScoringPlan {
    /// What this evaluation asks of a log.
    ///
    /// - Parameter details: whether items shall carry their row's own words.
    public func readingOrder(details: Bool = false) -> ReadingOrder {
        var order = plan.readingOrder(details: details || scorecard.subject == .person)
        order.tested = testedFields
        order.wanted.formUnion(order.tested)
        if scorecard.subject == .person { order.wanted.formUnion(FieldSet(.author)) }
        return order
    }

    /// Those that a measure in use counts on, in file order.
    private var deadlines: [Deadline] {
        Set(meters.compactMap(\.deadline)).sorted().map { pack.deadlines[$0] }
    }

    /// The fields that this log does not have at all and without which a figure says nothing: the days that a deadline in use
    /// counts between, the author where people are scored by their items, the category for measures that look at it. They do
    /// not stop the run (contract, section 4), so they must be said.
    public func fieldsLacking(in summary: LogSummary) -> [Issue] {
        var needs = deadlines.map { FieldNeed(id: $0.id, fields: $0.days) }
        if scorecard.subject == .person, !meters.isEmpty {
            needs.append(FieldNeed(id: scorecard.id, fields: FieldSet(.author)))
        }
        for measure in measures.map({ pack.measures[$0] }) {
            // How many there are no log says.
            guard case .categories(let figure) = measure.figure, figure != .all else { continue }
            needs.append(FieldNeed(id: measure.id, fields: FieldSet(.category)))
        }
        return needs.missing(in: summary)
    }

    /// The fields that the measures in use test; with those of the quotas where periods count.
    private var testedFields: FieldSet {
        measures.reduce(into: countsPeriods ? plan.pack.fieldsOfQuotas : []) { fields, measure in
            fields.formUnion(tested(by: pack.measures[measure]))
        }
    }

    /// A measure that counts on a deadline tests what the deadline tests, too.
    private func tested(by measure: Measure) -> FieldSet {
        guard case .deadline(_, let place, _) = measure.figure else { return measure.testedFields }
        return measure.testedFields.union(pack.deadlines[place].filter.fields)
    }

    /// The fields that a rule in use tests and this log does not have at all (contract, section 4).
    public func missingFields(in summary: LogSummary) -> [Issue] {
        guard summary.records > 0 else { return [] }
        let missing = testedFields.subtracting(summary.fields)
        let ofQuotas = countsPeriods ? plan.pack.quotas(testing: missing) : []
        return missing.fields.map { field in
            let ofMeasures = measures.map { pack.measures[$0] }.filter { tested(by: $0).contains(field) }.map(\.id)
            return Issue(
                .fieldMissing, at: SourceLocation(summary.source), subject: field.rawValue,
                rules: ofMeasures + (ofQuotas.first { $0.field == field }?.quotas ?? []))
        }
    }
}
