import ArticleIngest
import AuditLedger
import QuotaModel
import ScoringRules

/// The logs that a history holds, read again from the stored bytes.
struct StoredLogs {
    /// One log with the entry that stored it.
    struct Log {
        let entry: Entry
        let log: LogEntry
    }

    let ledger: Ledger
    /// Oldest first.
    let logs: [Log]
    /// The newest entry of the same bytes, by their digest.
    private let newest: [String: Entry]

    init(ledger: Ledger, logs: [Log]) {
        self.ledger = ledger
        self.logs = logs
        newest = Dictionary(logs.map { ($0.log.sha256, $0.entry) }, uniquingKeysWith: { $1 })
    }

    /// The newest entry that reads the same bytes in another way; it speaks for the whole file (contract, sections 9 and
    /// 11.10).
    ///
    /// - Returns: nil where none is newer.
    func newerReading(of stored: Log) -> Entry? {
        newest[stored.log.sha256].flatMap { $0.seq > stored.entry.seq ? $0 : nil }
    }

    /// The mapping that a log was added with.
    func mapping(of log: LogEntry) throws -> LoadedMapping? {
        guard let sha256 = log.mappingSHA256 else { return nil }
        return try LoadedMapping(ledger.contents(of: sha256), path: log.mappingFile ?? sha256)
    }

    /// The stored bytes of a log.
    func source(of log: LogEntry) throws -> StoredLogSource {
        guard let blob = try ledger.blob(log.sha256) else {
            throw Issue(.damagedBlob, at: SourceLocation(ledger.path), subject: log.sha256)
        }
        return StoredLogSource(blob: blob)
    }
}

/// Reads a blob as a log.
struct StoredLogSource: ByteSource {
    let blob: BlobReader

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try blob.read(into: buffer) }
}
