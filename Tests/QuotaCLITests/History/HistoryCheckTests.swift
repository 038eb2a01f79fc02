import AuditLedger
import Foundation
import QuotaModel
import Testing

@Suite("history: checkpoints, exports and what is found")
struct HistoryCheckTests {
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

    @Test(
        "an export takes an empty folder, by a link too, with its permissions; one that holds something is left alone")
    func exportIntoEmptyFolder() throws {
        let office = try OfficeHistory.year()
        let files = FileManager.default
        let (empty, link) = (office.folder.path("trong"), office.folder.path("lien-ket"))
        try files.createDirectory(
            atPath: empty, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o750])
        try files.createSymbolicLink(atPath: link, withDestinationPath: empty)
        try office.expectDone(["export", link])
        #expect(try files.destinationOfSymbolicLink(atPath: link) == empty)
        #expect(try Set(files.contentsOfDirectory(atPath: empty)) == ["entries.jsonl", "blobs", "checkpoint"])
        #expect(try files.attributesOfItem(atPath: empty)[.posixPermissions] as? Int == 0o750)
        let standing = try TemporaryFolder()
        let here = try Program.run(["history", "export", ".", "--history", office.path], folder: standing.url)
        #expect(here.status == 73)
        try files.removeItem(atPath: empty + "/blobs")
        #expect(try office.run(["history", "export", empty]).status == 73)
        #expect(try Set(files.contentsOfDirectory(atPath: empty)) == ["entries.jsonl", "checkpoint"])
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

    struct Parameters: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let command: String
        let members: [JSONValue.Member]

        init(_ command: String, _ members: [JSONValue.Member], _ name: String) {
            testDescription = "\(command): \(name)"
            self.command = command
            self.members = [JSONValue.Member("asOf", "2022-02-28")] + members
        }
    }

    static let parameters = [
        Parameters("briefing", [.init("monthStartsOn", .number(0))], "months that begin on no day"),
        Parameters("briefing", [.init("monthStartsOn", .number(1 << 50))], "months that begin on a day that none has"),
        Parameters("briefing", [.init("partial", "fulll")], "a word that is none"),
        Parameters("briefing", [.init("compareCounting", "true")], "a text for yes"),
        Parameters("council", [], "no scorecard"), Parameters("council", [.init("scorecard", "nam")], "no window"),
        Parameters("explain", [], "nothing to explain"), Parameters("explain", [.init("unit", .number(1))], "no unit"),
    ]

    @Test(
        "an evaluation whose parameters say too little, or what nobody can say, is a damaged entry",
        arguments: parameters)
    func otherParameters(parameters: Parameters) throws {
        let office = try OfficeHistory()
        let ledger = try Ledger(office.path, writing: true)
        let digest = try #require(try ledger.entry(1).payload["sha256"])
        let payload = JSONValue.object([
            "command": .string(parameters.command), "parameters": .object(parameters.members),
            "treeSize": .number(2), "rulesSha256": digest, "resultSha256": digest, "program": "0.1.0",
        ])
        _ = try ledger.append { append in
            try append.append(
                EntryDraft(time: "2022-03-01T00:00:00Z", actor: "x", kind: "evaluation", payload: payload))
        }
        let verify = try office.run(["history", "verify"])
        #expect(verify.status == 65)
        #expect(verify.text.contains("(evaluation: parameters"), "\(verify.text)")
        let replay = try office.run(["history", "replay", "2"])
        #expect(replay.status == 65)
        #expect(replay.errors.contains("[damaged-entry]"), "\(replay.errors)")
    }

    @Test("what an entry's texts hold forges no line and reaches no terminal")
    func hostileTexts() throws {
        let office = try OfficeHistory()
        let name = "a\u{1B}[32m\nđã ghi mục 9.csv"
        let log = try office.folder.write(OfficeHistory.january, to: name)
        let add = ["history", "add-log", log, "--actor", "kẻ\u{1B}[31m\nMục 9, ghi\u{9B}1m\u{202E}"]
        let calls = [add, add, ["history", "show", "2"], ["history", "list"], ["history", "item", "A1"]]
        for call in calls {
            let result = try office.run(call)
            #expect(result.status == 0, "\(result.errors)")
            for mark in ["\u{1B}", "\u{9B}", "\u{202E}", "\nMục 9", "\nđã ghi mục 9"] {
                #expect(!result.text.contains(mark), "\(call): \(result.text)")
            }
        }
    }

    @Test("of a key pair whose second file cannot be made nothing is left")
    func halfAKeyPair() throws {
        let office = try OfficeHistory()
        // Four bytes more are no name of a file.
        let key = office.folder.path(String(repeating: "k", count: 252))
        for _ in 0..<2 {
            let result = try office.run(["history", "key", "create", key])
            #expect(result.status == 73, "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: key))
        }
    }

    @Test(
        "an entry of an unknown kind or with a body that is not of its kind is found by verify, and nothing is evaluated past it",
        arguments: bodies)
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
        try office.add(OfficeHistory.january, "thang-1.csv")
        for call in [["briefing", "--as-of", "2022-02-28"], ["history", "item", "A1"]] {
            let result = try office.run(call)
            #expect(result.status == 65 && result.output.isEmpty)
            #expect(result.errors.contains("mục 2 không phải mục mà chương trình này ghi"), "\(result.errors)")
        }
        #expect(
            try office.run(["briefing", "--as-of", "2022-02-28", "--known-at", "2"]).errors.contains("nothing-added"))
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
