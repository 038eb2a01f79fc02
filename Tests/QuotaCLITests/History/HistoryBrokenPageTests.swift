import AuditLedger
import Foundation
import QuotaModel
import Testing

@Suite("history: a page that cannot be read")
struct HistoryBrokenPageTests {
    private let office: OfficeHistory
    /// The first entry on the page.
    private static let lost = 60

    /// Notes so long that each has a page of its own.
    init() throws {
        office = try OfficeHistory()
        try Ledger(office.path, writing: true).append { append in
            for number in append.size..<100 {
                let text = "ghi chú \(number) " + String(repeating: "x", count: 3_000)
                let payload = JSONValue.object(["text": .string(text)])
                try append.append(
                    EntryDraft(time: "2022-03-01T00:00:00Z", actor: "x", kind: "note", payload: payload))
            }
        }
        var file = try Data(contentsOf: URL(filePath: office.path))
        let place = try #require(file.range(of: Data("\"seq\":\(Self.lost),".utf8))).lowerBound
        file[place & ~4_095] = 0x77
        try file.write(to: URL(filePath: office.path))
    }

    @Test("verify names the first bad entry, with the root of those before it")
    func verify() throws {
        let result = try office.run(["history", "verify"])
        #expect(result.status == 65)
        #expect(result.text.contains("SAI: dùng được 60 trên 100 mục"), "\(result.text)\(result.errors)")
        #expect(result.text.contains("mục 60: tệp hỏng (tệp không còn nguyên vẹn)"), "\(result.text)")
        let root = DigestText.base64(try Ledger(office.path).root(of: Self.lost))
        #expect(result.text.contains("gốc của 60 mục: \(root)"))
    }

    @Test("the entries before it are listed and exported, with the status of bad data")
    func others() throws {
        let list = try office.run(["history", "list"])
        #expect(list.status == 65 && list.errors.contains("damaged-entry"), "\(list.errors)")
        #expect(list.text.contains("ghi chú 59 ") && !list.text.contains("ghi chú 60 "))
        let folder = office.folder.path("xuat")
        #expect(try office.run(["history", "export", folder]).status == 65)
        let lines = try String(contentsOfFile: folder + "/entries.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == Self.lost)
    }
}
