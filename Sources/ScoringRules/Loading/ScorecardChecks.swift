import QuotaModel

/// What a scorecard must not do although each of its lines is well written, and what its author may not have meant.
extension Findings {
    mutating func check(_ scorecard: Scorecard, _ measures: [Measure], _ entry: CheckedMapping) {
        checkCycles(scorecard, entry)
        checkCriteria(scorecard, measures, entry)
        checkGrades(scorecard, entry)
        checkSum(scorecard, entry)
    }

    private mutating func checkCycles(_ scorecard: Scorecard, _ entry: CheckedMapping) {
        let lines = entry.mappings("groups").flatMap { $0.mappings("criteria") }
        guard let cycle = CriterionOrder(scorecard.criteria.map(\.score)).cycle, let first = cycle.first,
            lines.indices.contains(first)
        else { return }
        add(
            .dependsOnItself, at: (lines[first]["score"]?.offset ?? lines[first].offset), subject: "criterion",
            found: cycle.map { scorecard.criteria[$0].id }.joined(separator: " → "))
    }

    /// A line whose shape can give nothing but 0 although it has a max: a remark. A max of 0 is meant: shown and not
    /// scored.
    private mutating func checkCriteria(_ scorecard: Scorecard, _ measures: [Measure], _ entry: CheckedMapping) {
        let signed = Set(measures.indices.filter { measures[$0].mayBeNegative })
        let entries =
            entry.mappings("groups").flatMap { $0.mappings("criteria") } + entry.mappings("bonus")
            + entry.mappings("penalties")
        let criteria = scorecard.lines.map { scorecard[$0] }
        for (criterion, line) in zip(criteria, entries) where criterion.max > criterion.min {
            guard let score = line.mapping("score") else { continue }
            let span = criterion.score.span(max: criterion.max, signed: signed)
            let clamp = { (value: Rational) in min(max(value, criterion.min), criterion.max) }
            let most = span.most.map(clamp) ?? criterion.max
            let least = span.least.map(clamp) ?? criterion.min
            guard most == .zero, least == .zero else { continue }
            add(.neverScores, at: score.offset, subject: "criterion", found: criterion.id)
        }
    }

    /// Grades that nobody can get are a remark: a pack may be issued with more criteria to come.
    private mutating func checkGrades(_ scorecard: Scorecard, _ entry: CheckedMapping) {
        let lines = entry.mappings("grades")
        let most = scorecard.mostPossible
        for (place, grade) in scorecard.grades.enumerated() where lines.indices.contains(place) {
            guard let bound = lines[place].exact("at-least") else { continue }
            if grade.atLeast > most {
                add(
                    .unreachableGrade, at: bound.offset, subject: grade.id, found: grade.atLeast.plain,
                    expected: ["≤ \(most.plain)"])
                continue
            }
            let better = scorecard.grades[..<place].firstIndex {
                $0.atLeast < grade.atLeast || $0.atLeast == grade.atLeast && $0.requires == nil
            }
            guard let better else { continue }
            add(
                .unreachableGrade, at: bound.offset, subject: grade.id, found: grade.atLeast.plain,
                expected: ["< \(scorecard.grades[better].atLeast.plain)"],
                related: lines[better].exact("at-least")?.offset)
        }
    }

    /// The maxima of the groups do not make up the scorecard's: a remark, because a cap may be meant.
    private mutating func checkSum(_ scorecard: Scorecard, _ entry: CheckedMapping) {
        guard let max = entry.exact("max"), !scorecard.groups.isEmpty else { return }
        let sum = scorecard.groups.reduce(scorecard.base) { $0 + scorecard.most(of: $1) }
        if sum != max.value {
            add(.maximaDontAddUp, at: max.offset, subject: scorecard.id, found: sum.plain, expected: [max.value.plain])
        }
    }
}

extension Scorecard {
    /// The most a group can give.
    fileprivate func most(of group: CriterionGroup) -> Rational {
        group.max ?? group.criteria.reduce(Rational.zero) { $0 + criteria[$1].max }
    }

    /// The most that the total can be.
    fileprivate var mostPossible: Rational {
        let sum = groups.reduce(base) { total, group in
            let criteria = group.criteria.reduce(Rational.zero) { $0 + printed(self.criteria[$1].max) }
            return total + (group.max.map { Swift.min($0, criteria) } ?? criteria)
        }
        let inside = bonus.filter { !$0.isOutside }.reduce(sum) { $0 + printed($1.criterion.max) }
        let taken = penalties.reduce(inside) { $0 - printed($1.min) }
        let capped = max.map { Swift.min($0, taken) } ?? taken
        return bonus.filter(\.isOutside).reduce(capped) { $0 + printed($1.criterion.max) }
            .rounded(places: rounding.decimals)
    }

    private func printed(_ points: Rational) -> Rational {
        rounding.stage == .criterion ? points.rounded(places: rounding.decimals) : points
    }
}
