import AuditLedger
import QuotaModel
import QuotaReports

/// Versions of items, replays and differences as JSON.
extension HistoryJSON {
    static func items(_ items: [ItemHistory], _ mark: HistoryMark) -> [UInt8] {
        document("quota-history-item/1") { json in
            json.history(mark)
            json.member("items", each: items) { json, item in
                json.member("identity", item.key.text)
                json.member("by", item.key.field?.rawValue)
                json.member("versions", each: item.versions) { json, version in
                    json.member("seq", version.entry.seq)
                    json.member("time", version.entry.time)
                    json.member("actor", version.entry.actor)
                    json.facts(version.facts)
                    json.member("changed") { $0.array(version.changed.map(\.rawValue)) }
                    json.member("readAnewBy", version.readAnewBy?.seq)
                    json.member("rejected") { json in
                        guard let reject = version.reject else { return json.value(String?.none) }
                        json.object { json in
                            json.member("code", reject.code.rawValue)
                            json.member("field", reject.field?.rawValue)
                            json.member("value", reject.value)
                        }
                    }
                }
                json.member("withdrawn") { json in
                    guard let entry = item.withdrawal else { return json.value(String?.none) }
                    json.object { json in
                        json.member("seq", entry.seq)
                        json.member("time", entry.time)
                        json.member("actor", entry.actor)
                        json.member("reason", entry.payload["reason"]?.text)
                    }
                }
                json.member("speaks", item.speaking)
            }
        }
    }

    static func replay(_ replay: Replay, _ mark: HistoryMark?) -> [UInt8] {
        document("quota-history-replay/1") { json in
            json.history(mark)
            json.member("seq", replay.seq)
            json.member("identical", replay.isIdentical)
            json.member("recordedSha256", replay.recorded.resultSHA256)
            json.member("replayedSha256", replay.sha256)
            json.member("recordedBy", replay.recorded.program)
            json.member("first") { json in
                guard let difference = replay.difference else { return json.value(String?.none) }
                json.object { json in
                    json.member("path", difference.path)
                    json.member("before") { $0.orNull(difference.before) }
                    json.member("after") { $0.orNull(difference.after) }
                }
            }
            json.changes(replay.results?.changes ?? [])
        }
    }

    static func difference(_ comparison: EvaluationComparison, _ mark: HistoryMark?) -> [UInt8] {
        document("quota-history-diff/1") { json in
            json.history(mark)
            json.member("evaluations", each: [comparison.before, comparison.after]) { json, side in
                json.member("seq", side.entry.seq)
                json.member("time", side.entry.time)
                json.member("command", side.recorded.evaluation.command.rawValue)
                json.member("treeSize", side.recorded.treeSize)
                json.member("rulesSha256", side.recorded.rulesSHA256)
            }
            json.changes(comparison.results.changes)
            json.member("parameters", each: comparison.parameters) { json, parameter in
                json.member("parameter", parameter.key)
                json.member("before") { $0.orNull(parameter.before) }
                json.member("after") { $0.orNull(parameter.after) }
            }
            json.member("quotas", each: comparison.quotas) { json, change in
                json.member("id", change.id)
                json.member("minimum") { json in
                    json.array([change.before?.minimum, change.after?.minimum]) { $0.value($1) }
                }
            }
            json.lines("ruleLines", comparison.ruleLines)
            json.lines("figureLines", comparison.figureLines)
            json.member("items", each: comparison.items) { json, change in
                json.member("change", change.kind.rawValue)
                json.member("identity", change.facts?.key.text)
                json.member("by", change.facts?.key.field?.rawValue)
                for (key, facts) in [("before", change.before), ("after", change.after)] {
                    json.member(JSONKey(key)) { json in
                        guard let facts else { return json.value(String?.none) }
                        json.object {
                            $0.member("seq", facts.place.seq)
                            $0.facts(facts)
                        }
                    }
                }
                json.member("changed") { $0.array(change.fields.map(\.rawValue)) }
                json.member("withdrawnBy", change.withdrawal?.seq)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func orNull(_ value: JSONValue?) { canonical(value ?? .null) }

    fileprivate mutating func facts(_ facts: ItemFacts) {
        member("file", facts.place.file)
        member("record", facts.place.record)
        member("line", facts.place.line)
        member("units") { $0.array(facts.units) }
        member("kind", facts.kind)
        member("fields") { json in
            json.object { json in
                for field in Field.allCases {
                    if let value = facts.values[field] { json.member(JSONKey(field.rawValue), value) }
                }
            }
        }
    }

    fileprivate mutating func changes(_ changes: [ResultComparison.Change]) {
        member("changes", each: changes) { json, change in
            json.member("id", change.id)
            json.member("name", change.name)
            json.member("figures", each: change.figures) { json, figure in
                switch figure.kind {
                case .rank: json.member("figure", "rank")
                case .total: json.member("figure", "total")
                case .grade: json.member("figure", "grade")
                case .disqualified: json.member("figure", "disqualified")
                case .period(let quota, let from, let to):
                    json.member("figure", "period")
                    json.member("quota", quota)
                    json.member("from", from)
                    json.member("to", to)
                case .line(let id):
                    json.member("figure", "points")
                    json.member("line", id)
                }
                json.member("before") { $0.orNull(figure.before) }
                json.member("after") { $0.orNull(figure.after) }
            }
        }
    }

    fileprivate mutating func lines(_ key: JSONKey, _ lines: [LineDifference.Change]) {
        member(key, each: lines) { json, line in
            json.member("change", line.isAdded ? "added" : "removed")
            json.member("text", line.text)
        }
    }
}
