import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format json` (contract, section 8): `{"schema":"quota-briefing/1","rules":{…},"asOf":…}`.
public enum BriefingJSON {
    /// The whole document, one newline at its end.
    public static func bytes(_ briefing: Briefing) -> [UInt8] {
        var writer = JSONWriter()
        write(briefing, with: &writer)
        return writer.finished()
    }

    /// Writes it piece by piece: with 100,000 units it has hundreds of megabytes.
    public static func write(_ briefing: Briefing, to outlet: ByteOutlet) {
        var writer = JSONWriter(to: outlet)
        write(briefing, with: &writer)
        outlet.take(writer.finished())
    }

    private static func write(_ briefing: Briefing, with writer: inout JSONWriter) {
        writer.object { json in
            json.member("schema", "quota-briefing/1")
            json.rules(briefing.pack, sha256: briefing.rulesSHA256)
            json.member("asOf", briefing.asOf.description)
            json.history(briefing.history)
            json.interpretation(briefing.interpretation)
            json.inputs(briefing.inputs)
            // Only where there are some, so that a history's recorded results stay as they are.
            if case let remarks = briefing.remarks, !remarks.isEmpty { json.remarks(remarks) }
            var verdicts = VerdictsJSON(briefing.pack)
            json.member("units", each: briefing.results.units) { $0.unit($1, &verdicts) }
            json.member("categories", each: briefing.results.categories) { $0.category($1) }
            json.member("deadlines", each: briefing.results.deadlines) { $0.deadline($1) }
            json.member("standards", each: briefing.results.standards) { $0.standard($1) }
            json.member("unknownPeople") { $0.array(briefing.unknownPeople) }
            json.member("unknownCategories") { $0.array(briefing.unknownCategories) }
            if let comparison = briefing.comparison { json.comparison(comparison) }
        }
    }
}

extension JSONWriter {
    mutating func rules(_ pack: RulePack, sha256: String) {
        member("rules") { json in
            json.object {
                $0.member("id", pack.id)
                $0.member("sha256", sha256)
                $0.member("title", pack.title)
                $0.member("agency", pack.agency)
                $0.member("status", pack.status.rawValue)
            }
        }
    }

    /// Only where it was made from a history (contract, section 11.9).
    public mutating func history(_ mark: HistoryMark?) {
        guard let mark else { return }
        member("history") { json in
            json.object {
                $0.member("origin", mark.origin)
                $0.member("treeSize", mark.treeSize)
                $0.member("root", mark.root)
            }
        }
    }

    /// Only where a person asked for another reading than the pack's own.
    mutating func interpretation(_ interpretation: Interpretation) {
        guard !interpretation.isOwnReading else { return }
        member("interpretation") { $0.reading(interpretation) }
    }

    /// The scorecard's own days, only where a person asked for others.
    mutating func ownWindow(_ plan: ScoringPlan) {
        guard !plan.isOwnWindow else { return }
        member("ownWindow") { json in
            json.object {
                $0.member("from", plan.ownWindow.from.description)
                $0.member("to", plan.ownWindow.to?.description)
            }
        }
    }

    mutating func inputs(_ inputs: [LogSummary]) {
        member("inputs", each: inputs) { json, input in
            json.member("source", input.source)
            json.member("sha256", input.sha256)
            json.member("records", input.records)
            json.member("accepted", input.accepted)
            json.member("rejected", input.rejected)
            json.member("rejectedBy") { json in
                json.object { json in
                    for (code, count) in input.rejectedBy.reasons { json.member(JSONKey(code.rawValue), count) }
                }
            }
            json.member("unverifiable", input.unverifiable)
            json.member("unreadable", input.unreadable)
            json.member("undated", input.undated)
            if input.superseded > 0 { json.member("superseded", input.superseded) }
            if input.withdrawn > 0 { json.member("withdrawn", input.withdrawn) }
            json.member("unknownStates") { $0.array(input.unknownStates) }
            json.remarks(input.remarks)
        }
    }

    fileprivate mutating func remarks(_ remarks: [Issue]) {
        member("remarks", each: remarks) { json, remark in
            json.member("code", remark.code.rawValue)
            json.member("line", remark.place?.line)
            json.member("subject", remark.subject)
            json.member("found", remark.found)
        }
    }

    fileprivate mutating func unit(_ result: UnitResult, _ verdicts: inout VerdictsJSON) {
        let unit = result.unit
        member("id", unit.id)
        member("name", unit.name)
        member("block", unit.block)
        member("rank", result.rank)
        member("periodsJudged", result.periodsJudged)
        member("periodsMet", result.periodsMet)
        member("rate", result.rate?.decimal(places: 4))
        member("attainment", result.attainment?.decimal(places: 4))
        member("items", result.items)
        member("quotas", each: result.quotas) { $0.quota($1, &verdicts) }
    }

    fileprivate mutating func quota(_ result: QuotaResult, _ verdicts: inout VerdictsJSON) {
        let quota = result.quota
        member("id", quota.id)
        member("per", quota.per.rawValue)
        switch quota.rhythm {
        case .fromStart: member("counted", "from-start")
        case .calendar(let day):
            member("counted", "calendar")
            member("monthStartsOn", day)
        }
        member("from", result.term.start.description)
        member("to", result.term.end?.description)
        member("periods", each: result.periods.enumerated()) { json, period in
            verdicts.write(period.element, of: result.place, period.offset, to: &json)
        }
    }

    mutating func verdict(_ verdict: PeriodVerdict) {
        member("from", verdict.period.window.first.description)
        member("to", verdict.period.window.last.description)
        member("state", verdict.isClosed ? "closed" : "open")
        member("minimum", verdict.minimum.items)
        member("count", verdict.count)
        member("shortfall", verdict.shortfall)
        member("status", verdict.status.rawValue)
    }

    fileprivate mutating func category(_ result: CategoryResult) {
        member("id", result.category.id)
        member("name", result.category.name)
        member("lastItem", result.lastItem?.description)
        member("items", result.items)
        member("state", result.state.rawValue)
    }

    fileprivate mutating func deadline(_ result: DeadlineResult) {
        member("id", result.deadline.id)
        member("onTime", result.onTime)
        member("late", result.late)
        member("pending", result.pending)
        member("unverifiable", result.unverifiable)
        member("byUnit", each: result.byUnit) { json, unit in
            json.member("unit", unit.unit.id)
            json.member("onTime", unit.onTime)
            json.member("late", unit.late)
        }
        member("byApprover", each: result.byApprover) { json, approver in
            json.member("approver", approver.approver)
            json.member("onTime", approver.onTime)
            json.member("late", approver.late)
        }
    }

    fileprivate mutating func standard(_ result: StandardResult) {
        member("id", result.standard.id)
        member("met", result.met)
        member("unmet", result.unmet)
        member("unverifiable", result.unverifiable)
    }

    fileprivate mutating func comparison(_ comparison: CountingComparison) {
        member("comparison") { json in
            json.object { json in
                json.member("readings") { json in
                    json.array(comparison.readings) { $0.reading($1.interpretation) }
                }
                json.member("units", each: comparison.rows) { json, row in
                    json.member("id", row.unit.id)
                    json.member("verdictDepends", row.verdictDepends)
                    json.member("rankDepends", row.rankDepends)
                    json.member("standings", each: row.standings) { $0.standing($1) }
                }
                json.member("dependent") { $0.array(comparison.dependent.map(\.id)) }
            }
        }
    }

    fileprivate mutating func standing(_ standing: CountingComparison.Standing) {
        member("rank", standing.rank)
        member("periodsMet", standing.periodsMet)
        member("periodsJudged", standing.periodsJudged)
        member("shortfall", standing.shortfall)
        member("open") { json in json.array(standing.open) { $0.value($1?.rawValue) } }
    }

    fileprivate mutating func reading(_ interpretation: Interpretation) {
        object { json in
            json.member("counted", interpretation.counted?.rawValue)
            json.member("monthStartsOn", interpretation.monthStartsOn)
            json.member("partial", interpretation.partial?.rawValue)
        }
    }
}
