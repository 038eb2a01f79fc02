import QuotaModel
import ScoringRules

@testable import QuotaEngine

/// A council that goes through contract, section 6, subject by subject and sentence by sentence, with no regard for
/// time: what the engine is held against. All figures are entered.
struct SlowCouncil {
    let card: Scorecard
    let subjects: [ScoringSubject]
    /// By subject, then by input.
    let figures: [[Rational?]]
    /// The input behind each measure.
    let inputOfMeasure: [Int]

    func measure(_ place: Int, _ subject: Int) -> Rational { figures[subject][inputOfMeasure[place]] ?? 0 }

    func shape(_ shape: ScoreShape, _ outer: Rational, _ subject: Int) -> Rational {
        let max = shape.max ?? outer
        var value: Rational
        switch shape.rule {
        case .yesNo(let condition, let yes, let no): value = truth(condition, subject) == true ? (yes ?? max) : no
        case .ratio(let of, let to, let from, let empty):
            let below = amount(to, subject)
            if below == 0 {
                value = empty == .full ? max : 0
            } else {
                let share = measure(of, subject) / below
                value = from.map { share < $0 } == true ? 0 : max * Swift.min(1, share)
            }
        case .perItem(let of, let points, let atMost):
            value = measure(of, subject) * points
            if let atMost { value = Swift.min(value, atMost) }
        case .steps(let of, let table, let otherwise):
            let number: Rational
            switch of {
            case .measure(let place): number = measure(place, subject)
            case .ratio(let of, let to, let empty):
                let below = amount(to, subject)
                number = below == 0 ? (empty == .full ? 1 : 0) : measure(of, subject) / below
            }
            var best: ScoreShape.Step?
            for step in table where step.atLeast <= number && (best.map { $0.atLeast < step.atLeast } ?? true) {
                best = step
            }
            switch best?.award ?? otherwise {
            case .points(let points): value = points
            case .fraction(let part): value = part * max
            }
        case .best(let of, let among):
            var largest = measure(of, subject)
            for other in subjects.indices where among == .all || subjects[other].block == subjects[subject].block {
                largest = Swift.max(largest, measure(of, other))
            }
            value = largest == 0 ? 0 : max * measure(of, subject) / largest
        case .sum(let shapes):
            value = 0
            for part in shapes { value += self.shape(part, max, subject) }
        case .highest(let shapes): value = shapes.map { self.shape($0, max, subject) }.max() ?? 0
        case .first(let cases):
            value = 0
            for option in cases where truth(option.when, subject) == true {
                value = self.shape(option.score, max, subject)
                break
            }
        case .entered(let slot): value = figures[subject][slot] ?? 0
        }
        if shape.max != nil { value = Swift.min(value, max) }
        return value
    }

    private func amount(_ amount: ScoreShape.Amount, _ subject: Int) -> Rational {
        switch amount {
        case .measure(let place): measure(place, subject)
        case .number(let number): number
        }
    }

    func truth(_ condition: ScoreCondition, _ subject: Int) -> Bool? {
        switch condition {
        case .measure(let place, let bounds):
            return bounds.allSatisfy { bound in
                let value = measure(place, subject)
                switch bound.comparison {
                case .atLeast: return !(value < bound.value)
                case .atMost: return !(value > bound.value)
                case .above: return value > bound.value
                case .below: return value < bound.value
                case .equals: return value == bound.value
                }
            }
        case .input(let slot, let wanted): return figures[subject][slot].map { ($0 == 1) == wanted }
        case .criterion(let place, let part):
            return line(card.criteria[place], subject) < part * card.criteria[place].max
        case .anyCriterion(let part):
            return card.criteria.contains { line($0, subject) < part * $0.max }
        case .all(let parts):
            let truths = parts.map { truth($0, subject) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .any(let parts):
            let truths = parts.map { truth($0, subject) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .not(let part): return truth(part, subject).map { !$0 }
        }
    }

    func line(_ criterion: Criterion, _ subject: Int) -> Rational {
        var value = shape(criterion.score, criterion.max, subject)
        if value > criterion.max { value = criterion.max }
        if value < criterion.min { value = criterion.min }
        return card.rounding.stage == .criterion ? value.rounded(places: card.rounding.decimals) : value
    }

    func total(_ subject: Int) -> Rational {
        var total = card.base
        for group in card.groups {
            var sum: Rational = 0
            for place in group.criteria { sum += line(card.criteria[place], subject) }
            if let max = group.max, sum > max { sum = max }
            total += sum
        }
        for bonus in card.bonus where !bonus.isOutside { total += line(bonus.criterion, subject) }
        for penalty in card.penalties { total -= line(penalty, subject) }
        if let max = card.max, total > max { total = max }
        for bonus in card.bonus where bonus.isOutside { total += line(bonus.criterion, subject) }
        return total.rounded(places: card.rounding.decimals)
    }

    func isOut(_ subject: Int) -> Bool { card.disqualifications.contains { truth($0.when, subject) == true } }

    func grade(_ subject: Int, from first: Int = 0) -> Int? {
        guard !isOut(subject) else { return nil }
        for place in card.grades.indices where place >= first {
            let grade = card.grades[place]
            if total(subject) >= grade.atLeast, grade.requires.map({ truth($0, subject) == true }) ?? true {
                return place
            }
        }
        return nil
    }

    /// Total and tie-breaking measures, compared from the left.
    private func key(_ subject: Int) -> [Rational] {
        [total(subject)] + card.ranking.breakBy.map { measure($0, subject) }
    }

    func isBetter(_ one: Int, _ other: Int) -> Bool {
        key(other).lexicographicallyPrecedes(key(one))
    }

    func gradesAfterPlaces() -> (grades: [Int?], undecided: Set<Int>) {
        let before = subjects.indices.map { grade($0) }
        var grades = before
        var undecided: Set<Int> = []
        for rule in card.places {
            var blocks: [String?] = []
            for subject in subjects where !blocks.contains(subject.block) { blocks.append(subject.block) }
            let groups =
                rule.per == .overall
                ? [Array(subjects.indices)]
                : blocks.map { block in subjects.indices.filter { subjects[$0].block == block } }
            for group in groups {
                let counted = group.filter { before[$0].map { rule.of.contains($0) } ?? false }.count
                var allowed = 0
                switch rule.atMost {
                case .number(let number): allowed = number
                case .share(let share):
                    let exact = share * Rational(counted)
                    while Rational(allowed + 1) <= exact { allowed += 1 }
                    let rest = exact - Rational(allowed)
                    if rule.rounding == .up, rest > 0 { allowed += 1 }
                    if rule.rounding == .nearest, rest * 2 >= 1 { allowed += 1 }
                }
                let holders = group.filter { grades[$0] == rule.grade }
                for subject in holders {
                    let better = holders.filter { isBetter($0, subject) }.count
                    let equal = holders.filter { !isBetter($0, subject) && !isBetter(subject, $0) }.count
                    var stays = better + equal <= allowed
                    let isTiedAtTheEnd = better < allowed && better + equal > allowed
                    if isTiedAtTheEnd, rule.ties != .shrink { stays = true }
                    if !stays {
                        grades[subject] = grade(subject, from: rule.grade + 1)
                        undecided.remove(subject)
                    } else if isTiedAtTheEnd, rule.ties == .council {
                        undecided.insert(subject)
                    }
                }
            }
        }
        return (grades, undecided)
    }

    func rank(_ subject: Int) -> Int? {
        guard !isOut(subject) else { return nil }
        let peers = subjects.indices.filter {
            !isOut($0) && (card.ranking.within == .all || subjects[$0].block == subjects[subject].block)
        }
        let better = peers.filter { isBetter($0, subject) }
        return card.ranking.ties == .competition ? better.count + 1 : Set(better.map(key)).count + 1
    }
}
