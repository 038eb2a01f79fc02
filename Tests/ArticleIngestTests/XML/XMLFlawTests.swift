import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("XML that is none is refused whole, by flaw and line")
struct XMLFlawTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        let flaw: XMLFlaw
        let text: String

        init(_ flaw: XMLFlaw, _ text: String) {
            self.flaw = flaw
            self.text = text
        }

        var testDescription: String { "\(flaw.rawValue): \(text)" }
    }

    static let documents = [
        Broken(.truncated, "<baiviet>\n<bai>\n<tieude>A"),
        Broken(.truncated, "<baiviet>\n<bai/>\n<!-- A </baiviet>"),
        Broken(.truncated, "<baiviet>\n\n<bai ma='1></bai></baiviet>"),
        Broken(.truncated, "<baiviet>\n<bai>\n</bai>"),
        Broken(.truncated, "<?xml version='1.0'?>\n\n"),
        Broken(.noRoot, "\n\nmã;đơn vị\n"),
        Broken(.contentAfterEnd, "<baiviet>\n\n</baiviet> A"),
        Broken(.contentAfterEnd, "<baiviet>\n\n</baiviet><baiviet/>"),
        Broken(.tagMismatch, "<baiviet>\n<bai>\n</baiviet>"),
        Broken(.tagMismatch, "<baiviet>\n<bai><tieude>\n</bai></tieude></baiviet>"),
        Broken(.brokenTag, "<baiviet>\n\n<bai><bai/ ></bai></baiviet>"),
        Broken(.brokenAttribute, "<baiviet>\n\n<bai ma=1/></baiviet>"),
        Broken(.brokenAttribute, "<baiviet>\n\n<bai ma/></baiviet>"),
        Broken(.brokenAttribute, "<baiviet>\n\n<bai ma='1'id='2'/></baiviet>"),
        Broken(.brokenAttribute, "<baiviet>\n\n<bai ma='<'/></baiviet>"),
        Broken(.repeatedAttribute, "<baiviet>\n\n<bai ma='1' ma='2'/></baiviet>"),
        Broken(.brokenReference, "<baiviet>\n\n<bai>A & B</bai></baiviet>"),
        Broken(.brokenReference, "<baiviet>\n\n<bai>&#xZ;</bai></baiviet>"),
        Broken(.brokenReference, "<baiviet>\n\n<bai ma='a&amp'/></baiviet>"),
        Broken(.forbiddenCharacter, "<baiviet>\n\n<bai>\u{B}</bai></baiviet>"),
        Broken(.forbiddenCharacter, "<baiviet>\n\n<bai>&#x1F;</bai></baiviet>"),
        Broken(.forbiddenCharacter, "<baiviet>\n\n<bai>\u{FFFE}</bai></baiviet>"),
        Broken(.brokenComment, "<baiviet>\n\n<!-- A -- B --></baiviet>"),
        Broken(.brokenCDATA, "<baiviet>\n\n<bai>]]></bai></baiviet>"),
        Broken(.brokenInstruction, "\n\n<?xml version='1.0'?><baiviet/>"),
        Broken(.brokenDeclaration, "<?xml\n\n?><baiviet/>"),
        Broken(.brokenDocumentType, "<!DOCTYPE baiviet\n\nPUBLIC 'a' ><baiviet/>"),
        Broken(.nameTooLong, "<baiviet>\n\n<" + String(repeating: "a", count: 50_001) + "/></baiviet>"),
    ]

    @Test("by flaw and line", arguments: documents)
    func refused(broken: Broken) throws {
        let outcome = try readXML(broken.text)
        #expect(outcome.codes == ["bad-xml"])
        #expect(outcome.issues.first?.subject == broken.flaw.rawValue, "\(outcome.issues)")
        #expect(outcome.issues.first?.place?.line == 3, "\(outcome.issues)")
        #expect(outcome.reading == nil)
    }

    /// A log whose third line is this, with a caret under the offence.
    static let offences = [
        ("<bai><tieude>Tin &khong; hay</tieude></bai>", "                 ^"),
        ("<bai ma='a &khong; b' donvi='c'/>", "           ^"),
        ("<bai><tieude>Đường &khong;</tieude></bai>", "                   ^"),
        ("<bai><tieude>A & B</tieude></bai>", "               ^"),
        ("<bai><tieude>&lt; R&D và B</tieude></bai>", "                   ^"),
        ("<bai><tieude>A &#xZ; B</tieude></bai>", "               ^"),
        ("<bai><tieude>A &#1; B</tieude></bai>", "               ^"),
        ("<bai ma='a&#1;'/>", "          ^"),
        ("<bai><tieude>&#9;\u{1} B</tieude></bai>", "                 ^"),
        ("<bai><tieude>A < B</tieude></bai>", "               ^"),
        ("<bai><tieude>A</donvi></bai>", "              ^"),
        ("<bai/><bai ma='1' donvi='2' ma='3' tieude='4'/>", "      ^"),
        ("<bai ma='1'donvi='2'/>", "           ^"),
        ("<bai><tieude>A ]]> B</tieude></bai>", "               ^"),
    ]

    @Test(
        "where the offence begins, not where the parser was sure of it: behind a reference, behind a tag",
        arguments: offences, [1, 7, 1_000])
    func column(offence: (line: String, caret: String), step: Int) throws {
        let text = "<baiviet>\n<bai/>\n\(offence.line)\n</baiviet>"
        let outcome = try readXML(PiecewiseSource(text.utf8, step: step))
        #expect(outcome.issues.first?.place?.line == 3)
        #expect(outcome.issues.first?.place?.column == offence.caret.count, "\(outcome.issues)")
    }

    @Test("of a tag of several lines the first is named")
    func longTag() throws {
        let outcome = try readXML("<baiviet>\n\n<bai ma='1'\n  donvi='2'\n  ma='3'/></baiviet>")
        #expect(outcome.issues.first?.place == SourceLocation("log.xml", line: 3))
    }

    @Test("a byte that begins no character has one name, however much follows it", arguments: 0...8)
    func strayByte(following: Int) throws {
        for tag in ["</bai", "<bai", "<bai ma", "</tiêuđề"] {
            for byte: UInt8 in [0x82, 0xC0, 0xFF] {
                let bytes =
                    Array("<baiviet>\n\n<bai>\(tag)".utf8) + [byte]
                    + Array(String(repeating: "a", count: following).utf8) + [UInt8(ascii: ">")]
                let outcome = try readXML(bytes + Array("</bai>\n</baiviet>".utf8))
                let cut = try readXML(bytes)
                for found in [outcome, cut] {
                    #expect(found.issues.first?.subject == XMLFlaw.badEncoding.rawValue, "\(tag) \(byte)")
                    #expect(found.issues.first?.place == outcome.issues.first?.place, "\(tag) \(byte)")
                }
            }
        }
    }

    @Test("what the sink throws goes to the caller, and nothing more is handed over")
    func sinkThrows() throws {
        struct Full: Error {}
        final class OneRecord: RecordSink {
            var count = 0
            let asked = FieldSet(Field.allCases)
            var locator: (any CellLocator)?
            func take(_ record: Record) throws {
                count += 1
                if count == 2 { throw Full() }
            }
            func reject(
                number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?
            ) {}
        }
        let sink = OneRecord()
        var source = PiecewiseSource("<baiviet><bai/><bai/><bai/></baiviet>".utf8)
        let reader = XMLLogReader(mapping: nil, limits: .init())
        #expect(throws: Full.self) {
            _ = try reader.read(prefix: [], rest: &source, source: "log.xml", sink: sink)
        }
        #expect(sink.count == 2)
        #expect(sink.locator == nil)
    }

    @Test("what the source throws goes to the caller")
    func sourceThrows() throws {
        struct Gone: Error {}
        struct Failing: ByteSource {
            func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { throw Gone() }
        }
        #expect(throws: Gone.self) { try readXML(Failing(), prefix: Array("<baiviet>".utf8)) }
    }
}
