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
            wanted.formUnion(FieldSet(.approver).union(deadline.days).union(deadline.filter.fields))
        }
        for standard in pack.standards {
            wanted.formUnion(standard.filter.fields.union(standard.expect.fields))
        }
        return ReadingOrder(
            roster: pack.roster, countingDate: pack.counting.date, needed: needed, tested: tested, wanted: wanted,
            details: details)
    }

    /// The fields that this log does not have at all and by which a deadline chooses its items, so that none of its items has
    /// that deadline, or which it counts between, so that none can be verified. They do not stop the run (contract, section
    /// 4), so they must be said.
    public func fieldsMissingForDeadlines(in summary: LogSummary) -> [Issue] {
        pack.deadlines.missingFields(in: summary) { $0.filter.fields.union($0.days) }
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

extension [Deadline] {
    /// The fields of these deadlines that a log does not have at all, each with the deadlines it is one of. A log without
    /// records lacks nothing.
    func missingFields(in summary: LogSummary, of fields: (Deadline) -> FieldSet) -> [Issue] {
        guard summary.records > 0 else { return [] }
        let missing = reduce(into: FieldSet()) { $0.formUnion(fields($1)) }.subtracting(summary.fields)
        return missing.fields.map { field in
            Issue(
                .fieldMissing, at: SourceLocation(summary.source), subject: field.rawValue,
                rules: filter { fields($0).contains(field) }.map(\.id))
        }
    }
}
