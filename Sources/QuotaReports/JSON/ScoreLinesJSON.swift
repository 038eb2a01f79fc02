import QuotaEngine
import QuotaModel
import ScoringRules

/// The lines of a scorecard for every subject (contract, section 8). What many subjects have in common is written once.
struct ScoreLinesJSON {
    /// What a group is, without its points.
    let groups: [JSONMembers]
    var criteria: [ScoreLineJSON]
    var bonus: [ScoreLineJSON]
    var penalties: [ScoreLineJSON]

    init(_ council: Council) {
        let (results, scorecard) = (council.results, council.results.scorecard)
        groups = scorecard.groups.map { group in
            JSONMembers { json in
                json.member("id", group.id)
                json.member("title", group.title)
            }
        }
        criteria = scorecard.criteria.indices.map { place in
            ScoreLineJSON(scorecard.criteria[place], results.commonReasons(ofCriterion: place)) {
                $0.points(ofCriterion: place, $1)
            }
        }
        bonus = scorecard.bonus.indices.map { place in
            ScoreLineJSON(scorecard.bonus[place].criterion, results.commonReasons(ofBonus: place)) {
                $0.points(ofBonus: place, $1)
            }
        }
        penalties = scorecard.penalties.indices.map { place in
            ScoreLineJSON(scorecard.penalties[place], results.commonReasons(ofPenalty: place)) {
                $0.points(ofPenalty: place, $1)
            }
        }
    }
}

/// One criterion, bonus or penalty.
struct ScoreLineJSON {
    private let criterion: Criterion
    private let points: (CouncilResults, Int) -> Rational
    private let coding: SubjectCoding?
    /// By the code of subjects that have the same points for the same reasons.
    private var written: [JSONMembers?]

    init(_ criterion: Criterion, _ coding: SubjectCoding?, points: @escaping (CouncilResults, Int) -> Rational) {
        self.criterion = criterion
        self.points = points
        self.coding = coding
        written = Array(repeating: nil, count: coding?.count ?? 0)
    }

    mutating func write(_ standing: CouncilResults.Standing, _ council: Council, to json: inout JSONWriter) {
        guard let coding else { return line(standing.place, council, &json) }
        let code = coding[standing.place]
        if let known = written[code] { return json.members(known) }
        let line = JSONMembers { self.line(standing.place, council, &$0) }
        written[code] = line
        json.members(line)
    }

    private func line(_ subject: Int, _ council: Council, _ json: inout JSONWriter) {
        json.member("id", criterion.id)
        json.member("title", criterion.title)
        json.member(
            "points", points(council.results, subject).decimal(places: council.results.scorecard.rounding.decimals))
        json.member("max", criterion.max.plain)
        if criterion.min != .zero { json.member("min", criterion.min.plain) }
        json.member("because") { json in json.because(council.results.reason(of: criterion, subject), council) }
    }
}
