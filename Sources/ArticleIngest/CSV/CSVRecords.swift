import QuotaModel

/// How the rows of one log are to be read: known before the first of them.
final class CSVForm: Sendable {
    let source: String
    let layout: CSVLayout
    /// Fields that have the same value in every record.
    let constants: [Field: String]

    init(source: String, layout: CSVLayout, constants: [Field: String]) {
        self.source = source
        self.layout = layout
        self.constants = constants
    }
}

/// Goes over the rows of a piece and hands each one that is a record to a sink, or what is wrong with it.
///
/// An object, because it owns the memory that a record's values lie in. Each core has its own.
final class CSVRecords<Sink: RecordSink> {
    private let heading: CSVHeading?
    private let refusal: Refusal?
    private let delimiter: UInt8
    private let sink: Sink
    let row = CSVRow()
    /// The row that the sink asks for places; the sink keeps it.
    @exclusivity(unchecked) private var shown: ObjectIdentifier?
    /// One value for each field, filled anew for every record.
    private let values: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
    /// Which column goes to which field, of those that the sink asked for.
    private let columns: [(column: Int, field: Int)]
    /// The texts of fields that have the same value in every record.
    private let constants: UnsafeMutableRawBufferPointer
    private let neededCells: Int
    private let mostCells: Int
    private let source: String
    /// Records handed over; whoever reads pieces apart from each other starts anew with each.
    @exclusivity(unchecked) var number = 0

    init(_ form: CSVForm, sink: Sink) {
        source = form.source
        heading = form.layout.heading
        refusal = form.layout.refusal
        delimiter = form.layout.delimiter.rawValue
        self.sink = sink
        values = .allocate(capacity: Field.allCases.count)
        values.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
        neededCells = heading?.needed ?? 0
        mostCells = heading?.headings.count ?? 0
        var columns: [(column: Int, field: Int)] = []
        for field in Field.allCases where form.constants[field] == nil {
            guard let column = heading?.columns[field] else { continue }
            row.columns[field.number] = column
            if sink.asked.contains(field) { columns.append((column, field.number)) }
        }
        self.columns = columns
        constants = .allocate(byteCount: form.constants.values.reduce(1) { $0 + $1.utf8.count }, alignment: 1)
        var used = 0
        for field in Field.allCases {
            guard let text = form.constants[field] else { continue }
            let place = UnsafeMutableRawBufferPointer(rebasing: constants[used..<used + text.utf8.count])
            place.copyBytes(from: text.utf8)
            values[field.number] = UnsafeRawBufferPointer(place)
            row.constants[field.number] = UnsafeRawBufferPointer(place)
            used += text.utf8.count
        }
    }

    deinit {
        values.deallocate()
        constants.deallocate()
    }

    /// Reads a piece.
    ///
    /// - Parameter order: what was seen before it, and what is held over to the next piece.
    /// - Throws: a `Refusal` for a broken limit, a missing heading or field; what the sink throws.
    func read(_ piece: CSVPiece, _ order: inout CSVOrder) throws {
        piece.content.check()
        let isSound = piece.content.broken.isEmpty
        let broken = { (row: CSVRow) in isSound ? nil : piece.content.broken(in: row.start..<row.end) }
        // A row of this piece that is the total if no other follows.
        var total: Int?
        for place in piece.rows.indices {
            row.show(place, of: piece)
            guard try isBody(&order) else { continue }
            order.hasBody = true
            if let held = order.held {
                order.held = nil
                let heldRow = makeRow()
                try held.show(in: heldRow) { try handOver(heldRow, broken: held.broken) }
            }
            if let earlier = total {
                total = nil
                row.show(earlier, of: piece)
                try handOver(row, broken: broken(row))
                row.show(place, of: piece)
            }
            if row.unclosedQuote == nil, TotalRow.isLike(row, columns: mostCells) {
                total = place
            } else {
                try handOver(row, broken: broken(row))
            }
        }
        if let total {
            row.show(total, of: piece)
            order.held = HeldRow(row, delimiter: delimiter, broken: broken(row))
        }
        if let failure = piece.failure { throw failure }
    }

    /// Whether the row is more than a title, the heading or nothing.
    private func isBody(_ order: inout CSVOrder) throws -> Bool {
        guard let heading else {
            throw Refusal(Issue(.headingNotFound, at: SourceLocation(source, line: row.line)))
        }
        if row.line <= heading.line {
            if row.line == heading.line { order.headingBytes = Array(row.text[row.start..<row.end]) }
            return false
        }
        if row.isBlank { return false }
        guard row.end - row.start == order.headingBytes.count,
            row.text[row.start..<row.end].elementsEqual(order.headingBytes)
        else { return true }
        order.noteRepeatedHeading(line: row.line)
        return false
    }

    /// A row of its own, with this log's columns.
    func makeRow() -> CSVRow {
        let other = CSVRow()
        other.columns = row.columns
        other.constants = row.constants
        return other
    }

    /// Hands over a row that is a record.
    ///
    /// - Parameter broken: the offset of its first byte that the encoding doesn't have.
    func handOver(_ row: CSVRow, broken: Int?) throws {
        if let refusal { throw refusal }
        number += 1
        if shown != ObjectIdentifier(row) {
            sink.locator = row
            shown = ObjectIdentifier(row)
        }
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
        try sink.take(
            Record(number: number, line: row.line, place: row.place, values: UnsafeBufferPointer(values)))
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
