import Foundation
import TestSupport
import Testing

@Suite("briefing and explain on the made log of the 2022 notice")
struct BriefingCommandTests {
    static let rules = "rules/thanh-tra-binh-dinh-2022/rules.yaml"
    static let log = "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv"
    static let briefing = ["briefing", "--rules", rules, "--log", log, "--as-of", "2022-04-30"]

    @Test(
        "the report is the one that was read and approved",
        arguments: [
            ("briefing.vi.txt", [String]()), ("briefing.en.txt", ["--lang", "en"]),
            ("briefing.json", ["--format", "json"]), ("briefing.csv", ["--format", "csv"]),
            ("briefing.plain.csv", ["--format", "csv", "--plain"]), ("comparison.vi.txt", ["--compare-counting"]),
        ])
    func golden(name: String, options: [String]) throws {
        let result = try Program.run(Self.briefing + options)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        try Golden.expect(result.output, isIn: "Tests/QuotaCLITests/Golden/\(name)")
    }

    @Test(
        "a table says that it was counted otherwise than the rules say",
        arguments: [
            ([String](), ",Cách tính khác", ",kỳ theo lịch"), (["--plain"], ",interpretation", ",counted=calendar"),
        ])
    func readOtherwise(options: [String], heading: String, cell: String) throws {
        let call = Self.briefing + ["--counted", "calendar", "--partial", "waived", "--format", "csv"] + options
        let rows = try Program.run(call).text.split(separator: "\r\n")
        #expect(rows[0].hasSuffix(heading))
        #expect(rows.count > 1 && rows.dropFirst().allSatisfy { $0.contains(cell) })
    }

    @Test("every link of a page leads somewhere, before the first period begins as well")
    func links() throws {
        for day in ["2022-02-14", "2022-04-30"] {
            let call = ["briefing", "--rules", Self.rules, "--log", Self.log, "--as-of", day, "--format", "html"]
            let page = try Program.run(call).text
            let targets = Set(page.matches(of: #/ id="([^"]*)"/#).map(\.output.1))
            let links = page.matches(of: #/ href="#([^"]*)"/#).map(\.output.1)
            #expect(!links.isEmpty && links.allSatisfy(targets.contains))
        }
    }

    @Test("the same log as XML gives the same figures")
    func xml() throws {
        let xml = Self.briefing.map { $0.replacing("nhat-ky-2022.csv", with: "nhat-ky-2022.xml") }
        let fromCSV = try units(Program.run(Self.briefing + ["--format", "json"]).output)
        let fromXML = try units(Program.run(xml + ["--format", "json"]).output)
        #expect(fromCSV == fromXML)
    }

    @Test("standard input gives the same bytes as the file, but for its name")
    func standardInput() throws {
        let bytes = try Project.bytes(of: Self.log)
        let piped = try Program.run(
            ["briefing", "--rules", Self.rules, "--log", "-", "--as-of", "2022-04-30", "--format", "json"],
            input: bytes)
        let direct = try Program.run(Self.briefing + ["--format", "json"])
        #expect(piped.text.replacing("\"source\":\"-\"", with: "\"source\":\"nhat-ky-2022.csv\"") == direct.text)
    }

    @Test("--fail-on-short ends with 1 because a closed period is short, and still prints the report")
    func failOnShort() throws {
        let result = try Program.run(Self.briefing + ["--fail-on-short"])
        #expect(result.status == 1)
        #expect(result.text.contains("XẾP HẠNG"))
    }

    @Test("--strict ends with 65 because rows were rejected, and --rejects lists each of them")
    func strictAndRejects() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("loai.csv")
        let result = try Program.run(Self.briefing + ["--strict", "--rejects", path])
        #expect(result.errors.contains("; từng dòng ở tệp “") && !result.errors.contains("--rejects"))
        #expect(result.status == 65)
        let rows = try String(contentsOfFile: path, encoding: .utf8)
        let json = try Program.run(Self.briefing + ["--format", "json"])
        let input = try #require(inputs(json.output).first)
        let rejected = try #require(input["rejected"] as? Int)
        #expect(rejected > 0)
        for code in try #require(input["rejectedBy"] as? [String: Int]).keys { #expect(rows.contains(code)) }
    }

    @Test("records read are records accepted and records rejected")
    func nothingVanishes() throws {
        let json = try Program.run(Self.briefing + ["--format", "json"])
        for input in try inputs(json.output) {
            let counts = try ["records", "accepted", "rejected"].map { try #require(input[$0] as? Int) }
            #expect(counts[0] == counts[1] + counts[2])
        }
    }

    @Test("every period that the briefing prints is explained by as many counted items")
    func everyFigureExplained() throws {
        let json = try Program.run(Self.briefing + ["--format", "json"])
        var explained = 0
        for unit in try array(json.output, "units") {
            let id = try #require(unit["id"] as? String)
            for quota in try #require(unit["quotas"] as? [[String: Any]]) {
                for period in try #require(quota["periods"] as? [[String: Any]]) {
                    let day = try #require(period["from"] as? String)
                    let answer = try Program.run(
                        ["explain", "--unit", id, "--period", day, "--format", "json", "--quota"]
                            + [try #require(quota["id"] as? String)] + Self.briefing.dropFirst())
                    let verdict = try #require(array(answer.output, "verdicts").first)
                    let counted = try #require(verdict["counted"] as? [[String: Any]])
                    #expect(counted.count == period["count"] as? Int)
                    #expect((verdict["period"] as? [String: Any])?["status"] as? String == period["status"] as? String)
                    explained += 1
                }
            }
        }
        #expect(explained > 15)
    }

    @Test("explain shows the running period; when the year is over, the last one; a day without a period is refused")
    func periodByDefault() throws {
        let call = ["explain", "--rules", Self.rules, "--log", Self.log, "--unit", "phong-4", "--lang", "en"]
        let running = try Program.run(call + ["--as-of", "2022-04-30"])
        #expect(running.text.contains("Period: 15/04/2022 – 14/05/2022"))
        let over = try Program.run(call + ["--as-of", "2023-01-20"])
        #expect(over.status == 0 && over.text.contains("Period: 15/12/2022 – 31/12/2022"))
        #expect(try Program.run(call + ["--as-of", "2023-01-20", "--period", "2023-01-20"]).status == 64)
        #expect(try Program.run(call + ["--as-of", "2022-02-14"]).status == 64)
    }

    @Test("a rejected row whose unit is this one's name with a letter wrong is shown to it, and to no other")
    func similar() throws {
        let call = ["explain"] + Self.briefing.dropFirst()
        let own = try Program.run(call + ["--unit", "phong-2"])
        let section = try #require(own.text.range(of: "BỊ LOẠI, TÊN ĐƠN VỊ GẦN GIỐNG (1)\n"))
        #expect(
            own.text[section.upperBound...].hasPrefix(
                "- nhat-ky-2022.csv dòng 14 · không có đơn vị “Phong Thanh tra 2”"))
        let other = try Program.run(call + ["--unit", "phong-1"])
        #expect(other.status == 0 && !other.text.contains("GẦN GIỐNG"))
        let json = try Program.run(call + ["--unit", "phong-2", "--format", "json"])
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        let verdict = try #require((object["verdicts"] as? [[String: Any]])?.first)
        #expect((verdict["similar"] as? [[String: Any]])?.map { $0["line"] as? Int } == [14])
    }

    @Test("a rejected row of several units without a semicolon is shown to each of them; another number to nobody")
    func joined() throws {
        let folder = try TemporaryFolder()
        let log = try folder.write(
            "Đơn vị,Ngày đăng,Loại\nVăn phòng/Phòng 2,01/03/2022,Tin\nPhòng Thanh tra 7,01/03/2022,Tin\n", to: "a.csv")
        let call = ["explain", "--rules", Self.rules, "--log", log, "--as-of", "2022-04-30", "--unit"]
        for (unit, isShown) in [("van-phong", true), ("phong-2", true), ("phong-1", false)] {
            let result = try Program.run(call + [unit])
            #expect(result.text.contains("“Văn phòng; Phòng 2”") == isShown, "\(result.text)\(result.errors)")
            #expect(!result.text.contains("Phòng Thanh tra 7"))
        }
    }

    @Test("rows without a counting date are named by their lines, up to twenty of a log")
    func undated() throws {
        let folder = try TemporaryFolder()
        let rows = (1...23).map { "B\($0),Văn phòng,Tin,\($0 == 2 ? "15/03/2022" : "")\n" }.joined()
        let log = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\n" + rows, to: "a.csv")
        let few = try folder.write("Mã,Đơn vị,Loại,Ngày đăng\nC1,Văn phòng,Tin,\n", to: "b.csv")
        let result = try Program.run(
            ["briefing", "--rules", Self.rules, "--log", log, "--log", few, "--as-of", "2022-04-30"])
        #expect(result.text.contains("22 chưa có ngày tính"))
        let lines = ([2] + Array(4...22)).map(String.init).joined(separator: ", ")
        #expect(result.text.contains("    chưa có ngày tính: dòng \(lines) … và 2 dòng nữa\n"))
        #expect(result.text.contains("    chưa có ngày tính: dòng 2\n"))
    }

    @Test("an explanation is the one that was read and approved", arguments: ["vi", "en"])
    func explanation(language: String) throws {
        let result = try Program.run(
            ["explain", "--unit", "van-phong", "--period", "2022-03-20", "--lang", language]
                + Self.briefing.dropFirst())
        #expect(result.status == 0)
        try Golden.expect(result.output, isIn: "Tests/QuotaCLITests/Golden/explanation.\(language).txt")
    }

    @Test("an unknown unit is a usage error that names those there are")
    func unknownUnit() throws {
        let result = try Program.run(["explain", "--unit", "abc"] + Self.briefing.dropFirst())
        #expect(result.status == 64)
        #expect(result.errors.contains("không có đơn vị “abc”; cần: van-phong, phong-1, "), "\(result.errors)")
    }

    @Test("an explanation says that it was counted otherwise than the rules say")
    func explainedOtherwise() throws {
        let call = ["explain", "--unit", "phong-4", "--counted", "calendar", "--partial", "full"]
        let text = try Program.run(call + Self.briefing.dropFirst()).text
        let reading = "kỳ theo lịch; kỳ bị cắt vẫn tính đủ chỉ tiêu"
        #expect(text.hasPrefix("LƯU Ý: tính theo yêu cầu khác với quy tắc: \(reading)\nĐơn vị: "))
    }

    @Test("--month takes the pack's report day", arguments: [("2022-04", "2022-04-30"), ("2022-02", "2022-02-28")])
    func month(month: String, asOf: String) throws {
        let result = try Program.run(
            ["briefing", "--rules", Self.rules, "--log", Self.log, "--month", month, "--format", "json"])
        #expect(result.text.contains("\"asOf\":\"\(asOf)\""))
    }

    private func units(_ json: [UInt8]) throws -> NSArray { try array(json, "units") as NSArray }

    private func inputs(_ json: [UInt8]) throws -> [[String: Any]] { try array(json, "inputs") }

    private func array(_ json: [UInt8], _ key: String) throws -> [[String: Any]] {
        let object = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        return try #require(object[key] as? [[String: Any]])
    }

    @Test(
        "a pipe, which has its bytes when its writer has written them, gives what the file gives", arguments: [1, 2, 3])
    func pipe(jobs: Int) throws {
        let folder = try TemporaryFolder()
        let rows = (1...60_000).map { row in
            "TB\(row),Tin số \(row),Tin,Phòng Thanh tra \(row % 4 + 1),\(row % 28 + 1)/\(row % 9 + 3)/2022\n"
        }
        let log = "Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng\n" + rows.joined()
        let options = ["--as-of", "2022-12-31", "--format", "csv", "--plain", "--jobs", String(jobs)]
        let call = ["briefing", "--rules", Self.rules] + options
        let file = try Program.run(call + ["--log", folder.write(log, to: "a.csv")])
        let pipe = try Program.run(call + ["--log", "-", "--log-format", "csv"], input: Array(log.utf8))
        #expect(file.status == 0 && file.output.count > 1_000)
        #expect(pipe.output == file.output)
    }
}
