import Foundation
import TestSupport
import Testing

@Suite("inspect --write-mapping")
struct WriteMappingTests {
    /// Every made log of the project, in all its encodings and forms.
    static let logs: [String] = {
        let fixtures = Project.file("Fixtures").path(percentEncoded: false)
        let paths = FileManager.default.enumerator(atPath: fixtures)?.compactMap { $0 as? String } ?? []
        return paths.filter(isLog).sorted()
            .map { "Fixtures/" + $0 }
    }()

    private static func isLog(_ path: String) -> Bool { [".csv", ".tsv", ".xml"].contains { path.hasSuffix($0) } }

    /// Inspects a log, writes a mapping, and inspects it with that mapping.
    private func written(for log: String, _ options: [String] = [], language: String = "vi") throws -> (
        mapping: String, same: Bool
    ) {
        let folder = try TemporaryFolder()
        let path = folder.path("anh-xa.yaml")
        let call = ["inspect", "--log", log, "--format", "json", "--records", "all", "--lang", language]
        let first = try Program.run(call + options + ["--write-mapping", path])
        try #require(first.status == 0, "\(first.errors)")
        let again = try Program.run(call + ["--mapping", path])
        #expect(again.status == 0, "\(again.errors)")
        let mapping = try String(contentsOfFile: path, encoding: .utf8)
        return (mapping, try records(first.output) == records(again.output))
    }

    private func records(_ json: [UInt8]) throws -> [NSArray] {
        let object = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        return try ["records", "rejects", "unreadable"].map { try #require(object[$0] as? NSArray) }
    }

    @Test("what is written loads, and reads the same records", arguments: logs)
    func same(log: String) throws {
        #expect(try written(for: log).same)
        #expect(try written(for: log, language: "en").same)
    }

    @Test("what a mapping or an option said stays", arguments: MappingTests.names)
    func keeps(name: String) throws {
        let log = try #require(Self.logs.first { $0.hasPrefix("Fixtures/mappings/\(name)/") })
        let (mapping, same) = try written(for: log, ["--mapping", "rules/mappings/\(name).yaml"])
        #expect(same, "\(mapping)")
        #expect(mapping.contains("zone: utc") == ["joomla", "liferay"].contains(name))
    }

    private func text(_ log: String, _ options: [String] = [], language: String = "vi") throws -> String {
        let folder = try TemporaryFolder()
        return try written(for: folder.write(log, to: "nhat-ky.csv"), options, language: language).mapping
    }

    @Test("a known heading is active, an unknown one a comment with the nearest field")
    func candidates() throws {
        let mapping = try text(
            "Đơn vị nhận bài;Tiêu đề;Ngày đăng;Chuyên muc;Ghi chú;NumberOfViews\nA;B;31/03/2022;C;D;5\n")
        #expect(mapping.contains("\n  title: \"Tiêu đề\""))
        #expect(mapping.contains("\n  #unit: \"Đơn vị nhận bài\""))
        #expect(mapping.contains("\n  #unit-constant: "))
        #expect(mapping.contains("\n  #category: \"Chuyên muc\""))
        #expect(mapping.contains("\n  #views: \"NumberOfViews\""))
        #expect(mapping.contains("\n  #…: \"Ghi chú\""))
        #expect(mapping.contains("\nencoding: utf-8"))
        #expect(mapping.contains("\ndelimiter: \";\""))
    }

    @Test("what usual headings mean is guessed by their words, and by what stands under them")
    func guesses() throws {
        let mapping = try text(
            """
            Ngày giờ đăng;Tên bài viết;Số lượng ảnh;Người thực hiện;Tình trạng;Đơn vị cung cấp;Thể loại bài;Ngày đơn vị gửi;Ngày duyệt đăng
            08:05 31/03/2022;B;2;C;Đã đăng;D;Tin;30/03/2022;có
            07:05 30/03/2022;E;3;F;Nháp;D;Bài;29/03/2022;

            """)
        for line in [
            "published: \"Ngày giờ đăng\"", "title: \"Tên bài viết\"", "photos: \"Số lượng ảnh\"",
            "author: \"Người thực hiện\"", "state: \"Tình trạng\"", "unit: \"Đơn vị cung cấp\"",
            "kind: \"Thể loại bài\"", "submitted: \"Ngày đơn vị gửi\"", "…: \"Ngày duyệt đăng\"",
        ] { #expect(mapping.contains("\n#  \(line)   # "), "\(mapping)") }
    }

    @Test("where a title was taken for the heading, the mapping says so and has the headings of the wide line")
    func titleAsHeading() throws {
        let log = "BÁO CÁO THÁNG 3;;;\nTên bài viết;Ngày giờ đăng;Đơn vị cung cấp;STT\nB;31/03/2022;D;1\n"
        let mapping = try text(log)
        #expect(!mapping.contains("đọc như thế này được đúng"))
        #expect(mapping.contains("CHƯA ĐÚNG: lấy dòng 1 làm tiêu đề cột"), "\(mapping)")
        #expect(mapping.contains("\n#  published: \"Ngày giờ đăng\""), "\(mapping)")
        #expect(!mapping.contains("BÁO CÁO THÁNG 3\""))
        let folder = try TemporaryFolder()
        let right = mapping.replacing("\n#fields:", with: "\nfields:").replacing("\n#  title:", with: "\n  title:")
            .replacing("\n#  published: \"N", with: "\n  published: \"N").replacing("\n#  unit:", with: "\n  unit:")
        let result = try Program.run([
            "inspect", "--log", folder.write(log, to: "a.csv"), "--mapping", folder.write(right, to: "b.yaml"),
            "--format", "json",
        ])
        #expect(result.text.contains("\"published\":\"2022-03-31\""), "\(right)\n\(result.errors)")
    }

    @Test("a log without units is told that every record is of one, in both languages")
    func unitless() throws {
        let log = "Tiêu đề;Ngày đăng\nA;31/03/2022\n"
        #expect(try text(log).contains("# không thấy cột đơn vị: mọi bản ghi là của đơn vị này"))
        let english = try text(log, language: "en")
        #expect(english.contains("# no unit column found: every record belongs to this unit"))
    }

    @Test(
        "the line for a month-first site reads it right when it takes the place of the one above",
        arguments: [
            ("03/31/2022 11:30 CH", "2022-03-31"), ("3-4-2022", "2022-03-04"), ("05.04.2022 08:15:00", "2022-05-04"),
        ])
    func monthFirst(date: String, day: String) throws {
        let folder = try TemporaryFolder()
        let log = try folder.write("Đơn vị,Ngày đăng,Tiêu đề\nA,\(date),B\n", to: "nhat-ky.csv")
        var mapping = try written(for: log).mapping
        #expect(mapping.contains("\n  #published: {from: \"Ngày đăng\""))
        mapping = mapping.replacing("\n  published:", with: "\n#").replacing("\n  #published:", with: "\n  published:")
        let path = try folder.write(mapping, to: "sua.yaml")
        let result = try Program.run(["inspect", "--log", log, "--mapping", path, "--format", "json"])
        #expect(result.text.contains("\"published\":\"\(day)\""), "\(mapping)\n\(result.errors)")
    }

    @Test("every state word is listed, and the commented part loads when it is uncommented")
    func states() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write(
            "Đơn vị,Ngày đăng,Trạng thái\nA,31/03/2022,OK\nA,30/03/2022,ok\nA,30/03/2022,\"a \"\"b\"\" # \\\"\n",
            to: "nhat-ky.csv")
        let mapping = try written(for: log).mapping
        #expect(mapping.contains("\"OK\": 2"))
        #expect(mapping.contains("#  draft: [\"OK\", \"a \\\"b\\\" # \\\\\"]"))
        let lines = mapping.replacing("\n#state:", with: "\nstate:").replacing("\n#  draft:", with: "\n  draft:")
        let path = try folder.write(lines, to: "sua.yaml")
        #expect(try Program.run(["inspect", "--log", log, "--mapping", path]).status == 0)
    }

    @Test("state words that are understood need no place; those that are not stand where they count as before")
    func knownStates() throws {
        let folder = try TemporaryFolder()
        let rows = ["Đã đăng", "NHÁP", "Trả lại", "Đã gỡ"].map { "A,31/03/2022,\($0)" }.joined(separator: "\n")
        let log = try folder.write("Đơn vị,Ngày đăng,Trạng thái\n" + rows + "\n", to: "nhat-ky.csv")
        let mapping = try written(for: log).mapping
        for line in ["#   \"Đã đăng\": 1 (published)\n", "#   \"NHÁP\": 1 (draft)\n", "#   \"Đã gỡ\": 1\n"] {
            #expect(mapping.contains(line), "\(mapping)")
        }
        #expect(mapping.contains("\n#state:\n#  draft: [\"Đã gỡ\"]\n"))
        let known = try folder.write("Đơn vị,Ngày đăng,Trạng thái\nA,31/03/2022,Đã đăng\n", to: "ro.csv")
        let plain = try written(for: known).mapping
        #expect(!plain.contains("\nstate:") && !plain.contains("#state:"), "\(plain)")
        let own = try folder.write(
            "schema: quota-mapping/1\nstate: {published: [\"Đã gỡ\"]}\n", to: "rieng.yaml")
        let again = try written(for: log, ["--mapping", own]).mapping
        #expect(again.contains("\nstate:\n  published: [\"đã gỡ\"]\n") && !again.contains("#state:"))
    }

    @Test("headings that YAML would take for something else are read back")
    func oddHeadings() throws {
        let mapping = try text(
            "id,\"Đơn \"\"vị\"\"\",Title,no,# x,\"a: b\",\u{FEFF}y\u{200B},Ngày đăng\n1,2,3,4,5,6,7,31/03/2022\n")
        #expect(mapping.contains("schema: quota-mapping/1"))
    }

    @Test("an existing file is not overwritten: 73, and it stays")
    func existing() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("của tôi", to: "anh-xa.yaml")
        let result = try Program.run(["inspect", "--log", Self.logs[0], "--write-mapping", path])
        #expect(result.status == 73)
        #expect(result.errors.contains("anh-xa.yaml"))
        #expect(result.output.isEmpty)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "của tôi")
    }

    @Test("a log that is none leaves no mapping behind")
    func noLog() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("anh-xa.yaml")
        let page = try folder.write("<!DOCTYPE html><html></html>", to: "x.csv")
        #expect(try Program.run(["inspect", "--log", page, "--write-mapping", path]).status == 65)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("--records still says how many are printed")
    func printed() throws {
        let folder = try TemporaryFolder()
        let log = BriefingCommandTests.log
        let plain = try Program.run(["inspect", "--log", log, "--records", "3"])
        let writing = try Program.run(
            ["inspect", "--log", log, "--records", "3", "--write-mapping", folder.path("a.yaml")])
        #expect(plain.output == writing.output)
    }
}
