import QuotaModel
import ScoringRules

/// Puts the subjects in the order in which they are printed, with their ranks (contract, section 6, Rank).
struct ScoreRanking {
    /// Subjects in display order.
    private(set) var order: [Int32] = []
    /// By subject; 0 for those not considered.
    private(set) var ranks: [Int32]
    private let levels: [Int32]
    private let isDense: Bool

    init(_ board: Scoreboard, _ gradings: [Grading]) {
        let columns = board.scoring.columns
        levels = board.standing.levels
        isDense = columns.scorecard.ranking.ties == .dense
        ranks = Array(repeating: 0, count: columns.subjects.count)
        let isConsidered = { (subject: Int32) in gradings[Int(subject)].disqualification == nil }
        let considered =
            columns.scorecard.disqualifications.isEmpty
            ? board.standing.subjects : board.standing.subjects.filter(isConsidered)
        switch columns.scorecard.ranking.within {
        case .all:
            rank(considered)
        case .block:
            var members = [[Int32]](repeating: [], count: columns.blocks.count)
            for subject in considered { members[columns.blocks[Int(subject)]].append(subject) }
            for group in members { rank(group) }
        }
        guard order.count < columns.subjects.count else { return }
        order += columns.subjectsByName.filter { !isConsidered($0) }
    }

    /// - Parameter group: the best first.
    private mutating func rank(_ group: [Int32]) {
        var rank: Int32 = 0
        var before: Int32 = -1
        for (place, subject) in group.enumerated() {
            let level = levels[Int(subject)]
            if level != before { rank = isDense ? rank + 1 : Int32(place) + 1 }
            ranks[Int(subject)] = rank
            before = level
        }
        order += group
    }
}
