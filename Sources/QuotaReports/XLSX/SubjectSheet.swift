import QuotaEngine
import QuotaModel
import ScoringRules

/// One subject's sheet: every line of the scorecard with the reason of its points, then what the measures were made
/// from.
struct SubjectSheet: CouncilWriter {
    let told: CouncilWords
    let standing: CouncilResults.Standing

    func write(on sheet: Sheet) {
        let lines = council.results.lines(of: standing)
        let table = lineTable
        table.setWidths(on: sheet)
        let place = [standing.rank.map { wording("hạng \($0)", "rank \($0)") }, words.grade(standing)]
            .compactMap(\.self).joined(separator: ", ")
        let head = SheetHead(
            title: standing.subject.name.uppercased(),
            subtitles: [
                scorecard.title, wording.window(council.plan),
                wording(
                    "\(words.points(standing.total)) điểm, \(place)", "\(words.points(standing.total)) points, \(place)"
                ),
            ], notices: wording.notices(council))
        let columns = 0...table.columns.count - 1
        let row = head.write(on: sheet, columns: table.columns.count)
        let written = table.write(on: sheet, from: row, lines) { _, line in cells(line) }
        sheet.freeze(row: written.headingRow + 1, column: 0)
        var next = written.end
        for text in closing {
            sheet.merge(text, row: next, columns: columns, .cell.bold().wrapping().filled(.total))
            sheet.setHeight(Double(SheetTable.lines(of: text, in: 150)) * Sheet.lineHeight, row: next)
            next += 1
        }
        next = writeMeasures(on: sheet, from: next + 1)
        writePeriods(on: sheet, from: next + 1)
    }

    private var lineTable: SheetTable {
        let decimals = scorecard.rounding.decimals
        return SheetTable(columns: [
            .text(wording("Phần", "Part"), 20), .text(wording("Tiêu chí", "Line"), 32),
            .decimal(wording("Điểm", "Points"), 10, places: decimals), .figure(wording("Tối đa", "Max"), 9),
            .text(wording("Vì sao có điểm này", "Why these points"), 56), .text(wording("Căn cứ", "Ordered by"), 30),
        ])
    }

    private func cells(_ line: ScoreLine) -> [SheetCell] {
        let reason = council.results.reason(of: line.criterion, standing.place)
        return [
            .text(told.name(ofPart: line.part)), .text(line.criterion.title),
            .decimal(line.points.decimal(places: scorecard.rounding.decimals)), .decimal(line.criterion.max.plain),
            .text(words.explanation(reason, of: line.criterion, points: line.points)),
            .text(wording.citation(line.criterion.cite, in: pack) ?? ""),
        ]
    }

    /// The total as a sum, the demands of grades, why it is not considered, what is still missing.
    private var closing: [String] {
        var texts = [told.sum(standing)] + told.demands(standing)
        if let text = told.disqualification(of: standing) { texts.append(text) }
        let remark = told.remark(standing)
        if !remark.isEmpty { texts.append(wording("Ghi chú: ", "Note: ") + remark) }
        if !standing.missingInputs.isEmpty {
            let ids = standing.missingInputs.map { scorecard.inputs[$0].id }.joined(separator: ", ")
            texts.append(wording("Chưa nhập: ", "Not entered: ") + ids)
        }
        return texts
    }

    private func writeMeasures(on sheet: Sheet, from row: Int) -> Int {
        let measures = council.plan.measures
        guard !measures.isEmpty else { return row }
        let table = SheetTable(columns: [
            .text(wording("Số đo", "Measure"), 20), .text(wording("Đếm gì", "What it counts"), 32),
            .figure(wording("Giá trị", "Value"), 10),
        ])
        return table.write(on: sheet, from: row, measures, filters: false) { _, place in
            let value = council.results.measure(place, standing.place)
            return [
                .text(pack.measures[place].id),
                .text(wording.sentence(pack.measures[place], in: pack) + categories(behind: place)),
                SheetCell(exact: value, words),
            ]
        }.end
    }

    /// The categories that a measure counted: `: Chính sách, Pháp luật`.
    private func categories(behind measure: Int) -> String {
        let categories = council.measures?.categories(behind: pack.measures[measure], of: standing.subject) ?? []
        let names = categories.filter(\.adds).map(\.category.name)
        return names.isEmpty ? "" : ": " + names.joined(separator: ", ")
    }

    /// The periods behind the measures that count them, each once.
    private var periods: [PeriodBehind] {
        struct Key: Hashable {
            let line: Int
            let window: DaySpan
        }
        var seen: Set<Key> = []
        return council.plan.measures.map { pack.measures[$0] }.flatMap { measure in
            council.measures?.periods(behind: measure, of: standing.subject) ?? []
        }.filter { seen.insert(Key(line: $0.line, window: $0.verdict.period.window)).inserted }
    }

    private func writePeriods(on sheet: Sheet, from row: Int) {
        let periods = periods
        guard !periods.isEmpty else { return }
        let table = SheetTable(columns: [
            .text(wording("Chỉ tiêu", "Quota"), 20), .text(wording("Kỳ", "Period"), 32),
            .number(wording("Số tin, bài", "Items"), 10), .number(wording("Tối thiểu", "Minimum"), 9),
            .text(wording("Kết quả", "Result"), 56),
        ])
        _ = table.write(
            on: sheet, from: row, periods, filters: false,
            fill: { number, column in column == 4 ? periods[number].verdict.status.fill : .none }
        ) { _, period in
            let note =
                period.adds == nil
                ? wording(" – ngoài phạm vi chấm hoặc chưa xét", " – outside the window or not judged") : ""
            return [
                .text(period.quota.id), .text(wording.span(period.verdict.period.window)),
                .number(period.verdict.count), .number(period.verdict.minimum.items),
                .text(wording.name(period.verdict.status) + note),
            ]
        }
    }
}
