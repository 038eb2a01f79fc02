import Crypto
import Foundation
import GRDB
import QuotaModel

/// The statements that read a history. Every one looks for one row by its key.
enum LedgerRows {
    /// A blob's row.
    struct BlobRow {
        let id: Int
        let size: Int
    }

    /// - Throws: `Issue` `damaged-entry` where there is none: every history begins with the entry that names it.
    static func size(_ db: Database) throws -> Int {
        let size = try count(db)
        guard size > 0 else { throw Issue(.damagedEntry, subject: "0") }
        return size
    }

    /// Entries by the number of the last, also of a history without its first.
    static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT coalesce(max(seq) + 1, 0) FROM entries") ?? 0
    }

    /// The same from the index of leaves.
    static func indexedCount(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT coalesce(max(+seq) + 1, 0) FROM entries INDEXED BY sqlite_autoindex_entries_1") ?? 0
    }

    /// - Throws: `Issue` `no-such-entry`, and `damaged-entry` when its bytes are not those that were stored behind the entry
    ///   before.
    static func entry(_ db: Database, _ seq: Int) throws -> Entry {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT this.entry, this.leaf, this.link, before.link FROM entries AS this
                    LEFT JOIN entries AS before ON before.seq = this.seq - 1 WHERE this.seq = ?
                    """), arguments: [seq])
        guard let row else {
            let size = try size(db)
            // A number that must be there was taken away.
            if 0..<size ~= seq { throw Issue(.damagedEntry, subject: String(seq)) }
            throw Issue(.noSuchEntry, subject: String(seq), expected: ["0–\(size - 1)"])
        }
        let bytes = row.bytes(0) ?? []
        let leaf = MerkleTree.leaf(bytes)
        try hold(seq, stored: row.bytes(1), computed: leaf)
        let before = row.bytes(3)
        guard before != nil || seq == 0 else { throw Issue(.damagedEntry, subject: String(seq)) }
        try hold(seq, stored: row.bytes(2), computed: MerkleTree.link(before ?? MerkleTree.firstLink, leaf))
        guard let entry = Entry(bytes: bytes), entry.seq == seq else {
            throw Issue(.damagedEntry, subject: String(seq))
        }
        return entry
    }

    private static func hold(_ seq: Int, stored: [UInt8]?, computed: [UInt8]) throws {
        guard stored != computed else { return }
        throw Issue(
            .damagedEntry, subject: String(seq), found: DigestText.hexadecimal(computed),
            expected: stored.map { [DigestText.hexadecimal($0)] } ?? [])
    }

    /// The digest of a whole subtree. It stands in the row of the entry that completed it.
    static func node(_ db: Database, level: Int, place: Int) throws -> [UInt8] {
        let last = (place + 1) << level - 1
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT leaf, nodes FROM entries WHERE seq = ?"), arguments: [last])
        guard let row else { throw Issue(.damagedEntry, subject: String(last)) }
        // A leaf, or the digest at the node's level among those of the row.
        let (column, place) = level == 0 ? (0, 0) : (1, (level - 1) * 32)
        guard let bytes = row.bytes(column), bytes.count >= place + 32 else {
            throw Issue(.damagedEntry, subject: String(last))
        }
        return Array(bytes[place..<(place + 32)])
    }

    static func blob(_ db: Database, _ sha256: String) throws -> BlobRow? {
        guard let digest = DigestText.bytes(hexadecimal: sha256) else { return nil }
        return try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, size FROM blobs WHERE sha256 = ?"), arguments: [Data(digest)]
        ).map { row in
            guard let id = row.number(0), let size = row.number(1) else { throw Issue(.damagedBlob, subject: sha256) }
            return BlobRow(id: id, size: size)
        }
    }

    /// All bytes of a blob, held against its digest.
    static func contents(_ db: Database, of sha256: String) throws -> [UInt8] {
        guard let row = try blob(db, sha256) else { throw Issue(.damagedBlob, subject: sha256) }
        var bytes: [UInt8] = []
        var number = 0
        while let part = try part(db, blob: row.id, number) {
            bytes.append(contentsOf: part)
            number += 1
        }
        let found = DigestText.hexadecimal(SHA256.hash(data: bytes))
        guard found == sha256 else { throw Issue(.damagedBlob, subject: sha256, found: found, expected: [sha256]) }
        return bytes
    }

    static func part(_ db: Database, blob: Int, _ number: Int) throws -> Data? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM parts WHERE blob = ? AND number = ?"), arguments: [blob, number])
    }
}

/// What a column holds where somebody who went round the schema may have put a value of another type.
extension Row {
    /// Nil where it holds no bytes.
    func bytes(_ column: Int) -> [UInt8]? { Data.fromDatabaseValue(self[column]).map { Array($0) } }

    /// Nil where it holds no whole number.
    func number(_ column: Int) -> Int? { Int.fromDatabaseValue(self[column]) }
}
