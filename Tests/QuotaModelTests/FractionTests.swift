import QuotaModel
import Testing

struct FractionTests {
    static let rounded: [(Int, Int, Int)] = [
        (0, 1, 0), (1, 2, 1), (3, 2, 2), (5, 2, 3), (1, 3, 0), (2, 3, 1), (49, 100, 0), (50, 100, 1),
        (-1, 2, -1), (-3, 2, -2), (-1, 3, 0), (-2, 3, -1), (7, 1, 7), (-49, 100, 0), (3 * 14, 28, 2), (3 * 15, 30, 2),
        (Int.max, 1, Int.max), (Int.min, 1, Int.min), (Int.max, Int.max, 1),
    ]

    @Test("halves are rounded away from zero", arguments: rounded)
    func rounding(_ numerator: Int, _ denominator: Int, _ expected: Int) {
        #expect(Fraction(numerator, over: denominator).rounded == expected)
    }

    @Test("the rounded number is the nearest, and of two equally near the one further from zero")
    func roundingOracle() {
        for denominator in 1...12 {
            for numerator in -60...60 {
                let nearest = (-61...61).min { left, right in
                    let (far, farther) = (
                        abs(left * denominator - numerator), abs(right * denominator - numerator)
                    )
                    return far == farther ? abs(left) > abs(right) : far < farther
                }
                #expect(Fraction(numerator, over: denominator).rounded == nearest)
            }
        }
    }

    static let decimals: [(Int, Int, Int, String)] = [
        (8, 9, 4, "0.8889"), (888, 1000, 4, "0.8880"), (1, 1, 4, "1.0000"), (0, 5, 4, "0.0000"),
        (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (1, 20_000, 4, "0.0001"), (1, 20_001, 4, "0.0000"),
        (-1, 20_000, 4, "-0.0001"), (-1, 20_001, 4, "0.0000"), (-1, 3, 2, "-0.33"), (-3, 2, 1, "-1.5"),
        (95, 2, 2, "47.50"), (5, 2, 0, "3"), (-5, 2, 0, "-3"), (0, 1, 0, "0"), (12_345, 100, 1, "123.5"),
        (19_999, 20_000, 4, "1.0000"), (Int.max, 1, 2, "9223372036854775807.00"),
    ]

    @Test("decimals have exactly the places asked for, halves away from zero", arguments: decimals)
    func decimal(_ numerator: Int, _ denominator: Int, _ places: Int, _ expected: String) {
        #expect(Fraction(numerator, over: denominator).decimal(places: places) == expected)
    }

    @Test("fractions compare by their exact value, also where their decimals are equal")
    func comparison() {
        #expect(Fraction(8, over: 9) > Fraction(888, over: 1000))
        #expect(Fraction(88_889, over: 100_000) > Fraction(8, over: 9))
        #expect(Fraction(88_889, over: 100_000).decimal(places: 4) == Fraction(8, over: 9).decimal(places: 4))
        #expect(Fraction(2, over: 4) == Fraction(1, over: 2))
        #expect(Fraction(-1, over: 2) < Fraction(-1, over: 3))
        #expect(Fraction(0, over: 3) == Fraction(0, over: 7))
        #expect(Fraction(Int.max, over: Int.max - 1) > Fraction(Int.max - 1, over: Int.max - 1))
    }

    @Test("a fraction shows numerator and denominator as they arose")
    func asGiven() {
        let fraction = Fraction(6, over: 9)
        #expect((fraction.numerator, fraction.denominator) == (6, 9))
    }
}
