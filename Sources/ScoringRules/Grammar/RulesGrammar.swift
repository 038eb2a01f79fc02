import QuotaModel

/// The grammar of rule packs (contract, sections 2, 4 and 10). The parts that several rules share stand in
/// `RulesGrammar+Parts.swift`.
enum RulesGrammar {
    static let schema = SchemaName(name: "quota-rules", version: 1)

    static let shape = Shape.mapping(
        MappingShape([
            .required("schema", .schemaName(schema), "the grammar of this file"),
            .required("id", .identifier, "the pack's short name"),
            .required("title", .text, "what the pack orders, as the document says it"),
            .optional("agency", .anyText, "the agency whose units are tested"),
            .optional("status", .choice(of: RulePack.Status.self), "illustrative: nobody ordered the values"),
            .optional("sources", .list(of: source, atLeast: 0), "the documents that decided something"),
            .required("effective", effective, "the pack's first and last day, both included"),
            .optional("kinds", .list(of: kind, atLeast: 0), "what a log may call a kind of item"),
            .required("units", .list(of: unit, atLeast: 1), "who owes items"),
            .optional("people", .list(of: person, atLeast: 0), "who the authors are"),
            .optional("categories", .list(of: category, atLeast: 0), "sections of the website, who answers for them"),
            .optional("counting", counting, "how items count in every rule"),
            .optional("quotas", .list(of: quota, atLeast: 0), "the minima"),
            .optional("deadlines", .list(of: deadline, atLeast: 0), "how soon something must follow something"),
            .optional("standards", .list(of: standard, atLeast: 0), "what items usually look like: only reported"),
            .optional("calendar", calendar, "which days are worked"),
            .optional("exemptions", .list(of: exemption, atLeast: 0), "days for which units owe nothing"),
            .optional("report", report, "what is printed around a signed report"),
            .optional("measures", .entries(of: ScorecardGrammar.measure), "named numbers for scorecards, by id"),
            .optional("scorecards", .list(of: ScorecardGrammar.scorecard, atLeast: 0), "how a council scores"),
            .optional("royalties", .reserved, "kept for a later version"),
        ]))

    private static let effective = Shape.mapping(
        MappingShape([
            .required("from", .day, "first day"),
            .optional("to", .day, "last day; without it the pack has no end"),
        ]))

    private static let source = Shape.mapping(
        MappingShape([
            id,
            .optional(
                "document", .text, "kind and number of the document; reports then name it by its title, else its id"),
            .optional("issuer", .anyText, "who signed it"),
            .optional("issued", .anyText, "when, as far as it says: \"2022-02\""),
            .optional("title", .anyText, "what it is called"),
        ]))

    private static let kind = Shape.mapping(
        MappingShape([
            id,
            .required("name", .text, "the kind's name, always a label too"),
            .optional("labels", .texts(atLeast: 0), "other words for it in a log"),
        ]))

    private static let unit = Shape.mapping(
        MappingShape([
            id,
            .required("name", .text, "as reports print it"),
            aliases,
            .optional("block", .identifier, "the group inside which it is ranked"),
            from, to,
        ]))

    private static let person = Shape.mapping(
        MappingShape([
            id,
            .required("name", .text, "as reports print it"),
            aliases,
            .optional("unit", .identifier, "id of the person's unit"),
            from, to,
        ]))

    private static let category = Shape.mapping(
        MappingShape([
            id,
            .required("name", .text, "the section's name"),
            aliases,
            .optional("units", .identifiers(atLeast: 0), "ids of the units that answer for it"),
            .optional("fresh-within", .count, "days without an item after which it is stale"),
        ]))

    private static let counting = Shape.mapping(
        MappingShape([
            .optional("date", dateField, "which date places an item in a period; default published"),
            .optional("kinds", .identifiers(atLeast: 1), "default filter of every quota; default all kinds"),
            .optional("joint-units", .choice(of: Counting.Joint.self), "each named unit gets one, or only the first"),
            .optional(
                "joint-authors", .choice(of: Counting.Joint.self), "each named author gets one, or only the first"),
            .optional("status", .list(of: .choice(of: ItemState.self), atLeast: 1), "which item states count"),
        ]))

    private static let quota = Shape.mapping(
        MappingShape([
            .required("id", .identifier, "short name; an amended line has the same with other days"),
            .required("units", unitSet, "who owes it: all, a block or ids"),
            .required("minimum", .count, "items for each period"),
            .required("per", .choice(of: PeriodLength.self), "how long a period is"),
            .optional("counted", .choice(of: Counted.self), "where periods begin; default from-start"),
            .optional("month-starts-on", .wholeNumber(1...28), "only with calendar: 15 is the office month"),
            .optional("anchor", .day, "only with from-start: the day periods are counted from"),
            .optional("partial", .choice(of: PartialRule.self), "what a cut period owes"),
            .optional("from", .day, "first day; default the pack's"),
            .optional("to", .day, "last day; default the pack's"),
            .optional("where", filter, "which items it looks at"),
            .optional("working-days", .boolean, "only per day: days off are no periods"),
            cite,
        ]))

    private static let deadline = Shape.mapping(
        MappingShape([
            id,
            .required("from", dateField, "the date it runs from"),
            .required("to", dateField, "the date that must follow"),
            .required("within", .count, "days"),
            .optional("in", .choice(of: DayUnit.self), "default days"),
            .optional("where", filter, "which items it looks at"),
            .optional("owner", .anyText, "who answers for it, as the document names the post"),
            cite,
        ]))

    private static let standard = Shape.mapping(
        MappingShape([
            id,
            .required("title", .text, "what is usual, in words"),
            .optional("where", filter, "which items it speaks of"),
            .required("expect", expectation, "what they should be"),
            cite,
        ]))

    private static let calendar = Shape.mapping(
        MappingShape([
            .optional("weekend", .list(of: .choice(weekdays), atLeast: 0), "weekdays off; default Saturday and Sunday"),
            .optional("holidays", .list(of: .day, atLeast: 0), "days off"),
            .optional("working", .list(of: .day, atLeast: 0), "days worked although weekend or holiday"),
        ]))

    private static let exemption = Shape.mapping(
        MappingShape([
            .required("units", unitSet, "who owes nothing: all, a block or ids"),
            .required("from", .day, "first day"),
            .optional("to", .day, "last day; default the pack's"),
            .optional("reason", .anyText, "why"),
            cite,
        ]))

    private static let report = Shape.mapping(
        MappingShape([
            .optional("superior", .anyText, "the authority above, in the head"),
            .optional("agency", .anyText, "the agency, in the head"),
            .optional("place", .anyText, "where it is signed"),
            .optional("number", .anyText, "number and sign of the document"),
            .optional(
                "signer",
                .mapping(
                    MappingShape([
                        .optional("authority", .anyText, "TM., KT., TL. …"),
                        .optional("post", .anyText, "post of the signer"),
                        .optional("name", .anyText, "name of the signer"),
                    ])), "who signs"),
            .optional("recipients", .list(of: .anyText, atLeast: 0), "lines under Nơi nhận"),
            .optional(
                "day", .oneOf([.choice(["last"]), .wholeNumber(1...28)]), "the month's report day; default last"),
            .optional("date", .choice(["blank", "as-of"]), "blank: the date line is filled in by hand"),
        ]))
}
