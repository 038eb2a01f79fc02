import CByteMasks

/// Finds the rows and cells of CSV text in a buffer, 64 bytes at a time. A value: it knows nothing of where the text
/// comes from, so chunks of one file can be scanned side by side.
///
/// Structure is found with masks of 64 bits, one for each byte: quotes, and what separates (delimiter, CR, LF). A
/// prefix xor of the quotes gives the quoted region. As long as nothing unusual stands in them, all cells and rows of some
/// blocks are found together (`byte_masks_rows`), without asking of each what it is; else block by block. This is right as long as quotes stand where RFC 4180
/// wants them; a quote that opens inside a cell, or text behind a closing quote, sends the row to `exactRow`, which reads it
/// character by character: quotes inside an unquoted cell are literal, and what follows a closing quote belongs to
/// the cell, as Python, pandas, rust-csv and Excel read it.
struct CSVScanner {
    /// What `next` found.
    enum Step {
        /// A row; `start`, `end`, `cellCount` and the cell ends tell where.
        case row
        /// The row that begins at `start` is not finished in this buffer.
        case more
        /// No row is left.
        case end
        /// The row has more cells than allowed.
        case tooManyCells
    }

    let delimiter: UInt8
    /// Cells of one row.
    let cellLimit: Int

    /// Where the row begins.
    private(set) var start = 0
    /// Where it ends: before its line end.
    private(set) var end = 0
    /// The line on which it begins, from 1.
    private(set) var line = 1
    /// The row's first place among the cell ends.
    private(set) var firstCell = 0
    private(set) var cellCount = 0
    /// Whether a quoted cell of the row may hold doubled quotes or text behind its closing quote.
    private(set) var needsUnescaping = false
    /// Where a quote opened that never closes.
    private(set) var unclosedQuote: Int?
    /// Where text followed a closing quote.
    private(set) var strayQuote: Int?

    /// Where the next row begins, and its line.
    private var nextStart = 0
    private var nextLine = 1
    private var nextFirstCell = 0
    /// Cell ends that have been written, some of them of rows to come.
    private var found = 0

    // The state of the mask loop: the block it stands in and what of it has not been used.
    private var block = 0
    private var marks: UInt64 = 0
    /// Which bits of `marks` are line breaks.
    private var breaks: UInt64 = 0
    private var anomaly = Int.max
    private var quotedBreaks = false
    private var doubled = false
    private var blockBreaks = false
    private var blockDoubled = false
    private var carries = ByteCarries(inside: 0, cell_start: 1, quote: 0, closing: 0, feed: 0)
    /// The last cell of each row of the blocks that were read together, and how many of them have been shown.
    private var lastCells = InlineArray<128, UInt32>(repeating: 0)
    private var rowsFound = 0
    private var rowsShown = 0
    private let width: Int32

    /// So many cell ends are written behind those that there are.
    private static let beyond = 8

    /// Room for the cell ends of so many bytes.
    static func room(forEndsOf bytes: Int) -> Int { bytes + 1 + beyond }

    /// How many bytes this processor can compare at a time, for tests to try each.
    static var widths: [Int32] { [16, 32, 64].filter { $0 <= byte_masks_width() } }

    /// - Parameter width: bytes that are compared at a time, 16, 32 or 64; nil: as many as the processor can.
    init(delimiter: UInt8, cellLimit: Int, line: Int = 1, width: Int32? = nil) {
        self.width = width ?? byte_masks_width()
        self.delimiter = delimiter
        self.cellLimit = cellLimit
        nextLine = line
    }

    /// The scanner's rows begin anew at this offset of a buffer whose content has moved.
    mutating func restart(at offset: Int) {
        nextStart = offset
        resetBlock(to: offset)
    }

    /// The next row that is not empty.
    ///
    /// - Parameters:
    ///   - text: the whole buffer; 64 bytes behind its end must be readable.
    ///   - isLast: nothing follows the buffer.
    ///   - ends: room for all cell ends of the text; those of this row begin at `firstCell`.
    mutating func next(
        in text: UnsafeRawBufferPointer, isLast: Bool, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        guard let base = text.baseAddress else { return isLast ? .end : .more }
        begin()
        while true {
            while rowsShown < rowsFound {
                let last = Int(lastCells[unchecked: rowsShown])
                rowsShown &+= 1
                guard last &- firstCell < cellLimit else { return .tooManyCells }
                let at = Int(ends[last])
                guard let next = behindBreak(at: at, in: text, base, isLast: isLast) else { return .more }
                finish(at: at, next: next, in: text)
                cellCount = last &- firstCell &+ 1
                nextFirstCell = last &+ 1
                if at > start || cellCount > 1 { return .row }
                begin()
            }
            if let step = nextByBlocks(in: text, base, isLast: isLast, ends: ends) { return step }
        }
    }

    /// Adds the rows that are known already to a piece, up to the first that asks for a closer look.
    ///
    /// - Parameter longest: the most bytes of a row.
    @inline(__always)
    mutating func addKnownRows(to piece: CSVPiece, longest: Int) {
        // Of the row that began in front of the strip something may be unusual.
        guard rowsShown < rowsFound, !quotedBreaks, !doubled, let base = piece.text.baseAddress else { return }
        let (ends, size) = (piece.ends, piece.text.count)
        var (start, line, first, shown) = (nextStart, nextLine, nextFirstCell, rowsShown)
        while shown < rowsFound {
            let last = Int(lastCells[unchecked: shown])
            let end = Int(ends[last])
            var next = end &+ 1
            if base.load(fromByteOffset: end, as: UInt8.self) == 0x0D {
                guard next < size else { break }
                if base.load(fromByteOffset: next, as: UInt8.self) == 0x0A { next &+= 1 }
            }
            let cells = last &- first &+ 1
            guard cells <= cellLimit, end &- start <= longest else { break }
            if end > start || cells > 1 {
                piece.add(start: start, end: end, firstCell: first, cells: cells, line: line)
            }
            (start, line, first, shown) = (next, line &+ 1, last &+ 1, shown &+ 1)
        }
        (nextStart, nextLine, nextFirstCell, rowsShown) = (start, line, first, shown)
    }

    /// The next row, looked for block by block; nil where a strip came whose rows are known.
    private mutating func nextByBlocks(
        in text: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, isLast: Bool, ends: UnsafeMutablePointer<UInt32>
    ) -> Step? {
        while true {
            while marks == 0 {
                if anomaly != Int.max { return exactRow(in: text, isLast: isLast, ends: ends) }
                if found &- firstCell >= cellLimit { return .tooManyCells }
                if block >= text.count { return atEnd(of: text, isLast: isLast, ends: ends) }
                if findRows(base, count: text.count, ends) { return nil }
                loadBlock(base, count: text.count)
            }
            // All delimiters in front of the next line break, without asking of each what it is.
            let open = breaks & marks
            var delimiters = open == 0 ? marks : marks & ((open & (0 &- open)) &- 1)
            marks ^= delimiters
            while delimiters != 0 {
                ends[found] = UInt32(truncatingIfNeeded: block &- 64 &+ delimiters.trailingZeroBitCount)
                found &+= 1
                delimiters &= delimiters &- 1
            }
            if found &- firstCell >= cellLimit { return .tooManyCells }
            if marks == 0 { continue }
            let at = block &- 64 &+ marks.trailingZeroBitCount
            marks &= marks &- 1
            if at < start { continue }  // the LF of a CRLF
            guard let next = behindBreak(at: at, in: text, base, isLast: isLast) else { return .more }
            finish(at: at, next: next, in: text)
            if found == firstCell, at == start {
                begin()
                continue
            }
            return addLastCell(at: at, ends: ends)
        }
    }

    private mutating func begin() {
        start = nextStart
        line = nextLine
        firstCell = nextFirstCell
        needsUnescaping = false
        unclosedQuote = nil
        strayQuote = nil
    }

    /// Where the next row begins; nil where that is not known yet.
    @inline(__always)
    private func behindBreak(
        at: Int, in text: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, isLast: Bool
    ) -> Int? {
        guard base.load(fromByteOffset: at, as: UInt8.self) == 0x0D else { return at &+ 1 }
        guard at &+ 1 < text.count else { return isLast ? at &+ 1 : nil }
        return base.load(fromByteOffset: at &+ 1, as: UInt8.self) == 0x0A ? at &+ 2 : at &+ 1
    }

    private mutating func addLastCell(at end: Int, ends: UnsafeMutablePointer<UInt32>) -> Step {
        ends[found] = UInt32(truncatingIfNeeded: end)
        found &+= 1
        cellCount = found &- firstCell
        nextFirstCell = found
        return .row
    }

    private mutating func finish(at end: Int, next: Int, in text: UnsafeRawBufferPointer) {
        self.end = end
        nextStart = next
        nextLine = line &+ 1
        if quotedBreaks {
            nextLine &+= Self.lineEnds(in: text, from: start, to: end)
            quotedBreaks = blockBreaks
        }
        needsUnescaping = doubled
        doubled = blockDoubled
    }

    private mutating func atEnd(
        of text: UnsafeRawBufferPointer, isLast: Bool, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        guard isLast else { return .more }
        if start >= text.count { return .end }
        if carries.inside != 0 { return exactRow(in: text, isLast: true, ends: ends) }
        finish(at: text.count, next: text.count, in: text)
        return addLastCell(at: text.count, ends: ends)
    }

    // MARK: Masks

    private mutating func resetBlock(to offset: Int) {
        block = offset
        marks = 0
        anomaly = Int.max
        quotedBreaks = false
        blockBreaks = false
        doubled = false
        blockDoubled = false
        carries = ByteCarries(inside: 0, cell_start: 1, quote: 0, closing: 0, feed: 0)
        rowsFound = 0
        rowsShown = 0
    }

    /// Reads the 64 bytes at `block`, leaves in `marks` the separators outside quotes, and steps on.
    @inline(__always)
    private mutating func loadBlock(_ base: UnsafeRawPointer, count: Int) {
        let left = count &- block
        let valid: UInt64 = left >= 64 ? ~0 : (1 &<< UInt64(left)) &- 1
        var masks = ByteMasks()
        byte_masks_strip(base + block, 1, delimiter, width, &masks)
        let quotes = masks.quotes & valid
        breaks = masks.breaks
        let separators = (masks.delimiters | breaks) & valid
        if quotes | carries.inside | carries.closing == 0 {
            marks = separators
            carries.cell_start = separators &>> 63
            carries.quote = 0
            blockBreaks = false
            blockDoubled = false
            block &+= 64
            return
        }
        let inside = (left >= 64 ? masks.quoted : byte_masks_prefix_xor(quotes)) ^ carries.inside
        let outer = separators & ~inside
        let opening = quotes & inside
        let closing = quotes & ~inside
        let behindSeparator = (outer &<< 1) | carries.cell_start
        let behindQuote = (quotes &<< 1) | carries.quote
        let behindClosing = (closing &<< 1) | carries.closing
        let wrong = (opening & ~(behindSeparator | behindQuote)) | (behindClosing & ~(separators | quotes) & valid)
        marks = outer
        blockBreaks = breaks & valid & inside != 0
        blockDoubled = opening & behindQuote & ~behindSeparator != 0
        quotedBreaks = quotedBreaks || blockBreaks
        doubled = doubled || blockDoubled
        if wrong != 0 {
            let place = wrong.trailingZeroBitCount
            anomaly = block &+ place
            marks &= (1 &<< UInt64(place)) &- 1
        }
        carries.inside = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        carries.cell_start = outer &>> 63
        carries.quote = quotes &>> 63
        carries.closing = closing &>> 63
        block &+= 64
    }

    /// Finds all cells and rows of the next blocks, as far as nothing in them is unusual.
    private mutating func findRows(
        _ base: UnsafeRawPointer, count: Int, _ ends: UnsafeMutablePointer<UInt32>
    ) -> Bool {
        let most = 64
        let (start, delimiter, width) = (block, delimiter, width)
        var carries = carries
        carries.feed = start > 0 && base.load(fromByteOffset: start &- 1, as: UInt8.self) == 0x0D ? 1 : 0
        var found = ByteEnds(
            cells: ends, cell_count: UInt32(truncatingIfNeeded: found), rows: nil, row_count: 0)
        var rows = lastCells.mutableSpan
        let blocks = rows.withUnsafeMutableBufferPointer { rows in
            found.rows = rows.baseAddress
            return byte_masks_rows(
                base + start, UInt64(min(most, (count &- start) / 64)), delimiter, width,
                UInt32(truncatingIfNeeded: start), &carries, &found)
        }
        guard blocks > 0 else { return false }
        self.carries = carries
        self.found = Int(found.cell_count)
        rowsFound = Int(found.row_count)
        rowsShown = 0
        block = start &+ Int(blocks) &* 64
        blockBreaks = false
        blockDoubled = false
        return true
    }

    /// Line ends (CR, LF or CRLF) between two offsets.
    static func lineEnds(in text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var count = 0
        for at in start..<end {
            if text[at] == 0x0A {
                count += 1
            } else if text[at] == 0x0D, at + 1 >= end || text[at + 1] != 0x0A {
                count += 1
            }
        }
        return count
    }

    // MARK: Character by character

    /// Reads the row at `start` without any shortcut.
    private mutating func exactRow(
        in text: UnsafeRawBufferPointer, isLast: Bool, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        var at = start
        found = firstCell
        while true {
            if found &- firstCell >= cellLimit { return .tooManyCells }
            var behindClosing = false
            if at < text.count, text[at] == 0x22 {
                guard let closing = Self.closingQuote(after: at, in: text, isLast: isLast) else {
                    guard isLast else { return .more }
                    unclosedQuote = at
                    return exactEnd(at: text.count, next: text.count, in: text, ends: ends)
                }
                at = closing + 1
                behindClosing = true
            }
            while at < text.count, !isSeparator(text[at]) {
                if behindClosing, strayQuote == nil, text[at] != 0x20, text[at] != 0x09 { strayQuote = at }
                at += 1
            }
            if at == text.count { return isLast ? exactEnd(at: at, next: at, in: text, ends: ends) : .more }
            guard text[at] == delimiter else { break }
            ends[found] = UInt32(truncatingIfNeeded: at)
            found += 1
            at += 1
        }
        guard let base = text.baseAddress, let next = behindBreak(at: at, in: text, base, isLast: isLast) else {
            return .more
        }
        return exactEnd(at: at, next: next, in: text, ends: ends)
    }

    private mutating func exactEnd(
        at end: Int, next: Int, in text: UnsafeRawBufferPointer, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        self.end = end
        needsUnescaping = true
        nextLine = line + 1 + Self.lineEnds(in: text, from: start, to: end)
        nextStart = next
        resetBlock(to: next)
        return addLastCell(at: end, ends: ends)
    }

    private func isSeparator(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    /// The quote that closes the one at `offset`; nil where the text ends before it is known.
    private static func closingQuote(after offset: Int, in text: UnsafeRawBufferPointer, isLast: Bool) -> Int? {
        var at = offset + 1
        while at < text.count {
            guard text[at] == 0x22 else {
                at += 1
                continue
            }
            guard at + 1 < text.count else { return isLast ? at : nil }
            if text[at + 1] != 0x22 { return at }
            at += 2
        }
        return nil
    }

    /// Where a quote opens in an unfinished row that never closes, nil where none does.
    static func openQuote(in row: UnsafeRawBufferPointer, delimiter: UInt8) -> Int? {
        var at = 0
        var startsCell = true
        while at < row.count {
            if startsCell, row[at] == 0x22 {
                guard let closing = closingQuote(after: at, in: row, isLast: false) else { return at }
                at = closing + 1
            }
            startsCell = at < row.count && row[at] == delimiter
            at += 1
        }
        return nil
    }
}
