import QuotaModel
import Testing

@testable import ScoringRules

struct LogMappingLoaderTests {
    private func load(_ yaml: String) throws -> LogMapping {
        try LogMappingLoader.load(Array(yaml.utf8), path: "anh-xa.yaml")
    }

    @Test("the contract's example loads")
    func contractExample() throws {
        let mapping = try load(
            """
            schema: quota-mapping/1
            records: /baiviet/bai              # XML: path of one record; CSV: leave out
            fields:
              unit: "Đơn vị gửi"               # CSV heading, or XML path relative to the record: "@ma", "donvi", "dc:creator"
              published: {from: "Thời gian", format: "HH:mm dd/MM/yyyy"}
              unit-constant: Văn phòng         # every record belongs to this unit
            state: {published: ["Đã đăng", "1"], submitted: ["Chờ duyệt"]}
            encoding: utf-8                    # default: detected
            delimiter: ";"                     # default: detected
            """)
        #expect(mapping.records == "/baiviet/bai")
        let published = LogMapping.Origin(from: "Thời gian", format: DatePattern("HH:mm dd/MM/yyyy"))
        #expect(mapping.fields == [.published: published])
        #expect(mapping.constants == [.unit: "Văn phòng"] && mapping.overruled == [.unit: "Đơn vị gửi"])
        #expect(
            mapping.states == [
                MatchKey("đã đăng"): .published, MatchKey("1"): .published, MatchKey("chờ duyệt"): .submitted,
            ])
        #expect(mapping.encoding == .utf8)
        #expect(mapping.delimiter == .semicolon)
        func place(_ line: Int, _ column: Int) -> QuotaModel.SourceLocation {
            QuotaModel.SourceLocation("anh-xa.yaml", line: line, column: column)
        }
        #expect(mapping.places == ["records": place(2, 10), "unit": place(4, 9), "published": place(5, 21)])
    }

    @Test("the name of its grammar is a whole mapping file")
    func smallest() throws {
        #expect(try load("schema: quota-mapping/1") == LogMapping())
    }

    @Test(
        "a tab as delimiter can be written in three ways", arguments: ["tab", "\"\\t\"", "'\\t'"])
    func tab(_ written: String) throws {
        #expect(try load("schema: quota-mapping/1\ndelimiter: \(written)").delimiter == .tab)
    }

    @Test("a zone belongs to the form of a time of day")
    func zone() throws {
        let mapping = try load(
            """
            schema: quota-mapping/1
            fields:
              published: {from: publish_up, format: "yyyy-MM-dd HH:mm:ss", zone: utc}
              submitted: {from: created, format: "EEE, MM/dd/yyyy HH:mm tt"}
            """)
        #expect(mapping.fields[.published]?.format == DatePattern("yyyy-MM-dd HH:mm:ss", zone: .utc))
        #expect(mapping.fields[.submitted]?.format?.zone == .vietnam)
    }

    @Test(
        "a zone that says nothing is an error where it stands",
        arguments: [
            ("{from: a, zone: utc}", "missing-key", 30),
            ("{from: a, format: dd/MM/yyyy, zone: utc}", "pointless-key", 50),
            ("{from: a, format: unix-seconds, zone: utc}", "pointless-key", 52),
            ("{from: a, format: \"dd/MM/yyyy HH:mm\", zone: gmt}", "bad-value", 58),
        ])
    func pointlessZone(origin: String, code: String, column: Int) throws {
        let refusal = try #require(throws: Refusal.self) {
            _ = try load("schema: quota-mapping/1\nfields:\n  published: \(origin)")
        }
        #expect(refusal.issues.map(\.code.rawValue) == [code])
        #expect(refusal.issues.first?.place == SourceLocation("anh-xa.yaml", line: 3, column: column))
    }

    @Test(
        "a form is refused that names a part twice, lacks one or cannot tell where a part ends",
        arguments: [
            "dd/MM", "dd/MM/yyyy yyyy", "dd/MM/yyyy tt", "EEE dd/MM/yyyy EEE", "EEEdd/MM/yyyy", "dd/MM/yyyy EEE",
            "dd/MM/yyyy a", "",
        ])
    func badForm(form: String) { #expect(DatePattern(form) == nil) }
}
