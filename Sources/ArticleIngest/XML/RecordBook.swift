import QuotaModel

/// What the records of a log, or of a part of it, tell of the whole: how many they are, which paths spoke for which
/// fields, and what was no post.
struct RecordBook {
    /// The path that speaks for a field over all records.
    struct Origin {
        var rank = Int8.max
        var node: Int32 = -1
    }

    /// A path that had text for a field in a record for which another one spoke.
    struct Second {
        let field: Field
        let node: Int32
        /// Spoke.
        let first: Int32
    }

    /// What the records of a part of a log told of the whole.
    struct News {
        let records: Int
        let otherTypes: OtherTypes
        /// The paths that spoke for a field better than any before, in order.
        let origins: [(field: Field, origin: Origin)]
        let seconds: [Second]
    }

    private static let otherTypesLimit = 50
    private static let secondsLimit = 50

    /// A part of a log is read: what it tells is collected for whoever puts the parts together.
    private let isPart: Bool
    private var origins = ContiguousArray(repeating: Origin(), count: Field.allCases.count)
    private var originNews: [(field: Field, origin: Origin)] = []

    private(set) var records = 0
    private(set) var carried: FieldSet = []
    private(set) var otherTypes: OtherTypes
    /// In order of appearance; not all when there are very many.
    private(set) var seconds: [Second] = []

    init(isPart: Bool) {
        self.isPart = isPart
        otherTypes = Self.noTypes(isPart: isPart)
    }

    /// Which types are told apart hangs on the parts before. So a part, which is small, tells them all.
    private static func noTypes(isPart: Bool) -> OtherTypes { OtherTypes(limit: isPart ? .max : otherTypesLimit) }

    /// The node that each carried field is read from.
    var originNodes: [(field: Field, node: Int32)] {
        carried.fields.map { ($0, origins[$0.number].node) }
    }

    // MARK: Noting

    mutating func noteRecord() { records += 1 }

    mutating func note(otherType type: String) { otherTypes.add(type) }

    mutating func note(_ origin: Origin, of field: Field) {
        guard origin.rank < origins[field.number].rank else { return }
        origins[field.number] = origin
        carried.formUnion(FieldSet(field))
        if isPart { originNews.append((field, origin)) }
    }

    mutating func note(_ second: Second) {
        guard seconds.count < Self.secondsLimit,
            !seconds.contains(where: { $0.field == second.field && $0.node == second.node })
        else { return }
        seconds.append(second)
    }

    // MARK: Parts of a log

    /// What the records since the last call told.
    mutating func takeNews() -> News {
        defer {
            records = 0
            otherTypes = Self.noTypes(isPart: isPart)
            originNews = []
            seconds = []
        }
        return News(records: records, otherTypes: otherTypes, origins: originNews, seconds: seconds)
    }

    /// The next records were read elsewhere. `nodes`: where the paths stand here.
    mutating func absorb(_ news: News, nodes: [Int32]) {
        records += news.records
        otherTypes.add(news.otherTypes)
        for (field, origin) in news.origins {
            note(Origin(rank: origin.rank, node: nodes[Int(origin.node)]), of: field)
        }
        for second in news.seconds {
            note(Second(field: second.field, node: nodes[Int(second.node)], first: nodes[Int(second.first)]))
        }
    }
}
