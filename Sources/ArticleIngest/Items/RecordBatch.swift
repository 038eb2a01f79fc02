import QuotaModel

/// What the records of one piece of a log gave, as far as it can be known without the records before them: the items that
/// pass every test but that of identity, and the rejects. Record numbers count from the beginning of the piece.
final class RecordBatch {
    /// What an item needs to be accepted, beside the item itself.
    struct Claim: BitwiseCopyable {
        /// Only of use where `field` says that the record has an identity.
        let identity: Identity
        /// The field that the identity stands in, nil where the record has none.
        let field: Field?
        let lacks: Lacks
        /// `ConflictMark` of units, kind and counting date.
        let mark: UInt32
        /// Its record's number in the batch, from 1.
        let record: Int32
        /// By which the record's reader shows it again.
        let place: Int32
    }

    /// What an accepted row lacks.
    struct Lacks: OptionSet, BitwiseCopyable {
        let rawValue: UInt8
        /// Something in a tested field.
        static let tested = Lacks(rawValue: 1)
        /// Its state.
        static let state = Lacks(rawValue: 2)
        static let countingDate = Lacks(rawValue: 4)
    }

    /// Something to be said about an item, if it is accepted.
    enum Remark {
        case unknownState(CellMeanings.Unknown)
        case unknownPeople(CellMeanings.Unknown)
        case unknownCategories(CellMeanings.Unknown)
        case unreadable(Field, String)
    }

    // What changes with every record is used by one core at a time and never inside its own change; checking that at
    // every access would cost a tenth of the time.
    /// The line of every record.
    @exclusivity(unchecked) var lines = PlainList<Int>()
    @exclusivity(unchecked) var items = ItemList()
    /// One for each item.
    @exclusivity(unchecked) var claims = PlainList<Claim>()
    @exclusivity(unchecked) var rejects: [Reject] = []
    /// By the item's place in `items`, ascending.
    @exclusivity(unchecked) var remarks: [(item: Int, remark: Remark)] = []
    @exclusivity(unchecked) var columns = [DateColumn](repeating: DateColumn(), count: Field.dates.count)

    var records: Int { lines.count }

    func clear() {
        lines.removeAll()
        items.removeAll()
        claims.removeAll()
        rejects.removeAll(keepingCapacity: true)
        remarks.removeAll(keepingCapacity: true)
        for place in columns.indices { columns[place] = DateColumn() }
    }

    /// Where the items of these records stand, both in ascending order.
    func places(of records: [Int]) -> [Int] {
        var next = 0
        return (0..<items.count).filter { place in
            let record = items.item(at: place).pointee.place.record
            guard next < records.count, record == records[next] else { return false }
            next += 1
            return true
        }
    }

    /// Leaves out some items, given in ascending order, with what was to be said about them.
    func drop(items gone: [Int]) {
        var next = 0
        remarks = remarks.compactMap { item, remark in
            while next < gone.count, gone[next] < item { next += 1 }
            return next < gone.count && gone[next] == item ? nil : (item - next, remark)
        }
        items.drop(gone)
    }
}
