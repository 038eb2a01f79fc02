import QuotaModel

/// The identities of all accepted rows of a run, each with the place of its first row (contract, section 5).
///
/// An id that is a number behind the same letters as the run's first one is known by its number, exactly
/// (`IdNumbering`, `NumberedRows`): eight bytes where numbers follow each other.
///
/// Every other identity takes sixteen: 64 bits of its digest, 34 bits for the row's number over all logs, 30 bits of
/// what tells a duplicate from a conflict (`ConflictMark`). They lie in 4,096 partitions by twelve
/// further, independent bits of a 128-bit digest, so two different identities are taken for one only if 76 bits agree:
/// with ten million rows 10¹⁴ / 2 / 2⁷⁶, less than one run in a billion. A filter that the processor's caches hold tells of
/// nearly every row that it is new; a table of so many identities would be a wait for memory instead, the longest of a row.
/// Filter and entries take under 20 bytes for an item, an index of the entries six more where there are duplicates.
/// Lines of first rows cost one more byte for each record (`RecordLines`).
final class Identities {
    /// What was found when a row was added.
    enum Finding: Equatable {
        case new
        /// The identity is known, and so is its first row: the same item again, or another item under its name.
        case seen(first: ItemPlace, isSame: Bool)
        /// A later log speaks for it (`Precedence.newestLog`).
        case superseded
        case withdrawn
    }

    private static let partitionBits: UInt64 = 12
    /// The filter's room at first, where nobody knows how many will come.
    private static let fewest = 1 << 12
    /// More is not asked for at once, whatever a file's size lets expect.
    private static let mostExpected = 1 << 28

    @exclusivity(unchecked) private var filter = IdentityFilter(items: fewest)
    @exclusivity(unchecked) private var entries = IdentityEntries(partitions: 1 << Int(partitionBits))
    @exclusivity(unchecked) private var numbered = NumberedRows()
    @exclusivity(unchecked) private var lines = RecordLines()
    let numbering = IdNumbering()
    private let precedence: Precedence
    /// The log that is being read.
    @exclusivity(unchecked) private var source = 0
    /// Identities of this batch that were known.
    @exclusivity(unchecked) private var known = 0
    /// Whether the batch before had many that were known, so that it is worth asking ahead for what tells of them.
    @exclusivity(unchecked) private(set) var areOftenKnown = false

    init(_ precedence: Precedence = .firstLog) {
        self.precedence = precedence
        // What is withdrawn is known by its digest.
        if !precedence.withdrawn.isEmpty { numbering.settle() }
    }

    /// Memory that identities and lines take, for tests to measure.
    var bytes: Int { filter.bytes + entries.bytes + numbered.bytes + lines.bytes }

    /// A log begins.
    func begin(source: Int) {
        self.source = source
        lines.begin(source: source)
    }

    /// So many items will come, as far as can be told.
    func expect(items: Int) {
        // Numbers need no filter.
        guard numbered.asked <= 2 * entries.count else { return }
        widen(to: min(entries.count + items + items / 16, Self.mostExpected))
    }

    private func widen(to items: Int) {
        guard items > filter.room else { return }
        filter = IdentityFilter(items: items)
        entries.forEachKey { _ = filter.add($0) }
    }

    /// The next record of the log, accepted or not; every record is announced once, in order.
    func note(line: Int) { lines.add(line: line) }

    /// The next records.
    func note(lines batch: borrowing PlainList<Int>) {
        for place in batch.indices { lines.add(line: batch[place]) }
    }

    /// The place of a record of the log that is being read, counted from 1: its number over all logs.
    func row(ofRecord record: Int) -> Int { lines.row(ofRecord: record) }

    /// Adds the identity of an accepted row that has been announced, or finds the row that has it.
    ///
    /// - Parameters:
    ///   - row: the row's number over all logs.
    ///   - mark: `ConflictMark` of units, kind and counting date.
    @inline(__always)
    func add(_ identity: Identity, row: Int, mark: UInt32) -> Finding {
        let row = RowMark(row: row, mark: mark)
        switch identity {
        case .number(let number):
            guard let place = numbered.place(of: number) else { return add(Digest(number: number), row) }
            guard place.pointee.isNone else { return seen(&place.pointee, by: row) }
            place.pointee = row
            return .new
        case .digest(let digest): return add(digest, row)
        }
    }

    private func add(_ digest: Digest, _ row: RowMark) -> Finding {
        let partition = Self.partition(of: digest)
        guard filter.add(digest.key), let known = entries.find(digest.key, in: partition) else {
            entries.append(IdentityEntries.Entry(key: digest.key, row: row), in: partition)
            // Small ones grow faster: all identities go into the filter anew each time.
            if entries.count > filter.room { widen(to: entries.count * (entries.count < 1 << 19 ? 4 : 2)) }
            return precedence.withdrawn.contains(digest) ? .withdrawn : .new
        }
        self.known += 1
        return seen(&known.pointee.row, by: row)
    }

    private func seen(_ known: inout RowMark, by row: RowMark) -> Finding {
        let first = lines.place(of: known.row)
        if precedence.isNewest, first.source != source {
            // From here on the identity is this log's own: a second row of it is a duplicate of the first in this log.
            known = row
            return .superseded
        }
        return .seen(first: first, isSame: known.hasMark(of: row))
    }

    /// The records of the next batch follow.
    func beginBatch() {
        areOftenKnown = known > 32
        known = 0
    }

    /// Asks for the memory that tells whether an identity is new, so that it is there when it is added.
    @inline(__always)
    func approach(_ identity: Identity) {
        guard case .digest(let digest) = identity else { return }
        filter.approach(digest.key)
        entries.approach(Self.partition(of: digest))
    }

    /// Asks for what tells where an identity is that may be known.
    func approachIndex(_ identity: Identity) {
        guard case .digest(let digest) = identity else { return }
        entries.approachIndex(digest.key, in: Self.partition(of: digest))
    }

    /// Asks for an identity that may be known, when its index has come.
    func approachEntry(_ identity: Identity) {
        guard case .digest(let digest) = identity else { return }
        entries.approachEntry(digest.key, in: Self.partition(of: digest))
    }

    @inline(__always)
    private static func partition(of digest: Digest) -> Int { Int(digest.place >> (64 - partitionBits)) }
}
