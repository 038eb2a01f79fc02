import QuotaModel
import ScoringRules

extension Plan {
    /// What this evaluation asks of a log (contract, section 5).
    ///
    /// - Parameter details: whether items shall carry their row's own words.
    public func readingOrder(details: Bool = false) -> ReadingOrder {
        var needed: FieldSet = [FieldSet(.unit), FieldSet(pack.counting.date)]
        if usesKinds { needed.formUnion(FieldSet(.kind)) }
        let tested = pack.fieldsOfQuotas.union(pack.fieldsOfDeadlines)
        var wanted = needed.union(tested).union(FieldSet(.state))
        let declared: [(Field, Bool)] = [
            (.kind, !pack.roster.kinds.isEmpty), (.category, !pack.roster.categories.isEmpty),
            (.author, !pack.roster.people.isEmpty),
        ]
        for (field, isDeclared) in declared where isDeclared { wanted.formUnion(FieldSet(field)) }
        for deadline in pack.deadlines {
            wanted.formUnion(FieldSet(.approver).union(deadline.days))
        }
        for standard in pack.standards {
            wanted.formUnion(standard.filter.fields.union(standard.expect.fields))
        }
        return ReadingOrder(
            roster: pack.roster, countingDate: pack.counting.date, needed: needed, tested: tested, wanted: wanted,
            details: details)
    }

    /// The fields that this log does not have at all and without which a figure says nothing: by which a deadline chooses its
    /// items, or which it counts between, which a standard looks at, and the category where the pack has some. They do not stop
    /// the run (contract, section 4), so they must be said.
    public func fieldsLacking(in summary: LogSummary) -> [Issue] {
        var needs = pack.deadlines.map { FieldNeed(id: $0.id, fields: $0.filter.fields.union($0.days)) }
        needs += pack.standards.map { FieldNeed(id: $0.id, fields: $0.filter.fields.union($0.expect.fields)) }
        if !pack.roster.categories.isEmpty { needs.append(FieldNeed(id: "categories", fields: FieldSet(.category))) }
        return needs.missing(in: summary)
    }

    private var usesKinds: Bool {
        pack.counting.kinds != nil || pack.quotas.contains { $0.filter.kinds != nil }
            || pack.deadlines.contains { $0.filter.kinds != nil }
            || pack.standards.contains { $0.filter.kinds != nil || $0.expect.kinds != nil }
            || pack.measures.contains { $0.filter?.kinds != nil }
    }

    /// The fields that a quota tests and this log does not have at all; such a log stops the run before any figure is
    /// made (contract, section 4). A log without records lacks nothing.
    public func missingFields(in summary: LogSummary) -> [Issue] {
        guard summary.records > 0 else { return [] }
        return pack.quotas(testing: pack.fieldsOfQuotas.subtracting(summary.fields)).map { field, quotas in
            Issue(
                .fieldMissing, at: SourceLocation(summary.source), subject: field.rawValue, rules: quotas)
        }
    }
}

extension Deadline {
    /// The two days that it counts between.
    var days: FieldSet { FieldSet([from, to]) }
}

/// The fields that something in the rules asks of a log.
struct FieldNeed {
    /// What asks.
    let id: String
    let fields: FieldSet
}

extension [FieldNeed] {
    /// The fields that a log does not have at all, each with what asks for it. A log without records lacks nothing.
    func missing(in summary: LogSummary) -> [Issue] {
        guard summary.records > 0 else { return [] }
        let missing = reduce(into: FieldSet()) { $0.formUnion($1.fields) }.subtracting(summary.fields)
        return missing.fields.map { field in
            Issue(
                .fieldMissing, at: SourceLocation(summary.source), subject: field.rawValue,
                rules: filter { $0.fields.contains(field) }.map(\.id))
        }
    }
}
