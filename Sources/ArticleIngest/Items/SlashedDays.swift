import QuotaModel

/// Reads `dd/MM/yyyy` with slashes, as nearly all logs write it, four times a record: eight digits at a time, and the
/// calendar looked up. Each core has its own table: five kilobytes, of which a log uses a few lines.
struct SlashedDays: ~Copyable {
    /// The day before the first of each month of `CivilDate.years`, and of the month behind them.
    private let before: UnsafeMutablePointer<Int32>
    private let months: Int
    private let firstYear: Int

    init() {
        firstYear = CivilDate.years.lowerBound
        months = CivilDate.years.count * 12
        before = .allocate(capacity: months + 1)
        var day = CivilDate(year: firstYear, month: 1, day: 1).map(\.dayNumber) ?? 0
        for place in 0...months {
            before[place] = day - 1
            day += Int32(CivilDate.length(ofMonth: place % 12 + 1, year: firstYear + place / 12))
        }
    }

    deinit { before.deallocate() }

    /// The two numbers before the year, and the day; nil for every other writing and for days that the calendar doesn't
    /// have.
    @inline(__always)
    func read(_ cell: CellBytes) -> (first: Int, second: Int, day: CivilDate)? {
        guard cell.count == 10, let base = cell.baseAddress else { return nil }
        // Digits become their values and slashes 0; whatever is more is neither.
        let low = base.loadUnaligned(as: UInt64.self) ^ 0x3030_2F30_302F_3030
        let high = base.loadUnaligned(fromByteOffset: 8, as: UInt16.self) ^ 0x3030
        let wrong = (low &+ 0x7676_7F76_767F_7676 | low) & 0x8080_8080_8080_8080
        guard wrong == 0, (high &+ 0x7676 | high) & 0x8080 == 0 else { return nil }
        // Ten times each byte and the one behind it: no pair of digits reaches the next byte.
        let pairs = low &* 10 &+ low &>> 8
        let first = Int(pairs & 0xFF)
        let second = Int(pairs &>> 24 & 0xFF)
        let century = Int(pairs &>> 48 & 0xFF)
        let year = century &* 100 &+ Int((high &* 10 &+ high &>> 8) & 0xFF)
        let month = (year &- firstYear) &* 12 &+ second &- 1
        guard first > 0, second > 0, second <= 12, month >= 0, month < months else { return nil }
        let day = before[month] &+ Int32(truncatingIfNeeded: first)
        guard day <= before[month &+ 1] else { return nil }
        return (first, second, CivilDate(dayNumber: day))
    }
}
