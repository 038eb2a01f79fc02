import QuotaModel

@testable import ArticleIngest

/// The rows that the fast reader finds when it is fed `step` bytes at a time.
func fastRows(_ text: String, delimiter: Delimiter = .comma, step: Int = 4096) throws -> [SlowCSV.Row] {
    var limits = ReadingLimits()
    limits.columns = 160
    let feed = CSVFeed(
        TextFeed(
            MemorySource(Array(text.utf8), step: step), decoder: TextDecoder(form: .utf8), name: "log.csv",
            fileLimit: .max, step: step),
        source: "log.csv", delimiter: delimiter, limits: limits)
    let piece = CSVPiece()
    let row = CSVRow()
    var rows: [SlowCSV.Row] = []
    while feed.fill(piece) {
        for place in piece.rows.indices {
            row.show(place, of: piece)
            rows.append(
                SlowCSV.Row(
                    line: row.line,
                    cells: (0..<row.count).map { String(decoding: row.cell($0), as: UTF8.self) },
                    unclosed: row.unclosedQuote.map { row.position(at: $0).line }))
        }
        if let failure = piece.failure { throw failure }
    }
    return rows
}
