import QuotaModel

/// Reads the longer forms of dates: with a time before or behind, a weekday, month names, a zone.
enum DateGrammar {
    static func read(_ cell: CellBytes) -> DateReading {
        let (date, hasComment) = withoutComment(cell)
        guard let tokens = DateTokens.split(date) else { return .unreadable }
        var parser = DateParser(tokens: tokens)
        guard let reading = parser.read(), reading.form.hasZone || !hasComment else { return .unreadable }
        return reading
    }

    /// RFC 822 lets a comment stand behind the zone: `+0700 (ICT)`.
    private static func withoutComment(_ cell: CellBytes) -> (date: CellBytes, hasComment: Bool) {
        guard cell.last == UInt8(ascii: ")"), let start = cell.lastIndex(of: UInt8(ascii: "(")) else {
            return (cell, false)
        }
        return (UnsafeRawBufferPointer(rebasing: cell[..<start]).trimmed, true)
    }
}

/// Takes the tokens of one date apart: `[weekday] date [time [half] [zone]]` or `time [half] [zone] [weekday] date`.
private struct DateParser {
    let tokens: [DateToken]
    var at = 0
    var form = DateForm()
    var year = 0
    var month = 0
    var day = 0
    var order = DateReading.Order.certain
    var hour = 0
    var minute = 0
    var zone: Int?

    init(tokens: [DateToken]) { self.tokens = tokens }

    mutating func read() -> DateReading? {
        if readBasic() { return at == tokens.count ? reading() : nil }
        if readTime() {
            form.timeFirst = true
            skipBetween()
            skipWeekday()
            guard readDate() else { return nil }
            if zone == nil { _ = readZone() }
        } else {
            skipWeekday()
            guard readDate() else { return nil }
            if at < tokens.count {
                skipBetween()
                guard readTime() else { return nil }
            }
        }
        guard at == tokens.count else { return nil }
        return reading()
    }

    private func reading() -> DateReading {
        var reading = DateReading(
            content: DateReader.content(year: year, month: month, day: day), order: order, form: form)
        if let zone {
            reading.content = localDay(shift: 420 - zone)
            reading.hasMonthForMinutes = form.body == .rfc822 && minute == month
        }
        return reading
    }

    /// The Vietnamese day of a time in another zone; `shift` minutes are to be added.
    private func localDay(shift: Int) -> DateReading.Content {
        let minutes = hour * 60 + minute + shift
        let days = minutes < 0 ? -1 : minutes >= 1440 ? 1 : 0
        return DateReader.content(year: year, month: month, day: day, movedBy: days)
    }

    // MARK: Pieces

    private func peek(_ step: Int = 0) -> DateToken? { at + step < tokens.count ? tokens[at + step] : nil }

    private mutating func skip(_ token: DateToken) -> Bool {
        guard peek() == token else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() { _ = skip(.space) }

    /// What may stand between a date and its time: space, comma, bar, dash, `T`.
    private mutating func skipBetween() {
        if skip(.word(.timeMark)) { return }
        skipSpace()
        for sign in [UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "-")] where skip(.sign(sign)) { break }
        skipSpace()
    }

    /// `Thứ sáu, `, `Thứ 5, Ngày `, `Chủ nhật, `, `Mon, `.
    private mutating func skipWeekday() {
        if skip(.word(.weekdayOf)) {
            skipSpace()
            switch peek() {
            case .number(2...7, digits: 1), .word(.count(2...7)), .word(.nam): at += 1
            default: return
            }
        } else if skip(.word(.weekday)) {
            if peek() == .space, peek(1) == .word(.weekday) { at += 2 }
        }
        skipSpace()
        _ = skip(.sign(UInt8(ascii: ",")))
        skipSpace()
        if skip(.word(.ngay)) { skipSpace() }
    }

    private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        guard case .number(let value, let count)? = peek(), digits.contains(count) else { return nil }
        at += 1
        return value
    }

    /// ISO 8601 without signs, `20220215T170000Z`; only with a zone, as a number of eight digits may be anything.
    private mutating func readBasic() -> Bool {
        let start = at
        guard let date = number(8...8), skip(.word(.timeMark)), case .number(_, let digits)? = peek(),
            let time = number(4...4) ?? number(6...6)
        else {
            at = start
            return false
        }
        let minutes = digits == 6 ? time / 100 : time
        (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
        (hour, minute) = (minutes / 100, minutes % 100)
        form.timeParts = digits == 6 ? 3 : 2
        guard hour < 24, minute < 60, digits == 4 || time % 100 <= 60, readZone() else {
            at = start
            return false
        }
        return true
    }

    private mutating func readDate() -> Bool {
        let start = at
        if readNumericDate() { return true }
        at = start
        if readNamedMonthFirst() { return true }
        at = start
        return readNamedDate()
    }

    /// d/M/yyyy, d-M-yyyy, d.M.yyyy, yyyy-MM-dd.
    private mutating func readNumericDate() -> Bool {
        guard case .number(_, let digits)? = peek() else { return false }
        if digits == 4 {
            guard let year = number(4...4), skip(.sign(0x2D)), let month = number(2...2), skip(.sign(0x2D)),
                let day = number(2...2)
            else { return false }
            (self.year, self.month, self.day) = (year, month, day)
            form.body = .iso
            return true
        }
        guard let first = number(1...2), case .sign(let mark)? = peek(), let body = DateReader.body(of: mark) else {
            return false
        }
        at += 1
        guard let second = number(1...2), skip(.sign(mark)), let year = number(4...4) else { return false }
        form.body = body
        let reading = DateReader.dayFirst(first, second, year, form: form)
        order = reading.order
        (self.year, month, day) = (year, second, first)
        return true
    }

    /// `25 Tháng 1 2022`, `17 tháng 01 năm 2019`, `09 Jan 2020`.
    private mutating func readNamedDate() -> Bool {
        guard let day = number(1...2) else { return false }
        skipSpace()
        if case .word(.month(let month))? = peek() {
            at += 1
            self.month = month
            form.body = .rfc822
        } else {
            guard let month = readVietnameseMonth() else { return false }
            self.month = month
            form.body = .named
        }
        skipSpace()
        _ = skip(.sign(UInt8(ascii: ",")))
        skipSpace()
        if skip(.word(.nam)) { skipSpace() }
        guard let year = number(4...4) else { return false }
        (self.year, self.day) = (year, day)
        return true
    }

    /// `Tháng Mười Hai 17, 2019`, `Th6 24, 2016`.
    private mutating func readNamedMonthFirst() -> Bool {
        guard let month = readVietnameseMonth() else { return false }
        skipSpace()
        guard let day = number(1...2) else { return false }
        _ = skip(.sign(UInt8(ascii: ",")))
        skipSpace()
        guard let year = number(4...4) else { return false }
        (self.year, self.month, self.day) = (year, month, day)
        form.body = .named
        return true
    }

    private mutating func readVietnameseMonth() -> Int? {
        guard skip(.word(.thang)) else { return nil }
        skipSpace()
        if let month = number(1...2) { return month }
        // "Năm" is both year and five.
        if skip(.word(.nam)) { return 5 }
        guard case .word(.count(let first))? = peek() else { return nil }
        at += 1
        if first == 10, peek() == .space, case .word(.count(let second))? = peek(1), second <= 2 {
            at += 2
            return 10 + second
        }
        return first
    }

    private mutating func readTime() -> Bool {
        let start = at
        guard let hour = number(1...2), skip(.sign(UInt8(ascii: ":"))), let minute = number(2...2) else {
            at = start
            return false
        }
        form.timeParts = 2
        var second = 0
        if skip(.sign(UInt8(ascii: ":"))) {
            guard let value = number(2...2) else { return false }
            second = value
            form.timeParts = 3
            if skip(.sign(UInt8(ascii: "."))) || skip(.sign(UInt8(ascii: ","))) {
                guard number(1...9) != nil else { return false }
            }
        }
        guard hour < 24, minute < 60, second <= 60 else { return false }
        (self.hour, self.minute) = (hour, minute)
        readHalf()
        _ = readZone()
        return true
    }

    private mutating func readHalf() {
        let step = peek() == .space ? 1 : 0
        switch peek(step) {
        case .word(.morning): if hour == 12 { hour = 0 }
        case .word(.afternoon): if hour < 12 { hour += 12 }
        default: return
        }
        form.hasHalf = true
        at += step + 1
    }

    /// `Z`, `+07:00`, `+0700`, `+07`, `GMT`, `GMT+7`.
    private mutating func readZone() -> Bool {
        let start = at
        skipSpace()
        var named: Int?
        if case .word(.zone(let minutes))? = peek() {
            at += 1
            named = minutes
        }
        if let offset = readOffset(short: named != nil) {
            zone = (named ?? 0) + offset
        } else if let named {
            zone = named
        } else {
            at = start
            return false
        }
        form.hasZone = true
        return true
    }

    private mutating func readOffset(short: Bool) -> Int? {
        let start = at
        let sign: Int
        switch peek() {
        case .sign(UInt8(ascii: "+")): sign = 1
        case .sign(UInt8(ascii: "-")): sign = -1
        default: return nil
        }
        at += 1
        var minutes: Int?
        if let both = number(4...4) {
            minutes = both % 100 < 60 ? both / 100 * 60 + both % 100 : nil
        } else if let hours = number(short ? 1...2 : 2...2) {
            minutes = hours * 60
            if skip(.sign(UInt8(ascii: ":"))) {
                minutes = number(2...2).flatMap { $0 < 60 ? hours * 60 + $0 : nil }
            }
        }
        guard let minutes, minutes <= 14 * 60 else {
            at = start
            return nil
        }
        return sign * minutes
    }
}
