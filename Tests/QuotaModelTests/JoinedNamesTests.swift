import QuotaModel
import Testing

struct JoinedNamesTests {
    private static let known = Set(
        ["Phòng A", "Phòng B", "Phòng C", "Tư pháp - Hộ tịch", "Văn hóa và Thông tin"].map { MatchKey($0) })

    @Test(
        "several known names with another sign between them are told apart",
        arguments: [
            ("Phòng A, Phòng B", "Phòng A; Phòng B"), ("PHÒNG A/phòng b", "PHÒNG A; phòng b"),
            ("Phòng A - Phòng B + Phòng C", "Phòng A; Phòng B; Phòng C"),
            ("Phòng  A và Phòng B", "Phòng A; Phòng B"), ("Phòng A & Phòng B", "Phòng A; Phòng B"),
            ("Phòng A, Tư pháp - Hộ tịch", "Phòng A; Tư pháp - Hộ tịch"),
            ("Văn hóa và Thông tin và Phòng A", "Văn hóa và Thông tin; Phòng A"),
        ])
    func several(_ text: String, _ names: String) {
        #expect(JoinedNames.separated(text) { Self.known.contains($0) } == names)
    }

    @Test(
        "one unknown part, one name, no name at all: nothing",
        arguments: [
            "Phòng A, Phòng D", "Phòng A", "Tư pháp - Hộ tịch", "Phòng A,", ", Phòng A", "", ",", "Phòng A Phòng B",
            String(repeating: "Phòng A,", count: 20) + "Phòng A",
        ])
    func none(_ text: String) { #expect(JoinedNames.separated(text) { Self.known.contains($0) } == nil) }
}
