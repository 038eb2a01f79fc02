/// Reads the number in a cell: digits, with `.`, space or NBSP between groups of three allowed (contract, section 5).
enum NumberReading: Equatable {
    case empty
    case number(Int)
    case unreadable

    @inline(__always)
    init(_ cell: CellBytes) {
        if cell.isEmpty {
            self = .empty
        } else if let value = Self.plain(cell) {
            self = .number(value)
        } else {
            self.init(unusual: cell)
        }
    }

    private init(unusual cell: CellBytes) {
        let cell = cell.trimmed
        if cell.isEmpty {
            self = .empty
        } else if let value = Self.plain(cell) ?? Self.grouped(cell) {
            self = .number(value)
        } else {
            self = .unreadable
        }
    }

    /// More digits are no count of anything.
    private static let mostDigits = 18

    /// Digits and nothing else.
    @inline(__always)
    private static func plain(_ cell: CellBytes) -> Int? {
        2...4 ~= cell.count ? short(cell) : long(cell)
    }

    /// Two to four bytes, as the first and the last two of them: how many there are cannot be foreseen, so nothing branches on it.
    @inline(__always)
    private static func short(_ cell: CellBytes) -> Int? {
        guard let base = cell.baseAddress else { return nil }
        let first = base.loadUnaligned(as: UInt16.self) ^ 0x3030
        let last = base.loadUnaligned(fromByteOffset: cell.count &- 2, as: UInt16.self) ^ 0x3030
        let wrong = (first &+ 0x7676) | first | (last &+ 0x7676) | last
        guard wrong & 0x8080 == 0 else { return nil }
        let leading = cell.count == 4 ? first &* 10 &+ first &>> 8 : cell.count == 3 ? first : 0
        return Int(leading & 0xFF) &* 100 &+ Int((last &* 10 &+ last &>> 8) & 0xFF)
    }

    /// So few digits can't overflow.
    @inline(__always)
    private static func long(_ cell: CellBytes) -> Int? {
        guard cell.count <= mostDigits else { return nil }
        var value = 0
        for byte in cell {
            let digit = byte &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    private static func grouped(_ cell: CellBytes) -> Int? {
        var value = 0
        var digits = 0
        var inGroup = 0
        var groups = 0
        var separator: UInt8?
        var at = 0
        while at < cell.count {
            let byte = cell[at]
            if 0x30...0x39 ~= byte {
                value = value &* 10 &+ Int(byte - 0x30)
                digits += 1
                inGroup += 1
                guard digits <= mostDigits else { return nil }
                at += 1
                continue
            }
            let isNBSP = byte == 0xC2 && at + 1 < cell.count && cell[at + 1] == 0xA0
            guard byte == 0x2E || byte == 0x20 || isNBSP, separator == nil || separator == byte,
                groups == 0 ? 1...3 ~= inGroup : inGroup == 3
            else { return nil }
            separator = byte
            groups += 1
            inGroup = 0
            at += isNBSP ? 2 : 1
        }
        return groups > 0 && inGroup == 3 ? value : nil
    }
}
