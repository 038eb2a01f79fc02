import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format docx`: the report that somebody signs (contract, section 10).
public struct BriefingDOCX {
    private let briefing: Briefing
    private let wording: Wording
    private let form: DecreeForm

    public init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        self.wording = wording
        form = DecreeForm(briefing.pack, asOf: briefing.asOf, wording)
    }

    /// - Throws: `Issue` `write-failed` when there is no memory for it.
    public func bytes() throws(Issue) -> [UInt8] {
        let title = wording.title(briefing)
        let notices = wording.notices(briefing.pack, briefing.interpretation)
        var blocks = [form.head()] + form.title(wording("Báo cáo", "Report"), title, notices: notices)
        blocks += opening() + findings() + units() + notes()
        blocks += form.foot(
            closing: wording("Trên đây là báo cáo \(form.lowered(title)).", "This is the report: \(title)."),
            recipients: form.words.recipients)
        return try WordPackage.bytes(
            form.document(title: title, asOf: briefing.asOf, sections: [WordSection(blocks: blocks)]))
    }

    // MARK: What was found

    private func opening() -> [WordBlock] {
        let documents = form.words.basis.map { WordBlock.text(.basis, $0) }
        let day = wording.day(briefing.asOf)
        return documents + [
            .text(
                .body,
                wording(
                    "\(form.words.agencyName) báo cáo kết quả thực hiện “\(briefing.pack.title)” đến hết ngày \(day) như sau:",
                    "\(form.words.agencyName) reports on “\(briefing.pack.title)” as of \(day):"))
        ]
    }

    private func findings() -> [WordBlock] {
        FindingsWords(briefing, wording).all().enumerated().flatMap { form.numbered($0 + 1, $1.lead, $1.items) }
    }

    // MARK: The table

    /// A column's width in millimetres and what it holds of a unit and of one of its quotas.
    private static let columns = [8, 31, 16, 24, 25, 12, 11, 14, 12, 12]

    private func units() -> [WordBlock] {
        let results = briefing.results.units.filter { !$0.quotas.isEmpty }
        guard !results.isEmpty else { return [] }
        let place = FindingsWords(briefing, wording).all().count + 1
        let heading = wording("Kết quả của từng đơn vị:", "The units:")
        var table = WordTable(columns: Self.columns)
        table.rows = [headings()]
        for (place, unit) in results.enumerated() {
            for (line, quota) in unit.quotas.enumerated() {
                table.rows.append(row(place + 1, unit, quota, line))
            }
        }
        table.rows.append(total())
        return [.text(.heading, "\(place). \(heading)"), .gap, .table(table)]
    }

    private func headings() -> WordTable.Row {
        let names = [
            wording("TT", "No."), wording("Đơn vị", "Unit"), wording("Chỉ tiêu", "Minimum"),
            wording("Kỳ vừa qua", "Last period"), wording("Kỳ đang chạy", "Running period"),
            wording("Từ đầu", "In all"), wording("Kỳ đạt", "Met"), wording("Tỷ lệ", "Rate"),
            wording("Thiếu", "Missing"), wording("Hạng", "Rank"),
        ]
        return .headings(names)
    }

    private func row(_ place: Int, _ unit: UnitResult, _ quota: QuotaResult, _ line: Int) -> WordTable.Row {
        // A unit's own figures stand once beside all of its quotas.
        let merge: WordTable.Cell.Merge = unit.quotas.count == 1 ? .none : line == 0 ? .first : .following
        let own = [
            period(quota.lastClosedPeriod), period(quota.openPeriod),
            WordTable.Cell(.tableFigure, "\(wording.number(quota.count))/\(wording.number(quota.minimum))"),
        ]
        func ofUnit(_ element: DecreeElement, _ text: String) -> WordTable.Cell {
            WordTable.Cell(element, line == 0 ? text : "", merge: merge)
        }
        return WordTable.Row(
            cells: [
                ofUnit(.tableFigure, wording.number(place)), ofUnit(.tableText, unit.unit.name),
                WordTable.Cell(.tableFigure, wording.minimum(quota.quota)),
            ] + own + [
                ofUnit(.tableFigure, unit.periodsJudged > 0 ? "\(unit.periodsMet)/\(unit.periodsJudged)" : "–"),
                ofUnit(.tableFigure, unit.rate.map(wording.percent) ?? "–"),
                ofUnit(.tableFigure, wording.number(unit.shortfall)),
                ofUnit(.tableFigure, unit.rank.map(wording.number) ?? "–"),
            ])
    }

    private func period(_ verdict: PeriodVerdict?) -> WordTable.Cell {
        guard let verdict else { return WordTable.Cell(.tableFigure, "–") }
        let span = wording.shortSpan(verdict.period.window, in: briefing.asOf.parts.year)
        return WordTable.Cell([
            WordParagraph(.tableFigure, [.text(span), .lineBreak, .text(wording.figures(verdict))])
        ])
    }

    private func total() -> WordTable.Row {
        let totals = briefing.results.totals
        let title = WordTable.Cell([WordParagraph(.tableHeading, wording("Tổng cộng", "Total"))], span: 6)
        let rate = totals.rate.map(wording.percent) ?? "–"
        let figures = [
            totals.periodsJudged > 0 ? "\(totals.periodsMet)/\(totals.periodsJudged)" : "–", rate,
            wording.number(totals.shortfall), "",
        ]
        return WordTable.Row(cells: [title] + figures.map { WordTable.Cell(.tableHeading, $0) })
    }

    // MARK: What it was made from

    private func notes() -> [WordBlock] {
        let sources = SourceWords(wording)
        let lines =
            briefing.inputs.map(sources.log)
            + [sources.rules(briefing.pack.id, sha256: briefing.rulesSHA256)] + sources.history(briefing.history)
        return lines.map { .text(.note, $0) }
    }
}
