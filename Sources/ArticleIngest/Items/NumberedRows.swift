import Glibc

/// The rows of ids that end in a number, found by the number: eight bytes for each number of a page, so that a log whose
/// numbers follow each other closely, as a website gives them, costs little more and is written from one end to the
/// other.
///
/// Numbers that lie too far from the others, or too far apart, have no place here, now and always.
struct NumberedRows: ~Copyable {
    private static let pageBits: UInt64 = 10
    private static let pageNumbers = 1 << Int(pageBits)
    /// Pages on either side of the first one.
    private static let reach = 1 << 17
    /// So many more places than numbers there may be.
    private static let mostEmpty = 1 << 17
    /// Pages that are not further apart belong together.
    private static let nearness = 4
    /// So many pages may begin where there is none near them.
    private static let mostAlone = 64

    /// For each page its place in `pages`, counted from 1, or why it has none. Only those of its own pages are touched that
    /// stand for numbers of the log. No memory: no number has a place.
    private let directory = calloc(2 * reach, MemoryLayout<UInt32>.stride)?.bindMemory(
        to: UInt32.self, capacity: 2 * reach)
    private static let unknown: UInt32 = 0
    /// There was no room for it.
    private static let full = UInt32.max
    /// There was no page near it.
    private static let distant = UInt32.max - 1
    private var pages = PlainList<UnsafeMutablePointer<RowMark>>()
    private var firstPage: UInt64 = 0
    private var alone = 0
    /// Numbers that somebody has asked for, each time.
    private(set) var asked = 0

    deinit {
        for place in pages.indices { free(pages[place]) }
        if let directory { free(directory) }
    }

    /// Memory that it takes.
    var bytes: Int { pages.count * Self.pageNumbers * MemoryLayout<RowMark>.stride }

    /// Where the row with this number stands, none as long as there is none; nil where the number has no place here.
    @inline(__always)
    mutating func place(of number: UInt64) -> UnsafeMutablePointer<RowMark>? {
        asked &+= 1
        let page = number &>> Self.pageBits
        let seat = Int(truncatingIfNeeded: page &- firstPage) &+ Self.reach
        var known = Self.unknown
        if let directory, seat >= 0, seat < 2 * Self.reach { known = directory[seat] }
        if known == Self.unknown { known = find(page) }
        if known >= Self.distant { return nil }
        return pages[Int(known) &- 1] + Int(truncatingIfNeeded: number) & (Self.pageNumbers &- 1)
    }

    @inline(never)
    private mutating func find(_ page: UInt64) -> UInt32 {
        guard let directory else { return Self.distant }
        if asked == 1 { firstPage = page }
        let seat = Int(truncatingIfNeeded: page &- firstPage) &+ Self.reach
        guard 0..<2 * Self.reach ~= seat else { return Self.distant }
        directory[seat] = add(isAlone: isAlone(seat, directory))
        return directory[seat]
    }

    /// - Returns: the place of a new page, or why there is none.
    private mutating func add(isAlone: Bool) -> UInt32 {
        guard !isAlone || alone < Self.mostAlone else { return Self.distant }
        guard pages.count * Self.pageNumbers <= asked + Self.mostEmpty,
            let memory = calloc(Self.pageNumbers, MemoryLayout<RowMark>.stride)
        else { return Self.full }
        if isAlone { alone += 1 }
        pages.append(memory.bindMemory(to: RowMark.self, capacity: Self.pageNumbers))
        return UInt32(pages.count)
    }

    /// Whether nobody near this page has asked for one, but for those that were alone themselves.
    private func isAlone(_ seat: Int, _ directory: UnsafeMutablePointer<UInt32>) -> Bool {
        let near = max(0, seat - Self.nearness)...min(2 * Self.reach - 1, seat + Self.nearness)
        return near.allSatisfy { directory[$0] == Self.unknown || directory[$0] == Self.distant }
    }
}

/// The row that has an identity, and what tells a duplicate of it from a conflict.
struct RowMark: BitwiseCopyable {
    private var word: UInt64

    /// - Parameters:
    ///   - row: its number over all logs, from 0, of at most 34 bits.
    ///   - mark: `ConflictMark.bits` of them.
    @inline(__always)
    init(row: Int, mark: UInt32) { word = UInt64(row &+ 1) &<< Self.markBits | UInt64(mark) & Self.mask }

    private static let markBits = UInt64(ConflictMark.bits)
    private static let mask: UInt64 = 1 &<< markBits &- 1

    /// In memory of zeros there is no row.
    var isNone: Bool { word == 0 }
    var row: Int { Int(word &>> Self.markBits) &- 1 }
    func hasMark(of other: RowMark) -> Bool { (word ^ other.word) & Self.mask == 0 }
}
