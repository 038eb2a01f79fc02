import Foundation
import TestSupport
import Testing

@Suite("The command line: exit statuses, messages, files")
struct CommandLineTests {
    struct Call: CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        let status: Int32
        let says: String

        init(_ name: String, _ arguments: [String], _ status: Int32, _ says: String) {
            testDescription = name
            self.arguments = arguments
            self.status = status
            self.says = says
        }
    }

    private static let rules = BriefingCommandTests.rules
    private static let log = BriefingCommandTests.log
    private static let both = ["--rules", rules, "--log", log]

    static let calls = [
        Call("unknown option", ["briefing", "--rulse", "x"], 64, "--rulse"),
        Call("unknown command", ["brifing"], 64, "không có lệnh “brifing”; có phải “briefing”?"),
        Call("unknown command of a group", ["rules", "chek"], 64, "có phải “rules check”?"),
        Call("a command without its group", ["replay", "3"], 64, "có phải “history replay”?"),
        Call("a short word that is near to nothing it means", ["nope"], 64, "Lỗi: không có lệnh “nope”\n"),
        Call(
            "a command that is in no group", ["history", "briefing"], 64,
            "không có lệnh “history briefing”; có phải “briefing”?"),
        Call("a command of another group, misspelt", ["history", "chekc"], 64, "có phải “rules check”?"),
        Call("a command like no other", ["xyzzyx"], 64, "Lỗi: không có lệnh “xyzzyx”\n"),
        Call("an unknown command in English", ["brifing", "--lang", "en"], 64, "did you mean 'briefing'?"),
        Call("an unknown command behind the language", ["--lang", "en", "brifing"], 64, "did you mean 'briefing'?"),
        Call(
            "a comparison that would be recorded",
            ["council", "--compare-rules", rules, "--record", "--history", "x"], 64,
            "chỉ ghi được một trong hai: --record hoặc --compare-rules"),
        Call(
            "a form and a result", ["council", "--write-inputs", "x.csv", "--output", "y.txt", "--rules", rules], 64,
            "chỉ ghi được một trong hai: --output hoặc --write-inputs"),
        Call(
            "a form and rejects", ["council", "--write-inputs", "x.csv", "--rejects", "y.csv", "--rules", rules], 64,
            "chỉ ghi được một trong hai: --rejects hoặc --write-inputs"),
        Call(
            "a form and a record", ["council", "--write-inputs", "x.csv", "--record", "--history", "x"], 64,
            "chỉ ghi được một trong hai: --record hoặc --write-inputs"),
        Call("help on an unknown command", ["help", "briefng"], 64, "không có lệnh “briefng”; có phải “briefing”?\n"),
        Call("help on an unknown command of a group", ["help", "history", "lst"], 64, "có phải “history list”?"),
        Call(
            "help on a word behind a command", ["help", "rules", "test", "x"], 64,
            "không có lệnh “rules test x”; có phải “rules test”?"),
        Call(
            "help on an unknown command, in English", ["help", "briefng", "--lang", "en"], 64,
            "there is no command 'briefng'; did you mean 'briefing'?\nUsage: quota-cli <subcommand>"),
        Call("a group in English", ["history", "--lang", "en"], 64, "USAGE: quota-cli history <subcommand>"),
        Call("a group of a group in English", ["history", "key", "--lang=en"], 64, "USAGE: quota-cli history key"),
        Call("the program in English", ["--lang", "en"], 64, "USAGE: quota-cli <subcommand>"),
        Call("a group in no language", ["history", "--lang", "fr"], 64, "--lang không nhận “fr”; cần: vi hoặc en"),
        Call("missing rules", ["briefing", "--log", log], 64, "--rules"),
        Call("a record without a history", ["briefing", "--record"] + both, 64, "thiếu --history"),
        Call("missing log", ["briefing", "--rules", rules], 64, "--log"),
        Call("a day that is none", ["briefing", "--as-of", "2022-02-30"] + both, 64, "2022-02-30"),
        Call("a day written day first", ["briefing", "--as-of", "30/4/2022"] + both, 64, "có phải “2022-04-30”?"),
        Call("a month written month first", ["briefing", "--month", "04/2022"] + both, 64, "có phải “2022-04”?"),
        Call("a day that nobody can mean", ["briefing", "--as-of", "31/4/2022"] + both, 64, "<yyyy-MM-dd>”\n"),
        Call(
            "a day written day first, in English", ["briefing", "--as-of", "30.04.2022", "--lang", "en"] + both, 64,
            "is invalid for '--as-of <yyyy-MM-dd>'. Did you mean '2022-04-30'?"),
        Call("one of a few choices", ["briefing", "--lang", "fr"] + both, 64, "; cần một trong: 'vi', 'en'\n"),
        Call(
            "a PDF beside nothing", ["briefing", "--format", "docx", "--pdf", "--output", "-"] + both, 64,
            "thiếu --output"),
        Call("one of many choices", ["briefing", "--format", "pdf"] + both, 64, "; cần một trong:\n  - text\n"),
        Call(
            "a value for what has none", ["briefing", "--quiet=có"] + both, 64,
            "“--quiet” không nhận giá trị; thừa “có”"),
        Call("month starts too late", ["briefing", "--month-starts-on", "29"] + both, 64, "1–28"),
        Call(
            "a day after all years", ["briefing", "--as-of", "2101-01-01"] + both, 64,
            "<yyyy-MM-dd>”; năm phải từ 1990 đến 2100\n"),
        Call(
            "a month before all years", ["briefing", "--month", "1989-12"] + both, 64,
            "<yyyy-MM>”; năm phải từ 1990 đến 2100\n"),
        Call(
            "a day after all years, in English", ["briefing", "--as-of", "9999-12-31", "--lang", "en"] + both, 64,
            "is invalid for '--as-of <yyyy-MM-dd>': years are 1990–2100\n"),
        Call("a day that no year has", ["briefing", "--as-of", "2101-02-30"] + both, 64, "<yyyy-MM-dd>”\n"),
        Call(
            "an option of other commands, like none of this one", ["inspect", "--rules", rules, "--log", log], 64,
            "không có tùy chọn “--rules”\n"),
        Call(
            "an option of other commands, in English", ["inspect", "--rules", rules, "--log", log, "--lang", "en"], 64,
            "Unknown option '--rules'\n"),
        Call(
            "two days at once", ["briefing", "--as-of", "2022-04-30", "--month", "2022-04"] + both, 64,
            "chỉ ghi được một trong hai: --month hoặc --as-of"),
        Call("plain without csv", ["briefing", "--plain"] + both, 64, "--format csv"),
        Call("one rule pack too many", ["briefing", "--rules", rules] + both, 64, "--rules"),
        Call("no command", [], 64, "CÁCH DÙNG"),
        Call("a group without a command", ["rules"], 64, "CÁCH DÙNG"),
        Call("a limit of nothing", ["briefing", "--max-columns", "0"] + both, 64, "--max-columns"),
        Call("a delimiter that is none", ["briefing", "--delimiter", "x"] + both, 64, "tab"),
        Call(
            "a reading that contradicts itself",
            ["briefing", "--counted", "from-start", "--month-starts-on", "15"] + both, 64, "--counted calendar"),
        Call("no such rules", ["briefing", "--rules", "khong-co.yaml", "--log", log], 66, "khong-co.yaml"),
        Call("no such log", ["briefing", "--rules", rules, "--log", "khong-co.csv"], 66, "khong-co.csv"),
        Call("rules that are a log", ["briefing", "--rules", log, "--log", log], 65, log),
        Call("a log that is a rule pack", ["briefing", "--rules", rules, "--log", rules], 65, "rules.yaml"),
        Call("output where none can be", ["briefing", "--output", "/khong/co/x.json"] + both, 73, "/khong/co/x.json"),
        Call("output to a full device", ["briefing", "--output", "/dev/full"] + both, 74, "/dev/full"),
        Call(
            "an unknown unit is named with the right one",
            ["explain", "--unit", "phong thanh tra 1", "--as-of", "2022-04-30"] + both, 64, "Phòng Thanh tra 1"),
        Call(
            "a quota that the unit does not have",
            ["explain", "--unit", "van-phong", "--quota", "x", "--as-of", "2022-04-30"] + both, 64, "van-phong"),
        Call(
            "a quota of another unit is not what was meant",
            ["explain", "--unit", "phong-4", "--quota", "phong-3-thang", "--as-of", "2022-04-30"] + both, 64,
            "không có chỉ tiêu “phong-3-thang”; có phải “phong-4-thang”?"),
        Call(
            "a day in no period",
            ["explain", "--unit", "van-phong", "--period", "2022-02-14", "--as-of", "2022-04-30"] + both, 64,
            "2022-02-14"),
        Call(
            "a day before the rules begin", ["explain", "--unit", "van-phong", "--as-of", "2021-04-30"] + both, 64,
            "không có kỳ nào chứa ngày 2021-04-30; cần: --as-of ≥ 2022-02-15 ["),
        Call(
            "a verdict and a point at once", ["explain", "--unit", "vp", "--subject", "vp", "--criterion", "c"] + both,
            64, "chỉ ghi được một trong hai: --unit hoặc --subject"),
        Call(
            "figures without a point", ["explain", "--unit", "vp", "--inputs", "a.csv"] + both, 64,
            "--inputs không đi cùng --unit; cần: --subject … --criterion …"),
        Call("figures for nobody", ["explain", "--inputs", "a.csv"] + both, 64, "thiếu --subject"),
        Call("rules without a name", ["briefing", "--log", log, "--rules", ""], 64, "--rules cần một giá trị ["),
        Call("a log without a name", ["inspect", "--log="], 64, "--log cần một giá trị ["),
        Call("output without a name", ["briefing", "--output", ""] + both, 64, "--output cần một giá trị ["),
        Call("a history without a name", ["history", "list", "--history", ""], 64, "--history cần một giá trị ["),
        Call(
            "a mapping without a name, in English", ["inspect", "--log", log, "--mapping", "", "--lang", "en"], 64,
            "--mapping needs a value ["),
        Call(
            "rules without an end", ["rules", "check", "--rules", "/dev/zero"], 65,
            "/dev/zero: tệp lớn quá giới hạn 67108864 byte ["),
        Call(
            "rules without an end, and others", ["rules", "check", "--rules", "/dev/zero", "khong-co.yaml"], 65,
            "khong-co.yaml: không có tệp này ["),
        Call(
            "a unit that no quota names",
            [
                "explain", "--unit", "van-phong", "--as-of", "2019-10-10", "--log", log, "--rules",
                "rules/so-noi-vu-binh-dinh-2019/rules.yaml",
            ], 64, "đơn vị “Văn phòng” không có chỉ tiêu nào ["),
    ]

    @Test("a wrong call ends with its status and names what is wrong", arguments: calls)
    func wrongCalls(call: Call) throws {
        let result = try Program.run(call.arguments)
        #expect(result.status == call.status)
        #expect(result.errors.contains(call.says), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("errors of usage are Vietnamese, or English when asked")
    func languages() throws {
        let vietnamese = try Program.run(["briefing", "--fromat", "json"] + Self.both)
        #expect(vietnamese.errors.contains("không có tùy chọn “--fromat”; có phải “--format”?"))
        let english = try Program.run(["briefing", "--fromat", "json", "--lang", "en"] + Self.both)
        #expect(english.errors.contains("Unknown option '--fromat'. Did you mean '--format'?"))
    }

    @Test(
        "help is Vietnamese and goes to standard output",
        arguments: [[], ["briefing"], ["rules"], ["rules", "check"], ["rules", "schema"], ["help"]])
    func help(command: [String]) throws {
        let result = try Program.run(command + ["--help"])
        #expect(result.status == 0)
        #expect(result.text.contains("CÁCH DÙNG: quota-cli"))
        for english in ["USAGE", "OVERVIEW", "OPTIONS", "SUBCOMMANDS", "Show", "default", "subcommand", "<options>"] {
            #expect(!result.text.contains(english))
        }
    }

    @Test(
        "help is there in English for whatever it is asked, wherever the language stands",
        arguments: [
            (["help", "briefing", "--lang", "en"], "quota-cli briefing"), (["help", "--lang=en"], "<subcommand>"),
            (["rules", "--help", "--lang", "en"], "quota-cli rules"),
            (["rules", "--lang", "en", "check", "--help"], "quota-cli rules check"),
            (["--lang", "en", "council", "--help"], "quota-cli council"),
        ])
    func englishHelp(arguments: [String], usage: String) throws {
        let result = try Program.run(arguments)
        #expect(result.status == 0)
        #expect(result.text.contains("USAGE: ") && result.text.contains(usage), "\(result.text)")
        #expect(!result.text.contains("CÁCH DÙNG"))
    }

    @Test("a misspelt key is refused with file, line, column and the right word")
    func misspeltKey() throws {
        let folder = try TemporaryFolder()
        let rules = try Project.text(of: Self.rules).replacing("minimum: 2", with: "minimun: 2")
        let path = try folder.write(rules, to: "quy-tac.yaml")
        let lines = rules.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("minimun") })
        let column = try #require(lines[line].range(of: "minimun")).lowerBound
        let result = try Program.run(["rules", "check", "--rules", path])
        #expect(result.status == 65)
        let place = "\(line + 1):\(lines[line].distance(from: lines[line].startIndex, to: column) + 1)"
        #expect(result.errors.contains("\(path):\(place): "))
        #expect(result.errors.contains("“minimum”"))
    }

    @Test("an existing result is replaced whole, and kept when the run fails")
    func output() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("cũ", to: "ket-qua.json")
        let failed = try Program.run(["briefing", "--rules", Self.rules, "--log", "khong-co.csv", "--output", path])
        #expect(failed.status == 66)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "cũ")
        let good = try Program.run(
            BriefingCommandTests.briefing + ["--format", "json", "--output", path])
        #expect(good.status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("{\"schema\":\"quota-briefing/1\""))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test("init writes a pack that is good and a log that runs, and never overwrites", arguments: ["vi", "en"])
    func initialise(language: String) throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["init", folder.path("moi"), "--lang", language]).status == 0)
        let rules = folder.path("moi/quy-tac.yaml")
        #expect(try Program.run(["rules", "check", "--rules", rules]).status == 0)
        let briefing = try Program.run(
            ["briefing", "--rules", rules, "--log", folder.path("moi/nhat-ky.csv"), "--as-of", "2026-03-31"])
        #expect(briefing.status == 0)
        #expect(briefing.text.contains("Phòng Nghiệp vụ"))
        #expect(try Program.run(["init", folder.path("moi")]).status == 73)
    }

    @Test("a unit under two lines of one quota has two rows, and the text does not break")
    func amendedMinimum() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            """
            schema: quota-rules/1
            id: sua-doi
            title: Chỉ tiêu sửa đổi
            effective: {from: 2022-02-15}
            units: [{id: vp, name: Văn phòng}]
            quotas:
              - {id: thang, units: [vp], minimum: 3, per: month, partial: prorated, to: 2022-06-14}
              - {id: thang, units: [vp], minimum: 4, per: month, from: 2022-06-15, anchor: 2022-02-15}

            """, to: "quy-tac.yaml")
        let log = try folder.write("Đơn vị,Ngày đăng,Tiêu đề\nVăn phòng,20/06/2022,Tin\n", to: "a.csv")
        let result = try Program.run(["briefing", "--rules", rules, "--log", log, "--as-of", "2022-07-31"])
        #expect(result.status == 0)
        #expect(result.text.contains("4/tháng"))
    }

    @Test("every pack of the project is good and passes its own cases")
    func packs() throws {
        let result = try Program.run(["rules", "test", "rules"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.text.split(separator: "\n").count >= 6)
    }

    @Test(
        "a pack without cases does not look as if it had passed them",
        arguments: [("vi", "không có ví dụ nào"), ("en", "no cases")])
    func noCases(language: String, says: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Project.text(of: Self.rules), to: "rules.yaml")
        let result = try Program.run(["rules", "test", path, "--lang", language])
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("\(path): ") && result.errors.contains(says), "\(result.errors)")
    }

    private static let smallCase = """
        schema: quota-case/1
        title: Một dòng
        as-of: 2022-04-30
        items: |
          Đơn vị,Loại,Ngày đăng
          Văn phòng,Tin,01/03/2022
        expect: {rejects: {}}

        """

    @Test("a case that cannot be run fails, and hides none of those behind it")
    func unreadableCase() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Project.text(of: Self.rules), to: "rules.yaml")
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "cases"), withIntermediateDirectories: true)
        _ = try folder.write(Self.smallCase.replacing("as-of", with: "as-off"), to: "cases/1.yaml")
        _ = try folder.write(Self.smallCase + "mapping: khong-co.yaml\n", to: "cases/2.yaml")
        _ = try folder.write("schema: quota-mapping/1\nfield: {}\n", to: "cases/hong.yml")
        _ = try folder.write(Self.smallCase + "mapping: hong.yml\n", to: "cases/3.yaml")
        _ = try folder.write(Self.smallCase, to: "cases/4.yaml")
        let result = try Program.run(["rules", "test", path])
        #expect(result.status == 65)
        let cases = folder.path("cases")
        #expect(
            result.text.split(separator: "\n").map(String.init) == [
                "KHÔNG ĐẠT: \(cases)/1.yaml", "KHÔNG ĐẠT: \(cases)/2.yaml – Một dòng",
                "KHÔNG ĐẠT: \(cases)/3.yaml – Một dòng", "đạt: \(cases)/4.yaml – Một dòng",
            ])
        // The errors of a mapping name its folder, as those of the case.
        #expect(result.errors.contains("\(cases)/hong.yml:2:1: "), "\(result.errors)")
    }

    @Test("cases that cannot be read are not taken for none")
    func unreadableCases() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Project.text(of: Self.rules), to: "rules.yaml")
        let file = try folder.write("", to: "cases")
        let result = try Program.run(["rules", "test", path])
        #expect(result.status == 74)
        #expect(result.errors.contains("\(file): ") && result.errors.contains("[cannot-read]"), "\(result.errors)")
    }

    @Test("more periods than can be counted by are refused by name")
    func tooManyPeriods() throws {
        let folder = try TemporaryFolder()
        let units = (0..<53_000).map { "  - {id: u\($0), name: U\($0)}\n" }.joined()
        let rules = try folder.write(
            "schema: quota-rules/1\nid: p\ntitle: T\neffective: {from: 1990-01-01}\nunits:\n\(units)"
                + "quotas: [{id: q, units: all, minimum: 1, per: day}]\n", to: "rules.yaml")
        let result = try Program.run(["briefing", "--rules", rules, "--log", "x.csv", "--as-of", "2100-12-31"])
        #expect(result.status == 65)
        #expect(result.errors.contains("quá nhiều kỳ để kiểm đếm: nhiều nhất 2147483647"), "\(result.errors)")
    }

    @Test("one is one in English")
    func singular() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            """
            schema: quota-rules/1
            id: p
            title: T
            effective: {from: 2022-01-01}
            units: [{id: a, name: A}]
            quotas: [{id: q, units: all, minimum: 1, per: month}]

            """, to: "rules.yaml")
        let result = try Program.run(["rules", "check", "--rules", rules, "--lang", "en"])
        #expect(result.text == "\(rules): good (1 unit, 1 quota line)\n")
    }

    @Test("the schema is JSON and names the schema of packs")
    func schema() throws {
        let result = try Program.run(["rules", "schema"])
        #expect(result.status == 0)
        _ = try JSONSerialization.jsonObject(with: Data(result.output))
        #expect(result.text.contains("quota-rules/1"))
    }

    @Test("the same call gives the same bytes, whatever the environment's language, zone and colours")
    func determinism() throws {
        let plain = try Program.run(BriefingCommandTests.briefing)
        let other = try Program.run(
            BriefingCommandTests.briefing,
            environment: ["LC_ALL": "de_DE.UTF-8", "TZ": "America/New_York", "NO_COLOR": "1", "TERM": "xterm-256color"])
        #expect(plain.output == other.output)
    }
}
