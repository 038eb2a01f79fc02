import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("Texts of a log in a workbook")
struct HostileTextTests {
    @Test("no text becomes a formula, a link or a number")
    func formulas() throws {
        let book = try WorkbookCopy(ReadReport.briefing(log: ReadReport.log(titles: HostileTitles.formulas)))
        let rows = try book.table("Tin bài", with: "Tiêu đề")
        #expect(rows.map { $0["Tiêu đề"] } == HostileTitles.formulas.map { .text($0) })
        #expect(book.allFormulas.allSatisfy { $0.hasPrefix("SUM(") })
        #expect(try book.sheet("Tin bài").all("hyperlink").isEmpty)
        #expect(!book.parts.contains { $0.contains("externalLink") })
    }

    @Test("markup stays text, and every part is well-formed")
    func markup() throws {
        let book = try WorkbookCopy(ReadReport.briefing(log: ReadReport.log(titles: HostileTitles.all)))
        for title in HostileTitles.markup { #expect(book.allTexts.contains(title)) }
        for part in book.parts where part.hasSuffix(".xml") || part.hasSuffix(".rels") { _ = try book.xml(part) }
    }

    @Test("control characters and marks that turn the writing direction are gone; the words are there")
    func controls() throws {
        let book = try WorkbookCopy(ReadReport.briefing(log: ReadReport.log(titles: HostileTitles.odd)))
        let texts = book.allTexts
        for text in texts {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
        }
        #expect(texts.contains("Bài đảo chữ xong"))
        #expect(texts.contains("Hòa giải ở cơ sở".precomposedStringWithCanonicalMapping))
        #expect(texts.contains { $0.count == 10_000 && $0.allSatisfy { $0 == "x" } })
    }

    @Test("what a spreadsheet would read as a coded character is written so that it stays what it is")
    func codes() throws {
        let book = try WorkbookCopy(ReadReport.briefing(log: ReadReport.log(titles: ["_x0041_ và _x41_", "_x000D_"])))
        #expect(book.allTexts.contains("_x005F_x0041_ và _x41_"))
        #expect(book.allTexts.contains("_x005F_x000D_"))
    }

    @Test("a text longer than a cell is cut where a character ends, and says so")
    func long() throws {
        // Two units of UTF-16 each: the limit falls inside one.
        let title = "a" + String(repeating: "𝐀", count: 20_000)
        let book = try WorkbookCopy(ReadReport.briefing(log: ReadReport.log(titles: [title])))
        let cut = try #require(book.allTexts.first { $0.hasPrefix("a𝐀𝐀") })
        #expect(cut.utf16.count <= 32_767)
        #expect(cut.utf16.count > 32_760)
        #expect(cut.hasSuffix("𝐀…"))
    }

    @Test(
        "a unit's name makes the name of a sheet, whatever a spreadsheet forbids and however it is joined",
        arguments: [
            ("Tổ *\u{FE0F}\u{20E3} sao", "Tổ  \u{FE0F}\u{20E3} sao"), ("Tổ /\u{323} x", "Tổ  \u{323} x"),
            ("'Tổ 1'\u{301}", "Tổ 1'\u{301}"), ("' Tổ [1]: a?b\\c '", "Tổ 1 a b c"),
        ])
    func sheetNames(name: String, sheet: String) throws {
        let rules = SampleDocuments.council
        let written = "\"\(name.replacing("\\", with: "\\\\"))\""
        let units = SampleBriefing.units.replacing("name: Phòng 2", with: "name: \(written)")
        let book = try WorkbookCopy(SampleDocuments.madeCouncil(rules, units: units))
        #expect(book.names.contains(sheet), "\(book.names)")
    }

    @Test("a hundred thousand rows: all listed, all figures there")
    func many() throws {
        let titles = (0..<100_000).map { "Bài số \($0)" }
        let briefing = try ReadReport.briefing(log: ReadReport.log(titles: titles))
        #expect(briefing.listing?.items.count == 100_000)
        let folder = FileManager.default.temporaryDirectory.appending(path: "quota-xlsx-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: folder) }
        try BriefingWorkbook(briefing, wording: Wording(.vi)).write(to: folder.path(percentEncoded: false))
        let size = try FileManager.default.attributesOfItem(atPath: folder.path(percentEncoded: false))[.size] as? Int
        #expect((size ?? 0) > 1_000_000)
    }

    @Test("a path that cannot be written is an error that says why")
    func unwritable() throws {
        let briefing = try ReadReport.briefing()
        #expect(throws: SpreadsheetFailure.self) {
            try BriefingWorkbook(briefing, wording: Wording(.vi)).write(to: "/khong-co/thu-muc/x.xlsx")
        }
    }
}
