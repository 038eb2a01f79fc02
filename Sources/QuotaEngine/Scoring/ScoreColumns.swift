import QuotaModel
import ScoringRules

/// All numbers that a scorecard is scored from, by measure and subject.
struct ScoreColumns: Sendable {
    let scorecard: Scorecard
    let subjects: [ScoringSubject]
    /// By the measure's place in the pack, then by subject; empty for measures not in use.
    let measures: [[Rational]]
    let figures: EnteredFigures
    /// The group inside which each subject is compared, by subject: those of one block, or those without any.
    let blockOfSubject: [Int]
    let blockCount: Int
    /// The largest value of each measure that a `best` looks at: by block, then one for all.
    private let largest: [[Rational]]

    init(_ table: MeasureTable, figures: EnteredFigures) {
        let plan = table.plan
        scorecard = plan.scorecard
        subjects = plan.subjects
        self.figures = figures
        var measures = table.columns
        for place in plan.measures {
            guard let slot = plan.scorecard.slot(of: plan.pack.measures[place]) else { continue }
            measures[place] = subjects.indices.map { figures[$0, slot]?.used?.number ?? .zero }
        }
        self.measures = measures
        var places: [String?: Int] = [:]
        var blocks: [Int] = []
        for subject in subjects {
            let block = places[subject.block] ?? places.count
            places[subject.block] = block
            blocks.append(block)
        }
        let blockCount = places.count
        self.blockCount = blockCount
        blockOfSubject = blocks
        largest = measures.map { Self.largest(of: $0, blocks: blocks, count: blockCount) }
    }

    private static func largest(of column: [Rational], blocks: [Int], count: Int) -> [Rational] {
        guard !column.isEmpty else { return [] }
        var largest = [Rational?](repeating: nil, count: count + 1)
        for (subject, value) in column.enumerated() {
            for group in [blocks[subject], count] where largest[group].map({ $0 < value }) ?? true {
                largest[group] = value
            }
        }
        return largest.map { $0 ?? .zero }
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
