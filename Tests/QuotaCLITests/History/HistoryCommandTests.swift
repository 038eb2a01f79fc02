import AuditLedger
import Foundation
import QuotaModel
import TestSupport
import Testing

/// A history of an office's year, made by the program itself; the clock is the environment's SOURCE_DATE_EPOCH.
struct OfficeHistory {
    static let rules = """
        schema: quota-rules/1
        id: so-mau
        title: Chỉ tiêu tin, bài
        agency: Sở Mẫu
        effective: {from: 2022-01-01, to: 2022-12-31}
        kinds:
          - {id: tin, name: Tin}
          - {id: bai, name: Bài}
        units:
          - {id: van-phong, name: Văn phòng}
          - {id: phong-1, name: Phòng Một}
        quotas:
          - {id: thang, units: all, minimum: 2, per: month, counted: calendar}
        measures:
          tin-bai: {count: items}
        scorecards:
          - id: nam
            title: Chấm điểm năm
            kind: emulation
            max: 100
            groups:
              - id: chinh
                title: Chính
                criteria:
                  - {id: so-luong, title: Số lượng, max: 60, score: {per-item: {of: tin-bai, points: 10}}}
                  - {id: bai-hay, title: Bài hay, max: 40, score: {entered: {}}}
            grades: [{id: dat, title: Đạt, at-least: 50}, {id: khong, title: Không đạt, at-least: 0}]

        """
    static let january = """
        Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề
        A1,Văn phòng,Tin,05/01/2022,Họp giao ban
        A2,Văn phòng,Tin,06/01/2022,Khai mạc hội nghị
        A3,Phòng Một,Bài,07/01/2022,Nhìn lại năm cũ
        A3,Phòng Một,Bài,07/01/2022,Nhìn lại năm cũ

        """
    /// A1 belongs to another unit now, A4 is new.
    static let february = """
        Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề
        A1,Phòng Một,Tin,05/01/2022,Họp giao ban
        A2,VĂN PHÒNG,Tin,2022-01-06,Khai mạc hội nghị
        A4,Phòng Một,Tin,10/02/2022,Tin tháng hai

        """

    let folder: TemporaryFolder
    var path: String { folder.path("so-mau.history") }

    init() throws {
        folder = try TemporaryFolder()
        let rules = try folder.write(Self.rules, to: "quy-tac.yaml")
        try expectDone(["init", "--rules", rules, "--actor", "chị Lan"])
    }

    @discardableResult
    func run(_ arguments: [String], at time: String = "1646000000") throws -> Program.Result {
        try Program.run(arguments, environment: ["QUOTA_HISTORY": path, "SOURCE_DATE_EPOCH": time])
    }

    func expectDone(_ arguments: [String]) throws {
        let appends = ["add-log", "add-rules", "add-inputs", "withdraw"].contains(arguments[0])
        let result = try run(["history"] + arguments + (appends ? ["--actor", "anh Minh"] : []))
        #expect(result.status == 0, "\(arguments): \(result.errors)")
    }

    func add(_ text: String, _ name: String) throws {
        try expectDone(["add-log", folder.write(text, to: name)])
    }

    /// January's log, its briefing, February's log, its briefing, a withdrawal, one more briefing: entries 2 to 7.
    static func year() throws -> OfficeHistory {
        let office = try OfficeHistory()
        try office.add(january, "thang-1.csv")
        try office.brief()
        try office.add(february, "thang-2.csv")
        try office.brief()
        try office.expectDone(["withdraw", "--item", "A4", "--reason", "bài sao chép"])
        try office.brief()
        return office
    }

    func brief() throws {
        let result = try run([
            "briefing", "--as-of", "2022-02-28", "--record", "--format", "json", "--actor", "chị Lan",
        ])
        #expect(result.status == 0, "\(result.errors)")
    }

    /// Changes an entry together with its digest, as somebody who goes round the program would.
    func falsify(_ seq: Int, _ old: String, _ new: String) throws {
        let entry = try Ledger(path).entry(seq).bytes
        let forged = Array(String(decoding: entry, as: UTF8.self).replacing(old, with: new).utf8)
        #expect(forged.count == entry.count && forged != entry)
        var file = try Data(contentsOf: URL(filePath: path))
        for (was, now) in [(entry, forged), (MerkleTree.leaf(entry), MerkleTree.leaf(forged))] {
            while let place = file.range(of: Data(was)) { file.replaceSubrange(place, with: now) }
        }
        try file.write(to: URL(filePath: path))
    }

    /// Compares with a golden file, but for the root, which changes with every key that a result gets.
    static func expect(_ result: Program.Result, isIn name: String) throws {
        let text = result.text.replacing(/gốc [A-Za-z0-9+\/=]{44}/, with: "gốc …")
        try Golden.expect(text.utf8, isIn: "Tests/QuotaCLITests/Golden/\(name).txt")
    }

    /// Items counted by unit and month, as `van-phong 2022-01-01: 2`.
    func counts(_ options: [String] = []) throws -> Set<String> {
        let result = try run(["briefing", "--as-of", "2022-02-28", "--format", "json"] + options)
        let object = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        var counts: Set<String> = []
        for unit in try #require(object["units"] as? [[String: Any]]) {
            for quota in unit["quotas"] as? [[String: Any]] ?? [] {
                for period in quota["periods"] as? [[String: Any]] ?? [] {
                    counts.insert("\(unit["id"] ?? "") \(period["from"] ?? ""): \(period["count"] ?? "")")
                }
            }
        }
        return counts
    }
}

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

    @Test("a known file with another mapping is a new entry; with other options it is the same file")
    func otherMapping() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let mapping = try office.folder.write(
            "schema: quota-mapping/1\nfields: {title: \"Tiêu đề\"}\n", to: "anh-xa.yaml")
        let log = office.folder.path("thang-1.csv")
        try office.expectDone(["add-log", log, "--mapping", mapping])
        try office.expectDone(["add-log", log, "--mapping", mapping])
        try office.expectDone(["add-log", log, "--encoding", "utf-8"])
        let ledger = try Ledger(office.path)
        #expect(try ledger.size() == 4)
        #expect(try ledger.entry(3).payload["mappingSha256"]?.text != nil)
        #expect(try ledger.verify().isGood)
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
        Call("known at more than there is", ["briefing", "--known-at", "99"], 64, "no-such-entry"),
        Call("rules and a history", ["briefing", "--history", "x", "--rules", "y"], 64, "--history"),
        Call("a mapping for a history", ["briefing", "--known-at", "3", "--mapping", "y"], 64, "--mapping"),
        Call(
            "rules and a record", ["briefing", "--record", "--rules", "y"], 64,
            "--record không nhận “--rules”; cần: --history"),
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

    @Test("a checkpoint on paper shows that the history only grew, and a key who printed it")
    func paper() throws {
        let office = try OfficeHistory()
        try office.expectDone(["key", "create", office.folder.path("khoa")])
        let key = office.folder.path("khoa")
        #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
        let paper = office.folder.path("giay.txt")
        try office.expectDone(["checkpoint", "--key", key, "--output", paper])
        try office.add(OfficeHistory.january, "thang-1.csv")
        let good = try office.run(["history", "verify", "--checkpoint", paper, "--public-key", key + ".pub"])
        #expect(good.status == 0, "\(good.text)\(good.errors)")
        #expect(good.text.contains("khớp điểm mốc 2 mục"))
        #expect(good.text.contains("chữ ký của điểm mốc đúng"))
        let unsigned = office.folder.path("tran.txt")
        try office.expectDone(["checkpoint", "--output", unsigned])
        #expect(try office.run(["history", "verify", "--checkpoint", unsigned]).status == 0)
        let result = try office.run(["history", "verify", "--checkpoint", unsigned, "--public-key", key + ".pub"])
        #expect(result.status == 65 && result.errors.contains("unsigned-checkpoint"))
        let forged = try String(contentsOfFile: paper, encoding: .utf8).replacing("\n2\n", with: "\n1\n")
        let path = try office.folder.write(forged, to: "gia.txt")
        let wrong = try office.run(["history", "verify", "--checkpoint", path, "--public-key", key + ".pub"])
        #expect(wrong.status == 65 && wrong.errors.contains("wrong-signature"))
        #expect(try office.run(["history", "key", "create", key]).status == 73)
    }

    @Test("an export is entries a line each and blobs named by their digest, and gets its name when it is whole")
    func export() throws {
        let office = try OfficeHistory.year()
        let folder = office.folder.path("xuat")
        try office.expectDone(["export", folder])
        let ledger = try Ledger(office.path)
        let lines = try String(contentsOfFile: folder + "/entries.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 8)
        for (seq, line) in lines.enumerated() { #expect(try Array(line.utf8) == ledger.entry(seq).bytes) }
        let blobs = try FileManager.default.contentsOfDirectory(atPath: folder + "/blobs")
        #expect(blobs.count == 6)
        for name in blobs {
            #expect(try Array(Data(contentsOf: URL(filePath: "\(folder)/blobs/\(name)"))) == ledger.contents(of: name))
        }
        let checkpoint = try String(contentsOfFile: folder + "/checkpoint", encoding: .utf8)
        #expect(try checkpoint == ledger.checkpoint(of: 8).text)
        #expect(try office.run(["history", "export", folder]).status == 73)
    }

    struct Body: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let kind: String
        let payload: JSONValue

        init(_ kind: String, _ payload: JSONValue, _ name: String) {
            testDescription = "\(kind): \(name)"
            self.kind = kind
            self.payload = payload
        }
    }

    static let bodies = [
        Body("gi-do", .object(["text": "x"]), "a kind that nobody knows"), Body("note", .object([]), "without a text"),
        Body("note", .object(["text": .number(3)]), "a number for a text"),
        Body("rules", .object(["file": "a.yaml", "id": "a"]), "without its bytes"),
        Body("log", .object(["file": "a.csv", "size": .number(3)]), "without its bytes"),
        Body("inputs", .object([]), "without anything"),
        Body("withdraw", .object(["identity": "A1", "by": "id"]), "without a reason"),
        Body("withdraw", .object(["identity": "A1", "by": "unit", "reason": "x"]), "by what is no identity"),
        Body("withdraw", .object(["identity": "a", "by": "title", "reason": "x", "date": "31/12/2022"]), "no day"),
        Body("evaluation", .object(["command": "briefing", "treeSize": .number(1)]), "without a result"),
    ]

    @Test("an entry of an unknown kind or with a body that is not of its kind is found by verify", arguments: bodies)
    func otherBodies(body: Body) throws {
        let office = try OfficeHistory()
        try Ledger(office.path, writing: true).append { append in
            let time = "2022-03-01T00:00:00Z"
            try append.append(EntryDraft(time: time, actor: "x", kind: body.kind, payload: body.payload))
            try append.append(EntryDraft(time: time, actor: "x", kind: "note", payload: .object(["text": "sau"])))
        }
        let verify = try office.run(["history", "verify"])
        #expect(verify.status == 65)
        #expect(verify.text.contains("mục 2: không phải mục mà chương trình này ghi (\(body.kind)"), "\(verify.text)")
        #expect(verify.text.contains("[wrong-body]"))
        #expect(verify.text.contains("dùng được 2 trên 4 mục"))
        #expect(try office.run(["history", "export", office.folder.path("xuat")]).status == 65)
    }

    @Test("a damaged history is named with both digests, and all before the damage is exported")
    func damaged() throws {
        let office = try OfficeHistory.year()
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: office.path)))
        let text = Array("chị Lan".utf8)
        let places = bytes.indices.dropLast(text.count).filter { bytes[$0..<($0 + text.count)].elementsEqual(text) }
        // The rules' entry is the second by her.
        let other = try #require(
            places.first { String(decoding: bytes[$0..<($0 + 60)], as: UTF8.self).contains("rules") })
        bytes[other] ^= 1
        try Data(bytes).write(to: URL(filePath: office.path))
        let verify = try office.run(["history", "verify"])
        #expect(verify.status == 65)
        #expect(verify.text.contains("mục 1: nội dung đã bị sửa (đã lưu "))
        let export = try office.run(["history", "export", office.folder.path("xuat")])
        #expect(export.status == 65)
        let lines = try String(contentsOfFile: office.folder.path("xuat/entries.jsonl"), encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 1)
        let json = try office.run(["history", "verify", "--format", "json"]).text
        let root = DigestText.base64(try Ledger(office.path).root(of: 1))
        #expect(json.contains("\"history\":{\"origin\":\"Sở Mẫu\",\"treeSize\":1,\"root\":\"\(root)\"}"), "\(json)")
        #expect(try office.run(["history", "list"]).status == 65)
        #expect(try office.run(["history", "list"]).text.contains("lịch sử “Sở Mẫu”"))
    }
}

@Suite("history: a falsified one")
struct FalsifiedHistoryTests {
    static let calls = [
        ["briefing", "--as-of", "2022-02-28"], ["council", "--as-of", "2022-12-31"], ["history", "list"],
        ["history", "show", "6"], ["history", "item", "A1"], ["history", "replay", "7"], ["history", "diff", "5", "7"],
        ["history", "checkpoint"], ["history", "prove", "6"], ["history", "prove", "3"],
        ["history", "prove", "--from", "4"],
        ["history", "withdraw", "--item", "A2", "--reason", "x"], ["history", "verify"],
    ]

    @Test("nothing is counted, signed or proved from an entry that the tree does not cover", arguments: calls)
    func refused(arguments: [String]) throws {
        let office = try OfficeHistory.year()
        try office.falsify(6, "\"A4\"", "\"A1\"")
        let result = try office.run(arguments)
        #expect(result.status == 65, "\(result.text)")
        if arguments != ["history", "verify"] { #expect(result.errors.contains("damaged-entry"), "\(result.errors)") }
        #expect(!result.text.contains("gốc: "))
    }

    @Test("of a history whose first entry is bad nothing is exported")
    func firstEntry() throws {
        let office = try OfficeHistory.year()
        try office.falsify(0, "Sở Mẫu", "Sở Mậu")
        let folder = office.folder.path("xuat")
        let export = try office.run(["history", "export", folder])
        #expect(export.status == 65 && export.errors.contains("damaged-entry"), "\(export.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder))
        for call in [["list"], ["checkpoint"], ["key", "create", folder]] {
            let result = try office.run(["history"] + call)
            #expect(result.status == 65 && !result.text.contains("Sở Mậu"), "\(call): \(result.text)")
        }
    }

    @Test("a log of which a byte was changed counts nothing, and tells of no item")
    func changedLog() throws {
        let office = try OfficeHistory.year()
        var file = try Data(contentsOf: URL(filePath: office.path))
        let old = try #require(file.range(of: Data("A2,VĂN PHÒNG,Tin,2022-01-06".utf8)))
        file.replaceSubrange(old, with: Data("A2,VĂN PHÒNG,Tin,2022-02-06".utf8))
        try file.write(to: URL(filePath: office.path))
        for call in [["briefing"], ["council"], ["history", "item", "A2"], ["history", "replay", "7"]] {
            let result = try office.run(call)
            #expect(result.status == 65 && result.errors.contains("damaged-blob"), "\(call): \(result.errors)")
            #expect(result.output.isEmpty)
        }
    }

    @Test("what it held before is evaluated as ever")
    func before() throws {
        let office = try OfficeHistory.year()
        let before = try office.run(["briefing", "--as-of", "2022-02-28", "--known-at", "6"])
        try office.falsify(6, "\"A4\"", "\"A1\"")
        #expect(try office.run(["briefing", "--as-of", "2022-02-28", "--known-at", "6"]).output == before.output)
        #expect(try office.run(["history", "replay", "5"]).status == 0)
        #expect(try office.run(["history", "show", "7"]).status == 0)
    }
}

@Suite("history: evaluations")
struct HistoryEvaluationTests {
    @Test("of several logs the newest speaks; what nobody newer holds still counts")
    func newestSpeaks() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        #expect(
            try office.counts() == [
                "van-phong 2022-01-01: 2", "van-phong 2022-02-01: 0", "phong-1 2022-01-01: 1", "phong-1 2022-02-01: 0",
            ])
        try office.add(OfficeHistory.february, "thang-2.csv")
        #expect(
            try office.counts() == [
                "van-phong 2022-01-01: 1", "van-phong 2022-02-01: 0", "phong-1 2022-01-01: 2", "phong-1 2022-02-01: 1",
            ])
        #expect(try office.counts(["--known-at", "3"]).contains("van-phong 2022-01-01: 2"))
    }

    @Test("a superseded row is accepted in its own log, a second row in that log is a duplicate as ever")
    func ownCounts() throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["briefing", "--as-of", "2022-02-28", "--format", "json"])
        let object = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        let inputs = try #require(object["inputs"] as? [[String: Any]])
        #expect(inputs.map { $0["source"] as? String } == ["thang-1.csv", "thang-2.csv"])
        #expect(inputs.map { $0["accepted"] as? Int } == [3, 3])
        #expect(inputs.map { $0["rejected"] as? Int } == [1, 0])
        #expect(inputs.map { $0["superseded"] as? Int } == [2, nil])
        #expect(inputs.map { $0["withdrawn"] as? Int } == [nil, 1])
        #expect((inputs[0]["rejectedBy"] as? [String: Int]) == ["duplicate": 1])
    }

    @Test("a withdrawn item counts nowhere, also where a later log holds it, and counted before")
    func withdrawn() throws {
        let office = try OfficeHistory.year()
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
        #expect(try office.counts(["--known-at", "5"]).contains("phong-1 2022-02-01: 1"))
        let later = "Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\nA4,Phòng Một,Tin,11/02/2022,Tin tháng hai\n"
        try office.add(later, "thang-3.csv")
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
    }

    @Test(
        "spaces around an id that was copied from somewhere are none of it",
        arguments: [" A4", "A4\u{A0}", "\u{200B}A4 \t"])
    func copiedID(id: String) throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.february, "thang-2.csv")
        let item = try office.run(["history", "item", id])
        #expect(item.status == 0, "\(item.errors)")
        #expect(item.output == (try office.run(["history", "item", "A4"])).output)
        try office.expectDone(["withdraw", "--item", id, "--reason", "bài sao chép"])
        #expect(try Ledger(office.path).entry(3).payload["identity"]?.text == "A4")
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
    }

    @Test("reminders from a history are those from its files, name it, and --record appends their briefing")
    func reminders() throws {
        let office = try OfficeHistory()
        let log = try office.folder.write(OfficeHistory.january, to: "thang-1.csv")
        try office.expectDone(["add-log", log])
        let files = try Program.run(
            ["remind", "--rules", office.folder.path("quy-tac.yaml"), "--log", log, "--as-of", "2022-02-28"])
        #expect(files.status == 0)
        let letters = try office.run(["remind", "--as-of", "2022-02-28", "--record", "--actor", "chị Lan"])
        #expect(letters.status == 0, "\(letters.errors)")
        let mark = "Lịch sử “Sở Mẫu”: 3 mục, gốc "
        #expect(letters.text.contains(mark))
        let unmarked = letters.text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix(mark) }.joined(separator: "\n")
        #expect(unmarked == files.text)
        let entry = try Ledger(office.path).entry(3)
        #expect(entry.kind == "evaluation" && entry.payload["command"]?.text == "briefing")
        #expect(try office.run(["history", "replay", "3"]).status == 0)
        // As it stood: without the log there is nothing to read.
        #expect(try office.run(["remind", "--as-of", "2022-02-28", "--known-at", "2"]).status == 65)
        #expect(try office.run(["remind", "--known-at", "3", "--log", log]).status == 64)
    }

    @Test("what --record stores is what JSON prints, whatever form was asked for", arguments: ["json", "text"])
    func recorded(format: String) throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let call = ["briefing", "--as-of", "2022-02-28", "--format"]
        let json = try office.run(call + ["json"])
        #expect(try office.run(call + [format, "--record"]).status == 0)
        let ledger = try Ledger(office.path)
        let digest = try #require(try ledger.entry(3).payload["resultSha256"]?.text)
        #expect(try ledger.contents(of: digest) == json.output)
    }

    @Test("an item without id and address is withdrawn by its title, units and date")
    func withdrawnByTitle() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Văn phòng,Tin,05/01/2022,Họp giao ban
            Văn phòng,Tin,06/01/2022,Họp giao ban
            Phòng Một;Văn phòng,Tin,07/01/2022,Chung

            """
        try office.add(log, "a.csv")
        let both = try office.run(["history", "withdraw", "--item", "HỌP giao ban", "--reason", "x"])
        #expect(both.status == 65 && both.errors.contains("ambiguous-item"))
        try office.expectDone(["withdraw", "--item", "HỌP giao ban", "--reason", "x", "--date", "2022-01-06"])
        try office.expectDone(["withdraw", "--item", "Chung", "--reason", "x"])
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 1", "phong-1 2022-01-01: 0"]))
        try office.expectDone(["withdraw", "--item", "Chung", "--reason", "x"])
        #expect(try Ledger(office.path).size() == 5)
    }

    @Test("of items of one title each can be withdrawn: the one without a day, and the one of a unit alone")
    func ambiguousTitles() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Văn phòng,Tin,05/01/2022,Họp giao ban
            Văn phòng,Tin,,Họp giao ban
            Phòng Một;Văn phòng,Tin,05/01/2022,Họp giao ban

            """
        try office.add(log, "a.csv")
        let withdraw = ["withdraw", "--item", "Họp giao ban", "--reason", "x"]
        let all = try office.run(["history"] + withdraw)
        #expect(all.status == 65)
        let choices = [
            ["--by", "title", "--unit", "van-phong", "--unit", "phong-1", "--date", "2022-01-05"],
            ["--by", "title", "--unit", "van-phong", "--date", "2022-01-05"],
            ["--by", "title", "--unit", "van-phong", "--undated"],
        ]
        for choice in choices {
            #expect(all.errors.contains(choice.joined(separator: " ")), "\(all.errors)")
            try office.expectDone(withdraw + choice)
        }
        let ledger = try Ledger(office.path)
        let withdrawn = try (3..<ledger.size()).map { try ledger.entry($0).payload }
        #expect(withdrawn.map { $0["date"]?.text } == ["2022-01-05", "2022-01-05", nil])
        #expect(withdrawn.map { $0["units"]?.elements.count } == [2, 1, 1])
        #expect(try office.run(["history"] + withdraw + ["--undated", "--date", "2022-01-05"]).status == 64)
    }

    @Test("the joint one among items of one title and day has a choice of its own, in any order of its units")
    func jointTitle() throws {
        let office = try OfficeHistory()
        let rows = ["Văn phòng", "Phòng Một", "Văn phòng;Phòng Một"].map { "\($0),Tin,05/01/2022,Họp giao ban\n" }
        try office.add("Đơn vị,Loại,Ngày đăng,Tiêu đề\n" + rows.joined(), "a.csv")
        let withdraw = ["withdraw", "--item", "Họp giao ban", "--reason", "x"]
        let all = try office.run(["history"] + withdraw)
        let own = ["van-phong", "phong-1"].map { "--by title --unit \($0) --date 2022-01-05" }
        for choice in own + ["--by title --unit van-phong --unit phong-1 --date 2022-01-05"] {
            #expect(all.errors.contains(choice), "\(all.errors)")
        }
        let item = ["history", "item", "Họp giao ban", "--unit", "phong-1", "--unit", "van-phong", "--format", "json"]
        #expect(try office.run(item).text.components(separatedBy: "\"versions\"").count == 2)
        try office.expectDone(withdraw + ["--unit", "phong-1", "--unit", "van-phong"])
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 1", "phong-1 2022-01-01: 1"]))
        // Again it is known; of one unit it is that unit's own.
        try office.expectDone(withdraw + ["--unit", "phong-1", "--unit", "van-phong"])
        try office.expectDone(withdraw + ["--unit", "van-phong"])
        try office.expectDone(withdraw + ["--unit", "van-phong"])
        #expect(try Ledger(office.path).size() == 5)
        // The others are withdrawn: there is one left.
        try office.expectDone(withdraw)
        #expect(try office.counts().isSuperset(of: ["van-phong 2022-01-01: 0", "phong-1 2022-01-01: 0"]))
        #expect(try Ledger(office.path).size() == 6)
    }

    @Test("--known-at gives the recorded bytes again, and a replay says that they are identical", arguments: [3, 5, 7])
    func knownAt(seq: Int) throws {
        let office = try OfficeHistory.year()
        let ledger = try Ledger(office.path)
        let payload = try ledger.entry(seq).payload
        let size = try #require(payload["treeSize"]?.int)
        let recorded = try ledger.contents(of: try #require(payload["resultSha256"]?.text))
        let again = try office.run(
            ["briefing", "--as-of", "2022-02-28", "--known-at", String(size), "--format", "json"])
        #expect(again.output == recorded)
        #expect(again.text.contains("\"history\":{\"origin\":\"Sở Mẫu\",\"treeSize\":\(size),\"root\":\""))
        let replay = try office.run(["history", "replay", String(seq)])
        #expect(replay.status == 0)
        #expect(replay.text.contains("giống hệt"))
    }

    @Test("the day of an evaluation that nobody named is recorded")
    func today() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let result = try office.run(["briefing", "--record"], at: "1646000000")
        #expect(result.status == 0)
        #expect(result.text.contains("Lịch sử “Sở Mẫu”: 3 mục, gốc "))
        let entry = try Ledger(office.path).entry(3)
        #expect(entry.payload["parameters"]?["asOf"]?.text == "2022-02-28")
        #expect(entry.time == "2022-02-27T22:13:20Z")
        #expect(try office.run(["history", "replay", "3"], at: "1700000000").status == 0)
    }

    @Test("a replay of a result that another program made names the first difference and the units in words")
    func replayDiffers() throws {
        let office = try OfficeHistory.year()
        let ledger = try Ledger(office.path, writing: true)
        let old = try ledger.entry(3)
        let result = String(decoding: try ledger.contents(of: old.payload["resultSha256"]?.text ?? ""), as: UTF8.self)
        let forged = result.replacing(
            "\"count\":2,\"shortfall\":0,\"status\":\"met\"", with: "\"count\":1,\"shortfall\":1,\"status\":\"short\"")
        #expect(forged != result)
        try ledger.append { append in
            let blob = try append.store(Array(forged.utf8))
            let members = old.payload.members.map { member in
                member.key == "resultSha256" ? .init("resultSha256", .string(blob.sha256)) : member
            }
            try append.append(
                EntryDraft(time: old.time, actor: old.actor, kind: old.kind, payload: .object(members)))
        }
        let replay = try office.run(["history", "replay", "8"])
        #expect(replay.status == 65)
        #expect(replay.text.contains("units[0].quotas[0].periods[0].count: 1 → 2"), "\(replay.text)")
        #expect(replay.text.contains("Văn phòng: thang 01/01/2022–31/01/2022 1/2 thiếu → 2/2 đạt"), "\(replay.text)")
    }

    @Test(
        "a difference names the units, and the items that made it",
        arguments: [("3-5", ["3", "5"]), ("5-7", ["5", "7"])])
    func difference(name: String, entries: [String]) throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["history", "diff"] + entries)
        #expect(result.status == 0)
        try OfficeHistory.expect(result, isIn: "history-diff-\(name)")
        let json = try office.run(["history", "diff", "--format", "json"] + entries)
        _ = try JSONSerialization.jsonObject(with: Data(json.output))
    }

    @Test("items that can have made no difference are not named: drafts, and what came after the day")
    func otherItems() throws {
        let office = try OfficeHistory()
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Trạng thái,Tiêu đề\n"
        try office.add(
            heading + "A1,Văn phòng,Tin,05/01/2022,Đã đăng,Một\nA5,Văn phòng,Tin,06/01/2022,Đã đăng,Năm\n", "1.csv")
        try office.brief()
        let more = [
            "A2,Văn phòng,Tin,06/02/2022,Đã đăng,Hai", "A3,Văn phòng,Tin,07/02/2022,Bản nháp,Ba",
            "A4,Văn phòng,Tin,01/03/2022,Đã đăng,Bốn", "A5,Văn phòng,Tin,06/01/2022,Bản nháp,Năm",
        ]
        try office.add(heading + more.joined(separator: "\n") + "\n", "2.csv")
        try office.brief()
        let result = try office.run(["history", "diff", "3", "5"])
        for id in ["A2", "A5"] { #expect(result.text.contains("“\(id)”"), "\(result.text)") }
        for id in ["A1", "A3", "A4"] { #expect(!result.text.contains("“\(id)”"), "\(result.text)") }
    }

    @Test("for a deadline no state matters: drafts and items of an unknown state that it has begun for are named")
    func deadlineItems() throws {
        let office = try OfficeHistory()
        let rules = OfficeHistory.rules
            .replacing(
                "measures:",
                with: "deadlines: [{id: duyet, from: submitted, to: approved, within: 1, in: days}]\nmeasures:"
            )
            .replacing("tin-bai: {count: items}", with: "tin-bai: {count: on-time, deadline: duyet}")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "han-duyet.yaml")])
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Ngày gửi,Ngày duyệt,Trạng thái,Tiêu đề\n"
        try office.add(heading + "A1,Văn phòng,Tin,05/01/2022,04/01/2022,04/01/2022,Đã đăng,Một\n", "1.csv")
        let council = ["council", "--as-of", "2022-02-28", "--record"]
        #expect(try office.run(council).status == 0)
        let more = [
            "A2,Văn phòng,Tin,,01/02/2022,02/02/2022,Bản nháp,Hai", "A3,Văn phòng,Tin,,01/02/2022,01/02/2022,Lạ,Ba",
            "A4,Văn phòng,Tin,,01/03/2022,01/03/2022,Bản nháp,Bốn", "A5,Văn phòng,Tin,06/01/2022,,,Bản nháp,Năm",
        ]
        try office.add(heading + more.joined(separator: "\n") + "\n", "2.csv")
        #expect(try office.run(council).status == 0)
        let result = try office.run(["history", "diff", "4", "6"])
        #expect(result.text.contains("so-luong 10,00 → 30,00"), "\(result.text)\(result.errors)")
        for id in ["A2", "A3"] { #expect(result.text.contains("“\(id)”"), "\(result.text)") }
        for id in ["A1", "A4", "A5"] { #expect(!result.text.contains("“\(id)”"), "\(result.text)") }
    }

    @Test("an amended minimum is named as what made the difference")
    func otherRules() throws {
        let office = try OfficeHistory.year()
        let rules = try office.folder.write(
            OfficeHistory.rules.replacing("minimum: 2", with: "minimum: 1"), to: "quy-tac-moi.yaml")
        try office.expectDone(["add-rules", rules])
        try office.brief()
        let result = try office.run(["history", "diff", "7", "9"])
        #expect(result.text.contains("thang: 2/tháng"), "\(result.text)")
        #expect(result.text.contains("→ 1/tháng"))
        #expect(!result.text.contains("TIN, BÀI KHÁC"))
        // An evaluation keeps the rules that it was made under.
        #expect(try office.run(["history", "replay", "7"]).status == 0)
    }

    @Test("every version of an item is shown, with what changed", arguments: ["A1", "A2", "A4"])
    func item(id: String) throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["history", "item", id])
        #expect(result.status == 0)
        try OfficeHistory.expect(result, isIn: "history-item-\(id)")
        let json = try office.run(["history", "item", id, "--format", "json"])
        _ = try JSONSerialization.jsonObject(with: Data(json.output))
    }

    @Test("a row that the newest rules reject is a version too, with the reason, and can be withdrawn")
    func rejectedRows() throws {
        let office = try OfficeHistory.year()
        let rules = OfficeHistory.rules.replacing(
            "{id: phong-1, name: Phòng Một}", with: "{id: phong-2, name: Phòng Hai}")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "quy-tac-moi.yaml")])
        // Under these rules A1 is in January's log only; nothing of A3 is left.
        for id in ["A1", "A3"] {
            let result = try office.run(["history", "item", id])
            #expect(result.status == 0, "\(result.errors)")
            try OfficeHistory.expect(result, isIn: "history-item-rejected-\(id)")
        }
        let json = try office.run(["history", "item", "A3", "--format", "json"])
        #expect(
            json.text.contains("\"rejected\":{\"code\":\"unknown-unit\",\"field\":\"unit\",\"value\":\"Phòng Một\"}"))
        #expect(json.text.contains("\"speaks\":null"))
        try office.expectDone(["withdraw", "--item", "A3", "--reason", "đăng nhầm"])
        #expect(try office.counts(["--rules-id", "so-mau"]).contains("van-phong 2022-01-01: 2"))
        let back = try office.folder.write(
            OfficeHistory.rules.replacing("minimum: 2", with: "minimum: 1"), to: "cu.yaml")
        try office.expectDone(["add-rules", back])
        #expect(try office.counts().contains("phong-1 2022-01-01: 1"))
        #expect(try office.run(["history", "item", "Z9"]).errors.contains("no-such-item"))
    }

    @Test("a rejected row that only a title names is found by it; without unit or day it is nobody's item")
    func rejectedTitles() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Phòng Ba,Tin,05/01/2022,Chung
            Văn phòng,Báo,05/01/2022,Riêng

            """
        try office.add(log, "a.csv")
        let found = try office.run(["history", "item", "chung", "--lang", "en"])
        #expect(found.status == 0 && found.text.contains("without identity"), "\(found.text)")
        #expect(found.text.contains("no unit “Phòng Ba” in the rule pack"))
        let withdraw = try office.run(["history", "withdraw", "--item", "chung", "--reason", "x"])
        #expect(withdraw.status == 65 && withdraw.errors.contains("no-identity"), "\(withdraw.errors)")
        try office.expectDone(["withdraw", "--item", "riêng", "--reason", "x"])
        let entry = try Ledger(office.path).entry(3)
        #expect(entry.payload["date"]?.text == "2022-01-05")
        #expect(entry.payload["units"]?.elements.compactMap(\.text) == ["van-phong"])
    }

    @Test("of a rejected version exactly what is other is told: unknown units, no separators, no unread days")
    func rejectedChanges() throws {
        let office = try OfficeHistory()
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Ngày sự kiện,Số từ,Tác giả,Chuyên mục,Tiêu đề\n"
        let rows = [
            "A1,Văn phòng,Tin,05/01/2022,xx,nhiều,An ; Bình,Tin tức;;Sự kiện,Một",
            "A1,Văn phòng;Phòng Lạ,Tin,05/01/2022,xx,nhiều,An ; Bình,Tin tức;;Sự kiện, Một\u{A0}",
            "A1,Văn phòng;Phòng Khác,Tin,05/01/2022,yy,,An;Bình,Tin tức; Sự kiện,Một",
            "A1,Văn phòng;phòng  khác,Tin,32/01/2022,,,An;Bình;,Tin tức; Sự kiện,Một",
        ]
        for (number, row) in rows.enumerated() { try office.add(heading + row + "\n", "\(number).csv") }
        let result = try office.run(["history", "item", "A1"])
        let changes = result.text.split(separator: "\n").filter { $0.contains(" → ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(
            changes == [
                "đơn vị: Văn phòng → Văn phòng; Phòng Lạ", "đơn vị: Văn phòng; Phòng Lạ → Văn phòng; Phòng Khác",
                "ngày đăng: 05/01/2022 → 32/01/2022",
            ], "\(result.text)")
    }

    @Test(
        "a row that the rules reject is found where a line before the heading looks like one, and no other row for it")
    func rejectedUnderHeading() throws {
        let office = try OfficeHistory()
        let log = """
            Mã,Tiêu đề,,
            Mã,Tiêu đề,Đơn vị,Ngày đăng
            1,Một,Văn phòng,05/01/2022
            2,Hai,Phòng Lạ,06/01/2022
            3,Ba,Văn phòng,07/01/2022

            """
        try office.add(log, "a.csv")
        for (id, line, isRejected) in [("1", 3, false), ("2", 4, true), ("3", 5, false)] {
            let result = try office.run(["history", "item", id])
            #expect(result.status == 0 && result.text.contains("dòng \(line)"), "\(result.text)\(result.errors)")
            #expect(result.text.contains("Phòng Lạ") == isRejected, "\(result.text)")
        }
    }

    @Test("the council's year: entered figures from the history, recorded, replayed, explained")
    func council() throws {
        let office = try OfficeHistory.year()
        let inputs = try office.folder.write(
            "subject,id,final\nvan-phong,bai-hay,30\nphong-1,bai-hay,10\n", to: "diem.csv")
        try office.expectDone(["add-inputs", inputs])
        let first = try office.run(["council", "--as-of", "2022-12-31", "--record", "--format", "json"])
        #expect(first.status == 0, "\(first.errors)")
        let more = try office.folder.write(
            "subject,id,final\nvan-phong,bai-hay,30\nphong-1,bai-hay,35\n", to: "diem-2.csv")
        try office.expectDone(["add-inputs", more])
        #expect(try office.run(["council", "--as-of", "2022-12-31", "--record"]).status == 0)
        let ledger = try Ledger(office.path)
        #expect(try ledger.contents(of: ledger.entry(9).payload["resultSha256"]?.text ?? "") == first.output)
        #expect(try ledger.entry(9).payload["inputsSha256"]?.text == ledger.entry(8).payload["sha256"]?.text)
        for seq in ["9", "11"] { #expect(try office.run(["history", "replay", seq]).status == 0) }
        let diff = try office.run(["history", "diff", "9", "11"])
        #expect(diff.text.contains("bai-hay 10,00 → 35,00"), "\(diff.text)")
        #expect(diff.text.contains("+ phong-1,bai-hay,35"))
        let english = try office.run(["history", "diff", "9", "11", "--lang", "en"])
        #expect(english.text.contains("bai-hay 10.00 → 35.00"), "\(english.text)")
        let explain = [
            "explain", "--as-of", "2022-12-31", "--scorecard", "nam", "--subject", "phong-1", "--criterion", "so-luong",
            "--known-at", "8", "--format", "json", "--record",
        ]
        let explained = try office.run(explain)
        #expect(explained.status == 0, "\(explained.errors)")
        #expect(explained.text.contains("\"treeSize\":8"))
        #expect(try office.run(["history", "replay", "12"]).status == 0)
    }

    @Test("an explanation from a history is recorded and replayed, in its language")
    func explanation() throws {
        let office = try OfficeHistory.year()
        for language in ["vi", "en"] {
            let result = try office.run(
                ["explain", "--unit", "phong-1", "--period", "2022-01-10", "--record", "--lang", language])
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.text.contains("“Sở Mẫu”"))
        }
        #expect(try office.run(["history", "replay", "8"]).status == 0)
        #expect(try office.run(["history", "replay", "9"]).status == 0)
    }

    @Test("an explanation names what a newer log or a person took away")
    func overruled() throws {
        let office = try OfficeHistory.year()
        let month = ["explain", "--as-of", "2022-02-28", "--unit", "van-phong", "--period", "2022-01-10"]
        let result = try office.run(month)
        #expect(result.text.contains("KHÔNG TÍNH (2)"), "\(result.text)")
        #expect(result.text.contains("thang-1.csv dòng 2 · 05/01/2022 · “Họp giao ban” · nhật ký mới hơn thay thế"))
        let other = try office.run(
            ["explain", "--as-of", "2022-02-28", "--unit", "phong-1", "--period", "2022-02-10", "--format", "json"])
        #expect(other.text.contains("\"reason\":\"withdrawn\""))
        let council = try office.run([
            "explain", "--as-of", "2022-12-31", "--scorecard", "nam", "--subject", "phong-1", "--criterion", "so-luong",
        ])
        #expect(council.text.contains("đã rút"), "\(council.text)")
    }

    @Test("a log is read again as it was read first, with its mapping and its options")
    func mapping() throws {
        let office = try OfficeHistory()
        let log = try office.folder.write("Phòng ban;Ngày;Tên;Thể loại\nVăn phòng;01/02/2022;Tin A;Tin\n", to: "a.csv")
        let mapping = try office.folder.write(
            "schema: quota-mapping/1\nfields: {unit: Phòng ban, published: {from: Ngày, format: MM/dd/yyyy}}\n",
            to: "m.yaml")
        try office.expectDone(["add-log", log, "--mapping", mapping, "--delimiter", ";"])
        #expect(try office.counts().contains("van-phong 2022-01-01: 1"))
        try FileManager.default.removeItem(atPath: log)
        try FileManager.default.removeItem(atPath: mapping)
        try office.brief()
        #expect(try office.run(["history", "replay", "3"]).status == 0)
    }

    @Test("CSV names the history in its last columns")
    func csv() throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["briefing", "--as-of", "2022-02-28", "--format", "csv", "--plain"])
        #expect(result.text.hasPrefix("rank,"))
        #expect(result.text.contains(",history,treeSize,root\r\n"))
        let council = try office.run(["council", "--as-of", "2022-12-31", "--format", "csv", "--plain"])
        #expect(council.text.contains(",Sở Mẫu,8,"))
    }
}
