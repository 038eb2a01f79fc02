import QuotaModel

/// `scorecards` (contract, section 6).
extension PackReader {
    mutating func scorecards(_ measures: [Measure], _ roster: Roster) -> [Scorecard] {
        let fields = fields
        let entries = fields.mappings("scorecards")
        findings.checkUniqueIDs(entries, of: "scorecard")
        let index = IDIndex(
            measures.map(\.id), of: "measure", meant: fields.meantKeys("measures"),
            isComplete: !fields.isUnreadable("measures"))
        return entries.map { scorecard($0, measures, index, roster) }
    }

    private mutating func scorecard(
        _ entry: CheckedMapping, _ measures: [Measure], _ index: IDIndex, _ roster: Roster
    ) -> Scorecard {
        let window = entry.mapping("window")
        findings.checkOrder(
            from: window?.day("from") ?? effectiveFrom, to: window?.day("to"), of: entry.text("id")?.value)
        let subject = entry.word("subject", as: Scorecard.SubjectKind.self)?.value ?? .unit
        let appliesTo = appliesTo(entry["applies-to"], subject, roster)
        let cite = citation(entry)
        var reader = ShapeReader(measures: measures, index, entry, findings)
        let lines = reader.lines(entry)
        let grades = reader.grades(entry)
        let scorecard = Scorecard(
            id: entry.requiredText("id"), title: entry.text("title")?.value ?? entry.requiredText("id"),
            kind: entry.word("kind", as: Scorecard.Kind.self)?.value, subject: subject, appliesTo: appliesTo,
            from: window?.day("from")?.value, to: window?.day("to")?.value, base: entry.exact("base")?.value ?? .zero,
            max: entry.exact("max")?.value, rounding: Self.rounding(entry.mapping("rounding")), groups: lines.groups,
            criteria: lines.criteria, bonus: lines.bonus, penalties: lines.penalties,
            disqualifications: lines.disqualifications, grades: grades, places: reader.places(entry, grades),
            ranking: reader.ranking(entry.mapping("ranking")), inputs: reader.slots, cite: cite)
        findings = reader.findings
        for cited in Self.citing(entry) { _ = citation(cited) }
        findings.check(scorecard, measures, entry)
        return scorecard
    }

    /// Everything in a scorecard that may name a source.
    private static func citing(_ entry: CheckedMapping) -> [CheckedMapping] {
        let groups = entry.mappings("groups").flatMap { $0.mappings("criteria") }
        return groups + ["bonus", "penalties", "disqualify", "grades", "places"].flatMap { entry.mappings($0) }
    }

    private static func rounding(_ entry: CheckedMapping?) -> Rounding {
        Rounding(
            decimals: entry?.number("decimals")?.value ?? 2,
            at: entry?.word("at", as: Rounding.Stage.self)?.value ?? .criterion)
    }

    private mutating func appliesTo(
        _ value: CheckedValue?, _ subject: Scorecard.SubjectKind, _ roster: Roster
    ) -> [Int]? {
        guard let value, value.text == nil else { return nil }
        if subject == .agency {
            findings.add(
                .pointlessKey, at: value.offset, subject: "applies-to", found: "applies-to", expected: ["all"])
        }
        guard let blocks = value.mapping?.texts("blocks") else {
            return units.places(of: value.list?.compactMap(\.text) ?? [], &findings).sorted()
        }
        return blocks.flatMap { unitsOfBlock($0, roster) }.sorted()
    }
}
