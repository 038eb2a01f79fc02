import Foundation
import TestSupport
import Testing

@Suite("council and explain --scorecard on the made log of the 2022 notice")
struct CouncilCommandTests {
    static let rules = "rules/cham-diem-binh-dinh-2022/rules.yaml"
    static let common = [
        "--rules", rules, "--log", "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv", "--as-of", "2022-04-30",
        "--scorecard", "thi-dua-2022",
    ]

    @Test(
        "the reports are those that were read and approved",
        arguments: [
            ("council-vi.txt", ["council"] + common), ("council-en.txt", ["council", "--lang", "en"] + common),
            ("council.json", ["council", "--format", "json"] + common),
            ("council.csv", ["council", "--format", "csv"] + common),
            (
                "explain-score.txt",
                ["explain", "--subject", "van-phong", "--criterion", "co-anh"] + common
            ),
            (
                "explain-score.json",
                ["explain", "--subject", "Văn phòng", "--criterion", "trong", "--format", "json"] + common
            ),
        ] as [(String, [String])])
    func golden(file: String, arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.status == 0)
        #expect(result.errors == "")
        try Golden.expect(result.output, isIn: "Tests/QuotaCLITests/Golden/\(file)")
    }

    @Test(
        "CSV for programs is the same in every language, with the reason of each point as in the JSON",
        arguments: [
            ([], #""{""shape"":""ratio"",""of"":1,""to"":2,""value"":30}""#),
            (["--counted", "calendar"], #""{""shape"":""ratio"",""of"":1,""to"":3,""value"":20}""#),
        ] as [([String], String)])
    func plain(reading: [String], because: String) throws {
        let call = ["council", "--format", "csv", "--plain"] + Self.common + reading
        let plain = try Program.run(call)
        #expect(try Program.run(call + ["--lang", "en"]).output == plain.output)
        let row = plain.text.split(whereSeparator: \.isNewline).first {
            $0.contains("phong-4,") && $0.contains(",ky-dat,")
        }
        #expect(try #require(row).contains(because))
    }

    @Test("several scorecards and none named: a usage error that names them")
    func unnamed() throws {
        let result = try Program.run(["council"] + Self.common.dropLast(2))
        #expect(result.status == 64)
        #expect(result.errors.contains("cntt-2022"))
    }

    @Test("an unknown scorecard, subject or criterion is a usage error")
    func unknown() throws {
        let card = try Program.run(["council"] + Self.common.dropLast() + ["thi-dua"])
        #expect(card.status == 64)
        #expect(card.errors.contains("thi-dua-2022"))
        let subject = try Program.run(["explain", "--subject", "phong-9", "--criterion", "trong"] + Self.common)
        #expect(subject.status == 64)
        #expect(subject.errors.contains("; cần: van-phong, phong-1, "))
        let criterion = try Program.run(["explain", "--subject", "phong-1", "--criterion", "trống"] + Self.common)
        #expect(criterion.status == 64)
        #expect(criterion.errors.contains("trong"))
    }

    @Test("an explained line says that the pack is illustrative and was read otherwise than it says")
    func explainedOtherwise() throws {
        let call = ["explain", "--subject", "phong-4", "--criterion", "ky-dat", "--counted", "calendar"] + Self.common
        let text = try Program.run(call).text
        #expect(text.hasPrefix("LƯU Ý: bộ quy tắc này chỉ để minh họa"))
        #expect(text.contains("\nLƯU Ý: tính theo yêu cầu khác với quy tắc: kỳ theo lịch\nĐối tượng: "))
        let json = try Program.run(call + ["--format", "json"]).text
        #expect(json.contains(#""interpretation":{"counted":"calendar","monthStartsOn":null,"partial":null}"#))
    }

    @Test(
        "days that a person asked for are told in every form, with those of the scorecard",
        arguments: ["text", "html", "docx", "xlsx", "csv", "json"])
    func otherWindow(format: String) throws {
        let call = ["council", "--format", format] + Self.common
        func holds(_ words: String, _ arguments: [String]) throws -> Bool {
            let result = try Program.run(arguments)
            let parts = ZipContents(result.output).map { $0.parts.map(\.bytes) } ?? [result.output]
            return parts.contains { String(decoding: $0, as: UTF8.self).contains(words) }
        }
        let told =
            format == "json"
            ? #""ownWindow":{"from":"2022-02-15","to":"2022-12-31"}"#
            : "chấm từ 01/03/2022 đến 31/12/2022, thay cho 15/02/2022 – 31/12/2022"
        #expect(try holds(told, call + ["--from", "2022-03-01"]))
        #expect(try !holds(format == "json" ? "ownWindow" : "thay cho", call + ["--from", "2022-02-15"]))
    }

    @Test("an explained line and a table for programs tell the days that a person asked for, too")
    func otherWindowElsewhere() throws {
        let days = ["--from", "2022-03-01", "--partial", "waived"]
        let line = ["explain", "--subject", "phong-4", "--criterion", "ky-dat"] + Self.common + days
        let told = "kỳ bị cắt không tính; chấm từ 01/03/2022 đến 31/12/2022, thay cho 15/02/2022 – 31/12/2022"
        #expect(try Program.run(line).text.contains("LƯU Ý: tính theo yêu cầu khác với quy tắc: \(told)\n"))
        let plain = try Program.run(["council", "--format", "csv", "--plain"] + Self.common + days).text
        #expect(plain.contains("partial=waived; from=2022-03-01; to=2022-12-31"))
    }

    @Test("the written form has a row for each subject and input, and reads back as nothing entered")
    func form() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quota-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let form = folder.appending(path: "mau.csv")
        let rules = Array(Self.common.prefix(2)) + ["--scorecard", "thi-dua-2022"]
        #expect(try Program.run(["council", "--write-inputs", form.path()] + rules).status == 0)
        // Somebody may have filled it in.
        #expect(try Program.run(["council", "--write-inputs", form.path()] + rules).status == 73)
        let text = try String(contentsOf: form, encoding: .utf8)
        #expect(text.contains("phong-3,bai-hay,,,,,,"))
        let result = try Program.run(["council", "--inputs", form.path(), "--format", "json"] + Self.common)
        #expect(result.status == 0)
        #expect(result.text.contains("\"missingInputs\":[\"bai-hay\"]"))
    }

    @Test("bad figures end with 65 and every place; nothing is scored")
    func badFigures() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quota-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "so-lieu.csv")
        try Data("subject;id;self\nphong-1;bai-hay;5,01\nphong-9;bai-hay;1\n".utf8).write(to: file)
        let result = try Program.run(["council", "--inputs", file.path()] + Self.common)
        #expect(result.status == 65)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("so-lieu.csv:2:17:"))
        #expect(result.errors.contains("so-lieu.csv:3:1:"))
    }

    @Test(
        "days of the command line that contradict each other are a usage error",
        arguments: [["council"], ["explain", "--subject", "van-phong", "--criterion", "trong"]])
    func daysInWrongOrder(command: [String]) throws {
        let result = try Program.run(command + ["--from", "2022-04-01", "--to", "2022-03-31"] + Self.common)
        #expect(result.status == 64)
        #expect(result.errors.contains("--to không nhận “2022-03-31”; cần: --to ≥ --from 2022-04-01"))
        #expect(try Program.run(command + ["--from", "2022-03-31", "--to", "2022-03-31"] + Self.common).status == 0)
    }

    @Test(
        "a file of figures that is none is named for what it is",
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8), "bảng tính; hãy lưu thành CSV UTF-8"),
            ([0x50, 0x4B, 0x03, 0x04, 0, 0, 0], "zip; hãy lưu số liệu thành CSV UTF-8"),
            ([0xFF, 0xFE] + "subject;id;self\n".utf8.flatMap { [$0, 0] }, "mà là UTF-16; hãy lưu thành CSV UTF-8"),
            (Array("%PDF-1.7".utf8), "PDF; hãy lưu số liệu"), ([], "tệp rỗng"),
        ] as [([UInt8], String)])
    func foreignFigures(bytes: [UInt8], says: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "so-lieu.csv")
        try Data(bytes).write(to: file)
        let result = try Program.run(["council", "--inputs", file.path()] + Self.common)
        #expect(result.status == 65)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(says), "\(result.errors)")
    }

    @Test("the same rules compared with themselves change nothing")
    func comparedWithItself() throws {
        let result = try Program.run(["council", "--compare-rules", Self.rules] + Self.common)
        #expect(result.status == 0)
        #expect(result.text.contains("Không ai thay đổi điểm, hạng hay xếp loại."))
    }

    @Test("rejects are those under one's own rules, whatever they are compared with")
    func rejectsOfComparison() throws {
        let folder = try TemporaryFolder()
        let own = try folder.write(OfficeHistory.rules, to: "quy-tac.yaml")
        let other = try folder.write(
            OfficeHistory.rules.replacing("  - {id: phong-1, name: Phòng Một}\n", with: ""), to: "khac.yaml")
        let log = try folder.write(OfficeHistory.february, to: "thang-2.csv")
        let rejects = folder.path("loai.csv")
        let call = ["council", "--log", log, "--as-of", "2022-12-31", "--strict", "--rejects", rejects]
        let result = try Program.run(call + ["--rules", own, "--compare-rules", other])
        #expect(result.status == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\r\n").count == 1)
        #expect(try Program.run(call + ["--rules", other, "--compare-rules", own]).status == 65)
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains("unknown-unit"))
    }

    @Test("a subject is found by its id, and by its name only where no id is")
    func idBeforeName() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            OfficeHistory.rules.replacing("id: van-phong, name: Văn phòng", with: "id: mot, name: hai")
                .replacing("id: phong-1, name: Phòng Một", with: "id: hai, name: ba"), to: "quy-tac.yaml")
        let log = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\n1,ba,Tin,05/01/2022\n", to: "a.csv")
        let explain = { (subject: String) in
            try Program.run([
                "explain", "--rules", rules, "--log", log, "--as-of", "2022-12-31", "--subject", subject,
                "--criterion", "so-luong", "--format", "json",
            ]).text
        }
        for subject in ["hai", "ba"] {
            #expect(try explain(subject).contains("\"subject\":\"hai\""))
        }
        #expect(try explain("mot").contains("\"subject\":\"mot\""))
    }

    @Test(
        "every case of the packs with scorecards holds",
        arguments: ["cach-tinh-diem", "nd-335-2025", "cham-diem-binh-dinh-2022", "cham-diem-phan-thiet-2019"])
    func cases(pack: String) throws {
        let result = try Program.run(["rules", "test", "rules/\(pack)"])
        #expect(result.status == 0, "\(result.text)\(result.errors)")
        #expect(result.text.contains("đạt: "))
    }

    private static let sums = """
        schema: quota-rules/1
        id: t
        title: T
        effective: {from: 2022-01-01}
        units: [{id: u, name: U}]
        measures: {m: {input: m}}
        scorecards:
          - id: s
            rounding: {decimals: 0, at: total}
            groups:
              - {id: g, title: G, criteria: [{id: a, max: 10, score: {per-item: {of: m, points: PART}}}]}
              - {id: h, title: H, criteria: [{id: b, max: 10, score: {per-item: {of: m, points: PART}}}]}
        """

    @Test(
        "the sum of a total is true: exact, and rounded last where only the total is rounded",
        arguments: [
            ("1/2", "", "Tổng: 0,5 + 0,5 = 1"), ("1/3", "", "Tổng: (1/3) + (1/3) = 2/3 ≈ 0,6667, làm tròn 1"),
            ("2.7", "", "Tổng: 2,7 + 2,7 = 5,4, làm tròn 5"), ("1", "base: 0.5", "Tổng: 0,5 + 1 + 1 = 2,5, làm tròn 3"),
            ("1", "", "Tổng: 1 + 1 = 2"),
        ])
    func sum(part: String, base: String, line: String) throws {
        let folder = try TemporaryFolder()
        let rules = Self.sums.replacing("PART", with: part).replacing("- id: s", with: "- id: s\n    \(base)")
        let call = [
            "council", "--rules", try folder.write(rules, to: "q.yaml"), "--as-of", "2022-12-31", "--inputs",
            try folder.write("subject,id,self\nu,m,1\n", to: "s.csv"),
        ]
        let result = try Program.run(call)
        #expect(result.text.split(separator: "\n").contains { $0 == line }, "\(result.text)\(result.errors)")
    }

    @Test(
        "a window that ends before it begins is a usage error that names the day that was said",
        arguments: [
            (["--from", "2023-05-01"], "--from"), (["--to", "2020-01-01"], "--to"),
            (["--from", "2022-07-01", "--as-of", "2022-06-30"], "--from"), (["--as-of", "2021-12-31"], "--as-of"),
        ])
    func emptyWindow(options: [String], named: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(Self.sums.replacing("PART", with: "1"), to: "q.yaml")
        let asOf = options.contains("--as-of") ? [] : ["--as-of", "2022-12-31"]
        let result = try Program.run(["council", "--rules", rules] + options + asOf)
        #expect(result.status == 64 && result.output.isEmpty)
        #expect(result.errors.contains("\(named) không nhận"), "\(result.errors)")
    }
}
