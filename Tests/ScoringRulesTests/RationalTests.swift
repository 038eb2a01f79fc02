import QuotaModel
import TestSupport
import Testing

@testable import ScoringRules

struct RationalTests {
    @Test(
        "rounded half away from zero, with exactly the places asked for",
        arguments: [
            ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("2/3", 4, "0.6667"), ("1/3", 0, "0"), ("0.5", 0, "1"),
            ("-0.5", 0, "-1"), ("-0.004", 2, "0.00"), ("47.5", 2, "47.50"), ("1e3", 1, "1000.0"),
            ("123456789012345678901234567890/7", 2, "17636684144620811271604938270.00"),
        ])
    func decimals(written: String, places: Int, decimal: String) throws {
        #expect(try #require(Rational(written: written)).decimal(places: places) == decimal)
    }

    @Test(
        "plain decimals without trailing zeros; a fraction where no decimal ends",
        arguments: [
            ("2.50", "2.5"), ("10", "10"), ("1/8", "0.125"), ("1/3", "1/3"), ("-50%", "-0.5"), ("100", "100"),
            ("0.0000000000000000001", "0.0000000000000000001"),
            ("-1e-40", "-0." + String(repeating: "0", count: 39) + "1"),
            ("12345678901.000000000000000000010", "12345678901.00000000000000000001"),
            ("1/3000000000000000000", "1/3000000000000000000"),
            ("0.1/1e40", "0." + String(repeating: "0", count: 40) + "1"),
        ])
    func plain(written: String, plain: String) throws {
        #expect(try #require(Rational(written: written)).plain == plain)
    }

    @Test(
        "what is no number is none",
        arguments: ["", "1,5", "1/0", "1/-2", "%", "a", "1.2.3", "--1", "1e", "0x1", "1 2", ".", "1e999", "٣"])
    func refused(text: String) { #expect(Rational(written: text) == nil) }

    @Test(
        "cells have a decimal point or a decimal comma",
        arguments: [("8,5", "8.5"), ("8.5", "8.5"), ("1.234,5", nil), ("1e3", nil), ("-3", "-3")] as [(String, String?)]
    )
    func cells(text: String, plain: String?) { #expect(Rational(cell: text)?.plain == plain) }

    @Test("numbers beyond the machine's words stay exact and come back into them")
    func large() {
        var sum = Rational.zero
        let primes = [
            2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
        ]
        for prime in primes { sum += Rational(1, over: prime) }
        for prime in primes.reversed() { sum -= Rational(1, over: prime) }
        #expect(sum == .zero)
        let smallest = Rational(Int.min)
        #expect(-(-smallest) == smallest)
        #expect(smallest * smallest / smallest == smallest)
        #expect(smallest - 1 + 1 == smallest)
        #expect(smallest < smallest + 1)
    }

    @Test("the laws of arithmetic hold, small and large", arguments: 0..<200)
    func laws(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next() -> Rational {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let bits = Int64(bitPattern: state) >> Int64(state >> 58 & 63)
            return Rational(Int(bits), over: 1 + Int(state >> 40 & 0xFFFF))
        }
        let (a, b, c) = (next(), next(), next())
        #expect(a + b == b + a)
        #expect((a + b) + c == a + (b + c))
        #expect((a * b) * c == a * (b * c))
        #expect(a * (b + c) == a * b + a * c)
        #expect(a - a == .zero)
        if b != .zero { #expect(a / b * b == a) }
        #expect((a < b) == (b - a > .zero))
        #expect(a.floor <= a && a < a.floor + 1)
        #expect(a.ceiling >= a)
        let rounded = a.rounded(places: 2)
        #expect(max(rounded - a, a - rounded) <= Rational(1, over: 200))
    }

    @Test("numbers in machine words are written as those beyond them", arguments: 0..<500)
    func written(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let bits = Int.random(in: 1...62, using: &random)
        let denominators = [1, 2, 3, 5, 7, 8, 10, 40, 100, 625, 1_000_003, 1 << 40, 1_000_000_000_000]
        let number = Rational(
            Int.random(in: -(1 << bits)...(1 << bits), using: &random), over: random.pick(denominators))
        let places = Int.random(in: 0...18, using: &random)
        let decimal = number.decimal(places: places)
        #expect(try #require(Rational(written: decimal)) == number.rounded(places: places))
        #expect(decimal.split(separator: ".").dropFirst().first?.count ?? 0 == places)
        // The same decimals behind a whole number that needs more than words.
        let rest = number - number.floor
        let large = Rational(Int.max) * Rational(Int.max) + rest
        if rest.rounded(places: places) < .one {
            #expect(rest.decimal(places: places).suffix(places) == large.decimal(places: places).suffix(places))
        }
        // Longer numbers than anybody writes are not read.
        if number.plain.count <= 40 { #expect(try #require(Rational(written: number.plain)) == number) }
        #expect(!number.plain.contains(".") || !number.plain.hasSuffix("0"))
    }

    @Test("common parts are the numbers they are made from", arguments: 0..<200)
    func parts(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let numbers = (0..<10).map { _ in
            Rational(Int.random(in: -1_000...1_000, using: &random), over: Int.random(in: 1...30, using: &random))
        }
        guard let (parts, denominator) = Rational.inParts(numbers) else { return }
        #expect(parts.map { Rational(parts: $0, of: denominator) } == numbers)
    }
}
