import QuotaModel

/// Parts of the grammar that several rules share.
extension RulesGrammar {
    static let id = Key.required("id", .identifier, "short name, once in its list")
    static let aliases = Key.optional("aliases", .texts(atLeast: 0), "other names for it in a log")
    static let from = Key.optional("from", .day, "first day")
    static let to = Key.optional("to", .day, "last day")

    static let cite = Key.optional(
        "cite",
        .mapping(
            MappingShape([
                .required("source", .identifier, "id of one of the sources"),
                .optional("clause", .anyText, "where in the document"),
            ])), "the clause that orders this")

    /// `all`, `{block: phong}` or ids of units.
    static let unitSet = Shape.oneOf([
        .choice(["all"]),
        .mapping(MappingShape([.required("block", .identifier, "the block of units")])),
        .identifiers(atLeast: 1),
    ])

    static let dateField = Shape.choice(Field.dates.map(\.rawValue))
    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    static let numberRange = Shape.mapping(
        MappingShape(
            [
                .optional("at-least", .count, "smallest number that passes"),
                .optional("at-most", .count, "largest number that passes"),
            ], rule: .atLeastOne(of: ["at-least", "at-most"])))

    static let within = Key.optional(
        "within",
        .mapping(
            MappingShape([
                .required("from", dateField, "the earlier date"),
                .required("to", dateField, "the later date"),
                .required("at-most", .count, "days between them"),
                .optional("in", .choice(of: DayUnit.self), "default days"),
            ])), "how soon one date follows another")

    private static let numbers: [Key] = [
        .optional("photos", numberRange, "how many photos"),
        .optional("words", numberRange, "how many words"),
        .optional("views", numberRange, "how many views"),
    ]

    /// `where`: contract, section 4.
    static let filter = Shape.mapping(
        MappingShape(
            [
                .optional("kinds", .identifiers(atLeast: 1), "the kind is one of these"),
                .optional("categories", .identifiers(atLeast: 1), "a category is one of these"),
                .optional("channels", .texts(atLeast: 1), "the channel is one of these"),
                .optional("origins", .texts(atLeast: 1), "the origin is one of these"),
                .optional("approvers", .texts(atLeast: 1), "the approver is one of these"),
            ] + numbers + [within]))

    /// `expect` of a standard.
    static let expectation = Shape.mapping(
        MappingShape(numbers + [within], rule: .atLeastOne(of: ["photos", "words", "views", "within"])))
}
