import TestSupport
import Testing

@testable import quota_cli

/// What only many lines show at ordinary bounds: they are not compared one by one.
@Suite("Lines of two files that differ")
struct LineDifferenceTests {
    /// Lists of few different lines, so that many repeat and move.
    private static func lists(_ seed: UInt64) -> (old: [Substring], new: [Substring]) {
        var numbers = SeededRandom(seed: seed)
        let words = (0..<Int.random(in: 1...12, using: &numbers)).map { "dòng \($0)"[...] }
        func list() -> [Substring] {
            (0..<Int.random(in: 0...40, using: &numbers)).map { _ in numbers.pick(words) }
        }
        let old = list()
        guard numbers.oneIn(2) else { return (old, list()) }
        var new = old
        for _ in 0...Int.random(in: 0...6, using: &numbers) {
            let place = Int.random(in: 0...new.count, using: &numbers)
            if place < new.count, numbers.oneIn(2) {
                new.remove(at: place)
            } else {
                new.insert(numbers.pick(words), at: place)
            }
        }
        return (old, new)
    }

    private static func counts(_ lines: some Sequence<String>) -> [String: Int] {
        Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// How many more of a line there are afterwards.
    private static func gains(_ changes: [LineDifference.Change]) -> [String: Int] {
        Dictionary(changes.map { ($0.text, $0.isAdded ? 1 : -1) }, uniquingKeysWith: +).filter { $0.value != 0 }
    }

    /// Whether the lines stand in the list in this order.
    private static func stand(_ lines: [String], in list: [Substring]) -> Bool {
        var rest = list[...]
        return lines.allSatisfy { line in
            guard let place = rest.firstIndex(of: line[...]) else { return false }
            rest = rest[(place + 1)...]
            return true
        }
    }

    @Test("applied to the old lines the changes give the new ones, as many of each", arguments: [0, 8_000])
    func applied(mostInOrder: Int) {
        for seed in 0..<500 as Range<UInt64> {
            let (old, new) = Self.lists(seed)
            let changes = LineDifference(from: old, to: new, mostInOrder: mostInOrder).changes
            let (removed, added) = (changes.filter { !$0.isAdded }.map(\.text), changes.filter(\.isAdded).map(\.text))
            #expect(Self.stand(removed, in: old) && Self.stand(added, in: new), "\(seed)")
            let result = Self.counts(old.map(String.init) + added).merging(Self.counts(removed), uniquingKeysWith: -)
            #expect(result.filter { $0.value != 0 } == Self.counts(new.map(String.init)), "\(seed)")
        }
    }

    @Test("of many lines exactly those are told that one side has more often; of fewer also those that moved")
    func surplus() {
        var moved = 0
        for seed in 0..<500 as Range<UInt64> {
            let (old, new) = Self.lists(seed)
            let many = LineDifference(from: old, to: new, mostInOrder: 0).changes
            let exact = LineDifference(from: old, to: new).changes
            #expect(Self.gains(many) == Self.gains(exact), "\(seed)")
            #expect(many.count == Self.gains(many).values.reduce(0) { $0 + abs($1) }, "\(seed)")
            moved += exact.count > many.count ? 1 : 0
        }
        #expect(moved > 50)
    }

    @Test("the bound lies between the two ways: without lines that moved both tell the same, in the same order")
    func bound() {
        let old: [Substring] = ["a", "b", "a", "c", "d", "d", "e"]
        let new: [Substring] = ["a", "b", "c", "x", "d", "e", "e"]
        let told = { (most: Int) in
            LineDifference(from: old, to: new, mostInOrder: most).changes.map { ($0.isAdded ? "+" : "-") + $0.text }
        }
        #expect(told(0) == ["-a", "+x", "-d", "+e"])
        #expect(told(0) == told(8_000))
        let swapped = { (most: Int) in
            LineDifference(from: ["a", "b"], to: ["b", "a"], mostInOrder: most).changes.count
        }
        #expect(swapped(4) == 2 && swapped(3) == 0)
    }
}
