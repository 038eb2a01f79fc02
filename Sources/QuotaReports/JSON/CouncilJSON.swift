import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format json` (contract, section 8): `{"schema":"quota-council/1","rules":{…},"scorecard":…}`.
public enum CouncilJSON {
    /// - Parameters:
    ///   - comparison: the same under other rules, where somebody asked for it.
    ///   - cores: how many write; nothing in the bytes depends on it.
    public static func bytes(_ council: Council, comparison: CouncilComparison? = nil, cores: Int = 1) -> [UInt8] {
        bytes(council, comparison: comparison, pageSize: pageSize, cores: cores)
    }

    /// Writes it piece by piece: with 100,000 subjects it has hundreds of megabytes.
    public static func write(
        _ council: Council, comparison: CouncilComparison? = nil, cores: Int = 1, to outlet: ByteOutlet
    ) {
        var writer = JSONWriter(to: outlet)
        write(council, comparison, pageSize: pageSize, cores: cores, with: &writer)
        outlet.take(writer.finished())
    }

    static func bytes(
        _ council: Council, comparison: CouncilComparison? = nil, pageSize: Int, cores: Int
    ) -> [UInt8] {
        var writer = JSONWriter()
        write(council, comparison, pageSize: pageSize, cores: cores, with: &writer)
        return writer.finished()
    }

    /// How many subjects are fetched and written at once; nothing in the bytes depends on it.
    private static let pageSize = 128

    private static func write(
        _ council: Council, _ comparison: CouncilComparison?, pageSize: Int, cores: Int, with writer: inout JSONWriter
    ) {
        writer.object { json in
            json.member("schema", "quota-council/1")
            json.rules(council.plan.pack, sha256: council.rulesSHA256)
            json.member("scorecard", council.plan.scorecard.id)
            json.member("title", council.plan.scorecard.title)
            json.member("kind", council.plan.scorecard.kind?.rawValue)
            json.member("subject", council.plan.scorecard.subject.rawValue)
            json.member("asOf", council.plan.asOf.description)
            json.member("from", council.plan.from.description)
            json.member("to", council.plan.to.description)
            json.history(council.history)
            json.interpretation(council.plan.plan.interpretation)
            json.ownWindow(council.plan)
            json.member("figuresSha256", council.figuresSHA256)
            json.inputs(council.inputs)
            let pages = ScorecardPages(council, pageSize: pageSize, cores: cores)
            json.member("subjects") { pages.write(to: &$0) }
            json.member("places", each: council.results.decisions) { $0.decision($1, council) }
            json.member("unknownAuthors", each: council.unknownAuthors) { json, author in
                json.member("name", author.name)
                json.member("items", author.items.count)
            }
            if let comparison { json.comparison(comparison) }
        }
    }
}

extension JSONWriter {
    /// A whole number as one, everything else as its plain decimal.
    mutating func member(_ key: JSONKey, figure number: Rational) {
        if let whole = number.int { member(key, whole) } else { member(key, quoted: number.printed) }
    }

    /// An entered value as it was meant: its number, else its answer.
    mutating func member(_ key: JSONKey, entered value: EnteredValue?) {
        if let number = value?.number {
            member(key, quoted: number.printed)
        } else {
            member(key, value.map { $0.answer == true ? "true" : "false" })
        }
    }

    /// `{"shape":"ratio","of":10,"to":10}`: the shape and the figures that went into it.
    mutating func because(_ scored: ScoredShape, _ council: Council) {
        object { json in
            json.reason(scored.reason, council)
            json.member("value", figure: scored.value)
            if scored.isCut { json.member("max", figure: scored.max) }
        }
    }

    private mutating func reason(_ reason: ScoreReason, _ council: Council) {
        switch reason {
        case .yesNo(let condition):
            member("shape", "yes-no")
            member("holds", condition.holds)
        case .ratio(let of, let to, let from, _):
            member("shape", "ratio")
            member("of", figure: of.value)
            member("to", figure: to.value)
            if let from { member("from", figure: from) }
        case .perItem(let of, let points, let atMost):
            member("shape", "per-item")
            member("of", figure: of.value)
            member("each", figure: points)
            if let atMost { member("atMost", figure: atMost) }
        case .steps(let of, let reached, _):
            member("shape", "steps")
            member("of", figure: of.value)
            member("atLeast", reached?.atLeast.plain)
        case .best(let of, let largest, let among):
            member("shape", "best")
            member("of", figure: of.value)
            member("largest", figure: largest)
            member("among", among.rawValue)
        case .sum(let parts):
            member("shape", "sum")
            member("parts") { json in json.array(parts) { $0.because($1, council) } }
        case .highest(let parts, let chosen):
            member("shape", "highest")
            member("chosen", chosen + 1)
            member("parts") { json in json.array(parts) { $0.because($1, council) } }
        case .first(let tried, let taken):
            member("shape", "first")
            member("chosen", taken == nil ? nil : tried.count)
            if let taken { member("taken") { $0.because(taken, council) } }
        case .entered(let slot, let figure):
            member("shape", "entered")
            member("input", council.results.scorecard.inputs[slot].id)
            member("self", entered: figure?.own)
            member("verified", entered: figure?.verified)
            member("final", entered: figure?.final)
        }
    }

    fileprivate mutating func decision(_ decision: PlacesDecision, _ council: Council) {
        let results = council.results
        let rule = results.scorecard.places[decision.rule]
        let ids = { (places: [Int]) in places.map { results.subjects[$0].id } }
        member("grade", results.scorecard.grades[rule.grade].id)
        member("per", rule.per.rawValue)
        member("block", decision.block)
        member("counted", decision.counted)
        member("exact", decision.exact?.plain)
        member("allowed", decision.allowed)
        member("candidates") { $0.array(ids(decision.candidates)) }
        member("kept") { $0.array(ids(decision.kept)) }
        member("tied") { $0.array(ids(decision.tied)) }
    }

    fileprivate mutating func comparison(_ comparison: CouncilComparison) {
        member("comparison") { json in
            json.object { json in
                json.rules(comparison.other.plan.pack, sha256: comparison.other.rulesSHA256)
                json.member("changes", each: comparison.changes) { json, change in
                    json.member("id", change.subject.id)
                    json.member("total") { json in
                        json.array([change.own?.total, change.other?.total]) { $0.value($1) }
                    }
                    json.member("rank") { json in json.array([change.own?.rank, change.other?.rank]) { $0.value($1) } }
                    json.member("grade") { json in
                        json.array([change.own?.grade, change.other?.grade]) { $0.value($1) }
                    }
                    json.member("lines", each: change.lines) { json, line in
                        json.member("id", line.id)
                        json.member("points") { json in
                            json.array([line.own?.printed, line.other?.printed]) { $0.value($1) }
                        }
                    }
                }
            }
        }
    }
}
