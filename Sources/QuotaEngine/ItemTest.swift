import QuotaModel
import ScoringRules

/// A filter made ready to test many items.
struct ItemTest: Sendable {
    private let kinds: [Bool]?
    private let categories: [Bool]?
    private let words: [(field: WordField, keys: Set<MatchKey>)]
    private let ranges: [(field: Field, range: ItemFilter.NumberRange)]
    private let within: ItemFilter.Within?
    private let distance: Distance

    private enum WordField: Sendable { case channel, origin, approver }

    /// - Parameter kinds: the kinds that pass when the filter itself names none.
    init(_ filter: ItemFilter, defaultKinds: [Int]?, roster: Roster, distance: Distance) {
        kinds = (filter.kinds ?? defaultKinds).map { Self.marks($0, among: roster.kinds.count) }
        categories = filter.categories.map { Self.marks($0, among: roster.categories.count) }
        let texts: [(WordField, [MatchKey]?)] = [
            (.channel, filter.channels), (.origin, filter.origins), (.approver, filter.approvers),
        ]
        words = texts.compactMap { field, keys in keys.map { (field, Set($0)) } }
        let numbers: [(Field, ItemFilter.NumberRange?)] = [
            (.photos, filter.photos), (.words, filter.words), (.views, filter.views),
        ]
        ranges = numbers.compactMap { field, range in range.map { (field, $0) } }
        within = filter.within
        self.distance = distance
    }

    /// What is known of an item by its kind alone.
    var kindTest: KindTest {
        let others = categories != nil || !words.isEmpty || !ranges.isEmpty || within != nil
        return KindTest(kinds: kinds, testsOnlyKinds: !others)
    }

    /// The first test that the item fails, nil when it passes all.
    func failure(of item: borrowing Item) -> FilterFailure? {
        if let kinds {
            guard let kind = item.kind, kinds[kind] else { return .kind }
        }
        if let categories, !Self.any(of: item.categories, in: categories) { return .category }
        for (field, keys) in words {
            let word = Self.word(field, of: item)
            guard let word, keys.contains(word.key) else { return Self.failure(field) }
        }
        for (field, range) in ranges {
            guard let number = item.number(field) else { return .number(field, found: nil, range) }
            guard range.contains(number) else { return .number(field, found: number, range) }
        }
        return within.flatMap { timeFailure(of: item, $0) }
    }

    private func timeFailure(of item: borrowing Item, _ within: ItemFilter.Within) -> FilterFailure? {
        guard let from = item.day(within.from), let to = item.day(within.to) else {
            return .time(within, took: nil)
        }
        guard from <= to else { return .time(within, took: to.days(since: from)) }
        let took = distance.days(from: from, to: to, in: within.unit)
        return took <= within.atMost ? nil : .time(within, took: took)
    }

    private static func any(of named: Named, in marks: [Bool]) -> Bool {
        switch named {
        case .nobody: false
        case .one(let place): marks[Int(place)]
        case .many(let places): places.contains { marks[$0] }
        }
    }

    private static func word(_ field: WordField, of item: borrowing Item) -> Word? {
        switch field {
        case .channel: item.channel
        case .origin: item.origin
        case .approver: item.approver
        }
    }

    private static func failure(_ field: WordField) -> FilterFailure {
        switch field {
        case .channel: .channel
        case .origin: .origin
        case .approver: .approver
        }
    }

    private static func marks(_ places: [Int], among count: Int) -> [Bool] {
        var marks = [Bool](repeating: false, count: count)
        for place in places { marks[place] = true }
        return marks
    }
}

/// A filter that tests only the kind, as one machine word: it holds no references that would be counted for every item.
struct KindTest: Sendable {
    /// A bit for each kind that passes; the last one for items without a kind.
    private let bits: UInt64
    private let testsOnlyKinds: Bool

    private static let noKind = 63

    /// - Parameters:
    ///   - kinds: whether each passes; nil: all do.
    ///   - testsOnlyKinds: whether the filter tests nothing else.
    init(kinds: [Bool]?, testsOnlyKinds: Bool) {
        self.testsOnlyKinds = testsOnlyKinds && kinds?.count ?? 0 < Self.noKind
        bits = kinds?.prefix(Self.noKind).enumerated().reduce(0) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 } ?? ~0
    }

    /// Whether an item of this kind passes; nil where that takes more than its kind.
    func passes(kind: Int?) -> Bool? {
        testsOnlyKinds ? bits &>> UInt64(min(kind ?? Self.noKind, Self.noKind)) & 1 == 1 : nil
    }
}

/// Which test of a filter an item fails, with what was found.
public enum FilterFailure: Hashable, Sendable {
    case kind, category, channel, origin, approver
    /// `found` nil: the cell is empty or cannot be read.
    case number(Field, found: Int?, ItemFilter.NumberRange)
    /// `took` nil: one of the two dates is missing; negative: the later day lies before the earlier.
    case time(ItemFilter.Within, took: Int?)
}
