import Foundation
import GRDB
import QuotaModel
import Testing

@testable import AuditLedger

@Suite("A history")
struct LedgerTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private var path: String { folder.path("so.history") }

    @Test("is a file that only its owner reads, with a rollback journal and the program's own mark")
    func file() throws {
        try Histories.make(path)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let queue = try DatabaseQueue(path: path)
        let marks = try queue.read { db in
            try ["journal_mode", "user_version", "application_id"].map {
                try String.fetchOne(db, sql: "PRAGMA \($0)")
            }
        }
        #expect(marks == ["delete", "1", String(0x5155_4F48)])
    }

    @Test("gives back what was put into it, and verifies after every append")
    func growing() throws {
        try Histories.make(path, entries: 1)
        let ledger = try Ledger(path, writing: true)
        var roots = [try ledger.root(of: 1)]
        for number in 1...20 {
            let entry = try Histories.append(number, to: ledger)
            #expect(try ledger.entry(number).bytes == entry.bytes)
            let result = try ledger.verify()
            #expect(result.isGood, "\(result.faults)")
            #expect(result.size == number + 1 && result.goodEntries == number + 1)
            #expect(try result.root == ledger.root(of: number + 1))
            roots.append(result.root)
        }
        for (place, root) in roots.enumerated() { #expect(try ledger.root(of: place + 1) == root) }
        let bytes = try ledger.contents(of: try #require(ledger.entry(1).blobs.first))
        #expect(bytes == Histories.bytes(1, count: LedgerSchema.partSize + 77))
    }

    @Test("an entry is its canonical JSON, to the letter")
    func canonical() throws {
        try Histories.make(path, entries: 1)
        let bytes = try Ledger(path).entry(0).bytes
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"actor":"văn thư","kind":"init","payload":{"origin":"Sở Nội vụ"},"seq":0,"time":"2022-02-15T01:02:03Z"}"#
        )
    }

    @Test("bytes that are stored already are not stored again")
    func onceOnly() throws {
        try Histories.make(path)
        let ledger = try Ledger(path, writing: true)
        let before = try ledger.verify()
        let blob = try ledger.append { try $0.store(Histories.bytes(1, count: LedgerSchema.partSize + 77)) }
        let after = try ledger.verify()
        #expect(after.isGood && after.blobs == before.blobs && after.blobBytes == before.blobBytes)
        #expect(try blob.sha256 == ledger.entry(1).blobs.first)
    }

    @Test("keeps nothing of an append that fails halfway")
    func allOrNone() throws {
        try Histories.make(path)
        let before = try Histories.contents(path)
        let ledger = try Ledger(path, writing: true)
        #expect(throws: QuotaModel.Issue.self) {
            try ledger.append { append in
                _ = try append.store(Histories.bytes(99, count: 5_000_000))
                try append.append(Histories.draft("note", .object(["text": "thừa"])))
                throw QuotaModel.Issue(.emptyFile)
            }
        }
        #expect(try Histories.contents(path) == before)
        #expect(try ledger.verify().isGood)
    }

    @Test("what an append's body throws comes out as it is; what the history says has its path")
    func thrownByBody() throws {
        try Histories.make(path)
        let ledger = try Ledger(path, writing: true)
        let issue = QuotaModel.Issue(
            .noScorecard, subject: "--scorecard", found: "a", expected: ["ab"], suggestion: "ab", rules: ["x"])
        #expect(throws: issue) { try ledger.append { _ in throw issue } }
        #expect(throws: QuotaModel.Issue(.damagedBlob, at: SourceLocation(path), subject: "00")) {
            try ledger.append { _ = try $0.contents(of: "00") }
        }
    }

    @Test("verifies while somebody appends: an entry and a blob that come meanwhile are no fault")
    func verifiedBesideWriter() throws {
        try Histories.make(path)
        let (reader, writer) = (try Ledger(path), try Ledger(path, writing: true))
        // Between the two questions that verify begins with: where the entries end and where the blobs end.
        var questions = 0
        try reader.read { db in
            db.trace(options: .statement) { event in
                guard case .statement(let statement) = event, statement.sql.contains("coalesce(max(") else { return }
                questions += 1
                if questions == 2 { _ = try? Histories.append(13, to: writer) }
            }
        }
        let result = try reader.verify()
        #expect(result.isGood, "\(result.faults)")
        #expect(questions >= 2)
        #expect(try writer.size() == 11)
    }

    @Test("an empty blob is a blob")
    func emptyBlob() throws {
        try Histories.make(path)
        let ledger = try Ledger(path, writing: true)
        try ledger.append { append in
            let blob = try append.store([])
            try append.append(Histories.draft("log", .object(["sha256": .string(blob.sha256)])))
            #expect(blob.size == 0)
        }
        #expect(try ledger.verify().isGood)
        #expect(try ledger.contents(of: try #require(ledger.entry(10).blobs.first)).isEmpty)
    }

    @Test(
        "the schema itself refuses every change, also by REPLACE",
        arguments: [
            "UPDATE entries SET entry = x'00' WHERE seq = 3", "DELETE FROM entries WHERE seq = 9",
            "DELETE FROM blobs", "UPDATE blobs SET size = 1", "DELETE FROM parts", "UPDATE parts SET bytes = x'00'",
            "INSERT OR REPLACE INTO entries SELECT seq, x'00', leaf, link, nodes FROM entries WHERE seq = 9",
            "INSERT INTO entries SELECT 11, x'00', randomblob(32), link, nodes FROM entries WHERE seq = 9",
            "INSERT OR REPLACE INTO entries SELECT 10, entry, leaf, link, nodes FROM entries WHERE seq = 9",
            "INSERT INTO entries VALUES (10, 'text', randomblob(32), randomblob(32), x'')",
            "INSERT INTO entries VALUES (10, x'00', x'00', randomblob(32), x'')",
            "INSERT OR REPLACE INTO blobs SELECT id, sha256, 1 FROM blobs",
            "INSERT INTO parts (blob, number, bytes) VALUES (1, 3, x'00')",
            "INSERT OR REPLACE INTO parts SELECT * FROM parts LIMIT 1",
        ])
    func refused(sql: String) throws {
        try Histories.make(path)
        let before = try Histories.contents(path)
        let queue = try DatabaseQueue(path: path)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        #expect(try Histories.contents(path) == before)
    }

    @Test("a reader works on a file that nobody may write, in a folder that nobody may write")
    func readOnly() throws {
        try Histories.make(path)
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        try manager.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        defer { try? manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path) }
        #expect(try Ledger(path).verify().isGood)
    }

    @Test("a program does not touch a file of a newer version, nor a file that is none")
    func newer() throws {
        try Histories.make(path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        #expect(throws: QuotaModel.Issue.self) { try Ledger(path, writing: true) }
        #expect { try Ledger(path) } throws: { ($0 as? QuotaModel.Issue)?.code == .newerHistory }
        let other = folder.path("khac.db")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (a)") }
        #expect { try Ledger(other) } throws: { ($0 as? QuotaModel.Issue)?.code == .notAHistory }
        let text = folder.path("chu.txt")
        try Data(repeating: 0x41, count: 5_000).write(to: URL(filePath: text))
        #expect { try Ledger(text) } throws: { ($0 as? QuotaModel.Issue)?.code == .notAHistory }
    }

    @Test("a pipe or a folder is none, and a pipe is not waited for")
    func pipe() throws {
        let pipe = folder.path("ong")
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect { try Ledger(pipe) } throws: { ($0 as? QuotaModel.Issue)?.code == .notAHistory }
        #expect { try Ledger(pipe, writing: true) } throws: { ($0 as? QuotaModel.Issue)?.code == .notAHistory }
        #expect { try Ledger(folder.path("")) } throws: { ($0 as? QuotaModel.Issue)?.code == .notAHistory }
    }

    @Test("is never made over a file that is there, not even an empty one")
    func creating() throws {
        try Histories.make(path)
        let before = try Histories.contents(path)
        #expect { try Histories.make(path) } throws: { ($0 as? QuotaModel.Issue)?.code == .historyExists }
        #expect(try Histories.contents(path) == before)
        let empty = folder.path("rong.history")
        _ = FileManager.default.createFile(atPath: empty, contents: nil, attributes: [.posixPermissions: 0o644])
        #expect { try Histories.make(empty) } throws: { ($0 as? QuotaModel.Issue)?.code == .historyExists }
        #expect(try Data(contentsOf: URL(filePath: empty)).isEmpty)
    }

    @Test("a second writer waits and then says who holds the lock; a reader reads on")
    func twoWriters() throws {
        try Histories.make(path)
        let first = try Ledger(path, writing: true)
        try first.append { append in
            try append.append(Histories.draft("note", .object(["text": "đang ghi"])))
            // Two connections of one process share its locks of POSIX, so SQLite itself keeps them apart.
            let second = try Ledger(path, writing: true, patience: 0.3)
            #expect { try Histories.append(50, to: second) } throws: {
                ($0 as? QuotaModel.Issue)?.code == .historyLocked
            }
            #expect(try Ledger(path).size() == 10)
        }
        #expect(try Ledger(path).size() == 11)
    }

    @Test("proofs from the stored digests are those of the tree")
    func proofs() throws {
        try Histories.make(path, entries: 21)
        let ledger = try Ledger(path)
        for size in 1...21 {
            let root = try ledger.root(of: size)
            for seq in 0..<size {
                let proof = try ledger.inclusionProof(of: seq, in: size)
                #expect(TreeProof.isIncluded(try ledger.leaf(seq), at: seq, in: size, root: root, proof: proof))
            }
            for old in 0...size {
                let proof = try ledger.consistencyProof(from: old, to: size)
                #expect(TreeProof.isConsistent(from: old, try ledger.root(of: old), to: size, root, proof: proof))
            }
        }
    }
}
