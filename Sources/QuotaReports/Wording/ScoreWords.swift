import QuotaEngine
import QuotaModel
import ScoringRules

/// Says how points came about, so that they can be computed again by hand from what is printed.
struct ScoreWords {
    let wording: Wording
    let pack: RulePack
    let scorecard: Scorecard

    init(_ wording: Wording, _ plan: ScoringPlan) {
        self.wording = wording
        pack = plan.pack
        scorecard = plan.scorecard
    }

    /// What those who are scored are called at the head of a table.
    var subject: String {
        switch scorecard.subject {
        case .unit: wording("Đơn vị", "Unit")
        case .person: wording("Họ và tên", "Name")
        case .agency: wording("Cơ quan", "Agency")
        }
    }

    /// A number as people read it; one that no short decimal ends is shown exactly and nearly.
    func number(_ number: Rational) -> String {
        let plain = number.plain
        guard Self.decimals(of: plain) > 6 else { return separated(plain) }
        return plain.contains("/")
            ? "\(plain) ≈ \(separated(number.decimal(places: 4)))" : "≈ \(separated(number.decimal(places: 6)))"
    }

    /// Points out of a max: `8,50/10`, `23,33/(70/3)`.
    func points(_ points: Rational, of max: Rational) -> String {
        let (plain, shown) = (max.plain, number(max))
        let bound = plain.contains("/") ? "(\(plain))" : shown.hasPrefix("≈") ? "(\(shown))" : shown
        return "\(self.points(points))/\(bound)"
    }

    /// Points with the decimals of the scorecard.
    func points(_ points: Rational) -> String { separated(points.decimal(places: scorecard.rounding.decimals)) }

    /// Those of a fraction never end.
    private static func decimals(of plain: String) -> Int {
        plain.contains("/") ? .max : plain.split(separator: ".").dropFirst().first?.count ?? 0
    }

    /// What everybody begins with, in the decimals of the scorecard where it has no more; nothing rounds it.
    var base: String { isBaseLonger ? number(scorecard.base) : points(scorecard.base) }

    /// The same, plain.
    var plainBase: String {
        isBaseLonger ? scorecard.base.plain : scorecard.base.decimal(places: scorecard.rounding.decimals)
    }

    /// Whether it has more decimals than points have.
    var isBaseLonger: Bool { Self.decimals(of: scorecard.base.plain) > scorecard.rounding.decimals }

    /// `1 point`, `2.5 points`.
    func inPoints(_ points: Rational) -> String { "\(number(points)) \(points.int == 1 ? "point" : "points")" }

    private func separated(_ plain: String) -> String { wording.decimal(plain) }

    /// Points in a sum: with the decimals of the scorecard, exact where they have more.
    func addend(_ points: Rational) -> String {
        Self.decimals(of: points.plain) > scorecard.rounding.decimals ? factor(points) : self.points(points)
    }

    /// What a sum comes to: ` = 92,50`, ` = 2,5, làm tròn 3`.
    func total(_ total: Rational, of sum: Rational) -> String {
        guard sum != total else { return " = \(points(total))" }
        return result(sum) + wording(", làm tròn \(points(total))", ", rounded \(points(total))")
    }

    /// A number that something is added to, multiplied with or divided by: exact, a fraction in brackets.
    func factor(_ number: Rational) -> String {
        let plain = number.plain
        return plain.contains("/") ? "(\(plain))" : separated(plain)
    }

    /// What a calculation comes to: ` = 8,5`, ` = 14/3 ≈ 4,6667`, ` ≈ 0,123457`.
    private func result(_ number: Rational) -> String {
        let shown = self.number(number)
        return shown.hasPrefix("≈") ? " \(shown)" : " = \(shown)"
    }

    /// A share as a percentage: `20 %`.
    func percent(_ share: Rational) -> String { number(share * 100) + wording(" %", "%") }

    private func figure(_ figure: MeasureFigure) -> String {
        "\(pack.measures[figure.measure].id) \(number(figure.value))"
    }

    private func figure(_ figure: AmountFigure) -> String {
        (figure.measure.map { pack.measures[$0].id + " " } ?? "") + number(figure.value)
    }

    /// A figure within a product or a quotient.
    private func term(_ figure: MeasureFigure) -> String {
        "\(pack.measures[figure.measure].id) \(factor(figure.value))"
    }

    private func quotient(_ of: MeasureFigure, _ to: AmountFigure) -> String {
        "\(term(of)) ÷ " + (to.measure.map { pack.measures[$0].id + " " } ?? "") + factor(to.value)
    }

    private func award(_ award: ScoreShape.Award, of max: Rational) -> String {
        switch award {
        case .points(let points): number(points)
        case .fraction(let part): "\(factor(part)) × \(factor(max))\(result(part * max))"
        }
    }

    // MARK: Shapes

    /// The whole way from figures to the line's points: shape, bounds, rounding.
    func explanation(_ scored: ScoredShape, of criterion: Criterion, points: Rational) -> String {
        var text = reason(scored)
        let clamped = min(max(scored.value, criterion.min), criterion.max)
        if clamped != scored.value {
            text += wording(
                "; trong khung \(number(criterion.min))–\(number(criterion.max)): \(number(clamped))",
                "; within \(number(criterion.min))–\(number(criterion.max)): \(number(clamped))")
        }
        if points != clamped {
            text += wording("; làm tròn \(self.points(points))", "; rounded \(self.points(points))")
        }
        return text
    }

    func reason(_ scored: ScoredShape) -> String {
        let text = uncut(scored)
        guard scored.isCut else { return text }
        return text + wording("; tối đa \(number(scored.max))", "; at most \(number(scored.max))")
    }

    private func uncut(_ scored: ScoredShape) -> String {
        switch scored.reason {
        case .yesNo(let condition):
            return "\(judged(condition)) → \(number(scored.value))"
        case .ratio(let of, let to, let from, let outcome):
            return ratio(of, to, from, outcome, scored)
        case .perItem(let of, let points, let atMost):
            let product = "\(term(of)) × \(factor(points))\(result(of.value * points))"
            guard let atMost, of.value * points > atMost else { return product }
            return product + wording(", tối đa \(number(atMost))", ", at most \(number(atMost))")
        case .steps(let figure, let reached, let otherwise):
            return steps(figure, reached, otherwise, scored)
        case .best(let of, let largest, let among):
            return best(of, largest, among, scored)
        case .sum(let parts):
            return parts.map { "(\(reason($0)))" }.joined(separator: " + ") + result(scored.value)
        case .highest(let parts, _):
            return wording("cao nhất trong ", "the highest of ")
                + parts.map { "(\(reason($0)))" }.joined(separator: "; ") + result(scored.value)
        case .first(let tried, let taken):
            let conditions = tried.map(judged).joined(separator: "; ")
            return conditions + " → " + (taken.map(reason) ?? "0")
        case .entered(_, let entered):
            return self.entered(entered)
        }
    }

    private func ratio(
        _ of: MeasureFigure, _ to: AmountFigure, _ from: Rational?, _ outcome: RatioOutcome, _ scored: ScoredShape
    ) -> String {
        let division = quotient(of, to)
        switch outcome {
        case .proportional:
            return "\(division) × \(factor(scored.max))\(result(scored.value))"
        case .full:
            return wording(
                "\(division), đủ: \(number(scored.value))", "\(division), all of it: \(number(scored.value))")
        case .belowThreshold:
            let bound = from.map(percent) ?? ""
            return wording("\(division) dưới \(bound): 0", "\(division) under \(bound): 0")
        case .nothing(let empty):
            let rule = empty == .full ? wording("tính đủ", "counts as full") : wording("tính 0", "counts as 0")
            return wording(
                "\(figure(to)), không có gì để chia, \(rule)", "\(figure(to)), nothing to divide by, \(rule)")
                + ": \(number(scored.value))"
        }
    }

    private func steps(
        _ figure: StepFigure, _ reached: ScoreShape.Step?, _ otherwise: ScoreShape.Award, _ scored: ScoredShape
    ) -> String {
        let what =
            switch figure {
            case .measure(let measure): self.figure(measure)
            case .ratio(let of, let to, _, let value):
                quotient(of, to) + result(value)
            }
        guard let reached else {
            return wording("\(what), dưới mọi bậc: ", "\(what), below every step: ") + award(otherwise, of: scored.max)
        }
        return wording(
            "\(what), bậc từ \(number(reached.atLeast)): ", "\(what), step from \(number(reached.atLeast)): ")
            + award(reached.award, of: scored.max)
    }

    private func best(
        _ of: MeasureFigure, _ largest: Rational, _ among: ScoreShape.Among, _ scored: ScoredShape
    ) -> String {
        let group = among == .all ? wording("tất cả", "all") : wording("khối", "the block")
        guard largest != .zero else {
            return wording("cao nhất trong \(group) là 0: 0", "the best of \(group) is 0: 0")
        }
        return wording(
            "\(term(of)) ÷ cao nhất trong \(group) \(factor(largest))",
            "\(term(of)) ÷ the best of \(group) \(factor(largest))")
            + " × \(factor(scored.max))\(result(scored.value))"
    }

    /// The three levels side by side: `tự chấm 8; thẩm định 7; chính thức 7`.
    func entered(_ figure: EnteredFigure?) -> String {
        guard let figure, figure.used != nil else { return wording("chưa nhập: 0", "not entered: 0") }
        let levels: [(String, EnteredValue?)] = [
            (wording("tự chấm", "self"), figure.own), (wording("thẩm định", "verified"), figure.verified),
            (wording("chính thức", "final"), figure.final),
        ]
        return levels.compactMap { name, value in value.map { "\(name) \(self.value($0))" } }.joined(separator: "; ")
    }

    func value(_ value: EnteredValue) -> String {
        if let number = value.number { return self.number(number) }
        return value.answer == true ? wording("có", "yes") : wording("không", "no")
    }

    // MARK: Conditions

    /// The condition with what was found and whether it holds: `tin-bai 31 ≥ 30: đúng`.
    func judged(_ condition: JudgedCondition) -> String { "\(words(condition)): \(truth(condition.truth))" }

    private func truth(_ truth: Bool?) -> String {
        switch truth {
        case true?: wording("đúng", "true")
        case false?: wording("sai", "false")
        case nil: wording("chưa rõ", "unknown")
        }
    }

    private func words(_ judged: JudgedCondition) -> String {
        switch judged.condition {
        case .measure(let place, let bounds):
            let limits = bounds.map { "\(sign($0.comparison)) \(number($0.value))" }
            let found = judged.found.map(number) ?? ""
            return "\(pack.measures[place].id) \(found) " + limits.joined(separator: wording(" và ", " and "))
        case .input(let slot, let wanted):
            return "\(scorecard.inputs[slot].id) = \(wanted ? wording("có", "yes") : wording("không", "no"))"
        case .criterion(let place, let part):
            let criterion = scorecard.criteria[place]
            return "\(criterion.id) \(judged.found.map(points) ?? "") < \(factor(part)) × \(factor(criterion.max))"
        case .anyCriterion(let part):
            let named = judged.criteria.map { scorecard.criteria[$0].id }.joined(separator: ", ")
            return wording(
                "có tiêu chí dưới \(percent(part)) điểm tối đa", "a criterion under \(percent(part)) of its max")
                + (named.isEmpty ? "" : " (\(named))")
        case .all:
            return "[" + judged.parts.map(self.judged).joined(separator: wording(" và ", " and ")) + "]"
        case .any:
            return "[" + judged.parts.map(self.judged).joined(separator: wording(" hoặc ", " or ")) + "]"
        case .not:
            return wording("không ", "not ") + "[" + judged.parts.map(self.judged).joined() + "]"
        }
    }

    private func sign(_ comparison: ScoreCondition.Comparison) -> String {
        switch comparison {
        case .atLeast: "≥"
        case .atMost: "≤"
        case .above: ">"
        case .below: "<"
        case .equals: "="
        }
    }

    // MARK: Grades and places

    /// The grade's title, or what stands in its place.
    func grade(_ standing: CouncilResults.Standing) -> String {
        if standing.disqualification != nil { return wording.notConsidered }
        return standing.grade.map { scorecard.grades[$0].title } ?? "–"
    }

    /// `20 % của 7 = 1,4, làm tròn xuống 1`.
    func arithmetic(_ decision: PlacesDecision) -> String {
        let rule = scorecard.places[decision.rule]
        guard case .share(let share) = rule.atMost, let exact = decision.exact else {
            return wording("tối đa ", "at most ") + wording.number(decision.allowed)
        }
        let direction =
            switch rule.rounding {
            case .down: wording("làm tròn xuống", "rounded down")
            case .up: wording("làm tròn lên", "rounded up")
            case .nearest: wording("làm tròn", "rounded")
            }
        return
            "\(percent(share)) \(wording("của", "of")) \(wording.number(decision.counted))\(result(exact)), "
            + "\(direction) \(wording.number(decision.allowed))"
    }
}
