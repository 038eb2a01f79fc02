import QuotaModel

@testable import ArticleIngest

/// The rows that the fast reader finds when it is fed `step` bytes at a time.
func fastRows(_ text: String, delimiter: Delimiter = .comma, step: Int = 4096) throws -> [SlowCSV.Row] {
    let cells = 160
    let window = TextWindow(decoder: TextDecoder(form: .utf8), source: "log.csv", fileLimit: .max, step: step)
    var source = MemorySource(Array(text.utf8), step: step)
    var scanner = CSVScanner(delimiter: delimiter.rawValue, cellLimit: cells)
    let row = CSVRow(cellLimit: cells)
    var rows: [SlowCSV.Row] = []
    try window.advance(from: 0, source: &source)
    while true {
        switch scanner.next(in: window.text, isLast: window.isLast, ends: row.ends) {
        case .row:
            row.show(scanner, in: window.text)
            rows.append(
                SlowCSV.Row(
                    line: row.line,
                    cells: (0..<row.count).map { String(decoding: row.cell($0), as: UTF8.self) },
                    unclosed: row.unclosedQuote.map { row.position(at: $0).line }))
        case .more:
            try window.advance(from: scanner.start, source: &source)
            scanner.restart(at: 0)
        case .end, .tooManyCells:
            return rows
        }
    }
}
