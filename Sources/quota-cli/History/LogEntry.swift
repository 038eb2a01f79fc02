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

    /// Nil for an entry of another kind, and for one that does not say plainly how its bytes are read.
    init?(_ entry: Entry) {
        guard entry.entryKind == .log, let file = entry.payload["file"]?.text,
            let sha256 = entry.payload["sha256"]?.text, let size = entry.payload["size"]?.int,
            let options = ReadingOptions(entry.payload["reading"]), let limits = ReadingLimits(entry.payload["limits"])
        else { return nil }
        self.file = file
        self.sha256 = sha256
        self.size = size
        mappingFile = entry.payload["mappingFile"]?.text
        mappingSHA256 = entry.payload["mappingSha256"]?.text
        self.options = options
        self.limits = limits
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

    /// Which options say otherwise here how the log is read.
    func otherOptions(than recorded: LogEntry) -> [OtherOption] {
        zip(said, recorded.said).compactMap { here, there in
            here.text == there.text ? nil : OtherOption(name: here.name, given: here.text, recorded: there.text)
        }
    }

    /// How the command line says it; nil where it says nothing.
    private var said: [(name: String, text: String?)] {
        [
            ("--encoding", options.encoding?.rawValue), ("--delimiter", options.delimiter?.text),
            ("--date-format", options.dateFormat?.text), ("--log-format", options.format?.rawValue),
        ] + ReadingLimits.Name.allCases.map { ("--" + $0.rawValue, String(limits[$0])) }
    }
}

/// An option with which a known log was to be read otherwise than its entry says.
struct OtherOption {
    let name: String
    /// Nil: not given.
    let given: String?
    let recorded: String?
}

extension ReadingOptions {
    private enum Member: String, CaseIterable { case encoding, delimiter, dateFormat, format }

    /// Nil where nobody said anything.
    var json: JSONValue? {
        let said = JSONValue.object([
            Member.encoding.rawValue: .text(encoding?.rawValue), Member.delimiter.rawValue: .text(delimiter?.text),
            Member.dateFormat.rawValue: .text(dateFormat?.text), Member.format.rawValue: .text(format?.rawValue),
        ])
        return said.members.isEmpty ? nil : said
    }

    /// Nil where a member cannot be read: without it the log would be read otherwise.
    init?(_ json: JSONValue?) {
        guard let read = try? Self.read(RecordedMembers(json, all: Member.allCases.map(\.rawValue))) else { return nil }
        self = read
    }

    private static func read(_ members: RecordedMembers) throws -> ReadingOptions {
        ReadingOptions(
            encoding: try members.word(Member.encoding.rawValue),
            delimiter: try members.value(Member.delimiter.rawValue) { $0.text.flatMap { Delimiter($0) } },
            dateFormat: try members.value(Member.dateFormat.rawValue) { $0.text.flatMap { DatePattern($0) } },
            format: try members.word(Member.format.rawValue))
    }
}

extension ReadingLimits {
    /// Those that a person changed; nil where nobody did.
    var json: JSONValue? {
        let usual = ReadingLimits()
        let changed = Name.allCases.filter { self[$0] != usual[$0] }
        return changed.isEmpty ? nil : .object(changed.map { JSONValue.Member($0.rawValue, .number(self[$0])) })
    }

    /// Nil where a member cannot be read: without it the log would be read otherwise.
    init?(_ json: JSONValue?) {
        guard let read = try? Self.read(RecordedMembers(json, all: Name.allCases.map(\.rawValue))) else { return nil }
        self = read
    }

    private static func read(_ members: RecordedMembers) throws -> ReadingLimits {
        var limits = ReadingLimits()
        for name in Name.allCases {
            let said = try members.value(name.rawValue) { $0.int.flatMap { $0 < 1 ? nil : $0 } }
            limits[name] = said ?? limits[name]
        }
        return limits
    }
}
