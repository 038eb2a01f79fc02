import AuditLedger
import Foundation
import QuotaModel
import TestSupport
import Testing

@Suite("history: how a log was read is recorded, and read so or not at all")
struct RecordedReadingTests {
    struct Recorded: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let member: String
        let value: JSONValue

        init(_ member: String, _ value: JSONValue, _ name: String) {
            testDescription = "\(member): \(name)"
            self.member = member
            self.value = value
        }
    }

    static let unreadable = [
        Recorded("reading", .object(["encoding": "utf-9"]), "an encoding that nobody knows"),
        Recorded("reading", .object(["encoding": .number(8)]), "a number for a word"),
        Recorded("reading", .object(["delimiter": "&"]), "no delimiter"),
        Recorded("reading", .object(["dateFormat": "ngày"]), "no form of dates"),
        Recorded("reading", .object(["format": "ods"]), "a format that nobody reads"),
        Recorded("reading", .object(["encoding": "utf-8", "skipRows": .number(2)]), "an option that nobody knows"),
        Recorded("reading", "utf-8", "a text for an object"),
        Recorded("limits", .object(["max-depth": "9"]), "a text for a number"),
        Recorded("limits", .object(["max-depth": .number(0)]), "less than one"),
        Recorded("limits", .object(["max-columns": .number(-5)]), "less than nothing"),
        Recorded("limits", .object(["max-words": .number(9)]), "a limit that nobody knows"),
        Recorded("limits", .array([]), "a list for an object"),
    ]

    @Test(
        "a log whose recorded reading cannot be read wholly is a damaged entry: nothing is counted, or added as new",
        arguments: unreadable)
    func refused(recorded: Recorded) throws {
        let office = try OfficeHistory()
        let bytes = Array(OfficeHistory.january.utf8)
        try Ledger(office.path, writing: true).append { append in
            let blob = try append.store(bytes)
            let payload = JSONValue.object([
                "file": "thang-1.csv", "sha256": .string(blob.sha256), "size": .number(blob.size),
            ])
            let more = [JSONValue.Member(recorded.member, recorded.value)]
            try append.append(
                EntryDraft(
                    time: "2022-03-01T00:00:00Z", actor: "x", kind: "log", payload: .object(payload.members + more)))
        }
        let verify = try office.run(["history", "verify"])
        #expect(verify.status == 65)
        #expect(verify.text.contains("(log: \(recorded.member))"), "\(verify.text)")
        let log = try office.folder.write(OfficeHistory.january, to: "lai.csv")
        for call in [["briefing", "--as-of", "2022-02-28"], ["history", "add-log", log]] {
            let result = try office.run(call)
            #expect(result.status == 65 && result.output.isEmpty)
            #expect(result.errors.contains("mục 2 không phải mục mà chương trình này ghi"), "\(result.errors)")
            #expect(
                result.errors.hasPrefix(office.path) && result.errors.contains("[damaged-entry]"), "\(result.errors)")
        }
        #expect(try Ledger(office.path).size() == 3)
    }

    @Test("every option and limit that is recorded is used again")
    func used() throws {
        let office = try OfficeHistory()
        let text = "Mã|Đơn vị|Loại|Ngày đăng|Tiêu đề\nA1|Văn phòng|Tin|02/01/2022|Họp giao ban\n"
        let log = try office.folder.write(text, to: "thang-2.csv")
        try office.expectDone([
            "add-log", log, "--encoding", "utf-8", "--delimiter", "|", "--date-format", "MM/dd/yyyy", "--log-format",
            "csv", "--max-file-bytes", "1000", "--max-record-bytes", "500", "--max-depth", "9", "--max-attributes", "8",
            "--max-columns", "7",
        ])
        let payload = try Ledger(office.path).entry(2).payload
        #expect(payload["reading"]?.members.count == 4)
        #expect(payload["limits"]?.members.count == 5)
        #expect(try office.run(["history", "verify"]).status == 0)
        #expect(try office.counts().contains("van-phong 2022-02-01: 1"))
    }

    /// Where the first number of a date is a month, or is not.
    private static let slashes = "Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\nA1,Văn phòng,Tin,02/01/2022,Họp giao ban\n"

    @Test("a known log with other reading options is not added, which says so and names the way out")
    func otherOptions() throws {
        let office = try OfficeHistory()
        let log = try office.folder.write(Self.slashes, to: "cong.csv")
        try office.expectDone(["add-log", log])
        let add = ["history", "add-log", log, "--lang", "en"]
        let other = try office.run(add + ["--date-format", "MM/dd/yyyy", "--max-columns", "50"])
        #expect(other.status == 0)
        #expect(other.text.contains("nothing added, it is there already: cong.csv is entry 2"))
        #expect(
            other.text.contains(
                "; not used, since its entry says otherwise: --date-format MM/dd/yyyy (entry 2: none), --max-columns 50 (entry 2: 1000)"
            ), "\(other.text)")
        #expect(other.text.contains("add it with a mapping file (--mapping) that says so"), "\(other.text)")
        #expect(try Ledger(office.path).size() == 3)
        #expect(try !office.run(add).text.contains("not used"))
        #expect(try office.counts().contains("van-phong 2022-01-01: 1"))
    }

    @Test("the way out leads there: with a mapping file that says how the log is read anew, also back again")
    func wayOut() throws {
        let office = try OfficeHistory()
        let log = try office.folder.write(Self.slashes, to: "cong.csv")
        let add = ["history", "add-log", log]
        try office.expectDone(["add-log", log, "--date-format", "MM/dd/yyyy"])
        #expect(try office.counts().contains("van-phong 2022-02-01: 1"))
        let plain = try office.run(add)
        #expect(plain.status == 0)
        #expect(plain.text.contains("không có --date-format (mục 2: MM/dd/yyyy)"), "\(plain.text)")
        let days = "schema: quota-mapping/1\nfields: {published: {from: Ngày đăng, format: dd/MM/yyyy}}\n"
        let mapping = ["--mapping", try office.folder.write(days, to: "ngay.yaml")]
        #expect(try office.run(add + mapping).text.hasPrefix("đã ghi mục 3"))
        #expect(try office.counts().contains("van-phong 2022-01-01: 1"))
        let again = try office.run(add + mapping + ["--encoding", "utf-8"])
        #expect(again.text.contains("--encoding utf-8 (mục 3: không có)"), "\(again.text)")
        #expect(again.text.contains("ghi lại với một tệp ánh xạ khác (--mapping)"), "\(again.text)")
    }
}
