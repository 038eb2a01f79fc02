import QuotaModel
import ScoringRules

/// The subjects in the order of contract, section 6, Rank: by total, then by each measure that breaks ties. Made once for
/// places and ranks.
struct StandingOrder: Sendable {
    /// The best first; those who are equal in all by name, then as in the pack.
    let subjects: [Int32]
    /// By subject: how many different results are better. Those who are equal in all share a level.
    let levels: [Int32]

    init(subjects: [Int32], levels: [Int32]) {
        self.subjects = subjects
        self.levels = levels
    }

    /// - Parameter byName: the subjects in the order of their names.
    init(_ totals: NumberColumn, breakBy: [NumberColumn], byName: [Int32]) {
        // The least important first: each step leaves those it finds equal in the order of the steps before.
        let keys = [totals] + breakBy
        let subjects = keys.reversed().reduce(byName) { order, column in column.sortedDown(order) }
        var isBelow = [Bool](repeating: false, count: subjects.count)
        for key in keys { key.markChanges(along: subjects, &isBelow) }
        var levels = [Int32](repeating: 0, count: subjects.count)
        var level: Int32 = 0
        for (place, subject) in subjects.enumerated() {
            if isBelow[place] { level += 1 }
            levels[Int(subject)] = level
        }
        self.subjects = subjects
        self.levels = levels
    }
}
