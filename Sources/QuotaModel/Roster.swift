/// A room, union, ward or office that owes items.
public struct Unit: Hashable, Sendable {
    public let id: String
    public let name: String
    public let aliases: [String]
    /// The group inside which it is ranked or given places.
    public let block: String?
    /// Its first and last day, where it did not exist for the pack's whole time.
    public let from: CivilDate?
    public let to: CivilDate?

    public init(
        id: String, name: String, aliases: [String] = [], block: String? = nil, from: CivilDate? = nil,
        to: CivilDate? = nil
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.block = block
        self.from = from
        self.to = to
    }
}

/// What a log may call a kind of item: tin, bài, thông báo.
public struct Kind: Hashable, Sendable {
    public let id: String
    public let name: String
    public let labels: [String]

    public init(id: String, name: String, labels: [String] = []) {
        self.id = id
        self.name = name
        self.labels = labels
    }
}

/// Somebody who writes.
public struct Person: Hashable, Sendable {
    public let id: String
    public let name: String
    public let aliases: [String]
    /// The index of the person's unit in the roster.
    public let unit: Int?
    public let from: CivilDate?
    public let to: CivilDate?

    public init(
        id: String, name: String, aliases: [String] = [], unit: Int? = nil, from: CivilDate? = nil,
        to: CivilDate? = nil
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.unit = unit
        self.from = from
        self.to = to
    }
}

/// A section of the website (chuyên mục) and who answers for it.
public struct Category: Hashable, Sendable {
    public let id: String
    public let name: String
    public let aliases: [String]
    /// Indices of the units that answer for it.
    public let units: [Int]
    /// After so many days without an item it is stale; nil: never.
    public let freshWithin: Int?

    public init(id: String, name: String, aliases: [String] = [], units: [Int] = [], freshWithin: Int? = nil) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.units = units
        self.freshWithin = freshWithin
    }
}

/// Everyone and everything a log may name, with the index that finds them by any of their names. What is found is
/// a place in `units`, `kinds`, `people` or `categories`; everything after reading works with these places.
public struct Roster: Sendable {
    public let units: [Unit]
    public let kinds: [Kind]
    public let people: [Person]
    public let categories: [Category]

    private let unitByName: [MatchKey: Int]
    private let kindByName: [MatchKey: Int]
    private let personByName: [MatchKey: Int]
    private let categoryByName: [MatchKey: Int]

    /// Where two share a name the first keeps it; rule packs are refused before it comes to that.
    public init(units: [Unit], kinds: [Kind] = [], people: [Person] = [], categories: [Category] = []) {
        self.units = units
        self.kinds = kinds
        self.people = people
        self.categories = categories
        unitByName = Self.index(units.map { [$0.name] + $0.aliases })
        kindByName = Self.index(kinds.map { [$0.name] + $0.labels })
        personByName = Self.index(people.map { [$0.name] + $0.aliases })
        categoryByName = Self.index(categories.map { [$0.name] + $0.aliases })
    }

    public func unit(named name: MatchKey) -> Int? { unitByName[name] }
    public func kind(named name: MatchKey) -> Int? { kindByName[name] }
    public func person(named name: MatchKey) -> Int? { personByName[name] }
    public func category(named name: MatchKey) -> Int? { categoryByName[name] }

    /// The names and aliases of units, to find which somebody meant.
    public var unitWords: SuggestedWords { SuggestedWords(units.lazy.flatMap { [$0.name] + $0.aliases }) }

    /// The labels of kinds, likewise.
    public var kindWords: SuggestedWords { SuggestedWords(kinds.lazy.flatMap { [$0.name] + $0.labels }) }

    private static func index(_ names: [[String]]) -> [MatchKey: Int] {
        var index: [MatchKey: Int] = [:]
        for (place, names) in names.enumerated() {
            for name in names where index[MatchKey(name)] == nil { index[MatchKey(name)] = place }
        }
        return index
    }
}
