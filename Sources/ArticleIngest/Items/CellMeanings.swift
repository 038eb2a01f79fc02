import QuotaModel

/// What the cells of the name fields mean, each different spelling understood once. Answers stand where they are until the
/// same field is asked again.
struct CellMeanings: ~Copyable {
    /// A cell of units, people or categories. There may be 100,000 of them, so what few have takes no room in all; nothing in most
    /// of them needs its references counted.
    enum Names: Hashable {
        /// The roster has all names.
        case all(Named)
        /// It doesn't have all.
        case notAll(Unknown)

        /// Those that the roster has, and in `people` `Named.unknown` for those it doesn't.
        @inline(__always) var named: Named {
            switch self {
            case .all(let named): named
            case .notAll(let unknown): unknown.others
            }
        }
        /// Those that the roster doesn't have; nil where it has all.
        @inline(__always) var unknown: Unknown? {
            guard case .notAll(let unknown) = self else { return nil }
            return unknown
        }
        /// Nothing is written in it.
        @inline(__always) var isEmpty: Bool {
            guard case .all(.nobody) = self else { return false }
            return true
        }
        /// Tells most sets of places apart, in whatever order they are written.
        var mark: UInt64 {
            switch named {
            case .nobody: 0
            case .one(let place): UInt64(UInt32(bitPattern: place)) + 1
            case .many(let places): places.sorted().reduce(0) { QuickHash.of($0, UInt64(bitPattern: Int64($1)), 0) }
            }
        }
    }

    /// Names that the roster doesn't have, as written; never none.
    final class Unknown: Hashable {
        let names: [String]
        /// The names in the same cell that the roster has.
        let others: Named

        init(_ names: [String], others: Named = .nobody) {
            self.names = names
            self.others = others
        }

        static func == (left: Unknown, right: Unknown) -> Bool { left === right }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    /// A cell with the kind of an item.
    struct KindName: Hashable {
        let isEmpty: Bool
        /// -1: the roster has none of that name.
        let place: Int32
        /// Tells kinds apart: the place counted from 1, 0 for none; where the roster has no kinds, a digest of the word.
        let mark: UInt64

        var kind: Int? { place < 0 ? nil : Int(place) }
    }

    /// A cell with the state of an item.
    struct StateName: Hashable {
        let reading: StateReading
        /// The word as written, where nobody has explained it.
        let unknown: Unknown?
    }

    /// A cell with a short text, as one shared object; nil where it is empty.
    struct WordName: Hashable {
        let word: Word?

        static func == (left: WordName, right: WordName) -> Bool { left.word === right.word }
        func hash(into hasher: inout Hasher) { hasher.combine(word.map(ObjectIdentifier.init)) }
    }

    private let roster: Roster
    private let states: StateWords
    private var units = Spellings<Names>()
    private var kinds = Spellings<KindName>()
    private var people = Spellings<Names>()
    private var categories = Spellings<Names>()
    private var stateNames = Spellings<StateName>()
    private var words = Spellings<WordName>()

    init(roster: Roster, mapping: LogMapping?) {
        self.roster = roster
        states = StateWords(mapping: mapping)
    }

    mutating func units(_ cell: CellBytes) -> UnsafePointer<Names> {
        units.meaning(of: cell) { [roster] in
            Self.names($0, keepUnknown: false) { roster.unit(named: $0) }
        }
    }

    mutating func people(_ cell: CellBytes) -> UnsafePointer<Names> {
        people.meaning(of: cell) { [roster] in Self.names($0, keepUnknown: true) { roster.person(named: $0) } }
    }

    mutating func categories(_ cell: CellBytes) -> UnsafePointer<Names> {
        categories.meaning(of: cell) { [roster] in Self.names($0, keepUnknown: false) { roster.category(named: $0) } }
    }

    mutating func kind(_ cell: CellBytes) -> UnsafePointer<KindName> {
        kinds.meaning(of: cell) { [roster] in
            let key = MatchKey($0.text)
            let place = roster.kind(named: key) ?? -1
            var word = key.text
            let mark =
                roster.kinds.isEmpty ? word.withUTF8 { QuickHash.of(UnsafeRawBufferPointer($0)) } : UInt64(place + 1)
            return KindName(isEmpty: key.isEmpty, place: Int32(place), mark: key.isEmpty ? 0 : mark)
        }
    }

    mutating func state(_ cell: CellBytes) -> UnsafePointer<StateName> {
        stateNames.meaning(of: cell) { [states] in
            let written = $0.trimmed.text
            let key = MatchKey(written)
            let reading: StateReading = key.isEmpty ? .empty : states.state(key).map { .known($0) } ?? .unknown
            return StateName(reading: reading, unknown: reading == .unknown ? Unknown([written]) : nil)
        }
    }

    mutating func word(_ cell: CellBytes) -> UnsafePointer<WordName> {
        words.meaning(of: cell) { WordName(word: $0.isBlank ? nil : Word($0.trimmed.text)) }
    }

    private static func names(
        _ cell: CellBytes, keepUnknown: Bool, find: (MatchKey) -> Int?
    ) -> Names {
        var places: [Int] = []
        var unknown: [String] = []
        let names = CellName.names(in: cell.text)
        // A name and its alias mean one place.
        var known: Set<Int> = []
        for name in names {
            let place = find(name.key)
            if place == nil { unknown.append(name.text) }
            guard let named = place ?? (keepUnknown ? Named.unknown : nil) else { continue }
            if names.count == 1 || known.insert(named).inserted { places.append(named) }
        }
        return unknown.isEmpty ? .all(Named(places)) : .notAll(Unknown(unknown, others: Named(places)))
    }
}
