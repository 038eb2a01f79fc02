import ArticleIngest
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads all logs of one run, in the order given, and hands out what it finds.
struct LogRun {
    let options: LogOptions
    let report: ReportOptions
    let console: Console

    /// How many rejects of each reason and log are kept to be shown.
    private static let samples = 20

    /// What reading left behind.
    struct Outcome {
        var inputs: [LogSummary] = []
        var rejectSamples: [Reject] = []
    }

    /// - Parameters:
    ///   - order: what to read.
    ///   - missing: what a log lacks that a rule tests.
    /// - Throws: `Refusal` for a log that cannot be read as what it claims, `Issue` for files, and with `--strict` for
    ///   any reject.
    func read(
        _ order: ReadingOrder, missing: (LogSummary) -> [Issue], items: ([Item]) -> Void,
        rejects: (Reject) -> Void = { _ in }, finishLog: (LogSummary) -> Void
    ) throws -> Outcome {
        guard !options.log.isEmpty else { throw Issue(.missingOption, subject: "--log") }
        var outcome = Outcome()
        var csv = options.rejects.map { _ in RejectCSV(wording: console.wording) }
        var reader = LogReader(
            order: order, limits: options.limits, mapping: try options.loadedMapping(),
            options: options.reading, cores: options.cores)
        for path in options.log {
            let progress = Progress(wording: console.wording, quiet: report.quiet)
            var file = try InputFile(path, alwaysDigest: options.digest, progress: progress)
            let name = file.name
            var shown: [RejectCode: Int] = [:]
            var summary = try reader.read(&file, named: name, items: items) { reject in
                rejects(reject)
                csv?.add(reject, source: name)
                shown[reject.code, default: 0] += 1
                if shown[reject.code, default: 0] <= Self.samples { outcome.rejectSamples.append(reject) }
            }
            let missing = missing(summary)
            guard missing.isEmpty else { throw Refusal(missing) }
            summary.sha256 = file.sha256
            finishLog(summary)
            outcome.inputs.append(summary)
        }
        if let path = options.rejects, let csv { try OutputFile(path: path).write(csv.bytes) }
        try options.refuseRejects(outcome.inputs.reduce(0) { $0 + $1.rejected })
        return outcome
    }
}

extension LogOptions {
    /// Carries out `--strict`.
    func refuseRejects(_ count: Int) throws {
        if strict, count > 0 { throw Issue(.tooManyRejects, found: String(count)) }
    }
}
