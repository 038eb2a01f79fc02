import QuotaModel

/// Decides, batch after batch in the order of the log, which items are accepted (contract, section 5), and delivers
/// them. Only here does one record depend on another: by its identity.
///
/// Identities live as long as the run; all else belongs to one log.
final class Acceptance {
    @exclusivity(unchecked) private(set) var summary: LogSummary
    private let identities: Identities
    private let order: ReadingOrder
    private let sourceNumber: Int
    private let deliver: (Span<Item>) throws -> Void
    private let deliverReject: (Reject) throws -> Void
    private let deliverOverruled: (Item, Overruling) throws -> Void
    @exclusivity(unchecked) private var suggestions: Suggestions
    @exclusivity(unchecked) private var columns = [DateColumn](repeating: DateColumn(), count: Field.dates.count)

    /// Accepted rows that lack something in a tested field, and those that lack only their state: whether the latter
    /// are unverifiable depends on whether the log has states at all, which in XML is known at the end.
    @exclusivity(unchecked) private var unverifiable = 0
    @exclusivity(unchecked) private var stateless = 0
    @exclusivity(unchecked) private var unverifiableRows: [ItemPlace] = []
    @exclusivity(unchecked) private var statelessRows: [ItemPlace] = []
    @exclusivity(unchecked) private var seenStates: Set<MatchKey> = []
    @exclusivity(unchecked) private var seenPeople: Set<MatchKey> = []
    @exclusivity(unchecked) private var seenCategories: Set<MatchKey> = []

    init(
        order: ReadingOrder, source: String, sourceNumber: Int, identities: Identities,
        items deliver: @escaping (Span<Item>) throws -> Void, rejects deliverReject: @escaping (Reject) throws -> Void,
        overruled deliverOverruled: @escaping (Item, Overruling) throws -> Void
    ) {
        self.deliverOverruled = deliverOverruled
        self.order = order
        self.sourceNumber = sourceNumber
        self.identities = identities
        self.deliver = deliver
        self.deliverReject = deliverReject
        summary = LogSummary(source: source)
        summary.number = sourceNumber
        suggestions = Suggestions(roster: order.roster)
        identities.begin(source: sourceNumber)
    }

    /// From here on several cores make items: what they must agree upon is settled.
    func beginSharing() { identities.numbering.settle() }

    /// So many records will come, as far as can be told.
    func expect(records: Int) { identities.expect(items: records) }

    /// The log has been read: the summary is complete.
    ///
    /// - Parameter fields: the fields that the log has.
    func finish(fields: FieldSet) -> LogSummary {
        summary.fields = fields
        summary.unverifiable = unverifiable + (fields.contains(.state) ? stateless : 0)
        let rows = (unverifiableRows + (fields.contains(.state) ? statelessRows : [])).sorted()
        summary.unverifiableRows = Array(rows.prefix(ItemMaker.mostListed))
        for (place, field) in Field.dates.enumerated() {
            summary.remarks += columns[place].remarks(field: field, source: summary.source)
        }
        return summary
    }

    /// Takes the next batch. It is empty afterwards.
    ///
    /// - Parameter show: shows a record of the batch again.
    func take(_ batch: RecordBatch, show: (Int) -> any CellLocator) throws {
        let before = summary.records
        summary.records += batch.records
        identities.note(lines: batch.lines)
        for place in columns.indices { columns[place].append(batch.columns[place]) }
        batch.items.moveRecords(by: before)
        var rejects = batch.rejects.map {
            $0.moved(by: before, suggestion: suggestions.suggestion(for: $0))
        }
        var taken: [Taken] = []
        var overruled: [Overruled] = []
        claim(batch, before: before, taken: { taken.append($0) }, overruled: { overruled.append($0) })
        if !taken.isEmpty {
            rejects = (rejects + taken.map { reject($0, of: batch, show) }).sorted { $0.place < $1.place }
            batch.drop(items: taken.map(\.item))
        }
        for (item, remark) in batch.remarks { note(remark, at: batch.items.item(at: item).pointee.place) }
        summary.accepted += batch.items.count
        if !overruled.isEmpty { try leaveOut(overruled, of: batch) }
        if !batch.items.isEmpty { try batch.items.show(to: deliver) }
        for reject in rejects { try deliver(reject) }
        batch.clear()
    }

    // MARK: Identity

    /// An item whose identity another row has.
    private struct Taken {
        let item: Int
        let first: ItemPlace
        let isSame: Bool
    }

    /// An item that is accepted in its own log and counts nowhere.
    private struct Overruled {
        let record: Int
        let by: Overruling
    }

    private func leaveOut(_ overruled: [Overruled], of batch: RecordBatch) throws {
        let places = batch.places(of: overruled.map(\.record))
        for (place, reason) in zip(places, overruled) {
            try deliverOverruled(batch.items.item(at: place).pointee, reason.by)
        }
        batch.drop(items: places)
    }

    /// Adds the identities of all items, moves their record numbers on, and counts what they lack.
    private func claim(
        _ batch: RecordBatch, before: Int, taken: (Taken) -> Void, overruled: (Overruled) -> Void
    ) {
        let (ahead, indexAhead, entryAhead) = (24, 16, 8)
        let count = batch.claims.count
        identities.beginBatch()
        let areOftenKnown = identities.areOftenKnown
        for place in 0..<min(ahead, count) { identities.approach(batch.claims[place].identity) }
        for place in 0..<count {
            if place + ahead < count { identities.approach(batch.claims[place + ahead].identity) }
            if areOftenKnown, place + indexAhead < count {
                identities.approachIndex(batch.claims[place + indexAhead].identity)
                identities.approachEntry(batch.claims[place + entryAhead].identity)
            }
            let claim = batch.claims[place]
            let record = before &+ Int(claim.record)
            if claim.field != nil {
                switch identities.add(claim.identity, row: identities.row(ofRecord: record), mark: claim.mark) {
                case .new: break
                case .seen(let first, let isSame):
                    taken(Taken(item: place, first: first, isSame: isSame))
                    continue
                case .superseded:
                    summary.superseded += 1
                    overruled(Overruled(record: record, by: .superseded))
                case .withdrawn:
                    summary.withdrawn += 1
                    overruled(Overruled(record: record, by: .withdrawn))
                }
            }
            if claim.lacks.contains(.tested) {
                unverifiable += 1
                if order.details { list(batch.items.item(at: place).pointee.place, in: &unverifiableRows) }
            } else if claim.lacks.contains(.state) {
                stateless += 1
                if order.details { list(batch.items.item(at: place).pointee.place, in: &statelessRows) }
            }
            if claim.lacks.contains(.countingDate) { summary.undated += 1 }
        }
    }

    private func list(_ place: ItemPlace, in rows: inout [ItemPlace]) {
        if rows.count < ItemMaker.mostListed { rows.append(place) }
    }

    private func reject(_ taken: Taken, of batch: RecordBatch, _ show: (Int) -> any CellLocator) -> Reject {
        let item = batch.items.item(at: taken.item).pointee
        let claim = batch.claims[taken.item]
        let locator = show(Int(claim.place))
        let field = claim.field ?? .title
        let position = locator.position(of: field)
        return Reject(
            place: item.place, column: position?.line == item.place.line ? position?.column : nil, field: field,
            value: locator.value(of: field).text, code: taken.isSame ? .duplicate : .conflict, first: taken.first,
            units: item.units)
    }

    // MARK: Summary

    private func note(_ remark: RecordBatch.Remark, at place: ItemPlace) {
        switch remark {
        case .unknownState(let state):
            for word in state.names where seenStates.insert(MatchKey(word)).inserted {
                summary.unknownStates.append(word)
            }
        case .unknownPeople(let people):
            for name in people.names where seenPeople.insert(MatchKey(name)).inserted {
                summary.unknownPeople.append(name)
                noteJoined(name, .author, at: place) { order.roster.person(named: $0) != nil }
            }
        case .unknownCategories(let categories):
            for name in categories.names where seenCategories.insert(MatchKey(name)).inserted {
                summary.unknownCategories.append(name)
                noteJoined(name, .category, at: place) { order.roster.category(named: $0) != nil }
            }
        case .unreadable(let field, let value):
            summary.unreadable += 1
            guard summary.unreadableCells.count < ItemMaker.mostListed else { return }
            summary.unreadableCells.append(UnreadableCell(place: place, field: field, value: value))
        }
    }

    /// Says once for each field that a name is several. Not every name of a log full of strangers is looked into.
    private func noteJoined(_ name: String, _ field: Field, at place: ItemPlace, isKnown: (MatchKey) -> Bool) {
        guard summary.unknownPeople.count + summary.unknownCategories.count <= 1_000, name.utf8.count <= 1_024,
            !summary.remarks.contains(where: { $0.code == .joinedNames && $0.subject == field.rawValue }),
            let names = JoinedNames.separated(name, isKnown: isKnown)
        else { return }
        summary.remarks.append(
            Issue(
                .joinedNames, at: SourceLocation(summary.source, line: place.line), subject: field.rawValue,
                found: name, suggestion: names))
    }

    private func deliver(_ reject: Reject) throws {
        summary.rejectedBy[reject.code] += 1
        try deliverReject(reject)
    }
}

extension Reject {
    /// The same with its record's number in the log instead of in its batch, and with what was probably meant.
    fileprivate func moved(by records: Int, suggestion: String?) -> Reject {
        Reject(
            place: ItemPlace(source: place.source, record: place.record + records, line: place.line), column: column,
            field: field, value: value, code: code, unknownName: unknownName, suggestion: suggestion,
            dateForm: dateForm, first: first, flaw: flaw, units: units)
    }
}
