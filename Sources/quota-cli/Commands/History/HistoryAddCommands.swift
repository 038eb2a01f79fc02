import ArgumentParser
import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// `history add-log`: stores logs, byte by byte as they are, and what was found in them.
struct HistoryAddLogCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add-log",
            abstract: help(
                "lưu nhật ký vào lịch sử; nhiều tệp thì lưu hết hoặc không lưu gì",
                "store logs; of several files all or none"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var reportOptions: ReportOptions

    @Argument(help: ArgumentHelp("nhật ký (cũng như --log)", "logs (the same as --log)", value: "file"))
    var files: [String] = []

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: historyOptions.files + logOptions.files + files.map { NamedFile("--log", $0) },
            writing: [reportOptions.file, logOptions.rejectFile])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        var logOptions = logOptions
        logOptions.log += files
        try logOptions.checkOptions()
        guard !logOptions.log.isEmpty else { throw Issue(.missingOption, subject: "--log") }
        // What is read is stored on the way, by the one core that holds the history.
        if let jobs = logOptions.jobs, jobs > 1 {
            throw Issue(.badOption, subject: "--jobs", found: String(jobs), expected: ["1"])
        }
        let mapping = try logOptions.mapping.map { (file: $0, bytes: try InputFile.contents(of: $0)) }
        let ledger = try historyOptions.opened(writing: true)
        let added = try ledger.append { append in
            let adding = LogAdding(
                options: logOptions, report: reportOptions, console: console, actor: actorOptions, mapping: mapping)
            let (added, rejected) = try RejectFile.write(logOptions.rejects, console.wording) {
                try adding.add(to: append, rejects: $0)
            }
            // Whoever is refused has the file of rejects, and the history nothing.
            try logOptions.refuseRejects(rejected, .notAdded)
            return added
        }
        try reportOptions.write(lines: added.map { HistoryText(console.wording).line($0) })
        return .done
    }
}

/// What became of something that was to be added.
enum Added {
    case new(Entry)
    /// It was there already, as this entry; nothing was added. Of a log what this call would have read otherwise, and the
    /// newer entry that reads it in another way.
    case known(Entry, file: String, unused: [OtherOption] = [], readAnewBy: Entry? = nil)
}

/// Adds the logs of one command, in one append.
private struct LogAdding {
    let options: LogOptions
    let report: ReportOptions
    let console: Console
    let actor: ActorOptions
    let mapping: (file: String, bytes: [UInt8])?

    func add(to append: LedgerAppend, rejects: (Reject, String) -> Void) throws -> (added: [Added], rejected: Int) {
        let loaded = try mapping.map { try LoadedMapping($0.bytes, path: $0.file) }
        let storing = LogStoring(
            options: options, report: report, console: console, rules: try append.newestRules(),
            mapping: loaded?.mapping)
        if let mapping { _ = try append.store(mapping.bytes) }
        var rejected = 0
        let added = try options.log.map { path -> Added in
            let file = InputFile.name(of: path)
            let outcome = try storing.store(path, in: append) { rejects($0, file) }
            rejected += outcome.rejected
            var log = LogEntry(
                file: file, blob: outcome.blob, mapping: loaded, options: options.reading, limits: options.limits)
            // Bytes that are new cannot be known: the entries need not be looked through.
            let alike = outcome.blob.isNew ? [] : try append.logs(of: log.sha256)
            if let known = alike.first(where: { $0.log.isSame(as: log) }) {
                let newest = alike.last?.entry
                return .known(
                    known.entry, file: file, unused: log.otherOptions(than: known.log),
                    readAnewBy: newest?.seq == known.entry.seq ? nil : newest)
            }
            log.counts = outcome.counts
            log.rulesSHA256 = storing.rules?.sha256
            return .new(try append.append(actor.draft(.log, log.payload)))
        }
        return (added, rejected)
    }
}

extension LedgerAppend {
    /// The logs of these bytes, oldest first.
    ///
    /// - Throws: `Issue` `damaged-entry` for one that this program cannot read: nobody could say whether another is the same.
    fileprivate func logs(of sha256: String) throws -> [StoredLogs.Log] {
        try (0..<size).compactMap { seq in
            let entry = try entry(seq)
            guard entry.entryKind == .log, entry.payload["sha256"]?.text == sha256 else { return nil }
            guard let log = LogEntry(entry) else {
                throw Issue(.damagedEntry, subject: String(seq), found: EntryBody.flaw(of: entry))
            }
            return StoredLogs.Log(entry: entry, log: log)
        }
    }

    /// The newest rules of the history; nil where it has none.
    func newestRules() throws -> LoadedRules? {
        guard let entry = try newest(where: { $0.entryKind == .rules }), let sha256 = entry.payload["sha256"]?.text,
            let file = entry.payload["file"]?.text
        else { return nil }
        return try LoadedRules(contents(of: sha256), path: file)
    }

    /// Adds a rule pack, unless it is there already.
    @discardableResult
    func add(_ bytes: [UInt8], of path: String, _ rules: LoadedRules, by actor: ActorOptions) throws -> Added {
        try add(.rules, bytes, of: path, more: ["id": .string(rules.pack.id)], by: actor)
    }

    /// Adds a file whose bytes are in memory, unless the newest entry of its kind for the same purpose has them: then they
    /// are what evaluations read. What a newer file took the place of is added again: so one goes back to it.
    ///
    /// - Parameter more: what says the purpose, the id of the rules or the scorecard.
    func add(
        _ kind: EntryKind, _ bytes: [UInt8], of path: String, more: KeyValuePairs<String, JSONValue?> = [:],
        by actor: ActorOptions
    ) throws -> Added {
        let file = InputFile.name(of: path)
        let blob = try store(bytes)
        let isAlike = { (entry: Entry) in
            entry.entryKind == kind
                && more.allSatisfy { entry.payload[$0.key]?.canonical == $0.value?.canonical }
        }
        if !blob.isNew, let known = try newest(where: isAlike), known.payload["sha256"]?.text == blob.sha256 {
            return .known(known, file: file)
        }
        let members = JSONValue.object([
            "file": .string(file), "sha256": .string(blob.sha256), "size": .number(blob.size),
        ])
        return .new(
            try append(actor.draft(kind, .object(members.members + JSONValue.object(more).members))))
    }
}

/// `history add-rules`: stores a rule pack that has no errors.
struct HistoryAddRulesCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add-rules", abstract: help("lưu bộ quy tắc vào lịch sử", "store rule packs"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var reportOptions: ReportOptions

    @Argument(help: ArgumentHelp("bộ quy tắc", "rule packs", value: "file"))
    var files: [String]

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files + files.map { NamedFile("file", $0) }, writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        let packs = try files.map { file in
            let bytes = try InputFile.contents(of: file)
            return (file, bytes, try LoadedRules(bytes, path: file))
        }
        let added = try historyOptions.opened(writing: true).append { append in
            try packs.map { file, bytes, rules in try append.add(bytes, of: file, rules, by: actorOptions) }
        }
        try reportOptions.write(lines: added.map { HistoryText(console.wording).line($0) })
        return .done
    }
}

/// `history add-inputs`: stores entered figures that a scorecard of the newest rules can read. Without rules they are
/// checked when a scorecard reads them.
struct HistoryAddInputsCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add-inputs",
            abstract: help("lưu số liệu nhập của hội đồng vào lịch sử", "store files of entered figures"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(
        help: ArgumentHelp(
            "chỉ dùng cho bảng chấm điểm này; mặc định mọi bảng", "only for this scorecard; by default for all",
            value: "id"))
    var scorecard: String?

    @Argument(help: ArgumentHelp("tệp số liệu nhập (CSV)", "files of entered figures (CSV)", value: "file"))
    var files: [String]

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files + files.map { NamedFile("file", $0) }, writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        let contents = try files.map { ($0, try InputFile.contents(of: $0)) }
        for (file, bytes) in contents where bytes.isEmpty { throw Issue(.emptyFile, at: SourceLocation(file)) }
        let added = try historyOptions.opened(writing: true).append { append in
            let rules = try append.newestRules()
            return try contents.map { file, bytes in
                try rules.map { try check(bytes, of: file, against: $0) }
                return try append.add(.inputs, bytes, of: file, more: ["scorecard": .text(scorecard)], by: actorOptions)
            }
        }
        try reportOptions.write(lines: added.map { HistoryText(console.wording).line($0) })
        return .done
    }

    /// Figures for all scorecards must be good for one of them.
    ///
    /// - Throws: `Refusal` with what the scorecard, or the first of them, cannot read.
    private func check(_ bytes: [UInt8], of file: String, against rules: LoadedRules) throws {
        let known = rules.pack.scorecards
        let asked = scorecard.map { id in known.filter { $0.id == id } } ?? known
        if let scorecard, asked.isEmpty {
            throw Issue(
                .noScorecard, subject: "--scorecard", found: scorecard, expected: known.map(\.id),
                suggestion: Suggestion.nearest(to: scorecard, among: known.map(\.id)))
        }
        let plan = try rules.plan(asOf: rules.pack.to ?? Today.inVietnam(), Interpretation())
        let refusals = try asked.map { scorecard -> Refusal? in
            let scoring = try ScoringPlan(plan: plan, scorecard: scorecard)
            do {
                _ = try LoadedFigures.figures(in: bytes, path: file, scoring)
                return nil
            } catch let refusal as Refusal {
                return refusal
            }
        }
        if !refusals.contains(where: { $0 == nil }), let first = refusals.compactMap(\.self).first { throw first }
    }
}
