import ScoringRules

/// One exact number for each subject. Where all of them are multiples of one part and small enough they are kept as how many
/// parts they are, so that adding, capping, rounding and comparing are loops over machine words; else one by one. Which of
/// the two it is changes no result.
struct NumberColumn: Sendable {
    enum Form: Sendable {
        /// Multiples of 1 / `of`.
        case parts([Int64], of: Int64)
        case exact([Rational])
    }

    let form: Form
    /// No number of parts is larger in size.
    let bound: Int64

    /// Larger numbers of parts are not kept as such: what is computed from two of them still fits a word.
    private static let limit: Int64 = 1 << 61

    private init(exact numbers: [Rational]) { (form, bound) = (.exact(numbers), 0) }

    /// - Parameter bound: at least the largest size, at most `limit`.
    private init(_ parts: [Int64], of denominator: Int64, bound: Int64) {
        form = .parts(parts, of: denominator)
        self.bound = bound
    }

    init(_ parts: [Int64], of denominator: Int64) {
        let bound = parts.reduce(0) { max($0, $1.magnitude) }
        if bound <= Self.limit.magnitude {
            self.init(parts, of: denominator, bound: Int64(bound))
        } else {
            self.init(exact: parts.map { Rational(parts: $0, of: denominator) })
        }
    }

    init(_ numbers: [Rational]) {
        if let (parts, denominator) = Rational.inParts(numbers) {
            self.init(parts, of: denominator)
        } else {
            self.init(exact: numbers)
        }
    }

    init(counts: [Int]) { self.init(counts.map { Int64($0) }, of: 1) }

    /// One number for each code, taken by every subject of the code.
    init(_ numbers: [Rational], by coding: SubjectCoding) {
        if let (parts, denominator) = Rational.inParts(numbers),
            parts.allSatisfy({ $0.magnitude <= Self.limit.magnitude })
        {
            let bound = parts.reduce(0) { max($0, abs($1)) }
            self.init(coding.spread(parts), of: denominator, bound: bound)
        } else {
            self.init(exact: coding.spread(numbers))
        }
    }

    var count: Int {
        switch form {
        case .parts(let parts, _): parts.count
        case .exact(let numbers): numbers.count
        }
    }

    var isEmpty: Bool { count == 0 }

    subscript(subject: Int) -> Rational {
        switch form {
        case .parts(let parts, let denominator): Rational(parts: parts[subject], of: denominator)
        case .exact(let numbers): numbers[subject]
        }
    }

    var numbers: [Rational] {
        switch form {
        case .parts(let parts, let denominator): parts.map { Rational(parts: $0, of: denominator) }
        case .exact(let numbers): numbers
        }
    }
}

// MARK: Arithmetic

extension NumberColumn {
    /// The sum of the columns and a number, which is the same for all.
    ///
    /// - Parameters:
    ///   - taken: columns that are subtracted.
    ///   - count: how many subjects there are.
    static func sum(_ number: Rational, _ added: [NumberColumn], less taken: [NumberColumn] = [], count: Int)
        -> NumberColumn
    {
        if let quick = sumOfParts(number, added, taken, count: count) { return quick }
        return NumberColumn(
            exact: (0..<count).map { subject in
                taken.reduce(added.reduce(number) { $0 + $1[subject] }) { $0 - $1[subject] }
            })
    }

    private static func sumOfParts(
        _ number: Rational, _ added: [NumberColumn], _ taken: [NumberColumn], count: Int
    ) -> NumberColumn? {
        guard var denominator = number.denominator else { return nil }
        for column in added + taken {
            guard case .parts(_, let other) = column.form, let common = leastCommonMultiple(denominator, other)
            else { return nil }
            denominator = common
        }
        guard let start = number.parts(of: denominator) else { return nil }
        var bound = Int128(start.magnitude)
        for case (let size, .parts(_, let other)) in (added + taken).map({ ($0.bound, $0.form) }) {
            bound += Int128(size) * Int128(denominator / other)
        }
        guard bound <= Int128(limit) else { return nil }
        var sum = [Int64](repeating: start, count: count)
        for (columns, sign) in [(added, Int64(1)), (taken, -1)] {
            for case .parts(let parts, let other) in columns.map(\.form) {
                let factor = sign * (denominator / other)
                sum.withUnsafeMutableBufferPointer { sum in
                    parts.withUnsafeBufferPointer { parts in
                        for place in sum.indices { sum[place] &+= parts[place] &* factor }
                    }
                }
            }
        }
        return NumberColumn(sum, of: denominator, bound: Int64(bound))
    }

    /// The smaller of each number and the cap; nil is no cap.
    func capped(at cap: Rational?) -> NumberColumn {
        guard let cap else { return self }
        if case .parts(let parts, let own) = form, let denominator = cap.denominator,
            let common = Self.leastCommonMultiple(own, denominator), let cap = cap.parts(of: common),
            cap.magnitude <= Self.limit.magnitude, Int128(bound) * Int128(common / own) <= Int128(Self.limit)
        {
            let factor = common / own
            return NumberColumn(
                parts.map { min($0 &* factor, cap) }, of: common, bound: max(bound * factor, Int64(cap.magnitude)))
        }
        return NumberColumn(exact: numbers.map { min($0, cap) })
    }

    /// The larger of each number and the floor.
    func raised(to floor: Rational) -> NumberColumn {
        if case .parts(let parts, let own) = form, let floor = floor.parts(of: own),
            floor.magnitude <= Self.limit.magnitude
        {
            return NumberColumn(parts.map { max($0, floor) }, of: own, bound: max(bound, Int64(floor.magnitude)))
        }
        return NumberColumn(numbers.map { max($0, floor) })
    }

    /// Each number times one; nil where that takes more than machine words.
    func times(_ factor: Rational) -> NumberColumn? {
        guard case .parts(let parts, let own) = form, let below = factor.denominator,
            let above = factor.parts(of: below), above.magnitude <= Self.limit.magnitude,
            Int128(bound) * Int128(above.magnitude) <= Int128(Self.limit),
            Int128(own) * Int128(below) <= Int128(Self.limit)
        else { return nil }
        return NumberColumn(parts.map { $0 &* above }, of: own * below, bound: bound * abs(above))
    }

    /// Each number rounded, halves away from zero.
    func rounded(places: Int) -> NumberColumn {
        if case .parts(let parts, let denominator) = form, places <= 9 {
            let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
            if scale % denominator == 0 { return self }
            if denominator <= Self.limit, Int128(bound) * Int128(scale) * 2 + Int128(denominator) <= Int128(Self.limit)
            {
                let rounded = parts.map { part in
                    let size = (abs(part) &* scale &* 2 &+ denominator) / (2 &* denominator)
                    return part < 0 ? -size : size
                }
                return NumberColumn(rounded, of: scale, bound: bound * scale / denominator + 1)
            }
        }
        return NumberColumn(numbers.map { $0.rounded(places: places) })
    }

    private static func leastCommonMultiple(_ first: Int64, _ second: Int64) -> Int64? {
        if first == second || second == 1 { return first }
        var (x, y) = (first, second)
        while y != 0 { (x, y) = (y, x % y) }
        let (product, overflow) = (first / x).multipliedReportingOverflow(by: second)
        return overflow || product > limit ? nil : product
    }
}

// MARK: Comparison

extension NumberColumn {
    func isGreater(_ first: Int, than second: Int) -> Bool {
        switch form {
        case .parts(let parts, _): parts[first] > parts[second]
        case .exact(let numbers): numbers[first] > numbers[second]
        }
    }

    func isEqual(_ first: Int, _ second: Int) -> Bool {
        switch form {
        case .parts(let parts, _): parts[first] == parts[second]
        case .exact(let numbers): numbers[first] == numbers[second]
        }
    }

    /// By subject: whether its number is at least the bound.
    func reaches(_ bound: Rational) -> [Bool] {
        guard case .parts(let parts, let denominator) = form else { return numbers.map { $0 >= bound } }
        let least = (bound * Rational(parts: denominator, of: 1)).ceiling
        guard let least = least.int else { return Array(repeating: least < .zero, count: parts.count) }
        return parts.map { $0 >= Int64(least) }
    }

    /// The subjects of `order` with the largest numbers first; those with equal numbers stay in their order.
    func sortedDown(_ order: [Int32]) -> [Int32] {
        if case .parts(let parts, _) = form, let least = parts.min(), let most = parts.max(),
            most - least < Int64(max(1024, 16 * order.count))
        {
            return Self.sortedDown(order, parts, from: least, to: most)
        }
        let places = order.indices.sorted { left, right in
            let (first, second) = (Int(order[left]), Int(order[right]))
            return isEqual(first, second) ? left < right : isGreater(first, than: second)
        }
        return places.map { order[$0] }
    }

    /// By counting how many have each number.
    private static func sortedDown(_ order: [Int32], _ parts: [Int64], from least: Int64, to most: Int64) -> [Int32] {
        var starts = [Int32](repeating: 0, count: Int(most - least) + 2)
        for subject in order { starts[Int(most - parts[Int(subject)]) + 1] += 1 }
        for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
        var sorted = [Int32](repeating: 0, count: order.count)
        for subject in order {
            let number = Int(most - parts[Int(subject)])
            sorted[Int(starts[number])] = subject
            starts[number] += 1
        }
        return sorted
    }
}
