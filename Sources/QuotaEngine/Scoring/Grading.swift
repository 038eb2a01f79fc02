import QuotaModel
import ScoringRules

/// How one subject is classed: disqualified, or with the first grade whose points are reached and whose demands hold.
struct Grading: Sendable {
    // Small: a council may have a hundred thousand of them. -1 is none.
    private var reason: Int32 = -1
    private var held: Int32 = -1
    private var before: Int32 = -1
    var needsDecision = false

    init(disqualification: Int?, grade: Int?) {
        reason = Int32(disqualification ?? -1)
        held = Int32(grade ?? -1)
        before = held
    }

    /// The place of the disqualification that holds first; nil: considered.
    var disqualification: Int? { Self.place(reason) }

    /// Places of grades in the scorecard.
    var grade: Int? {
        get { Self.place(held) }
        set { held = Int32(newValue ?? -1) }
    }
    var gradeBeforePlaces: Int? { Self.place(before) }

    private static func place(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }
}

/// Says for each subject whether a condition holds.
private struct ConditionColumn {
    let condition: ScoreCondition
    private let scoring: ShapeScoring
    /// Nil where subjects are too different to be judged by what they have in common.
    private let truths: (coding: SubjectCoding, byCode: [Bool])?

    init(_ condition: ScoreCondition, _ scoring: ShapeScoring) {
        self.condition = condition
        self.scoring = scoring
        let limit = max(1024, scoring.columns.subjects.count)
        truths = scoring.coding(ScoreView(condition), limit: limit).map { coding in
            (coding, coding.examples().map { $0.map { scoring.judge(condition, $0).holds } ?? false })
        }
    }

    func holds(_ subject: Int) -> Bool {
        guard let (coding, byCode) = truths else { return scoring.judge(condition, subject).holds }
        return byCode[coding[subject]]
    }
}

/// Finds the grade that a subject may have.
private struct Grader {
    /// By subject: the first grade whose points it has, the number of grades where it has those of none.
    private let first: [Int32]
    /// By grade: whose points suffice, where that is asked again.
    private let reaches: [[Bool]]
    private let demands: [ConditionColumn?]

    init(_ board: Scoreboard) {
        let scorecard = board.scoring.columns.scorecard
        let bounds = scorecard.grades.map(\.atLeast)
        first = board.totals.firstReached(bounds)
        demands = scorecard.grades.map { grade in grade.requires.map { ConditionColumn($0, board.scoring) } }
        let isAskedAgain = !scorecard.places.isEmpty || demands.contains { $0 != nil }
        reaches = bounds.map { isAskedAgain ? board.totals.reaches($0) : [] }
    }

    /// The best grade at or below `from` that the subject may have.
    func grade(of subject: Int, from: Int = 0) -> Int? {
        let first = Int(first[subject])
        guard first < demands.count else { return nil }
        if first >= from, demands[first] == nil { return first }
        for place in max(first, from)..<demands.count where reaches[place][subject] {
            if demands[place]?.holds(subject) ?? true { return place }
        }
        return nil
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
    /// Places that there are; may be more than candidates.
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

    private let grader: Grader

    init(_ board: Scoreboard) {
        self.board = board
        let grader = Grader(board)
        self.grader = grader
        let scorecard = board.scoring.columns.scorecard
        let reasons = scorecard.disqualifications.map { ConditionColumn($0.when, board.scoring) }
        gradings = board.scoring.columns.subjects.indices.map { subject in
            let reason = reasons.firstIndex { $0.holds(subject) }
            let grade = reason == nil ? grader.grade(of: subject) : nil
            return Grading(disqualification: reason, grade: grade)
        }
        let columns = board.scoring.columns
        for (place, rule) in columns.scorecard.places.enumerated() {
            switch rule.per {
            case .overall:
                apply(rule, place, block: nil, to: Array(columns.subjects.indices))
            case .block:
                var members = [[Int]](repeating: [], count: columns.blocks.count)
                for subject in columns.subjects.indices { members[columns.blocks[subject]].append(subject) }
                for group in members { apply(rule, place, block: columns.subjects[group[0]].block, to: group) }
            }
        }
    }

    private mutating func apply(_ rule: PlacesRule, _ place: Int, block: String?, to group: [Int]) {
        let counted = group.count { gradings[$0].gradeBeforePlaces.map(rule.of.contains) ?? false }
        let (allowed, exact) = rule.allowance(of: counted)
        let levels = board.standing.levels
        let candidates = group.filter { gradings[$0].grade == rule.grade }.sorted { left, right in
            levels[left] != levels[right] ? levels[left] < levels[right] : left < right
        }
        let (kept, tied) = keep(allowed, of: candidates, rule.ties)
        for subject in candidates.dropFirst(kept) {
            gradings[subject].grade = grader.grade(of: subject, from: rule.grade + 1)
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
        let levels = board.standing.levels
        let last = allowed > 0 ? levels[candidates[allowed - 1]] : -1
        guard levels[candidates[allowed]] == last else { return (allowed, []) }
        let tied = candidates.filter { levels[$0] == last }
        let before = candidates.prefix { levels[$0] != last }.count
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
