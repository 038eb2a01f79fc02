import Foundation
import GRDB
import QuotaModel
import Testing

@testable import AuditLedger

@Suite("A value of a type that its column does not have")
struct ColumnTypeTests {
    private let folder: Folder
    private let path: String

    init() throws {
        folder = try Folder()
        path = folder.path("so.history")
        try Histories.make(path)
    }

    /// Takes the rules of the columns away, as somebody with an SQLite program could.
    private func falsify(_ table: String, _ change: String) throws {
        let statements = [
            "PRAGMA writable_schema = ON", "PRAGMA ignore_check_constraints = ON",
            "UPDATE sqlite_schema SET sql = replace(replace(sql, ' STRICT', ''), 'NOT NULL', '') WHERE name = '\(table)'",
            "PRAGMA writable_schema = OFF",
        ]
        for step in [statements, ["PRAGMA ignore_check_constraints = ON", "UPDATE \(table) SET \(change)"]] {
            try Histories.tamper(path) { db in for statement in step { try db.execute(sql: statement) } }
        }
    }

    /// The wrong one is entry 5, or the blob that entry 4 names.
    static let changes =
        ["entry", "leaf", "link", "nodes"].flatMap { column in
            ["5", "NULL", "'chữ'", "1.5"].map { ("entries", "\(column) = \($0) WHERE seq = 5", 5) }
        } + ["sha256 = 5", "sha256 = NULL", "size = NULL", "size = 'chữ'"].map { ("blobs", "\($0) WHERE id = 2", 4) }

    @Test("is a bad entry, for whoever verifies, reads or appends", arguments: changes)
    func found(table: String, change: String, seq: Int) throws {
        try falsify(table, change)
        let ledger = try Ledger(path)
        let result = try ledger.verify()
        #expect(result.faults.first?.seq == seq, "\(result.faults)")
        #expect(result.goodEntries == seq && result.size == 10)
        // A digest that is none is not told.
        #expect(result.faults.allSatisfy { $0.stored != "" && $0.computed != "" }, "\(result.faults)")
        let uses: [(Ledger) throws -> Void] = [
            { ledger in for seq in 0..<10 { _ = try ledger.entry(seq) } }, { _ = try $0.checkpoint(of: 10) },
            { _ = try $0.inclusionProof(of: 4, in: 10) }, { _ = try $0.consistencyProof(from: 3, to: 10) },
            { ledger in
                try ledger.forEachEntry(to: 10) { for digest in $0.blobs { _ = try ledger.contents(of: digest) } }
            },
            { _ = try $0.append { try $0.append(Histories.draft("note", .object(["text": "sau"]))) } },
        ]
        var refused = 0
        for use in uses {
            do {
                try use(Ledger(path, writing: true))
            } catch let issue as QuotaModel.Issue {
                #expect([.damagedEntry, .damagedBlob].contains(issue.code), "\(issue)")
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
