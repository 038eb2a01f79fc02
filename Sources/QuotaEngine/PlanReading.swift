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
            wanted.formUnion(FieldSet([deadline.from, deadline.to, .approver]))
            wanted.formUnion(deadline.filter.fields)
        }
        for standard in pack.standards {
            wanted.formUnion(standard.filter.fields.union(standard.expect.fields))
        }
        return ReadingOrder(
            roster: pack.roster, countingDate: pack.counting.date, needed: needed, tested: tested, wanted: wanted,
            details: details)
    }

    /// The fields by which a deadline chooses its items and which this log does not have at all: no item of it has that
    /// deadline. It does not stop the run (contract, section 4), so it must be said.
    public func fieldsMissingForDeadlines(in summary: LogSummary) -> [Issue] {
        guard summary.records > 0 else { return [] }
        return pack.fieldsOfDeadlines.subtracting(summary.fields).fields.map { field in
            let rules = pack.deadlines.filter { $0.filter.fields.contains(field) }.map(\.id)
            return Issue(.fieldMissing, at: SourceLocation(summary.source), subject: field.rawValue, rules: rules)
        }
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
