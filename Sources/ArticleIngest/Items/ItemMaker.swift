import QuotaModel

/// Makes items and rejects of records (contract, section 5): the one place that decides what is accepted.
///
/// Identities live as long as the run; all else belongs to one log.
final class ItemMaker: RecordSink {
    /// Items are delivered in batches of this size.
    static let batch = 1024
    /// So many unreadable cells are listed; all are counted.
    static let listedUnreadable = 1_000

    var locator: (any CellLocator)?
    // What changes with every record is used by this object alone and never inside its own change; checking that at
    // every access would cost a tenth of the time.
    @exclusivity(unchecked) private(set) var summary: LogSummary
    private let identities: Identities

    private let order: ReadingOrder
    private let sourceNumber: Int
    private let patterns: [DatePattern?]
    private let dates = Field.dates
    private let numbers = Field.numbers
    private let needsKind: Bool
    private let reads: Reads
    @exclusivity(unchecked) private var meanings: CellMeanings
    @exclusivity(unchecked) private var columns = [DateColumn](repeating: DateColumn(), count: Field.dates.count)
    @exclusivity(unchecked) private var items: [Item] = []
    private let deliver: ([Item]) throws -> Void
    private let deliverReject: (Reject) throws -> Void

    /// Accepted rows that lack something in a tested field, and those that lack only their state: whether the latter
    /// are unverifiable depends on whether the log has states at all, which in XML is known at the end.
    @exclusivity(unchecked) private var unverifiable = 0
    @exclusivity(unchecked) private var stateless = 0
    private var seenStates: Set<MatchKey> = []
    private var seenPeople: Set<MatchKey> = []
    private var seenCategories: Set<MatchKey> = []

    /// What of a record is looked at, decided once.
    private struct Reads {
        let people: Bool
        let categories: Bool
        let testedTexts: [Field]
        let approver: Bool
        let channel: Bool
        let origin: Bool

        init(_ order: ReadingOrder) {
            people = !order.roster.people.isEmpty
            categories = !order.roster.categories.isEmpty
            testedTexts = order.tested.subtracting(FieldSet(Field.dates + Field.numbers + [.state])).fields
            approver = order.wanted.contains(.approver)
            channel = order.wanted.contains(.channel)
            origin = order.wanted.contains(.origin)
        }
    }

    init(
        order: ReadingOrder, source: String, sourceNumber: Int, mapping: LogMapping?, dateFormat: DatePattern?,
        identities: Identities, items deliver: @escaping ([Item]) throws -> Void,
        rejects deliverReject: @escaping (Reject) throws -> Void
    ) {
        self.order = order
        self.sourceNumber = sourceNumber
        self.identities = identities
        self.deliver = deliver
        self.deliverReject = deliverReject
        summary = LogSummary(source: source)
        patterns = Field.dates.map { dateFormat ?? mapping?.fields[$0]?.format }
        needsKind = order.needed.contains(.kind)
        reads = Reads(order)
        meanings = CellMeanings(roster: order.roster, mapping: mapping)
        items.reserveCapacity(Self.batch)
        identities.begin(source: sourceNumber)
    }

    /// The log has been read: the last items go out, the summary is complete.
    ///
    /// - Parameter fields: the fields that the log has.
    func finish(fields: FieldSet) throws -> LogSummary {
        try flush()
        summary.fields = fields
        summary.unverifiable = unverifiable + (fields.contains(.state) ? stateless : 0)
        for (place, field) in Field.dates.enumerated() {
            summary.remarks += columns[place].remarks(field: field, source: summary.source)
        }
        return summary
    }

    private func flush() throws {
        guard !items.isEmpty else { return }
        try deliver(items)
        items.removeAll(keepingCapacity: true)
    }

    // MARK: Records

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?)
        throws
    {
        identities.note(record: number, line: line)
        summary.records += 1
        let place = ItemPlace(source: sourceNumber, record: number, line: line)
        try deliver(Reject(place: place, column: column, field: field, value: value, code: code, flaw: flaw))
    }

    func take(_ record: Record) throws {
        identities.note(record: record.number, line: record.line)
        summary.records += 1
        let place = ItemPlace(source: sourceNumber, record: record.number, line: record.line)
        let units = meanings.units(record[.unit])
        if units.isEmpty { return try reject(record, .unit, .missingField) }
        let kind = meanings.kind(record[.kind])
        if needsKind, kind.isEmpty { return try reject(record, .kind, .missingField) }

        var item = Item(place: place, units: units.named)
        item.kind = kind.kind
        var lacking = false
        var unreadable: FieldSet = []
        for number in dates.indices {
            let field = dates[number]
            switch day(record, field, number) {
            case .empty:
                if order.tested.contains(field) { lacking = true }
            case .day(let day):
                item.setDay(day, field)
            case .unreadable:
                if field == order.countingDate { return try reject(record, field, .badDate) }
                unreadable.insert(FieldSet(field))
            }
        }
        if !units.unknown.isEmpty { return try reject(record, .unit, .unknownUnit, suggestion: units.suggestion) }
        if !kind.isEmpty, kind.kind == nil, !order.roster.kinds.isEmpty {
            return try reject(record, .kind, .unknownKind, suggestion: kind.suggestion)
        }
        if let found = try identify(record, item, mark: units.mark) { return try reject(record, found) }
        accept(record, item, lacking: lacking, unreadable: unreadable)
        if items.count == Self.batch { try flush() }
    }

    private func day(_ record: Record, _ field: Field, _ number: Int) -> DateReading.Content {
        let cell = record[field]
        if cell.isEmpty { return .empty }
        let reading = patterns[number].map { MappedDates.read(cell, as: $0) } ?? DateReader.read(cell)
        if reading.content != .empty { columns[number].note(reading, line: record.line) { cell.trimmed.text } }
        return reading.content
    }

    private func accept(_ record: Record, _ item: consuming Item, lacking: Bool, unreadable: FieldSet) {
        var lacking = lacking
        var unreadable = unreadable
        for field in numbers {
            switch NumberReading(record[field]) {
            case .empty: if order.tested.contains(field) { lacking = true }
            case .number(let number): item.setNumber(number, field)
            case .unreadable: unreadable.insert(FieldSet(field))
            }
        }
        if unreadable != [] { list(unreadable, of: record, item.place) }
        if !unreadable.isDisjoint(with: order.tested) { lacking = true }
        if reads.people { item.authors = authors(record, item.place) }
        if reads.categories { item.categories = categories(record, item.place) }
        if reads.approver { item.approver = meanings.word(record[.approver]) }
        if reads.channel { item.channel = meanings.word(record[.channel]) }
        if reads.origin { item.origin = meanings.word(record[.origin]) }
        for field in reads.testedTexts where record[field].isBlank || isOnlySeparators(record[field], field) {
            lacking = true
        }
        item.state = state(record)
        if lacking { unverifiable += 1 } else if item.state == .empty { stateless += 1 }
        if item.day(order.countingDate) == nil { summary.undated += 1 }
        if order.details { item.details = details(record) }
        summary.accepted += 1
        items.append(item)
    }

    /// A list of nothing, `;;`, is as empty as an empty cell.
    private func isOnlySeparators(_ cell: CellBytes, _ field: Field) -> Bool {
        guard field == .author || field == .category, cell.first == 0x3B else { return false }
        return cell.split(separator: 0x3B).allSatisfy { UnsafeRawBufferPointer(rebasing: $0).isBlank }
    }

    private func state(_ record: Record) -> StateReading {
        let cell = record[.state]
        if cell.isEmpty { return .empty }
        let state = meanings.state(cell)
        if state.reading == .unknown, seenStates.insert(MatchKey(state.written)).inserted {
            summary.unknownStates.append(state.written)
        }
        return state.reading
    }

    private func authors(_ record: Record, _ place: ItemPlace) -> Named {
        let names = meanings.people(record[.author])
        for name in names.unknown where seenPeople.insert(MatchKey(name)).inserted {
            summary.unknownPeople.append(name)
            summary.unknownPeoplePlaces.append(place)
        }
        return names.named
    }

    private func categories(_ record: Record, _ place: ItemPlace) -> Named {
        let names = meanings.categories(record[.category])
        for name in names.unknown where seenCategories.insert(MatchKey(name)).inserted {
            summary.unknownCategories.append(name)
            summary.unknownCategoriesPlaces.append(place)
        }
        return names.named
    }

    private func list(_ fields: FieldSet, of record: Record, _ place: ItemPlace) {
        for field in fields.fields {
            summary.unreadable += 1
            guard summary.unreadableCells.count < Self.listedUnreadable else { continue }
            summary.unreadableCells.append(UnreadableCell(place: place, field: field, value: record[field].text))
        }
    }

    private func details(_ record: Record) -> ItemDetails {
        var texts: [Field: String] = [:]
        for field in Field.allCases where !record[field].isEmpty { texts[field] = record[field].text }
        return ItemDetails(texts: texts)
    }

    // MARK: Identity

    /// A reject where the record's identity is already known; otherwise it is known from now on.
    private func identify(_ record: Record, _ item: Item, mark units: UInt64) throws -> (RejectCode, Field, ItemPlace)?
    {
        let date = item.day(order.countingDate).map { UInt64(UInt32(bitPattern: $0.dayNumber)) } ?? .max
        let digest: Digest
        let field: Field
        if let named = Identities.digest(id: record[.id], url: record[.url]) {
            digest = named
            field = record[.id].isBlank ? .url : .id
        } else if let titled = Identities.digest(title: record[.title], units: units, date: date) {
            digest = titled
            field = .title
        } else {
            return nil
        }
        let mark = Digest(key: units, place: units).adding(date).adding(UInt64(bitPattern: Int64(item.kind ?? -1))).key
        switch identities.add(digest, mark: mark) {
        case .new: return nil
        case .seen(let first, let isSame): return (isSame ? .duplicate : .conflict, field, first)
        }
    }

    // MARK: Rejects

    private func reject(_ record: Record, _ found: (code: RejectCode, field: Field, first: ItemPlace)) throws {
        try reject(record, found.field, found.code, first: found.first)
    }

    private func reject(
        _ record: Record, _ field: Field, _ code: RejectCode, suggestion: String? = nil, first: ItemPlace? = nil
    ) throws {
        let units = meanings.units(record[.unit])
        let position = locator?.position(of: field)
        try deliver(
            Reject(
                place: ItemPlace(source: sourceNumber, record: record.number, line: record.line),
                column: position?.line == record.line ? position?.column : nil, field: field,
                value: record[field].text, code: code,
                unknownName: code == .unknownUnit ? units.unknown.first : nil, suggestion: suggestion, first: first,
                units: units.named))
    }

    private func deliver(_ reject: Reject) throws {
        summary.rejectedBy[reject.code, default: 0] += 1
        try deliverReject(reject)
    }
}

extension Item {
    fileprivate mutating func setDay(_ day: CivilDate, _ field: Field) {
        switch field {
        case .event: event = day
        case .submitted: submitted = day
        case .approved: approved = day
        default: published = day
        }
    }

    fileprivate mutating func setNumber(_ number: Int, _ field: Field) {
        switch field {
        case .words: words = number
        case .photos: photos = number
        default: views = number
        }
    }
}
