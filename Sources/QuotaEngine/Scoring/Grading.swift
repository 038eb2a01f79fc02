import QuotaModel
import ScoringRules

/// How one subject is classed: disqualified, or with the first grade whose points are reached and whose demands hold.
struct Grading: Sendable {
    /// The place of the disqualification that holds first; nil: considered.
    var disqualification: Int?
    /// Places of grades in the scorecard.
    var grade: Int?
    var gradeBeforePlaces: Int?
    var needsDecision = false
}

extension Scoreboard {
    /// The grades before any rule of places, by subject.
    func gradings() -> [Grading] {
        let scorecard = scoring.columns.scorecard
        return scoring.columns.subjects.indices.map { subject in
            let reason = scorecard.disqualifications.firstIndex { scoring.judge($0.when, subject).holds }
            let grade = reason == nil ? self.grade(of: subject, from: 0) : nil
            return Grading(disqualification: reason, grade: grade, gradeBeforePlaces: grade)
        }
    }

    /// The best grade at or below `first` that the subject may have.
    func grade(of subject: Int, from first: Int) -> Int? {
        let grades = scoring.columns.scorecard.grades
        return grades.indices.dropFirst(first).first { place in
            totals[subject] >= grades[place].atLeast
                && (grades[place].requires.map { scoring.judge($0, subject).holds } ?? true)
        }
    }

    /// Whether the first stands strictly before the second: by total, then by each measure that breaks ties.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        if totals[first] != totals[second] { return totals[first] > totals[second] }
        for measure in scoring.columns.scorecard.ranking.breakBy {
            let column = scoring.columns.measures[measure]
            if column[first] != column[second] { return column[first] > column[second] }
        }
        return false
    }
}

/// How one rule of places was carried out for one block or overall, with its arithmetic.
public struct PlacesDecision: Sendable {
    /// The rule's place in the scorecard.
    public let rule: Int
    /// Nil: overall, or those without a block.
    public let block: String?
    /// Subjects whose grade before this step is in `of`.
    public let counted: Int
    /// Share × counted, before rounding; nil where the rule gives a number.
    public let exact: Rational?
    public let allowed: Int
    /// Subjects that held the grade when the rule's turn came, best first.
    public let candidates: [Int]
    /// Those of them that keep it.
    public let kept: [Int]
    /// Those who share the last place, where sharing mattered.
    public let tied: [Int]
}

/// Carries out the rules of places in file order (contract, section 6, Places).
struct PlacesStep {
    let board: Scoreboard
    var gradings: [Grading]
    private(set) var decisions: [PlacesDecision] = []

    init(_ board: Scoreboard) {
        self.board = board
        gradings = board.gradings()
        let columns = board.scoring.columns
        for (place, rule) in columns.scorecard.places.enumerated() {
            switch rule.per {
            case .overall:
                apply(rule, place, block: nil, to: Array(columns.subjects.indices))
            case .block:
                var members = [[Int]](repeating: [], count: columns.blockCount)
                for subject in columns.subjects.indices { members[columns.blockOfSubject[subject]].append(subject) }
                for group in members { apply(rule, place, block: columns.subjects[group[0]].block, to: group) }
            }
        }
    }

    private mutating func apply(_ rule: PlacesRule, _ place: Int, block: String?, to group: [Int]) {
        let counted = group.count { gradings[$0].gradeBeforePlaces.map(rule.of.contains) ?? false }
        let (allowed, exact) = rule.allowance(of: counted)
        let candidates = group.filter { gradings[$0].grade == rule.grade }.sorted { left, right in
            if board.precedes(left, right) { return true }
            return board.precedes(right, left) ? false : left < right
        }
        let (kept, tied) = keep(allowed, of: candidates, rule.ties)
        for subject in candidates.dropFirst(kept) {
            gradings[subject].grade = board.grade(of: subject, from: rule.grade + 1)
            gradings[subject].needsDecision = false
        }
        if rule.ties == .council { for subject in tied { gradings[subject].needsDecision = true } }
        decisions.append(
            PlacesDecision(
                rule: place, block: block, counted: counted, exact: exact, allowed: allowed, candidates: candidates,
                kept: Array(candidates.prefix(kept)), tied: tied))
    }

    /// How many of the candidates keep the grade, and who shares the last place.
    private func keep(_ allowed: Int, of candidates: [Int], _ ties: PlacesRule.Ties) -> (kept: Int, tied: [Int]) {
        guard candidates.count > allowed else { return (candidates.count, []) }
        guard allowed > 0, !board.precedes(candidates[allowed - 1], candidates[allowed]) else { return (allowed, []) }
        let last = candidates[allowed - 1]
        let shares = { (subject: Int) in !board.precedes(subject, last) && !board.precedes(last, subject) }
        let tied = candidates.filter(shares)
        let before = candidates.prefix { !shares($0) }.count
        return (ties == .shrink ? before : before + tied.count, tied)
    }
}

extension PlacesRule {
    fileprivate func allowance(of counted: Int) -> (allowed: Int, exact: Rational?) {
        switch atMost {
        case .number(let number):
            return (number, nil)
        case .share(let share):
            let exact = share * Rational(counted)
            let whole =
                switch rounding {
                case .down: exact.floor
                case .up: exact.ceiling
                case .nearest: exact.rounded(places: 0)
                }
            // A share larger than any number of subjects leaves room for all.
            return (whole.int ?? counted, exact)
        }
    }
}
