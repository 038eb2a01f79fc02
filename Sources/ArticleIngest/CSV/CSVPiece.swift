/// Whole rows of a CSV log and where their cells end: what one core works on.
final class CSVPiece: NumberedPiece {
    /// One row. Offsets count from the beginning of the piece.
    struct Row: BitwiseCopyable {
        let start: UInt32
        let end: UInt32
        /// The row's first place among the ends of all cells.
        let firstCell: UInt32
        let cells: UInt32
        /// Lines behind the piece's first.
        let line: UInt32
        let needsUnescaping: Bool
        /// Whether `oddities` knows more about it.
        let isOdd: Bool
    }

    /// Where a quote opened that never closes, and where text followed a closing quote.
    struct Oddity {
        let unclosedQuote: Int?
        let strayQuote: Int?
    }

    let content = TextPiece()
    /// The piece's place among those of the log, from 0.
    var number = 0
    /// The line on which it begins, from 1.
    var firstLine = 1
    // Changed once a row by the one core that fills the piece; as in `RecordBatch`.
    @exclusivity(unchecked) private(set) var rows = PlainList<Row>()
    private(set) var oddities: [Int: Oddity] = [:]
    /// Why nothing behind these rows can be read.
    var failure: (any Error)?
    /// What its records gave, once somebody has read them.
    let batch = RecordBatch()
    /// What it leaves for the next piece, likewise.
    var order = CSVOrder()
    /// The ends of all cells; each row says which are its own.
    @exclusivity(unchecked) private(set) var ends: UnsafeMutablePointer<UInt32>
    private var endCapacity = 0

    init() { ends = .allocate(capacity: 1) }

    deinit { ends.deallocate() }

    var text: UnsafeRawBufferPointer { content.text }

    /// Forgets the rows; the text may have become longer.
    func clearRows() {
        rows.removeAll()
        oddities.removeAll(keepingCapacity: true)
        failure = nil
        let room = CSVScanner.room(forEndsOf: content.count)
        guard room > endCapacity else { return }
        ends.deallocate()
        endCapacity = room
        ends = .allocate(capacity: room)
    }

    /// Adds a row in which nothing is unusual.
    @inline(__always)
    func add(start: Int, end: Int, firstCell: Int, cells: Int, line: Int) {
        rows.append(
            Row(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
                firstCell: UInt32(truncatingIfNeeded: firstCell), cells: UInt32(truncatingIfNeeded: cells),
                line: UInt32(truncatingIfNeeded: line &- firstLine), needsUnescaping: false, isOdd: false))
    }

    /// Adds the row that the scanner has found.
    @inline(__always)
    func add(_ scanner: CSVScanner) {
        let isOdd = scanner.unclosedQuote != nil || scanner.strayQuote != nil
        if isOdd {
            oddities[rows.count] = Oddity(unclosedQuote: scanner.unclosedQuote, strayQuote: scanner.strayQuote)
        }
        rows.append(
            Row(
                start: UInt32(scanner.start), end: UInt32(scanner.end), firstCell: UInt32(scanner.firstCell),
                cells: UInt32(scanner.cellCount), line: UInt32(scanner.line - firstLine),
                needsUnescaping: scanner.needsUnescaping, isOdd: isOdd))
    }
}
