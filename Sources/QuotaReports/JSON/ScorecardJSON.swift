import QuotaEngine
import QuotaModel
import ScoringRules

/// How every subject stands (contract, section 8). What subjects have in common is written or looked up once.
struct ScorecardJSON {
    private let council: Council
    /// The subjects that are being written, and their places among the standings.
    private var page: CouncilResults
    private var pagePlaces = 0..<0
    private let decimals: Int
    private let grades: [String]
    private let reasons: [String]
    private let groups: [Group]
    private let isOutside: [Bool]
    /// Place in the pack and key of each measure in use.
    private let measures: [(place: Int, key: JSONKey)]
    private let inputs: [String]
    private var criteria: [ScoreLineJSON]
    private var bonus: [ScoreLineJSON]
    private var penalties: [ScoreLineJSON]

    private struct Group {
        let head: JSONMembers
        let max: JSONMembers
        let criteria: Range<Int>
    }

    init(_ council: Council) {
        let scorecard = council.results.scorecard
        self.council = council
        page = council.results
        decimals = scorecard.rounding.decimals
        grades = scorecard.grades.map(\.id)
        reasons = scorecard.disqualifications.map(\.reason)
        groups = scorecard.groups.map { group in
            Group(
                head: JSONMembers { json in
                    json.member("id", group.id)
                    json.member("title", group.title)
                },
                max: JSONMembers { $0.member("max", group.max?.plain) }, criteria: group.criteria)
        }
        isOutside = scorecard.bonus.map(\.isOutside)
        measures = council.plan.measures.map { ($0, JSONKey(council.plan.pack.measures[$0].id)) }
        inputs = scorecard.inputs.map(\.id)
        criteria = scorecard.criteria.indices.map { ScoreLineJSON(.criterion($0), council) }
        bonus = scorecard.bonus.indices.map { ScoreLineJSON(.bonus($0), council) }
        penalties = scorecard.penalties.indices.map { ScoreLineJSON(.penalty($0), council) }
    }

    /// Fetches the subjects that are written next.
    ///
    /// - Parameter places: among the standings.
    mutating func turn(to places: Range<Int>) {
        pagePlaces = places
        page = council.results.excerpt(places)
    }

    /// The members of one subject of the page.
    mutating func write(_ place: Int, to json: inout JSONWriter) {
        // A page of one's own: what is borrowed from a value that changes is copied at each use.
        let page = page
        write(page.standings[place - pagePlaces.lowerBound], page, to: &json)
    }

    private mutating func write(
        _ standing: CouncilResults.Standing, _ page: CouncilResults, to json: inout JSONWriter
    ) {
        let subject = standing.subject
        let disqualification = standing.disqualification
        json.member("id", subject.id)
        json.member("name", subject.name)
        json.member("block", subject.block)
        json.member("rank", standing.rank)
        json.member("total", quoted: standing.total.printed(places: decimals))
        let isOut = disqualification != nil
        json.member("grade", isOut ? Grade.notConsidered : standing.grade.map { grades[$0] })
        json.member("gradeBeforePlaces", isOut ? Grade.notConsidered : standing.gradeBeforePlaces.map { grades[$0] })
        json.member("needsDecision", standing.needsDecision)
        json.member("disqualified", disqualification.map { reasons[$0] })
        writeLines(of: standing.place, page, to: &json)
        writeFigures(of: standing, page, to: &json)
    }

    private mutating func writeLines(of subject: Int, _ page: CouncilResults, to json: inout JSONWriter) {
        json.member("groups", each: groups.indices) { json, place in
            let points = page.points(ofGroup: place, subject)
            json.members(groups[place].head)
            json.member("points", quoted: points.printed(places: decimals))
            json.members(groups[place].max)
            json.member("criteria", each: groups[place].criteria) { criteria[$1].write(subject, page, to: &$0) }
        }
        json.member("bonus", each: bonus.indices) { json, place in
            bonus[place].write(subject, page, to: &json)
            json.member("outside", isOutside[place])
        }
        json.member("penalties", each: penalties.indices) { penalties[$1].write(subject, page, to: &$0) }
    }

    private func writeFigures(
        of standing: CouncilResults.Standing, _ page: CouncilResults, to json: inout JSONWriter
    ) {
        json.member("measures") { json in
            json.object { json in
                for (place, key) in measures {
                    json.member(key, quoted: page.measure(place, standing.place).printed)
                }
            }
        }
        json.member("entered") { json in
            json.array(inputs.indices.filter { page.figure($0, standing.place) != nil }) { json, slot in
                json.object { writeFigure(slot, of: standing.place, page, to: &$0) }
            }
        }
        json.member("missingInputs") { $0.array(standing.missingInputs.map { inputs[$0] }) }
    }

    private func writeFigure(_ slot: Int, of subject: Int, _ page: CouncilResults, to json: inout JSONWriter) {
        guard let figure = page.figure(slot, subject) else { return }
        json.member("id", inputs[slot])
        json.member("self", entered: figure.own)
        json.member("verified", entered: figure.verified)
        json.member("final", entered: figure.final)
        json.member("used", entered: figure.used)
        json.member("evidence", figure.evidence)
        json.member("signer", figure.signer)
        json.member("date", figure.date)
    }
}

/// One criterion, bonus or penalty.
private struct ScoreLineJSON {
    private let place: ScorecardLine
    private let criterion: Criterion
    private let council: Council
    private let decimals: Int
    /// What it is.
    private let head: JSONMembers
    /// Its max, and its min where it has one.
    private let limits: JSONMembers
    /// By the code of subjects that have the same points for the same reasons.
    private var written: [JSONMembers?]

    init(_ place: ScorecardLine, _ council: Council) {
        let criterion = council.results.scorecard[place]
        self.place = place
        self.criterion = criterion
        self.council = council
        decimals = council.results.scorecard.rounding.decimals
        head = JSONMembers { json in
            json.member("id", criterion.id)
            json.member("title", criterion.title)
        }
        limits = JSONMembers { json in
            json.member("max", quoted: criterion.max.printed)
            if criterion.min != .zero { json.member("min", quoted: criterion.min.printed) }
        }
        written = Array(repeating: nil, count: council.results.commonReasons(of: place)?.count ?? 0)
    }

    mutating func write(_ subject: Int, _ page: CouncilResults, to json: inout JSONWriter) {
        guard let code = page.commonReasons(of: place)?[subject] else { return line(subject, page, &json) }
        if let known = written[code] { return json.members(known) }
        let line = JSONMembers { self.line(subject, page, &$0) }
        written[code] = line
        json.members(line)
    }

    private func line(_ subject: Int, _ results: CouncilResults, _ json: inout JSONWriter) {
        json.members(head)
        json.member("points", quoted: results.points(of: place, subject).printed(places: decimals))
        json.members(limits)
        json.member("because") { $0.because(results.reason(of: criterion, subject), council) }
    }
}
