import QuotaModel

/// Cuts a CSV log into pieces of whole rows, one after the other: quotes and line ends are followed exactly, so no cut
/// is ever guessed. What remains to be done with a piece can be done on any core.
///
/// An object that several threads ask for the next piece; the lock lets one of them read at a time.
final class CSVFeed<Source: ByteSource>: @unchecked Sendable {
    private let lock = ThreadLock()
    private var text: TextFeed<Source>
    private let source: String
    private let delimiter: UInt8
    private let cellLimit: Int
    private let recordLimit: Int
    private let witness: (any ByteWitness)?
    private var line = 1
    private var number = 0
    private var isAtEnd = false

    /// - Parameter recordLimit: at most 2³⁰ bytes, because offsets in a piece have 32 bits.
    init(_ text: TextFeed<Source>, source: String, delimiter: Delimiter, limits: ReadingLimits) {
        self.text = text
        witness = text.source.witness
        self.source = source
        self.delimiter = delimiter.rawValue
        cellLimit = max(1, limits.columns)
        recordLimit = min(limits.recordBytes, 1 << 30)
    }

    /// Shows the source's witness the bytes of a piece; once for each, in their order.
    func show(_ piece: CSVPiece) {
        if let witness { piece.content.show(witness) }
    }

    /// What is left of the source, when nobody reads any more.
    var rest: Source { text.source }

    /// The next rows of the log; false when there are none. A failure to read stands in the piece, behind its rows.
    func fill(_ piece: CSVPiece) -> Bool { lock.locked { read(into: piece) } }

    /// The same, unless somebody else is at it or whoever writes the log would be waited for.
    func fillIfFree(_ piece: CSVPiece) -> Bool {
        lock.lockedIfFree { text.hasReady && read(into: piece) } ?? false
    }

    private func read(into piece: CSVPiece) -> Bool {
        guard !isAtEnd else { return false }
        piece.number = number
        piece.firstLine = line
        number += 1
        do {
            piece.clearRows()
            try text.fill(piece.content)
            try findRows(of: piece)
        } catch {
            piece.failure = error
            isAtEnd = true
        }
        return true
    }

    private func findRows(of piece: CSVPiece) throws {
        while true {
            piece.clearRows()
            var scanner = CSVScanner(delimiter: delimiter, cellLimit: cellLimit, line: line)
            if piece.number == 0, piece.text.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.restart(at: 3) }
            guard let unfinished = try findRows(of: piece, &scanner) else {
                isAtEnd = true
                return
            }
            if !piece.rows.isEmpty {
                text.keep(from: unfinished, of: piece.content)
                line = scanner.line
                return
            }
            try text.extend(piece.content)
        }
    }

    /// - Returns: where a row begins that does not end in this piece, nil at the end of the log.
    private func findRows(of piece: CSVPiece, _ scanner: inout CSVScanner) throws -> Int? {
        let text = piece.text
        let isLast = piece.content.isLast
        while true {
            scanner.addKnownRows(to: piece, longest: recordLimit)
            switch scanner.next(in: text, isLast: isLast, ends: piece.ends) {
            case .row:
                guard scanner.end - scanner.start <= recordLimit else {
                    throw tooLong(scanner, text[scanner.start..<scanner.end])
                }
                piece.add(scanner)
            case .more:
                guard text.count - scanner.start <= recordLimit else { throw tooLong(scanner, text[scanner.start...]) }
                return scanner.start
            case .tooManyCells:
                throw Refusal(
                    Issue(
                        .limitExceeded, at: SourceLocation(source, line: scanner.line),
                        subject: ReadingLimits.Name.columns.rawValue, expected: [String(cellLimit)]))
            case .end: return nil
            }
        }
    }

    /// A record over the limit, at the line where its last quote opened if that is what went wrong.
    private func tooLong(_ scanner: CSVScanner, _ bytes: Slice<UnsafeRawBufferPointer>) -> Refusal {
        let seen = UnsafeRawBufferPointer(rebasing: bytes)
        let quote = CSVScanner.openQuote(in: seen, delimiter: delimiter)
        let line = scanner.line + (quote.map { CSVScanner.lineEnds(in: seen, from: 0, to: $0) } ?? 0)
        return Refusal(
            Issue(
                .limitExceeded, at: SourceLocation(source, line: line),
                subject: ReadingLimits.Name.recordBytes.rawValue,
                found: String(seen.count), expected: [String(recordLimit)]))
    }
}
