import QuotaModel

/// What all values of a date column together say about its form.
struct DateColumn {
    private var open = 0
    private var dayFirst = 0
    private var monthFirst = 0
    private var firstMonthFirst: (value: String, line: Int)?
    private var forms: [(form: DateForm, count: Int)] = []
    /// The place in `forms` of the form seen last: nearly always the next has it too.
    private var lastForm = 0
    /// Days written `dd/MM/yyyy`, which are not in `forms` until the batch is complete.
    private var slashed = 0
    private var zoned = 0
    private var monthForMinutes = 0

    /// A day written `dd/MM/yyyy`.
    @inline(__always)
    mutating func noteSlashed(_ first: Int, _ second: Int) {
        // Without branches: what the first number is cannot be foreseen.
        slashed &+= 1
        dayFirst &+= first > 12 ? 1 : 0
        open &+= (first > 12 ? 0 : 1) & (first != second ? 1 : 0)
    }

    /// - Parameter value: asked for only where the text is kept.
    mutating func note(_ reading: DateReading, line: Int, value: () -> String) {
        switch reading.order {
        case .open: open += 1
        case .dayFirst: dayFirst += 1
        case .monthFirst:
            monthFirst += 1
            if firstMonthFirst == nil { firstMonthFirst = (value(), line) }
        case .certain: break
        }
        if reading.form.body == .rfc822, reading.form.hasZone {
            zoned += 1
            if reading.hasMonthForMinutes { monthForMinutes += 1 }
        }
        guard reading.content != .unreadable else { return }
        if lastForm < forms.count, forms[lastForm].form == reading.form {
            forms[lastForm].count += 1
        } else if let place = forms.firstIndex(where: { $0.form == reading.form }) {
            forms[place].count += 1
            lastForm = place
        } else if forms.count < 64 {
            lastForm = forms.count
            forms.append((reading.form, 1))
        }
    }

    /// Adds what the values further down say.
    mutating func append(_ next: DateColumn) {
        open += next.open
        dayFirst += next.dayFirst
        monthFirst += next.monthFirst
        if firstMonthFirst == nil { firstMonthFirst = next.firstMonthFirst }
        zoned += next.zoned
        monthForMinutes += next.monthForMinutes
        let slashed = next.slashed > 0 ? [(form: DateForm(body: .slash), count: next.slashed)] : []
        for (form, count) in slashed + next.forms {
            if let place = forms.firstIndex(where: { $0.form == form }) {
                forms[place].count += count
            } else if forms.count < 64 {
                forms.append((form, count))
            }
        }
    }

    /// The form most values have, of equals the first.
    var form: DateForm? {
        let most = forms.map(\.count).max()
        return forms.first { $0.count == most }?.form
    }

    /// The form that would read this day of the column; nil where others of it cannot be written so.
    private func monthFirstForm(of value: String) -> String? {
        guard dayFirst == 0, form.map({ [.slash, .dash, .dot].contains($0.body) }) ?? true else { return nil }
        return MonthFirstForm.text(of: value)
    }

    /// What people should know about the column.
    func remarks(field: Field, source: String) -> [Issue] {
        var remarks: [Issue] = []
        if let (value, line) = firstMonthFirst {
            remarks.append(
                Issue(
                    .mixedDateForms, at: SourceLocation(source, line: line), subject: field.rawValue, found: value,
                    expected: monthFirstForm(of: value).map { [$0] } ?? []))
        } else if open > 0, dayFirst == 0 {
            remarks.append(Issue(.dayFirstAssumed, at: SourceLocation(source), subject: field.rawValue))
        }
        // One value can have its minutes by chance, three in a row hardly.
        if monthForMinutes >= 3, monthForMinutes == zoned {
            remarks.append(Issue(.brokenMinutes, at: SourceLocation(source), subject: field.rawValue))
        }
        return remarks
    }
}
