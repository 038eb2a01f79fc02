import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import ScoringRules

/// Finds every version of an item in the logs of a history, also in rows that the rules reject.
struct ItemSearch {
    /// An item as one log holds it.
    struct Version {
        let entry: Entry
        /// Nil for a row that the rules reject and of which they don't tell what it is the same as.
        let identity: ItemIdentity?
        let facts: ItemFacts
        /// Why the rules reject the row; nil where they accept it.
        let reject: Reject?
        /// The entry that reads the same file in another way since: this version counts nowhere.
        let readAnewBy: Entry?
        /// What differs from the version of the item before, where somebody has put them in a row.
        var changed: [Field] = []
    }

    /// Which of several items of one name is meant.
    struct Narrowing {
        /// What the name is.
        var field: Field?
        /// Places of units; several are exactly those of the item.
        var units: Set<Int> = []
        var day: CivilDate?
        var isUndated = false

        /// Whether anything is said.
        var isNarrow: Bool { field != nil || !units.isEmpty || day != nil || isUndated }

        func fits(_ field: Field?, units: Named, day: CivilDate?) -> Bool {
            (self.field == nil || self.field == field) && fits(units)
                && (self.day == nil || self.day == day) && (!isUndated || day == nil)
        }

        private func fits(_ named: Named) -> Bool {
            var places: Set<Int> = []
            named.forEach { places.insert($0) }
            return units.count > 1 ? places == units : places.isSuperset(of: units)
        }
    }

    let logs: StoredLogs
    let rules: LoadedRules

    /// Every version that a person can mean by this text, oldest first.
    func versions(of text: String, _ narrowing: Narrowing) throws -> [Version] {
        let text = text.trimmedCell
        return try logs.logs.flatMap { stored in
            do {
                return try versions(in: stored, text, narrowing)
            } catch is Refusal where logs.newerReading(of: stored) != nil {
                return []
            }
        }
    }

    private func versions(in stored: StoredLogs.Log, _ text: String, _ narrowing: Narrowing) throws -> [Version] {
        var rejects: [Int: Reject] = [:]
        let accepted = try accepted(in: stored, text, narrowing, rejects: &rejects)
        let others = rejects.isEmpty ? [] : try rejected(in: stored, text, narrowing, rejects)
        return (accepted + others).sorted { $0.facts.place.record < $1.facts.place.record }
    }

    private func accepted(
        in stored: StoredLogs.Log, _ text: String, _ narrowing: Narrowing, rejects: inout [Int: Reject]
    ) throws -> [Version] {
        let pack = rules.pack
        let order = order
        var reader = try reader(of: stored)
        var source = try logs.source(of: stored.log)
        let readAnew = logs.newerReading(of: stored)
        var (found, lost): ([Version], [Int: Reject]) = ([], [:])
        _ = try reader.read(
            &source, named: stored.log.file,
            items: { items in
                for place in items.indices {
                    let item = items[place]
                    guard let identity = ItemIdentity(item, countingDate: order.countingDate),
                        identity.isCalled(text),
                        narrowing.fits(identity.field, units: item.units, day: item.day(order.countingDate))
                    else { continue }
                    let place = ItemFacts.Place(stored, record: item.place.record, line: item.place.line)
                    let facts = ItemFacts(item, key: ItemKey(identity, pack), place: place, rules: pack)
                    found.append(
                        Version(
                            entry: stored.entry, identity: identity, facts: facts, reject: nil, readAnewBy: readAnew))
                }
            },
            rejects: { if $0.code.hidesRow { lost[$0.place.record] = $0 } })
        rejects = lost
        return found
    }

    /// Why there is no version of what was asked for: it is there, but not as options say, or has another name.
    func absence(of text: String, _ narrowing: Narrowing, at place: SourceLocation? = nil) throws -> Issue {
        let others = narrowing.isNarrow ? try versions(of: text, Narrowing()) : []
        guard others.isEmpty else {
            let meant = MeantIdentities(
                Set(others.compactMap(\.identity)), Narrowing(), withdrawn: EmptyCollection<ItemIdentity>())
            return Issue(
                .noSuchItem, at: place, subject: OtherItems.otherwise.rawValue, found: text,
                expected: meant.choices(rules.pack))
        }
        return Issue(.noSuchItem, at: place, found: text, expected: try otherNames(of: text))
    }

    /// Names of the items that have this title or address and are called otherwise, in the order of the logs; a few.
    private func otherNames(of text: String) throws -> [String] {
        let text = text.trimmedCell
        let title = MatchKey(text)
        var names: [String] = []
        for stored in logs.logs where logs.newerReading(of: stored) == nil && names.count < Self.namesShown {
            var reader = try reader(of: stored)
            var source = try logs.source(of: stored.log)
            _ = try reader.read(
                &source, named: stored.log.file,
                items: { items in
                    for place in items.indices where names.count < Self.namesShown {
                        let item = items[place]
                        guard let texts = item.details?.texts,
                            texts[.url] == text || texts[.title].map(MatchKey.init) == title,
                            let identity = ItemIdentity(item, countingDate: order.countingDate),
                            !identity.isCalled(text), !names.contains(identity.text)
                        else { continue }
                        names.append(identity.text)
                    }
                }, rejects: { _ in })
        }
        return names
    }

    private static let namesShown = 10

    /// A log by itself: which of its rows counts is decided inside it.
    private func reader(of stored: StoredLogs.Log) throws -> LogReader {
        LogReader(
            order: order, limits: stored.log.limits, mapping: try logs.mapping(of: stored.log)?.mapping,
            options: stored.log.options)
    }

    private var order: ReadingOrder { Plan(pack: rules.pack, asOf: rules.pack.from).readingOrder(details: true) }

    /// Rejected rows have no item: they are read as `inspect` does, under the heading row that the rules choose.
    private func rejected(
        in stored: StoredLogs.Log, _ text: String, _ narrowing: Narrowing, _ rejects: [Int: Reject]
    ) throws -> [Version] {
        let pack = rules.pack
        var source = try logs.source(of: stored.log)
        let row = { (record: Int, texts: [Field: String]) -> RejectedRow? in
            guard let reject = rejects[record] else { return nil }
            let row = RejectedRow(reject, texts, pack.roster)
            let fits = narrowing.fits(row.field, units: Named(row.units), day: row.day(pack.counting.date))
            return row.isCalled(text) && fits ? row : nil
        }
        let inspection = try LogInspector.inspect(
            &source, named: stored.log.file, records: nil, limits: stored.log.limits,
            mapping: try logs.mapping(of: stored.log)?.mapping, options: stored.log.options, needed: order.needed,
            keeping: { row($0, $1) != nil })
        return inspection.records.compactMap { record in
            guard let row = row(record.number, record.fields), row.reject.place.line == record.line else { return nil }
            let identity = row.identity(countingDate: pack.counting.date)
            let key = identity.map { ItemKey($0, pack) } ?? ItemKey(row: record.number, of: stored.log)
            let place = ItemFacts.Place(stored, record: record.number, line: record.line)
            return Version(
                entry: stored.entry, identity: identity,
                facts: ItemFacts(row, key: key, place: place, rules: pack), reject: row.reject,
                readAnewBy: logs.newerReading(of: stored))
        }
    }
}

extension RejectCode {
    /// Whether nothing is seen of the row's item: of duplicates another row of the log is, and what is malformed has no
    /// cells.
    fileprivate var hidesRow: Bool {
        switch self {
        case .malformedRow, .duplicate, .conflict: false
        case .badEncoding, .missingField, .badDate, .unknownUnit, .unknownKind: true
        }
    }
}

extension ItemFacts.Place {
    init(_ stored: StoredLogs.Log, record: Int, line: Int) {
        self.init(seq: stored.entry.seq, file: stored.log.file, record: record, line: line)
    }
}
