import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("council as a table, and points that everybody begins with")
struct StartingPointsTests {
    private static let card = SampleDocuments.council.replacing("max: 100\n", with: "base: 12.5\n    max: 100\n")

    private func council(_ card: String = card) throws -> Council { try SampleDocuments.madeCouncil(card) }

    private func html(_ council: Council) -> String {
        String(decoding: CouncilHTML(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
    }

    private func csv(_ council: Council, _ reader: CSVWriter.Reader = .program) throws -> [[String]] {
        var bytes: [UInt8] = []
        let outlet = ByteOutlet { bytes += $0 }
        CouncilCSV.write(council, for: reader, wording: Wording(.vi), to: outlet)
        try outlet.finish()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map { row in
            row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("they have a column in the document's table of points, before the groups")
    func document() throws {
        let lines = try WordFile(CouncilDOCX(council(), wording: Wording(.vi)).bytes()).lines()
        let heading = try #require(lines.firstIndex { $0.hasPrefix("TT | Đơn vị | Điểm xuất phát | Thực hiện") })
        #expect(lines[heading + 1].hasPrefix("1 | Văn phòng | 12,50 | 60,00 | 28,00 | 100,00"), "\(lines[heading + 1])")
    }

    @Test("they stand in the page's table of points and at the head of each subject's lines")
    func page() throws {
        let page = html(try council())
        #expect(page.contains(#"<th scope="col">Điểm xuất phát</th><th scope="col">"#))
        let rows = page.ranges(of: #"<tr><td></td><th scope="row">Điểm xuất phát</th><td class="n">12,50</td>"#)
        #expect(rows.count == 4)
    }

    @Test("they stand among the facts of how a workbook was computed")
    func method() throws {
        #expect(try WorkbookCopy(council()).allTexts.contains("12,5"))
    }

    @Test("they have a row of each subject in a table, so that its points add up to its total")
    func table() throws {
        let rows = try csv(council())
        let base = rows.filter { $0[6] == "base" }
        #expect(base.map { Array($0[7...11]) } == Array(repeating: ["", "", "12.50", "", ""], count: 4))
        let own = rows.filter { $0[1] == "phong-2" }
        let sum = own.compactMap { Double($0[9]) }.reduce(0, +)
        #expect(own.count == 3 && sum == Double(own[0][4]))
    }

    @Test("with more decimals than points have they stand exact, because nothing rounds them")
    func exact() throws {
        let council = try council(Self.card.replacing("base: 12.5", with: "base: 12.125"))
        let base = { (reader: CSVWriter.Reader) in
            try Set(csv(council, reader).filter { $0[6] == "base" }.map { $0[9] })
        }
        #expect(try base(.program) == ["12.125"])
        #expect(try base(.spreadsheet) == ["12.125"])
        let page = html(council)
        #expect(page.contains(#"Điểm xuất phát</th><td class="n">12,125</td>"#))
        let lines = try WordFile(CouncilDOCX(council, wording: Wording(.vi)).bytes()).lines()
        #expect(lines.contains { $0.hasPrefix("1 | Văn phòng | 12,125 | ") })
        #expect(lines.contains { $0.contains("Điểm xuất phát") && $0.contains("12,125") })
        let book = try WorkbookCopy(council)
        #expect((1...12).contains { book.number("Bảng điểm", "C\($0)") == 12.125 })
    }

    @Test("a max that is a fraction is a plain decimal for a spreadsheet, which takes 10/3 for a day")
    func fraction() throws {
        let council = try council(SampleDocuments.council.replacing("tin bài, max: 60", with: "tin bài, max: 10/3"))
        let max = { (reader: CSVWriter.Reader) in
            try Set(csv(council, reader).filter { $0[7] == "so-bai" }.map { $0[10] })
        }
        #expect(try max(.spreadsheet) == ["3.33"])
        #expect(try max(.program) == ["10/3"])
    }

    @Test("where there are none nothing is said of them")
    func none() throws {
        let council = try council(SampleDocuments.council)
        #expect(try csv(council).allSatisfy { $0[6] != "base" })
        let page = html(council)
        #expect(!page.contains("Điểm xuất phát"))
    }
}
