import QuotaModel
import ScoringRules

/// The same logs and figures under two rule packs: whose points, rank or grade change, and on which lines.
public struct CouncilComparison: Sendable {
    /// How a subject stands under one of the packs.
    public struct Side: Hashable, Sendable {
        public let total: String
        public let rank: Int?
        /// The grade's id, `not-considered`, or nil.
        public let grade: String?
    }

    /// A criterion, bonus or penalty whose points differ.
    public struct Line: Hashable, Sendable {
        public let id: String
        /// Nil: the pack has no such line.
        public let own: String?
        public let other: String?
    }

    public struct Change: Sendable {
        public let subject: ScoringSubject
        /// Nil: the pack does not score the subject.
        public let own: Side?
        public let other: Side?
        public let lines: [Line]
    }

    public let own: Council
    public let other: Council
    /// The subjects for whom anything changes, in the order of the first report, then those only the other pack scores.
    public let changes: [Change]

    public init(own: Council, other: Council) {
        self.own = own
        self.other = other
        let others = Dictionary(
            other.results.standings.map { ($0.subject.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(own.results.standings.map(\.subject.id))
        let both = own.results.standings.map { ($0, others[$0.subject.id]) }
        let changed = both.compactMap { Self.change($0.0, $0.1, own, other) }
        let added = other.results.standings.filter { !known.contains($0.subject.id) }
        changes = changed + added.compactMap { Self.change(nil, $0, own, other) }
    }

    private static func change(
        _ own: CouncilResults.Standing?, _ other: CouncilResults.Standing?, _ first: Council, _ second: Council
    ) -> Change? {
        guard let subject = own?.subject ?? other?.subject else { return nil }
        let sides = (own.map { side($0, first) }, other.map { side($0, second) })
        let points = (own.map { printed($0, first) } ?? [], other.map { printed($0, second) } ?? [])
        let ofOther = Dictionary(points.1, uniquingKeysWith: { first, _ in first })
        let ofOwn = Set(points.0.map(\.0))
        let lines =
            points.0.map { Line(id: $0.0, own: $0.1, other: ofOther[$0.0]) }
            + points.1.filter { !ofOwn.contains($0.0) }.map { Line(id: $0.0, own: nil, other: $0.1) }
        let different = lines.filter { $0.own != $0.other }
        guard sides.0 != sides.1 || !different.isEmpty else { return nil }
        return Change(subject: subject, own: sides.0, other: sides.1, lines: different)
    }

    private static func side(_ standing: CouncilResults.Standing, _ council: Council) -> Side {
        let scorecard = council.results.scorecard
        let grade =
            standing.disqualification == nil ? standing.grade.map { scorecard.grades[$0].id } : Grade.notConsidered
        return Side(
            total: standing.total.decimal(places: scorecard.rounding.decimals), rank: standing.rank, grade: grade)
    }

    /// The printed points of every line, by id.
    private static func printed(_ standing: CouncilResults.Standing, _ council: Council) -> [(String, String)] {
        let results = council.results
        let scorecard = results.scorecard
        let place = standing.place
        let criteria = scorecard.criteria.enumerated().map { ($1.id, results.points(ofCriterion: $0, place)) }
        let bonus = scorecard.bonus.enumerated().map { ($1.criterion.id, results.points(ofBonus: $0, place)) }
        let penalties = scorecard.penalties.enumerated().map { ($1.id, -results.points(ofPenalty: $0, place)) }
        return (criteria + bonus + penalties).map { ($0.0, $0.1.decimal(places: scorecard.rounding.decimals)) }
    }
}
