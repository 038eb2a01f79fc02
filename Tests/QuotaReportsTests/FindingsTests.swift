import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("What a briefing says in sentences")
struct FindingsTests {
    @Test("the sentences name who is short, who is behind and what is empty, read and approved")
    func sentences() throws {
        let briefing = try SampleBriefing.made()
        #expect(
            FindingsWords(briefing, Wording(.vi)).all().map(\.sentence) == [
                "Kỳ vừa khép (15/03/2022 – 14/04/2022): 1 trên 3 đơn vị đạt chỉ tiêu.",
                "Từ đầu đến hết ngày 30/04/2022: 1 đơn vị đạt mọi kỳ, 2 đơn vị có kỳ thiếu, 1 đơn vị chưa có kỳ nào được xét.",
                "Thiếu chỉ tiêu ở các kỳ đã khép: Phòng 2 thiếu 1 tin, bài trong 1 kỳ (2/tháng); Phòng 10 thiếu 4 tin, bài trong 2 kỳ (2/tháng).",
                "Chậm trong kỳ đang chạy: Phòng 10 có 0/2, cần thêm 2 tin, bài đến hết ngày 14/05/2022.",
                "Chuyên mục để trống: Pháp luật.", "Chuyên mục lâu chưa có bài: Chính sách (mới nhất 20/02/2022).",
            ])
        #expect(
            FindingsWords(briefing, Wording(.en)).conclusion() == [
                "The period that closed last (15/03/2022 – 14/04/2022): 1 of 3 units met the minimum.",
                "From the start to 30/04/2022: 1 unit met every period, 2 units short in some period, 1 unit with no period judged yet.",
            ])
    }

    @Test("who was short before and met the last closed period is said to have met it")
    func lastClosed() throws {
        let items = SampleBriefing.items + [(1, "2022-04-10", nil), (2, "2022-04-11", nil), (2, "2022-04-12", nil)]
        let conclusion = try FindingsWords(SampleBriefing.made(items: items), Wording(.vi)).conclusion()
        #expect(conclusion[0] == "Kỳ vừa khép (15/03/2022 – 14/04/2022): 3 trên 3 đơn vị đạt chỉ tiêu.")
        #expect(conclusion[1].contains(": 2 đơn vị đạt mọi kỳ, 1 đơn vị có kỳ thiếu"))
    }

    @Test("where units have other periods the last closed one is each unit's own, without days")
    func lastClosedOfEach() throws {
        let quotas = """
            quotas:
              - {id: thang, units: [van-phong, phong-2], minimum: 2, per: month, partial: prorated}
              - {id: tuan, units: [phong-10], minimum: 1, per: week, partial: prorated}
            """
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas))
        let conclusion = FindingsWords(briefing, Wording(.vi)).conclusion()
        #expect(conclusion[0] == "Kỳ vừa khép của từng đơn vị: 1 trên 3 đơn vị đạt chỉ tiêu.")
    }

    @Test("a unit's amended line speaks for the last closed period, not the line that ended before")
    func lastClosedOfAmendedLine() throws {
        let quotas = """
            quotas:
              - {id: thang, units: [phong-2], minimum: 9, per: month, partial: prorated, to: 2022-03-14}
              - {id: thang, units: [phong-2], minimum: 1, per: month, partial: prorated, from: 2022-03-15}
            """
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas))
        let last = try #require(briefing.findings.lastClosed)
        #expect(last.met == 1 && last.judged == 1 && !last.isFirst)
    }

    @Test("while one period has closed, nothing is said twice")
    func oneClosed() throws {
        let conclusion = try FindingsWords(SampleBriefing.made(asOf: "2022-03-20"), Wording(.vi)).conclusion()
        #expect(
            conclusion == [
                "Đến hết ngày 20/03/2022: 2 đơn vị đạt chỉ tiêu, 1 đơn vị thiếu, 1 đơn vị chưa có kỳ nào được xét."
            ])
    }

    @Test("a surplus that does not make up for a short period is said to stay, and nothing where there is none")
    func surplus() throws {
        let note = "Phần vượt chỉ tiêu của một kỳ không bù cho kỳ thiếu."
        let items = SampleBriefing.items + [(1, "2022-03-03", nil)]
        for (items, expected) in [(items, true), (SampleBriefing.items, false)] {
            let briefing = try SampleBriefing.made(items: items)
            let text = String(decoding: BriefingText(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
            #expect(text.contains(note) == expected)
            let lines = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).lines()
            #expect(lines.contains("[GhiChu] \(note)") == expected)
        }
    }

    @Test("standards and the units that were late are told in the document and the page, too")
    func standards() throws {
        let briefing = try ReadReport.standards()
        let sentences = FindingsWords(briefing, Wording(.vi)).all().map(\.sentence)
        #expect(
            sentences.contains { $0.contains("trễ 4 (Bộ phận VHTT 2; UB MTTQ phường 1; Các ngành, bộ phận khác 1)") })
        let lines = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes()).lines()
        #expect(lines.contains { $0.hasSuffix(". Yêu cầu về tin, bài (không ảnh hưởng đến việc tính):") })
        #expect(
            lines.contains("[NoiDung] - Tin, bài thông thường từ 100 từ trở lên: 9 đúng, 1 chưa, 1 không xác định;"))
        #expect(
            String(decoding: BriefingHTML(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self).contains(
                ##"<a href="#thoi-han">"##))
    }

    @Test("every unit under a quota is met, short or not judged, and only one of these")
    func partition() throws {
        let findings = try SampleBriefing.made().findings
        #expect(findings.met.count + findings.short.count + findings.unjudged.count == findings.units.count)
    }

    @Test("who met everything is not reminded; who is short or behind is")
    func reminded() throws {
        let findings = try SampleBriefing.made().findings
        #expect(findings.toRemind.map(\.result.unit.id) == ["phong-2", "phong-10"])
        #expect(findings.toRemind.map(\.result.shortfall) == [1, 4])
    }

    @Test("a pack without minima says so, and no unit is called short")
    func noQuotas() throws {
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: ""))
        let sentences = FindingsWords(briefing, Wording(.vi)).all().map(\.sentence)
        #expect(sentences[0] == "Đến hết ngày 30/04/2022: không có đơn vị nào được giao chỉ tiêu số lượng.")
        #expect(!sentences.contains { $0.contains("hiếu chỉ tiêu") })
    }

    @Test("before anything is judged nobody is said to have met or missed a closed period")
    func nothingJudged() throws {
        let briefing = try SampleBriefing.made(asOf: "2022-02-20")
        let sentences = FindingsWords(briefing, Wording(.vi)).all().map(\.sentence)
        #expect(sentences[0].hasSuffix("0 đơn vị đạt chỉ tiêu, 0 đơn vị thiếu, 4 đơn vị chưa có kỳ nào được xét."))
        #expect(!sentences.contains { $0.contains("các kỳ đã khép") })
    }
}

@Suite("What is said of empty and outdated logs")
struct EmptinessTests {
    private static let outdated =
        "LƯU Ý: nhật ký không có tin, bài nào từ ngày 20/06/2022 (ngày đầu của kỳ mới nhất); tin, bài mới nhất ngày 28/04/2022."

    private static func reports(_ briefing: Briefing) throws -> [String] {
        let wording = Wording(.vi)
        return [
            String(decoding: BriefingText(briefing, wording: wording).bytes(), as: UTF8.self),
            String(decoding: BriefingHTML(briefing, wording: wording).bytes(), as: UTF8.self),
            try WordFile(BriefingDOCX(briefing, wording: wording).bytes()).lines().joined(separator: "\n"),
        ]
    }

    @Test(
        "a log that is nothing but its headings is said to have no records, in its summary and at the head of every form"
    )
    func noRecords() throws {
        let briefing = try ReadReport.briefing(log: Array("Đơn vị,Loại,Ngày đăng\n".utf8))
        #expect(briefing.inputs[0].remarks.map(\.code) == [.noRecords])
        #expect(briefing.remarks.isEmpty)
        for report in try Self.reports(briefing) { #expect(report.contains("nhật ký không có bản ghi nào.")) }
        let json = String(decoding: BriefingJSON.bytes(briefing), as: UTF8.self)
        #expect(json.contains(#""remarks":[{"code":"no-records""#))
    }

    @Test(
        "logs that end before the newest period in which somebody is short or behind are said to, with the newest item's day"
    )
    func outdated() throws {
        let briefing = try SampleBriefing.made(asOf: "2022-07-10")
        #expect(briefing.remarks.map(\.code) == [.outdatedLogs])
        for report in try Self.reports(briefing) { #expect(report.contains(Self.outdated)) }
        let json = String(decoding: BriefingJSON.bytes(briefing), as: UTF8.self)
        #expect(
            json.contains(
                #""remarks":[{"code":"outdated-logs","line":null,"subject":"published","found":"2022-04-28"}]"#))
    }

    @Test("nothing is remarked while items reach the newest period, or nobody has fallen behind in it")
    func upToDate() throws {
        #expect(try SampleBriefing.made().remarks.isEmpty)
        // 15/05–14/06 has just begun: nothing is expected of anybody yet.
        #expect(try SampleBriefing.made(asOf: "2022-05-16").remarks.isEmpty)
        #expect(try SampleBriefing.made(rules: SampleBriefing.rules(quotas: ""), asOf: "2022-12-31").remarks.isEmpty)
    }

    @Test("where no item was read up to the as-of day, there is no newest one")
    func noItem() throws {
        let briefing = try SampleBriefing.made(asOf: "2022-04-30", items: [(0, "2022-05-20", nil)])
        let text = String(decoding: BriefingText(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(
            text.contains(
                "không có tin, bài nào từ ngày 15/04/2022 (ngày đầu của kỳ mới nhất); không có tin, bài nào trước đó."))
    }
}
