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

    @Test("the evidence of a figure that nobody entered yet stands beside “not entered”")
    func evidenceAlone() throws {
        let council = try SampleDocuments.madeCouncil(
            figures: "phong-2;nhap;;;;Biên bản 5;An;01/03/2022\n", columns: ";evidence;signer;date")
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        let row = try #require(text.split(separator: "\n").first { $0.contains("Biên bản 5") })
        #expect(row.contains("chưa nhập") && row.contains("An"))
    }
}
