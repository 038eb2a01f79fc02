import AuditLedger
import Foundation
import QuotaModel
import Testing

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

    @Test("a recorded result that is no JSON is said to be none, not to be gone or changed")
    func foreignResult() throws {
        let office = try OfficeHistory.year()
        let ledger = try Ledger(office.path, writing: true)
        let entry = try ledger.entry(7)
        guard case .object(let members) = entry.payload else {
            Testing.Issue.record("no object")
            return
        }
        let added = try ledger.append { append in
            let blob = try append.store(Array("không phải JSON".utf8))
            let payload = members.map { $0.key == "resultSha256" ? .init($0.key, .string(blob.sha256)) : $0 }
            return try append.append(
                EntryDraft(time: entry.time, actor: entry.actor, kind: entry.kind, payload: .object(payload)))
        }
        try ledger.close()
        for call in [["replay", "\(added.seq)"], ["diff", "7", "\(added.seq)"]] {
            let result = try office.run(["history"] + call)
            #expect(result.status == 65)
            #expect(result.errors.contains("kết quả của mục 8 (tệp lưu "), "\(result.errors)")
            #expect(result.errors.contains(") không phải JSON"), "\(result.errors)")
        }
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
        let listed = try office.run(["history", "list"]).text
        #expect(listed.contains("council đến 31/12/2022, trên 9 mục; chấm từ 01/01/2022 đến 31/12/2022\n"))
        let diff = try office.run(["history", "diff", "9", "11"])
        #expect(diff.text.contains("Bài hay 10,00 → 35,00"), "\(diff.text)")
        #expect(diff.text.contains("xếp loại Không đạt → Đạt"), "\(diff.text)")
        let json = try office.run(["history", "diff", "9", "11", "--format", "json"])
        #expect(
            json.text.contains("\"line\":\"bai-hay\"") && json.text.contains("\"before\":\"khong\""), "\(json.text)")
        #expect(diff.text.contains("+ phong-1,bai-hay,35"))
        let english = try office.run(["history", "diff", "9", "11", "--lang", "en"])
        #expect(english.text.contains("Bài hay 10.00 → 35.00"), "\(english.text)")
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
