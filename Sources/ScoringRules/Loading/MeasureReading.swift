import QuotaModel

/// `measures` (contract, section 6).
extension PackReader {
    mutating func measures(_ quotas: [Quota], _ deadlines: [Deadline]) -> [Measure] {
        let fields = fields
        let named = MeasuredIDs(
            quotas: IDIndex(
                quotas.map(\.id), of: "quota", meant: fields.meantIDs("quotas"),
                isComplete: !fields.isUnreadable("quotas")),
            deadlines: IDIndex(
                deadlines.map(\.id), of: "deadline", meant: fields.meantIDs("deadlines"),
                isComplete: !fields.isUnreadable("deadlines")))
        return (fields["measures"]?.entries ?? []).compactMap { id, value in
            value.mapping.map { entry in
                Measure(id: id.value, figure: figure(entry, quotas, deadlines, named), cite: citation(entry))
            }
        }
    }

    /// What measures may name.
    private struct MeasuredIDs {
        let quotas: IDIndex
        let deadlines: IDIndex
    }

    private mutating func figure(
        _ entry: CheckedMapping, _ quotas: [Quota], _ deadlines: [Deadline], _ named: MeasuredIDs
    ) -> Measure.Figure {
        let filter = filter(entry.mapping("where"))
        if let input = entry.text("input") {
            refuse(["where", "quotas", "deadline"], in: entry)
            return .input(input.value)
        }
        if let field = entry.word("sum", as: Field.self)?.value {
            refuse(["quotas", "deadline"], in: entry)
            return .sum(field, filter)
        }
        if let figure = entry.word("count", as: Measure.PeriodFigure.self)?.value {
            refuse(["where", "deadline"], in: entry)
            return .periods(figure, quotas: lines(entry, quotas, named.quotas))
        }
        if let figure = entry.word("count", as: Measure.CategoryFigure.self)?.value {
            refuse(["where", "quotas", "deadline"], in: entry)
            return .categories(figure)
        }
        if let figure = entry.word("count", as: Measure.DeadlineFigure.self)?.value {
            refuse(["quotas"], in: entry)
            return .deadline(figure, deadline(entry, deadlines, named.deadlines), filter)
        }
        refuse(["quotas", "deadline"], in: entry)
        return .items(filter)
    }

    /// A key that means nothing beside this figure.
    private mutating func refuse(_ keys: [String], in entry: CheckedMapping) {
        for key in keys {
            guard let value = entry[key] else { continue }
            findings.add(.pointlessKey, at: value.offset, subject: key, found: key)
        }
    }

    /// All lines of the ids; nil: every line.
    private mutating func lines(_ entry: CheckedMapping, _ quotas: [Quota], _ index: IDIndex) -> [Int]? {
        guard entry["quotas"] != nil else { return nil }
        let named = Set(index.places(of: entry.texts("quotas"), &findings).map { quotas[$0].id })
        return quotas.indices.filter { named.contains(quotas[$0].id) }
    }

    private mutating func deadline(_ entry: CheckedMapping, _ deadlines: [Deadline], _ index: IDIndex) -> Int {
        guard let id = entry.text("deadline") else {
            if !entry.isUnreadable("deadline") {
                findings.add(
                    .missingKey, at: entry.offset, subject: "deadline", expected: deadlines.map(\.id))
            }
            return 0
        }
        return index.place(of: id, &findings) ?? 0
    }
}
