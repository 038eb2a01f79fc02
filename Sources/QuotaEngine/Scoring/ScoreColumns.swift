import QuotaModel
import ScoringRules

/// All numbers that a scorecard is scored from, by measure and subject.
struct ScoreColumns: Sendable {
    let scorecard: Scorecard
    let subjects: [ScoringSubject]
    /// The subjects in the order of their names; empty for an excerpt.
    let subjectsByName: [Int32]
    /// By the measure's place in the pack; empty for measures not in use.
    let measures: [NumberColumn]
    let figures: EnteredFigures
    /// The numbers of the inputs that are points themselves, by input; empty for others.
    let entered: [NumberColumn]
    /// The group inside which each subject is compared, by subject: those of one block, or those without any.
    let blocks: SubjectCoding
    /// The largest value of each measure that a `best` looks at: by block, then one for all.
    private let largest: [[Rational]]

    init(_ table: MeasureTable, figures: EnteredFigures) {
        let plan = table.plan
        let scorecard = plan.scorecard
        let count = plan.subjects.count
        self.scorecard = scorecard
        subjects = plan.subjects
        subjectsByName = plan.subjectsByName
        self.figures = figures
        var measures = table.columns
        for place in plan.measures {
            guard let slot = scorecard.slot(of: plan.pack.measures[place]) else { continue }
            measures[place] = NumberColumn(figures, slot, count: count)
        }
        self.measures = measures
        let views = scorecard.lines.map { ScoreView(scorecard[$0].score) }
        entered = scorecard.inputs.indices.map { slot in
            views.contains { $0.numbers.contains(slot) }
                ? NumberColumn(figures, slot, count: count) : NumberColumn([])
        }
        let blocks = plan.blocks
        self.blocks = blocks
        largest = measures.indices.map { place in
            views.contains { $0.compared.contains(place) } ? Self.largest(of: measures[place], blocks) : []
        }
    }

    private static func largest(of column: NumberColumn, _ blocks: SubjectCoding) -> [Rational] {
        // The subject that has it.
        var largest = [Int?](repeating: nil, count: blocks.count + 1)
        for subject in 0..<column.count {
            for group in [blocks[subject], blocks.count] {
                if largest[group].map({ column.isGreater(subject, than: $0) }) ?? true { largest[group] = subject }
            }
        }
        return largest.map { $0.map { column[$0] } ?? .zero }
    }

    /// Of these subjects only, in this order; the largest values stay those of all.
    func excerpt(_ subjects: ArraySlice<Int32>) -> ScoreColumns { ScoreColumns(self, of: subjects) }

    private init(_ all: ScoreColumns, of subjects: ArraySlice<Int32>) {
        scorecard = all.scorecard
        self.subjects = subjects.map { all.subjects[Int($0)] }
        subjectsByName = []
        measures = all.measures.map { $0.excerpt(subjects) }
        figures = all.figures.excerpt(subjects)
        entered = all.entered.map { $0.excerpt(subjects) }
        blocks = all.blocks.excerpt(subjects)
        largest = all.largest
    }

    func figure(_ measure: Int, _ subject: Int) -> MeasureFigure {
        MeasureFigure(measure: measure, value: measures[measure][subject])
    }

    func figure(_ amount: ScoreShape.Amount, _ subject: Int) -> AmountFigure {
        switch amount {
        case .measure(let place): AmountFigure(measure: place, value: measures[place][subject])
        case .number(let number): AmountFigure(measure: nil, value: number)
        }
    }

    func largest(_ measure: Int, among: ScoreShape.Among, with subject: Int) -> Rational {
        largest[measure][among == .all ? blocks.count : blocks[subject]]
    }
}

extension NumberColumn {
    /// The numbers entered under one input.
    fileprivate init(_ figures: EnteredFigures, _ slot: Int, count: Int) {
        if let (parts, denominator) = figures.parts(slot, count: count) {
            self.init(parts, of: denominator)
        } else {
            self.init(figures.numbers(slot, count: count))
        }
    }
}
