import QuotaEngine
import QuotaModel
import ScoringRules

/// `explain --format json`: the verdicts with every row of the unit behind them.
public enum ExplanationJSON {
    /// - Parameters:
    ///   - explanations: all of one pack, as-of day and logs: these are written once.
    ///   - history: where it was made from one.
    public static func bytes(
        _ explanations: [Explanation], history: HistoryMark? = nil, wording: Wording
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("schema", "quota-explain/1")
            if let first = explanations.first {
                json.rules(first.pack, sha256: first.rulesSHA256)
                json.member("asOf", first.asOf.description)
                json.history(history)
                json.interpretation(first.interpretation)
                json.inputs(first.inputs)
            }
            json.member("verdicts", each: explanations) { $0.explanation($1, wording: wording) }
        }
        return writer.finished()
    }
}

extension JSONWriter {
    fileprivate mutating func explanation(_ explanation: Explanation, wording: Wording) {
        member("unit", explanation.unit.id)
        member("quota", explanation.quota.id)
        member("period") { json in json.object { $0.verdict(explanation.verdict) } }
        member("minimumBecause", wording.ground(of: explanation.verdict.minimum, explanation.quota))
        member("cite") { json in
            guard let cite = explanation.quota.cite else { return json.value(String?.none) }
            json.object {
                $0.member("source", cite.source)
                $0.member("clause", cite.clause)
            }
        }
        let rows: [(JSONKey, [Explanation.Row])] = [
            ("counted", explanation.counted), ("notCounted", explanation.notCounted), ("similar", explanation.similar),
        ]
        for (key, rows) in rows {
            member(key, each: rows) { $0.row($1, explanation, wording: wording) }
        }
    }

    private mutating func row(_ row: Explanation.Row, _ explanation: Explanation, wording: Wording) {
        member("source", explanation.inputs[row.place.source].source)
        member("record", row.place.record)
        member("line", row.place.line)
        if let details = row.item?.details {
            member("id", details.texts[.id])
            member("title", details.title)
        }
        member("date", row.item?.day(explanation.pack.counting.date)?.description)
        member("reason", row.outcome.code)
        member("message", wording.outcome(row, explanation))
    }
}

extension ItemOutcome {
    /// The stable word for programs.
    var code: String {
        switch self {
        case .counted: "counted"
        case .otherDay: "other-period"
        case .afterAsOf: "after-as-of"
        case .undated: "undated"
        case .state: "state"
        case .filter(let failure): failure.code
        case .notFirstUnit: "not-first-unit"
        case .rejected: "rejected"
        case .overruled(let overruling): overruling.rawValue
        }
    }
}

extension FilterFailure {
    var code: String {
        switch self {
        case .kind: "kind"
        case .category: "category"
        case .channel: "channel"
        case .origin: "origin"
        case .approver: "approver"
        case .number(let field, _, _): field.rawValue
        case .time: "within"
        }
    }
}
