import QuotaEngine
import QuotaModel
import ScoringRules

/// What every form of a council's report says in sentences.
struct CouncilWords {
    let council: Council
    let wording: Wording
    let words: ScoreWords

    init(_ council: Council, _ wording: Wording) {
        self.council = council
        self.wording = wording
        words = ScoreWords(wording, council.plan)
    }

    private var scorecard: Scorecard { council.results.scorecard }

    func remark(_ standing: CouncilResults.Standing) -> String {
        if standing.needsDecision { return wording("hội đồng quyết định", "the council decides") }
        guard standing.disqualification == nil, standing.grade != standing.gradeBeforePlaces,
            let before = standing.gradeBeforePlaces
        else { return "" }
        let title = scorecard.grades[before].title
        return wording("hết chỉ tiêu “\(title)”", "no place left for “\(title)”")
    }

    func places() -> [String] {
        council.results.decisions.map { decision in
            let rule = scorecard.places[decision.rule]
            let block = rule.per == .block ? " (\(decision.block ?? wording("không khối", "no block")))" : ""
            var line = "\(scorecard.grades[rule.grade].title)\(block): \(words.arithmetic(decision))"
            let (able, kept) = (decision.candidates.count, decision.kept.count)
            line += wording(
                "; \(wording.number(able)) đủ điểm, \(wording.number(kept)) được xếp",
                "; \(wording.count(able, "qualifies", "qualify")), \(wording.count(kept, "gets", "get")) it")
            if !decision.tied.isEmpty {
                line +=
                    wording("; bằng nhau ở suất cuối: ", "; tied for the last place: ")
                    + wording.list(decision.tied.map { council.results.subjects[$0].name })
            }
            return line
        }
    }

    func disqualified() -> [String] {
        council.results.standings.compactMap { standing in
            disqualification(of: standing).map { "\(standing.subject.name): \($0)" }
        }
    }

    /// Why somebody is not considered; nil for who is.
    func disqualification(of standing: CouncilResults.Standing) -> String? {
        guard let rule = standing.disqualification.map({ scorecard.disqualifications[$0] }) else { return nil }
        let cite = wording.citation(rule.cite, in: council.plan.pack).map { " (\($0))" } ?? ""
        return "\(rule.reason)\(cite); " + words.judged(council.results.judge(rule.when, standing.place))
    }

    /// The title of a group, or what stands for bonus and penalties.
    func name(ofPart id: String) -> String {
        if let group = scorecard.groups.first(where: { $0.id == id }) { return group.title }
        return id == "bonus" ? wording("Điểm thưởng", "Bonus") : wording("Điểm trừ", "Penalties")
    }

    /// What everybody begins with.
    var base: String { wording("Điểm xuất phát", "Base") }

    /// Stands behind the title of a bonus that the cap does not hold.
    func outside(_ bonus: Bonus) -> String {
        bonus.isOutside ? wording(" (ngoài điểm tối đa)", " (outside the cap)") : ""
    }

    /// The total as a sum of what stands above, exact: where only the total is rounded (contract, section 6), its parts
    /// have more decimals than are printed elsewhere.
    func sum(_ standing: CouncilResults.Standing) -> String {
        let results = council.results
        var parts = scorecard.base == .zero ? [] : [words.factor(scorecard.base)]
        parts += scorecard.groups.indices.map { words.addend(results.points(ofGroup: $0, standing.place)) }
        let bonus = scorecard.bonus.indices
        parts += bonus.filter { !scorecard.bonus[$0].isOutside }.map {
            words.addend(results.points(ofBonus: $0, standing.place))
        }
        var text = parts.isEmpty ? "0" : parts.joined(separator: " + ")
        for place in scorecard.penalties.indices {
            text += " − \(words.addend(results.points(ofPenalty: place, standing.place)))"
        }
        var whole = standing.uncapped
        if let max = scorecard.max, whole > max {
            text += wording(", tối đa \(words.number(max))", ", at most \(words.number(max))")
            whole = max
        }
        for place in bonus where scorecard.bonus[place].isOutside {
            text += " + \(words.addend(results.points(ofBonus: place, standing.place)))"
            whole += results.points(ofBonus: place, standing.place)
        }
        return wording("Tổng: ", "Total: ") + text + words.total(standing.total, of: whole)
    }

    /// The demands of the grades whose points were reached.
    func demands(_ standing: CouncilResults.Standing) -> [String] {
        scorecard.grades.compactMap { grade in
            guard let demand = grade.requires, standing.total >= grade.atLeast else { return nil }
            return wording("Điều kiện “\(grade.title)”: ", "Demand of “\(grade.title)”: ")
                + words.judged(council.results.judge(demand, standing.place))
        }
    }

    /// What counts less what the subject gave itself; nil where nothing differs.
    func differenceOf(_ figure: EnteredFigure) -> Rational? {
        guard let own = figure.own?.number, let used = figure.used?.number, own != used else { return nil }
        return used - own
    }

    func difference(_ figure: EnteredFigure) -> String {
        differenceOf(figure).map { ($0 > .zero ? "+" : "") + words.number($0) } ?? ""
    }

    func missing() -> [String] {
        council.results.standings.filter { !$0.missingInputs.isEmpty }.map { standing in
            let ids = standing.missingInputs.map { scorecard.inputs[$0].id }
            return "\(standing.subject.name): \(ids.joined(separator: ", "))"
        }
    }

    func unknownAuthors() -> [String] {
        council.unknownAuthors.map { author in
            let rows = author.items.prefix(5).map { place in
                wording(
                    "\(council.inputs[place.source].source) dòng \(place.line)",
                    "\(council.inputs[place.source].source) line \(place.line)")
            }
            let rest = author.items.count > rows.count ? ", …" : ""
            return
                "\(wording.quoted(author.name)): \(wording.items(author.items.count)) (\(rows.joined(separator: ", "))\(rest))"
        }
    }

    func method() -> [String] {
        var lines = rounding()
        lines.append(
            wording("Bộ quy tắc ", "Rule pack ") + "\(council.plan.pack.id), sha256 \(council.rulesSHA256)")
        if let digest = council.figuresSHA256 {
            lines.append(wording("Số liệu nhập, sha256 ", "Entered figures, sha256 ") + digest)
        }
        return lines
    }

    /// How points are rounded and what decides equal totals.
    func rounding() -> [String] {
        let rounding = scorecard.rounding
        let stage =
            rounding.stage == .criterion
            ? wording("từng tiêu chí và tổng", "each criterion and the total") : wording("tổng", "the total")
        var lines = [
            wording(
                "Làm tròn \(stage) đến \(rounding.decimals) chữ số thập phân; phần lẻ đúng bằng một nửa thì làm tròn ra xa số 0.",
                "Rounded: \(stage), to \(wording.count(rounding.decimals, "decimal", "decimals")), halves away from zero."
            )
        ]
        if !scorecard.ranking.breakBy.isEmpty {
            let measures = scorecard.ranking.breakBy.map { council.plan.pack.measures[$0].id }
            lines.append(
                wording("Bằng điểm thì so lần lượt: ", "Equal totals are decided by: ")
                    + measures.joined(separator: ", "))
        }
        return lines
    }
}
