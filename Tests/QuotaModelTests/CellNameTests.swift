import QuotaModel
import Testing

@Suite("The names in a cell")
struct CellNameTests {
    @Test(
        "semicolons separate names; blanks around them, empty parts and repetitions are nothing",
        arguments: [
            ("", []), (" ;\u{A0}; ", []), ("Phòng 1", ["Phòng 1"]), ("Phòng 1;", ["Phòng 1"]),
            (" Phòng  1 ;\u{FEFF}Văn phòng\u{A0}", ["Phòng  1", "Văn phòng"]),
            ("An; \u{200B}Bình\u{200B}", ["An", "Bình"]),
            ("Đội 1; ĐỘI 1;đội\u{A0}1;Đội 2", ["Đội 1", "Đội 2"]),
            ("Phòng Một; Pho\u{300}ng Mo\u{323}\u{302}t", ["Phòng Một"]),
            // A mark behind the semicolon makes one character with it; the semicolon is one all the same.
            ("An;\u{301}Bình", ["An", "\u{301}Bình"]),
        ] as [(String, [String])])
    func names(cell: String, expected: [String]) {
        let names = CellName.names(in: cell)
        #expect(names.map(\.text) == expected)
        #expect(names.map(\.key) == expected.map { MatchKey($0) })
    }

    @Test(
        "a text is trimmed of everything that cannot be seen, and of nothing else",
        arguments: [
            ("", ""), (" \t\u{A0}\u{200B}\u{FEFF}", ""), ("\u{A0} a  b \u{2003}", "a  b"), ("Đ", "Đ"),
            ("\u{200B}e\u{302}\u{301}\u{200B}", "ế"),
        ])
    func trimmed(text: String, expected: String) { #expect(text.trimmedCell == expected) }
}
