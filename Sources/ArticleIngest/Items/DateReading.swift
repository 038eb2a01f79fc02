import QuotaModel

/// A day read from a cell (contract, section 1), and what the writing tells about its column.
struct DateReading: Equatable {
    /// What is in the cell.
    enum Content: Equatable {
        case empty
        case day(CivilDate)
        case unreadable
    }

    /// What two numbers before a year say about which is the day.
    enum Order: Equatable {
        /// Both are at most 12 and different: either could be the day.
        case open
        /// The first is above 12.
        case dayFirst
        /// The second is above 12: not readable without a mapping.
        case monthFirst
        /// Equal, or the writing leaves no doubt.
        case certain
    }

    var content: Content
    var order = Order.certain
    var form = DateForm()
    /// An RFC 822 time whose minutes are the number of the month, as NukeViet writes it.
    var hasMonthForMinutes = false

    static let empty = DateReading(content: .empty)
    static let unreadable = DateReading(content: .unreadable)
}

/// How a date is written, as people and mapping files write it.
struct DateForm: Hashable {
    enum Body: UInt8 {
        case iso, slash, dash, dot, named, rfc822, mapped
    }

    var body = Body.iso
    /// 0 without a time, 2 for H:mm, 3 for H:mm:ss.
    var timeParts: UInt8 = 0
    var timeFirst = false
    var hasZone = false
    var hasHalf = false

    /// The form in the letters of a mapping file where these have them.
    var text: String {
        let day =
            switch body {
            case .iso: "yyyy-MM-dd"
            case .slash: "d/M/yyyy"
            case .dash: "d-M-yyyy"
            case .dot: "d.M.yyyy"
            case .named: "d MMMM yyyy"
            case .rfc822: "d MMM yyyy"
            case .mapped: ""
            }
        guard timeParts > 0 else { return day }
        let time = (timeParts == 2 ? "H:mm" : "H:mm:ss") + (hasHalf ? " SA/CH" : "") + (hasZone ? " Z" : "")
        return timeFirst ? time + " " + day : day + " " + time
    }
}

/// Reads days from cells, by the known forms or by the one form that a mapping gives the column.
enum DateReader {
    /// The day in a cell of a column without a mapped form.
    static func read(_ cell: CellBytes) -> DateReading {
        if let quick = readQuick(cell) { return quick }
        let cell = cell.trimmed
        if cell.isEmpty { return .empty }
        guard cell.count <= 120 else { return .unreadable }
        return DateGrammar.read(cell)
    }

    /// `dd/MM/yyyy` (or `-`, `.`) and `yyyy-MM-dd`, by fixed positions; nil for everything else.
    private static func readQuick(_ cell: CellBytes) -> DateReading? {
        guard cell.count == 10 else { return nil }
        if cell[4] == 0x2D, cell[7] == 0x2D {
            guard let year = digits(cell, 0, 4), let month = digits(cell, 5, 2), let day = digits(cell, 8, 2) else {
                return nil
            }
            return DateReading(content: content(year: year, month: month, day: day))
        }
        let mark = cell[2]
        guard mark == cell[5], let body = body(of: mark), let day = digits(cell, 0, 2),
            let month = digits(cell, 3, 2), let year = digits(cell, 6, 4)
        else { return nil }
        return dayFirst(day, month, year, form: DateForm(body: body))
    }

    static func body(of mark: UInt8) -> DateForm.Body? {
        switch mark {
        case 0x2F: .slash
        case 0x2D: .dash
        case 0x2E: .dot
        default: nil
        }
    }

    /// Two numbers and a year, always read day first; what the numbers say about the column is kept.
    static func dayFirst(_ first: Int, _ second: Int, _ year: Int, form: DateForm) -> DateReading {
        let order: DateReading.Order =
            first > 12 ? .dayFirst : second > 12 ? .monthFirst : first == second ? .certain : .open
        return DateReading(content: content(year: year, month: second, day: first), order: order, form: form)
    }

    static func content(year: Int, month: Int, day: Int) -> DateReading.Content {
        CivilDate(year: year, month: month, day: day).map { .day($0) } ?? .unreadable
    }

    /// The Vietnamese day of one of another zone.
    ///
    /// - Parameter days: how many days later it is here, -1 to 1.
    static func content(year: Int, month: Int, day: Int, movedBy days: Int) -> DateReading.Content {
        // The last evening of 1989 may already be 1990 in Viet Nam, the first morning of 2101 still 2100.
        let years = CivilDate.years
        switch (year, month, day, days) {
        case (years.lowerBound - 1, 12, 31, 1): return .day(CivilDate.firstDay)
        case (years.upperBound + 1, 1, 1, -1): return .day(CivilDate.lastDay)
        default: break
        }
        guard case .day(let there) = content(year: year, month: month, day: day) else { return .unreadable }
        let here = there.adding(days: days)
        return CivilDate.firstDay <= here && here <= CivilDate.lastDay ? .day(here) : .unreadable
    }

    private static func digits(_ cell: CellBytes, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for at in start..<start + count {
            let digit = cell[at] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }
}
