import QuotaModel

/// `--rejects PATH`: every reject with all that somebody needs to mend it, one row each, written as they come.
public struct RejectCSV {
    private var csv: CSVWriter
    private let wording: Wording

    /// - Parameter outlet: takes the rows while they come.
    public init(wording: Wording, to outlet: ByteOutlet) {
        self.wording = wording
        csv = CSVWriter(for: .spreadsheet, to: outlet)
        csv.row(
            ["source", "record", "line", "column", "field", "value", "code", "message", "suggestion"]
                .map(CSVWriter.Cell.text))
    }

    /// - Parameter source: the log's name, as in `LogSummary.source`.
    public mutating func add(_ reject: Reject, source: String) {
        csv.row([
            .text(source), .number(reject.place.record), .number(reject.place.line), .number(reject.column),
            .text(reject.field?.rawValue ?? ""), .text(reject.value), .text(reject.code.rawValue),
            .text(wording.sentence(reject)), .text(reject.suggestion ?? ""),
        ])
    }

    /// Hands on the last rows.
    public mutating func finish() { csv.handOn() }
}
