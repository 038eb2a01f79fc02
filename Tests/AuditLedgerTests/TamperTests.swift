import Crypto
import Foundation
import GRDB
import QuotaModel
import TestSupport
import Testing

@testable import AuditLedger

@Suite("Tampering with a history is found")
struct TamperTests {
    private let folder: Folder
    private var path: String { folder.path("so.history") }

    init() throws {
        folder = try Folder()
        try Histories.make(path)
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The first bad entry; nil where the fault is of no entry.
        let first: Int?
        let kind: Verification.Fault.Kind
        let change: @Sendable (Database) throws -> Void

        init(
            _ name: String, _ first: Int?, _ kind: Verification.Fault.Kind,
            _ change: @escaping @Sendable (Database) throws -> Void
        ) {
            testDescription = name
            self.first = first
            self.kind = kind
            self.change = change
        }
    }

    /// Bytes of an entry with another text in them.
    private static func forged(_ seq: Int, _ text: String) -> Data {
        Data(Entry(seq: seq, Histories.draft("note", .object(["text": .string(text)]))).bytes)
    }

    private static func leaf(_ bytes: Data) -> Data { Data(MerkleTree.leaf(bytes)) }

    static let changes = [
        Change("an entry is edited", 5, .changedEntry) {
            try $0.execute(sql: "UPDATE entries SET entry = ? WHERE seq = 5", arguments: [forged(5, "khác")])
        },
        Change("an entry is edited together with its digest", 6, .wrongOrder) {
            let bytes = forged(6, "khác")
            try $0.execute(
                sql: "UPDATE entries SET entry = ?, leaf = ? WHERE seq = 6", arguments: [bytes, leaf(bytes)])
        },
        Change("the last entry is edited together with its digest", 9, .wrongOrder) {
            let bytes = forged(9, "khác")
            try $0.execute(
                sql: "UPDATE entries SET entry = ?, leaf = ? WHERE seq = 9", arguments: [bytes, leaf(bytes)])
        },
        Change("an entry is edited with its digest and link", 5, .wrongNode) { db in
            let bytes = forged(5, "khác")
            let before = try Data.fetchOne(db, sql: "SELECT link FROM entries WHERE seq = 4") ?? Data()
            try db.execute(
                sql: "UPDATE entries SET entry = ?, leaf = ?, link = ? WHERE seq = 5",
                arguments: [bytes, leaf(bytes), Data(MerkleTree.link(Array(before), MerkleTree.leaf(bytes)))])
        },
        Change("an entry is deleted", 4, .missingEntry) { try $0.execute(sql: "DELETE FROM entries WHERE seq = 4") },
        Change("the first entry is deleted", 0, .missingEntry) {
            try $0.execute(sql: "DELETE FROM entries WHERE seq = 0")
        },
        Change("an entry is deleted and the rest moves up", 4, .wrongOrder) {
            try $0.execute(sql: "DELETE FROM entries WHERE seq = 4")
            for seq in 5...9 { try $0.execute(sql: "UPDATE entries SET seq = \(seq - 1) WHERE seq = \(seq)") }
        },
        Change("an entry is put in between", 4, .wrongOrder) {
            for seq in (4...9).reversed() {
                try $0.execute(sql: "UPDATE entries SET seq = \(seq + 1) WHERE seq = \(seq)")
            }
            let bytes = forged(4, "chen vào")
            try $0.execute(
                sql: "INSERT INTO entries VALUES (4, ?, ?, randomblob(32), x'')", arguments: [bytes, leaf(bytes)])
        },
        Change("two entries are exchanged", 3, .wrongOrder) {
            try $0.execute(sql: "UPDATE entries SET seq = 100 WHERE seq = 3")
            try $0.execute(sql: "UPDATE entries SET seq = 3 WHERE seq = 6")
            try $0.execute(sql: "UPDATE entries SET seq = 6 WHERE seq = 100")
        },
        Change("an entry is appended by another program", 10, .wrongOrder) {
            let bytes = forged(10, "thêm")
            try $0.execute(
                sql: "INSERT INTO entries VALUES (10, ?, ?, randomblob(32), x'')", arguments: [bytes, leaf(bytes)])
        },
        Change("a digest of the tree is changed", 7, .wrongNode) {
            try $0.execute(sql: "UPDATE entries SET nodes = randomblob(96) WHERE seq = 7")
        },
        Change("an entry is written in another way", 8, .wrongEntry) { db in
            // The same facts with a blank: its digests fit, but two writings of one entry must not both pass.
            let row = try Row.fetchOne(db, sql: "SELECT entry FROM entries WHERE seq = 8")
            let bytes = Data((row?[0] as Data? ?? Data()) + [0x20])
            let before = try Data.fetchOne(db, sql: "SELECT link FROM entries WHERE seq = 7") ?? Data()
            try db.execute(
                sql: "UPDATE entries SET entry = ?, leaf = ?, link = ? WHERE seq = 8",
                arguments: [bytes, leaf(bytes), Data(MerkleTree.link(Array(before), MerkleTree.leaf(bytes)))])
        },
        Change("a byte of a blob is changed", 1, .changedBlob) {
            try $0.execute(
                sql:
                    "UPDATE parts SET bytes = CAST(substr(bytes, 1, 500) || x'FF' || substr(bytes, 502) AS BLOB) WHERE blob = 1 AND number = 0"
            )
        },
        Change("a part of a blob is deleted", 1, .changedBlob) {
            try $0.execute(sql: "DELETE FROM parts WHERE blob = 1 AND number = 1")
        },
        Change("a part is added to a blob", 4, .changedBlob) {
            try $0.execute(sql: "INSERT INTO parts (blob, number, bytes) VALUES (2, 1, x'00')")
        },
        Change("a blob is exchanged together with its digest", 4, .missingBlob) {
            try $0.execute(sql: "UPDATE parts SET bytes = x'00' WHERE blob = 2")
            let digest =
                DigestText.bytes(hexadecimal: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d") ?? []
            try $0.execute(sql: "UPDATE blobs SET sha256 = ?, size = 1 WHERE id = 2", arguments: [Data(digest)])
        },
        Change("a blob is deleted", 4, .missingBlob) {
            try $0.execute(sql: "DELETE FROM parts WHERE blob = 2")
            try $0.execute(sql: "DELETE FROM blobs WHERE id = 2")
        },
        Change("a blob is added that nothing names", nil, .strayBlob) {
            try $0.execute(
                sql: "INSERT INTO blobs (id, sha256, size) VALUES (9, ?, 0)", arguments: [Data(MerkleTree.emptyRoot)])
        },
        Change("a blob's size is changed", 4, .changedBlob) {
            try $0.execute(sql: "UPDATE blobs SET size = size + 1 WHERE id = 2")
        },
        Change("a guard is missing", nil, .changedSchema) {
            try $0.execute(sql: "CREATE TRIGGER them AFTER INSERT ON entries BEGIN SELECT 1; END")
        },
    ]

    @Test("and the first bad entry is named with both digests; what is before it can be read", arguments: changes)
    func found(change: Change) throws {
        let before = try Histories.contents(path)
        let checkpoint = try Ledger(path).checkpoint(of: 10)
        try Histories.tamper(path, change.change)
        let ledger = try Ledger(path)
        let result = try ledger.verify(against: checkpoint)
        let fault = try #require(result.faults.first)
        #expect(fault.seq == change.first, "\(result.faults)")
        #expect(result.faults.contains { $0.kind == change.kind && $0.seq == change.first }, "\(result.faults)")
        if [.changedEntry, .wrongOrder, .wrongNode, .changedBlob].contains(fault.kind), fault.detail == nil {
            #expect(fault.stored != nil && fault.computed != nil && fault.stored != fault.computed)
        }
        if let first = change.first { #expect(result.goodEntries == first) }
        var good: [[UInt8]] = []
        try ledger.forEachEntry(to: min(result.goodEntries, 10)) { entry in
            good.append(entry.bytes)
            for digest in entry.blobs { good.append(try ledger.contents(of: digest)) }
        }
        #expect(good == Array(before.prefix(good.count)))
    }

    @Test(
        "no entry from there on is read, and no root of it is given",
        arguments: changes.filter { change in
            [.changedEntry, .wrongEntry, .wrongOrder, .wrongNode, .missingEntry].contains(change.kind)
        })
    func heldAgainstTree(change: Change) throws {
        let roots = try (0...9).map { try Ledger(path).root(of: $0) }
        try Histories.tamper(path, change.change)
        let (ledger, first) = (try Ledger(path), try #require(change.first))
        let size = try ledger.size()
        var read = 0
        #expect {
            try ledger.forEachEntry(to: size) { _ in read += 1 }
        } throws: {
            ($0 as? QuotaModel.Issue)?.code == .damagedEntry
        }
        #expect(read == first)
        #expect { try ledger.checkpoint(of: size) } throws: { ($0 as? QuotaModel.Issue)?.code == .damagedEntry }
        if first < 10 { #expect(try ledger.root(of: first) == roots[first]) }
    }

    @Test(
        "nothing is appended to it, and the first entry that the tree does not cover is named",
        arguments: changes.filter { [.changedEntry, .wrongOrder, .wrongNode, .missingEntry].contains($0.kind) })
    func nothingAppended(change: Change) throws {
        try Histories.tamper(path, change.change)
        let ledger = try Ledger(path, writing: true)
        let size = try ledger.count()
        #expect {
            try Histories.append(13, to: ledger)
        } throws: {
            guard let issue = $0 as? QuotaModel.Issue else { return false }
            return issue.code == .damagedEntry && issue.subject == change.first.map(String.init)
        }
        #expect(try ledger.count() == size)
    }

    @Test("a single entry is held against the one before it", arguments: [3, 6, 9])
    func heldAgainstLink(seq: Int) throws {
        let bytes = Self.forged(seq, "khác")
        try Histories.tamper(path) {
            try $0.execute(
                sql: "UPDATE entries SET entry = ?, leaf = ? WHERE seq = ?", arguments: [bytes, Self.leaf(bytes), seq])
        }
        #expect { try Ledger(path).entry(seq) } throws: { ($0 as? QuotaModel.Issue)?.code == .damagedEntry }
        #expect(try Ledger(path).entry(seq - 1).seq == seq - 1)
    }

    @Test("without its first entry it is damaged, for whoever reads or appends", arguments: [[], ["blobs", "parts"]])
    func emptied(others: [String]) throws {
        try Histories.tamper(path) { db in
            for table in ["entries"] + others { try db.execute(sql: "DELETE FROM \(table)") }
        }
        let result = try Ledger(path).verify()
        #expect(result.faults.first?.kind == .missingEntry && result.faults.first?.seq == 0)
        #expect(result.size == 0 && result.goodEntries == 0)
        let uses: [(Ledger) throws -> Void] = [
            { _ = try $0.size() }, { _ = try $0.entry(0) }, { _ = try $0.origin() }, { _ = try $0.checkpoint(of: 0) },
            { _ = try $0.append { try $0.append(Histories.draft("note", .object(["text": "sau"]))) } },
        ]
        for use in uses {
            #expect {
                try use(Ledger(path, writing: true))
            } throws: {
                ($0 as? QuotaModel.Issue)?.code == .damagedEntry
            }
        }
    }

    @Test(
        "a trigger that drops what is appended is found whatever its name, and the append fails",
        arguments: ["entries", "blobs", "parts"])
    func droppingTrigger(table: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(
                sql: "CREATE TRIGGER sqliteXstat BEFORE INSERT ON \(table) BEGIN SELECT RAISE(IGNORE); END")
        }
        try queue.close()
        let ledger = try Ledger(path, writing: true)
        #expect(throws: QuotaModel.Issue(.damagedFile, at: SourceLocation(path), found: "INSERT")) {
            try Histories.append(13, to: ledger)
        }
        let result = try ledger.verify()
        #expect(result.faults.map(\.kind) == [.changedSchema])
        #expect(result.size == 10)
    }

    @Test("every blob that nothing names is told, whatever else is wrong; not where names may be missing")
    func strayBlobs() throws {
        try Histories.tamper(path) { db in
            try db.execute(sql: "UPDATE blobs SET size = size + 1 WHERE id = 2")
            for id in 11...13 {
                let bytes = Data([UInt8(id)])
                try db.execute(
                    sql: "INSERT INTO parts (blob, number, bytes) VALUES (?, 0, ?)", arguments: [id, bytes])
                try db.execute(
                    sql: "INSERT INTO blobs (id, sha256, size) VALUES (?, ?, 1)",
                    arguments: [id, Data(SHA256.hash(data: bytes))])
            }
        }
        #expect(try Ledger(path).verify().faults.map(\.kind) == [.changedBlob, .strayBlob, .strayBlob, .strayBlob])
        try Histories.tamper(path) { try $0.execute(sql: "DELETE FROM entries WHERE seq = 3") }
        #expect(try Ledger(path).verify().faults.map(\.kind) == [.missingEntry, .changedBlob])
    }

    @Test("missing blobs are told in an order of their own, the same in every run")
    func missingBlobs() throws {
        let ledger = try Ledger(path, writing: true)
        let entry = try ledger.append { append in
            let blobs = try (0..<8).map { JSONValue.object(["sha256": .string(try append.store([$0]).sha256)]) }
            return try append.append(Histories.draft("log", .object(["files": .array(blobs)])))
        }
        try ledger.close()
        try Histories.tamper(path) { try $0.execute(sql: "DELETE FROM blobs WHERE id > 3") }
        let missing = try Ledger(path).verify().faults.filter { $0.kind == .missingBlob }.map(\.blob)
        #expect(missing == entry.blobs.sorted() && missing.count == 8)
    }

    @Test("what ANALYZE leaves in the file is no change of the schema")
    func analyzed() throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "ANALYZE") }
        #expect(try Ledger(path).verify().isGood)
    }

    @Test("a tail that was cut off is seen against a checkpoint only")
    func cutTail() throws {
        let checkpoint = try Ledger(path).checkpoint(of: 10)
        try Histories.tamper(path) { try $0.execute(sql: "DELETE FROM entries WHERE seq > 7") }
        let result = try Ledger(path).verify(against: checkpoint)
        #expect(result.isGood)
        #expect(result.extends(checkpoint) == .shorter)
    }

    @Test("a history written anew from the first changed entry on is seen against a checkpoint")
    func rewritten() throws {
        let checkpoint = try Ledger(path).checkpoint(of: 10)
        let other = folder.path("khac.history")
        try Histories.make(other, entries: 9)
        let ledger = try Ledger(other, writing: true)
        _ = try ledger.append { try $0.append(Histories.draft("note", .object(["text": "khác"]))) }
        let result = try ledger.verify(against: checkpoint)
        #expect(result.isGood)
        #expect(result.extends(checkpoint) == .otherRoot(computed: try ledger.root(of: 10)))
        #expect(try Ledger(path).verify(against: checkpoint).extends(checkpoint) == .extends)
        let alien = Checkpoint(origin: "Sở khác", size: 10, root: checkpoint.root)
        #expect(try Ledger(path).verify(against: alien).extends(alien) == .otherOrigin)
    }

    @Test("a flipped bit is found wherever it changes anything that is read", arguments: 0..<8)
    func flippedBits(seed: UInt64) throws {
        let small = folder.path("nho.history")
        try Ledger.create(small) { append in
            try append.append(Histories.draft("init", .object(["origin": "Sở"])))
            for number in 2..<12 {
                let blob = try append.store(Histories.bytes(number, count: 300))
                try append.append(Histories.draft("log", .object(["sha256": .string(blob.sha256)])))
            }
        }
        let original = try [UInt8](Data(contentsOf: URL(filePath: small)))
        let before = try Histories.contents(small)
        var random = SeededRandom(seed: seed + 1)
        let copy = folder.path("lat-\(seed).history")
        for _ in 0..<60 {
            var bytes = original
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try Data(bytes).write(to: URL(filePath: copy))
            let isFound = (try? Ledger(copy).verify())?.isGood != true
            let isSame = (try? Histories.contents(copy)) == before
            #expect(isFound || isSame, "bit at \(place)")
        }
    }
}
