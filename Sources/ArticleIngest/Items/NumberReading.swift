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

    /// Digits and nothing else; so few of them can't overflow.
    @inline(__always)
    private static func plain(_ cell: CellBytes) -> Int? {
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
