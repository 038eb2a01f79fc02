import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Encodings of XML logs")
struct XMLEncodingTests {
    private static let title = "Phòng Đ 𝐀"

    private static func document(_ declared: String?) -> String {
        let declaration = declared.map { "<?xml version='1.0' encoding='\($0)'?>\n" } ?? ""
        return "\(declaration)<baiviet><bai><tieude>\(title)</tieude></bai></baiviet>"
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    private struct Case {
        let bytes: [UInt8]
        let encoding: String
        let by: Inspection.EncodingSource
        let overridden: String?
    }

    @Test("a byte-order mark beats the declaration, which beats nothing; what is overruled is said")
    func precedence() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let cases = [
            Case(bytes: Array(Self.document(nil).utf8), encoding: "utf-8", by: .detected, overridden: nil),
            Case(bytes: Array(Self.document("UTF-8").utf8), encoding: "utf-8", by: .declared, overridden: nil),
            Case(bytes: mark + Array(Self.document(nil).utf8), encoding: "utf-8", by: .bom, overridden: nil),
            Case(bytes: mark + Array(Self.document("utf-8").utf8), encoding: "utf-8", by: .bom, overridden: nil),
            Case(
                bytes: mark + Array(Self.document("iso-8859-1").utf8), encoding: "utf-8", by: .bom,
                overridden: "iso-8859-1"),
            Case(bytes: mark + Array(Self.document("x-none").utf8), encoding: "utf-8", by: .bom, overridden: "x-none"),
            Case(bytes: Array(Self.document("utf-16").utf8), encoding: "utf-8", by: .detected, overridden: "utf-16"),
            Case(
                bytes: [0xFF, 0xFE] + Self.utf16(Self.document("UTF-16"), bigEndian: false), encoding: "utf-16le",
                by: .bom, overridden: nil),
            Case(
                bytes: [0xFE, 0xFF] + Self.utf16(Self.document("utf-8"), bigEndian: true), encoding: "utf-16be",
                by: .bom,
                overridden: "utf-8"),
            Case(
                bytes: Self.utf16(Self.document(nil), bigEndian: false), encoding: "utf-16le", by: .detected,
                overridden: nil),
            Case(
                bytes: Self.utf16(Self.document("utf-16"), bigEndian: true), encoding: "utf-16be", by: .detected,
                overridden: nil),
        ]
        for one in cases {
            for prefix in [0, 1, 5, 4_096] {
                let outcome = try readXML(one.bytes, prefix: prefix)
                #expect(outcome.records.map(\.fields) == [[.title: Self.title]], "\(one)")
                #expect(outcome.reading?.encoding == one.encoding && outcome.reading?.encodingBy == one.by, "\(one)")
                let expected = one.overridden.map {
                    QuotaModel.Issue(
                        .encodingOverridden, at: SourceLocation("log.xml"), subject: one.encoding, found: $0)
                }
                #expect(outcome.reading?.remarks == (expected.map { [$0] } ?? []), "\(one)")
            }
        }
    }

    @Test("one-byte encodings that libxml2 can read are read as declared")
    func oneByte() throws {
        func fields(_ encoding: String, _ title: [UInt8]) throws -> [Field: String]? {
            let head = Array("<?xml version=\"1.0\" encoding=\"\(encoding)\"?><baiviet><bai><tieude>".utf8)
            let outcome = try readXML(head + title + Array("</tieude></bai></baiviet>".utf8))
            #expect(outcome.reading?.encoding == encoding.lowercased() && outcome.reading?.encodingBy == .declared)
            return outcome.records.first?.fields
        }
        #expect(try fields("ISO-8859-1", [0x50, 0xE8]) == [.title: "Pè"])
        #expect(try fields("windows-1252", [0x80, 0xE8]) == [.title: "€è"])
        // ơ, o with a combining grave, đ: composed or not, it is the same text.
        #expect(try fields("windows-1258", [0xF5, 0x6F, 0xCC, 0xF0]) == [.title: "ơòđ"])
        #expect(try fields("VISCII", [0xE1, 0xF0]) == [.title: "áđ"])
    }

    @Test(
        "an encoding that nobody knows, or that hides the markup, is refused by its name",
        arguments: ["x-tcvn3", "UTF-7", "EBCDIC-CP-US", "UTF-32", "UCS-4", "windows-125", "iso-8859-99"])
    func unknown(encoding: String) throws {
        let outcome = try readXML(Self.document(encoding))
        #expect(outcome.codes == ["unknown-encoding"])
        #expect(outcome.issues.first?.found == encoding.lowercased())
        #expect(outcome.issues.first?.expected.contains("windows-1258") == true)
    }

    @Test("UTF-32 is refused by name, with a byte-order mark or without")
    func utf32() throws {
        for head: [UInt8] in [[0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C], [0, 0, 0, 0x3C]] {
            #expect(try readXML(head).issues.first?.found == "utf-32")
        }
    }

    @Test(
        "bytes that are no UTF-8 are refused at their line, whether it is declared or not", arguments: [nil, "utf-8"])
    func invalidUTF8(declared: String?) throws {
        for bad: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xE1, 0xBB], [0xF5, 0x80, 0x80, 0x80]] {
            for (open, close) in [
                ("<tieude>", ""), ("<tieude a='", "'/>"), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">"),
            ] {
                let head = Array((declared.map { "<?xml version='1.0' encoding='\($0)'?>" } ?? "").utf8)
                let outcome = try readXML(
                    head + Array("<baiviet>\n<bai>\n\(open)".utf8) + bad + Array("\(close)\n</bai>".utf8))
                #expect(outcome.codes == ["bad-xml"])
                #expect(outcome.issues.first?.place?.line == 3, "\(bad) in \(open)")
                #expect(
                    outcome.issues.first?.subject == XMLFlaw.badEncoding.rawValue
                        && outcome.issues.first?.found == "utf-8", "\(outcome.issues)")
            }
        }
    }

    @Test("broken UTF-16 is refused: lone surrogates, half a unit")
    func brokenUTF16() throws {
        let good: [UInt8] = [0xFF, 0xFE] + Self.utf16("<baiviet><bai>a</bai></baiviet>", bigEndian: false)
        #expect(try readXML(good).records.count == 1)
        for bad: [UInt8] in [[0x00, 0xD8], [0x00, 0xDC], [0x00, 0xD8, 0x00, 0xD8]] {
            var bytes = good
            bytes.insert(contentsOf: bad, at: 2 + 2 * "<baiviet><bai>".utf16.count)
            #expect(try readXML(bytes).codes == ["bad-xml"])
        }
        #expect(try readXML(good + [0x20]).codes == ["bad-xml"])
    }

    @Test("a big file in one byte a letter, or in UTF-16, is read as its twin in UTF-8")
    func bigTwins() throws {
        let records = (1...9_000).map { "<bai ma='\($0)'>\n<tieude>đ\($0) hop đ</tieude></bai>" }
        let text = "<baiviet>\n\(records.joined(separator: "\n"))</baiviet>"
        let utf8 = try readXML(text)
        #expect(utf8.records.count == 9_000 && utf8.records.last?.line == 18_000)
        let declared = "<?xml version='1.0' encoding='windows-1258'?>"
        let letters = text.unicodeScalars.map { $0 == "đ" ? 0xF0 : UInt8($0.value) }
        #expect(try readXML(Array(declared.utf8) + letters).records == utf8.records)
        let utf16 = try readXML([0xFE, 0xFF] + Self.utf16(text, bigEndian: true))
        #expect(utf16.records == utf8.records)
    }

    @Test("bytes that a one-byte encoding doesn't have are refused")
    func undefinedByte() throws {
        let head = Array("<?xml version='1.0' encoding='windows-1252'?>\n<baiviet><bai>a".utf8)
        #expect(try readXML(head + [0x81] + Array("</bai></baiviet>".utf8)).codes == ["bad-xml"])
    }

    @Test("UTF-8 that is declared as something else is told so, by what cannot be read or by a remark")
    func wronglyDeclared() throws {
        for (title, isReadable) in [("Đào Ấ", false), ("Văn phòng", true)] {
            for more in [0, 20_000] {
                let records = "<bai><tieude>\(title)</tieude></bai>" + String(repeating: "\n<bai/>", count: more)
                let outcome = try readXML(
                    Array("<?xml version='1.0' encoding='windows-1258'?>\n<baiviet>\(records)</baiviet>".utf8),
                    prefix: 100)
                let issues: [QuotaModel.Issue] = isReadable ? outcome.reading?.remarks ?? [] : outcome.issues
                #expect(issues.map(\.code) == [isReadable ? .encodingOverridden : .badXML])
                #expect(issues.first?.expected == ["utf-8"])
                guard !isReadable else { continue }
                #expect(issues.first?.subject == "bad-encoding" && issues.first?.found == "windows-1258")
            }
        }
    }

    @Test("a file that breaks off inside a character breaks off; bytes of another encoding at its end do not")
    func brokenOff() throws {
        let head = Array("<baiviet><bai><tieude>".utf8)
        for end: [UInt8] in [[0xE1, 0xBB], [0xE1], [0xF0, 0x90, 0x80]] {
            #expect(try readXML(head + end).issues.first?.subject == XMLFlaw.truncated.rawValue, "\(end)")
        }
        for end: [UInt8] in [[0xFF, 0x6E], [0xE3, 0x6E], [0xF2, 0x6E, 0x67, 0x20]] {
            #expect(try readXML(head + end).issues.first?.subject == XMLFlaw.badEncoding.rawValue, "\(end)")
        }
    }

    @Test("what a person set wins over the declaration, and that is said")
    func option() throws {
        let head = Array("<?xml version='1.0' encoding='utf-8'?><baiviet><bai><tieude>".utf8)
        let outcome = try readXML(
            head + [0xD0, 0xF0] + Array("</tieude></bai></baiviet>".utf8),
            mapping: LogMapping(encoding: .windows1258))
        #expect(outcome.records.map(\.fields) == [[.title: "Đđ"]])
        #expect(outcome.reading?.encoding == "windows-1258" && outcome.reading?.encodingBy == .option)
        #expect(outcome.reading?.remarks.map(\.code) == [.encodingOverridden])
        let utf16 = Self.utf16(Self.document(nil), bigEndian: true)
        #expect(try readXML(utf16, mapping: LogMapping(encoding: .utf16be)).records.count == 1)
    }

    private static let oldText = """
        <baiviet>
        <bai ma="1" donvi='Phòng 1'><tieude>Hội nghị triển khai công tác thanh tra năm 2022</tieude></bai>
        <bai ma="2" donvi='Văn phòng'><tieude>Đại hội chi bộ, biểu dương các tập thể; khen thưởng</tieude></bai>
        <!-- ghi chú --><bai ma="3" donvi="Phòng 1"><tieude><![CDATA[Tiếp công dân định kỳ & giải quyết đơn]]></tieude></bai>
        </baiviet>
        """

    @Test("text of an old font in UTF-8 is converted and said, in tags and between them", arguments: OldFont.allCases)
    func fonts(font: OldFont) throws {
        let expected = try readXML(Self.oldText)
        #expect(expected.records.count == 3)
        for declared in ["", "<?xml version='1.0' encoding='utf-8'?>"] {
            let found = try readXML(Array(declared.utf8) + OldEncodings.font(Self.oldText, font))
            #expect(found.records.map(\.fields) == expected.records.map(\.fields))
            #expect(found.reading?.encoding == "utf-8")
            let remark = found.reading?.remarks.first { $0.code == .fontConverted }
            #expect(remark?.found == font.rawValue)
            #expect(remark?.expected.contains("Hội nghị triển khai công tác thanh tra năm 2022") == true)
        }
        #expect(expected.reading?.remarks.isEmpty == true)
    }

    @Test("an attribute that is Unicode text does not keep its neighbours in an old font", arguments: OldFont.allCases)
    func mixedAttributes(font: OldFont) throws {
        let row = { (unit: String) in "<bai donvi='\(unit)' tieude='Đường sắt, bệnh viện' loai=\"Tin\"/>" }
        let unit = String(decoding: OldEncodings.font("Phòng Nội vụ", font), as: UTF8.self)
        let found = try readXML("<baiviet>" + String(repeating: row(unit), count: 8) + "</baiviet>")
        let expected = try readXML("<baiviet>" + String(repeating: row("Phòng Nội vụ"), count: 8) + "</baiviet>")
        #expect(found.records.map(\.fields) == expected.records.map(\.fields))
        #expect(found.reading?.remarks.first { $0.code == .fontConverted }?.expected == ["Phòng Nội vụ"])
    }

    @Test("TCVN3 and VNI are read where a person names them, as bytes and as fonts", arguments: OldFont.allCases)
    func oldEncodings(font: OldFont) throws {
        let option: LogEncoding = font == .tcvn3 ? .tcvn3 : .vni
        let expected = try readXML(Self.oldText).records.map(\.fields)
        for bytes in [OldEncodings.bytes(Self.oldText, option), OldEncodings.font(Self.oldText, font)] {
            let found = try readXML(bytes, mapping: LogMapping(encoding: option))
            #expect(found.records.map(\.fields) == expected)
            #expect(found.reading?.encoding == option.rawValue && found.reading?.encodingBy == .option)
        }
        let broken = Array("<baiviet><bai>a".utf8) + [0x81] + Array("</bai></baiviet>".utf8)
        #expect(try readXML(broken, mapping: LogMapping(encoding: .vni)).codes == ["bad-xml"])
    }
}
