import QuotaEngine
import QuotaModel
import ScoringRules

/// The sheet of one subject: every line of the scorecard with its points and the way to them (phiếu chấm điểm).
struct ScoreSheetDOCX: CouncilWriter {
    let told: CouncilWords
    let standing: CouncilResults.Standing
    let form: DecreeForm

    func blocks() -> [WordBlock] {
        let place = standing.rank.map { wording("; hạng \($0)", "; rank \($0)") } ?? ""
        let result = wording(
            "Tổng điểm: \(words.points(standing.total)); xếp loại: \(words.grade(standing))\(place).",
            "Total: \(words.points(standing.total)); grade: \(words.grade(standing))\(place).")
        let remark = told.remark(standing)
        var block = standing.subject.block.map { " (\($0))" } ?? ""
        block = "\(words.subject): \(standing.subject.name)\(block)"
        return [
            .text(.body, block), .text(.body, wording.window(council.plan) + "."), .text(.body, result), .gap,
            .table(table()), .text(.note, told.sum(standing)),
        ] + (told.demands(standing) + disqualification() + (remark.isEmpty ? [] : [remark])).map { .text(.note, $0) }
    }

    private func disqualification() -> [String] {
        told.disqualification(of: standing).map { [wording("Không xét: ", "Not considered: ") + $0] } ?? []
    }

    // MARK: The table

    /// Whether people enter points of a line: then the first two levels have columns of their own.
    private var hasLevels: Bool { council.results.lines(of: standing).contains { entry($0.criterion) != nil } }

    /// What was entered for a line whose points people enter, nil for every other line.
    private func entry(_ criterion: Criterion) -> EnteredFigure?? {
        guard case .entered(_, let figure) = council.results.reason(of: criterion, standing.place).reason else {
            return nil
        }
        return .some(figure)
    }

    private func table() -> WordTable {
        let levels = hasLevels
        var table = WordTable(columns: levels ? [9, 46, 14, 14, 14, 17, 51] : [9, 52, 16, 18, 70])
        var names = [wording("TT", "No."), wording("Tiêu chí", "Criterion"), wording("Điểm tối đa", "Max")]
        if levels { names += [wording("Tự chấm", "Self"), wording("Thẩm định", "Verified")] }
        names += [wording("Điểm", "Points"), wording("Cách tính", "How")]
        table.rows = [.headings(names)]
        if scorecard.base != .zero {
            table.rows.append(part("", told.base, nil, words.base, levels))
        }
        table.rows += groups(levels) + others(levels)
        table.rows.append(part("", wording("Tổng điểm", "Total"), scorecard.max, words.points(standing.total), levels))
        return table
    }

    private func groups(_ levels: Bool) -> [WordTable.Row] {
        scorecard.groups.enumerated().flatMap { place, group in
            let points = council.results.points(ofGroup: place, standing.place)
            let head = part(
                DecreeWords.roman(place + 1), group.title, group.max, words.points(points), levels)
            return [head]
                + group.criteria.enumerated().map { number, criterion in
                    line(
                        number + 1, scorecard.criteria[criterion],
                        council.results.points(ofCriterion: criterion, standing.place), levels)
                }
        }
    }

    private func others(_ levels: Bool) -> [WordTable.Row] {
        var rows: [WordTable.Row] = []
        if !scorecard.bonus.isEmpty { rows.append(part("", wording("Điểm thưởng", "Bonus"), nil, nil, levels)) }
        for (place, bonus) in scorecard.bonus.enumerated() {
            rows.append(
                line(
                    place + 1, bonus.criterion, council.results.points(ofBonus: place, standing.place), levels,
                    note: told.outside(bonus)))
        }
        if !scorecard.penalties.isEmpty {
            rows.append(part("", wording("Điểm trừ", "Penalties"), nil, nil, levels))
        }
        for (place, penalty) in scorecard.penalties.enumerated() {
            rows.append(
                line(place + 1, penalty, council.results.points(ofPenalty: place, standing.place), levels))
        }
        return rows
    }

    /// A group's head, or the total.
    private func part(_ number: String, _ title: String, _ max: Rational?, _ points: String?, _ levels: Bool)
        -> WordTable.Row
    {
        var name = WordParagraph(.tableHeading, title)
        name.alignment = .left
        let figures = [max.map(words.number) ?? ""] + (levels ? ["", ""] : []) + [points ?? "", ""]
        return WordTable.Row(
            cells: [WordTable.Cell(.tableHeading, number), WordTable.Cell([name])]
                + figures.map { WordTable.Cell(.tableHeading, $0) })
    }

    private func line(
        _ number: Int, _ criterion: Criterion, _ points: Rational, _ levels: Bool, note: String = ""
    ) -> WordTable.Row {
        let reason = words.explanation(
            council.results.reason(of: criterion, standing.place), of: criterion, points: points)
        let cite = wording.citation(criterion.cite, in: council.plan.pack).map { " [\($0)]" } ?? ""
        let figure = entry(criterion) ?? nil
        let levelCells = [figure?.own, figure?.verified].map { $0.map(words.value) ?? "" }
        return WordTable.Row(
            cells: [
                WordTable.Cell(.tableFigure, wording.number(number)),
                WordTable.Cell(.tableText, criterion.title + note),
                WordTable.Cell(.tableFigure, words.number(criterion.max)),
            ] + (levels ? levelCells : []).map { WordTable.Cell(.tableFigure, $0) } + [
                WordTable.Cell(.tableFigure, words.points(points)), WordTable.Cell(.tableText, reason + cite),
            ])
    }
}
