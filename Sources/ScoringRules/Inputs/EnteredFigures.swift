import QuotaModel

/// One cell of an inputs file: a number, yes or no, or both where it can be read as both.
public struct EnteredValue: Hashable, Sendable {
    /// Exact; nil where the cell is no number.
    public let number: Rational?
    /// Nil where the cell is no word for yes or no, 1 and 0 among them.
    public let answer: Bool?

    public init(number: Rational? = nil, answer: Bool? = nil) {
        self.number = number
        self.answer = answer
    }
}

/// What was entered for one subject under one id, at the three levels on which it is marked (contract, section 6,
/// Inputs). Without any level nobody entered a value yet, and only what it will rest on is known.
public struct EnteredFigure: Hashable, Sendable {
    /// What the subject says of itself (`self`); nil: an empty cell. So it is with the other two.
    public let own: EnteredValue?
    /// What somebody found who checked it.
    public let verified: EnteredValue?
    /// What the council decided.
    public let final: EnteredValue?
    /// As written; empty where there is none.
    public let evidence: String
    /// As written; empty where there is none.
    public let signer: String
    /// As written, not read as a day; empty where there is none.
    public let date: String

    public init(
        own: EnteredValue? = nil, verified: EnteredValue? = nil, final: EnteredValue? = nil, evidence: String = "",
        signer: String = "", date: String = ""
    ) {
        self.own = own
        self.verified = verified
        self.final = final
        self.evidence = evidence
        self.signer = signer
        self.date = date
    }

    /// The one that counts: the last present of self, verified, final; nil: there is none yet.
    public var used: EnteredValue? { final ?? verified ?? own }
}

/// Everything entered for the subjects of one scorecard, by input and subject.
public struct EnteredFigures: Sendable {
    /// In the order in which they were entered: those of one subject mostly stand together.
    private var figures: [EnteredFigure] = []
    private var columns: [Column] = []

    /// Nothing entered yet.
    public init() {}

    /// What was entered for a subject, by its place among those scored, under an input, by its place in
    /// `Scorecard.inputs`; nil: nothing.
    public subscript(subject: Int, slot: Int) -> EnteredFigure? {
        get {
            guard slot < columns.count, let place = columns[slot].place(of: subject) else { return nil }
            return figures[place]
        }
        set {
            while columns.count <= slot { columns.append(Column()) }
            columns[slot].set(newValue, figures.count, subject)
            if let newValue { figures.append(newValue) }
        }
    }

    /// Of these subjects only, who are numbered in this order.
    public func excerpt(_ subjects: ArraySlice<Int32>) -> EnteredFigures {
        var excerpt = EnteredFigures()
        excerpt.columns = columns.map { _ in Column() }
        for (number, subject) in subjects.enumerated() {
            for slot in columns.indices {
                guard let place = columns[slot].place(of: Int(subject)) else { continue }
                excerpt[number, slot] = figures[place]
            }
        }
        return excerpt
    }

    /// Whether there is a value.
    public func isEntered(_ subject: Int, _ slot: Int) -> Bool {
        guard slot < columns.count, let place = columns[slot].place(of: subject) else { return false }
        return figures[place].used != nil
    }

    /// The numbers used of the first `count` subjects; 0 where none was entered (contract, section 6, Inputs).
    public func numbers(_ slot: Int, count: Int) -> [Rational] {
        let entered = slot < columns.count ? columns[slot].numbers.prefix(count) : []
        return Array(entered) + repeatElement(.zero, count: count - entered.count)
    }

    /// The same as multiples of one part; nil where that is too small or they are too many.
    public func parts(_ slot: Int, count: Int) -> (parts: [Int64], denominator: Int64)? {
        guard slot < columns.count else { return (Array(repeating: 0, count: count), 1) }
        let column = columns[slot]
        guard let denominator = column.denominator else { return nil }
        var parts: [Int64] = []
        parts.reserveCapacity(count)
        for number in column.numbers.prefix(count) {
            guard let part = number.parts(of: denominator) else { return nil }
            parts.append(part)
        }
        parts.append(contentsOf: repeatElement(0, count: count - parts.count))
        return (parts, denominator)
    }

    /// The answer used; nil where none was entered.
    public func answer(_ subject: Int, _ slot: Int) -> Bool? {
        slot < columns.count && subject < columns[slot].answers.count ? columns[slot].answers[subject] : nil
    }

    /// The figures under one input, by subject; an evaluation reads the numbers alone.
    private struct Column: Sendable {
        /// -1 where nothing was entered.
        private var places: [Int32] = []
        private(set) var numbers: [Rational] = []
        private(set) var answers: [Bool?] = []
        /// Of all numbers in common; nil where it is too large.
        private(set) var denominator: Int64? = 1

        func place(of subject: Int) -> Int? {
            guard subject < places.count, places[subject] >= 0 else { return nil }
            return Int(places[subject])
        }

        /// - Parameter place: of the figure among all.
        mutating func set(_ figure: EnteredFigure?, _ place: Int, _ subject: Int) {
            while places.count <= subject {
                places.append(-1)
                numbers.append(.zero)
                answers.append(nil)
            }
            let number = figure?.used?.number ?? .zero
            places[subject] = figure == nil ? -1 : Int32(place)
            numbers[subject] = number
            answers[subject] = figure?.used?.answer
            denominator = denominator.flatMap { number.commonDenominator(with: $0) }
        }
    }
}
