import QuotaModel
import ScoringRules

/// Head, foot and annexes of a document, laid out as Phụ lục I to Nghị định 30/2020/NĐ-CP has them.
struct DecreeForm {
    let words: DecreeWords
    let wording: Wording

    init(_ pack: RulePack, asOf: CivilDate, _ wording: Wording) {
        words = DecreeWords(pack, asOf: asOf, wording)
        self.wording = wording
    }

    // MARK: Head

    /// Agency to the left, national name to the right, under them number and date.
    ///
    /// - Parameter letterSubject: what a letter is about, under its number; nil for a document with a title.
    func head(letterSubject: String? = nil) -> WordBlock {
        let columns = DecreeLayout.headColumns
        var table = WordTable(columns: columns, hasBorders: false)
        table.rows = [
            WordTable.Row(cells: [WordTable.Cell(issuer(columns[0])), WordTable.Cell(nation(columns[1]))]),
            WordTable.Row(cells: [
                WordTable.Cell(number(letterSubject)), WordTable.Cell(.placeAndDate, words.placeAndDate),
            ]),
        ]
        return .table(table)
    }

    private func issuer(_ width: Int) -> [WordParagraph] {
        (words.superior.map { [WordParagraph(.superior, $0)] } ?? []) + [
            WordParagraph(.agency, words.agency),
            .rule(under: words.agency.uppercased(), .agency, percent: DecreeLayout.shortRule, column: width),
        ]
    }

    private func nation(_ width: Int) -> [WordParagraph] {
        [
            WordParagraph(.nationalName, words.nationalName), WordParagraph(.motto, words.motto),
            .rule(under: words.motto, .motto, percent: DecreeLayout.mottoRule, column: width),
        ]
    }

    private func number(_ letterSubject: String?) -> [WordParagraph] {
        guard let letterSubject else { return [WordParagraph(.number, words.number)] }
        return [WordParagraph(.number, words.letterNumber), WordParagraph(.letterSubject, letterSubject)]
    }

    /// The name of the document's kind, what it is about, and what nobody may overlook.
    func title(_ type: String, _ abstract: String, notices: [String]) -> [WordBlock] {
        [
            .text(.typeName, type), .text(.abstract, abstract),
            .paragraph(
                .rule(
                    under: abstract, .abstract, percent: DecreeLayout.shortRule,
                    column: DecreeLayout.textWidth(isLandscape: false))),
        ] + notices.map { .text(.notice, $0) }
    }

    // MARK: Text

    /// A statement, or a beginning with what it is true of, each on a line of its own.
    func numbered(_ number: Int, _ lead: String, _ items: [String]) -> [WordBlock] {
        guard !items.isEmpty else { return [.text(.body, "\(number). \(lead).")] }
        return [.text(.heading, "\(number). \(lead):")]
            + items.enumerated().map { .text(.body, "- \($1)\($0 == items.count - 1 ? "." : ";")") }
    }

    /// As a title stands inside a sentence.
    func lowered(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }

    // MARK: Foot

    /// The last sentence with the mark that ends every document, recipients to the left, who signs to the right.
    func foot(closing: String, recipients: [String]) -> [WordBlock] {
        let left =
            [WordParagraph(.recipientsTitle, words.recipientsTitle)]
            + recipients.map { WordParagraph(.recipients, $0) }
        let right =
            [words.authority, words.post].compactMap(\.self).map { WordParagraph(.authority, $0) }
            + [WordParagraph(.signerName, words.signerName)]
        return [
            .text(.closing, closing + "/."), .text(.closing, ""),
            .table(
                WordTable(
                    columns: DecreeLayout.footColumns, hasBorders: false,
                    rows: [WordTable.Row(cells: [WordTable.Cell(left), WordTable.Cell(right)])])),
        ]
    }

    // MARK: Annexes

    /// - Parameter kind: of the document it belongs to.
    func annexHead(_ place: Int, of count: Int, title: String, to kind: String) -> [WordBlock] {
        [
            .text(.annexNumber, words.annex(place, of: count)), .text(.annexTitle, title),
            .text(.annexReference, words.annexReference(to: kind)),
        ]
    }

    /// The document with its day and title as a computer lists them.
    func document(title: String, asOf: CivilDate, sections: [WordSection]) -> WordDocument {
        WordDocument(
            title: title, author: words.author, day: asOf.description, language: wording("vi-VN", "en-GB"),
            sections: sections)
    }
}
