import QuotaModel

/// What one piece of a CSV log leaves for the next, because the order of rows decides it: which row is a heading again,
/// and which may be the total at the foot.
struct CSVOrder {
    /// The heading row's bytes: the same bytes further down are a heading again, no record.
    var headingBytes: [UInt8] = []
    private var repeatedHeadings = (count: 0, firstLine: 0)
    /// A row that is the total if no other follows.
    var held: HeldRow?
    /// Whether any row was neither title nor heading nor blank.
    var hasBody = false

    init() {}

    /// What a piece that is read apart from those before it must know of them.
    init(behind earlier: CSVOrder) { headingBytes = earlier.headingBytes }

    mutating func noteRepeatedHeading(line: Int) {
        if repeatedHeadings.count == 0 { repeatedHeadings.firstLine = line }
        repeatedHeadings.count += 1
    }

    /// Adds what the next piece left.
    ///
    /// - Returns: the row held until now, if a row of that piece shows that it is no total.
    mutating func append(_ next: CSVOrder) -> HeldRow? {
        if headingBytes.isEmpty { headingBytes = next.headingBytes }
        if next.repeatedHeadings.count > 0 {
            if repeatedHeadings.count == 0 { repeatedHeadings.firstLine = next.repeatedHeadings.firstLine }
            repeatedHeadings.count += next.repeatedHeadings.count
        }
        guard next.hasBody else { return nil }
        defer { held = next.held }
        return held
    }

    /// What people should know when the log has ended.
    func remarks(source: String) -> [Issue] {
        var remarks: [Issue] = []
        if let held {
            remarks.append(Issue(.totalRow, at: SourceLocation(source, line: held.line), found: held.excerpt))
        }
        if repeatedHeadings.count > 0 {
            remarks.append(
                Issue(
                    .repeatedHeading, at: SourceLocation(source, line: repeatedHeadings.firstLine),
                    found: String(repeatedHeadings.count)))
        }
        return remarks
    }
}

/// A row that outlives its piece.
struct HeldRow {
    /// The row's text with the padding that the scanner needs.
    private let text: [UInt8]
    private let delimiter: UInt8
    private let cells: Int
    let line: Int
    let excerpt: String
    /// The offset of its first byte that the encoding doesn't have.
    let broken: Int?

    init(_ row: CSVRow, delimiter: UInt8, broken: Int?) {
        text = row.text[row.start..<row.end] + [UInt8](repeating: 0, count: TextPiece.padding)
        self.delimiter = delimiter
        cells = row.count
        line = row.line
        excerpt = row.excerpt
        self.broken = broken.map { $0 - row.start }
    }

    /// Shows it while the body runs.
    func show(in row: CSVRow, _ body: () throws -> Void) rethrows {
        var scanner = CSVScanner(delimiter: delimiter, cellLimit: cells, line: line)
        let room = CSVScanner.room(forEndsOf: text.count)
        let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
        defer { ends.deallocate() }
        try text.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - TextPiece.padding)])
            guard case .row = scanner.next(in: text, isLast: true, ends: ends) else {
                preconditionFailure("a row that was found is found again")
            }
            row.show(scanner, in: text, ends: ends)
            try body()
        }
    }
}
