import QuotaEngine
import QuotaModel
import QuotaReports
import TestSupport
import Testing

@Suite("What the documents say")
struct WordContentTests {
    @Test(
        "each document is the one that was read and approved",
        arguments: SampleDocuments.Kind.allCases, Language.allCases)
    func golden(kind: SampleDocuments.Kind, language: Language) throws {
        let lines = try WordFile(SampleDocuments.file(kind, language: language)).lines()
        try Golden.expect(
            (lines.joined(separator: "\n") + "\n").utf8,
            isIn: "Tests/QuotaReportsTests/Golden/\(kind.rawValue).\(language.rawValue).docx.txt")
    }

    @Test(
        "the same evaluation gives the same bytes, and no part knows the time", arguments: SampleDocuments.Kind.allCases
    )
    func deterministic(kind: SampleDocuments.Kind) throws {
        let bytes = try SampleDocuments.file(kind)
        #expect(try SampleDocuments.file(kind) == bytes)
        let file = try WordFile(bytes)
        #expect(file.parts.first?.name == "[Content_Types].xml")
        #expect(Set(file.parts.map(\.time)).count == 1)
        let properties = try file.xml("docProps/core.xml")
        #expect(properties.child("dcterms:created")?.text == "2022-04-30T00:00:00Z")
        #expect(properties.child("dc:creator")?.text == "Thanh tra tỉnh Bình Định")
    }

    @Test("every part has a type, every relation a target")
    func package() throws {
        let file = try WordFile(SampleDocuments.file(.briefing))
        let names = Set(file.parts.map(\.name))
        let types = try file.xml("[Content_Types].xml").all("Override").compactMap { $0.attributes["PartName"] }
        let typed = names.filter { $0.hasSuffix(".xml") && !$0.hasPrefix("[") }
        #expect(Set(types) == Set(typed.map { "/" + $0 }))
        for (relations, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for relation in try file.xml(relations).all("Relationship") {
                #expect(names.contains(folder + (relation.attributes["Target"] ?? "")))
            }
        }
    }

    @Test("the table of the briefing has the figures of the evaluation")
    func figures() throws {
        let briefing = try SampleBriefing.made()
        let lines = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).lines()
        for (place, unit) in briefing.results.units.enumerated() {
            let row = try #require(lines.first { $0.hasPrefix("\(place + 1) | \(unit.unit.name) | ") })
            let cells = row.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
            #expect(cells[5] == "\(unit.quotas[0].count)/\(unit.quotas[0].minimum)")
            #expect(cells[6] == (unit.periodsJudged == 0 ? "–" : "\(unit.periodsMet)/\(unit.periodsJudged)"))
            #expect(cells[8] == "\(unit.shortfall)")
            #expect(cells[9] == (unit.rank.map(String.init) ?? "–"))
        }
        let totals = briefing.results.totals
        #expect(
            lines.contains {
                $0 == "Tổng cộng | \(totals.periodsMet)/\(totals.periodsJudged) | 50 % | \(totals.shortfall) | "
            })
    }

    @Test("a pack that is illustrative is called so in every document", arguments: SampleDocuments.Kind.allCases)
    func illustrative(kind: SampleDocuments.Kind) throws {
        let notice = "LƯU Ý: bộ quy tắc này chỉ để minh họa"
        let said = try WordFile(SampleDocuments.file(kind, status: "illustrative")).document
        #expect(said.all("w:p").contains { $0.style == "LuuY" && $0.text.hasPrefix(notice) })
        #expect(try !WordFile(SampleDocuments.file(kind)).document.text.contains(notice))
    }

    @Test("a report made from a history prints its size and root")
    func history() throws {
        var briefing = try SampleBriefing.made()
        briefing.history = HistoryMark(origin: "thanh-tra", treeSize: 1_234, root: "q83vEjRWeJA=")
        let text = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).document.text
        #expect(text.contains("Lịch sử “thanh-tra”: 1.234 mục, gốc q83vEjRWeJA=."))
        var council = try SampleDocuments.madeCouncil()
        council.history = briefing.history
        #expect(
            try WordFile(CouncilDOCX(council, wording: Wording(.vi)).bytes()).document.text.contains("q83vEjRWeJA="))
    }

    @Test("what the pack does not say about the head is left open with dots", arguments: SampleDocuments.Kind.allCases)
    func noHead(kind: SampleDocuments.Kind) throws {
        let lines = try WordFile(SampleDocuments.file(kind, head: "")).lines()
        #expect(lines[0].hasPrefix("………………… / THANH TRA TỈNH BÌNH ĐỊNH /"))
        #expect(lines[1].hasPrefix("Số: ……/……"))
        #expect(lines[1].hasSuffix(" | …………………, ngày 30 tháng 4 năm 2022"))
        #expect(lines.contains { $0.hasPrefix("Nơi nhận: / ") && $0.hasSuffix("- Lưu: VT. | ………………… / …………………") })
    }

    @Test("who reports is who the head names", arguments: SampleDocuments.Kind.allCases)
    func issuer(kind: SampleDocuments.Kind) throws {
        let head = SampleBriefing.head.replacing("agency: THANH TRA TỈNH", with: "agency: PHÒNG VĂN HÓA VÀ THÔNG TIN")
        let lines = try WordFile(SampleDocuments.file(kind, head: head)).lines()
        #expect(lines[0].contains("PHÒNG VĂN HÓA VÀ THÔNG TIN /"))
        #expect(lines.dropFirst().contains { $0.contains("PHÒNG VĂN HÓA VÀ THÔNG TIN ") })
        #expect(!lines.contains { $0.contains("Thanh tra tỉnh Bình Định ") || $0.hasSuffix("Bình Định)") })
    }

    @Test(
        "a letter leaves its number open and keeps its sign",
        arguments: [
            ("    /BC-TTT", "Số:     /TTT"), ("   /BC-CAT-PV01", "Số:    /CAT-PV01"), ("125/BC-TTT", "Số:    /TTT"),
        ])
    func letterNumber(number: String, line: String) throws {
        let head = SampleBriefing.head.replacing(#""    /BC-TTT""#, with: "\"\(number)\"")
        let lines = try WordFile(SampleDocuments.file(.reminder, head: head)).lines()
        #expect(lines.contains { $0.hasPrefix("\(line) ") || $0.hasPrefix("\(line) /") }, "\(lines[0...2])")
    }

    @Test("the heading of a table stays on the table's page")
    func headingStays() throws {
        for kind in [SampleDocuments.Kind.briefing, .council] {
            let blocks =
                try WordFile(SampleDocuments.file(kind)).xml("word/document.xml").child("w:body")?.children ?? []
            for place in blocks.indices.dropFirst() where blocks[place].name == "w:tbl" && place > 1 {
                guard blocks[place - 1].all("w:pStyle").first?.attributes["w:val"] == "DuongKe" else { continue }
                #expect(blocks[place - 1].all("w:keepNext").count == 1)
            }
        }
    }

    @Test("report.date: blank leaves the day to be written by hand")
    func blankDate() throws {
        let head = SampleBriefing.head + "\n  date: blank"
        let text = try WordFile(SampleDocuments.file(.briefing, head: head)).lines()[1]
        #expect(text == "Số:     /BC-TTT | Bình Định, ngày …… tháng …… năm ………")
    }

    @Test(
        "a document that orders something is named as a sentence names it",
        arguments: [
            (
                #"{id: tb, document: "Công văn số 2485/UBND-VX", issuer: Chủ tịch, issued: "2019-04-04", title: V/v tin bài}"#,
                "Căn cứ Công văn số 2485/UBND-VX ngày 04/04/2019 của Chủ tịch về việc tin bài;"
            ),
            (
                #"{id: tb, document: "Thông báo số 5", issued: "2022-02", title: Về việc giao chỉ tiêu}"#,
                "Căn cứ Thông báo số 5 tháng 02/2022 về việc giao chỉ tiêu;"
            ),
            (
                #"{id: tb, document: "Kết luận ngày 05/12/2017", issued: "2017-12", title: Tin bài}"#,
                "Căn cứ Kết luận ngày 05/12/2017 “Tin bài”;"
            ),
            (
                #"{id: tb, document: "Nghị định 335/2025/NĐ-CP", issuer: Chính phủ, issued: "2025-12-31"}"#,
                "Căn cứ Nghị định 335/2025/NĐ-CP ngày 31/12/2025 của Chính phủ;"
            ),
            (#"{id: tb, document: Kết luận tháng 12/2017, issued: "2017-12"}"#, "Căn cứ Kết luận tháng 12/2017;"),
            (#"{id: tb, document: Kế hoạch, issued: "2020"}"#, "Căn cứ Kế hoạch năm 2020;"),
            (#"{id: tb, issued: "2020", title: Kết luận giao ban}"#, "Căn cứ Kết luận giao ban năm 2020;"),
            (
                #"{id: tb, document: "Công văn số 2485/UBND-VX", issued: "04/4/2019"}"#,
                "Căn cứ Công văn số 2485/UBND-VX ngày 04/4/2019;"
            ),
            ("{id: tb}", "Căn cứ tb;"),
        ])
    func basis(source: String, sentence: String) throws {
        let known = #"{id: tb, document: "Thông báo số 05/TB-TTT", issued: "2022-02"}"#
        let rules = SampleBriefing.rules().replacing(known, with: source)
        let lines = try WordFile(BriefingDOCX(SampleBriefing.made(rules: rules), wording: Wording(.vi)).bytes()).lines()
        #expect(lines.contains("[CanCu] \(sentence)"))
    }

    @Test("text of a pack stays text: no markup, no control characters, no turned writing direction")
    func hostileText() throws {
        let name = "Phòng <w:br/> & \\u0001\\u202E\\uFFFE]]> 'x' \\U0001F600"
        let rules = SampleBriefing.rules(
            units: """
                - {id: van-phong, name: "\(name)"}
                  - {id: phong-2, name: Phòng 2}
                """)
        let briefing = try SampleBriefing.made(rules: rules)
        let document = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).document
        #expect(document.text.contains("Phòng <w:br/> &  \u{FFFD}]]> 'x' 😀"))
        #expect(!document.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test("a title of 10,000 characters and a hundred units with long names are written whole")
    func large() throws {
        let title = String(repeating: "Chỉ tiêu ", count: 1_111)
        let long = String(repeating: "Ban Quản lý dự án và ", count: 8)
        let units = (0..<100).map { "- {id: u\($0), name: \"\(long)\($0)\"}" }.joined(separator: "\n  ")
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(units: units, title: title))
        let file = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes())
        #expect(try file.document.text.contains(title.trimmingSuffix()))
        let rows = try #require(try file.document.all("w:tbl").dropFirst().first).all("w:tr")
        #expect(rows.count == 102)
        #expect(rows.filter { !$0.all("w:tblHeader").isEmpty }.count == 1)
        #expect(rows.allSatisfy { !$0.all("w:cantSplit").isEmpty })
    }

    @Test("a unit under two quotas stands once beside both")
    func merged() throws {
        let quotas = """
            quotas:
              - {id: thang, units: all, minimum: 2, per: month, partial: prorated}
              - {id: quy, units: [van-phong], minimum: 9, per: quarter, partial: prorated}
            """
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas))
        let document = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).document
        let merges = document.all("w:vMerge").map { $0.attributes["w:val"] ?? "" }
        #expect(merges == Array(repeating: "restart", count: 6) + Array(repeating: "", count: 6))
    }

    @Test("a unit without quotas stands in the table with its name and no figures")
    func unitWithoutQuotas() throws {
        let quotas = "quotas: [{id: thang, units: [van-phong, phong-2], minimum: 2, per: month, partial: prorated}]"
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas))
        let lines = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).lines()
        #expect(lines.contains("3 | Phòng 10 | – | – | – | – | – | – | – | –"))
        #expect(lines.contains("4 | Tổ mới | – | – | – | – | – | – | – | –"))
    }

    @Test("the numbers of grades add up to the subjects, who is not considered too")
    func gradesAddUp() throws {
        let card = SampleDocuments.council + "\n    disqualify: [{when: {of: tin-bai, above: 5}, reason: Quá nhiều}]"
        let council = try SampleDocuments.madeCouncil(card)
        let lines = try WordFile(CouncilDOCX(council, wording: Wording(.vi)).bytes()).lines()
        for sentence in ["Kết quả xếp loại 4 đối tượng", "Tốt: 0", "Khá: 3", "không xét: 1"] {
            #expect(lines.contains { $0.contains(sentence) }, "\(lines.prefix(20))")
        }
        // The subject's own sheet says why, with the figure.
        #expect(lines.contains("[GhiChu] Không xét: Quá nhiều; tin-bai 6 > 5: đúng"))
    }

    @Test("a pack without minima gives a report without a table of units")
    func noQuotas() throws {
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: ""))
        let document = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).document
        #expect(document.all("w:tbl").count == 2)
        #expect(document.text.contains("không có đơn vị nào được giao chỉ tiêu số lượng"))
    }

    @Test("every subject has its sheet, and every annex a section that begins with page 1")
    func annexes() throws {
        let document = try WordFile(SampleDocuments.file(.council)).document
        let numbers = document.all("w:p").filter { $0.style == "SoPhuLuc" }.map(\.text)
        #expect(numbers == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV", "Phụ lục V"])
        #expect(document.all("w:sectPr").count == 6)
    }

    @Test("many groups go across the page, and more than a page holds into several tables")
    func wide() throws {
        let council = try SampleDocuments.madeCouncil(SampleDocuments.wideCouncil(groups: 13), figures: "")
        let document = try WordFile(CouncilDOCX(council, wording: Wording(.vi)).bytes()).document
        let orients = document.all("w:pgSz").compactMap { $0.attributes["w:orient"] }
        #expect(orients == ["portrait", "landscape", "portrait", "portrait", "portrait", "portrait"])
        let widths = document.all("w:tblW").compactMap { $0.attributes["w:w"].flatMap(Int.init) }
        #expect(widths.allSatisfy { $0 <= 14_287 })
        let headings = document.all("w:p").filter { $0.style == "DauBang" && $0.text.hasPrefix("Nhóm ") }.map(\.text)
        #expect(Set(headings).count == 13)
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String { hasSuffix(" ") ? String(dropLast()) : self }
}
