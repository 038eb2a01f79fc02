import QuotaModel

/// `--rejects PATH`: every reject with all that somebody needs to mend it, one row each, written as they come.
public struct RejectCSV {
    private var csv = CSVWriter(for: .spreadsheet)
    private let wording: Wording

    public init(wording: Wording) {
        self.wording = wording
        csv.row(
            ["source", "record", "line", "column", "field", "value", "code", "message", "suggestion"]
                .map(CSVWriter.Cell.text))
    }

    public mutating func add(_ reject: Reject, source: String) {
        csv.row([
            .text(source), .number(reject.place.record), .number(reject.place.line), .number(reject.column),
            .text(reject.field?.rawValue ?? ""), .text(reject.value), .text(reject.code.rawValue),
            .text(wording.sentence(reject)), .text(reject.suggestion ?? ""),
        ])
    }

    public var bytes: [UInt8] { csv.bytes }
}
