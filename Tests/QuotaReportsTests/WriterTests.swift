import QuotaModel
import QuotaReports
import Testing

@Suite("JSON and CSV writers")
struct WriterTests {
    @Test("JSON keeps the order of keys and escapes only what it must")
    func json() {
        var writer = JSONWriter()
        writer.object { json in
            json.member("z", "Bài \"hay\" \\ \n\u{1}")
            json.member("a", 3)
            json.member("không", Int?.none)
            json.member("list") { $0.array(["đ", "Đ"]) }
            json.member("each", each: [1, 2]) { $0.member("n", $1) }
            json.member("empty") { $0.array([String]()) }
            json.member("yes", true)
        }
        #expect(
            String(decoding: writer.finished(), as: UTF8.self)
                == #"{"z":"Bài \"hay\" \\ \n\u0001","a":3,"không":null,"list":["đ","Đ"],"each":[{"n":1},{"n":2}],"empty":[],"yes":true}"#
                + "\n")
    }

    @Test(
        "no text becomes a formula in a spreadsheet",
        arguments: ["=1+1", "+84", "-5 %", "@cmd", "\tx", "\rx", "＝1+1", "＋84", "－5", "＠cmd"])
    func formulas(text: String) {
        var csv = CSVWriter(for: .spreadsheet)
        csv.row([.text(text), .number(-5)])
        let written = String(decoding: csv.bytes.dropFirst(3), as: UTF8.self)
        #expect(written.contains("'" + text))
        #expect(written.contains(",-5\r\n"))
    }

    @Test(
        "no text becomes a formula where another delimiter or a line break begins a cell inside it",
        arguments: [("Bài hay;=1+1", "Bài hay;'=1+1"), ("a\n@b", "a\n'@b"), ("\"=1+1", "\"\"'=1+1")])
    func formulasInside(text: String, written: String) {
        var csv = CSVWriter(for: .spreadsheet)
        csv.row([.text(text)])
        #expect(String(decoding: csv.bytes.dropFirst(3), as: UTF8.self).contains(written))
    }

    @Test("a sign inside a text stays as it is", arguments: ["Thi đua – khen thưởng", "a - b", "x=1", "a; -5"])
    func harmless(text: String) {
        var csv = CSVWriter(for: .spreadsheet)
        csv.row([.text(text)])
        #expect(String(decoding: csv.bytes.dropFirst(3), as: UTF8.self) == text + "\r\n")
    }

    @Test("a program gets the values as they are, without a byte order mark")
    func plain() {
        var csv = CSVWriter(for: .program)
        csv.row([.text("=a"), .text("b,\"c\"\n"), .number(nil)])
        #expect(String(decoding: csv.bytes, as: UTF8.self) == "=a,\"b,\"\"c\"\"\n\",\r\n")
    }
}
