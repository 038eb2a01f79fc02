import QuotaModel

/// The day written `yyyy-MM-dd`; a test that misspells one stops at once.
func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return day
}

/// The days written `yyyy-MM-dd..yyyy-MM-dd`.
func span(_ text: String) -> DaySpan {
    guard let span = DaySpan(day(String(text.prefix(10))), day(String(text.suffix(10)))) else {
        preconditionFailure("no span: \(text)")
    }
    return span
}

extension DaySpan {
    /// Every day of it, one by one.
    var days: [CivilDate] {
        var days = [first]
        while let last = days.last, last < self.last { days.append(last.adding(days: 1)) }
        return days
    }

    var text: String { "\(first)..\(last)" }
}
