import Foundation

/// Titles that want to be something else.
enum HostileTitles {
    static let formulas = [
        "=1+1", "+84 123", "-5 %", "@SUM(A1)", "=HYPERLINK(\"http://bay.example\";\"Bấm đây\")", "=cmd|' /C calc'!A0",
        "{=1+1}", "'=1+1", "http://bay.example/x", "mailto:a@b.example", "internal:Sheet1!A1", "00123", "1/2", "TRUE",
    ]
    static let markup = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</td></tr></table>", "&amp; & &#60;",
        "]]>", "<!--", "' onmouseover='x", "</script><script>alert(2)</script>",
    ]
    static let odd = [
        "Bài \u{202E}đảo chữ\u{202C} xong", "Bài\u{0000}có\u{0007}tiếng\u{001B}[31m chuông", "A\u{200B}B\u{FEFF}C",
        "Hòa giải ở cơ sở".decomposedStringWithCanonicalMapping, String(repeating: "dài ", count: 2_500),
        String(repeating: "x", count: 10_000), "Dòng một\nDòng hai", "_x0041_ không phải A", "👩‍👩‍👧 họ hàng",
    ]

    static var all: [String] { formulas + markup + odd }
}
