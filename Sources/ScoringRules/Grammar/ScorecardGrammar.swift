import QuotaModel

/// The grammar of measures and scorecards (contract, section 6).
enum ScorecardGrammar {
    /// The words behind `count:`.
    static let counts =
        ["items"] + Measure.PeriodFigure.allCases.map(\.rawValue) + Measure.CategoryFigure.allCases.map(\.rawValue)
        + Measure.DeadlineFigure.allCases.map(\.rawValue)

    static let measure: Shape = .mapping(
        MappingShape(
            [
                .optional("count", .choice(counts), "what is counted"),
                .optional("sum", .choice(Field.numbers.map(\.rawValue)), "the number that is added up"),
                .optional("input", .identifier, "a figure that a person enters"),
                .optional("where", RulesGrammar.filter, "which items it looks at"),
                .optional("quotas", .identifiers(atLeast: 1), "only of periods: ids of quotas; default all"),
                .optional("deadline", .identifier, "id of the deadline"),
                RulesGrammar.cite,
            ], rule: .exactlyOne(of: ["count", "sum", "input"])))

    static let scorecard: Shape = .mapping(
        MappingShape([
            RulesGrammar.id,
            .optional("title", .text, "as reports print it"),
            .optional("kind", .choice(of: Scorecard.Kind.self), "what it is for"),
            .optional("subject", .choice(of: Scorecard.SubjectKind.self), "who is scored; default unit"),
            .optional("applies-to", subjects, "all, {blocks: …} or ids of units"),
            .optional(
                "window",
                .mapping(
                    MappingShape([
                        .optional("from", .day, "first day; default the pack's"),
                        .optional("to", .day, "last day; default the pack's"),
                    ])), "the days whose items and periods count"),
            .optional("base", .exactNumber, "points everybody starts with; default 0"),
            .optional("max", .exactNumber, "cap of the total; bonus outside goes above it"),
            .optional(
                "rounding",
                .mapping(
                    MappingShape([
                        .optional("decimals", .wholeNumber(0...9), "default 2"),
                        .optional("at", .choice(of: Rounding.Stage.self), "default criterion"),
                    ])), "half away from zero"),
            .optional("groups", .list(of: group, atLeast: 0), "criteria that are added up"),
            .optional("bonus", .list(of: bonus, atLeast: 0), "points on top"),
            .optional("penalties", .list(of: criterion(), atLeast: 0), "points taken away"),
            .optional("disqualify", .list(of: disqualification, atLeast: 0), "who is not considered"),
            .optional("grades", .list(of: grade, atLeast: 0), "classes, best first"),
            .optional("places", .list(of: places, atLeast: 0), "how many may have a grade"),
            .optional("ranking", ranking, "how subjects are put in order"),
            RulesGrammar.cite,
        ]))

    private static let subjects: Shape = .oneOf([
        .choice(["all"]),
        .mapping(MappingShape([.required("blocks", .identifiers(atLeast: 1), "blocks of units")])),
        .identifiers(atLeast: 1),
    ])

    private static let group: Shape = .mapping(
        MappingShape([
            RulesGrammar.id,
            .optional("title", .text, "as reports print it"),
            .optional("max", .exactNumber, "cap of the group's sum"),
            .required("criteria", .list(of: criterion(), atLeast: 1), "the lines of the group"),
        ]))

    private static func criterion(_ more: [Key] = []) -> Shape {
        .mapping(
            MappingShape(
                [
                    RulesGrammar.id,
                    .optional("title", .text, "as reports print it"),
                    .required("max", .exactNumber, "the most it can give or take"),
                    .optional("min", .exactNumber, "the least; default 0"),
                    .required("score", .named("shape") { shape }, "how points are made"),
                ] + more + [RulesGrammar.cite]))
    }

    private static let bonus = criterion([.optional("outside", .boolean, "above the cap of the total; default false")])

    private static let disqualification: Shape = .mapping(
        MappingShape([
            .required("when", condition, "whom it concerns"),
            .required("reason", .text, "as reports print it"),
            RulesGrammar.cite,
        ]))

    private static let grade: Shape = .mapping(
        MappingShape([
            RulesGrammar.id,
            .optional("title", .text, "as reports print it"),
            .required("at-least", .exactNumber, "points that reach it"),
            .optional("requires", condition, "where it fails, the next grade down"),
            RulesGrammar.cite,
        ]))

    private static let places: Shape = .mapping(
        MappingShape([
            .required("grade", .identifier, "id of the grade that is limited"),
            .required("at-most", .oneOf([.wholeNumber(0...1_000_000_000), .percentage]), "a number, or a share in %"),
            .optional("of", .identifiers(atLeast: 1), "the grades whose holders the share is of; default itself"),
            .optional("per", .choice(of: PlacesRule.Per.self), "default overall"),
            .optional("rounding", .choice(of: PlacesRule.Direction.self), "default down"),
            .optional("ties", .choice(of: PlacesRule.Ties.self), "who gets a last place that is tied; default shrink"),
            RulesGrammar.cite,
        ]))

    private static let ranking: Shape = .mapping(
        MappingShape([
            .optional("within", .choice(of: RankingRule.Within.self), "default all"),
            .optional("ties", .choice(of: RankingRule.Ties.self), "1-2-2-4 or 1-2-2-3; default competition"),
            .optional("break-by", .identifiers(atLeast: 0), "measures that decide between equal totals"),
        ]))
}

/// Shapes and conditions, which may stand inside each other.
extension ScorecardGrammar {
    static let shapeKeys = ["yes-no", "ratio", "per-item", "steps", "best", "sum", "highest", "first", "entered"]

    static let definitions: [(name: String, shape: Shape)] = [
        ("shape", shape), ("inner-shape", innerShape), ("condition", conditionShape),
    ]

    private static let inner: Shape = .named("inner-shape") { innerShape }
    static let condition: Shape = .named("condition") { conditionShape }

    static let shape: Shape = .mapping(MappingShape(rules, rule: .exactlyOne(of: shapeKeys)))

    private static let innerShape: Shape = .mapping(
        MappingShape(
            rules + [.optional("max", .exactNumber, "stands for the criterion's max inside this shape")],
            rule: .exactlyOne(of: shapeKeys)))

    private static let of: Key = .required("of", .identifier, "id of a measure")
    private static let empty: Key = .optional(
        "empty", .choice(of: ScoreShape.Empty.self), "what nothing to divide by is worth; default zero")
    private static let to: Key = .required("to", .oneOf([.exactNumber, .identifier]), "id of a measure, or a number")

    private static let rules: [Key] = [
        .optional(
            "yes-no",
            .mapping(
                MappingShape([
                    .required("when", condition, "what must hold"),
                    .optional("yes", .exactNumber, "points when it holds; default max"),
                    .optional("no", .exactNumber, "points when not; default 0"),
                ])), "points when a condition holds"),
        .optional(
            "ratio",
            .mapping(
                MappingShape([of, to, .optional("from", .exactNumber, "under this ratio: 0"), empty])),
            "max × of ÷ to, at most max"),
        .optional(
            "per-item",
            .mapping(
                MappingShape([
                    of, .required("points", .exactNumber, "for each"),
                    .optional("at-most", .exactNumber, "of all together"),
                ])), "so many points for each"),
        .optional("steps", steps, "points by a table"),
        .optional(
            "best",
            .mapping(
                MappingShape([
                    of, .optional("among", .choice(of: ScoreShape.Among.self), "the best of whom; default all"),
                ])), "max × of ÷ the best subject's"),
        .optional("sum", .list(of: inner, atLeast: 1), "added up"),
        .optional("highest", .list(of: inner, atLeast: 1), "the highest of them"),
        .optional(
            "first",
            .list(
                of: .mapping(
                    MappingShape([
                        .required("when", condition, "what must hold"), .required("score", inner, "what it is worth"),
                    ])), atLeast: 1), "the first whose condition holds; none: 0"),
        .optional("entered", .mapping(MappingShape([])), "points that a person enters"),
    ]

    private static let steps: Shape = .mapping(
        MappingShape([
            .required(
                "of",
                .oneOf([
                    .identifier,
                    .mapping(
                        MappingShape([
                            .required("ratio", .mapping(MappingShape([of, to, empty])), "of ÷ to, not cut at 1")
                        ])),
                ]), "id of a measure, or a ratio"),
            .required(
                "table",
                .list(
                    of: .mapping(
                        MappingShape(
                            [
                                .required("at-least", .exactNumber, "from here on"),
                                .optional("points", .exactNumber, "the step's points"),
                                .optional("fraction", .exactNumber, "the step's part of max"),
                            ], rule: .exactlyOne(of: ["points", "fraction"]))), atLeast: 1), "the steps"),
            .optional("otherwise", .exactNumber, "points below the lowest step"),
        ]))

    private static let conditionKeys = ["of", "input", "criterion", "any-criterion", "all", "any", "not"]
    private static let belowFraction: Key = .required("below-fraction", .exactNumber, "less than this part of its max")

    private static let conditionShape: Shape = .mapping(
        MappingShape(
            [.optional("of", .identifier, "id of a measure")]
                + ScoreCondition.Comparison.allCases.map {
                    .optional($0.rawValue, .exactNumber, "bound of the measure")
                } + [
                    .optional("input", .identifier, "id of something that a person answers"),
                    .optional("is", .boolean, "the answer wanted"),
                    .optional("criterion", .identifier, "id of a criterion"),
                    .optional("below-fraction", .exactNumber, "less than this part of its max"),
                    .optional("any-criterion", .mapping(MappingShape([belowFraction])), "at least one criterion"),
                    .optional("all", .list(of: condition, atLeast: 1), "every one holds"),
                    .optional("any", .list(of: condition, atLeast: 1), "at least one holds"),
                    .optional("not", condition, "it does not hold"),
                ], rule: .exactlyOne(of: conditionKeys)))
}
