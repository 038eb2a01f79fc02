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

/// Everything entered for the subjects of one scorecard.
public struct EnteredFigures: Sendable {
    private struct Key: Hashable {
        let subject: Int
        let slot: Int
    }

    private var figures: [Key: EnteredFigure] = [:]

    public init() {}

    public subscript(subject: Int, slot: Int) -> EnteredFigure? {
        get { figures[Key(subject: subject, slot: slot)] }
        set { figures[Key(subject: subject, slot: slot)] = newValue }
    }

    public var isEmpty: Bool { figures.isEmpty }
}
