import QuotaEngine
import QuotaModel
import ScoringRules

/// `explain --scorecard` as text: the line's points, the shape and its figures, and what each measure was made from.
public struct ScoreExplanationText {
    let explanation: ScoreExplanation
    let wording: Wording

    public init(_ explanation: ScoreExplanation, wording: Wording) {
        self.explanation = explanation
        self.wording = wording
    }

    private var pack: RulePack { explanation.council.plan.pack }

    /// UTF-8.
    public func bytes() -> [UInt8] {
        let words = ScoreWords(wording, explanation.council.plan)
        let plan = explanation.council.plan
        var page = TextPage()
        page.add(wording.notices(pack, wording.reading(plan)))
        page.add(wording("Đối tượng: ", "Subject: ") + explanation.standing.subject.name)
        page.add(wording("Bảng chấm: ", "Scorecard: ") + plan.scorecard.title)
        page.add(wording("Tiêu chí: ", "Criterion: ") + explanation.criterion.title)
        page.add(wording("Thời gian: ", "Window: ") + "\(wording.day(plan.from)) – \(wording.day(plan.to))")
        page.add(
            wording("Điểm: ", "Points: ")
                + words.points(explanation.points, of: explanation.criterion.max))
        page.add(
            wording("Vì: ", "Because: ")
                + words.explanation(explanation.scored, of: explanation.criterion, points: explanation.points))
        if let cite = wording.citation(explanation.criterion.cite, in: pack) {
            page.add(wording("Căn cứ: ", "Ordered by: ") + cite)
        }
        for measure in explanation.measures {
            page.section("\(pack.measures[measure.place].id) = \(words.number(measure.value))", lines(measure, words))
        }
        let history = explanation.council.history
        page.section(wording("LỊCH SỬ", "HISTORY"), history.map { [wording.mark($0)] } ?? [])
        return page.bytes
    }

    private func lines(_ measure: ScoreExplanation.OfMeasure, _ words: ScoreWords) -> [String] {
        var lines = measure.periods.map(line)
        lines += measure.categories.map { behind in
            "- \(behind.category.name): "
                + (behind.adds ? wording("được tính", "counted") : wording("không tính", "not counted"))
        }
        if case .input = pack.measures[measure.place].figure { lines.append("- " + words.entered(measure.figure)) }
        let counted = measure.rows.filter { $0.outcome == .counted }
        let others = measure.rows.filter { $0.outcome != .counted }
        if !counted.isEmpty { lines.append(wording("Được tính", "Counted") + " (\(wording.number(counted.count)))") }
        lines += counted.map { line($0, isSum: isSum(measure.place)) }
        if !others.isEmpty { lines.append(wording("Không tính", "Not counted") + " (\(wording.number(others.count)))") }
        lines += others.map { line($0, isSum: false) }
        return lines
    }

    private func isSum(_ place: Int) -> Bool { if case .sum = pack.measures[place].figure { true } else { false } }

    private func line(_ period: PeriodBehind) -> String {
        let verdict = period.verdict
        let adds =
            period.adds.map { "+\(wording.number($0))" }
            ?? wording("ngoài phạm vi hoặc chưa xét", "outside the window or not judged")
        return
            "- \(period.quota.id) \(wording.span(verdict.period.window)): \(wording.number(verdict.count))/"
            + "\(wording.number(verdict.minimum.items)), \(wording.name(verdict.status)) · \(adds)"
    }

    private func line(_ row: ScoreExplanation.Row, isSum: Bool) -> String {
        let source = explanation.council.inputs[row.place.source].source
        let place = wording("\(source) dòng \(row.place.line)", "\(source) line \(row.place.line)")
        let day = row.item?.day(pack.counting.date).map(wording.day) ?? ""
        let title = row.item?.details.map { wording.quoted($0.title) } ?? ""
        let reason = isSum ? "+\(wording.number(row.worth))" : wording.outcome(row, pack)
        return "- " + [place, day, title, reason].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
