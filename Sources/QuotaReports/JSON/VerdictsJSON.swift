import QuotaEngine
import QuotaModel

/// The verdicts of all units (contract, section 8). Most units owe the same in the same period, so that only the count tells
/// their verdicts apart: each is written once.
struct VerdictsJSON {
    /// By quota line, then by the period's number.
    private var seats: [[Seat]] = []

    fileprivate struct Seat {
        /// What all verdicts here have in common, but for the count and what follows from it.
        let example: PeriodVerdict
        var byCount: [JSONMembers?]
    }

    /// Larger counts are rare and are written as they come.
    private static let countLimit = 1_024

    /// - Parameters:
    ///   - quota: the line's place in the pack.
    ///   - number: the period's place among those of the line.
    mutating func write(_ verdict: PeriodVerdict, of quota: Int, _ number: Int, to json: inout JSONWriter) {
        while seats.count <= quota { seats.append([]) }
        if number == seats[quota].count { seats[quota].append(Seat(example: verdict, byCount: [])) }
        guard number < seats[quota].count, verdict.count < Self.countLimit,
            seats[quota][number].isFor(verdict)
        else { return json.verdict(verdict) }
        while seats[quota][number].byCount.count <= verdict.count { seats[quota][number].byCount.append(nil) }
        if let known = seats[quota][number].byCount[verdict.count] { return json.members(known) }
        let written = JSONMembers { $0.verdict(verdict) }
        seats[quota][number].byCount[verdict.count] = written
        json.members(written)
    }
}

extension VerdictsJSON.Seat {
    fileprivate func isFor(_ verdict: PeriodVerdict) -> Bool {
        example.period == verdict.period && example.minimum == verdict.minimum && example.isClosed == verdict.isClosed
    }
}
