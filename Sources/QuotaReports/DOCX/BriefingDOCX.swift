import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format docx`: the report that somebody signs (contract, section 10).
public struct BriefingDOCX {
    private let briefing: Briefing
    private let wording: Wording
    private let form: DecreeForm

    /// The date line has the as-of day, unless the pack leaves it blank.
    public init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        self.wording = wording
        form = DecreeForm(briefing.pack, asOf: briefing.asOf, wording)
    }

    /// - Throws: `Issue` `write-failed` when there is no memory for it.
    public func bytes() throws(Issue) -> [UInt8] {
        let title = wording.title(briefing)
        var blocks =
            [form.head()]
            + form.title(wording("Báo cáo", "Report"), title, notices: wording.notices(briefing))
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

    private func units() -> [WordBlock] {
        guard !briefing.findings.units.isEmpty else { return [] }
        let number = FindingsWords(briefing, wording).all().count + 1
        let heading = wording("Kết quả của từng đơn vị:", "The units:")
        let table = UnitTableDOCX(briefing, wording: wording).table()
        return [.text(.heading, "\(number). \(heading)"), .gap, .table(table)]
            + (briefing.results.hasUnusedSurplus ? [.text(.note, wording.surplusStays)] : [])
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
