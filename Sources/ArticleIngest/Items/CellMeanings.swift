import QuotaModel

/// What the cells of the name fields mean, each different spelling understood once.
struct CellMeanings {
    /// A cell of units, people or categories. An object, as all rows of one spelling share it: one count of its
    /// references for a row instead of one for each array and text in it.
    final class Names {
        /// Nothing is written in it.
        let isEmpty: Bool
        /// Those that the roster has, and in `people` `Named.unknown` for those it doesn't.
        let named: Named
        /// Those that it doesn't have, as written.
        let unknown: [String]
        /// A digest of the set of places, in whatever order they are written.
        let mark: UInt64

        init(isEmpty: Bool, named: Named, unknown: [String], mark: UInt64) {
            self.isEmpty = isEmpty
            self.named = named
            self.unknown = unknown
            self.mark = mark
        }
    }

    /// A cell with the kind of an item.
    final class KindName {
        let isEmpty: Bool
        let kind: Int?

        init(isEmpty: Bool, kind: Int?) {
            self.isEmpty = isEmpty
            self.kind = kind
        }
    }

    /// A cell with the state of an item.
    final class StateName {
        let reading: StateReading
        let written: String

        init(reading: StateReading, written: String) {
            self.reading = reading
            self.written = written
        }
    }

    private let roster: Roster
    private let states: StateWords
    private var units = Spellings<Names>()
    private var kinds = Spellings<KindName>()
    private var people = Spellings<Names>()
    private var categories = Spellings<Names>()
    private var stateNames = Spellings<StateName>()
    private var words = Spellings<Word?>()

    init(roster: Roster, mapping: LogMapping?) {
        self.roster = roster
        states = StateWords(mapping: mapping)
    }

    mutating func units(_ cell: CellBytes) -> Names {
        units.meaning(of: cell) { [roster] in
            Self.names($0, keepUnknown: false) { roster.unit(named: $0) }
        }
    }

    mutating func people(_ cell: CellBytes) -> Names {
        people.meaning(of: cell) { [roster] in Self.names($0, keepUnknown: true) { roster.person(named: $0) } }
    }

    mutating func categories(_ cell: CellBytes) -> Names {
        categories.meaning(of: cell) { [roster] in Self.names($0, keepUnknown: false) { roster.category(named: $0) } }
    }

    mutating func kind(_ cell: CellBytes) -> KindName {
        kinds.meaning(of: cell) { [roster] in
            let key = MatchKey($0.text)
            return KindName(isEmpty: key.isEmpty, kind: roster.kind(named: key))
        }
    }

    mutating func state(_ cell: CellBytes) -> StateName {
        stateNames.meaning(of: cell) { [states] in
            let written = $0.trimmed.text
            let key = MatchKey(written)
            let reading: StateReading = key.isEmpty ? .empty : states.state(key).map { .known($0) } ?? .unknown
            return StateName(reading: reading, written: written)
        }
    }

    /// The cell's text as one shared object, nil for an empty cell.
    mutating func word(_ cell: CellBytes) -> Word? {
        words.meaning(of: cell) { $0.isBlank ? nil : Word($0.trimmed.text) }
    }

    private static func names(
        _ cell: CellBytes, keepUnknown: Bool, find: (MatchKey) -> Int?
    ) -> Names {
        var places: [Int] = []
        var unknown: [String] = []
        var isEmpty = true
        for part in cell.text.split(separator: ";") {
            let key = MatchKey(part)
            if key.isEmpty { continue }
            isEmpty = false
            if let place = find(key) {
                if !places.contains(place) { places.append(place) }
            } else {
                if keepUnknown, !places.contains(Named.unknown) { places.append(Named.unknown) }
                let written = trimmed(part)
                if !unknown.contains(where: { MatchKey($0) == key }) { unknown.append(written) }
            }
        }
        let mark = places.sorted().reduce(0x51_7C_C1_B7) {
            Digest.mix($0 ^ UInt64(bitPattern: Int64($1)), 0x27D4_EB2F_1656_67C5)
        }
        return Names(isEmpty: isEmpty, named: Named(places), unknown: unknown, mark: mark)
    }

    private static func trimmed(_ part: Substring) -> String {
        var text = String(part)
        return text.withUTF8 { UnsafeRawBufferPointer($0).trimmed.text }
    }
}
