/// A room, union, ward or office that owes items.
public struct Unit: Hashable, Sendable {
    /// As in the rule file; of its own among units.
    public let id: String
    /// What reports call it; a log may, too.
    public let name: String
    /// What else a log may call it.
    public let aliases: [String]
    /// The group inside which it is ranked or given places.
    public let block: String?
    /// Its first day; nil: it was there from the beginning.
    public let from: CivilDate?
    /// Its last day; nil: it has no end of its own.
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
    /// As in the rule file; of its own among kinds.
    public let id: String
    /// What reports call it; always a label too.
    public let name: String
    /// What else a log may call it.
    public let labels: [String]

    public init(id: String, name: String, labels: [String] = []) {
        self.id = id
        self.name = name
        self.labels = labels
    }
}

/// Somebody who writes.
public struct Person: Hashable, Sendable {
    /// As in the rule file; of its own among people.
    public let id: String
    /// What reports call them; a log may, too.
    public let name: String
    /// What else a log may call them.
    public let aliases: [String]
    /// The index of the person's unit in the roster.
    public let unit: Int?
    /// The first day whose items count as theirs; nil: no such bound.
    public let from: CivilDate?
    /// The last day whose items count as theirs; nil: no such bound.
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
    /// As in the rule file; of its own among categories.
    public let id: String
    /// What reports call it; a log may, too.
    public let name: String
    /// What else a log may call it.
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
    /// In the order of the rule file.
    public let units: [Unit]
    /// In the order of the rule file; where there are none, a log may call kinds what it likes.
    public let kinds: [Kind]
    /// In the order of the rule file; where there are none, items name no authors.
    public let people: [Person]
    /// In the order of the rule file; where there are none, items name no categories.
    public let categories: [Category]

    private let names: NameIndexes

    /// Where two share a name the first keeps it; rule packs are refused before it comes to that.
    public init(units: [Unit], kinds: [Kind] = [], people: [Person] = [], categories: [Category] = []) {
        self.units = units
        self.kinds = kinds
        self.people = people
        self.categories = categories
        names = NameIndexes(
            units: Self.index(units), kinds: Self.index(kinds), people: Self.index(people),
            categories: Self.index(categories))
    }

    /// As the other, where whoever looked for shared names has an index of them already.
    public init(units: [Unit], kinds: [Kind], people: [Person], categories: [Category], names: NameIndexes) {
        self.units = units
        self.kinds = kinds
        self.people = people
        self.categories = categories
        self.names = names
    }

    /// The place in `units` of the one that has this name or alias; nil where none has.
    public func unit(named name: MatchKey) -> Int? { Self.place(of: name, in: units, names.units) }
    /// The place in `kinds` of the one that has this name or label; nil where none has.
    public func kind(named name: MatchKey) -> Int? { Self.place(of: name, in: kinds, names.kinds) }
    /// The place in `people` of the one that has this name or alias; nil where none has.
    public func person(named name: MatchKey) -> Int? { Self.place(of: name, in: people, names.people) }
    /// The place in `categories` of the one that has this name or alias; nil where none has.
    public func category(named name: MatchKey) -> Int? { Self.place(of: name, in: categories, names.categories) }

    /// The names and aliases of units, to find which somebody meant.
    public var unitWords: SuggestedWords { SuggestedWords(units.lazy.flatMap { [$0.name] + $0.aliases }) }

    /// The labels of kinds, likewise.
    public var kindWords: SuggestedWords { SuggestedWords(kinds.lazy.flatMap { [$0.name] + $0.labels }) }

    private static func index(_ list: [some NameBearer]) -> HashedPlaces {
        var index = HashedPlaces(capacity: list.reduce(0) { $0 + 1 + $1.otherNames.count })
        func add(_ name: String, _ place: Int) {
            let key = MatchKey(name)
            let hash = key.hashValue
            if index.first(hash, where: { list[$0].isNamed(key) }) == nil { index.add(place, hash: hash) }
        }
        for place in list.indices {
            add(list[place].name, place)
            for name in list[place].otherNames { add(name, place) }
        }
        return index
    }

    private static func place(of name: MatchKey, in list: [some NameBearer], _ index: HashedPlaces) -> Int? {
        index.first(name.hashValue) { list[$0].isNamed(name) }
    }
}

/// Where in its list stands what has a name: every name and other name of each, under the hash of its `MatchKey`, but those that
/// an earlier one has.
public struct NameIndexes: Sendable {
    let units: HashedPlaces
    let kinds: HashedPlaces
    let people: HashedPlaces
    let categories: HashedPlaces

    /// The places must be those in the lists that the roster is made of.
    public init(units: HashedPlaces, kinds: HashedPlaces, people: HashedPlaces, categories: HashedPlaces) {
        self.units = units
        self.kinds = kinds
        self.people = people
        self.categories = categories
    }
}

/// What a log names by one of several names.
private protocol NameBearer {
    var name: String { get }
    var otherNames: [String] { get }
}

extension NameBearer {
    fileprivate func isNamed(_ key: MatchKey) -> Bool {
        MatchKey(name) == key || otherNames.contains { MatchKey($0) == key }
    }
}

extension Unit: NameBearer { fileprivate var otherNames: [String] { aliases } }
extension Kind: NameBearer { fileprivate var otherNames: [String] { labels } }
extension Person: NameBearer { fileprivate var otherNames: [String] { aliases } }
extension Category: NameBearer { fileprivate var otherNames: [String] { aliases } }
