import QuotaModel
import QuotaReports
import TestSupport
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

    @Test("wherever a character to escape stands in a text, it alone is escaped", arguments: 0..<200)
    func escapes(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let characters = [
            "a", "đ", "\u{1F600}", "\u{7F}", " ", "!", "#", "[", "]", "\"", "\\", "\u{1F}", "\t", "\r", "\n",
        ]
        let written = [
            "a", "đ", "\u{1F600}", "\u{7F}", " ", "!", "#", "[", "]", "\\\"", "\\\\", "\\u001f", "\\t", "\\r", "\\n",
        ]
        let places = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            random.oneIn(4) ? Int.random(in: 0..<characters.count, using: &random) : 0
        }
        var writer = JSONWriter()
        writer.value(places.map { characters[$0] }.joined())
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"" + places.map { written[$0] }.joined() + "\"")
    }

    @Test("texts of any length follow each other whole", arguments: [0, 1, 4_000, 4_090, 4_095, 4_096, 4_097, 9_000])
    func longTexts(length: Int) {
        let text = String(repeating: "đ\"", count: length / 3) + String(repeating: "x", count: length % 3)
        var writer = JSONWriter()
        writer.object { json in
            for number in 0..<5 {
                json.member("n", number)
                json.member(JSONKey("\"" + text), text)
                json.member("quoted", quoted: .decimal(digits: 5, isNegative: true, places: 3))
            }
        }
        let escaped = text.replacing("\"", with: "\\\"")
        let members = (0..<5).map { #""n":\#($0),"\"\#(escaped)":"\#(escaped)","quoted":"-0.005""# }
        #expect(String(decoding: writer.finished(), as: UTF8.self) == "{" + members.joined(separator: ",") + "}\n")
    }

    @Test(
        "printed numbers",
        arguments: [
            (PrintedNumber.decimal(digits: 0, isNegative: false, places: 0), "0"),
            (.decimal(digits: 7, isNegative: true, places: 2), "-0.07"),
            (.decimal(digits: 12_345, isNegative: false, places: 2), "123.45"),
            (.decimal(digits: .max, isNegative: true, places: 18), "-18.446744073709551615"),
            (.decimal(digits: .max, isNegative: false, places: 0), "18446744073709551615"),
            (.quotient(-.max, over: .max - 1), "-9223372036854775807/9223372036854775806"),
            (.long("1/3"), "1/3"),
        ])
    func printed(number: PrintedNumber, text: String) {
        #expect(number.text == text)
        var writer = JSONWriter()
        writer.value(quoted: number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\(text)\"")
    }

    @Test("whole numbers", arguments: [0, 7, -7, 10, 1_234_567_890, -100, Int.max, Int.min])
    func numbers(number: Int) {
        var writer = JSONWriter()
        writer.value(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == String(number))
    }

    @Test("members written once stand in any object as if they were written there")
    func sharedMembers() {
        let shared = JSONMembers { json in
            json.member("a", 1)
            json.member("b") { $0.array(["x"]) }
        }
        var writer = JSONWriter()
        writer.array(0..<600) { json, number in
            json.object { json in
                if number > 0 { json.member("n", number) }
                json.members(JSONMembers { _ in })
                json.members(shared)
                json.member("z", true)
            }
        }
        let objects = (0..<600).map { #"{\#($0 > 0 ? "\"n\":\($0)," : "")"a":1,"b":["x"],"z":true}"# }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[" + objects.joined(separator: ",") + "]")
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

    @Test(
        "handed on while it is made, a document has the same bytes as kept whole",
        arguments: [0, 1, 60, ByteOutlet.piece / 8, ByteOutlet.piece, 3 * ByteOutlet.piece + 5])
    func pieces(size: Int) throws {
        func write(_ json: inout JSONWriter, _ csv: inout CSVWriter) {
            json.array(0..<max(1, size / 40)) { json, number in
                json.object { $0.member("đơn vị", "Phòng \(number)") }
                csv.row([.number(number), .text("Phòng \"\(number)\"")])
            }
            json.value(String(repeating: "ơ", count: size / 2))
        }
        var whole = JSONWriter()
        var rows = CSVWriter(for: .spreadsheet)
        write(&whole, &rows)
        let (json, csv) = (Pieces(), Pieces())
        var writer = JSONWriter(to: json.outlet)
        var table = CSVWriter(for: .spreadsheet, to: csv.outlet)
        write(&writer, &table)
        json.outlet.take(writer.finished())
        table.handOn()
        try json.outlet.finish()
        #expect(json.taken.joined().elementsEqual(whole.finished()))
        #expect(csv.taken.joined().elementsEqual(rows.bytes))
        // What is kept meanwhile does not grow with the document.
        #expect(csv.taken.allSatisfy { $0.count < ByteOutlet.piece + 100 })
    }

    @Test("an outlet that cannot be written to takes nothing more and says why at the end")
    func failure() {
        struct Full: Error {}
        var calls = 0
        let outlet = ByteOutlet { _ in
            calls += 1
            if calls == 2 { throw Full() }
        }
        for _ in 0..<5 { outlet.take([1]) }
        #expect(calls == 2)
        #expect(throws: Full.self) { try outlet.finish() }
    }

    /// Keeps what an outlet hands on.
    private final class Pieces {
        var taken: [[UInt8]] = []
        lazy var outlet = ByteOutlet { [unowned self] in taken.append($0) }
    }
}
