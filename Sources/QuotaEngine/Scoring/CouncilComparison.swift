import QuotaModel
import ScoringRules

/// The same logs and figures under two rule packs: whose points, rank or grade change, and on which lines.
public struct CouncilComparison: Sendable {
    /// How a subject stands under one of the packs.
    public struct Side: Hashable, Sendable {
        /// With as many decimals as the pack's scorecard has.
        public let total: String
        /// Nil: not considered.
        public let rank: Int?
        /// The grade's id, `not-considered`, or nil.
        public let grade: String?
    }

    /// A criterion, bonus or penalty whose points differ.
    public struct Line: Hashable, Sendable {
        /// Of the criterion, bonus or penalty.
        public let id: String
        /// Nil: the pack has no such line.
        public let own: Points?
        /// Nil: the other pack has no such line.
        public let other: Points?
    }

    /// The points of a line, rounded as its scorecard says.
    public struct Points: Hashable, Sendable {
        /// As every report gives them: of a penalty what it takes, positive.
        public let printed: String
        /// What they are to the total: of a penalty negative.
        public let signed: String
    }

    /// One subject for whom anything changes.
    public struct Change: Sendable {
        /// As the first pack has it, if that scores it.
        public let subject: ScoringSubject
        /// Nil: the pack does not score the subject.
        public let own: Side?
        /// Nil: the other pack does not score the subject.
        public let other: Side?
        /// In the order of the first scorecard, then those that only the other has; none where only total, rank or
        /// grade change.
        public let lines: [Line]
    }

    /// Under the first pack.
    public let own: Council
    /// Under the pack that it is compared with.
    public let other: Council
    /// The subjects for whom anything changes, in the order of the first report, then those only the other pack scores.
    public let changes: [Change]

    /// The two are of the same logs and figures; subjects and lines are matched by their ids.
    public init(own: Council, other: Council) {
        self.own = own
        self.other = other
        let others = Dictionary(
            other.results.standings.map { ($0.subject.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(own.results.standings.map(\.subject.id))
        let changed = own.results.standings.compactMap { Self.change($0, others[$0.subject.id], own, other) }
        let added = other.results.standings.filter { !known.contains($0.subject.id) }
        changes = changed + added.compactMap { Self.change(nil, $0, own, other) }
    }

    private static func change(
        _ own: CouncilResults.Standing?, _ other: CouncilResults.Standing?, _ first: Council, _ second: Council
    ) -> Change? {
        guard let subject = own?.subject ?? other?.subject else { return nil }
        let (ownSide, otherSide) = (own.map { side($0, first) }, other.map { side($0, second) })
        let lines = lines(own.map { printed($0, first) } ?? [], other.map { printed($0, second) } ?? [])
        guard ownSide != otherSide || !lines.isEmpty else { return nil }
        return Change(subject: subject, own: ownSide, other: otherSide, lines: lines)
    }

    /// The lines whose points differ, in the order of the first report, then those only the other pack has.
    private static func lines(_ own: [PrintedLine], _ other: [PrintedLine]) -> [Line] {
        let ofOther = Dictionary(other.map { ($0.id, $0.points) }, uniquingKeysWith: { first, _ in first })
        let ofOwn = Set(own.map(\.id))
        let all =
            own.map { Line(id: $0.id, own: $0.points, other: ofOther[$0.id]) }
            + other.filter { !ofOwn.contains($0.id) }.map { Line(id: $0.id, own: nil, other: $0.points) }
        return all.filter { $0.own != $0.other }
    }

    private static func side(_ standing: CouncilResults.Standing, _ council: Council) -> Side {
        let scorecard = council.results.scorecard
        let grade =
            standing.disqualification == nil ? standing.grade.map { scorecard.grades[$0].id } : Grade.notConsidered
        return Side(
            total: standing.total.decimal(places: scorecard.rounding.decimals), rank: standing.rank, grade: grade)
    }

    private typealias PrintedLine = (id: String, points: Points)

    /// The printed points of every line.
    private static func printed(_ standing: CouncilResults.Standing, _ council: Council) -> [PrintedLine] {
        let scorecard = council.results.scorecard
        let decimals = scorecard.rounding.decimals
        return scorecard.lines.map { line in
            let points = council.results.points(of: line, standing.place)
            let signed = if case .penalty = line { -points } else { points }
            return (
                scorecard[line].id,
                Points(printed: points.decimal(places: decimals), signed: signed.decimal(places: decimals))
            )
        }
    }
}
