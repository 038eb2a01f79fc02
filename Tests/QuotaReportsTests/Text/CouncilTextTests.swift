import QuotaReports
import Testing

@Suite("council as text")
struct CouncilTextTests {
    @Test(
        "a max that no decimal ends is a fraction in brackets behind the points",
        arguments: [("70/3", "0,00/(70/3)"), ("0.5", "0,00/0,5"), ("0.12345678", "0,00/(≈ 0,123457)")])
    func fractionalMax(max: String, shown: String) throws {
        let card = SampleDocuments.council.replacing(
            "title: Chất lượng", with: "title: Chất lượng\n        max: \(max)"
        )
        .replacing("max: 40", with: "max: \(max)")
        let council = try SampleDocuments.madeCouncil(card, figures: "")
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("Chất lượng: \(shown)\n"))
        #expect(text.contains("  Điểm hội đồng: \(shown)\n"))
    }

    @Test(
        "what is multiplied or divided stands exact, a fraction in brackets, so that no equation is false",
        arguments: [
            ("{per-item: {of: tin-bai, points: 1/3}}", "tin-bai 6 × (1/3) = 2"),
            ("{per-item: {of: tin-bai, points: 0.12345678}}", "tin-bai 6 × 0,12345678 ≈ 0,740741"),
            ("{ratio: {of: tin-bai, to: 70/3}}", "tin-bai 6 ÷ (70/3) × 60 = 108/7 ≈ 15,4286"),
            ("{steps: {of: tin-bai, table: [{at-least: 5, fraction: 1/3}], otherwise: 0}}", "(1/3) × 60 = 20"),
            ("{best: {of: tin-bai, among: all}}", "tin-bai 6 ÷ cao nhất trong tất cả 6 × 60 = 60"),
        ])
    func factors(score: String, reason: String) throws {
        let card = SampleDocuments.council.replacing("{per-item: {of: tin-bai, points: 10}}", with: score)
        let council = try SampleDocuments.madeCouncil(card)
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains(reason), "\(text)")
    }

    @Test("thousands stand apart in points and figures")
    func thousands() throws {
        let card = SampleDocuments.council.replacing("max: 60", with: "max: 6000").replacing(
            "max: 100", with: "max: 9000"
        )
        .replacing("points: 10", with: "points: 250.5")
        let council = try SampleDocuments.madeCouncil(card)
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("Số tin bài: 1.503,00/6.000\n      tin-bai 6 × 250,5 = 1.503\n"), "\(text)")
    }

    @Test("the evidence of a figure that nobody entered yet stands beside “not entered”")
    func evidenceAlone() throws {
        let council = try SampleDocuments.madeCouncil(
            figures: "phong-2;nhap;;;;Biên bản 5;An;01/03/2022\n", columns: ";evidence;signer;date")
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        let row = try #require(text.split(separator: "\n").first { $0.contains("Biên bản 5") })
        #expect(row.contains("chưa nhập") && row.contains("An"))
    }
}
