import QuotaModel
import QuotaReports

/// The file of `--rejects`, written while the rejects come (contract, section 7): of a large log every row may be rejected.
enum RejectFile {
    /// - Parameters:
    ///   - path: nil: nobody wants the file.
    ///   - body: hands on each reject with the name of its log.
    /// - Throws: as `OutputFile.write`, and what the body throws; there is no file then.
    static func write<Outcome>(
        _ path: String?, _ wording: Wording, _ body: (@escaping (Reject, String) -> Void) throws -> Outcome
    ) throws -> Outcome {
        guard let path else { return try body { _, _ in } }
        return try OutputFile(path: path).write { outlet in
            var csv = RejectCSV(wording: wording, to: outlet)
            let outcome = try body { csv.add($0, source: $1) }
            csv.finish()
            return outcome
        }
    }
}
