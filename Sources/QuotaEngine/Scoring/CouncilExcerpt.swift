import QuotaModel
import ScoringRules

extension CouncilResults {
    /// The same for some of the subjects, who are numbered in the order in which they are printed; without the decisions
    /// on places, which are about all.
    ///
    /// Going through all subjects by rank finds each of their numbers in memory that no cache holds. Column by column for
    /// a few hundred subjects it is fetched many at a time.
    ///
    /// - Parameter printed: places in `standings`.
    public func excerpt(_ printed: Range<Int>) -> CouncilResults {
        CouncilResults(self, of: standings.places(printed))
    }
}

extension Scoreboard {
    /// Of these subjects only, in this order.
    func excerpt(_ subjects: ArraySlice<Int32>) -> Scoreboard {
        Scoreboard(
            scoring: scoring.excerpt(subjects), criteria: criteria.map { $0.excerpt(subjects) },
            groups: groups.map { $0.excerpt(subjects) }, bonus: bonus.map { $0.excerpt(subjects) },
            penalties: penalties.map { $0.excerpt(subjects) }, totals: totals.excerpt(subjects),
            uncapped: uncapped.excerpt(subjects), standing: standing.excerpt(subjects))
    }
}

extension ScoredLine {
    fileprivate func excerpt(_ subjects: ArraySlice<Int32>) -> ScoredLine {
        ScoredLine(points: points.excerpt(subjects), reasons: reasons?.excerpt(subjects))
    }
}

extension ShapeScoring {
    fileprivate func excerpt(_ subjects: ArraySlice<Int32>) -> ShapeScoring {
        var scoring = ShapeScoring(columns.excerpt(subjects))
        scoring.points = points.map { $0.excerpt(subjects) }
        return scoring
    }
}

extension StandingOrder {
    fileprivate func excerpt(_ subjects: ArraySlice<Int32>) -> StandingOrder {
        StandingOrder(
            subjects: Array(0..<Int32(subjects.count)), levels: subjects.map { levels[Int($0)] })
    }
}

extension NumberColumn {
    /// Columns that are not in use are empty.
    func excerpt(_ subjects: ArraySlice<Int32>) -> NumberColumn {
        switch form {
        case .parts(let parts, _) where parts.isEmpty: self
        case .parts(let parts, let denominator):
            NumberColumn(subjects.map { parts[Int($0)] }, of: denominator, in: range)
        case .coded(let parts, let coding, let denominator):
            NumberColumn(parts, by: coding.excerpt(subjects), of: denominator, in: range)
        case .exact(let numbers):
            NumberColumn(exact: subjects.map { numbers[Int($0)] })
        }
    }
}

extension SubjectCoding {
    func excerpt(_ subjects: ArraySlice<Int32>) -> SubjectCoding {
        SubjectCoding(subjects.map { codes[Int($0)] }, count: count)
    }
}
