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

    /// The mapping that a log was added with.
    func mapping(of log: LogEntry) throws -> LogMapping? {
        guard let sha256 = log.mappingSHA256 else { return nil }
        return try LogMappingLoader.load(ledger.contents(of: sha256), path: log.mappingFile ?? sha256)
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
