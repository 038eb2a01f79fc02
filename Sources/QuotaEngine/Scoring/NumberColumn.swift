import ScoringRules

/// One exact number for each subject. Where all of them are multiples of one part and small enough they are kept as how many
/// parts they are, so that adding, capping, rounding and comparing are loops over machine words; else one by one. Which of
/// these it is changes no result.
struct NumberColumn: Sendable {
    enum Form: Sendable {
        /// Multiples of 1 / `of`, by subject.
        case parts([Int64], of: Int64)
        /// The same by code, for every subject of the code.
        case coded([Int64], SubjectCoding, of: Int64)
        case exact([Rational])
    }

    let form: Form
    /// No number of parts is smaller or larger.
    let range: ClosedRange<Int64>

    /// Larger numbers of parts are not kept as such: what is computed from two of them still fits a word.
    static let limit: Int64 = 1 << 61

    init(exact numbers: [Rational]) { (form, range) = (.exact(numbers), 0...0) }

    /// - Parameter range: holds all of them; its bounds are at most `limit` in size.
    init(_ parts: [Int64], of denominator: Int64, in range: ClosedRange<Int64>) {
        form = .parts(parts, of: denominator)
        self.range = range
    }

    /// - Parameter parts: by code.
    init(_ parts: [Int64], by coding: SubjectCoding, of denominator: Int64, in range: ClosedRange<Int64>) {
        form = .coded(parts, coding, of: denominator)
        self.range = range
    }

    init(_ parts: [Int64], of denominator: Int64) {
        if let range = Self.range(of: parts) {
            self.init(parts, of: denominator, in: range)
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
        if let (parts, denominator) = Rational.inParts(numbers), let range = Self.range(of: parts) {
            self.init(parts, by: coding, of: denominator, in: range)
        } else {
            self.init(exact: coding.spread(numbers))
        }
    }

    /// The smallest range that holds them; nil where one is too large.
    private static func range(of parts: [Int64]) -> ClosedRange<Int64>? {
        guard var least = parts.first else { return 0...0 }
        var most = least
        for part in parts {
            least = min(least, part)
            most = max(most, part)
        }
        return least >= -limit && most <= limit ? least...most : nil
    }

    var count: Int {
        switch form {
        case .parts(let parts, _): parts.count
        case .coded(_, let coding, _): coding.subjectCount
        case .exact(let numbers): numbers.count
        }
    }

    subscript(subject: Int) -> Rational {
        switch form {
        case .parts(let parts, let denominator): Rational(parts: parts[subject], of: denominator)
        case .coded(let parts, let coding, let denominator): Rational(parts: parts[coding[subject]], of: denominator)
        case .exact(let numbers): numbers[subject]
        }
    }

    var numbers: [Rational] {
        switch form {
        case .parts(let parts, let denominator): parts.map { Rational(parts: $0, of: denominator) }
        case .coded(let parts, let coding, let denominator):
            coding.spread(parts.map { Rational(parts: $0, of: denominator) })
        case .exact(let numbers): numbers
        }
    }

    /// The numbers of parts, by subject; nil where the numbers are kept one by one.
    var parts: (parts: [Int64], denominator: Int64)? {
        switch form {
        case .parts(let parts, let denominator): (parts, denominator)
        case .coded(let parts, let coding, let denominator): (coding.spread(parts), denominator)
        case .exact: nil
        }
    }
}

// MARK: Sums

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
            guard let other = column.denominator, let common = leastCommonMultiple(denominator, other)
            else { return nil }
            denominator = common
        }
        guard let start = number.parts(of: denominator) else { return nil }
        let terms =
            added.compactMap { Term($0, factor: denominator / ($0.denominator ?? 1)) }
            + taken.compactMap { Term($0, factor: -(denominator / ($0.denominator ?? 1))) }
        let bound = terms.reduce(Int128(start.magnitude)) { $0 + $1.bound }
        guard bound <= Int128(limit) else { return nil }
        let least = terms.reduce(start) { $0 + $1.range.lowerBound }
        let most = terms.reduce(start) { $0 + $1.range.upperBound }
        // Zeroing it first would be as much work as adding a column.
        let sum = [Int64](unsafeUninitializedCapacity: count) { sum, written in
            // So many at once that their sums stay in the nearest cache while all columns are added.
            for first in stride(from: 0, to: count, by: 1024) {
                let end = min(first + 1024, count)
                for place in first..<end { sum[place] = start }
                for term in terms { term.add(to: sum, first..<end) }
            }
            written = count
        }
        return NumberColumn(sum, of: denominator, in: least...most)
    }

    /// The denominator of the parts; nil where the numbers are kept one by one.
    private var denominator: Int64? {
        switch form {
        case .parts(_, let denominator), .coded(_, _, let denominator): denominator
        case .exact: nil
        }
    }

    /// A column in a sum.
    private struct Term {
        let form: Form
        let factor: Int64
        /// What it adds, at most and at least; only as good as `bound` fits.
        let range: ClosedRange<Int64>
        let bound: Int128

        init?(_ column: NumberColumn, factor: Int64) {
            switch column.form {
            case .parts: form = column.form
            case .coded(let parts, let coding, let denominator):
                form = .coded(parts.map { $0 &* factor }, coding, of: denominator)
            case .exact: return nil
            }
            self.factor = factor
            let ends = [column.range.lowerBound &* factor, column.range.upperBound &* factor]
            range = min(ends[0], ends[1])...max(ends[0], ends[1])
            let size = max(column.range.lowerBound.magnitude, column.range.upperBound.magnitude)
            bound = Int128(size) * Int128(factor.magnitude)
        }

        /// Over pointers: a check of each place against the bounds would keep the loops from taking several at once.
        func add(to sum: UnsafeMutableBufferPointer<Int64>, _ subjects: Range<Int>) {
            switch form {
            case .parts(let parts, _):
                parts.withUnsafeBufferPointer { parts in
                    for place in subjects { sum[place] &+= parts[place] &* factor }
                }
            case .coded(let parts, let coding, _):
                parts.withUnsafeBufferPointer { parts in
                    coding.codes.withUnsafeBufferPointer { codes in
                        for place in subjects { sum[place] &+= parts[Int(codes[place])] }
                    }
                }
            case .exact: break
            }
        }
    }

    static func leastCommonMultiple(_ first: Int64, _ second: Int64) -> Int64? {
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
        case .coded(let parts, let coding, _): parts[coding[first]] > parts[coding[second]]
        case .exact(let numbers): numbers[first] > numbers[second]
        }
    }

    /// By subject: whether its number is at least the bound.
    func reaches(_ bound: Rational) -> [Bool] {
        switch form {
        case .parts(let parts, let denominator):
            let least = Self.least(reaching: bound, denominator)
            return parts.map { $0 >= least }
        case .coded(let parts, let coding, let denominator):
            let least = Self.least(reaching: bound, denominator)
            return coding.spread(parts.map { $0 >= least })
        case .exact(let numbers):
            return numbers.map { $0 >= bound }
        }
    }

    /// By subject: the place of the first of the bounds that its number reaches; their count where it reaches none.
    func firstReached(_ bounds: [Rational]) -> [Int32] {
        guard let (parts, denominator) = parts else {
            return numbers.map { number in Int32(bounds.firstIndex { number >= $0 } ?? bounds.count) }
        }
        var reached = [Int32](repeating: Int32(bounds.count), count: parts.count)
        for (place, bound) in bounds.enumerated().reversed() {
            let (least, place) = (Self.least(reaching: bound, denominator), Int32(place))
            // As in sums.
            reached.withUnsafeMutableBufferPointer { reached in
                parts.withUnsafeBufferPointer { parts in
                    for subject in reached.indices {
                        reached[subject] = parts[subject] >= least ? place : reached[subject]
                    }
                }
            }
        }
        return reached
    }

    /// The smallest number of parts that reaches a bound; a word's first or last where every number does or none.
    private static func least(reaching bound: Rational, _ denominator: Int64) -> Int64 {
        let least = (bound * Rational(parts: denominator, of: 1)).ceiling
        return least.int.map { Int64($0) } ?? (least < .zero ? .min : .max)
    }

    /// By place in the order, from the second: sets what is different from the one before.
    func markChanges(along order: [Int32], _ changes: inout [Bool]) {
        guard let (parts, _) = parts else {
            for place in order.indices.dropFirst() where self[Int(order[place])] != self[Int(order[place - 1])] {
                changes[place] = true
            }
            return
        }
        guard var before = order.first.map({ parts[Int($0)] }) else { return }
        for place in order.indices.dropFirst() {
            let part = parts[Int(order[place])]
            if part != before { changes[place] = true }
            before = part
        }
    }

    /// The subjects of `order` with the largest numbers first; those with equal numbers stay in their order.
    func sortedDown(_ order: [Int32]) -> [Int32] {
        let (least, most) = (range.lowerBound, range.upperBound)
        if most - least < Int64(max(1024, 16 * order.count)), let (parts, _) = parts {
            return Self.sortedDown(order, parts, from: least, to: most)
        }
        let places = order.indices.sorted { left, right in
            let (first, second) = (Int(order[left]), Int(order[right]))
            return isGreater(first, than: second) || left < right && !isGreater(second, than: first)
        }
        return places.map { order[$0] }
    }

    /// By counting how many have each number.
    private static func sortedDown(_ order: [Int32], _ parts: [Int64], from least: Int64, to most: Int64) -> [Int32] {
        var starts = [Int32](repeating: 0, count: Int(most - least) + 2)
        for part in parts { starts[Int(most - part) + 1] += 1 }
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
