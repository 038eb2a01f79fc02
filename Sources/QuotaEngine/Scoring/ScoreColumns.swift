import QuotaModel
import ScoringRules

/// All numbers that a scorecard is scored from, by measure and subject.
struct ScoreColumns: Sendable {
    let scorecard: Scorecard
    let subjects: [ScoringSubject]
    /// The subjects in the order of their names.
    let subjectsByName: [Int32]
    /// By the measure's place in the pack; empty for measures not in use.
    let measures: [NumberColumn]
    let figures: EnteredFigures
    /// The numbers of the inputs that are points themselves, by input; empty for others.
    let entered: [NumberColumn]
    /// The group inside which each subject is compared, by subject: those of one block, or those without any.
    let blockOfSubject: [Int]
    let blockCount: Int
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
            measures[place] = NumberColumn(figures.numbers(slot, count: count))
        }
        self.measures = measures
        let views = scorecard.lines.map { ScoreView($0.score) }
        entered = scorecard.inputs.indices.map { slot in
            NumberColumn(views.contains { $0.numbers.contains(slot) } ? figures.numbers(slot, count: count) : [])
        }
        let blocks = Self.blocks(of: plan.subjects)
        (blockOfSubject, blockCount) = blocks
        largest = measures.indices.map { place in
            views.contains { $0.compared.contains(place) } ? Self.largest(of: measures[place], blocks) : []
        }
    }

    private static func blocks(of subjects: [ScoringSubject]) -> (ofSubject: [Int], count: Int) {
        var places: [String?: Int] = [:]
        var blocks: [Int] = []
        blocks.reserveCapacity(subjects.count)
        for subject in subjects {
            // Those of one block mostly follow each other.
            if let last = blocks.last, subjects[blocks.count - 1].block == subject.block {
                blocks.append(last)
                continue
            }
            let block = places[subject.block] ?? places.count
            places[subject.block] = block
            blocks.append(block)
        }
        return (blocks, places.count)
    }

    private static func largest(of column: NumberColumn, _ blocks: (ofSubject: [Int], count: Int)) -> [Rational] {
        // The subject that has it.
        var largest = [Int?](repeating: nil, count: blocks.count + 1)
        for subject in 0..<column.count {
            for group in [blocks.ofSubject[subject], blocks.count] {
                if largest[group].map({ column.isGreater(subject, than: $0) }) ?? true { largest[group] = subject }
            }
        }
        return largest.map { $0.map { column[$0] } ?? .zero }
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
        largest[measure][among == .all ? blockCount : blockOfSubject[subject]]
    }
}

extension Scorecard {
    /// Everything that has points of its own, in file order.
    var lines: [Criterion] { criteria + bonus.map(\.criterion) + penalties }
}
