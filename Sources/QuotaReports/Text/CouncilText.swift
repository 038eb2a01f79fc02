import QuotaEngine
import QuotaModel
import ScoringRules

/// `council` as text: the ranking, how places were given out, and for every subject each line with its reason, so that
/// any point can be computed again by hand from what is printed.
public struct CouncilText {
    let council: Council
    let comparison: CouncilComparison?
    let wording: Wording
    let palette: Palette
    private let words: ScoreWords

    public init(
        _ council: Council, comparison: CouncilComparison? = nil, wording: Wording, palette: Palette = .plain
    ) {
        self.council = council
        self.comparison = comparison
        self.wording = wording
        self.palette = palette
        words = ScoreWords(wording, council.plan)
    }

    private var scorecard: Scorecard { council.results.scorecard }

    public func bytes() -> [UInt8] {
        var page = TextPage()
        page.add(head())
        page.section(wording("XẾP HẠNG", "RANKING"), ranking())
        page.section(wording("SỐ LƯỢNG ĐƯỢC XẾP LOẠI", "PLACES"), places())
        page.section(wording("KHÔNG XÉT", "NOT CONSIDERED"), disqualified())
        if let comparison {
            page.section(
                wording("BỘ QUY TẮC KIA LÀM THAY ĐỔI GÌ", "WHAT THE OTHER RULES CHANGE"),
                CouncilComparisonText(comparison, wording: wording).lines())
        }
        for standing in council.results.standings {
            page.section(heading(standing), sheet(standing))
        }
        page.section(wording("SỐ LIỆU NHẬP", "ENTERED FIGURES"), entered())
        page.section(wording("CHƯA NHẬP", "NOT ENTERED"), missing())
        page.section(wording("TÁC GIẢ LẠ", "UNKNOWN AUTHORS"), unknownAuthors())
        page.section(
            wording("NHẬT KÝ", "LOGS"),
            LogText(inputs: council.inputs, samples: council.rejectSamples, wording: wording).lines())
        page.section(wording("CÁCH TÍNH", "HOW IT WAS COMPUTED"), method())
        return page.bytes
    }

    private func head() -> [String] {
        let plan = council.plan
        var lines = [
            plan.pack.agency.uppercased(), scorecard.title,
            wording(
                "Từ \(wording.day(plan.from)) đến \(wording.day(plan.to)), số liệu đến hết ngày \(wording.day(plan.asOf))",
                "\(wording.day(plan.from)) to \(wording.day(plan.to)), as of \(wording.day(plan.asOf))"),
        ]
        if let cite = wording.citation(scorecard.cite, in: plan.pack) {
            lines.append(wording("Căn cứ: ", "Ordered by: ") + cite)
        }
        if plan.pack.status == .illustrative {
            lines.append(
                wording(
                    "LƯU Ý: bộ quy tắc này chỉ để minh họa, không phải văn bản đã ban hành.",
                    "NOTE: this rule pack is illustrative, not an issued document."))
        }
        if !plan.plan.interpretation.isOwnReading {
            lines.append(
                wording("LƯU Ý: tính theo yêu cầu khác với quy tắc: ", "NOTE: counted otherwise than the rules say: ")
                    + wording.reading(plan.plan.interpretation))
        }
        return lines.filter { !$0.isEmpty }
    }

    // MARK: Ranks, grades, places

    private func ranking() -> [String] {
        var table = TextTable(
            [
                (wording("Hạng", "Rank"), .right), (wording("Đối tượng", "Subject"), .left),
                (wording("Khối", "Block"), .left), (wording("Điểm", "Points"), .right),
                (wording("Xếp loại", "Grade"), .left), (wording("Ghi chú", "Note"), .left),
            ], palette: palette)
        for standing in council.results.standings {
            table.add([
                TextTable.Cell(standing.rank.map(String.init) ?? "–"), TextTable.Cell(standing.subject.name),
                TextTable.Cell(standing.subject.block ?? ""), TextTable.Cell(words.points(standing.total)),
                TextTable.Cell(words.grade(standing), standing.disqualification == nil ? nil : .bad),
                TextTable.Cell(remark(standing), .caution),
            ])
        }
        return table.lines()
    }

    private func remark(_ standing: CouncilResults.Standing) -> String {
        if standing.needsDecision { return wording("hội đồng quyết định", "the council decides") }
        guard standing.disqualification == nil, standing.grade != standing.gradeBeforePlaces,
            let before = standing.gradeBeforePlaces
        else { return "" }
        let title = scorecard.grades[before].title
        return wording("hết chỉ tiêu “\(title)”", "no place left for “\(title)”")
    }

    private func places() -> [String] {
        council.results.decisions.map { decision in
            let rule = scorecard.places[decision.rule]
            let block = rule.per == .block ? " (\(decision.block ?? wording("không khối", "no block")))" : ""
            var line = "- \(scorecard.grades[rule.grade].title)\(block): \(words.arithmetic(decision))"
            line += wording(
                "; \(decision.candidates.count) đủ điểm, \(decision.kept.count) được xếp",
                "; \(decision.candidates.count) qualify, \(decision.kept.count) get it")
            if !decision.tied.isEmpty {
                line +=
                    wording("; bằng nhau ở suất cuối: ", "; tied for the last place: ")
                    + wording.list(decision.tied.map { council.results.subjects[$0].name })
            }
            return line
        }
    }

    private func disqualified() -> [String] {
        council.results.standings.compactMap { standing in
            guard let rule = standing.disqualification.map({ scorecard.disqualifications[$0] }) else { return nil }
            let cite = wording.citation(rule.cite, in: council.plan.pack).map { " (\($0))" } ?? ""
            return "- \(standing.subject.name): \(rule.reason)\(cite); "
                + words.judged(council.results.judge(rule.when, standing.place))
        }
    }

    // MARK: One subject

    private func heading(_ standing: CouncilResults.Standing) -> String {
        "\(standing.subject.name.uppercased()) – \(words.points(standing.total)) – \(words.grade(standing))"
    }

    private func sheet(_ standing: CouncilResults.Standing) -> [String] {
        var lines: [String] = []
        if scorecard.base != .zero {
            lines.append(wording("Điểm xuất phát: ", "Base: ") + words.number(scorecard.base))
        }
        for (place, group) in scorecard.groups.enumerated() {
            let cap = group.max.map { "/" + words.number($0) } ?? ""
            lines.append(
                "\(group.title): \(words.points(council.results.points(ofGroup: place, standing.place)))\(cap)")
            for criterion in group.criteria {
                lines += line(
                    scorecard.criteria[criterion], council.results.points(ofCriterion: criterion, standing.place),
                    standing)
            }
        }
        if !scorecard.bonus.isEmpty { lines.append(wording("Điểm thưởng", "Bonus")) }
        for (place, bonus) in scorecard.bonus.enumerated() {
            lines += line(
                bonus.criterion, council.results.points(ofBonus: place, standing.place), standing,
                note: bonus.isOutside ? wording(" (ngoài điểm tối đa)", " (outside the cap)") : "")
        }
        if !scorecard.penalties.isEmpty { lines.append(wording("Điểm trừ", "Penalties")) }
        for (place, penalty) in scorecard.penalties.enumerated() {
            lines += line(penalty, council.results.points(ofPenalty: place, standing.place), standing)
        }
        lines.append(sum(standing))
        return lines + demands(standing)
    }

    private func line(
        _ criterion: Criterion, _ points: Rational, _ standing: CouncilResults.Standing, note: String = ""
    ) -> [String] {
        let reason = words.explanation(
            council.results.reason(of: criterion, standing.place), of: criterion, points: points)
        let cite = wording.citation(criterion.cite, in: council.plan.pack).map { " [\($0)]" } ?? ""
        return [
            "  \(criterion.title)\(note): \(words.points(points))/\(words.number(criterion.max))\(cite)",
            "      \(reason)",
        ]
    }

    /// The total as a sum of what stands above.
    private func sum(_ standing: CouncilResults.Standing) -> String {
        let results = council.results
        var parts = scorecard.base == .zero ? [] : [words.number(scorecard.base)]
        parts += scorecard.groups.indices.map { words.points(results.points(ofGroup: $0, standing.place)) }
        let bonus = scorecard.bonus.indices
        parts += bonus.filter { !scorecard.bonus[$0].isOutside }.map {
            words.points(results.points(ofBonus: $0, standing.place))
        }
        var text = parts.isEmpty ? "0" : parts.joined(separator: " + ")
        for place in scorecard.penalties.indices {
            text += " − \(words.points(results.points(ofPenalty: place, standing.place)))"
        }
        if let max = scorecard.max, standing.uncapped > max {
            text += wording(", tối đa \(words.number(max))", ", at most \(words.number(max))")
        }
        for place in bonus where scorecard.bonus[place].isOutside {
            text += " + \(words.points(results.points(ofBonus: place, standing.place)))"
        }
        return wording("Tổng: ", "Total: ") + "\(text) = \(words.points(standing.total))"
    }

    /// The demands of the grades whose points were reached.
    private func demands(_ standing: CouncilResults.Standing) -> [String] {
        scorecard.grades.compactMap { grade in
            guard let demand = grade.requires, standing.total >= grade.atLeast else { return nil }
            return wording("Điều kiện “\(grade.title)”: ", "Demand of “\(grade.title)”: ")
                + words.judged(council.results.judge(demand, standing.place))
        }
    }

    // MARK: Figures

    private func entered() -> [String] {
        var table = TextTable([
            (wording("Đối tượng", "Subject"), .left), (wording("Mục", "Figure"), .left),
            (wording("Tự chấm", "Self"), .right), (wording("Thẩm định", "Verified"), .right),
            (wording("Chính thức", "Final"), .right), (wording("Chênh lệch", "Difference"), .right),
            (wording("Căn cứ", "Evidence"), .left), (wording("Người ký", "Signer"), .left),
        ])
        var isEmpty = true
        for standing in council.results.standings {
            for (slot, input) in scorecard.inputs.enumerated() {
                guard let figure = council.results.figure(slot, standing.place) else { continue }
                isEmpty = false
                let cells = [figure.own, figure.verified, figure.final].map { $0.map(words.value) ?? "" }
                table.add(
                    ([standing.subject.name, input.id] + cells + [
                        difference(figure), Wording.printable(figure.evidence, limit: 40),
                        Wording.printable(figure.signer, limit: 40),
                    ]).map { TextTable.Cell($0) })
            }
        }
        return isEmpty ? [] : table.lines()
    }

    /// What counts less what the subject gave itself.
    private func difference(_ figure: EnteredFigure) -> String {
        guard let own = figure.own?.number, let used = figure.used?.number, own != used else { return "" }
        return (used > own ? "+" : "") + words.number(used - own)
    }

    private func missing() -> [String] {
        council.results.standings.filter { !$0.missingInputs.isEmpty }.map { standing in
            let ids = standing.missingInputs.map { scorecard.inputs[$0].id }
            return "- \(standing.subject.name): \(ids.joined(separator: ", "))"
        }
    }

    private func unknownAuthors() -> [String] {
        council.unknownAuthors.map { author in
            let rows = author.items.prefix(5).map { place in
                wording(
                    "\(council.inputs[place.source].source) dòng \(place.line)",
                    "\(council.inputs[place.source].source) line \(place.line)")
            }
            let rest = author.items.count > rows.count ? ", …" : ""
            return "- \(wording.quoted(author.name)): \(wording.number(author.items.count)) "
                + wording("tin, bài", "items") + " (\(rows.joined(separator: ", "))\(rest))"
        }
    }

    private func method() -> [String] {
        let rounding = scorecard.rounding
        let stage =
            rounding.stage == .criterion
            ? wording("từng tiêu chí và tổng", "each criterion and the total") : wording("tổng", "the total")
        var lines = [
            wording(
                "- Làm tròn \(stage) đến \(rounding.decimals) chữ số thập phân, nửa làm tròn ra xa số 0.",
                "- Rounded: \(stage), to \(rounding.decimals) decimals, halves away from zero.")
        ]
        if !scorecard.ranking.breakBy.isEmpty {
            let measures = scorecard.ranking.breakBy.map { council.plan.pack.measures[$0].id }
            lines.append(
                wording("- Bằng điểm thì so lần lượt: ", "- Equal totals are decided by: ")
                    + measures.joined(separator: ", "))
        }
        lines.append(
            wording("- Bộ quy tắc ", "- Rule pack ") + "\(council.plan.pack.id), sha256 \(council.rulesSHA256)")
        if let digest = council.figuresSHA256 {
            lines.append(wording("- Số liệu nhập, sha256 ", "- Entered figures, sha256 ") + digest)
        }
        return lines
    }
}

/// Who stands otherwise under another rule pack, and on which lines.
struct CouncilComparisonText {
    let comparison: CouncilComparison
    let wording: Wording

    init(_ comparison: CouncilComparison, wording: Wording) {
        self.comparison = comparison
        self.wording = wording
    }

    func lines() -> [String] {
        guard !comparison.changes.isEmpty else {
            return [wording("Không ai thay đổi điểm, hạng hay xếp loại.", "Nobody's points, rank or grade change.")]
        }
        return comparison.changes.flatMap { change in
            ["- \(change.subject.name): \(side(change.own)) → \(side(change.other))"]
                + change.lines.map { "    \($0.id): \(points($0.own)) → \(points($0.other))" }
        }
    }

    private func side(_ side: CouncilComparison.Side?) -> String {
        guard let side else { return wording("không chấm", "not scored") }
        let rank = side.rank.map { wording("hạng \($0)", "rank \($0)") } ?? wording("không hạng", "no rank")
        return "\(points(side.total)), \(rank), \(side.grade ?? "–")"
    }

    private func points(_ points: String?) -> String {
        guard let points else { return wording("không có", "none") }
        return wording(String(points.map { $0 == "." ? "," : $0 }), points)
    }
}
