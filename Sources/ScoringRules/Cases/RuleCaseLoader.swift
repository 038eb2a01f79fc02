import QuotaModel

/// Loads case files (`quota-case/1`).
public enum RuleCaseLoader {
    /// The case in these bytes.
    ///
    /// - Parameters:
    ///   - path: named in every finding.
    ///   - pack: the pack the case belongs to; every id in the case must be one of its ids. Nil: ids are not checked.
    /// - Throws: every error of the file, by place.
    public static func load(_ bytes: [UInt8], path: String, pack: RulePack? = nil) throws(Refusal) -> RuleCase {
        var file = try RuleFile.testCase.check(bytes, path: path)
        if let pack { checkIDs(of: file.fields, in: pack, &file.findings) }
        if let startsOn = file.fields.number("month-starts-on"), startsOn.value != 1,
            file.fields.word("counted", as: Counted.self)?.value == .fromStart
        {
            file.findings.add(
                .pointlessKey, at: startsOn.offset, subject: "month-starts-on",
                found: file.findings.wordExcerpt(startsOn.offset), expected: ["1"])
        }
        try file.findings.throwIfAny()
        return ruleCase(file.fields, file.findings.source)
    }

    private static func ruleCase(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase {
        // Without one nothing comes here.
        let expect = fields.mapping("expect") ?? fields
        return RuleCase(
            title: fields.text("title")?.value ?? "",
            asOf: fields.day("as-of")?.value ?? RulePackLoader.noDay,
            log: fields.text("log").map { .file($0.value) } ?? .text(fields.text("items")?.value ?? ""),
            mapping: fields.text("mapping")?.value,
            counted: fields.word("counted", as: Counted.self)?.value,
            monthStartsOn: fields.number("month-starts-on")?.value,
            partial: fields.word("partial", as: PartialRule.self)?.value,
            verdicts: expect.mappings("verdicts").map { verdict($0, source) },
            ranks: expect.mappings("ranks").map {
                RuleCase.Rank(
                    unit: $0.requiredText("unit"), rank: $0.number("rank")?.value, place: source.location($0.offset))
            },
            rejects: expect.mapping("rejects").map { rejects($0, source) },
            categories: expect.mappings("categories").map {
                RuleCase.CategoryState(
                    category: $0.requiredText("category"), state: $0.word("state", as: CategoryFreshness.self)?.value,
                    items: $0.number("items")?.value, place: source.location($0.offset))
            },
            deadlines: expect.mappings("deadlines").map { deadline($0, source) },
            standards: expect.mappings("standards").map { standard($0, source) },
            inputs: fields.text("inputs")?.value, scorecard: fields.text("scorecard")?.value,
            scores: expect.mappings("scores").map { score($0, source) })
    }

    private static func verdict(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase.Verdict {
        RuleCase.Verdict(
            unit: fields.requiredText("unit"), quota: fields.requiredText("quota"),
            period: fields.day("period")?.value ?? RulePackLoader.noDay, count: fields.number("count")?.value,
            minimum: fields.number("minimum")?.value, status: fields.word("status", as: PeriodStatus.self)?.value,
            place: source.location(fields.offset))
    }

    private static func rejects(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase.Rejects {
        let counts = RejectCode.allCases.map { ($0, fields.number($0.rawValue)?.value ?? 0) }
        return RuleCase.Rejects(
            counts: Dictionary(uniqueKeysWithValues: counts), place: source.location(fields.offset))
    }

    private static func deadline(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase.DeadlineCount {
        RuleCase.DeadlineCount(
            deadline: fields.requiredText("deadline"), onTime: fields.number("on-time")?.value,
            late: fields.number("late")?.value, pending: fields.number("pending")?.value,
            unverifiable: fields.number("unverifiable")?.value, place: source.location(fields.offset))
    }

    private static func standard(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase.StandardCount {
        RuleCase.StandardCount(
            standard: fields.requiredText("standard"), met: fields.number("met")?.value,
            unmet: fields.number("unmet")?.value,
            unverifiable: fields.number("unverifiable")?.value, place: source.location(fields.offset))
    }

    private static func score(_ fields: CheckedMapping, _ source: SourceText) -> RuleCase.Score {
        let rank = fields["rank"].map { $0.number.map { RuleCase.ExpectedRank.place($0.value) } ?? .noRank }
        return RuleCase.Score(
            subject: fields.requiredText("subject"), total: fields.exact("total")?.value, rank: rank ?? .unchecked,
            grade: fields.text("grade")?.value, beforePlaces: fields.text("before-places")?.value,
            needsDecision: fields.flag("needs-decision")?.value,
            points: (fields["points"]?.entries ?? []).compactMap { key, value in
                value.exact.map { (key.value, $0.value) }
            },
            place: source.location(fields.offset))
    }

    private static func checkIDs(of fields: CheckedMapping, in pack: RulePack, _ findings: inout Findings) {
        guard let expect = fields.mapping("expect") else { return }
        let units = IDIndex(pack.roster.units.map(\.id), of: "unit")
        let lists: [(list: String, key: String, index: IDIndex)] = [
            ("verdicts", "unit", units),
            ("verdicts", "quota", IDIndex(pack.quotas.map(\.id), of: "quota")),
            ("ranks", "unit", units),
            ("categories", "category", IDIndex(pack.roster.categories.map(\.id), of: "category")),
            ("deadlines", "deadline", IDIndex(pack.deadlines.map(\.id), of: "deadline")),
            ("standards", "standard", IDIndex(pack.standards.map(\.id), of: "standard")),
        ]
        if let id = fields.text("scorecard") {
            _ = IDIndex(pack.scorecards.map(\.id), of: "scorecard").place(of: id, &findings)
        } else if pack.scorecards.count > 1, !expect.mappings("scores").isEmpty, fields["scorecard"] == nil {
            findings.add(
                .missingKey, at: fields.offset, subject: "scorecard", expected: pack.scorecards.map(\.id))
        }
        for (list, key, index) in lists {
            for entry in expect.mappings(list) { _ = entry.text(key).flatMap { index.place(of: $0, &findings) } }
        }
    }
}
