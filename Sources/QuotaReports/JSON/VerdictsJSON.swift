import QuotaEngine
import QuotaModel
import ScoringRules

/// The verdicts of all units (contract, section 8). The units of one line mostly owe the same in the same period, so that only
/// the count tells their verdicts apart: each is written once.
struct VerdictsJSON {
    /// By quota line, then by the period's number; nil for a line of few units, whose verdicts are hardly ever alike.
    private var seats: [[Seat]?]

    fileprivate struct Seat {
        /// What all verdicts here have in common, but for the count and what follows from it.
        let example: PeriodVerdict
        var byCount: [JSONMembers?]
    }

    /// Larger counts are rare and are written as they come.
    private static let countLimit = 1_024
    /// From so many units on some are alike.
    private static let unitLimit = 16

    init(_ pack: RulePack) { seats = pack.quotas.map { $0.units.count < Self.unitLimit ? nil : [] } }

    /// - Parameters:
    ///   - quota: the line's place in the pack.
    ///   - number: the period's place among those of the line.
    mutating func write(_ verdict: PeriodVerdict, of quota: Int, _ number: Int, to json: inout JSONWriter) {
        guard verdict.count < Self.countLimit, let known = seats[quota]?.members(of: verdict, number) else {
            return json.verdict(verdict)
        }
        json.members(known)
    }
}

extension [VerdictsJSON.Seat] {
    /// The members of a verdict on the period of that number, written at most once; nil where the line's first unit does not
    /// owe the same in it.
    fileprivate mutating func members(of verdict: PeriodVerdict, _ number: Int) -> JSONMembers? {
        if number == count { append(VerdictsJSON.Seat(example: verdict, byCount: [])) }
        guard number < count, self[number].isFor(verdict) else { return nil }
        while self[number].byCount.count <= verdict.count { self[number].byCount.append(nil) }
        if let known = self[number].byCount[verdict.count] { return known }
        let written = JSONMembers { $0.verdict(verdict) }
        self[number].byCount[verdict.count] = written
        return written
    }
}

extension VerdictsJSON.Seat {
    fileprivate func isFor(_ verdict: PeriodVerdict) -> Bool {
        example.period == verdict.period && example.minimum == verdict.minimum && example.isClosed == verdict.isClosed
    }
}
