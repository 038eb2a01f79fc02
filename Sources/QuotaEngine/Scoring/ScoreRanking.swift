import QuotaModel
import ScoringRules

/// Puts the subjects in the order in which they are printed, with their ranks (contract, section 6, Rank).
struct ScoreRanking {
    /// Subjects in display order.
    private(set) var order: [Int] = []
    /// By subject; nil for those not considered.
    private(set) var ranks: [Int?]
    private let board: Scoreboard

    init(_ board: Scoreboard, _ gradings: [Grading]) {
        self.board = board
        let columns = board.scoring.columns
        ranks = Array(repeating: nil, count: columns.subjects.count)
        order.reserveCapacity(columns.subjects.count)
        let considered = board.standing.subjects.lazy.map(Int.init).filter { gradings[$0].disqualification == nil }
        switch columns.scorecard.ranking.within {
        case .all:
            rank(Array(considered))
        case .block:
            var members = [[Int]](repeating: [], count: columns.blockCount)
            for subject in considered { members[columns.blockOfSubject[subject]].append(subject) }
            for group in members { rank(group) }
        }
        order += columns.subjectsByName.lazy.map(Int.init).filter { gradings[$0].disqualification != nil }
    }

    /// - Parameter group: the best first.
    private mutating func rank(_ group: [Int]) {
        let isDense = board.scoring.columns.scorecard.ranking.ties == .dense
        var rank = 0
        for (place, subject) in group.enumerated() {
            if place == 0 || board.standing.precedes(group[place - 1], subject) {
                rank = isDense ? rank + 1 : place + 1
            }
            ranks[subject] = rank
        }
        order += group
    }
}
