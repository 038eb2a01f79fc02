import QuotaModel

/// What makes two records the same item (contract, section 5, "Identity"), as a run keeps it; `ItemIdentity` has it in
/// words.
enum Identity: Equatable, BitwiseCopyable {
    /// Of an id that has the form of the run's first (`IdNumbering`): its number, which no other id has.
    case number(UInt64)
    case digest(Digest)

    /// That of a record that has an id; nil where it is blank.
    @inline(__always)
    init?(id: CellBytes, _ numbering: IdNumbering) {
        if let number = numbering.number(of: id) {
            self = .number(number)
        } else {
            self.init(unusual: id, numbering)
        }
    }

    private init?(unusual id: CellBytes, _ numbering: IdNumbering) {
        if id.isBlank { return nil }
        self = Self.normal(id.trimmed) { normal in
            numbering.number(of: normal).map { .number($0) } ?? .digest(Digest.of(normal, seed: Digest.idSeed))
        }
    }

    /// That of a record that has an address and no id.
    init?(url: CellBytes) {
        guard let digest = Digest(url: url) else { return nil }
        self = .digest(digest)
    }

    /// A counting date as a number.
    static func number(of date: CivilDate?) -> UInt64 { date.map { UInt64(UInt32(bitPattern: $0.dayNumber)) } ?? .max }

    /// Ids and addresses are compared in NFC and trimmed, with their case.
    fileprivate static func normal<Result>(_ cell: CellBytes, _ body: (CellBytes) -> Result) -> Result {
        if cell.isSurelyComposed { return body(cell) }
        var text = cell.text
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

extension Digest {
    fileprivate static let idSeed: UInt64 = 1
    private static let urlSeed: UInt64 = 2
    private static let titleSeed: UInt64 = 3
    private static let numberSeed: UInt64 = 4
    private static let unitSeed: UInt64 = 5

    /// That of an id; nil where it is blank.
    init?(id: CellBytes) {
        if id.isBlank { return nil }
        self = Identity.normal(id.trimmed) { Digest.of($0, seed: Self.idSeed) }
    }

    /// That of an address.
    init?(url: CellBytes) {
        if url.isBlank { return nil }
        self = Identity.normal(url.trimmed) { Digest.of($0, seed: Self.urlSeed) }
    }

    /// That of a record that has only a title: the title normalised, the set of units, the counting date.
    init?(title: CellBytes, units: Named, date: CivilDate?) {
        let key = MatchKey(title.text)
        if key.isEmpty { return nil }
        var digest = Self.of(key.text, seed: Self.titleSeed)
        var places: [Int] = []
        units.forEach { places.append($0) }
        for place in places.sorted() { digest = digest.adding(UInt64(bitPattern: Int64(place))) }
        self = digest.adding(UInt64(places.count)).adding(Identity.number(of: date))
    }

    /// The same where no rules say which units are meant: units by their names as they are compared.
    init?(title: CellBytes, unitNames: CellBytes, date: CivilDate?) {
        let key = MatchKey(title.text)
        if key.isEmpty { return nil }
        let names = CellName.names(in: unitNames.text).map(\.key.text).sorted()
        self = names.reduce(Self.of(key.text, seed: Self.titleSeed)) { digest, name in
            let named = Self.of(name, seed: Self.unitSeed)
            return digest.adding(named.key).adding(named.place)
        }
        self = adding(UInt64(names.count)).adding(Identity.number(of: date))
    }

    private static func of(_ text: String, seed: UInt64) -> Digest {
        var text = text
        return text.withUTF8 { of(UnsafeRawBufferPointer($0), seed: seed) }
    }

    /// That of a number for which `NumberedRows` has no place.
    init(number: UInt64) { self = Digest(key: Self.numberSeed, place: Self.numberSeed).adding(number) }
}
