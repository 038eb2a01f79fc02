import QuotaModel

/// One cell of an inputs file: a number, yes or no, or both where it can be read as both.
public struct EnteredValue: Hashable, Sendable {
    public let number: Rational?
    public let answer: Bool?

    public init(number: Rational? = nil, answer: Bool? = nil) {
        self.number = number
        self.answer = answer
    }
}

/// What was entered for one subject under one id, at the three levels on which it is marked (contract, section 6,
/// Inputs). At least one level is present.
public struct EnteredFigure: Hashable, Sendable {
    public let own: EnteredValue?
    public let verified: EnteredValue?
    public let final: EnteredValue?
    public let evidence: String
    public let signer: String
    public let date: String

    public init(
        own: EnteredValue? = nil, verified: EnteredValue? = nil, final: EnteredValue? = nil, evidence: String = "",
        signer: String = "", date: String = ""
    ) {
        precondition(own != nil || verified != nil || final != nil, "an entered figure has a value")
        self.own = own
        self.verified = verified
        self.final = final
        self.evidence = evidence
        self.signer = signer
        self.date = date
    }

    /// The one that counts: the last present of self, verified, final.
    public var used: EnteredValue? { final ?? verified ?? own }
}

/// Everything entered for the subjects of one scorecard, by input and subject.
public struct EnteredFigures: Sendable {
    private var columns: [Column] = []

    public init() {}

    public subscript(subject: Int, slot: Int) -> EnteredFigure? {
        get {
            guard slot < columns.count, let place = columns[slot].place(of: subject) else { return nil }
            return columns[slot].figures[place]
        }
        set {
            while columns.count <= slot { columns.append(Column()) }
            columns[slot].set(newValue, subject)
        }
    }

    public var isEmpty: Bool { columns.allSatisfy(\.isEmpty) }

    public func isEntered(_ subject: Int, _ slot: Int) -> Bool {
        slot < columns.count && columns[slot].place(of: subject) != nil
    }

    /// The numbers used of the first `count` subjects; 0 where none was entered (contract, section 6, Inputs).
    public func numbers(_ slot: Int, count: Int) -> [Rational] {
        guard slot < columns.count else { return Array(repeating: .zero, count: count) }
        let column = columns[slot]
        return (0..<count).map { column.place(of: $0).map { column.numbers[$0] } ?? .zero }
    }

    /// The answer used; nil where none was entered.
    public func answer(_ subject: Int, _ slot: Int) -> Bool? {
        guard slot < columns.count, let place = columns[slot].place(of: subject) else { return nil }
        return columns[slot].answers[place]
    }

    /// The figures under one input, in the order in which they were entered; an evaluation reads the numbers alone.
    private struct Column: Sendable {
        var figures: [EnteredFigure] = []
        var numbers: [Rational] = []
        var answers: [Bool?] = []
        /// By subject; -1 where nothing was entered.
        private var places: [Int32] = []

        func place(of subject: Int) -> Int? {
            guard subject < places.count, places[subject] >= 0 else { return nil }
            return Int(places[subject])
        }

        var isEmpty: Bool { places.allSatisfy { $0 < 0 } }

        mutating func set(_ figure: EnteredFigure?, _ subject: Int) {
            guard let figure else {
                if subject < places.count { places[subject] = -1 }
                return
            }
            while places.count <= subject { places.append(-1) }
            places[subject] = Int32(figures.count)
            figures.append(figure)
            numbers.append(figure.used?.number ?? .zero)
            answers.append(figure.used?.answer)
        }
    }
}
