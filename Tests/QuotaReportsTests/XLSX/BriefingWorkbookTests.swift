import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("briefing as a workbook")
struct BriefingWorkbookTests {
    @Test("the sheets stand in the order of the contract")
    func sheets() throws {
        let book = try WorkbookCopy(ReadReport.briefing())
        #expect(book.names == ["Tổng hợp", "Theo kỳ", "Tin bài", "Dòng loại", "Chuyên mục", "Cách tính"])
        let english = try WorkbookCopy(ReadReport.briefing(), .en)
        #expect(english.names == ["Summary", "Periods", "Items", "Rejects", "Categories", "Method"])
    }

    @Test("Tổng hợp holds the figures of the JSON, as numbers, and sums that agree with them")
    func summary() throws {
        let briefing = try ReadReport.briefing()
        let book = try WorkbookCopy(briefing)
        let rows = try book.table("Tổng hợp", with: "Đơn vị")
        let units = try Self.json(briefing)
        #expect(rows.count == units.count + 1)
        for (row, unit) in zip(rows, units) {
            #expect(row["Đơn vị"] == .text(unit["name"] as? String ?? ""))
            #expect(row["Hạng"] == .number(Double(unit["rank"] as? Int ?? -1)))
            #expect(row["Kỳ đã xét"] == .number(Double(unit["periodsJudged"] as? Int ?? -1)))
            #expect(row["Kỳ đạt"] == .number(Double(unit["periodsMet"] as? Int ?? -1)))
            #expect(row["Tổng tin, bài"] == .number(Double(unit["items"] as? Int ?? -1)))
            let rate = try #require(unit["rate"] as? String)
            #expect(row["Tỷ lệ kỳ đạt"] == .number(Double(rate) ?? -1))
            let shortfall = Self.periods(unit).filter { $0["state"] as? String == "closed" }
                .reduce(0) { $0 + ($1["shortfall"] as? Int ?? 0) }
            #expect(row["Thiếu"] == .number(Double(shortfall)))
        }
        for heading in ["Tổng tin, bài", "Kỳ đã xét", "Kỳ đạt", "Phải có", "Đã đạt", "Thiếu", "Cần thêm"] {
            let sum = rows.dropLast().reduce(0.0) { sum, row in
                if case .number(let number)? = row[heading] { sum + number } else { sum }
            }
            guard case .formula(let formula, let cached)? = rows.last?[heading] else {
                Testing.Issue.record("no sum under \(heading)")
                continue
            }
            #expect(formula.hasPrefix("SUM("))
            #expect(cached == sum)
        }
    }

    @Test("Tổng hợp says how the last closed period went, above the table")
    func conclusion() throws {
        let book = try WorkbookCopy(ReadReport.briefing())
        let said = "Kỳ vừa khép của từng đơn vị: 6 trên 7 đơn vị đạt chỉ tiêu. Từ đầu đến hết ngày 31/08/2022: "
        #expect(book.allTexts.contains { $0.hasPrefix(said) })
    }

    @Test("a unit that owes nothing has no figure of items, and a pack without minima no column of them")
    func noMinima() throws {
        let rows = try WorkbookCopy(ReadReport.standards()).table("Tổng hợp", with: "Đơn vị")
        #expect(rows.dropLast().map { $0["Tổng tin, bài"] } == [.number(17)] + Array(repeating: .text("–"), count: 8))
        let deadlines = try ReadReport.deadlines()
        let names = try WorkbookCopy(deadlines).table("Tổng hợp", with: "Đơn vị")
        #expect(names.prefix(3).map { $0["Đơn vị"] } == deadlines.results.units.map { .text($0.unit.name) })
        #expect(names[0]["Tổng tin, bài"] == nil)
    }

    @Test("a line above a narrow table is as high as its text")
    func headHeights() throws {
        let sheet = try WorkbookCopy(SampleBriefing.made(asOf: "2022-03-20")).sheet("Theo kỳ")
        let legend = try #require(sheet.all("row").first { $0.attributes["r"] == "2" })
        #expect(try #require(legend.attributes["ht"].flatMap(Double.init)) > 30)
    }

    @Test("kinds add up to the items of a unit")
    func kinds() throws {
        let briefing = try ReadReport.briefing()
        for unit in briefing.results.units {
            #expect(unit.itemsByKind.reduce(0, +) == unit.items)
        }
        let rows = try WorkbookCopy(briefing).table("Tổng hợp", with: "Đơn vị").dropLast()
        for row in rows {
            guard case .number(let news)? = row["Tin"], case .number(let articles)? = row["Bài"],
                case .number(let all)? = row["Tổng tin, bài"]
            else {
                Testing.Issue.record("no numbers in \(row)")
                continue
            }
            #expect(news + articles == all)
        }
    }

    @Test("Theo kỳ holds every count of the JSON under its window")
    func periods() throws {
        let briefing = try ReadReport.briefing()
        let rows = try WorkbookCopy(briefing).table("Theo kỳ", with: "Mã chỉ tiêu")
        for unit in try Self.json(briefing) {
            for quota in unit["quotas"] as? [[String: Any]] ?? [] {
                let row = try #require(rows.first { $0["Mã chỉ tiêu"] == .text(quota["id"] as? String ?? "") })
                for period in quota["periods"] as? [[String: Any]] ?? [] {
                    let from = try #require(CivilDate(iso: period["from"] as? String ?? ""))
                    let to = try #require(CivilDate(iso: period["to"] as? String ?? ""))
                    let heading = "\(from.dayFirst.prefix(5))–\n\(to.dayFirst)"
                    #expect(row[heading] == .number(Double(period["count"] as? Int ?? -1)))
                }
            }
        }
    }

    @Test("the rows of Tin bài that counted in a period are as many as its figure says")
    func items() throws {
        let briefing = try ReadReport.briefing()
        let rows = try WorkbookCopy(briefing).table("Tin bài", with: "Tiêu đề")
        #expect(rows.count == briefing.inputs[0].accepted)
        for unit in briefing.results.units {
            for verdict in unit.quotas.flatMap(\.periods) {
                let span = Wording(.vi).shortSpan(verdict.period.window, in: .min)
                let counted = rows.filter {
                    Self.units($0).contains(unit.unit.name) && $0["Kỳ được tính"] == .text(span)
                        && $0["Kết quả"] == .text("Được tính")
                }
                #expect(counted.count == verdict.count, "\(unit.unit.name) \(span)")
            }
        }
        for row in rows where row["Kết quả"] != .text("Được tính") {
            #expect(row["Vì sao không tính"] != .empty)
        }
    }

    @Test("Dòng loại holds every reject, not only the first of each reason")
    func rejects() throws {
        let briefing = try ReadReport.briefing()
        let rows = try WorkbookCopy(briefing).table("Dòng loại", with: "Lý do")
        #expect(rows.count == briefing.inputs[0].rejected)
        #expect(rows.count > 5)
    }

    @Test("days are real days, shown as dd/mm/yyyy")
    func days() throws {
        let book = try WorkbookCopy(ReadReport.briefing())
        let row = try #require(try book.table("Tin bài", with: "Tiêu đề").first)
        // 05/01/2022 in the count of days that spreadsheets keep.
        #expect(row["Ngày đăng"] == .number(44_566))
        let formats = try book.xml("xl/styles.xml").all("numFmt").compactMap { $0.attributes["formatCode"] }
        #expect(formats.contains("dd/mm/yyyy"))
    }

    @Test("every sheet prints on A4 across, as wide as the paper, and tables keep headings, filter and frozen panes")
    func layout() throws {
        let book = try WorkbookCopy(ReadReport.briefing())
        for name in book.names {
            let sheet = try book.sheet(name)
            let setup = try #require(sheet.all("pageSetup").first?.attributes)
            #expect(setup["paperSize"] == "9" && setup["orientation"] == "landscape" && setup["fitToHeight"] == "0")
            guard name != "Cách tính" else { continue }
            #expect(sheet.all("autoFilter").count == 1)
            #expect(sheet.all("pane").first?.attributes["state"] == "frozen")
        }
        let titles = try book.xml("xl/workbook.xml").all("definedName").filter {
            $0.attributes["name"] == "_xlnm.Print_Titles"
        }
        #expect(titles.count == 5)
        #expect(book.parts.contains("xl/charts/chart1.xml"))
    }

    @Test("whoever heads a document heads the workbook; a head of blanks is the pack's agency, a blank day stays open")
    func head() throws {
        let head = SampleBriefing.head.replacing("agency: THANH TRA TỈNH", with: #"agency: "  ""#) + "\n  date: blank"
        let texts = try WorkbookCopy(SampleBriefing.made(rules: SampleBriefing.rules(head: head))).allTexts
        #expect(texts.contains("THANH TRA TỈNH BÌNH ĐỊNH"))
        #expect(texts.contains("Bình Định, ngày …… tháng …… năm ………"))
    }

    @Test("Cách tính names rules, clauses, digests and the history it was made from")
    func method() throws {
        let texts = try WorkbookCopy(ReadReport.briefing()).allTexts.joined(separator: "\n")
        #expect(texts.contains(String(repeating: "a1", count: 32)))
        #expect(texts.contains("mục 1, gạch đầu dòng 5"))
        #expect(texts.contains("“so-theo-doi”, 7 mục, gốc AAAA"))
    }

    @Test("two runs give the same bytes")
    func determinism() throws {
        #expect(try WorkbookCopy(ReadReport.briefing()).bytes == WorkbookCopy(ReadReport.briefing()).bytes)
    }

    @Test("what a limit leaves out is said, and every figure stays")
    func leftOut() throws {
        let whole = try ReadReport.briefing()
        let some = try ReadReport.briefing(limit: 20)
        let book = try WorkbookCopy(some)
        #expect(try book.table("Tin bài", with: "Tiêu đề").count == 20)
        #expect(book.allTexts.contains { $0.contains("chỉ liệt kê 20 tin, bài mới nhất, còn 116") })
        #expect(
            try WorkbookCopy(whole).table("Tổng hợp", with: "Đơn vị") == book.table("Tổng hợp", with: "Đơn vị"))
    }

    /// A joint item names several.
    private static func units(_ row: [String: WorkbookCopy.Value]) -> [String] {
        guard case .text(let names)? = row["Đơn vị"] else { return [] }
        return names.components(separatedBy: "; ")
    }

    private static func json(_ briefing: Briefing) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(BriefingJSON.bytes(briefing)))
        return try #require((object as? [String: Any])?["units"] as? [[String: Any]])
    }

    private static func periods(_ unit: [String: Any]) -> [[String: Any]] {
        (unit["quotas"] as? [[String: Any]] ?? []).flatMap { $0["periods"] as? [[String: Any]] ?? [] }
    }
}
