import QuotaEngine
import QuotaReports
import Testing

@Suite("What a briefing says in sentences")
struct FindingsTests {
    @Test("the sentences name who is short, who is behind and what is empty, read and approved")
    func sentences() throws {
        let briefing = try SampleBriefing.made()
        #expect(
            FindingsWords(briefing, Wording(.vi)).all().map(\.sentence) == [
                "Đến hết ngày 30/04/2022: 1 đơn vị đạt chỉ tiêu, 2 đơn vị thiếu, 1 đơn vị chưa có kỳ nào được xét.",
                "Thiếu chỉ tiêu ở các kỳ đã khép: Phòng 2 thiếu 1 tin, bài trong 1 kỳ (2/tháng); Phòng 10 thiếu 4 tin, bài trong 2 kỳ (2/tháng).",
                "Chậm trong kỳ đang chạy: Phòng 10 có 0/2, cần thêm 2 tin, bài đến hết ngày 14/05/2022.",
                "Chuyên mục để trống: Pháp luật.", "Chuyên mục lâu chưa có bài: Chính sách (mới nhất 20/02/2022).",
            ])
        #expect(
            FindingsWords(briefing, Wording(.en)).conclusion()
                == "As of 30/04/2022: 1 unit met the minimum, 2 units short, 1 unit with no period judged yet.")
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
