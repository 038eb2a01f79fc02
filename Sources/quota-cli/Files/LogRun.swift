import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads all logs of one run, in the order given, and hands out what it finds.
struct LogRun {
    let options: LogOptions
    let report: ReportOptions
    let console: Console
    /// Nil: the logs are files.
    var history: HistoryEvidence?

    /// How many rejects of each reason and log are kept to be shown.
    private static let samples = 20

    /// What reading left behind.
    struct Outcome {
        var inputs: [LogSummary] = []
        var rejectSamples: [Reject] = []
    }

    /// - Parameters:
    ///   - order: what to read.
    ///   - missing: what a log lacks that a rule tests, and cannot do without.
    ///   - remarks: what people should know about a log under these rules.
    ///   - overruled: takes accepted rows of a history that count nowhere.
    /// - Throws: `Refusal` for a log that cannot be read as what it claims, `Issue` for files, and with `--strict` for
    ///   any reject.
    func read(
        _ order: ReadingOrder, missing: (LogSummary) -> [Issue], remarks: (LogSummary) -> [Issue] = { _ in [] },
        items: (Span<Item>) -> Void,
        rejects: (Reject) -> Void = { _ in }, overruled: (Item, Overruling) -> Void = { _, _ in },
        finishLog: (LogSummary) -> Void
    ) throws -> Outcome {
        let outcome = try RejectFile.write(options.rejects, console.wording) { table in
            var outcome = Outcome()
            let collect = { (reject: Reject, name: String, shown: inout RejectCounts) in
                rejects(reject)
                table(reject, name)
                shown[reject.code] += 1
                if shown[reject.code] <= Self.samples { outcome.rejectSamples.append(reject) }
            }
            let finish = { (summary: LogSummary) in
                let missing = missing(summary)
                guard missing.isEmpty else { throw Refusal(missing) }
                var summary = summary
                summary.remarks += remarks(summary)
                finishLog(summary)
                outcome.inputs.append(summary)
            }
            if let history {
                try read(history, order, items: items, rejects: collect, overruled: overruled, finish: finish)
                outcome.inputs.sort { $0.number < $1.number }
            } else {
                try readFiles(order, items: items, rejects: collect, finish: finish)
            }
            return outcome
        }
        try options.refuseRejects(outcome.inputs.reduce(0) { $0 + $1.rejected })
        return outcome
    }

    /// Takes a reject, the name of its log, and how many of each reason came before it in this log.
    private typealias Rejects = (Reject, String, inout RejectCounts) -> Void

    private func readFiles(
        _ order: ReadingOrder, items: (Span<Item>) -> Void, rejects: Rejects,
        finish: (LogSummary) throws -> Void
    ) throws {
        guard !options.log.isEmpty else { throw Issue(.missingOption, subject: "--log") }
        let mapping = try options.loadedMapping()
        var reader = LogReader(
            order: order, limits: options.limits, mapping: mapping?.mapping, options: options.reading,
            cores: options.cores)
        for path in options.log {
            let progress = Progress(wording: console.wording, quiet: report.quiet)
            var file = try InputFile(path, alwaysDigest: options.digest, progress: progress)
            let name = file.name
            var shown = RejectCounts()
            var summary = try reader.read(&file, named: name, items: items) { rejects($0, name, &shown) }
            summary.sha256 = file.sha256
            try finish(summary.read(by: mapping))
        }
    }

    /// The newest log first, because it speaks for what older ones hold too (contract, section 9). A file that a newer
    /// entry reads in another way is not read: a row without an identity, or whose identity the other reading changes,
    /// would count twice, and nobody could mend what a history holds.
    private func read(
        _ history: HistoryEvidence, _ order: ReadingOrder, items: (Span<Item>) -> Void, rejects: Rejects,
        overruled: (Item, Overruling) -> Void, finish: (LogSummary) throws -> Void
    ) throws {
        let logs = history.logs.logs
        guard !logs.isEmpty else {
            throw Issue(.nothingAdded, at: SourceLocation(history.ledger.path), subject: "logs")
        }
        var reader = LogReader(
            order: order, cores: options.cores,
            precedence: .newestLog(withdrawn: Array(history.withdrawn.keys)))
        for (number, stored) in logs.enumerated().reversed() {
            let log = stored.log
            if let newer = history.logs.newerReading(of: stored) {
                try finish(LogSummary(log, number: number, readAnewBy: newer))
                continue
            }
            reader.limits = log.limits
            let mapping = try history.logs.mapping(of: log)
            reader.mapping = mapping?.mapping
            reader.options = log.options
            var source = try history.logs.source(of: log)
            var shown = RejectCounts()
            var summary = try reader.read(
                &source, named: log.file, number: number, items: items,
                rejects: { rejects($0, log.file, &shown) }, overruled: overruled)
            summary.sha256 = log.sha256
            try finish(summary.read(by: mapping))
        }
    }
}

extension LogSummary {
    /// Of a log of a history that was not read, because a newer entry reads the same bytes in another way.
    fileprivate init(_ log: LogEntry, number: Int, readAnewBy newer: Entry) {
        self.init(source: log.file)
        self.number = number
        sha256 = log.sha256
        remarks = [Issue(.readAnew, at: SourceLocation(log.file), found: String(newer.seq))]
    }

    /// Says by which mapping, before all else that is said of the log.
    fileprivate func read(by mapping: LoadedMapping?) -> LogSummary {
        guard let mapping else { return self }
        var summary = self
        summary.remarks.insert(mapping.remark, at: 0)
        return summary
    }
}

extension LogOptions {
    /// Carries out `--strict`.
    ///
    /// - Parameter end: what it keeps from happening; nil: a report.
    func refuseRejects(_ count: Int, _ end: StrictEnd? = nil) throws {
        if strict, count > 0 {
            throw Issue(
                .tooManyRejects, subject: end?.rawValue, found: String(count), expected: rejects.map { [$0] } ?? [])
        }
    }
}
