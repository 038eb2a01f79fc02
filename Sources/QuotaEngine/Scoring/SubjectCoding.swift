import ScoringRules

/// Subjects that a rule cannot tell apart, because everything it looks at is equal, share a code: what the rule makes of
/// them is computed once for each code. Counts are small numbers, so that there are few.
public struct SubjectCoding: Sendable {
    /// By subject.
    private(set) var codes: [Int32]
    /// How many codes there can be.
    public private(set) var count: Int

    /// All have one code.
    init(subjects: Int) {
        codes = Array(repeating: 0, count: subjects)
        count = 1
    }

    /// - Parameter codes: by subject, each under `count`.
    init(_ codes: [Int32], count: Int) {
        self.codes = codes
        self.count = count
    }

    /// The code of a subject, from 0 and under `count`.
    public subscript(subject: Int) -> Int { Int(codes[subject]) }

    var subjectCount: Int { codes.count }

    /// Tells subjects apart by one thing more.
    ///
    /// - Parameters:
    ///   - kinds: how many different things there can be; the others are from 0.
    ///   - limit: the most codes that are worth it.
    /// - Returns: false where there would be more.
    mutating func divide(by others: [Int32], kinds: Int, limit: Int) -> Bool {
        let (product, overflow) = count.multipliedReportingOverflow(by: kinds)
        guard !overflow, product <= limit else { return false }
        count = product
        let factor = Int32(kinds)
        // Over pointers, as in the sums of columns.
        codes.withUnsafeMutableBufferPointer { codes in
            others.withUnsafeBufferPointer { others in
                for place in codes.indices { codes[place] = codes[place] &* factor &+ others[place] }
            }
        }
        return true
    }

    /// Tells subjects apart by their numbers.
    mutating func divide(by column: NumberColumn, limit: Int) -> Bool {
        let (least, most) = (column.range.lowerBound, column.range.upperBound)
        guard most - least < Int64(limit), let (parts, _) = column.parts else { return false }
        let (kinds, overflow) = count.multipliedReportingOverflow(by: Int(most - least) + 1)
        guard !overflow, kinds <= limit else { return false }
        let factor = Int32(most - least) + 1
        // As above.
        codes.withUnsafeMutableBufferPointer { codes in
            parts.withUnsafeBufferPointer { parts in
                for place in codes.indices {
                    codes[place] = codes[place] &* factor &+ Int32(truncatingIfNeeded: parts[place] &- least)
                }
            }
        }
        count = kinds
        return true
    }

    /// By code: the first subject that has it; nil where nobody has.
    func examples() -> [Int?] {
        var examples = [Int32](repeating: -1, count: count)
        for subject in codes.indices.reversed() { examples[Int(codes[subject])] = Int32(subject) }
        return examples.map { $0 < 0 ? nil : Int($0) }
    }

    /// What stands for each code, by subject.
    func spread<Value>(_ values: [Value]) -> [Value] {
        // Over a pointer, as in the sums of columns.
        values.withUnsafeBufferPointer { values in codes.map { values[Int($0)] } }
    }
}

/// Everything that a shape or a condition looks at, sorted out.
struct ScoreView: Hashable {
    private(set) var measures: Set<Int> = []
    /// Those of which it looks for the largest value.
    private(set) var compared: Set<Int> = []
    /// Inputs that are points themselves.
    private(set) var numbers: Set<Int> = []
    /// Inputs that are yes or no.
    private(set) var answers: Set<Int> = []
    private(set) var criteria: Set<Int> = []
    /// The parts of their max below which it looks for any criterion.
    private(set) var belowParts: Set<Rational> = []
    /// Whether it compares within a block.
    private(set) var looksAtBlocks = false

    init(_ shape: ScoreShape) { self.init(shape.references) }

    init(_ condition: ScoreCondition) { self.init(condition.references) }

    private init(_ references: [ScoreReference]) {
        for reference in references {
            switch reference {
            case .measure(let place): measures.insert(place)
            case .largest(let place, let among):
                compared.insert(place)
                if among == .block { looksAtBlocks = true }
            case .entered(let slot): numbers.insert(slot)
            case .answer(let slot): answers.insert(slot)
            case .criterion(let place): criteria.insert(place)
            case .anyCriterion(let part): belowParts.insert(part)
            }
        }
    }

    /// Whether subjects of which it sees the same have the same reasons, too: an entered figure says more than its number,
    /// and which criteria are below is told.
    var hasCommonReasons: Bool { numbers.isEmpty && belowParts.isEmpty }
}

extension ShapeScoring {
    /// The subjects by what a rule sees of them; nil where that differs for too many.
    ///
    /// - Parameter limit: the most codes that are worth it.
    func coding(_ view: ScoreView, limit: Int) -> SubjectCoding? {
        var coding = SubjectCoding(subjects: columns.subjects.count)
        let numbers =
            view.measures.sorted().map { columns.measures[$0] } + view.numbers.sorted().map { columns.entered[$0] }
            + view.criteria.sorted().map { points[$0] }
        for column in numbers { guard coding.divide(by: column, limit: limit) else { return nil } }
        for slot in view.answers.sorted() {
            let answers = columns.subjects.indices.map { subject -> Int32 in
                columns.figures.answer(subject, slot).map { $0 ? 2 : 1 } ?? 0
            }
            guard coding.divide(by: answers, kinds: 3, limit: limit) else { return nil }
        }
        for part in view.belowParts.sorted() {
            guard coding.divide(by: isAnyBelow(part), kinds: 2, limit: limit) else { return nil }
        }
        if view.looksAtBlocks {
            guard coding.divide(by: columns.blocks.codes, kinds: columns.blocks.count, limit: limit) else { return nil }
        }
        return coding
    }

    /// By subject: 1 where any criterion has less than this part of its max.
    private func isAnyBelow(_ part: Rational) -> [Int32] {
        var isBelow = [Int32](repeating: 0, count: columns.subjects.count)
        for (criterion, column) in zip(columns.scorecard.criteria, points) {
            for (subject, reaches) in column.reaches(part * criterion.max).enumerated() where !reaches {
                isBelow[subject] = 1
            }
        }
        return isBelow
    }
}
