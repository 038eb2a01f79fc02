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

    /// What is said of a log that lacks fields where a newer entry reads the same file in another way (contract, section
    /// 11.10): what a history holds stays, so nobody could mend it.
    ///
    /// - Returns: nil where the log is refused.
    func remarks(inPlaceOf issues: [Issue], of stored: Log) -> [Issue]? {
        let newer = logs.last { $0.log.sha256 == stored.log.sha256 && $0.entry.seq > stored.entry.seq }
        let missing = issues.filter { $0.code == .fieldMissing }
        let isOther = { (code: IssueCode) in ![.fieldMissing, .questionMarks, .doubledEncoding].contains(code) }
        guard let newer, !missing.isEmpty, !issues.contains(where: { isOther($0.code) }) else { return nil }
        return missing.map { Issue(.readAnew, at: $0.place, subject: $0.subject, found: String(newer.entry.seq)) }
    }

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
