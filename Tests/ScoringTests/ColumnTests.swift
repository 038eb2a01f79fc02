import ScoringRules
import TestSupport
import Testing

@testable import QuotaEngine

/// The same numbers as parts, by code and one by one.
private struct SampleColumns {
    var random: SeededRandom
    let numbers: [Rational]
    let columns: [(name: String, column: NumberColumn)]

    enum Step {
        case times(Rational), capped(Rational), raised(Rational), rounded(Int)
    }

    init(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let bits = random.pick([3, 8, 20, 40])
        let denominators = random.pick([[1], [1, 2, 4], [3, 7, 100]])
        let different = (0..<random.pick([1, 5, 40])).map { _ in
            Rational(Int.random(in: -(1 << bits)...(1 << bits), using: &random), over: random.pick(denominators))
        }
        let codes = (0..<random.pick([1, 100, 2_000])).map { _ in
            Int32.random(in: 0..<Int32(different.count), using: &random)
        }
        let coding = SubjectCoding(codes, count: different.count)
        numbers = codes.map { different[Int($0)] }
        columns = [
            ("parts", NumberColumn(numbers)), ("coded", NumberColumn(different, by: coding)),
            ("exact", NumberColumn(exact: numbers)),
        ]
        self.random = random
    }

    mutating func step() -> Step {
        let size = random.pick([1, 300])
        let bound = Rational(Int.random(in: -size...size, using: &random), over: random.pick([1, 3, 8, 1_000_003]))
        return switch Int.random(in: 0..<4, using: &random) {
        case 0: .times(bound)
        case 1: .capped(bound)
        case 2: .raised(bound)
        default: .rounded(Int.random(in: 0...4, using: &random))
        }
    }
}

/// Columns of numbers, whichever way they are kept, against numbers one by one.
struct ColumnTests {
    @Test("steps carried out in one pass are the steps one after the other", arguments: 0..<300)
    func steps(seed: Int) throws {
        var test = SampleColumns(seed: seed)
        let wanted = (0..<Int.random(in: 1...5, using: &test.random)).map { _ in test.step() }
        for (name, column) in test.columns {
            var stepped: SteppedColumn? = SteppedColumn(column)
            var expected = test.numbers
            for step in wanted {
                switch step {
                case .times(let factor):
                    // What does not fit words is left to others.
                    guard let next = stepped?.times(factor) else { continue }
                    stepped = next
                    expected = expected.map { $0 * factor }
                case .capped(let cap):
                    stepped = stepped?.capped(at: cap)
                    expected = expected.map { min($0, cap) }
                case .raised(let floor):
                    stepped = stepped?.raised(to: floor)
                    expected = expected.map { max($0, floor) }
                case .rounded(let places):
                    stepped = stepped?.rounded(places: places)
                    expected = expected.map { $0.rounded(places: places) }
                }
            }
            let finished = try #require(stepped?.finished)
            #expect(finished.numbers == expected, "\(name)")
            #expect(expected.indices.allSatisfy { finished[$0] == expected[$0] })
            if let (parts, _) = finished.parts { #expect(parts.allSatisfy(finished.range.contains), "\(name)") }
        }
    }

    @Test("sums, bounds and orders are the same however numbers are kept", arguments: 0..<200)
    func sameForms(seed: Int) {
        var test = SampleColumns(seed: seed)
        let numbers = test.numbers
        let start = Rational(Int.random(in: -9...9, using: &test.random), over: 4)
        let bounds = (0..<3).map { _ in
            test.random.oneIn(3)
                ? test.random.pick(numbers) : Rational(Int.random(in: -50...50, using: &test.random), over: 3)
        }
        let order = numbers.indices.map(Int32.init).shuffled(using: &test.random)
        let sorted = order.indices.sorted { left, right in
            let (first, second) = (numbers[Int(order[left])], numbers[Int(order[right])])
            return first == second ? left < right : first > second
        }
        for (name, column) in test.columns {
            for (_, other) in test.columns {
                let sum = NumberColumn.sum(start, [column, other, column], less: [other], count: numbers.count)
                #expect(sum.numbers == numbers.map { start + $0 + $0 }, "\(name)")
                if let (parts, _) = sum.parts { #expect(parts.allSatisfy(sum.range.contains)) }
            }
            for bound in bounds { #expect(column.reaches(bound) == numbers.map { $0 >= bound }, "\(name)") }
            let first = numbers.map { number in Int32(bounds.firstIndex { number >= $0 } ?? bounds.count) }
            #expect(column.firstReached(bounds) == first, "\(name)")
            #expect(column.sortedDown(order) == sorted.map { order[$0] }, "\(name)")
            var changes = [Bool](repeating: false, count: order.count)
            column.markChanges(along: order, &changes)
            #expect(
                changes == order.indices.map { $0 > 0 && numbers[Int(order[$0])] != numbers[Int(order[$0 - 1])] })
            #expect(column.excerpt(order[...]).numbers == order.map { numbers[Int($0)] }, "\(name)")
        }
    }

    @Test("numbers too large for words are kept one by one, and still right")
    func large() {
        let numbers = [Rational(1 << 61), Rational(1 << 61) * 4, Rational(-(1 << 62)), 7]
        let column = NumberColumn(numbers)
        #expect(column.parts == nil)
        let sum = NumberColumn.sum(1, [column, column], count: 4)
        #expect(sum.numbers == numbers.map { $0 + $0 + 1 })
        let words = NumberColumn([1 << 60, -(1 << 60), 3], of: 1)
        #expect(words.parts != nil)
        #expect(
            NumberColumn.sum(0, [words, words, words, words], count: 3).numbers == words.numbers.map { $0 * 4 })
    }
}
