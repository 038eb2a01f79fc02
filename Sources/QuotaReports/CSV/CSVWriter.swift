import QuotaModel

/// Writes CSV as RFC 4180 has it, CRLF at the end of every row.
public struct CSVWriter {
    /// Who will read it.
    public enum Reader: Sendable {
        /// People with a spreadsheet: UTF-8 with BOM, and no text becomes a formula (contract, section 10).
        case spreadsheet
        /// Programs (`--plain`): nothing but the values.
        case program
    }

    /// What has been written; behind an outlet what that has not taken yet.
    public private(set) var bytes: [UInt8] = []
    private let reader: Reader
    private let outlet: ByteOutlet?

    /// - Parameter outlet: takes the rows while they are written; nil: they are kept.
    public init(for reader: Reader, to outlet: ByteOutlet? = nil) {
        self.reader = reader
        self.outlet = outlet
        if reader == .spreadsheet { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// One row. Nobody checks that all have as many cells.
    public mutating func row(_ cells: [Cell]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
        if outlet != nil, bytes.count >= ByteOutlet.piece { handOn() }
    }

    /// Hands the outlet what it has not taken yet.
    public mutating func handOn() {
        outlet?.take(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// One cell: text is guarded against formulas, numbers and days are not.
    public enum Cell: Sendable {
        case text(String)
        case number(Int?)
        case verbatim(String)
    }

    private mutating func append(_ cell: Cell) {
        switch cell {
        case .number(let number): bytes.append(contentsOf: (number.map(String.init) ?? "").utf8)
        case .verbatim(let text): bytes.append(contentsOf: text.utf8)
        case .text(let text): append(text: text)
        }
    }

    private mutating func append(text: String) {
        let guarded = reader == .spreadsheet ? Self.guarded(text) : text
        guard guarded.utf8.contains(where: Self.isSpecial) else {
            bytes.append(contentsOf: guarded.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in guarded.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
    }

    /// Most texts are told at once to hold none.
    private static func mayHoldFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return first == "\"" || risky.contains(first)
            || text.utf8.contains { $0 == UInt8(ascii: ";") || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// What makes a spreadsheet take a text for a formula, in the widths of Latin and of Chinese and Japanese letters.
    private static let risky: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
    /// Where a spreadsheet with another idea of CSV begins a new cell inside the text.
    private static let borders: Set<Unicode.Scalar> = [";", "\t", "\n", "\r"]

    /// The text with an apostrophe wherever a spreadsheet could see the beginning of a formula.
    private static func guarded(_ text: String) -> String {
        guard mayHoldFormula(text) else { return text }
        var guarded = String.UnicodeScalarView()
        var isStart = true
        for scalar in text.unicodeScalars {
            if isStart, risky.contains(scalar) { guarded.append("'") }
            guarded.append(scalar)
            // Quotes would hide what follows them only from this reader's eyes.
            isStart = borders.contains(scalar) || isStart && scalar == "\""
        }
        return String(guarded)
    }
}
