/// A civil day in Viet Nam: year, month and day without hour or zone (contract, section 1).
///
/// Stored as the number of days since 1970-01-01, so days compare, hash and subtract as integers. What a
/// log or a rule file names lies in `CivilDate.years`.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// The years a log or a rule file may name (contract, section 1).
    public static let years = 1990...2100
    /// The first day of `years`.
    public static let firstDay = CivilDate(year: years.lowerBound, month: 1, day: 1) ?? CivilDate(dayNumber: .min)
    /// The last day of `years`, which stands for what has no end.
    public static let lastDay = CivilDate(year: years.upperBound, month: 12, day: 31) ?? CivilDate(dayNumber: .max)

    /// Days since 1970-01-01.
    public let dayNumber: Int32

    /// The day with this number. Intermediate results of calendar arithmetic may leave `years`; input may not.
    @inlinable public init(dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// The day of that year, month (1–12) and day of the month, or nil where the calendar has no such day or the
    /// year is outside `years`.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), 1...12 ~= month, day >= 1,
            day <= 28 || day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        // As `dayNumber` below, for positive years. Up to 2099 fifteen years were divided by 100 and not by 400.
        let yearFromMarch = month <= 2 ? year &- 1 : year
        let monthFromMarch = month <= 2 ? month &+ 9 : month &- 3
        let leapDays = yearFromMarch &>> 2 &- (yearFromMarch < 2100 ? 15 : 16)
        let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ day &- 1
        dayNumber = Int32(truncatingIfNeeded: yearFromMarch &* 365 &+ leapDays &+ dayOfYear &- 719_468)
    }

    /// The day written `yyyy-MM-dd`, exactly so.
    @inlinable public init?(iso text: some StringProtocol) { self.init(isoBytes: text.utf8) }

    /// As `init(iso:)`, without a text of its own.
    @inlinable public init?(isoBytes utf8: some Collection<UInt8>) {
        guard utf8.count == 10 else { return nil }
        var numbers = (year: 0, month: 0, day: 0)
        var place = -1
        for byte in utf8 {
            place += 1
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard 0x30...0x39 ~= byte else { return nil }
            let digit = Int(byte - 0x30)
            switch place {
            case ..<4: numbers.year = numbers.year * 10 + digit
            case ..<7: numbers.month = numbers.month * 10 + digit
            default: numbers.day = numbers.day * 10 + digit
            }
        }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    @inlinable public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

extension CivilDate {
    /// Year, month and day of the month.
    public struct Parts: Hashable, Sendable {
        /// Outside `years` only where calendar arithmetic has left them.
        public let year: Int
        /// 1 to 12.
        public let month: Int
        /// 1 to 31.
        public let day: Int
    }

    /// This day as year, month and day.
    public var parts: Parts {
        // Years are counted from 1 March, so that the leap day is the last day of its year.
        let sinceMarchOfYear0 = Int(dayNumber) + 719_468
        let era = sinceMarchOfYear0.dividedDown(by: 146_097)
        let dayOfEra = sinceMarchOfYear0 - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return Parts(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Monday is 1, Sunday is 7.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        (Int(dayNumber) + 3).remainderDown(by: 7) + 1
    }

    /// The day `count` days later (earlier when negative).
    public func adding(days count: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + Int32(count))
    }

    /// The day `count` months later: the same day number, cut to the last day of the target month. Periods always
    /// add to their original anchor, never to a result of this function (contract, section 1: 31/01 + 1 = 28/02,
    /// 31/01 + 2 = 31/03).
    public func adding(months count: Int) -> CivilDate {
        let parts = parts
        let months = parts.year * 12 + parts.month - 1 + count
        let year = months.dividedDown(by: 12)
        let month = months.remainderDown(by: 12) + 1
        let day = min(parts.day, Self.length(ofMonth: month, year: year))
        return CivilDate(dayNumber: Self.dayNumber(year: year, month: month, day: day))
    }

    /// Days from `other` to this day; negative when this day is earlier.
    @inlinable public func days(since other: CivilDate) -> Int {
        Int(dayNumber) - Int(other.dayNumber)
    }

    /// Days in a month of the Gregorian calendar.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let era = yearFromMarch.dividedDown(by: 400)
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}

extension Int {
    /// The quotient, rounded down also where it is negative. The divisor is positive.
    package func dividedDown(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }

    /// What `dividedDown` leaves, from 0.
    fileprivate func remainderDown(by divisor: Int) -> Int { self - dividedDown(by: divisor) * divisor }
}

extension CivilDate: CustomStringConvertible {
    /// `yyyy-MM-dd`, as programs read it.
    public var description: String {
        let parts = parts
        guard 0...9_999 ~= parts.year else {
            return "\(parts.year)-\(Self.padded(parts.month, 2))-\(Self.padded(parts.day, 2))"
        }
        // A large report has millions of days.
        return String(unsafeUninitializedCapacity: 10) { text in
            func put(_ number: Int, _ places: Range<Int>) {
                var rest = number
                for place in places.reversed() {
                    text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
            put(parts.year, 0..<4)
            text[4] = UInt8(ascii: "-")
            put(parts.month, 5..<7)
            text[7] = UInt8(ascii: "-")
            put(parts.day, 8..<10)
            return 10
        }
    }

    /// `dd/MM/yyyy`, as Vietnamese offices write it.
    public var dayFirst: String {
        let parts = parts
        return "\(Self.padded(parts.day, 2))/\(Self.padded(parts.month, 2))/\(Self.padded(parts.year, 4))"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
