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
        let considered = columns.subjects.indices.filter { gradings[$0].disqualification == nil }
        switch columns.scorecard.ranking.within {
        case .all:
            rank(considered)
        case .block:
            var members = [[Int]](repeating: [], count: columns.blockCount)
            for subject in considered { members[columns.blockOfSubject[subject]].append(subject) }
            for group in members { rank(group) }
        }
        let others = columns.subjects.indices.filter { gradings[$0].disqualification != nil }
        order += byName(others[...])
    }

    private mutating func rank(_ group: [Int]) {
        let sorted = group.sorted { left, right in
            if board.precedes(left, right) { return true }
            return board.precedes(right, left) ? false : left < right
        }
        let isDense = board.scoring.columns.scorecard.ranking.ties == .dense
        var next = 1
        var start = 0
        while start < sorted.count {
            let end = sorted[start...].firstIndex { board.precedes(sorted[start], $0) } ?? sorted.count
            for subject in sorted[start..<end] { ranks[subject] = next }
            order += byName(sorted[start..<end])
            next += isDense ? 1 : end - start
            start = end
        }
    }

    /// By name as the Vietnamese alphabet has it, then as in the pack.
    private func byName(_ subjects: ArraySlice<Int>) -> [Int] {
        guard subjects.count > 1 else { return Array(subjects) }
        let named = subjects.map { (subject: $0, name: VietnameseOrder(board.scoring.columns.subjects[$0].name)) }
        return named.sorted { left, right in
            left.name != right.name ? left.name < right.name : left.subject < right.subject
        }.map(\.subject)
    }
}
