import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format docx`: the summary that the council signs, with the points by group and a sheet for every subject as
/// annexes (contract, section 10).
public struct CouncilDOCX: CouncilWriter {
    let told: CouncilWords
    private let form: DecreeForm

    /// The date line has the as-of day, unless the pack leaves it blank.
    public init(_ council: Council, wording: Wording) {
        told = CouncilWords(council, wording)
        form = DecreeForm(council.plan.pack, asOf: council.plan.asOf, wording)
    }

    private var standings: CouncilResults.Standings { council.results.standings }

    /// What the document calls itself.
    private var kind: String { wording("Bảng tổng hợp điểm", "Summary of points") }

    /// - Throws: `Issue` `write-failed` when there is no memory for it.
    public func bytes() throws(Issue) -> [UInt8] {
        var sections = [WordSection(blocks: summary())]
        let annexes = standings.count + 1
        let title = wording("Điểm theo nhóm tiêu chí", "Points by group")
        var groups = ScoreTableDOCX(told: told, form: form).section()
        groups.blocks.insert(contentsOf: form.annexHead(0, of: annexes, title: title, to: kind), at: 0)
        sections.append(groups)
        for (place, standing) in standings.enumerated() {
            let title = wording("Phiếu chấm điểm", "Score sheet")
            let head = form.annexHead(place + 1, of: annexes, title: title, to: kind)
            let sheet = ScoreSheetDOCX(told: told, standing: standing, form: form)
            sections.append(WordSection(blocks: head + sheet.blocks()))
        }
        return try WordPackage.bytes(
            form.document(title: scorecard.title, asOf: council.plan.asOf, sections: sections))
    }

    // MARK: The summary

    private func summary() -> [WordBlock] {
        let plan = council.plan
        var blocks = [form.head()]
        blocks += form.title(
            kind, scorecard.title, notices: wording.notices(council))
        blocks += form.words.basis.map { .text(.basis, $0) }
        blocks.append(
            .text(
                .body,
                wording(
                    "\(form.words.agencyName) tổng hợp kết quả chấm điểm như sau (\(form.lowered(wording.window(plan)))):",
                    "\(form.words.agencyName) scored as follows (\(form.lowered(wording.window(plan)))):")))
        let findings = self.findings()
        blocks += findings.enumerated().flatMap { form.numbered($0 + 1, $1.lead, $1.items) }
        blocks.append(.text(.heading, "\(findings.count + 1). \(wording("Điểm và xếp hạng:", "Points and ranks:"))"))
        blocks += [.gap, .table(ranking())] + notes()
        return blocks
            + form.foot(
                closing: wording(
                    "Điểm theo nhóm tiêu chí ở Phụ lục I; phiếu chấm điểm của từng đối tượng ở các phụ lục tiếp theo.",
                    "The points by group are in Annex I, the score sheets in the annexes that follow."),
                recipients: form.words.recipients)
    }

    private func findings() -> [(lead: String, items: [String])] {
        let decisions = standings.filter(\.needsDecision).map(\.subject.name)
        let parts: [(String, [String])] = [
            (wording("Số lượng được xếp loại", "Places"), told.places()),
            (wording("Chờ hội đồng quyết định", "For the council to decide"), decisions),
            (wording("Không xét", "Not considered"), told.disqualified()),
            (wording("Chưa nhập số liệu", "Not entered"), told.missing()),
            (wording("Tác giả lạ", "Unknown authors"), told.unknownAuthors()),
        ]
        return [(grades().lead, grades().items)] + parts.filter { !$0.1.isEmpty }
    }

    private func grades() -> (lead: String, items: [String]) {
        let scored = wording.number(standings.count)
        guard !scorecard.grades.isEmpty else {
            return (
                wording(
                    "Đã chấm \(scored) đối tượng",
                    wording.count(results.standings.count, "subject", "subjects") + " scored"), []
            )
        }
        var items = scorecard.grades.enumerated().map { place, grade in
            "\(grade.title): \(wording.number(council.results.standings(holding: place).count))"
        }
        let without = council.results.standings(holding: nil).count
        if without > 0 {
            let number = wording.number(without)
            items.append(wording("không xếp loại: \(number)", "no grade: \(number)"))
        }
        let disqualified = standings.count { $0.disqualification != nil }
        if disqualified > 0 {
            let number = wording.number(disqualified)
            items.append(wording("không xét: \(number)", "not considered: \(number)"))
        }
        return (
            wording("Kết quả xếp loại \(scored) đối tượng", "Grades of the \(scored) subjects"), items
        )
    }

    /// A column with what it holds of a subject.
    private struct Column {
        let title: String
        /// Millimetres; nil: what the others leave.
        let width: Int?
        var element = DecreeElement.tableFigure
        let text: (CouncilResults.Standing) -> String
    }

    private func ranking() -> WordTable {
        let columns = self.columns()
        let numberWidth = 9
        let taken = columns.reduce(numberWidth) { $0 + ($1.width ?? 0) }
        let rest = DecreeLayout.textWidth(isLandscape: false) - taken
        var table = WordTable(columns: [numberWidth] + columns.map { $0.width ?? rest })
        table.rows = [.headings([wording("TT", "No.")] + columns.map(\.title))]
        for (place, standing) in standings.enumerated() {
            table.rows.append(
                WordTable.Row(
                    cells: [WordTable.Cell(.tableFigure, wording.number(place + 1))]
                        + columns.map { WordTable.Cell($0.element, $0.text(standing)) }))
        }
        return table
    }

    /// Blocks and grades only where there are any.
    private func columns() -> [Column] {
        var columns = [Column(title: words.subject, width: nil, element: .tableText) { $0.subject.name }]
        if standings.contains(where: { $0.subject.block != nil }) {
            columns.append(Column(title: wording("Khối", "Block"), width: 20) { $0.subject.block ?? "" })
        }
        columns.append(Column(title: wording("Tổng điểm", "Total"), width: 20) { words.points($0.total) })
        if !scorecard.grades.isEmpty || !scorecard.disqualifications.isEmpty {
            columns.append(Column(title: wording("Xếp loại", "Grade"), width: 28) { words.grade($0) })
        }
        return columns + [
            Column(title: wording("Hạng", "Rank"), width: 12) { $0.rank.map(wording.number) ?? "–" },
            Column(title: wording("Ghi chú", "Note"), width: 28, element: .tableText) { told.remark($0) },
        ]
    }

    private func notes() -> [WordBlock] {
        let sources = SourceWords(wording)
        let lines = told.method() + council.inputs.map(sources.log) + sources.history(council.history)
        return lines.map { .text(.note, $0) }
    }
}
