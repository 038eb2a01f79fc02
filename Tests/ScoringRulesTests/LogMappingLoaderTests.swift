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
              kind: "@loai"
              published: {from: "Thời gian", format: "HH:mm dd/MM/yyyy"}
              unit-constant: Văn phòng         # every record belongs to this unit
            state: {published: ["Đã đăng", "1"], submitted: ["Chờ duyệt"]}
            encoding: utf-8                    # default: detected
            delimiter: ";"                     # default: detected
            """)
        #expect(mapping.records == "/baiviet/bai")
        #expect(mapping.fields[.kind] == LogMapping.Origin(from: "@loai"))
        #expect(
            mapping.fields[.published]
                == LogMapping.Origin(from: "Thời gian", format: DatePattern("HH:mm dd/MM/yyyy")))
        #expect(mapping.constants == [.unit: "Văn phòng"])
        #expect(
            mapping.states == [
                MatchKey("đã đăng"): .published, MatchKey("1"): .published, MatchKey("chờ duyệt"): .submitted,
            ])
        #expect(mapping.encoding == .utf8)
        #expect(mapping.delimiter == .semicolon)
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
}
