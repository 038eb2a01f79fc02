import QuotaEngine
import QuotaModel

/// `remind --format docx`: a letter to one unit, laid out as a công văn (contract, sections 10 and 11.11).
public struct ReminderDOCX {
    private let briefing: Briefing
    private let words: ReminderWords
    private let form: DecreeForm

    /// - Parameter finding: of a unit to be reminded.
    public init(_ briefing: Briefing, _ finding: UnitFinding, wording: Wording) {
        self.briefing = briefing
        words = ReminderWords(briefing, finding, wording)
        form = DecreeForm(briefing.pack, asOf: briefing.asOf, wording)
    }

    /// - Throws: `Issue` `write-failed` when there is no memory for it.
    public func bytes() throws(Issue) -> [UInt8] {
        var blocks = [form.head(letterSubject: words.subject)] + words.notices.map { .text(.notice, $0) }
        blocks += [.text(.addressee, words.addressee), .text(.body, words.opening())]
        blocks += words.points().enumerated().flatMap { form.numbered($0 + 1, $1.lead, $1.items) }
        blocks += form.foot(closing: words.closing(), recipients: words.around.letterRecipients)
        return try WordPackage.bytes(
            form.document(
                title: "\(words.subject): \(words.unit)", asOf: briefing.asOf, sections: [WordSection(blocks: blocks)]))
    }
}
