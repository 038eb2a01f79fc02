import QuotaModel

/// The identities of all accepted rows of a run, each with the place of its first row (contract, section 5).
///
/// Sixteen bytes each: 64 bits of the identity's digest, 40 bits for the row's number over all logs, 24 bits of a digest of
/// what tells a duplicate from a conflict (units, kind, counting date). They lie in 4,096 partitions by twelve further,
/// independent bits of a 128-bit digest, so two different identities are taken for one only if 76 bits agree: with ten
/// million rows 10¹⁴ / 2 / 2⁷⁶, less than one run in a billion. A filter that the processor's caches hold tells of nearly
/// every row that it is new; a table of so many identities would be a wait for memory instead, the longest of a row. Filter
/// and entries take under 20 bytes for an item, an index of the entries six more where there are duplicates.
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
    @exclusivity(unchecked) private var lines = RecordLines()
    private let precedence: Precedence
    /// The log that is being read.
    @exclusivity(unchecked) private var source = 0
    /// Identities of this batch that were known.
    @exclusivity(unchecked) private var known = 0
    /// Whether the batch before had many that were known, so that it is worth asking ahead for what tells of them.
    @exclusivity(unchecked) private(set) var areOftenKnown = false

    init(_ precedence: Precedence = .firstLog) { self.precedence = precedence }

    /// Memory that identities and lines take.
    var bytes: Int { filter.bytes + entries.bytes + lines.bytes }

    /// A log begins.
    func begin(source: Int) {
        self.source = source
        lines.begin(source: source)
    }

    /// So many items will come, as far as can be told.
    func expect(items: Int) { widen(to: min(entries.count + items + items / 16, Self.mostExpected)) }

    private func widen(to items: Int) {
        guard items > filter.room else { return }
        filter = IdentityFilter(items: items)
        entries.forEachKey { _ = filter.add($0) }
    }

    /// The next record of the log, accepted or not; every record is announced once, in order.
    func note(line: Int) { lines.add(line: line) }

    /// The place of a record of the log that is being read, counted from 1: its number over all logs.
    func row(ofRecord record: Int) -> Int { lines.row(ofRecord: record) }

    /// Adds the identity of an accepted row that has been announced, or finds the row that has it.
    ///
    /// - Parameters:
    ///   - row: the row's number over all logs.
    ///   - mark: a digest of units, kind and counting date; 24 bits are kept.
    func add(_ digest: Digest, row: Int, mark: UInt32) -> Finding {
        let mark = UInt64(mark) & 0xFF_FFFF
        let entry = IdentityEntries.Entry(key: digest.key, row: UInt64(row) << 24 | mark)
        let partition = Self.partition(of: digest)
        guard filter.add(entry.key), let known = entries.find(entry.key, in: partition) else {
            entries.append(entry, in: partition)
            // Small ones grow faster: all identities go into the filter anew each time.
            if entries.count > filter.room { widen(to: entries.count * (entries.count < 1 << 19 ? 4 : 2)) }
            return precedence.withdrawn.contains(digest) ? .withdrawn : .new
        }
        self.known += 1
        let seen = known.pointee.row
        let first = lines.place(of: Int(seen >> 24))
        if precedence.isNewest, first.source != source {
            // From here on the identity is this log's own: a second row of it is a duplicate of the first in this log.
            known.pointee.row = entry.row
            return .superseded
        }
        return .seen(first: first, isSame: seen & 0xFF_FFFF == mark)
    }

    /// The records of the next batch follow.
    func beginBatch() {
        areOftenKnown = known > 32
        known = 0
    }

    /// Asks for the memory that tells whether an identity is new, so that it is there when it is added.
    @inline(__always)
    func approach(_ digest: Digest) {
        filter.approach(digest.key)
        entries.approach(Self.partition(of: digest))
    }

    /// Asks for what tells where an identity is that may be known.
    func approachIndex(_ digest: Digest) { entries.approachIndex(digest.key, in: Self.partition(of: digest)) }

    /// Asks for an identity that may be known, when its index has come.
    func approachEntry(_ digest: Digest) { entries.approachEntry(digest.key, in: Self.partition(of: digest)) }

    @inline(__always)
    private static func partition(of digest: Digest) -> Int { Int(digest.place >> (64 - partitionBits)) }
}

extension Identities {
    private static let idSeed: UInt64 = 1
    private static let urlSeed: UInt64 = 2
    private static let titleSeed: UInt64 = 3

    /// The identity of a record that has an id; nil where it is blank. Ids and addresses are compared in NFC and trimmed,
    /// with their case.
    static func digest(id: CellBytes) -> Digest? { id.isBlank ? nil : digest(id, seed: idSeed) }

    /// The identity of a record that has an address and no id.
    static func digest(url: CellBytes) -> Digest? { url.isBlank ? nil : digest(url, seed: urlSeed) }

    /// The identity of a record that has only a title: the title normalised, the set of units, the counting date.
    static func digest(title: CellBytes, units: UInt64, date: UInt64) -> Digest? {
        var key = MatchKey(title.text).text
        if key.isEmpty { return nil }
        return key.withUTF8 { Digest.of(UnsafeRawBufferPointer($0), seed: titleSeed) }.adding(units).adding(date)
    }

    /// A counting date as a part of an identity.
    static func number(of date: CivilDate?) -> UInt64 { date.map { UInt64(UInt32(bitPattern: $0.dayNumber)) } ?? .max }

    private static func digest(_ cell: CellBytes, seed: UInt64) -> Digest {
        let cell = cell.trimmed
        if cell.isSurelyComposed { return Digest.of(cell, seed: seed) }
        var text = cell.text
        return text.withUTF8 { Digest.of(UnsafeRawBufferPointer($0), seed: seed) }
    }
}
