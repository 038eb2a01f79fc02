import QuotaModel

/// Rows of a small CSV file with the exact places of their cells, one after the other. Strict: a quote that never closes,
/// or text behind one, is an error. Logs are read elsewhere, by a reader made for their size and their faults.
struct DelimitedRows {
    /// The bytes of one cell; its text and place are made for whoever asks.
    struct Cell {
        /// Without the quotes around it.
        let content: Range<Int>
        /// Where the cell begins, with its quote.
        let start: Int
        let line: Int
        /// Two quotes inside stand for one.
        let hasDoubledQuotes: Bool
    }

    /// What is wrong with the text as a whole.
    enum Fault: Error {
        case unclosedQuote(line: Int, column: Int)
        case strayQuote(line: Int, column: Int)
    }

    /// The cells of the row that was read last.
    private(set) var row: [Cell] = []

    private let bytes: ArraySlice<UInt8>
    private let delimiter: UInt8
    private var place: Int
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// - Parameter utf8: valid, without a byte order mark. `;` separates where the first line has one, else `,`.
    init(_ utf8: ArraySlice<UInt8>) {
        bytes = utf8
        place = utf8.startIndex
        let heading = utf8.prefix { $0 != Self.lineFeed && $0 != Self.carriageReturn }
        delimiter = heading.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// Reads the next row; blank lines and rows of empty cells are left out.
    ///
    /// - Returns: false at the end.
    mutating func advance() throws(Fault) -> Bool {
        while place < bytes.endIndex {
            try readRow()
            if row.contains(where: { !isEmpty($0) }) { return true }
        }
        row.removeAll(keepingCapacity: true)
        return false
    }

    var areSeparatedByCommas: Bool { delimiter == UInt8(ascii: ",") }

    func text(_ cell: Cell) -> String {
        guard cell.hasDoubledQuotes else { return String(decoding: bytes[cell.content], as: UTF8.self) }
        var kept: [UInt8] = []
        var wasQuote = false
        for byte in bytes[cell.content] {
            wasQuote = byte == Self.quote && !wasQuote
            if !wasQuote { kept.append(byte) }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The cell's bytes, where its text is those.
    func content(_ cell: Cell) -> ArraySlice<UInt8>? { cell.hasDoubledQuotes ? nil : bytes[cell.content] }

    func hasSameContent(_ cell: Cell, as other: Range<Int>) -> Bool {
        !cell.hasDoubledQuotes && cell.content.count == other.count && bytes[cell.content] == bytes[other]
    }

    /// Whether nothing is left of the cell after normalising.
    func isEmpty(_ cell: Cell) -> Bool {
        guard let first = bytes[cell.content].first else { return true }
        return 0x21...0x7E ~= first ? false : MatchKey(text(cell)).isEmpty
    }

    /// The column of a byte's character in its line, from 1.
    func column(at place: Int) -> Int {
        var column = 1
        for byte in bytes[..<place].reversed() {
            if byte == Self.lineFeed || byte == Self.carriageReturn { break }
            if byte & 0xC0 != 0x80 { column += 1 }
        }
        return column
    }

    private mutating func readRow() throws(Fault) {
        row.removeAll(keepingCapacity: true)
        while true {
            row.append(try cell())
            guard place < bytes.endIndex, bytes[place] == delimiter else { break }
            place += 1
        }
        guard place < bytes.endIndex else { return }
        // Here stands the end of the line.
        if bytes[place] == Self.carriageReturn, place + 1 < bytes.endIndex, bytes[place + 1] == Self.lineFeed {
            place += 1
        }
        place += 1
        line += 1
    }

    private mutating func cell() throws(Fault) -> Cell {
        let start = place
        guard place < bytes.endIndex, bytes[place] == Self.quote else {
            while !isAtCellEnd { place += 1 }
            return Cell(content: start..<place, start: start, line: line, hasDoubledQuotes: false)
        }
        return try quotedCell()
    }

    private mutating func quotedCell() throws(Fault) -> Cell {
        let (start, startLine) = (place, line)
        var hasDoubledQuotes = false
        place += 1
        while true {
            guard place < bytes.endIndex else { throw .unclosedQuote(line: startLine, column: column(at: start)) }
            let byte = bytes[place]
            place += 1
            if byte == Self.quote {
                guard place < bytes.endIndex, bytes[place] == Self.quote else { break }
                hasDoubledQuotes = true
                place += 1
            } else if byte == Self.lineFeed || byte == Self.carriageReturn && !isBeforeLineFeed {
                line += 1
            }
        }
        guard isAtCellEnd else { throw .strayQuote(line: line, column: column(at: place)) }
        return Cell(content: start + 1..<place - 1, start: start, line: startLine, hasDoubledQuotes: hasDoubledQuotes)
    }

    /// Whether the byte that was just passed stands before a line feed, with which it is one end of line.
    private var isBeforeLineFeed: Bool { place < bytes.endIndex && bytes[place] == Self.lineFeed }

    private var isAtCellEnd: Bool {
        guard place < bytes.endIndex else { return true }
        return bytes[place] == delimiter || bytes[place] == Self.lineFeed || bytes[place] == Self.carriageReturn
    }
}
