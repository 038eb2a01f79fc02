import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads one log and stores its bytes as they go by.
struct LogStoring {
    let options: LogOptions
    let report: ReportOptions
    let console: Console
    /// The rules under which rows are accepted or rejected; nil where the history has none yet.
    let rules: LoadedRules?
    let mapping: LogMapping?

    struct Outcome {
        let blob: StoredBlob
        let counts: JSONValue
        let rejected: Int
    }

    /// - Parameter rejects: takes every reject.
    /// - Throws: a `Refusal` for a log that cannot be read as what it claims.
    func store(_ path: String, in append: LedgerAppend, rejects: (Reject) -> Void) throws -> Outcome {
        let progress = Progress(wording: console.wording, quiet: report.quiet)
        let file = try InputFile(path, digesting: .never, progress: progress)
        let (blob, counted) = try append.store { writer in
            var source = StoredSource(file: file, writer: writer)
            let counted = try read(&source, named: file.name, rejects: rejects)
            try source.finish()
            return counted
        }
        return Outcome(blob: blob, counts: counted.counts, rejected: counted.rejected)
    }

    private func read(
        _ source: inout StoredSource, named name: String, rejects: (Reject) -> Void
    ) throws -> (counts: JSONValue, rejected: Int) {
        guard let rules else {
            let inspection = try withoutActuallyEscaping(rejects) { rejects in
                try LogInspector.inspect(
                    &source, named: name, records: 0, limits: options.limits, mapping: mapping,
                    options: options.reading, rejects: rejects)
            }
            return (
                .object([
                    "records": .number(inspection.recordsRead), "rejected": .number(inspection.rejected),
                    "rejectedBy": Self.json(inspection.rejectedBy),
                ]), inspection.rejected
            )
        }
        // What is accepted does not depend on the day.
        let plan = Plan(pack: rules.pack, asOf: rules.pack.from)
        var reader = LogReader(
            order: plan.readingOrder(), limits: options.limits, mapping: mapping, options: options.reading)
        let summary = try reader.read(&source, named: name, items: { _ in }, rejects: rejects)
        return (
            .object([
                "records": .number(summary.records), "accepted": .number(summary.accepted),
                "rejected": .number(summary.rejected), "rejectedBy": Self.json(summary.rejectedBy),
                "undated": .number(summary.undated),
            ]), summary.rejected
        )
    }

    private static func json(_ counts: RejectCounts) -> JSONValue {
        .object(counts.reasons.map { JSONValue.Member($0.code.rawValue, .number($0.count)) })
    }
}

/// A file whose bytes are stored while somebody reads them.
private struct StoredSource: ByteSource {
    let file: InputFile
    let writer: BlobWriter

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try file.read(into: buffer)
        try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// Stores what the reader did not want to see any more.
    mutating func finish() throws {
        let rest = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { rest.deallocate() }
        while try read(into: rest) > 0 {}
    }
}
