import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("XML logs read through a mapping")
struct XMLMappingTests {
    private static let document = """
        <ds:danhsach xmlns:ds="urn:x">
          <nhom ten="A">
            <bai ma="1"><dv>Phòng 1</dv><ngay gui="01/03/2022">02/03/2022</ngay>
              <nguoi><ten>A</ten></nguoi><nguoi><ten>B</ten></nguoi><m:mo>x</m:mo> đuôi</bai>
          </nhom>
        </ds:danhsach>
        """

    private func read(_ records: String, _ paths: [Field: String], _ document: String = document) throws -> XMLOutcome {
        let mapping = LogMapping(records: records, fields: paths.mapValues { LogMapping.Origin(from: $0) })
        return try readXML(document, mapping: mapping)
    }

    @Test("a path of records that nothing has is said")
    func noRecords() throws {
        #expect(try read("/ds:danhsach/tin", [:]).reading?.remarks.map(\.code) == [.noRecords])
        #expect(try read("/ds:danhsach/tin", [:]).reading?.remarks.first?.found == "/ds:danhsach/tin")
    }

    @Test("a record inside a record is none, and that is said, unless a field is read from it")
    func inEachOther() throws {
        let document = "<a>\n<bai ma='1'>\n<bai ma='2'/></bai></a>"
        let outcome = try read("//bai", [.id: "@ma"], document)
        #expect(outcome.records.map(\.fields) == [[.id: "1"]])
        let remark = QuotaModel.Issue(
            .recordsElsewhere, at: SourceLocation("log.xml", line: 3), subject: "bai", found: "1", expected: ["//bai"])
        #expect(outcome.reading?.remarks == [remark])
        #expect(try read("//bai", [.id: "bai/@ma"], document).reading?.remarks == [])
        #expect(try read("//bai", [.id: "bai"], document).reading?.remarks == [])
        #expect(try read("/a/b/bai", [:], document).reading?.remarks.map(\.code) == [.noRecords, .recordsElsewhere])
    }

    @Test("an element that the path of records passes over by its test is not said to stand elsewhere")
    func testedRecords() throws {
        let document = "<a><bai loai='x' ma='1'/><bai loai='y' ma='2'/></a>"
        let outcome = try read("/a/bai[@loai='x']", [.id: "@ma"], document)
        #expect(outcome.records.map(\.fields) == [[.id: "1"]] && outcome.reading?.remarks == [])
    }

    @Test(
        "paths of the record: from the root or anywhere", arguments: ["/ds:danhsach/nhom/bai", "//bai", "//nhom/bai"])
    func records(path: String) throws {
        let outcome = try read(path, [.id: "@ma"])
        #expect(outcome.records == [ReadRecord(number: 1, line: 3, fields: [.id: "1"])])
    }

    @Test(
        "paths of fields: child, grandchild, attribute, prefix, the record itself",
        arguments: [
            ("dv", "Phòng 1"), ("@ma", "1"), ("ngay", "02/03/2022"), ("ngay/@gui", "01/03/2022"), ("m:mo", "x"),
            ("./dv", "Phòng 1"), ("nguoi/ten", "A;B"), ("dv[@x='1']", nil), ("mo", nil), ("DV", nil),
            (".", "Phòng 102/03/2022\n      ABx đuôi"),
        ] as [(String, String?)])
    func fields(path: String, value: String?) throws {
        let outcome = try read("//bai", [.unit: path])
        #expect(outcome.records.count == 1)
        #expect(outcome.records.first?.fields[.unit] == value)
        #expect(outcome.reading?.origins[.unit] == (value == nil ? nil : path == "./dv" ? "dv" : path))
        let missing = outcome.reading?.remarks.map { [$0.code.rawValue, $0.subject, $0.found] }
        #expect(missing == (value == nil ? [["heading-not-found", "unit", path]] : []))
    }

    @Test("one element may be read as several fields, and a read element's children too")
    func severalFields() throws {
        let outcome = try read("//bai", [.id: "dv", .unit: "dv", .author: "nguoi", .title: "nguoi/ten"])
        #expect(outcome.records.first?.fields == [.id: "Phòng 1", .unit: "Phòng 1", .author: "A;B", .title: "A"])
    }

    @Test("with a path of records nothing is read that is not mapped, and the rest is listed")
    func nothingElse() throws {
        let outcome = try read(
            "/baiviet/bai", [.title: "t"], "<baiviet><bai ma='1'><t>A</t><donvi>B</donvi></bai></baiviet>")
        #expect(outcome.records.map(\.fields) == [[.title: "A"]])
        #expect(outcome.reading?.unmapped == ["@ma", "donvi"])
    }

    @Test("without a path of records the mapping's fields come before what the form knows of them")
    func addedFields() throws {
        let mapping = LogMapping(fields: [.unit: .init(from: "x:phong"), .title: .init(from: "subtitle")])
        let outcome = try readXML(
            "<rss><channel><item><title>A</title><subtitle/><x:phong>P</x:phong><guid>1</guid></item></channel></rss>",
            mapping: mapping)
        #expect(outcome.records.map(\.fields) == [[.title: "", .unit: "P", .id: "1"]])
    }

    @Test("a constant stands in every record, whatever the record says")
    func constants() throws {
        let mapping = LogMapping(constants: [.unit: "Văn phòng", .kind: "Tin"])
        let outcome = try readXML("<baiviet><bai><donvi>B</donvi></bai><bai/></baiviet>", mapping: mapping)
        #expect(outcome.records.map(\.fields) == Array(repeating: [.unit: "Văn phòng", .kind: "Tin"], count: 2))
        #expect(outcome.reading?.origins == [:])
    }

    @Test("a document whose root is not the mapping's is refused")
    func otherRoot() throws {
        let outcome = try read("/baibao/bai", [.title: "t"], "<baiviet><bai/></baiviet>")
        #expect(outcome.codes == ["unknown-xml-form"])
        #expect(outcome.issues.first?.found == "baiviet")
        #expect(outcome.issues.first?.subject == "records")
        #expect(outcome.issues.first?.expected == ["/baibao/bai"])
    }

    @Test("a path that is none is refused by the key it stands under")
    func badPaths() throws {
        for path in ["", "a//b", "a[1]", "../a", "a b", "@", "a/@b/c", "a[@b=c]"] {
            let outcome = try read("//bai", [.title: path])
            #expect(outcome.codes == ["bad-value"], "\(path)")
            #expect(outcome.issues.first?.subject == "title" && outcome.issues.first?.found == path)
        }
        for path in ["", "/", "///a", "/a/@b", "."] {
            #expect(try read(path, [:]).issues.first?.subject == "records", "\(path)")
        }
    }

    @Test("a mapping may read a web page", arguments: ["/html/body/table/tr", "//tr"])
    func mappedPage(records: String) throws {
        let page = "<!DOCTYPE html>\n<html><body><table><tr><td>A</td></tr></table></body></html>"
        let mapping = LogMapping(records: records, fields: [.title: LogMapping.Origin(from: "td")])
        #expect(try read(records, [.title: "td"], page).records.map(\.fields) == [[.title: "A"]])
        #expect(try inspect(Array(page.utf8), mapping: mapping).records.map(\.fields) == [[.title: "A"]])
    }

    @Test("a page in place of the log that the mapping reads is named as one")
    func pageForLog() throws {
        let mapping = LogMapping(records: "/rss/channel/item")
        for page in ["<!DOCTYPE html><html><body><p>Hết giờ<br></body>", " <!-- x --> <HTML lang=\"vi\">"] {
            #expect(refusalCodes { _ = try inspect(Array(page.utf8), mapping: mapping) } == [.webPage])
        }
    }

    @Test("what a website saves under a spreadsheet's name is named as what it is, unless the mapping reads it")
    func savedAsSpreadsheet() throws {
        let table = "<table><tr><td>A</td></tr></table>"
        let workbook = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook/>"
        for mapping in [nil, LogMapping(records: "/rss/channel/item")] {
            #expect(refusalCodes { _ = try inspect(Array(table.utf8), mapping: mapping) } == [.webPage])
            #expect(refusalCodes { _ = try inspect(Array(workbook.utf8), mapping: mapping) } == [.spreadsheet])
        }
        #expect(try read("/table/tr", [.title: "td"], table).records.map(\.fields) == [[.title: "A"]])
    }
}
