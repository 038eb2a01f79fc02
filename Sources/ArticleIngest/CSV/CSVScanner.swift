import CByteMasks

/// Finds the rows and cells of CSV text in a buffer, 64 bytes at a time. A value: it knows nothing of where the text
/// comes from, so chunks of one file can be scanned side by side.
///
/// Structure is found with masks of 64 bits, one for each byte: quotes, and what separates (delimiter, CR, LF). A
/// prefix xor of the quotes gives the quoted region. This is right as long as quotes stand where RFC 4180 wants them;
/// a quote that opens inside a cell, or text behind a closing quote, sends the row to `splitExactly`, which reads it
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
    private var insideCarry: UInt64 = 0
    private var cellStartCarry: UInt64 = 1
    private var quoteCarry: UInt64 = 0
    private var closingCarry: UInt64 = 0
    /// Masks of some blocks, made together, and where in the text they begin and end.
    private var strip = InlineArray<8, ByteMasks>(repeating: ByteMasks())
    private var stripStart = 0
    private var stripEnd = 0
    private let width: Int32

    /// How many bytes this processor can compare at a time.
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
    ///   - ends: room for `cellLimit` cell ends.
    mutating func next(
        in text: UnsafeRawBufferPointer, isLast: Bool, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        guard let base = text.baseAddress else { return isLast ? .end : .more }
        begin()
        var count = 0
        // Kept in registers; what is left of it goes back to `marks` with the row.
        var marks = marks
        var breaks = breaks
        defer { self.marks = marks }
        while true {
            while marks == 0 {
                if anomaly != Int.max {
                    self.marks = 0
                    defer { marks = self.marks }
                    return exactRow(in: text, isLast: isLast, ends: ends)
                }
                if block >= text.count {
                    return atEnd(of: text, isLast: isLast, count: count, ends: ends)
                }
                loadBlock(base, count: text.count)
                marks = self.marks
                breaks = self.breaks
            }
            // All delimiters in front of the next line break, without asking of each what it is.
            let open = breaks & marks
            var delimiters = open == 0 ? marks : marks & ((open & (0 &- open)) &- 1)
            marks ^= delimiters
            if delimiters != 0 {
                if count &+ 64 >= cellLimit, count + delimiters.nonzeroBitCount >= cellLimit { return .tooManyCells }
                repeat {
                    ends[count] = UInt32(truncatingIfNeeded: block &- 64 &+ delimiters.trailingZeroBitCount)
                    count &+= 1
                    delimiters &= delimiters &- 1
                } while delimiters != 0
                if marks == 0 { continue }
            }
            let at = block &- 64 &+ marks.trailingZeroBitCount
            marks &= marks &- 1
            let byte = base.load(fromByteOffset: at, as: UInt8.self)
            if at < start { continue }  // the LF of a CRLF
            var lineEnd = 1
            if byte == 0x0D {
                if at &+ 1 == text.count, !isLast { return .more }
                if at &+ 1 < text.count, base.load(fromByteOffset: at &+ 1, as: UInt8.self) == 0x0A { lineEnd = 2 }
            }
            finish(at: at, next: at &+ lineEnd, in: text)
            if count == 0, at == start {
                begin()
                continue
            }
            ends[count] = UInt32(truncatingIfNeeded: at)
            cellCount = count &+ 1
            return .row
        }
    }

    private mutating func begin() {
        start = nextStart
        line = nextLine
        needsUnescaping = false
        unclosedQuote = nil
        strayQuote = nil
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
        of text: UnsafeRawBufferPointer, isLast: Bool, count: Int, ends: UnsafeMutablePointer<UInt32>
    ) -> Step {
        guard isLast else { return .more }
        if start >= text.count { return .end }
        if insideCarry != 0 { return exactRow(in: text, isLast: true, ends: ends) }
        finish(at: text.count, next: text.count, in: text)
        ends[count] = UInt32(truncatingIfNeeded: text.count)
        cellCount = count + 1
        return .row
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
        insideCarry = 0
        cellStartCarry = 1
        quoteCarry = 0
        closingCarry = 0
        stripEnd = offset
    }

    /// Reads the 64 bytes at `block`, leaves in `marks` the separators outside quotes, and steps on.
    @inline(__always)
    private mutating func loadBlock(_ base: UnsafeRawPointer, count: Int) {
        let left = count &- block
        let valid: UInt64 = left >= 64 ? ~0 : (1 &<< UInt64(left)) &- 1
        if block >= stripEnd { loadStrip(base, count: count) }
        let masks = strip[unchecked: (block &- stripStart) &>> 6]
        let quotes = masks.quotes & valid
        breaks = masks.breaks
        let separators = (masks.delimiters | breaks) & valid
        if quotes | insideCarry | closingCarry == 0 {
            marks = separators
            cellStartCarry = separators &>> 63
            quoteCarry = 0
            blockBreaks = false
            blockDoubled = false
            block &+= 64
            return
        }
        let inside = (left >= 64 ? masks.quoted : byte_masks_prefix_xor(quotes)) ^ insideCarry
        let outer = separators & ~inside
        let opening = quotes & inside
        let closing = quotes & ~inside
        let behindSeparator = (outer &<< 1) | cellStartCarry
        let behindQuote = (quotes &<< 1) | quoteCarry
        let behindClosing = (closing &<< 1) | closingCarry
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
        insideCarry = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        cellStartCarry = outer &>> 63
        quoteCarry = quotes &>> 63
        closingCarry = closing &>> 63
        block &+= 64
    }

    /// Makes the masks of the next blocks. The last may reach into the padding behind the text.
    private mutating func loadStrip(_ base: UnsafeRawPointer, count: Int) {
        let blocks = min(strip.count, (count &- block &+ 63) / 64)
        stripStart = block
        stripEnd = block &+ blocks &* 64
        let (block, delimiter, width) = (block, delimiter, width)
        var masks = strip.mutableSpan
        masks.withUnsafeMutableBufferPointer {
            byte_masks_strip(base + block, UInt64(blocks), delimiter, width, $0.baseAddress)
        }
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
        var count = 0
        var behindClosing = false
        var breaks = 0
        while true {
            if count >= cellLimit { return .tooManyCells }
            if at < text.count, text[at] == 0x22 {
                let opened = at
                guard let closing = Self.closingQuote(after: at, in: text, isLast: isLast) else {
                    guard isLast else { return .more }
                    unclosedQuote = opened
                    at = text.count
                    breaks = Self.lineEnds(in: text, from: start, to: at)
                    ends[count] = UInt32(truncatingIfNeeded: at)
                    return exactEnd(at: at, next: at, cells: count + 1, breaks: breaks)
                }
                at = closing + 1
                behindClosing = true
            }
            while at < text.count, !isSeparator(text[at]) {
                if behindClosing, strayQuote == nil, text[at] != 0x20, text[at] != 0x09 { strayQuote = at }
                at += 1
            }
            behindClosing = false
            ends[count] = UInt32(truncatingIfNeeded: at)
            count += 1
            if at == text.count {
                guard isLast else { return .more }
                return exactEnd(
                    at: at, next: at, cells: count, breaks: Self.lineEnds(in: text, from: start, to: at))
            }
            if text[at] == delimiter {
                at += 1
                continue
            }
            var next = at + 1
            if text[at] == 0x0D {
                if next == text.count, !isLast { return .more }
                if next < text.count, text[next] == 0x0A { next += 1 }
            }
            breaks = Self.lineEnds(in: text, from: start, to: at)
            return exactEnd(at: at, next: next, cells: count, breaks: breaks)
        }
    }

    private mutating func exactEnd(at end: Int, next: Int, cells: Int, breaks: Int) -> Step {
        self.end = end
        cellCount = cells
        needsUnescaping = true
        nextLine = line + 1 + breaks
        nextStart = next
        resetBlock(to: next)
        return .row
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
