import QuotaModel

/// Shows what a log looks like, without any rules (contract, section 8, `inspect`).
public enum LogInspector {
    /// So many rejects are listed; all are counted.
    public static let listed = 10_000

    /// Reads the whole log and keeps its first records.
    ///
    /// - Parameters:
    ///   - source: the last part of the path, `-` for standard input.
    ///   - records: how many records to keep; nil: all.
    ///   - needed: the fields by which rules choose the heading row of a CSV log, so that records have the numbers that
    ///     `LogReader` gives them; nil: without rules (contract, section 11.3).
    ///   - keeping: which records are kept, by their numbers and fields; all are counted and checked.
    ///   - rejects: gets every reject, also those that are too many to be listed.
    /// - Returns: everything but `sha256` and `bytes`, which whoever owns the file knows.
    /// - Throws: a `Refusal` when the bytes are no log or break a limit; what `bytes` throws.
    public static func inspect(
        _ bytes: inout some ByteSource, named source: String, records: Int? = 10, limits: ReadingLimits = .init(),
        mapping: LogMapping? = nil, options: ReadingOptions = .init(), needed: FieldSet? = nil,
        keeping: (Int, [Field: String]) -> Bool = { _, _ in true }, rejects: @escaping (Reject) -> Void = { _ in }
    ) throws -> Inspection {
        let log = try OpenedLog(&bytes, named: source, limits: limits, mapping: mapping, options: options)
        return try withoutActuallyEscaping(keeping) { keeping in
            let showing = Showing(
                records: records, mapping: mapping, options: options, keeping: keeping, rejects: rejects)
            switch log.format {
            case .csv:
                let needed = needed?.subtracting(showing.constants)
                let text = try CSVText(log, options: options, mapping: mapping, limits: limits, needed: needed)
                return try csv(text, log, rest: &bytes, showing)
            case .xml: return try xml(log, rest: &bytes, limits, showing)
            }
        }
    }

    /// What somebody wants to see of a log, whatever its format.
    private struct Showing {
        let records: Int?
        let mapping: LogMapping?
        let options: ReadingOptions
        let keeping: (Int, [Field: String]) -> Bool
        let rejects: (Reject) -> Void

        var constants: FieldSet { FieldSet((mapping?.constants ?? [:]).keys) }

        func mappingRemarks(_ log: OpenedLog) -> [Issue] {
            options.remarks(on: mapping, of: log)
        }

        func maker(_ inspection: Inspection, fields: FieldSet?) -> InspectionMaker {
            InspectionMaker(
                inspection, listed: records ?? .max, fields: fields, mapping: mapping, dateFormat: options.dateFormat,
                keeping: keeping, rejects: rejects)
        }
    }

    private static func csv(
        _ text: CSVText, _ log: OpenedLog, rest: inout some ByteSource, _ showing: Showing
    ) throws -> Inspection {
        var inspection = Inspection(
            source: log.source, format: .csv, encoding: text.encoding.encoding.rawValue, encodingBy: text.encoding.by)
        inspection.delimiter = text.layout.delimiter
        if let heading = text.layout.heading {
            inspection.headings = heading.headings
            inspection.fields = heading.columns.filter { !showing.constants.contains($0.key) }
                .mapValues { heading.headings[$0] }
            inspection.unmapped = heading.unmapped
        }
        let maker = showing.maker(inspection, fields: text.fields.union(showing.constants))
        let remarks = try text.read(rest: &rest, into: maker)
        return maker.finish { $0.remarks = showing.mappingRemarks(log) + remarks }
    }

    private static func xml(
        _ log: OpenedLog, rest: inout some ByteSource, _ limits: ReadingLimits, _ showing: Showing
    ) throws -> Inspection {
        let maker = showing.maker(
            Inspection(source: log.source, format: .xml, encoding: "", encodingBy: .declared), fields: nil)
        let reader = XMLLogReader(mapping: showing.options.applied(to: showing.mapping), limits: limits)
        let reading = try reader.read(prefix: log.prefix, rest: &rest, source: log.source, sink: maker)
        return maker.finish {
            $0.encoding = reading.encoding
            $0.encodingBy = reading.encodingBy
            $0.fields = reading.origins
            $0.unmapped = reading.unmapped
            $0.remarks = showing.mappingRemarks(log) + reading.remarks
        }
    }
}
