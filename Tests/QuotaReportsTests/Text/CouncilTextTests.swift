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
}
