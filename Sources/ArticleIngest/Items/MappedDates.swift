import QuotaModel

/// Reads days of a column whose form a mapping or a person gave: exactly that form, no other.
enum MappedDates {
    static func read(_ cell: CellBytes, as pattern: DatePattern) -> DateReading {
        let cell = cell.trimmed
        if cell.isEmpty { return .empty }
        let content: DateReading.Content? =
            switch pattern.form {
            case .unixSeconds: number(cell).flatMap { day(since1970: ($0 + 7 * 3600) / 86_400) }
            case .spreadsheetSerial: serial(cell)
            case .parts(let parts): day(cell, parts: parts)
            }
        return DateReading(content: content ?? .unreadable, form: DateForm(body: .mapped))
    }

    private static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 12 else { return nil }
        var value = 0
        for byte in bytes {
            guard 0x30...0x39 ~= byte else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func day(since1970 days: Int) -> DateReading.Content? {
        guard days < 100_000 else { return nil }
        let day = CivilDate(dayNumber: Int32(days))
        return CivilDate.years.contains(day.parts.year) ? .day(day) : nil
    }

    /// Days since 30/12/1899 as spreadsheets count, with the time as a fraction that is cut off.
    private static func serial(_ cell: CellBytes) -> DateReading.Content? {
        let whole = cell.prefix { $0 != 0x2E && $0 != 0x2C }
        let fraction = cell.dropFirst(whole.count + 1)
        guard let days = number(whole), fraction.allSatisfy({ 0x30...0x39 ~= $0 }), days > 25_569 else { return nil }
        return day(since1970: days - 25_569)
    }

    private static func day(_ cell: CellBytes, parts: [DatePattern.Part]) -> DateReading.Content? {
        var at = 0
        var values = [0, 0, 0, 0, 0, 0]
        for (place, part) in parts.enumerated() {
            // Where two numbers touch, both have two digits.
            let touches =
                (place + 1 < parts.count && isNumber(parts[place + 1])) || (place > 0 && isNumber(parts[place - 1]))
            switch part {
            case .literal(let scalar):
                let wanted = Array(String(scalar).utf8)
                guard cell.dropFirst(at).starts(with: wanted) else { return nil }
                at += wanted.count
            case .year:
                guard let year = take(cell, &at, 4...4) else { return nil }
                values[0] = year
            default:
                guard let value = take(cell, &at, touches ? 2...2 : 1...2) else { return nil }
                values[index(of: part)] = value
            }
        }
        guard at == cell.count, values[3] < 24, values[4] < 60, values[5] <= 60 else { return nil }
        return DateReader.content(year: values[0], month: values[1], day: values[2])
    }

    private static func isNumber(_ part: DatePattern.Part) -> Bool {
        if case .literal = part { false } else { true }
    }

    private static func index(of part: DatePattern.Part) -> Int {
        switch part {
        case .year, .literal: 0
        case .month: 1
        case .day: 2
        case .hour: 3
        case .minute: 4
        case .second: 5
        }
    }

    private static func take(_ cell: CellBytes, _ at: inout Int, _ digits: ClosedRange<Int>) -> Int? {
        var count = 0
        var value = 0
        while at + count < cell.count, count < digits.upperBound, 0x30...0x39 ~= cell[at + count] {
            value = value * 10 + Int(cell[at + count] - 0x30)
            count += 1
        }
        guard count >= digits.lowerBound else { return nil }
        at += count
        return value
    }
}
