import QuotaEngine
import QuotaModel
import ScoringRules

/// `explain --scorecard --format json`.
public enum ScoreExplanationJSON {
    /// - Parameter wording: of the sentences; keys and codes have no language.
    public static func bytes(_ explanation: ScoreExplanation, wording: Wording) -> [UInt8] {
        let council = explanation.council
        let pack = council.plan.pack
        var writer = JSONWriter()
        writer.object { json in
            json.member("schema", "quota-score-explanation/1")
            json.rules(pack, sha256: council.rulesSHA256)
            json.member("scorecard", council.plan.scorecard.id)
            json.member("asOf", council.plan.asOf.description)
            json.member("from", council.plan.from.description)
            json.member("to", council.plan.to.description)
            json.history(council.history)
            json.interpretation(council.plan.plan.interpretation)
            json.ownWindow(council.plan)
            json.member("subject", explanation.standing.subject.id)
            json.member("criterion", explanation.criterion.id)
            json.member("points", explanation.points.decimal(places: council.plan.scorecard.rounding.decimals))
            json.member("max", explanation.criterion.max.plain)
            json.member("because") { $0.because(explanation.scored, council) }
            json.inputs(council.inputs)
            json.member("measures", each: explanation.measures) { json, measure in
                json.member("id", pack.measures[measure.place].id)
                json.member("value", measure.value.plain)
                json.member("periods", each: measure.periods) { json, period in
                    json.member("quota", period.quota.id)
                    json.verdict(period.verdict)
                    json.member("adds", period.adds)
                }
                json.member("categories", each: measure.categories) { json, category in
                    json.member("id", category.category.id)
                    json.member("counted", category.adds)
                }
                json.member("rows", each: measure.rows) { $0.row($1, explanation, wording) }
            }
        }
        return writer.finished()
    }
}

extension JSONWriter {
    fileprivate mutating func row(_ row: ScoreExplanation.Row, _ explanation: ScoreExplanation, _ wording: Wording) {
        let pack = explanation.council.plan.pack
        member("source", explanation.council.inputs[row.place.source].source)
        member("record", row.place.record)
        member("line", row.place.line)
        member("date", row.item?.day(pack.counting.date)?.description)
        member("title", row.item?.details?.title)
        member("counted", row.outcome == .counted)
        member("worth", row.outcome == .counted ? row.worth : 0)
        member("reason", row.outcome.code)
        member("message", row.outcome == .counted ? nil : wording.outcome(row, pack))
    }
}

extension MeasureOutcome {
    /// As in the verdict's explanation, where it is the same.
    fileprivate var code: String? {
        switch self {
        case .counted: nil
        case .otherDay: "other-period"
        case .undated: "undated"
        case .filter(let failure): failure.code
        case .deadlineFilter(let failure): "deadline-\(failure.code)"
        case .kept(.onTime): "on-time"
        case .kept(.late): "late"
        case .kept(.pending): "pending"
        case .kept(.unverifiable): "unverifiable"
        case .kept(nil): "no-deadline"
        case .notFirst: "not-first"
        case .notMember: "not-member"
        case .state: "state"
        case .rejected: "rejected"
        case .overruled(let overruling): overruling.rawValue
        }
    }
}
