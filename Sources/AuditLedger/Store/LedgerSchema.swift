import GRDB

/// The tables of a history, and what keeps them from being changed (contract, section 9; docs/history-format.md).
///
/// The schema is trusted more than the code: what may not be is refused by the database itself, whichever program asks.
enum LedgerSchema {
    /// `QUOH`: tells a history from every other SQLite file.
    static let applicationID: Int32 = 0x5155_4F48
    /// A program writes only to files of a version that it knows.
    static let version: Int32 = 1

    /// Blobs are stored in rows of this size, so that neither writing nor reading holds a whole one in memory.
    static let partSize = 1 << 20

    private static let entries = """
        CREATE TABLE entries (
          seq INTEGER PRIMARY KEY NOT NULL CHECK (seq >= 0),
          entry BLOB NOT NULL CHECK (length(entry) > 0),
          leaf BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32),
          link BLOB NOT NULL CHECK (length(link) = 32),
          nodes BLOB NOT NULL CHECK (length(nodes) % 32 = 0)
        ) STRICT
        """
    private static let blobs = """
        CREATE TABLE blobs (
          id INTEGER PRIMARY KEY NOT NULL CHECK (id > 0),
          sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
          size INTEGER NOT NULL CHECK (size >= 0)
        ) STRICT
        """
    private static let parts = """
        CREATE TABLE parts (
          id INTEGER PRIMARY KEY NOT NULL,
          blob INTEGER NOT NULL REFERENCES blobs (id) DEFERRABLE INITIALLY DEFERRED,
          number INTEGER NOT NULL CHECK (number >= 0),
          bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND \(partSize)),
          UNIQUE (blob, number)
        ) STRICT
        """

    /// What is inserted continues what is there. Asked here too because REPLACE deletes without asking the triggers
    /// that refuse deletion.
    private static let entryOrder = """
        CREATE TRIGGER entries_continue BEFORE INSERT ON entries
        WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entries)
          OR EXISTS (SELECT 1 FROM entries WHERE leaf = NEW.leaf)
        BEGIN SELECT RAISE(ABORT, 'a history only grows'); END
        """
    private static let blobOrder = """
        CREATE TRIGGER blobs_continue BEFORE INSERT ON blobs
        WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM blobs)
          OR EXISTS (SELECT 1 FROM blobs WHERE sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, 'a history only grows'); END
        """
    private static let partOrder = """
        CREATE TRIGGER parts_continue BEFORE INSERT ON parts
        WHEN EXISTS (SELECT 1 FROM blobs WHERE id = NEW.blob)
          OR EXISTS (SELECT 1 FROM parts WHERE blob = NEW.blob AND number = NEW.number)
          OR EXISTS (SELECT 1 FROM parts WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a history only grows'); END
        """

    private static let refusals = ["entries", "blobs", "parts"].flatMap { table in
        ["UPDATE", "DELETE"].map { change in
            """
            CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'a history only grows'); END
            """
        }
    }

    static let statements = [entries, blobs, parts, entryOrder, blobOrder, partOrder] + refusals

    /// Makes the tables of a new history; part of the transaction that writes its first entry.
    static func create(_ db: Database) throws {
        for statement in statements { try db.execute(sql: statement) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// Whether tables and triggers are those of `statements`, to the letter.
    ///
    /// What ANALYZE leaves is left out by its exact names: a trigger could have one that is like them.
    static func isOriginal(_ db: Database) throws -> Bool {
        let found = try String.fetchSet(
            db,
            sql: """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
                AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat3', 'sqlite_stat4'))
                """)
        return found == Set(statements)
    }
}
