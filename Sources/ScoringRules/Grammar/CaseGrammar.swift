import QuotaModel

/// The grammar of case files: a small log and what a pack must make of it.
enum CaseGrammar {
    static let schema = SchemaName(name: "quota-case", version: 1)

    static let shape = Shape.mapping(
        MappingShape(
            [
                .required("schema", .schemaName(schema), "the grammar of this file"),
                .required("title", .text, "what the case shows"),
                .required("as-of", .day, "the day on which everything is judged"),
                .optional("log", .text, "a log beside this file"),
                .optional("items", .text, "the log itself, as CSV"),
                .optional("inputs", .text, "the figures that people enter, as CSV"),
                .optional("scorecard", .identifier, "the scorecard that is scored; needed where there are several"),
                .optional("mapping", .text, "a mapping file beside this file"),
                .optional("counted", .choice(of: Counted.self), "overrides every quota"),
                .optional("month-starts-on", .wholeNumber(1...28), "overrides every quota that is calendar"),
                .optional("partial", .choice(of: PartialRule.self), "overrides every quota"),
                .required("expect", expectations, "what must come out"),
            ], rule: .exactlyOne(of: ["log", "items"])))

    private static let expectations = Shape.mapping(
        MappingShape(
            [
                .optional("verdicts", .list(of: verdict, atLeast: 1), "single periods"),
                .optional("ranks", .list(of: rank, atLeast: 1), "places in the ranking"),
                .optional("rejects", .mapping(MappingShape(rejects)), "rejected rows; codes not named: none"),
                .optional("categories", .list(of: category, atLeast: 1), "states of categories"),
                .optional("deadlines", .list(of: deadline, atLeast: 1), "deadlines kept and missed"),
                .optional("standards", .list(of: standard, atLeast: 1), "standards met and not"),
                .optional("scores", .list(of: score, atLeast: 1), "what the scorecard makes of it"),
            ],
            rule: .atLeastOne(of: ["verdicts", "ranks", "rejects", "categories", "deadlines", "standards", "scores"])))

    private static let verdict = Shape.mapping(
        MappingShape(
            [
                .required("unit", .identifier, "id of a unit"),
                .required("quota", .identifier, "id of a quota"),
                .required("period", .day, "a day in the period"),
                .optional("count", .count, "items counted"),
                .optional("minimum", .count, "items owed"),
                .optional("status", .choice(of: PeriodStatus.self), "the verdict"),
            ], rule: .atLeastOne(of: ["count", "minimum", "status"])))

    private static let rank = Shape.mapping(
        MappingShape([
            .required("unit", .identifier, "id of a unit"),
            .required("rank", .oneOf([.wholeNumber(1...1_000_000), .choice(["none"])]), "its rank, or none"),
        ]))

    private static let rejects: [Key] = RejectCode.allCases.map { .optional($0.rawValue, .count, "rows") }

    private static let category = Shape.mapping(
        MappingShape(
            [
                .required("category", .identifier, "id of a category"),
                .optional("state", .choice(of: CategoryFreshness.self), "as the briefing says it"),
                .optional("items", .count, "items in it"),
            ], rule: .atLeastOne(of: ["state", "items"])))

    private static let deadline = Shape.mapping(
        MappingShape(
            [.required("deadline", .identifier, "id of a deadline")]
                + ["on-time", "late", "pending", "unverifiable"].map { .optional($0, .count, "items") },
            rule: .atLeastOne(of: ["on-time", "late", "pending", "unverifiable"])))

    private static let score = Shape.mapping(
        MappingShape(
            [
                .required("subject", .identifier, "id of a subject"),
                .optional("total", .exactNumber, "its points"),
                .optional("rank", .oneOf([.wholeNumber(1...1_000_000), .choice(["none"])]), "its rank, or none"),
                .optional("grade", .identifier, "id of its grade, not-considered, or none"),
                .optional("before-places", .identifier, "its grade before the places were given out"),
                .optional("needs-decision", .boolean, "whether the council has to decide"),
                .optional(
                    "points", .entries(of: .exactNumber), "points of criteria, groups, bonus and penalties, by id"),
            ], rule: .atLeastOne(of: ["total", "rank", "grade", "before-places", "needs-decision", "points"])))

    private static let standard = Shape.mapping(
        MappingShape(
            [.required("standard", .identifier, "id of a standard")]
                + ["met", "unmet", "unverifiable"].map { .optional($0, .count, "items") },
            rule: .atLeastOne(of: ["met", "unmet", "unverifiable"])))
}
