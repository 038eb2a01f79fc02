import QuotaModel

/// Makes items and rejects of records (contract, section 5), each by itself; what depends on other records is left to
/// `Acceptance`. Each core has its own.
final class ItemMaker: RecordSink {
    /// So many unreadable cells and so many unverifiable rows are listed; all are counted.
    static let mostListed = 1_000

    let asked: FieldSet
    @exclusivity(unchecked) var locator: (any CellLocator)?
    /// Where records go.
    @exclusivity(unchecked) private var batch: RecordBatch

    private let order: ReadingOrder
    private let sourceNumber: Int
    private let patterns: [DatePattern?]
    private let hasPatterns: Bool
    private let needsKind: Bool
    private let hasKinds: Bool
    private let tested: FieldSet
    private let countingDate: Field
    private let hasDetails: Bool
    private let reads: Reads
    private let slashedDays = SlashedDays()
    private let numbering: IdNumbering
    private let conflictMark: ConflictMark
    @exclusivity(unchecked) private var meanings: CellMeanings
    /// What the batch says of each date column. Memory of its own: four times a record, counting references would show.
    private let columns = UnsafeMutablePointer<DateColumn>.allocate(capacity: Field.dates.count)

    /// What of a record is looked at, decided once.
    private struct Reads: ~Copyable {
        let people: Bool
        let categories: Bool
        let testedTexts: PlainList<Field>
        let approver: Bool
        let channel: Bool
        let origin: Bool
        /// Whether any of these.
        let hasNames: Bool

        init(_ order: ReadingOrder) {
            people = !order.roster.people.isEmpty
            categories = !order.roster.categories.isEmpty
            // Dates, numbers and states are read anyhow, and a record without a unit or a needed kind is no item.
            let known = FieldSet(Field.dates + Field.numbers + [.state, .unit])
            let needed = order.needed.intersection(FieldSet(.kind))
            testedTexts = PlainList(order.tested.subtracting(known.union(needed)).fields)
            approver = order.wanted.contains(.approver)
            channel = order.wanted.contains(.channel)
            origin = order.wanted.contains(.origin)
            hasNames = people || categories || !testedTexts.isEmpty || approver || channel || origin
        }

        var fields: FieldSet {
            var fields = FieldSet([.id, .unit, .kind, .state] + Field.dates + Field.numbers)
            for place in testedTexts.indices { fields.formUnion(FieldSet(testedTexts[place])) }
            if people { fields.formUnion(FieldSet(.author)) }
            if categories { fields.formUnion(FieldSet(.category)) }
            if approver { fields.formUnion(FieldSet(.approver)) }
            if channel { fields.formUnion(FieldSet(.channel)) }
            if origin { fields.formUnion(FieldSet(.origin)) }
            return fields
        }
    }

    init(
        _ order: ReadingOrder, sourceNumber: Int, mapping: LogMapping?, dateFormat: DatePattern?,
        numbering: IdNumbering
    ) {
        self.order = order
        self.numbering = numbering
        conflictMark = ConflictMark(order.roster)
        self.sourceNumber = sourceNumber
        patterns = Field.dates.map { dateFormat ?? mapping?.fields[$0]?.format }
        hasPatterns = patterns.contains { $0 != nil }
        needsKind = order.needed.contains(.kind)
        hasKinds = !order.roster.kinds.isEmpty
        tested = order.tested
        countingDate = order.countingDate
        hasDetails = order.details
        reads = Reads(order)
        asked = order.details ? FieldSet(Field.allCases) : reads.fields
        meanings = CellMeanings(roster: order.roster, mapping: mapping)
        batch = RecordBatch()
        columns.initialize(repeating: DateColumn(), count: Field.dates.count)
    }

    deinit {
        columns.deinitialize(count: Field.dates.count)
        columns.deallocate()
    }

    /// The records that follow go to this batch.
    func begin(_ batch: RecordBatch) { self.batch = batch }

    /// The batch has all its records.
    func finish() {
        for number in 0..<Field.dates.count {
            batch.columns[number] = columns[number]
            columns[number] = DateColumn()
        }
    }

    // MARK: Records

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) {
        batch.lines.append(line)
        let place = ItemPlace(source: sourceNumber, record: number, line: line)
        batch.rejects.append(Reject(place: place, column: column, field: field, value: value, code: code, flaw: flaw))
    }

    func take(_ record: Record) {
        let batch = batch
        batch.lines.append(record.line)
        let units = meanings.units(record[.unit])
        if units.pointee.isEmpty { return reject(record, .unit, .missingField) }
        let kind = meanings.kind(record[.kind])
        if needsKind, kind.pointee.isEmpty { return reject(record, .kind, .missingField) }

        // Filled where it lies: an item handed over would be copied with all its references.
        let item = batch.items.begin(
            Item(
                place: ItemPlace(source: sourceNumber, record: record.number, line: record.line),
                units: units.pointee.named))
        if fill(&item.pointee, with: record, units: units, kind: kind, batch) {
            batch.items.keep()
        } else {
            batch.items.discard()
        }
    }

    /// - Returns: whether the record is an item; if not, its reject has been added.
    @inline(__always)
    private func fill(
        _ item: inout Item, with record: Record, units: UnsafePointer<CellMeanings.Names>,
        kind: UnsafePointer<CellMeanings.KindName>, _ batch: RecordBatch
    ) -> Bool {
        item.kind = kind.pointee.kind
        var lacks: RecordBatch.Lacks = []
        var unreadable: FieldSet = []
        guard readDay(.event, 0, of: record, &item.event, &lacks, &unreadable),
            readDay(.submitted, 1, of: record, &item.submitted, &lacks, &unreadable),
            readDay(.approved, 2, of: record, &item.approved, &lacks, &unreadable),
            readDay(.published, 3, of: record, &item.published, &lacks, &unreadable)
        else {
            reject(record, countingDate, .badDate)
            return false
        }
        if let unknown = units.pointee.unknown {
            reject(record, .unit, .unknownUnit, unknownName: unknown.names[0])
            return false
        }
        if hasKinds, !kind.pointee.isEmpty, kind.pointee.place < 0 {
            reject(record, .kind, .unknownKind)
            return false
        }
        readNumber(.words, of: record, &item.words, &lacks, &unreadable)
        readNumber(.photos, of: record, &item.photos, &lacks, &unreadable)
        readNumber(.views, of: record, &item.views, &lacks, &unreadable)
        if reads.hasNames { readNames(record, &item, &lacks) }
        readState(record, &item, &lacks)
        if unreadable != [] { note(unreadable, of: record, &lacks) }
        if item.day(countingDate) == nil { lacks.insert(.countingDate) }
        if hasDetails { item.details = details(record) }
        batch.claims.append(claim(record, item, units, kind, lacks))
        return true
    }

    /// - Parameter number: the field's place among the dates.
    /// - Returns: false where the record is no item without this day.
    @inline(__always)
    private func readDay(
        _ field: Field, _ number: Int, of record: Record, _ day: inout CivilDate?, _ lacks: inout RecordBatch.Lacks,
        _ unreadable: inout FieldSet
    ) -> Bool {
        let cell = record[field]
        if !hasPatterns, let slashed = slashedDays.read(cell) {
            columns[number].noteSlashed(slashed.first, slashed.second)
            day = slashed.day
            return true
        }
        switch cell.isEmpty ? .empty : unusualDay(cell, number, line: record.line) {
        case .empty: if tested.contains(field) { lacks.insert(.tested) }
        case .day(let unusual): day = unusual
        case .unreadable:
            if field == countingDate { return false }
            unreadable.insert(FieldSet(field))
        }
        return true
    }

    private func unusualDay(_ cell: CellBytes, _ number: Int, line: Int) -> DateReading.Content {
        let reading = patterns[number].map { MappedDates.read(cell, as: $0) } ?? DateReader.read(cell)
        if reading.content != .empty { columns[number].note(reading, line: line) { cell.trimmed.text } }
        return reading.content
    }

    @inline(__always)
    private func readNumber(
        _ field: Field, of record: Record, _ number: inout Int?, _ lacks: inout RecordBatch.Lacks,
        _ unreadable: inout FieldSet
    ) {
        switch NumberReading(record[field]) {
        case .empty: if tested.contains(field) { lacks.insert(.tested) }
        case .number(let read): number = read
        case .unreadable: unreadable.insert(FieldSet(field))
        }
    }

    private func readNames(_ record: Record, _ item: inout Item, _ lacks: inout RecordBatch.Lacks) {
        if reads.people {
            let names = meanings.people(record[.author])
            item.authors = names.pointee.named
            if let unknown = names.pointee.unknown { remark(.unknownPeople(unknown)) }
        }
        if reads.categories {
            let names = meanings.categories(record[.category])
            item.categories = names.pointee.named
            if let unknown = names.pointee.unknown { remark(.unknownCategories(unknown)) }
        }
        if reads.approver { item.approver = meanings.word(record[.approver]).pointee.word }
        if reads.channel { item.channel = meanings.word(record[.channel]).pointee.word }
        if reads.origin { item.origin = meanings.word(record[.origin]).pointee.word }
        for place in reads.testedTexts.indices {
            let field = reads.testedTexts[place]
            if record[field].isBlank || isOnlySeparators(record[field], field) { lacks.insert(.tested) }
        }
    }

    /// A list of nothing, `;;`, is as empty as an empty cell.
    private func isOnlySeparators(_ cell: CellBytes, _ field: Field) -> Bool {
        guard field == .author || field == .category, let first = cell.first,
            first == 0x3B || first <= 0x20 || first >= 0x7F && !cell.beginsWithLetter
        else { return false }
        return cell.split(separator: 0x3B).allSatisfy { UnsafeRawBufferPointer(rebasing: $0).isBlank }
    }

    private func readState(_ record: Record, _ item: inout Item, _ lacks: inout RecordBatch.Lacks) {
        let cell = record[.state]
        if !cell.isEmpty {
            let state = meanings.state(cell)
            item.state = state.pointee.reading
            if let unknown = state.pointee.unknown { remark(.unknownState(unknown)) }
        }
        if item.state == .empty { lacks.insert(.state) }
    }

    /// Something to be said about the item that is being made.
    private func remark(_ remark: RecordBatch.Remark) { batch.remarks.append((batch.claims.count, remark)) }

    private func note(_ unreadable: FieldSet, of record: Record, _ lacks: inout RecordBatch.Lacks) {
        for field in unreadable.fields { remark(.unreadable(field, record[field].text)) }
        if !unreadable.isDisjoint(with: tested) { lacks.insert(.tested) }
    }

    @inline(never)
    private func details(_ record: Record) -> ItemDetails {
        var texts: [Field: String] = [:]
        for field in Field.allCases where !record[field].isEmpty { texts[field] = record[field].text }
        return ItemDetails(texts: texts)
    }

    // MARK: Identity

    private func claim(
        _ record: Record, _ item: borrowing Item, _ units: UnsafePointer<CellMeanings.Names>,
        _ kind: UnsafePointer<CellMeanings.KindName>, _ lacks: RecordBatch.Lacks
    ) -> RecordBatch.Claim {
        let date = item.day(countingDate)
        let mark = conflictMark.of(units, kind: kind.pointee.mark, date: date)
        let (identity, field) = identity(record, units: item.units, date: date)
        return RecordBatch.Claim(
            identity: identity, field: field, lacks: lacks, mark: mark,
            record: Int32(truncatingIfNeeded: record.number), place: Int32(record.place))
    }

    /// The record's identity and the field that it stands in: the id, else the address, else the title.
    @inline(__always)
    private func identity(_ record: Record, units: Named, date: CivilDate?) -> (Identity, Field?) {
        if let identity = Identity(id: record[.id], numbering) { return (identity, .id) }
        return identityWithoutID(units: units, date: date)
    }

    private func identityWithoutID(units: Named, date: CivilDate?) -> (Identity, Field?) {
        if let url = locator?.value(of: .url), let identity = Identity(url: url) { return (identity, .url) }
        if let title = locator?.value(of: .title), let digest = Digest(title: title, units: units, date: date) {
            return (.digest(digest), .title)
        }
        return (.number(0), nil)
    }

    // MARK: Rejects

    @inline(never)
    private func reject(_ record: Record, _ field: Field, _ code: RejectCode, unknownName: String? = nil) {
        let position = locator?.position(of: field)
        let pattern = code == .badDate ? Field.dates.firstIndex(of: field).flatMap { patterns[$0] } : nil
        batch.rejects.append(
            Reject(
                place: ItemPlace(source: sourceNumber, record: record.number, line: record.line),
                column: position?.line == record.line ? position?.column : nil, field: field,
                value: record[field].text, code: code, unknownName: unknownName, dateForm: pattern?.text,
                units: meanings.units(record[.unit]).pointee.named))
    }
}
