import QuotaModel

/// Loads rule packs (contract, section 2).
public enum RulePackLoader {
    /// The pack in these bytes, checked and resolved: ids are places in the roster, defaults are filled in.
    ///
    /// - Parameter path: named in every finding.
    /// - Throws: every error of the file, by place.
    public static func load(_ bytes: [UInt8], path: String) throws(Refusal) -> RulePack {
        let file = try RuleFile.rules.check(bytes, path: path)
        var reader = PackReader(file.fields, file.findings)
        var pack = reader.pack()
        try reader.findings.throwIfAny()
        pack.remarks = reader.findings.issues
        return pack
    }

    /// Stands for a day that is missing or wrong, outside `CivilDate.years`. That has been reported, and what holds it is thrown away.
    static let noDay = CivilDate(dayNumber: 0)
}

/// Turns what fits the grammar into a pack and reports what contradicts itself. It goes on after errors, so that all
/// are found; its result is good only when there are none.
struct PackReader {
    let fields: CheckedMapping
    var findings: Findings
    let units: IDIndex
    let kinds: IDIndex
    let categories: IDIndex
    let sources: IDIndex
    let effectiveFrom: Located<CivilDate>?
    let effectiveTo: Located<CivilDate>?
    /// Places of units; made when a block is first named.
    var unitsByBlock: [String?: [Int]]?
    /// Blocks that units may have been meant to have; made when the first unknown one is met.
    var meantBlocks: Set<String>?
    /// The places of all units; made when they are first named.
    var allUnits: [Int]?
    /// What quotas have in common, each kept once.
    var quotaTerms: Set<Quota.Terms> = []

    init(_ fields: CheckedMapping, _ findings: Findings) {
        self.fields = fields
        self.findings = findings
        func index(_ key: String, of subject: String) -> IDIndex {
            IDIndex(
                fields.mappings(key).map { $0.requiredText("id") }, of: subject, meant: fields.meantIDs(key),
                isComplete: !fields.isUnreadable(key))
        }
        units = index("units", of: "unit")
        kinds = index("kinds", of: "kind")
        categories = index("categories", of: "category")
        sources = index("sources", of: "source")
        effectiveFrom = fields.mapping("effective")?.day("from")
        effectiveTo = fields.mapping("effective")?.day("to")
    }

    mutating func pack() -> RulePack {
        findings.checkOrder(from: effectiveFrom, to: effectiveTo, of: "effective")
        let roster = roster()
        let quotas = quotas(roster)
        let deadlines = deadlines()
        let measures = measures(quotas, deadlines)
        return RulePack(
            id: fields.requiredText("id"), title: fields.requiredText("title"),
            agency: fields.text("agency")?.value ?? "",
            status: fields.word("status", as: RulePack.Status.self)?.value ?? .issued, sources: citedSources(),
            from: effectiveFrom?.value ?? RulePackLoader.noDay, to: effectiveTo?.value, roster: roster,
            counting: counting(), quotas: quotas, deadlines: deadlines, standards: standards(),
            calendar: workCalendar(), exemptions: exemptions(roster, quotas), report: reportHead(),
            measures: measures, scorecards: scorecards(measures, roster))
    }

    private mutating func citedSources() -> [Source] {
        let entries = fields.mappings("sources")
        findings.checkUniqueIDs(entries, of: "source")
        return entries.map {
            Source(
                id: $0.requiredText("id"), document: $0.text("document")?.value, issuer: $0.text("issuer")?.value,
                issued: $0.text("issued")?.value, title: $0.text("title")?.value)
        }
    }

    mutating func citation(_ entry: CheckedMapping) -> Citation? {
        guard let cite = entry.mapping("cite"), let source = cite.text("source") else { return nil }
        _ = sources.place(of: source, &findings)
        return Citation(source: source.value, clause: cite.text("clause")?.value)
    }
}
