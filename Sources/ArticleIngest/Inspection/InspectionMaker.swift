import QuotaModel

/// Takes records as they are, to show a log to people who have no rules yet (contract, sections 8 and 11.3).
///
/// No record is left out for a bad field. The counting date is `published`, as rule packs have it unless they say
/// otherwise; a repeated identity is only counted.
final class InspectionMaker: RecordSink {
    let asked = FieldSet(Field.allCases)
    var locator: (any CellLocator)?
    private(set) var inspection: Inspection
    private let listed: Int
    private let keeping: (Int, [Field: String]) -> Bool
    private let patterns: [DatePattern?]
    /// The fields the log has, where it is known beforehand (CSV): an empty unit is missing only where there is a
    /// column for it.
    private let fields: FieldSet?
    private let identities = Identities()
    private let everyReject: (Reject) -> Void
    private var repeated = 0
    /// Rows that were rejected.
    private var rejects = 0
    private var columns = [DateColumn](repeating: DateColumn(), count: Field.dates.count)

    init(
        _ inspection: Inspection, listed: Int, fields: FieldSet?, mapping: LogMapping?, dateFormat: DatePattern?,
        keeping: @escaping (Int, [Field: String]) -> Bool, rejects: @escaping (Reject) -> Void
    ) {
        self.keeping = keeping
        everyReject = rejects
        self.inspection = inspection
        self.listed = listed
        self.fields = fields
        patterns = Field.dates.map { dateFormat ?? mapping?.fields[$0]?.format }
        identities.begin(source: 0)
    }

    /// The log has been read.
    func finish(_ complete: (inout Inspection) -> Void) -> Inspection {
        complete(&inspection)
        for (place, field) in Field.dates.enumerated() {
            if let pattern = patterns[place] {
                if inspection.fields[field] != nil { inspection.dateForms[field] = pattern.text }
            } else {
                inspection.dateForms[field] = columns[place].form?.text
            }
            inspection.remarks += columns[place].remarks(field: field, source: inspection.source)
        }
        if repeated > 0 {
            inspection.remarks.append(
                Issue(.repeatedIdentity, at: SourceLocation(inspection.source), found: String(repeated)))
        }
        return inspection
    }

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) {
        identities.note(line: line)
        inspection.recordsRead += 1
        let place = ItemPlace(source: 0, record: number, line: line)
        list(Reject(place: place, column: column, field: field, value: value, code: code, flaw: flaw))
        guard inspection.records.count < listed, keeping(number, [:]) else { return }
        inspection.records.append(Inspection.Record(number: number, line: line, cells: cells(), fields: [:]))
    }

    func take(_ record: Record) {
        identities.note(line: record.line)
        inspection.recordsRead += 1
        var texts: [Field: String]? = inspection.records.count < listed ? [:] : nil
        let rejectsBefore = rejects
        for field in Field.allCases where record[field].baseAddress != nil {
            let text = text(record, field)
            if texts != nil, let text { texts?[field] = text() }
        }
        if lacksUnit(record) { reject(record, .unit, .missingField) }
        // A row that is rejected is nobody's first.
        if rejects == rejectsBefore { claim(record) }
        if let texts, keeping(record.number, texts) {
            inspection.records.append(
                Inspection.Record(number: record.number, line: record.line, cells: cells(), fields: texts))
        }
    }

    private func cells() -> [String] { (locator as? CSVRow)?.texts() ?? [] }

    /// The field as text, to be made only where it is shown; nil where there is nothing to show.
    private func text(_ record: Record, _ field: Field) -> (() -> String)? {
        let cell = record[field]
        if cell.isBlank { return nil }
        if let number = Field.dates.firstIndex(of: field) {
            let reading = day(in: cell, number)
            columns[number].note(reading, line: record.line) { cell.trimmed.text }
            guard case .day(let day) = reading.content else {
                unreadable(record, field)
                return nil
            }
            return { day.description }
        }
        if field.isNumber {
            guard case .number(let number) = NumberReading(cell) else {
                unreadable(record, field)
                return nil
            }
            return { String(number) }
        }
        if [.unit, .author, .category].contains(field) {
            return { CellName.names(in: cell.text).map(\.text).joined(separator: ";") }
        }
        return { cell.trimmed.text }
    }

    /// - Parameter number: the field's place among the dates.
    private func day(in cell: CellBytes, _ number: Int) -> DateReading {
        patterns[number].map { MappedDates.read(cell, as: $0) } ?? DateReader.read(cell)
    }

    /// A cell that could not be read: a reject where it is the counting date, else only said.
    private func unreadable(_ record: Record, _ field: Field) {
        if field == .published {
            if !lacksUnit(record) { reject(record, field, .badDate) }
            return
        }
        inspection.unreadableCount += 1
        guard inspection.unreadable.count < ItemMaker.mostListed else { return }
        inspection.unreadable.append(
            UnreadableCell(
                place: ItemPlace(source: 0, record: record.number, line: record.line), field: field,
                value: record[field].text))
    }

    /// Whether the unit is missing where there is a place for it: a column, or in XML an element.
    private func lacksUnit(_ record: Record) -> Bool {
        record[.unit].isBlank && (fields?.contains(.unit) ?? (record[.unit].baseAddress != nil))
    }

    private func claim(_ record: Record) {
        let named = Identity(id: record[.id], identities.numbering) ?? Identity(url: record[.url])
        if let identity = named ?? titled(record),
            identities.add(identity, row: identities.row(ofRecord: record.number), mark: 0) != .new
        {
            repeated += 1
        }
    }

    /// That of a record that has only a title; nil where it cannot be told: a record without a place for its counting date.
    private func titled(_ record: Record) -> Identity? {
        let cell = record[.published]
        guard !record[.title].isBlank, cell.baseAddress != nil,
            let number = Field.dates.firstIndex(of: .published)
        else { return nil }
        let day: CivilDate?
        switch self.day(in: cell, number).content {
        case .day(let read): day = read
        case .empty: day = nil
        case .unreadable: return nil
        }
        return Digest(title: record[.title], unitNames: record[.unit], date: day).map(Identity.digest)
    }

    private func reject(_ record: Record, _ field: Field, _ code: RejectCode) {
        let position = locator?.position(of: field)
        let value = record[field].text
        let pattern = Field.dates.firstIndex(of: field).flatMap { patterns[$0] }
        list(
            Reject(
                place: ItemPlace(source: 0, record: record.number, line: record.line),
                column: position?.line == record.line ? position?.column : nil, field: field,
                value: value, code: code,
                suggestion: code == .badDate && pattern == nil ? MeantDay.text(for: value) : nil,
                dateForm: pattern?.text))
    }

    private func list(_ reject: Reject) {
        rejects += 1
        inspection.rejectedBy[reject.code] += 1
        everyReject(reject)
        if inspection.rejects.count < LogInspector.listed { inspection.rejects.append(reject) }
    }
}
