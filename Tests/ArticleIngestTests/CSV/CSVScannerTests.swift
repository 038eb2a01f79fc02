import TestSupport
import QuotaModel
import Testing

@testable import ArticleIngest

/// One text and the rows it has, with the lines they begin on.
struct CSVCase: CustomTestStringConvertible {
    let name: String
    let text: String
    let rows: [SlowCSV.Row]

    init(_ name: String, _ text: String, _ rows: (line: Int, cells: [String])..., unclosed: Int? = nil) {
        self.name = name
        self.text = text
        self.rows = rows.enumerated().map { place, row in
            SlowCSV.Row(line: row.line, cells: row.cells, unclosed: place == rows.count - 1 ? unclosed : nil)
        }
    }

    var testDescription: String { name }

    static let all: [CSVCase] = [
        CSVCase("nothing", ""),
        CSVCase("one cell", "a", (1, ["a"])),
        CSVCase("no line end at the end", "a,b\nc,d", (1, ["a", "b"]), (2, ["c", "d"])),
        CSVCase("LF", "a,b\nc,d\n", (1, ["a", "b"]), (2, ["c", "d"])),
        CSVCase("CRLF", "a,b\r\nc,d\r\n", (1, ["a", "b"]), (2, ["c", "d"])),
        CSVCase("lone CR", "a,b\rc,d\r", (1, ["a", "b"]), (2, ["c", "d"])),
        CSVCase("mixed line ends", "a\r\nb\nc\rd", (1, ["a"]), (2, ["b"]), (3, ["c"]), (4, ["d"])),
        CSVCase("LF before CR is a blank line", "a\n\rb", (1, ["a"]), (3, ["b"])),
        CSVCase("blank lines", "\n\na\n\r\n\n\rb\n", (3, ["a"]), (7, ["b"])),
        CSVCase("empty cells", ",\n,,\na,", (1, ["", ""]), (2, ["", "", ""]), (3, ["a", ""])),
        CSVCase("quoted", "\"a\",\"b\"\n", (1, ["a", "b"])),
        CSVCase("quoted empty", "\"\"\n\"\",\"\"", (1, [""]), (2, ["", ""])),
        CSVCase("delimiter in quotes", "\"a,b\",c", (1, ["a,b", "c"])),
        CSVCase("doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\"", (1, ["a \"b\" c", "\""])),
        CSVCase("line breaks in quotes", "\"a\nb\r\nc\rd\",e\nf", (1, ["a\nb\r\nc\rd", "e"]), (5, ["f"])),
        CSVCase("quote in an unquoted cell", "a\"b,c\"d\ne", (1, ["a\"b", "c\"d"]), (2, ["e"])),
        CSVCase("quote behind a space", " \"a\",b", (1, [" \"a\"", "b"])),
        CSVCase("text behind a closing quote", "\"a\"b,c\nd", (1, ["ab", "c"]), (2, ["d"])),
        CSVCase("quotes behind a closing quote", "\"a\"b\"c,d\"\ne", (1, ["ab\"c", "d\""]), (2, ["e"])),
        CSVCase("unclosed quote", "a\nb,\"c\nd,e\n", (1, ["a"]), (2, ["b", "c\nd,e\n"]), unclosed: 2),
        CSVCase(
            "unclosed quote behind a broken line", "\"a\nb\",\"c\n", (1, ["a\nb", "c\n"]), unclosed: 2),
        CSVCase("a quote alone at the end", "a,\"", (1, ["a", ""]), unclosed: 1),
        CSVCase("Vietnamese", "Đơn vị,Ngày\n\"Phòng, ban\",Ỷ\n", (1, ["Đơn vị", "Ngày"]), (2, ["Phòng, ban", "Ỷ"])),
        CSVCase(
            "a quoted region over many blocks", "\"" + String(repeating: "x,\n", count: 100) + "\",b\nc",
            (1, [String(repeating: "x,\n", count: 100), "b"]), (102, ["c"])),
        CSVCase(
            "a row of more than a block", String(repeating: "ab,", count: 50) + "\nc",
            (1, Array(repeating: "ab", count: 50) + [""]), (2, ["c"])),
    ]
}

@Suite("Rows of CSV text")
struct CSVScannerTests {
    @Test("the slow reader reads the case as written down", arguments: CSVCase.all)
    func oracle(example: CSVCase) {
        #expect(SlowCSV(delimiter: ",").rows(example.text) == example.rows)
    }

    @Test("the fast reader agrees, whole and split at every byte", arguments: CSVCase.all)
    func fast(example: CSVCase) throws {
        #expect(try fastRows(example.text) == example.rows)
        for step in 1...max(1, min(80, example.text.utf8.count)) {
            #expect(try fastRows(example.text, step: step) == example.rows, "step \(step)")
        }
    }

    @Test("the fast reader agrees at every offset inside its blocks of 64 bytes", arguments: CSVCase.all)
    func shifted(example: CSVCase) throws {
        for shift in 0..<66 {
            let text = String(repeating: "x", count: shift) + ",y\n" + example.text
            #expect(try fastRows(text) == SlowCSV(delimiter: ",").rows(text), "shift \(shift)")
        }
    }

    @Test("both readers agree on random texts", arguments: 0..<8)
    func random(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed)
        let alphabet: [String] = [
            "a", ",", ",", ";", "\"", "\"", "\"\"", "\n", "\r", "\r\n", "é", ",\"", "\",", "bcdefgh",
        ]
        for round in 0..<1_500 {
            let length =
                round % 3 == 0 ? Int.random(in: 0...12, using: &numbers) : Int.random(in: 0...150, using: &numbers)
            let text = (0..<length).map { _ in alphabet.randomElement(using: &numbers) ?? "" }.joined()
            let expected = SlowCSV(delimiter: ",").rows(text)
            let step = Int.random(in: 1...70, using: &numbers)
            let whole = try fastRows(text)
            let stepped = try fastRows(text, step: step)
            let semicolons = try fastRows(text, delimiter: .semicolon)
            guard whole == expected, stepped == expected, semicolons == SlowCSV(delimiter: ";").rows(text) else {
                Testing.Issue.record("\(text.debugDescription), step \(step)")
                continue
            }
        }
    }

    @Test("it is the same however many bytes the processor compares at a time", arguments: 0..<4)
    func widths(seed: UInt64) {
        var numbers = SeededRandom(seed: seed)
        let words = ["a", ",", ",", "\n", "\r\n", "\r", "ệ", ",\"Tin, bài\",", "đăng ký", "Phòng Thanh tra"]
        for round in 0..<300 {
            // Texts with nothing unusual, which are read many blocks at a time, and others.
            let alphabet = words + (round % 2 == 0 ? [] : ["\"", "\"\"", "\"a\nb\""])
            let length = Int.random(in: 0...(round % 10 == 0 ? 4_000 : 200), using: &numbers)
            let text = (0..<length).map { _ in alphabet.randomElement(using: &numbers) ?? "" }.joined()
            // Quotes behind the end belong to nobody.
            let padded = Array(text.utf8) + [UInt8](repeating: 0x22, count: TextPiece.padding)
            let rows = CSVScanner.widths.map { Self.ends(of: padded, count: text.utf8.count, width: $0) }
            #expect(rows.allSatisfy { $0 == rows[0] }, "\(text.debugDescription)")
            #expect(rows[0] == Self.ends(of: padded, count: text.utf8.count, width: nil))
        }
    }

    /// Where each row begins and its cells end.
    private static func ends(of padded: [UInt8], count: Int, width: Int32?) -> [[UInt32]] {
        var scanner = CSVScanner(delimiter: 0x2C, cellLimit: 1_000, width: width)
        var rows: [[UInt32]] = []
        var ends = [UInt32](repeating: 0, count: CSVScanner.room(forEndsOf: count))
        padded.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<count])
            ends.withUnsafeMutableBufferPointer { ends in
                guard let room = ends.baseAddress else { return }
                while scanner.next(in: text, isLast: true, ends: room) == .row {
                    let cells = scanner.firstCell..<scanner.firstCell + scanner.cellCount
                    rows.append([UInt32(scanner.start)] + ends[cells])
                }
            }
        }
        return rows
    }

    @Test("a row of more cells than allowed is told", arguments: [3, 4, 5])
    func cellLimit(limit: Int) throws {
        for text in ["a,b,c,d\ne", "\"a\"x,b,c,d\ne"] {
            var scanner = CSVScanner(delimiter: 0x2C, cellLimit: limit)
            let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: CSVScanner.room(forEndsOf: text.utf8.count))
            defer { ends.deallocate() }
            let padded = Array(text.utf8) + [UInt8](repeating: 0, count: TextPiece.padding)
            padded.withUnsafeBytes { bytes in
                let step = scanner.next(
                    in: UnsafeRawBufferPointer(rebasing: bytes[..<text.utf8.count]), isLast: true, ends: ends)
                #expect(limit < 4 ? step == .tooManyCells : step == .row)
            }
        }
    }
}
