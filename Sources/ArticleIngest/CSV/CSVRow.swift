import QuotaModel

/// The row that is being handed over: its cells as they stand in the text, and where they stand.
///
/// An object, because the sink asks it for places and raw cells while it takes the record.
final class CSVRow: CellLocator {
    /// Its place in its piece.
    @exclusivity(unchecked) private(set) var place = 0
    @exclusivity(unchecked) private(set) var text = UnsafeRawBufferPointer(start: nil, count: 0)
    @exclusivity(unchecked) private(set) var start = 0
    @exclusivity(unchecked) private(set) var end = 0
    @exclusivity(unchecked) private(set) var line = 0
    @exclusivity(unchecked) private(set) var count = 0
    @exclusivity(unchecked) private(set) var needsUnescaping = false
    @exclusivity(unchecked) private(set) var unclosedQuote: Int?
    @exclusivity(unchecked) private(set) var strayQuote: Int?
    /// The end of each cell.
    @exclusivity(unchecked) private var ends: UnsafePointer<UInt32>
    /// Where `ends` points before a row is shown.
    private let noEnds: UnsafeMutablePointer<UInt32>
    /// Room for cells that had to be unescaped; what is written there lives until the next row.
    @exclusivity(unchecked) private var scratch: UnsafeMutableRawBufferPointer
    @exclusivity(unchecked) private var scratchUsed = 0
    /// Room that was too small for all that was asked of this row: cells handed out stand in it until the next row.
    @exclusivity(unchecked) private var full: [UnsafeMutableRawBufferPointer] = []
    /// The column of each field, nil where the log has none.
    @exclusivity(unchecked) var columns: [Int?] = Array(repeating: nil, count: Field.allCases.count)
    /// The value of each field that has the same one in every record; no address where it has none.
    var constants = [CellBytes](repeating: CellBytes(start: nil, count: 0), count: Field.allCases.count)

    init() {
        scratch = .allocate(byteCount: 4096, alignment: 16)
        noEnds = .allocate(capacity: 1)
        ends = UnsafePointer(noEnds)
    }

    deinit {
        noEnds.deallocate()
        scratch.deallocate()
        for room in full { room.deallocate() }
    }

    /// Shows the row that the scanner has found.
    ///
    /// - Parameter ends: where the scanner left the ends of cells.
    func show(_ scanner: CSVScanner, in text: UnsafeRawBufferPointer, ends: UnsafeMutablePointer<UInt32>) {
        place = 0
        self.text = text
        self.ends = UnsafePointer(ends + scanner.firstCell)
        start = scanner.start
        end = scanner.end
        line = scanner.line
        count = scanner.cellCount
        needsUnescaping = scanner.needsUnescaping
        unclosedQuote = scanner.unclosedQuote
        strayQuote = scanner.strayQuote
        freeScratch()
    }

    /// Shows a row of a piece, by its place in it.
    func show(_ place: Int, of piece: CSVPiece) {
        self.place = place
        let row = piece.rows[place]
        text = piece.text
        ends = UnsafePointer(piece.ends + Int(row.firstCell))
        start = Int(row.start)
        end = Int(row.end)
        line = piece.firstLine + Int(row.line)
        count = Int(row.cells)
        needsUnescaping = row.needsUnescaping
        let oddity = row.isOdd ? piece.oddities[place] : nil
        unclosedQuote = oddity?.unclosedQuote
        strayQuote = oddity?.strayQuote
        freeScratch()
    }

    @inline(__always)
    private func freeScratch() {
        scratchUsed = 0
        if !full.isEmpty { freeFull() }
    }

    @inline(never)
    private func freeFull() {
        for room in full { room.deallocate() }
        full.removeAll()
    }

    /// The cell as it stands, quotes and all.
    func rawCell(_ column: Int) -> CellBytes {
        let from = cellStart(column)
        return UnsafeRawBufferPointer(rebasing: text[from..<max(from, cellEnd(column))])
    }

    @inline(__always)
    func cellStart(_ column: Int) -> Int { column == 0 ? start : Int(ends[column &- 1]) &+ 1 }

    @inline(__always)
    func cellEnd(_ column: Int) -> Int { Int(ends[column]) }

    /// The cell's value: without the quotes around it, doubled quotes as one.
    @inline(__always)
    func cell(_ column: Int) -> CellBytes {
        let from = cellStart(column)
        let to = cellEnd(column)
        guard let base = text.baseAddress, to > from else { return rawCell(column) }
        guard base.load(fromByteOffset: from, as: UInt8.self) == 0x22 else {
            return UnsafeRawBufferPointer(start: base + from, count: to &- from)
        }
        if needsUnescaping { return unescaped(rawCell(column)) }
        return UnsafeRawBufferPointer(start: base + from + 1, count: max(0, to &- from &- 2))
    }

    /// A quoted cell read as leniently as the scanner read it: what follows the closing quote belongs to it.
    private func unescaped(_ raw: CellBytes) -> CellBytes {
        makeRoom(raw.count)
        let from = scratchUsed
        var at = 1
        while at < raw.count {
            if raw[at] == 0x22 {
                if at + 1 < raw.count, raw[at + 1] == 0x22 {
                    at += 1
                } else {
                    at += 1
                    break
                }
            }
            scratch[scratchUsed] = raw[at]
            scratchUsed += 1
            at += 1
        }
        while at < raw.count {
            scratch[scratchUsed] = raw[at]
            scratchUsed += 1
            at += 1
        }
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(scratch)[from..<scratchUsed])
    }

    /// A cell may be asked for more than once, so that no row's length bounds what is written.
    private func makeRoom(_ count: Int) {
        guard scratch.count - scratchUsed < count else { return }
        full.append(scratch)
        scratch = .allocate(byteCount: max(scratch.count, count) * 2, alignment: 16)
        scratchUsed = 0
    }

    /// The cells as text: decoded, unquoted, NFC.
    func texts() -> [String] {
        (0..<count).map { cell($0).text }
    }

    /// Whether no cell holds anything.
    @inline(__always)
    var isBlank: Bool {
        if end > start {
            let first = text[start]
            if first > 0x22, first < 0x7F, !isDelimiterLike(first) { return false }
        }
        return areAllCellsBlank
    }

    private var areAllCellsBlank: Bool {
        for column in 0..<count where !isBlankCell(column) { return false }
        return true
    }

    /// Whether the cell is empty; of a cell of quotes only the inside counts.
    func isBlankCell(_ column: Int) -> Bool {
        let raw = rawCell(column)
        guard let first = raw.first else { return true }
        if first == 0x22 { return raw.dropFirst().first { $0 != 0x22 } == nil || cell(column).isBlank }
        return raw.isBlank
    }

    private func isDelimiterLike(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x3B || byte == 0x7C }

    /// The column of the cell that holds this offset.
    func column(at offset: Int) -> Int {
        (0..<count).first { cellEnd($0) >= offset } ?? max(0, count - 1)
    }

    // MARK: Places

    func value(of field: Field) -> CellBytes {
        guard let column = columns[field.number], column < count else { return constants[field.number] }
        return cell(column)
    }

    func position(of field: Field) -> (line: Int, column: Int)? {
        guard let column = columns[field.number], column < count else { return nil }
        return position(at: cellStart(column))
    }

    /// Line and column of an offset in the row; columns count Unicode characters from 1.
    func position(at offset: Int) -> (line: Int, column: Int) {
        var lineStart = start
        var at = start
        while at < offset {
            if text[at] == 0x0A || (text[at] == 0x0D && !(at + 1 < offset && text[at + 1] == 0x0A)) {
                lineStart = at + 1
            }
            at += 1
        }
        var characters = 0
        for byte in text[lineStart..<offset] where byte & 0xC0 != 0x80 { characters += 1 }
        return (line + CSVScanner.lineEnds(in: text, from: start, to: lineStart), characters + 1)
    }

    /// The whole row as text, cut where it is long: for people who must find it.
    var excerpt: String {
        let longest = 200
        let scalars = UnsafeRawBufferPointer(rebasing: text[start..<min(end, start + longest * 4)]).text.unicodeScalars
        return String(String.UnicodeScalarView(scalars.prefix(longest)))
    }
}
