import ArticleIngest
import AuditLedger
import QuotaModel

/// What an entry of kind `log` says: which bytes, and everything that decides how they are read, so that they are read
/// the same way years later.
struct LogEntry {
    let file: String
    let sha256: String
    let size: Int
    let mappingFile: String?
    let mappingSHA256: String?
    let options: ReadingOptions
    let limits: ReadingLimits
    /// What was counted when the log was added, and under which rules.
    var counts: JSONValue?
    var rulesSHA256: String?

    init(
        file: String, blob: StoredBlob, mapping: LoadedMapping?, options: ReadingOptions,
        limits: ReadingLimits
    ) {
        self.file = file
        sha256 = blob.sha256
        size = blob.size
        mappingFile = mapping?.file
        mappingSHA256 = mapping?.sha256
        self.options = options
        self.limits = limits
    }

    /// Nil for an entry of another kind.
    init?(_ entry: Entry) {
        guard entry.entryKind == .log, let file = entry.payload["file"]?.text,
            let sha256 = entry.payload["sha256"]?.text, let size = entry.payload["size"]?.int
        else { return nil }
        self.file = file
        self.sha256 = sha256
        self.size = size
        mappingFile = entry.payload["mappingFile"]?.text
        mappingSHA256 = entry.payload["mappingSha256"]?.text
        options = ReadingOptions(entry.payload["reading"])
        limits = ReadingLimits(entry.payload["limits"])
        counts = entry.payload["counts"]
        rulesSHA256 = entry.payload["rulesSha256"]?.text
    }

    var payload: JSONValue {
        .object([
            "file": .string(file), "sha256": .string(sha256), "size": .number(size), "mappingFile": .text(mappingFile),
            "mappingSha256": .text(mappingSHA256), "reading": options.json, "limits": limits.json, "counts": counts,
            "rulesSha256": .text(rulesSHA256),
        ])
    }

    /// Whether the other log is the same bytes with the same mapping: then it adds nothing (contract, sections 9 and 11.10).
    func isSame(as other: LogEntry) -> Bool { sha256 == other.sha256 && mappingSHA256 == other.mappingSHA256 }
}

extension ReadingOptions {
    /// Nil where nobody said anything.
    var json: JSONValue? {
        let said = JSONValue.object([
            "encoding": .text(encoding?.rawValue), "delimiter": .text(delimiter?.text),
            "dateFormat": .text(dateFormat?.text), "format": .text(format?.rawValue),
        ])
        return said.members.isEmpty ? nil : said
    }

    init(_ json: JSONValue?) {
        self.init(
            encoding: json?["encoding"]?.text.flatMap(LogEncoding.init(rawValue:)),
            delimiter: json?["delimiter"]?.text.flatMap { Delimiter($0) },
            dateFormat: json?["dateFormat"]?.text.flatMap { DatePattern($0) },
            format: json?["format"]?.text.flatMap(Inspection.Format.init(rawValue:)))
    }
}

extension ReadingLimits {
    /// Those that a person changed; nil where nobody did.
    var json: JSONValue? {
        let usual = ReadingLimits()
        let changed = { (own: Int, usual: Int) in own == usual ? nil : JSONValue.number(own) }
        let said = JSONValue.object([
            Name.fileBytes.rawValue: changed(fileBytes, usual.fileBytes),
            Name.recordBytes.rawValue: changed(recordBytes, usual.recordBytes),
            Name.depth.rawValue: changed(depth, usual.depth),
            Name.attributes.rawValue: changed(attributes, usual.attributes),
            Name.columns.rawValue: changed(columns, usual.columns),
        ])
        return said.members.isEmpty ? nil : said
    }

    init(_ json: JSONValue?) {
        self.init()
        fileBytes = json?[Name.fileBytes.rawValue]?.int ?? fileBytes
        recordBytes = json?[Name.recordBytes.rawValue]?.int ?? recordBytes
        depth = json?[Name.depth.rawValue]?.int ?? depth
        attributes = json?[Name.attributes.rawValue]?.int ?? attributes
        columns = json?[Name.columns.rawValue]?.int ?? columns
    }
}
