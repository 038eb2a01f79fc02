import Foundation
import GRDB
import QuotaModel

@testable import AuditLedger

/// A folder that is gone after the test.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "audit-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}

/// Histories to try things on.
enum Histories {
    static func draft(_ kind: String, _ payload: JSONValue) -> EntryDraft {
        EntryDraft(time: "2022-02-15T01:02:03Z", actor: "văn thư", kind: kind, payload: payload)
    }

    /// Bytes that no two numbers have in common.
    static func bytes(_ number: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number &* 7 &+ $0 >> 8) }
    }

    /// An origin, then as many entries, every third with a blob; the first blob has two parts.
    static func make(_ path: String, entries: Int = 10) throws {
        try Ledger.create(path) { try $0.append(draft("init", .object(["origin": .string("Sở Nội vụ")]))) }
        let ledger = try Ledger(path, writing: true)
        for number in 1..<entries { try append(number, to: ledger) }
        try ledger.close()
    }

    @discardableResult
    static func append(_ number: Int, to ledger: Ledger) throws -> Entry {
        try ledger.append { append in
            guard number % 3 == 1 else {
                return try append.append(draft("note", .object(["text": .string("số \(number)")])))
            }
            let size = number == 1 ? LedgerSchema.partSize + 77 : 1_000 + number
            let blob = try append.store(bytes(number, count: size))
            return try append.append(
                draft("log", .object(["sha256": .string(blob.sha256), "size": .number(blob.size)])))
        }
    }

    /// What a history holds: its entries' bytes and its blobs'. Throws where it does not hold together.
    static func contents(_ path: String) throws -> [[UInt8]] {
        let ledger = try Ledger(path)
        var all: [[UInt8]] = []
        try ledger.forEachEntry(to: ledger.size()) { entry in
            all.append(entry.bytes)
            for digest in entry.blobs { all.append(try ledger.contents(of: digest)) }
        }
        return all
    }

    /// Goes round the guards as somebody with an SQLite program would, and puts them back.
    static func tamper(_ path: String, _ change: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(
            path: path,
            configuration: {
                var configuration = Configuration()
                configuration.foreignKeysEnabled = false
                return configuration
            }())
        try queue.writeWithoutTransaction { db in
            let triggers = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
            try change(db)
            for statement in LedgerSchema.statements where statement.hasPrefix("CREATE TRIGGER") {
                try db.execute(sql: statement)
            }
        }
        try queue.close()
    }
}
