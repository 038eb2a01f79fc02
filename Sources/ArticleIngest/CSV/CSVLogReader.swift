import QuotaModel

/// Reads a CSV log: hands every row behind the heading to a sink, as a record or as what is wrong with it.
///
/// An object, because it owns the memory that a record's values lie in.
final class CSVLogReader {
    private let source: String
    private let limits: ReadingLimits
    private let layout: CSVLayout
    private let row: CSVRow
    /// One value for each field, filled anew for every record.
    private let values: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
    /// Which column goes to which field.
    private let columns: [(column: Int, field: Int)]
    /// The texts of fields that have the same value in every record.
    private let constants: UnsafeMutableRawBufferPointer
    private let neededCells: Int
    private let mostCells: Int

    private var number = 0
    /// The heading row's bytes: the same bytes further down are a heading again, no record.
    private var headingBytes: [UInt8] = []
    private var repeatedHeadings = (count: 0, firstLine: 0)
    /// A row that is the total if no other follows.
    private var held: HeldRow?
    private(set) var remarks: [Issue] = []

    private struct HeldRow {
        /// The row's text with the padding that the scanner needs.
        let text: [UInt8]
        let count: Int
        let line: Int
        let excerpt: String
        let broken: Int?
    }

    init(source: String, limits: ReadingLimits, layout: CSVLayout, constants fixed: [Field: String]) {
        self.source = source
        self.limits = limits
        self.layout = layout
        row = CSVRow(cellLimit: max(1, limits.columns))
        values = .allocate(capacity: Field.allCases.count)
        values.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
        let heading = layout.heading
        neededCells = heading?.needed ?? 0
        mostCells = heading?.headings.count ?? 0
        var columns: [(column: Int, field: Int)] = []
        for field in Field.allCases where fixed[field] == nil {
            guard let column = heading?.columns[field] else { continue }
            row.columns[field.number] = column
            columns.append((column, field.number))
        }
        self.columns = columns
        constants = .allocate(byteCount: fixed.values.reduce(1) { $0 + $1.utf8.count }, alignment: 1)
        var used = 0
        for field in Field.allCases {
            guard let text = fixed[field] else { continue }
            let place = UnsafeMutableRawBufferPointer(rebasing: constants[used..<used + text.utf8.count])
            place.copyBytes(from: text.utf8)
            values[field.number] = UnsafeRawBufferPointer(place)
            used += text.utf8.count
        }
    }

    deinit {
        values.deallocate()
        constants.deallocate()
    }

    /// Reads the log to its end.
    ///
    /// - Throws: a `Refusal` for a broken limit, a missing heading or field; what the source or the sink throws.
    func read(_ window: TextWindow, from bytes: inout some ByteSource, into sink: any RecordSink) throws {
        sink.locator = row
        defer { sink.locator = nil }
        var scanner = CSVScanner(delimiter: layout.delimiter.rawValue, cellLimit: max(1, limits.columns))
        try window.advance(from: 0, source: &bytes)
        if window.text.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.restart(at: 3) }
        var brokenSeen = 0
        while true {
            switch scanner.next(in: window.text, isLast: window.isLast, ends: row.ends) {
            case .row:
                guard scanner.end - scanner.start <= limits.recordBytes else {
                    throw recordLimit(scanner, window.text[scanner.start..<scanner.end])
                }
                row.show(scanner, in: window.text)
                while brokenSeen < window.broken.count, window.broken[brokenSeen] < row.start { brokenSeen += 1 }
                let broken = brokenSeen < window.broken.count ? window.broken[brokenSeen] : Int.max
                try take(broken: broken < row.end ? broken : nil, sink: sink)
            case .more:
                guard window.count - scanner.start <= limits.recordBytes else {
                    throw recordLimit(scanner, window.text[scanner.start...])
                }
                try window.advance(from: scanner.start, source: &bytes)
                scanner.restart(at: 0)
                brokenSeen = 0
            case .tooManyCells:
                throw Refusal(
                    Issue(
                        .limitExceeded, at: SourceLocation(source, line: scanner.line),
                        subject: ReadingLimits.Name.columns.rawValue,
                        expected: [String(limits.columns)]))
            case .end:
                finish()
                return
            }
        }
    }

    /// A record over the limit, at the line where its last quote opened if that is what went wrong.
    private func recordLimit(_ scanner: CSVScanner, _ bytes: Slice<UnsafeRawBufferPointer>) -> Refusal {
        let seen = UnsafeRawBufferPointer(rebasing: bytes)
        let quote = CSVScanner.openQuote(in: seen, delimiter: layout.delimiter.rawValue)
        let line = scanner.line + (quote.map { CSVScanner.lineEnds(in: seen, from: 0, to: $0) } ?? 0)
        return Refusal(
            Issue(
                .limitExceeded, at: SourceLocation(source, line: line),
                subject: ReadingLimits.Name.recordBytes.rawValue,
                found: String(seen.count), expected: [String(limits.recordBytes)]))
    }

    // MARK: Rows that are no records

    private func take(broken: Int?, sink: any RecordSink) throws {
        guard let heading = layout.heading else {
            throw Refusal(Issue(.headingNotFound, at: SourceLocation(source, line: row.line)))
        }
        if row.line <= heading.line {
            if row.line == heading.line { headingBytes = Array(row.text[row.start..<row.end]) }
            return
        }
        if row.isBlank { return }
        if row.end - row.start == headingBytes.count, row.text[row.start..<row.end].elementsEqual(headingBytes) {
            if repeatedHeadings.count == 0 { repeatedHeadings.firstLine = row.line }
            repeatedHeadings.count += 1
            return
        }
        if held != nil { try releaseHeld(sink) }
        if row.unclosedQuote == nil, TotalRow.isLike(row, columns: mostCells) {
            hold(broken: broken)
            return
        }
        try handOver(row, broken: broken, sink: sink)
    }

    private func hold(broken: Int?) {
        let text = Array(row.text[row.start..<row.end])
        held = HeldRow(
            text: text + [UInt8](repeating: 0, count: TextWindow.padding), count: text.count, line: row.line,
            excerpt: row.excerpt, broken: broken.map { $0 - row.start })
    }

    /// The held row was no total at the foot: another row follows it.
    private func releaseHeld(_ sink: any RecordSink) throws {
        guard let held else { return }
        self.held = nil
        let cells = max(1, limits.columns)
        var scanner = CSVScanner(delimiter: layout.delimiter.rawValue, cellLimit: cells, line: held.line)
        let heldRow = CSVRow(cellLimit: cells)
        heldRow.columns = row.columns
        sink.locator = heldRow
        defer { sink.locator = row }
        try held.text.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<held.count])
            guard case .row = scanner.next(in: text, isLast: true, ends: heldRow.ends) else { return }
            heldRow.show(scanner, in: text)
            try handOver(heldRow, broken: held.broken, sink: sink)
        }
    }

    private func finish() {
        if let held {
            remarks.append(Issue(.totalRow, at: SourceLocation(source, line: held.line), found: held.excerpt))
        }
        if repeatedHeadings.count > 0 {
            remarks.append(
                Issue(
                    .repeatedHeading, at: SourceLocation(source, line: repeatedHeadings.firstLine),
                    found: String(repeatedHeadings.count)))
        }
    }

    // MARK: Records

    private func handOver(_ row: CSVRow, broken: Int?, sink: any RecordSink) throws {
        if let refusal = layout.refusal { throw refusal }
        number += 1
        if row.unclosedQuote != nil || row.strayQuote != nil || row.count != neededCells, let (flaw, at) = flaw(of: row)
        {
            let position = at.map(row.position(at:))
            let line = flaw == .unclosedQuote ? position?.line ?? row.line : row.line
            return try sink.reject(
                number: number, line: line, column: position?.line == line ? position?.column : nil,
                field: nil, value: row.excerpt, code: .malformedRow, flaw: flaw)
        }
        if let broken {
            let position = row.position(at: broken)
            let column = row.column(at: broken)
            return try sink.reject(
                number: number, line: row.line, column: position.line == row.line ? position.column : nil,
                field: Field.allCases.first { row.columns[$0.number] == column }, value: row.cell(column).text,
                code: .badEncoding, flaw: nil)
        }
        for (column, field) in columns { values[field] = row.cell(column) }
        try sink.take(Record(number: number, line: row.line, values: UnsafeBufferPointer(values)))
    }

    /// What is wrong with a row whose quotes or number of cells are unusual, and where; nil when nothing is.
    ///
    /// Text behind a closing quote is refused, although many readers join it to the cell: a stray quote that opens a
    /// cell swallows the rows down to the next quoted cell, and this is where that shows.
    private func flaw(of row: CSVRow) -> (flaw: RowFlaw, at: Int?)? {
        if let quote = row.unclosedQuote { return (.unclosedQuote, quote) }
        if let quote = row.strayQuote { return (.strayQuote, quote) }
        if row.count < neededCells {
            return (.tooFewCells(found: row.count, expected: neededCells), nil)
        }
        guard row.count > mostCells, let extra = (mostCells..<row.count).first(where: { !row.isBlankCell($0) }) else {
            return nil
        }
        return (.tooManyCells(found: row.count, expected: mostCells), row.cellStart(extra))
    }
}

/// How a CSV log was understood before its records are read.
struct CSVLayout {
    var delimiter: Delimiter
    /// Nil where no row looks like a heading.
    var heading: CSVHeading?
    /// Why no record of it may be read: a needed field is missing. A log without records lacks nothing.
    var refusal: Refusal?
}
