import AuditLedger
import Foundation
import Testing

@Suite("history: a falsified one")
struct FalsifiedHistoryTests {
    static let calls = [
        ["briefing", "--as-of", "2022-02-28"], ["council", "--as-of", "2022-12-31"], ["history", "list"],
        ["history", "show", "6"], ["history", "item", "A1"], ["history", "replay", "7"], ["history", "diff", "5", "7"],
        ["history", "checkpoint"], ["history", "prove", "6"], ["history", "prove", "3"],
        ["history", "prove", "--from", "4"],
        ["history", "withdraw", "--item", "A2", "--reason", "x"], ["history", "verify"],
    ]

    /// The last evaluates what was before the falsified entry.
    static let appends = [
        ["history", "note", "x"], ["history", "add-rules", "rules/thanh-tra-binh-dinh-2022/rules.yaml"],
        ["history", "add-log", "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv"],
        ["history", "withdraw", "--item", "A2", "--reason", "x"],
        ["briefing", "--as-of", "2022-02-28", "--known-at", "3", "--record"],
    ]

    @Test("nothing is appended behind an entry that the tree does not cover", arguments: appends, [3, 7])
    func notAppended(arguments: [String], seq: Int) throws {
        let office = try OfficeHistory.year()
        try office.falsify(seq, "\"chị Lan\"", "\"chị Hoa\"")
        let result = try office.run(arguments)
        #expect(result.status == 65 && result.output.isEmpty, "\(result.text)")
        #expect(result.errors.contains("mục \(seq) đã hỏng hoặc bị sửa"), "\(result.errors)")
        #expect(result.errors.contains("damaged-entry"), "\(result.errors)")
        #expect(try office.run(["history", "verify"]).text.contains("trên 8 mục"))
    }

    @Test("nothing is counted, signed or proved from an entry that the tree does not cover", arguments: calls)
    func refused(arguments: [String]) throws {
        let office = try OfficeHistory.year()
        let ledger = try Ledger(office.path)
        var roots = try [7, 8].map { try ledger.root(of: $0) }
        let entries = try (0..<8).map { try ledger.entry($0).bytes }
        try office.falsify(6, "\"A4\"", "\"A1\"")
        // What the tree would be over the falsified entry.
        var forged = CompactRange()
        for (seq, bytes) in entries.enumerated() {
            let other = String(decoding: bytes, as: UTF8.self).replacing("\"A4\"", with: "\"A1\"")
            forged.append(leaf: MerkleTree.leaf(seq == 6 ? Array(other.utf8) : bytes))
            if seq >= 6 { roots.append(forged.root) }
        }
        let result = try office.run(arguments)
        #expect(result.status == 65, "\(result.text)")
        if arguments != ["history", "verify"] { #expect(result.errors.contains("damaged-entry"), "\(result.errors)") }
        for root in roots { #expect(!result.text.contains(DigestText.base64(root)), "\(result.text)") }
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
