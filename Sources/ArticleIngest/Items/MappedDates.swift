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
            case .parts(let parts): day(cell, parts: parts, zone: pattern.zone)
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

    private static func day(_ cell: CellBytes, parts: [DatePattern.Part], zone: DatePattern.Zone)
        -> DateReading.Content?
    {
        guard let values = values(cell, parts), let hour = values.hourOfDay, values.minute < 60, values.second <= 60
        else { return nil }
        guard zone == .utc, hour + 7 >= 24 else {
            return DateReader.content(year: values.year, month: values.month, day: values.day)
        }
        return DateReader.content(year: values.year, month: values.month, day: values.day, movedBy: 1)
    }

    private struct Values {
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0
        /// Of a clock of twelve hours: the second half of the day.
        var isAfternoon: Bool?

        /// 0 to 23; nil for an hour that no clock shows.
        var hourOfDay: Int? {
            guard let isAfternoon else { return hour < 24 ? hour : nil }
            return 1...12 ~= hour ? hour % 12 + (isAfternoon ? 12 : 0) : nil
        }
    }

    private static func values(_ cell: CellBytes, _ parts: [DatePattern.Part]) -> Values? {
        var rest = cell[...]
        var values = Values()
        for (place, part) in parts.enumerated() {
            let before = place > 0 ? parts[place - 1] : nil
            let next = place + 1 < parts.count ? parts[place + 1] : nil
            switch part {
            case .literal(let scalar):
                guard let length = length(of: scalar, startOf: rest) else { return nil }
                rest = rest.dropFirst(length)
            case .weekday:
                guard skipWeekday(&rest, before: next) else { return nil }
            case .half:
                guard let isAfternoon = half(&rest) else { return nil }
                values.isAfternoon = isAfternoon
            default:
                guard let number = take(&rest, digits(of: part, between: before, next)) else { return nil }
                set(part, number, in: &values)
            }
        }
        return rest.isEmpty ? values : nil
    }

    /// Bytes of the sign that the rest starts with; a space may be one that does not break.
    private static func length(of sign: Unicode.Scalar, startOf rest: Slice<UnsafeRawBufferPointer>) -> Int? {
        let written = sign == " " && rest.starts(with: "\u{A0}".utf8) ? "\u{A0}" : String(sign)
        return rest.starts(with: written.utf8) ? written.utf8.count : nil
    }

    /// With another number right beside it a number has both its digits.
    private static func digits(of part: DatePattern.Part, between before: DatePattern.Part?, _ next: DatePattern.Part?)
        -> ClosedRange<Int>
    {
        if part == .year { return 4...4 }
        return isNumber(before) || isNumber(next) ? 2...2 : 1...2
    }

    private static func isNumber(_ part: DatePattern.Part?) -> Bool {
        switch part {
        case nil, .literal, .half, .weekday: false
        default: true
        }
    }

    private static func set(_ part: DatePattern.Part, _ number: Int, in values: inout Values) {
        switch part {
        case .year: values.year = number
        case .month: values.month = number
        case .day: values.day = number
        case .hour: values.hour = number
        case .minute: values.minute = number
        case .second: values.second = number
        case .half, .weekday, .literal: break
        }
    }

    /// Up to the mark behind the weekday, which `DatePattern` guarantees; a weekday begins with no digit.
    private static func skipWeekday(_ rest: inout Slice<UnsafeRawBufferPointer>, before next: DatePattern.Part?) -> Bool
    {
        guard case .literal(let mark) = next, let byte = String(mark).utf8.first, let first = rest.first,
            !(0x30...0x39 ~= first), let end = rest.firstIndex(of: byte), end > rest.startIndex
        else { return false }
        rest = rest[end...]
        return true
    }

    private static func half(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool? {
        let letters = rest.prefix(2).map { $0 & 0xDF }
        rest = rest.dropFirst(2)
        switch String(decoding: letters, as: UTF8.self) {
        case "AM", "SA": return false
        case "PM", "CH": return true
        default: return nil
        }
    }

    private static func take(_ rest: inout Slice<UnsafeRawBufferPointer>, _ digits: ClosedRange<Int>) -> Int? {
        let written = rest.prefix(digits.upperBound).prefix { 0x30...0x39 ~= $0 }
        guard written.count >= digits.lowerBound else { return nil }
        rest = rest.dropFirst(written.count)
        return written.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
