import Foundation
import TestSupport
import Testing

@Suite("The mapping files for the well-known sources")
struct MappingTests {
    /// The mapping files, each with a sample log and what it is read as.
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder("rules/mappings"))) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    private static func folder(_ path: String) -> String { Project.file(path).path(percentEncoded: false) }

    @Test("there is a mapping for each of the nine sources")
    func all() { #expect(Self.names.count == 9) }

    @Test("every sample has its mapping and a note of its origin")
    func samples() throws {
        let samples = try FileManager.default.contentsOfDirectory(atPath: Self.folder("Fixtures/mappings"))
        #expect(samples.filter { !$0.contains(".") }.sorted() == Self.names)
        for name in Self.names {
            #expect(try Project.text(of: "Fixtures/mappings/\(name)/ORIGIN.md").contains("records"))
        }
    }

    /// What is expected stands beside the sample: days in Viet Nam, states, rejects and the counts they lead to.
    @Test("a sample is read as the note of its origin says", arguments: names)
    func sample(_ name: String) throws {
        let outcome = try SampleReading(name)
        try Golden.expect(Array(outcome.text().utf8), isIn: "Fixtures/mappings/\(name)/expected.txt")
    }

    @Test("without its mapping no sample gives the same items", arguments: names)
    func mappingMatters(_ name: String) throws {
        let log = try SampleReading.log(of: name)
        let plain = try Program.run(
            ["briefing", "--rules", SampleReading.rules, "--log", log, "--as-of", "2024-12-31", "--format", "json"])
        #expect([0, 65].contains(plain.status), "\(plain.errors)")
        guard plain.status == 0 else { return }
        let mapped = try SampleReading(name)
        #expect(try SampleReading.counts(plain.output) != SampleReading.counts(mapped.briefing))
    }

    @Test("what does not fit the log is said by the mapping's own words and place")
    func misfits() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write("<kho><bai><dv>Văn phòng</dv></bai></kho>", to: "kho.xml")
        func errors(_ mapping: String) throws -> String {
            let path = try folder.write("schema: quota-mapping/1\n\(mapping)", to: "anh-xa.yaml")
            let run = try Program.run(["inspect", "--log", log, "--mapping", path])
            #expect(run.status == 65)
            return run.errors
        }
        let otherRoot = try errors("records: /đơn/bai\nfields: {unit: dv}\n")
        #expect(
            otherRoot.hasSuffix(
                "kho.xml: gốc của tệp là “kho”, khác records của tệp ánh xạ; cần: /đơn/bai [unknown-xml-form]\n"),
            "\(otherRoot)")
        let badPaths = try errors("records: kho//bai/\nfields:\n  published: {from: \"ngày[\", format: dd/MM/yyyy}\n")
        #expect(badPaths.contains("anh-xa.yaml:2:10: giá trị “kho//bai/” không dùng được"), "\(badPaths)")
        #expect(badPaths.contains("anh-xa.yaml:4:21: giá trị “ngày[” không dùng được"), "\(badPaths)")
    }
}

/// A sample log as `inspect` and `briefing` read it, as text that people can check.
private struct SampleReading {
    static let rules = "Fixtures/mappings/pack.yaml"

    let inspection: [String: Any]
    let briefing: [UInt8]

    init(_ name: String) throws {
        let options = ["--log", try Self.log(of: name), "--mapping", "rules/mappings/\(name).yaml", "--format", "json"]
        let inspected = try Program.run(["inspect", "--records", "all"] + options)
        try #require(inspected.status == 0, "\(inspected.errors)")
        inspection = try Self.object(inspected.output)
        let briefed = try Program.run(["briefing", "--rules", Self.rules, "--as-of", "2024-12-31"] + options)
        try #require(briefed.status == 0, "\(briefed.errors)")
        briefing = briefed.output
    }

    static func log(of name: String) throws -> String {
        let folder = "Fixtures/mappings/\(name)"
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Project.file(folder).path(percentEncoded: false))
        return folder + "/" + (try #require(files.first { $0.hasSuffix(".csv") || $0.hasSuffix(".xml") }))
    }

    func text() throws -> String {
        var lines = try Self.list(inspection, "records").map { record in
            let fields = try #require(record["fields"] as? [String: String])
            let texts = ["id", "unit", "submitted", "published", "state", "title"].compactMap { key in
                fields[key].map { "\(key)=\($0)" }
            }
            return "\(try #require(record["record"] as? Int)): " + texts.joined(separator: " | ")
        }
        lines += try Self.list(inspection, "remarks").map { "remark \($0["code"] ?? "")" }
        let input = try #require(Self.list(Self.object(briefing), "inputs").first)
        for key in ["records", "accepted", "rejected", "undated", "unreadable"] {
            lines.append("\(key) \(try #require(input[key] as? Int))")
        }
        for (code, count) in try #require(input["rejectedBy"] as? [String: Int]).sorted(by: { $0.key < $1.key }) {
            lines.append("rejected \(code) \(count)")
        }
        lines += try #require(input["unknownStates"] as? [String]).map { "unknown state \($0)" }
        return (lines + (try Self.counts(briefing))).joined(separator: "\n") + "\n"
    }

    /// Every unit's months in which something counted.
    static func counts(_ briefing: [UInt8]) throws -> [String] {
        try list(object(briefing), "units").flatMap { unit -> [String] in
            let quota = try #require(list(unit, "quotas").first)
            return try list(quota, "periods").compactMap { period in
                let count = try #require(period["count"] as? Int)
                return count == 0 ? nil : "\(unit["name"] ?? "") \(period["from"] ?? ""): \(count)"
            }
        }.sorted()
    }

    private static func object(_ json: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    }

    private static func list(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
        try #require(object[key] as? [[String: Any]])
    }
}
