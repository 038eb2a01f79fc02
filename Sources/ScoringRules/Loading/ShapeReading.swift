import QuotaModel

/// Reads the lines, shapes and conditions of one scorecard: ids become places, and what a person must enter is listed in
/// the order of its first use.
struct ShapeReader {
    let measures: [Measure]
    var findings: Findings
    private(set) var slots: [InputSlot] = []
    /// Where each input is first used as a figure and as an answer.
    private var uses: [(figure: Int?, answer: Int?)] = []
    private let measureIndex: IDIndex
    private let criterionIndex: IDIndex
    /// The criterion, bonus or penalty whose shape is being read.
    private var line: (id: String, range: ClosedRange<Rational>)?

    init(measures: [Measure], _ index: IDIndex, _ entry: CheckedMapping, _ findings: Findings) {
        self.measures = measures
        self.findings = findings
        measureIndex = index
        let groups = entry.mappings("groups")
        let isComplete = !entry.isUnreadable("groups") && !groups.contains { $0.isUnreadable("criteria") }
        criterionIndex = IDIndex(
            groups.flatMap { $0.mappings("criteria") }.map { $0.requiredText("id") }, of: "criterion",
            meant: groups.reduce(into: []) { $0.formUnion($1.meantIDs("criteria")) }, isComplete: isComplete)
    }

    /// Everything that gives, takes or forbids.
    struct Lines {
        var groups: [CriterionGroup] = []
        var criteria: [Criterion] = []
        var bonus: [Bonus] = []
        var penalties: [Criterion] = []
        var disqualifications: [Disqualification] = []
    }

    mutating func lines(_ entry: CheckedMapping) -> Lines {
        var lines = Lines()
        findings.checkUniqueIDs(entry.mappings("groups"), of: "group")
        for group in entry.mappings("groups") {
            let first = lines.criteria.count
            lines.criteria += group.mappings("criteria").map { criterion($0) }
            lines.groups.append(
                CriterionGroup(
                    id: group.requiredText("id"), title: group.text("title")?.value ?? group.requiredText("id"),
                    max: group.exact("max")?.value, criteria: first..<lines.criteria.count))
        }
        lines.bonus = entry.mappings("bonus").map { bonus in
            Bonus(criterion(bonus), isOutside: bonus.flag("outside")?.value ?? false)
        }
        lines.penalties = entry.mappings("penalties").map { criterion($0) }
        lines.disqualifications = entry.mappings("disqualify").map { rule in
            Disqualification(
                when: condition(rule.mapping("when")), reason: rule.requiredText("reason"), cite: Self.citation(rule))
        }
        let all = entry.mappings("groups").flatMap { $0.mappings("criteria") } + entry.mappings("bonus")
        findings.checkUniqueIDs(all + entry.mappings("penalties"), of: "criterion")
        return lines
    }

    private mutating func criterion(_ entry: CheckedMapping) -> Criterion {
        let most = entry.exact("max")
        let least = entry.exact("min")
        let max = most?.value ?? .zero
        let min = least?.value ?? .zero
        if max < min, let place = most ?? least {
            findings.add(
                .badValue, at: place.offset, subject: "max", found: findings.wordExcerpt(place.offset),
                expected: ["\(min.plain).."],
                related: least?.offset)
        }
        line = (entry.requiredText("id"), Swift.min(min, max)...Swift.max(min, max))
        defer { line = nil }
        return Criterion(
            id: entry.requiredText("id"), title: entry.text("title")?.value ?? entry.requiredText("id"), min: min,
            max: max,
            score: shape(entry.mapping("score")), cite: Self.citation(entry))
    }

    /// Whether the source exists is checked where all citations are.
    private static func citation(_ entry: CheckedMapping) -> Citation? {
        entry.mapping("cite").flatMap { cite in
            cite.text("source").map { Citation(source: $0.value, clause: cite.text("clause")?.value) }
        }
    }

    mutating func grades(_ entry: CheckedMapping) -> [Grade] {
        findings.checkUniqueIDs(entry.mappings("grades"), of: "grade")
        return entry.mappings("grades").map { grade in
            if let id = grade.text("id"), id.value == Grade.notConsidered {
                findings.add(.badValue, at: id.offset, subject: "grade", found: id.value)
            }
            return Grade(
                id: grade.requiredText("id"), title: grade.text("title")?.value ?? grade.requiredText("id"),
                atLeast: grade.exact("at-least")?.value ?? .zero,
                requires: grade.mapping("requires").map { condition($0) }, cite: Self.citation(grade))
        }
    }

    mutating func places(_ entry: CheckedMapping, _ grades: [Grade]) -> [PlacesRule] {
        let index = IDIndex(
            grades.map(\.id), of: "grade", meant: entry.meantIDs("grades"), isComplete: !entry.isUnreadable("grades"))
        return entry.mappings("places").map { rule in
            let grade = rule.text("grade").flatMap { index.place(of: $0, &findings) } ?? 0
            let share = rule.exact("at-most").map { PlacesRule.Allowance.share($0.value) }
            return PlacesRule(
                grade: grade, atMost: share ?? .number(rule.number("at-most")?.value ?? 0),
                of: rule["of"] == nil ? [grade] : index.places(of: rule.texts("of"), &findings),
                per: rule.word("per", as: PlacesRule.Per.self)?.value ?? .overall,
                rounding: rule.word("rounding", as: PlacesRule.Direction.self)?.value ?? .down,
                ties: rule.word("ties", as: PlacesRule.Ties.self)?.value ?? .shrink, cite: Self.citation(rule))
        }
    }

    mutating func ranking(_ entry: CheckedMapping?) -> RankingRule {
        guard let entry else { return RankingRule() }
        let named = measureIndex.places(of: entry.texts("break-by"), &findings)
        for (place, id) in zip(named, entry.texts("break-by")) { register(place, at: id.offset) }
        return RankingRule(
            within: entry.word("within", as: RankingRule.Within.self)?.value ?? .all,
            ties: entry.word("ties", as: RankingRule.Ties.self)?.value ?? .competition, breakBy: named)
    }
}

// MARK: Shapes

extension ShapeReader {
    private mutating func shape(_ entry: CheckedMapping?) -> ScoreShape {
        guard let entry else { return ScoreShape(.sum([])) }
        return ScoreShape(rule(entry), max: entry.exact("max")?.value)
    }

    private mutating func rule(_ entry: CheckedMapping) -> ScoreShape.Rule {
        if let part = entry.mapping("yes-no") {
            return .yesNo(
                condition(part.mapping("when")), yes: part.exact("yes")?.value, no: part.exact("no")?.value ?? .zero)
        }
        if let part = entry.mapping("ratio") {
            return .ratio(
                of: measure(part), to: amount(part), from: part.exact("from")?.value, empty: Self.empty(part))
        }
        if let part = entry.mapping("per-item") {
            return .perItem(
                of: measure(part), points: part.exact("points")?.value ?? .zero,
                atMost: part.exact("at-most")?.value)
        }
        if let part = entry.mapping("steps") { return steps(part) }
        if let part = entry.mapping("best") {
            return .best(
                of: measure(part), among: part.word("among", as: ScoreShape.Among.self)?.value ?? .all)
        }
        if entry["sum"] != nil { return .sum(entry.mappings("sum").map { shape($0) }) }
        if entry["highest"] != nil { return .highest(entry.mappings("highest").map { shape($0) }) }
        if entry["entered"] != nil, let line {
            return .entered(
                slot(line.id, at: entry["entered"]?.offset ?? entry.offset) {
                    $0.isNumber = true; $0.range = line.range
                })
        }
        return .first(
            entry.mappings("first").map { option in
                let when = condition(option.mapping("when"))
                return ScoreShape.Case(when: when, score: shape(option.mapping("score")))
            })
    }

    private mutating func amount(_ entry: CheckedMapping) -> ScoreShape.Amount {
        if let number = entry.exact("to") { return .number(number.value) }
        return .measure(measure(entry, "to"))
    }

    private static func empty(_ entry: CheckedMapping) -> ScoreShape.Empty {
        entry.word("empty", as: ScoreShape.Empty.self)?.value ?? .zero
    }

    /// The steps in falling order; two that begin at the same number overlap, and what lies below the lowest one is a gap,
    /// worth 0 and a remark, unless `otherwise` fills it.
    private mutating func steps(_ entry: CheckedMapping) -> ScoreShape.Rule {
        let subject = stepSubject(entry)
        var seen: [Rational: Int] = [:]
        let table = entry.mappings("table").compactMap { row -> ScoreShape.Step? in
            guard let bound = row.exact("at-least") else { return nil }
            if let first = seen[bound.value] {
                findings.add(
                    .overlappingSteps, at: bound.offset, found: findings.wordExcerpt(bound.offset), related: first)
            }
            seen[bound.value] = bound.offset
            let award = row.exact("points").map { ScoreShape.Award.points($0.value) }
            return ScoreShape.Step(
                atLeast: bound.value, award: award ?? .fraction(row.exact("fraction")?.value ?? .zero))
        }.sorted { $0.atLeast > $1.atLeast }
        if entry["otherwise"] == nil, !entry.isUnreadable("otherwise"), let lowest = table.last?.atLeast,
            lowest > .zero
                || subject.measures.contains(where: { measures.indices.contains($0) && measures[$0].mayBeNegative })
        {
            findings.add(.gapInSteps, at: entry.offset, subject: "otherwise", found: lowest.plain)
        }
        return .steps(
            of: subject, table: table, otherwise: .points(entry.exact("otherwise")?.value ?? .zero))
    }

    private mutating func stepSubject(_ entry: CheckedMapping) -> ScoreShape.StepSubject {
        guard let ratio = entry.mapping("of")?.mapping("ratio") else { return .measure(measure(entry)) }
        return .ratio(of: measure(ratio), to: amount(ratio), empty: Self.empty(ratio))
    }

    /// The place of a measure; 0 stands for one that is unknown and has been reported.
    private mutating func measure(_ entry: CheckedMapping, _ key: String = "of") -> Int {
        guard let id = entry.text(key), let place = measureIndex.place(of: id, &findings) else { return 0 }
        register(place, at: id.offset)
        return place
    }

    private mutating func register(_ place: Int, at offset: Int) {
        guard let input = measures[place].inputID else { return }
        let alias = measures[place].id
        _ = slot(input, at: offset) { slot in
            slot.isNumber = true
            if alias != input, !slot.aliases.contains(alias) { slot.aliases.append(alias) }
        }
    }

    private mutating func slot(_ id: String, at offset: Int, _ change: (inout InputSlot) -> Void) -> Int {
        let place = slots.firstIndex { $0.id == id } ?? slots.count
        if place == slots.count {
            slots.append(InputSlot(id: id))
            uses.append((nil, nil))
        }
        let wasBoth = slots[place].isNumber && slots[place].isAnswer
        change(&slots[place])
        if slots[place].isNumber, uses[place].figure == nil { uses[place].figure = offset }
        if slots[place].isAnswer, uses[place].answer == nil { uses[place].answer = offset }
        // Nobody can enter what is a number and yes or no at once.
        if !wasBoth, let figure = uses[place].figure, let answer = uses[place].answer {
            findings.add(
                .figureAndAnswer, at: max(figure, answer), subject: "input", found: id, related: min(figure, answer))
        }
        return place
    }
}

extension ScoreShape.StepSubject {
    fileprivate var measures: [Int] {
        switch self {
        case .measure(let place), .ratio(let place, .number, _): [place]
        case .ratio(let place, .measure(let other), _): [place, other]
        }
    }
}

// MARK: Conditions

extension ShapeReader {
    private mutating func condition(_ entry: CheckedMapping?) -> ScoreCondition {
        guard let entry else { return .all([]) }
        checkCompanions(entry)
        if entry["of"] != nil {
            let bounds = ScoreCondition.Comparison.allCases.compactMap { comparison in
                entry.exact(comparison.rawValue).map { ScoreCondition.Bound(comparison, $0.value) }
            }
            return .measure(measure(entry), bounds)
        }
        if let id = entry.text("input") {
            return .input(slot(id.value, at: id.offset) { $0.isAnswer = true }, is: entry.flag("is")?.value ?? true)
        }
        if let id = entry.text("criterion") {
            // An unknown one has been reported; no other is meant in its place, which would make a circle.
            guard let place = criterionIndex.place(of: id, &findings) else { return .all([]) }
            return .criterion(place, belowFraction: entry.exact("below-fraction")?.value ?? .zero)
        }
        if let part = entry.mapping("any-criterion") {
            return .anyCriterion(belowFraction: part.exact("below-fraction")?.value ?? .zero)
        }
        if entry["all"] != nil { return .all(entry.mappings("all").map { condition($0) }) }
        if entry["any"] != nil { return .any(entry.mappings("any").map { condition($0) }) }
        return .not(condition(entry.mapping("not")))
    }

    /// Bounds belong to a measure, `is` to an input, `below-fraction` to a criterion; each of the three needs its own.
    private mutating func checkCompanions(_ entry: CheckedMapping) {
        let companions: [(key: String, words: [String])] = [
            ("of", ScoreCondition.Comparison.allCases.map(\.rawValue)), ("input", ["is"]),
            ("criterion", ["below-fraction"]),
        ]
        for (key, words) in companions {
            let isThere = entry[key] != nil || entry.isUnreadable(key)
            let given = words.filter { entry[$0] != nil || entry.isUnreadable($0) }
            if isThere, given.isEmpty {
                findings.add(
                    .missingKey, at: entry.offset, subject: words.count == 1 ? words[0] : nil, expected: words)
            } else if !isThere {
                for word in given {
                    guard let value = entry[word] else { continue }
                    findings.add(.pointlessKey, at: value.offset, subject: word, found: word, expected: [key])
                }
            }
        }
    }
}
