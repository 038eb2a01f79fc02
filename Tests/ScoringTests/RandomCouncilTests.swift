import QuotaModel
import ScoringRules
import TestSupport
import Testing

@testable import QuotaEngine

/// Scorecards, subjects and figures made at random.
struct RandomCouncil {
    var random: SeededRandom
    private(set) var pack: RulePack
    private(set) var card: Scorecard
    private(set) var figures: [[Rational?]] = []

    private static let inputs = 5

    init(seed: Int) throws {
        random = SeededRandom(seed: UInt64(seed))
        let count = 1 + random.below(9)
        let blocks: [String?] = [nil, "a", "b"]
        let units = (0..<count).map { [random] place in
            var random = random
            for _ in 0...place { _ = random.next() }
            return Unit(id: "u\(place)", name: "Phòng \(place)", block: random.pick(blocks))
        }
        let measures = (0..<Self.inputs).map { Measure(id: "m\($0)", figure: .input("m\($0)")) }
        pack = RulePack(
            id: "p", title: "T", from: try #require(CivilDate(iso: "2022-01-01")), roster: Roster(units: units),
            measures: measures)
        card = Scorecard(id: "s", title: "S")
        fill()
        // In some councils nobody has a figure above 0: then the largest is negative.
        let (lowest, span) = random.pick([(0, 40), (0, 40), (-20, 40), (-40, 40)])
        figures = (0..<count).map { _ in
            (0..<Self.inputs).map { _ in
                if lowest + span > 0, random.oneIn(5) { return nil }
                return random.oneIn(2) && lowest == 0
                    ? Rational(random.below(3)) : Rational(lowest + random.below(span), over: 4)
            }
        }
    }

    private mutating func fill() {
        card.inputs = (0..<Self.inputs).map { InputSlot(id: "m\($0)", isNumber: true, isAnswer: true) }
        card.rounding = Rounding(decimals: random.below(3), at: random.pick(Rounding.Stage.allCases))
        card.base = Rational(random.below(20))
        card.max = random.oneIn(2) ? Rational(20 + random.below(60)) : nil
        for group in 0..<(1 + random.below(3)) {
            let first = card.criteria.count
            for _ in 0..<(1 + random.below(3)) {
                // Only criteria that are there already may be looked at: no circles.
                card.criteria.append(criterion("c\(card.criteria.count)"))
            }
            card.groups.append(
                CriterionGroup(
                    id: "g\(group)", title: "", max: random.oneIn(2) ? Rational(random.below(30)) : nil,
                    criteria: first..<card.criteria.count))
        }
        let lookable = card.criteria.count
        card.bonus = (0..<random.below(3)).map { Bonus(criterion("b\($0)"), isOutside: random.oneIn(2)) }
        card.penalties = (0..<random.below(3)).map { criterion("p\($0)") }
        if random.oneIn(2) { card.disqualifications = [Disqualification(when: condition(2, lookable), reason: "R")] }
        card.grades = [60, 40, 20, 0].prefix(random.below(5)).enumerated().map { place, bound in
            Grade(
                id: "g\(place)", title: "", atLeast: Rational(bound),
                requires: random.oneIn(3) ? condition(1, lookable) : nil)
        }
        if !card.grades.isEmpty { card.places = (0..<random.below(3)).map { _ in places() } }
        card.ranking = RankingRule(
            within: random.pick(RankingRule.Within.allCases), ties: random.pick(RankingRule.Ties.allCases),
            breakBy: random.oneIn(2) ? [random.below(Self.inputs)] : [])
    }

    private mutating func places() -> PlacesRule {
        let shares = [Rational(1, over: 5), Rational(1, over: 2), Rational(1, over: 3), .one]
        return PlacesRule(
            grade: random.below(card.grades.count),
            atMost: random.oneIn(2) ? .number(random.below(4)) : .share(random.pick(shares)),
            of: card.grades.indices.filter { _ in random.oneIn(2) }, per: random.pick(PlacesRule.Per.allCases),
            rounding: random.pick(PlacesRule.Direction.allCases), ties: random.pick(PlacesRule.Ties.allCases))
    }

    private mutating func criterion(_ id: String) -> Criterion {
        let min = random.oneIn(4) ? Rational(-random.below(10)) : 0
        return Criterion(
            id: id, min: min, max: Rational(random.below(40), over: 1 + random.below(3)),
            score: shape(2, card.criteria.count))
    }

    private mutating func number() -> Rational { Rational(random.below(30) - 5, over: 1 + random.below(4)) }

    private mutating func shape(_ depth: Int, _ criteria: Int) -> ScoreShape {
        let max = random.oneIn(3) && depth < 2 ? Rational(random.below(20)) : nil
        return ScoreShape(rule(depth, criteria), max: max)
    }

    private mutating func amount() -> ScoreShape.Amount {
        random.oneIn(3) ? .number(number()) : .measure(random.below(Self.inputs))
    }

    private mutating func rule(_ depth: Int, _ criteria: Int) -> ScoreShape.Rule {
        let measure = random.below(Self.inputs)
        switch random.below(depth > 0 ? 10 : 6) {
        case 0: return .yesNo(condition(1, criteria), yes: random.oneIn(2) ? number() : nil, no: number())
        case 1:
            return .ratio(
                of: measure, to: amount(), from: random.oneIn(3) ? number() : nil,
                empty: random.pick(ScoreShape.Empty.allCases))
        case 2: return .perItem(of: measure, points: number(), atMost: random.oneIn(2) ? number() : nil)
        case 3:
            let bounds = (0..<(1 + random.below(3))).map { Rational(9 - 3 * $0) }
            let table = bounds.map { bound in
                ScoreShape.Step(atLeast: bound, award: random.oneIn(2) ? .points(number()) : .fraction(number()))
            }
            let subject: ScoreShape.StepSubject =
                random.oneIn(2) ? .measure(measure) : .ratio(of: measure, to: amount(), empty: .full)
            return .steps(of: subject, table: table, otherwise: .points(number()))
        case 4: return .best(of: measure, among: random.pick(ScoreShape.Among.allCases))
        case 5: return .entered(measure)
        case 6: return .sum((0..<(1 + random.below(3))).map { _ in shape(depth - 1, criteria) })
        case 7: return .highest((0..<(1 + random.below(3))).map { _ in shape(depth - 1, criteria) })
        default:
            return .first(
                (0..<(1 + random.below(3))).map { _ in
                    ScoreShape.Case(when: condition(1, criteria), score: shape(depth - 1, criteria))
                })
        }
    }

    private mutating func condition(_ depth: Int, _ criteria: Int) -> ScoreCondition {
        switch random.below(depth > 0 ? 6 : 3) {
        case 0: return .input(random.below(Self.inputs), is: random.oneIn(2))
        case 1 where criteria > 0:
            return .criterion(random.below(criteria), belowFraction: Rational(1, over: 1 + random.below(3)))
        case 0...2:
            let bound = ScoreCondition.Bound(random.pick(ScoreCondition.Comparison.allCases), number())
            return .measure(random.below(Self.inputs), [bound])
        case 3: return .all((0..<2).map { _ in condition(depth - 1, criteria) })
        case 4: return .any((0..<2).map { _ in condition(depth - 1, criteria) })
        default: return .not(condition(depth - 1, criteria))
        }
    }

    /// The engine's results, with the subjects in the order that `shuffled` gives.
    func results(order: [Int]? = nil) throws -> (results: CouncilResults, plan: ScoringPlan) {
        let units = (order ?? Array(figures.indices)).map { self.pack.roster.units[$0] }
        var pack = self.pack
        pack.roster = Roster(units: units)
        let plan = try ScoringPlan(plan: Plan(pack: pack, asOf: pack.from), scorecard: card)
        return (CouncilResults(ScoringFold(plan: plan).measures(), figures: entered(order: order)), plan)
    }

    func entered(order: [Int]? = nil) -> EnteredFigures {
        var entered = EnteredFigures()
        for (place, unit) in (order ?? Array(figures.indices)).enumerated() {
            for (slot, number) in figures[unit].enumerated() {
                entered[place, slot] = number.map {
                    EnteredFigure(own: EnteredValue(number: $0, answer: $0 == .one))
                }
            }
        }
        return entered
    }

    /// Makes some figures larger than a machine word bears, some with denominators of their own.
    mutating func enlarge() {
        let factors = [1, 1_000_000_007, 1 << 40, 1 << 60].map { Rational($0) } + [Rational(1, over: 1_000_003)]
        figures = figures.map { row in
            row.map { number in number.map { random.oneIn(3) ? $0 * random.pick(factors) : $0 } }
        }
    }
}

struct RandomCouncilTests {
    @Test("points, grades, places and ranks are those of the slow council", arguments: 0..<400)
    func oracle(seed: Int) throws {
        let random = try RandomCouncil(seed: seed)
        let (results, plan) = try random.results()
        let slow = SlowCouncil(
            card: random.card, subjects: plan.subjects, figures: random.figures, inputOfMeasure: Array(0..<5))
        let (grades, undecided) = slow.gradesAfterPlaces()
        for standing in results.standings {
            let place = standing.place
            #expect(standing.total == slow.total(place))
            #expect((standing.disqualification != nil) == slow.isOut(place))
            #expect(standing.gradeBeforePlaces == slow.grade(place))
            #expect(standing.grade == grades[place])
            #expect(standing.needsDecision == undecided.contains(place))
            #expect(standing.rank == slow.rank(place))
        }
    }

    @Test("code by code, in closed form or subject by subject: the points are the same", arguments: 0..<400)
    func sameInEveryWay(seed: Int) throws {
        var random = try RandomCouncil(seed: seed)
        if seed % 2 == 1 { random.enlarge() }
        let (_, plan) = try random.results()
        let slow = SlowCouncil(
            card: random.card, subjects: plan.subjects, figures: random.figures, inputOfMeasure: Array(0..<5))
        let columns = ScoreColumns(ScoringFold(plan: plan).measures(), figures: random.entered())
        for limit in [nil, 0, 3] {
            let board = Scoreboard(columns, codeLimit: limit)
            let levels = board.standing.levels
            for subject in plan.subjects.indices {
                #expect(board.totals[subject] == slow.total(subject), "limit \(limit ?? -1)")
                for (place, criterion) in random.card.criteria.enumerated() {
                    #expect(board.criteria[place].points[subject] == slow.line(criterion, subject))
                }
                for other in plan.subjects.indices {
                    #expect((levels[subject] < levels[other]) == slow.isBetter(subject, other))
                }
            }
        }
    }

    @Test("subjects said to have the same reasons have the same points", arguments: 0..<100)
    func commonReasons(seed: Int) throws {
        let random = try RandomCouncil(seed: seed)
        let results = try random.results().results
        for (place, criterion) in random.card.criteria.enumerated() {
            guard let coding = results.commonReasons(of: .criterion(place)) else { continue }
            var points: [Int: (Rational, Rational)] = [:]
            for subject in results.subjects.indices {
                let own = (results.points(ofCriterion: place, subject), results.reason(of: criterion, subject).value)
                let first = points[coding[subject], default: own]
                #expect(own == first)
                points[coding[subject]] = first
            }
        }
    }

    @Test("the order of the subjects changes nobody's result", arguments: 0..<100)
    func shuffledSubjects(seed: Int) throws {
        var random = try RandomCouncil(seed: seed)
        let order = Array(random.figures.indices).shuffled(using: &random.random)
        let straight = try random.results().results.standings
        let shuffled = try random.results(order: order).results.standings
        for standing in straight {
            let other = try #require(shuffled.first { $0.subject.id == standing.subject.id })
            #expect(other.total == standing.total)
            #expect(other.rank == standing.rank)
            #expect(other.grade == standing.grade)
            #expect(other.needsDecision == standing.needsDecision)
        }
    }

    @Test("printed criterion points add up to the printed group before its cap", arguments: 0..<100)
    func printedSums(seed: Int) throws {
        let random = try RandomCouncil(seed: seed)
        guard random.card.rounding.stage == .criterion else { return }
        let results = try random.results().results
        for standing in results.standings {
            for (place, group) in random.card.groups.enumerated() {
                let decimals = random.card.rounding.decimals
                let printed = group.criteria.map {
                    results.points(ofCriterion: $0, standing.place).decimal(places: decimals)
                }
                let sum = printed.reduce(Rational.zero) { $0 + number($1) }
                #expect(results.points(ofGroup: place, standing.place) == (group.max.map { min($0, sum) } ?? sum))
            }
        }
    }

    @Test("nobody has a place beyond the allowance unless a tie may overflow it", arguments: 0..<200)
    func allowance(seed: Int) throws {
        let random = try RandomCouncil(seed: seed)
        for decision in try random.results().results.decisions {
            guard random.card.places[decision.rule].ties == .shrink else { continue }
            #expect(decision.kept.count <= decision.allowed)
        }
    }
}

extension SeededRandom {
    /// One of 0 ..< count.
    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
