/// How many rows of a log were rejected for each reason (contract, section 8, `rejectedBy`).
public struct RejectCounts: Hashable, Sendable {
    private var counts = Array(repeating: 0, count: RejectCode.allCases.count)

    /// Nothing was rejected.
    public init() {}

    /// The rows that were rejected for this reason.
    public subscript(code: RejectCode) -> Int {
        get { counts[code.number] }
        set { counts[code.number] = newValue }
    }

    /// All rejected rows.
    public var total: Int { counts.reduce(0, +) }

    /// The reasons that at least one row was rejected for, in the order in which they are tested.
    public var reasons: [(code: RejectCode, count: Int)] {
        RejectCode.allCases.map { ($0, self[$0]) }.filter { $0.count > 0 }
    }
}

extension RejectCode {
    /// The code's place in the order in which they are tested, from 0.
    fileprivate var number: Int {
        switch self {
        case .malformedRow: 0
        case .badEncoding: 1
        case .missingField: 2
        case .badDate: 3
        case .unknownUnit: 4
        case .unknownKind: 5
        case .duplicate: 6
        case .conflict: 7
        }
    }
}
