import QuotaModel

/// What a shape or a condition looks at.
public enum ScoreReference: Hashable, Sendable {
    case measure(Int)
    /// The largest value of a measure that the subjects have.
    case largest(Int, among: ScoreShape.Among)
    /// Entered points.
    case entered(Int)
    /// An entered yes or no.
    case answer(Int)
    case criterion(Int)
    case anyCriterion(belowFraction: Rational)
}

extension ScoreShape {
    /// Everything the shape looks at, in the order in which it is written.
    public var references: [ScoreReference] {
        switch rule {
        case .yesNo(let condition, _, _): condition.references
        case .ratio(let of, let to, _, _): [.measure(of)] + to.references
        case .perItem(let of, _, _): [.measure(of)]
        case .best(let of, let among): [.measure(of), .largest(of, among: among)]
        case .steps(let subject, _, _): subject.references
        case .sum(let shapes), .highest(let shapes): shapes.flatMap(\.references)
        case .first(let cases): cases.flatMap { $0.when.references + $0.score.references }
        case .entered(let slot): [.entered(slot)]
        }
    }
}

extension ScoreShape.Amount {
    fileprivate var references: [ScoreReference] {
        if case .measure(let place) = self { [.measure(place)] } else { [] }
    }
}

extension ScoreShape.StepSubject {
    fileprivate var references: [ScoreReference] {
        switch self {
        case .measure(let place): [.measure(place)]
        case .ratio(let of, let to, _): [.measure(of)] + to.references
        }
    }
}

extension ScoreCondition {
    /// Everything the condition looks at, in the order in which it is written.
    public var references: [ScoreReference] {
        switch self {
        case .measure(let place, _): [.measure(place)]
        case .input(let slot, _): [.answer(slot)]
        case .criterion(let place, _): [.criterion(place)]
        case .anyCriterion(let part): [.anyCriterion(belowFraction: part)]
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.references)
        case .not(let condition): condition.references
        }
    }
}

extension Scorecard {
    /// Everything the scorecard looks at, in file order.
    public var references: [ScoreReference] {
        let shapes = lines.map { self[$0].score }
        let conditions = disqualifications.map(\.when) + grades.compactMap(\.requires)
        var references = shapes.flatMap(\.references)
        references += conditions.flatMap(\.references)
        references += ranking.breakBy.map(ScoreReference.measure)
        return references
    }

    /// In file order.
    public var lines: [ScorecardLine] {
        criteria.indices.map(ScorecardLine.criterion) + bonus.indices.map(ScorecardLine.bonus)
            + penalties.indices.map(ScorecardLine.penalty)
    }

    /// The line with that id.
    public func line(_ id: String) -> ScorecardLine? { lines.first { self[$0].id == id } }

    /// What the line is scored by. The place must be one of the scorecard's.
    public subscript(line: ScorecardLine) -> Criterion {
        switch line {
        case .criterion(let place): criteria[place]
        case .bonus(let place): bonus[place].criterion
        case .penalty(let place): penalties[place]
        }
    }

    /// The ids of all lines, in file order.
    public var lineIDs: [String] { lines.map { self[$0].id } }

    /// Places of the measures it looks at, in the order of the pack.
    public var measures: [Int] {
        Set(references.compactMap { if case .measure(let place) = $0 { place } else { nil } }).sorted()
    }

    /// The criteria in an order in which each comes after those it looks at; nil where one depends on itself.
    public var scoringOrder: [Int]? {
        CriterionOrder(criteria.map(\.score)).order
    }

    /// The place of the input that an input measure reads.
    public func slot(of measure: Measure) -> Int? {
        measure.inputID.flatMap { id in inputs.firstIndex { $0.id == id } }
    }
}

/// Puts criteria in an order in which they can be scored.
struct CriterionOrder {
    /// A criterion that depends on itself, with the way back to it; nil where there is none.
    private(set) var cycle: [Int]?
    private(set) var order: [Int]? = []

    private enum Mark { case open, done }

    init(_ shapes: [ScoreShape]) {
        var marks = [Mark?](repeating: nil, count: shapes.count)
        for start in shapes.indices where marks[start] == nil {
            guard visit(start, shapes, &marks) else {
                order = nil
                return
            }
        }
    }

    /// Walks with a path of its own instead of calling itself: a chain may be as long as the scorecard.
    private mutating func visit(_ start: Int, _ shapes: [ScoreShape], _ marks: inout [Mark?]) -> Bool {
        var path: [(criterion: Int, rest: ArraySlice<Int>)] = [(start, Self.needs(of: start, shapes)[...])]
        marks[start] = .open
        while let top = path.last {
            guard let next = top.rest.first else {
                marks[top.criterion] = .done
                order?.append(top.criterion)
                path.removeLast()
                continue
            }
            path[path.count - 1].rest = top.rest.dropFirst()
            switch marks[next] {
            case .done: break
            case .open:
                cycle = path.map(\.criterion).drop { $0 != next } + [next]
                return false
            case nil:
                marks[next] = .open
                path.append((next, Self.needs(of: next, shapes)[...]))
            }
        }
        return true
    }

    /// `any-criterion` inside a criterion looks at all of them, itself too.
    private static func needs(of criterion: Int, _ shapes: [ScoreShape]) -> [Int] {
        shapes[criterion].references.flatMap { reference -> [Int] in
            switch reference {
            case .criterion(let place): [place]
            case .anyCriterion: [criterion]
            case .measure, .largest, .entered, .answer: []
            }
        }
    }
}
