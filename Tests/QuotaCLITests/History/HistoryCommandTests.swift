import AuditLedger
import Foundation
import QuotaModel
import Testing

@Suite("history: adding and looking")
struct HistoryCommandTests {
    @Test("a year of an office verifies, and every entry is listed with who, when and what")
    func list() throws {
        let office = try OfficeHistory.year()
        let list = try office.run(["history", "list"])
        #expect(list.status == 0)
        try OfficeHistory.expect(list, isIn: "history-list")
        let verify = try office.run(["history", "verify"])
        #expect(verify.status == 0)
        #expect(verify.text.contains("đúng: 8 mục, 6 tệp lưu"))
        #expect(verify.text.contains("nếu phần cuối bị cắt thì không thấy được"))
    }

    @Test("the same file again adds nothing, names the entry and ends with 0")
    func again() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let copy = try office.folder.write(OfficeHistory.january, to: "ten-khac.csv")
        let again = try office.run(["history", "add-log", copy])
        #expect(again.status == 0)
        #expect(again.text.contains("đã có rồi, không ghi gì: ten-khac.csv là mục 2"))
        let rules = try office.run(["history", "add-rules", office.folder.path("quy-tac.yaml")])
        #expect(rules.status == 0 && rules.text.contains("mục 1"))
        #expect(try Ledger(office.path).size() == 3)
    }

    @Test("whoever is refused for rejects has the file that lists them, and the history nothing")
    func strictRejects() throws {
        let office = try OfficeHistory()
        let log = try office.folder.write(OfficeHistory.january, to: "thang-1.csv")
        let rejects = office.folder.path("loai.csv")
        let add = try office.run(["history", "add-log", log, "--strict", "--rejects", rejects])
        #expect(add.status == 65)
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains("duplicate"))
        let ledger = try Ledger(office.path)
        #expect(try ledger.size() == 2 && ledger.verify().isGood)
    }

    @Test("a known file with another mapping is a new entry; with other options it is the same file")
    func otherMapping() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let mapping = try office.folder.write(
            "schema: quota-mapping/1\nfields: {title: \"Tiêu đề\"}\n", to: "anh-xa.yaml")
        let log = office.folder.path("thang-1.csv")
        try office.expectDone(["add-log", log, "--mapping", mapping])
        try office.expectDone(["add-log", log, "--mapping", mapping])
        let again = try office.run(["history", "add-log", log, "--encoding", "utf-8"])
        #expect(again.status == 0)
        #expect(again.text.contains("là mục 2") && again.text.contains("đang tính theo mục 3"), "\(again.text)")
        let ledger = try Ledger(office.path)
        #expect(try ledger.size() == 4)
        #expect(try ledger.entry(3).payload["mappingSha256"]?.text != nil)
        #expect(try ledger.verify().isGood)
    }

    @Test("what a newer file took the place of is added again: so one goes back to it", arguments: ["rules", "inputs"])
    func back(kind: String) throws {
        let office = try OfficeHistory()
        let figures = "subject,id,final\nvan-phong,bai-hay,30\n"
        let first = kind == "rules" ? OfficeHistory.rules : figures
        let second = first.replacing("minimum: 2", with: "minimum: 3").replacing("30", with: "20")
        let files = [
            try office.folder.write(first, to: "mot"), try office.folder.write(second, to: "hai"),
        ]
        for place in [0, 1, 0, 0] { try office.expectDone(["add-\(kind)", files[place]]) }
        let ledger = try Ledger(office.path)
        // The rules stand in every office's history from its beginning.
        let digests = try (1..<ledger.size()).map { try ledger.entry($0) }.filter { $0.kind == kind }
            .map { $0.payload["sha256"]?.text }
        #expect(digests.count == 3 && digests[0] == digests[2] && digests[0] != digests[1], "\(digests)")
    }

    @Test("known figures for another scorecard are a new entry, and so they are for all; for the same they are not")
    func otherScorecard() throws {
        let office = try OfficeHistory()
        let cards = try #require(OfficeHistory.rules.range(of: "  - id: nam\n"))
        let card = OfficeHistory.rules[cards.lowerBound...]
        let rules = OfficeHistory.rules + card.replacing("id: nam", with: "id: nam-2")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "hai-bang.yaml")])
        let figures = try office.folder.write(
            "subject,id,final\nvan-phong,bai-hay,30\nphong-1,bai-hay,10\n", to: "diem.csv")
        for scope in [["--scorecard", "nam"], ["--scorecard", "nam-2"], []] {
            try office.expectDone(["add-inputs", figures] + scope)
            try office.expectDone(["add-inputs", figures] + scope)
        }
        let ledger = try Ledger(office.path)
        #expect(
            try (3..<ledger.size()).map { try ledger.entry($0).payload["scorecard"]?.text } == ["nam", "nam-2", nil])
        try office.add(OfficeHistory.january, "thang-1.csv")
        for card in ["nam", "nam-2"] {
            let council = try office.run(["council", "--scorecard", card, "--as-of", "2022-12-31", "--format", "json"])
            #expect(council.text.contains("\"missingInputs\":[]"), "\(council.errors)")
        }
    }

    @Test("a scorecard that the rules lack is told as by council, with the one that was meant")
    func misspeltScorecard() throws {
        let office = try OfficeHistory()
        let figures = try office.folder.write("subject,id,final\nvan-phong,bai-hay,30\n", to: "diem.csv")
        let told = try office.run(["history", "add-inputs", figures, "--scorecard", "nan"]).errors
        #expect(told.contains("“nam”"))
        #expect(try told == office.run(["council", "--scorecard", "nan", "--as-of", "2022-12-31"]).errors)
    }

    @Test("figures that no scorecard of the rules can read are not added")
    func badInputs() throws {
        let office = try OfficeHistory()
        let bad = try office.folder.write("%PDF-1.4\nxyz\n", to: "bad.csv")
        #expect(try office.run(["history", "add-inputs", bad]).status == 65)
        #expect(try office.run(["history", "add-inputs", bad, "--scorecard", "khong-co"]).status == 64)
        #expect(try Ledger(office.path).size() == 2)
    }

    @Test(
        "a path is a path, whatever SQLite would make of it", arguments: ["file:x", ":memory:", "file:x?mode=memory"])
    func paths(name: String) throws {
        let folder = try TemporaryFolder()
        for arguments in [["init", "--origin", "Sở"], ["note", "a"], ["verify"]] {
            let result = try Program.run(["history"] + arguments + ["--history", name], folder: folder.url)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == [name])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try Ledger(folder.path(name)).size() == 2)
    }

    @Test("an empty file is one that is there, and is not made a history that others may read")
    func emptyFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "e")
        let result = try Program.run(["history", "init", "--history", path, "--origin", "Sở"])
        #expect(result.status == 73 && result.errors.contains("history-exists"))
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
    }

    @Test("a name with control characters, which no checkpoint could carry, or with nothing to read is refused")
    func controlCharacters() throws {
        let office = try OfficeHistory()
        for name in ["a\tb", "a\u{1}b", "a\nb", "", "   ", "\u{200B}\u{A0}"] {
            let path = office.folder.path("khac.history")
            #expect(try office.run(["history", "init", "--history", path, "--origin", name]).status == 64)
        }
    }

    @Test("of several files all are added or none")
    func allOrNone() throws {
        let office = try OfficeHistory()
        let good = try office.folder.write(OfficeHistory.january, to: "thang-1.csv")
        let page = try office.folder.write("<!DOCTYPE html><html></html>", to: "trang.csv")
        let result = try office.run(["history", "add-log", good, page])
        #expect(result.status == 65)
        #expect(result.errors.contains("web-page"))
        let strict = try office.run(["history", "add-log", good, "--strict"])
        #expect(strict.status == 65)
        #expect(try Ledger(office.path).size() == 2)
    }

    @Test("a log through standard input is stored as one that was read")
    func standardInput() throws {
        let office = try OfficeHistory()
        let result = try Program.run(
            ["history", "add-log", "-", "--log-format", "csv", "--history", office.path],
            input: Array(OfficeHistory.january.utf8))
        #expect(result.status == 0, "\(result.errors)")
        #expect(try Ledger(office.path).entry(2).payload["counts"]?["records"]?.int == 4)
    }

    @Test("without rules too every reject of a log that is added goes into --rejects")
    func allRejects() throws {
        let folder = try TemporaryFolder()
        let (path, rejects) = (folder.path("so.history"), folder.path("loai.csv"))
        let rows = String(repeating: "Văn phòng,32/01/2022\n", count: 10_001)
        let log = try folder.write("Đơn vị,Ngày đăng\n" + rows, to: "a.csv")
        #expect(try Program.run(["history", "init", "--history", path]).status == 0)
        #expect(try Program.run(["history", "add-log", log, "--history", path, "--rejects", rejects]).status == 0)
        let lines = try String(contentsOfFile: rejects, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(lines.count == 10_002)
    }

    struct Call: CustomTestStringConvertible, Sendable {
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

    static let calls = [
        Call("no such item", ["history", "withdraw", "--item", "Z9", "--reason", "x"], 65, "no-such-item"),
        Call("no reason", ["history", "withdraw", "--item", "A1", "--reason", ""], 64, "--reason"),
        Call(
            "an invisible reason", ["history", "withdraw", "--item", "A1", "--reason", " \u{200B}\t"], 64, "--reason"),
        Call("a note that says nothing", ["history", "note", "  "], 64, "bad-option"),
        Call("nobody", ["history", "note", "x", "--actor", "\u{A0}"], 64, "--actor"),
        Call("nothing of that name", ["history", "item", "Z9"], 65, "no-such-item"),
        Call("no such entry", ["history", "show", "99"], 64, "no-such-entry"),
        Call("no evaluation", ["history", "replay", "2"], 64, "no-evaluation"),
        Call(
            "known at more than there is", ["briefing", "--known-at", "99"], 64,
            "--known-at không nhận “99”; cần: 1–3 [no-such-entry]"),
        Call(
            "known at nothing", ["history", "item", "A1", "--known-at", "0"], 64,
            "--known-at không nhận “0”; cần: 1–3 [no-such-entry]"),
        Call("a checkpoint of nothing", ["history", "checkpoint", "--known-at", "0"], 64, "cần: 1–3"),
        Call("more than it had", ["history", "prove", "--from", "4"], 64, "--from không nhận “4”; cần: 0–3"),
        Call(
            "rules and a history", ["briefing", "--history", "x", "--rules", "y"], 64,
            "chỉ ghi được một trong hai: --rules hoặc --history"),
        Call(
            "a day of what has none", ["history", "item", "A1", "--date", "2022-01-05", "--undated"], 64,
            "chỉ ghi được một trong hai: --date hoặc --undated"),
        Call(
            "an entry and a size", ["history", "prove", "1", "--from", "2"], 64,
            "chỉ ghi được một trong hai: SEQ hoặc --from N"),
        Call("a mapping for a history", ["briefing", "--known-at", "3", "--mapping", "y"], 64, "--mapping"),
        Call(
            "rules and a record", ["briefing", "--record", "--rules", "y"], 64,
            "--record không đi cùng --rules; cần: --history"),
        Call("rules of another id", ["briefing", "--rules-id", "so-mua"], 64, "so-mau"),
        Call("a key without a checkpoint", ["history", "verify", "--public-key", "x"], 64, "--checkpoint"),
        Call("a key of no one", ["history", "checkpoint", "--key", "/khong/co"], 66, "no-such-file"),
        Call("no such history", ["history", "list", "--history", "/khong/co"], 66, "no-such-file"),
        Call("no history at all", ["history", "list", "--history", "README.md"], 65, "not-a-history"),
        Call("over one that is there", ["history", "init"], 73, "history-exists"),
        Call("inputs beside a history", ["council", "--known-at", "3", "--inputs", "x"], 64, "--inputs"),
        Call("an actor without a record", ["briefing", "--known-at", "3", "--actor", "x"], 64, "--record"),
        Call("a proof of nothing", ["history", "prove"], 64, "--from"),
    ]

    @Test("a wrong call ends with its status, names what is wrong and adds nothing", arguments: calls)
    func wrongCalls(call: Call) throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let result = try office.run(call.arguments)
        #expect(result.status == call.status)
        #expect(result.errors.contains(call.says), "\(result.errors)")
        #expect(try Ledger(office.path).size() == 3)
    }
}
