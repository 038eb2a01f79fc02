import QuotaModel
import Testing

struct SuggestionTests {
    static let units = ["Văn phòng", "Phòng 1", "Phòng 2", "Phòng Nghiệp vụ 1", "Đảng ủy", "Ban Thi đua"]

    static let found: [(String, String)] = [
        ("Phong 1", "Phòng 1"), ("phong 2", "Phòng 2"), ("Van phong", "Văn phòng"), ("Văn phòg", "Văn phòng"),
        ("Văn hpòng", "Văn phòng"), ("Dang uy", "Đảng ủy"), ("ĐẢNG UỶ", "Đảng ủy"),
        ("Phòng  Nghiệp vụ1", "Phòng Nghiệp vụ 1"),
        ("Pho\u{300}ng 1", "Phòng 1"), ("Ban thi dua", "Ban Thi đua"),
    ]

    @Test("a misspelt name finds the name that was meant; accents and case cost nothing", arguments: found)
    func nearest(_ text: String, _ expected: String) {
        #expect(Suggestion.nearest(to: text, among: Self.units) == expected)
    }

    @Test(
        "nothing is suggested where nothing is close",
        arguments: ["", "   ", "x", "Trung tâm Y tế", "Công an", String(repeating: "phong ", count: 40)])
    func nothing(_ text: String) { #expect(Suggestion.nearest(to: text, among: Self.units) == nil) }

    @Test("keys of a rule file with a slip, a gap or two letters swapped")
    func keys() {
        let keys = ["minimum", "month-starts-on", "counted", "partial", "per"]
        #expect(Suggestion.nearest(to: "minimun", among: keys) == "minimum")
        #expect(Suggestion.nearest(to: "minmum", among: keys) == "minimum")
        #expect(Suggestion.nearest(to: "parital", among: keys) == "partial")
        #expect(Suggestion.nearest(to: "month-start-on", among: keys) == "month-starts-on")
        #expect(Suggestion.nearest(to: "weekly", among: keys) == nil)
        #expect(Suggestion.nearest(to: "minimum", among: []) == nil)
    }

    @Test(
        "another number is no slip: nothing is suggested, unless the number is the same or may be wrong",
        arguments: [
            ("Phòng 5", nil), ("Phòng", nil), ("Phòng 11", nil), ("Phong 1", "Phòng 1"), ("Phòng 01", "Phòng 1"),
            ("Phòng1", "Phòng 1"), ("Phong Nghiep vu 4", nil), ("Văn ph0ng", "Văn phòng"), ("Văn phòng 2", nil),
        ])
    func numbers(_ text: String, _ expected: String?) {
        let units = ["Phòng 1", "Phòng Nghiệp vụ 1", "Văn phòng"]
        #expect(SuggestedWords(units).nearest(to: text) == expected)
        if text == "Phòng 5" { #expect(Suggestion.nearest(to: text, among: units) == "Phòng 1") }
    }

    @Test("the nearest of several is suggested, the first of equally near ones")
    func best() {
        #expect(Suggestion.nearest(to: "phòng 3", among: ["Phòng 12", "Phòng 2", "Phòng 1"]) == "Phòng 2")
        #expect(Suggestion.nearest(to: "phong 12", among: ["Phòng 2", "Phòng 12"]) == "Phòng 12")
    }
}
