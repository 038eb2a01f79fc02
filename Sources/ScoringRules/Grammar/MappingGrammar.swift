import QuotaModel

/// The grammar of mapping files (contract, sections 5 and 11.4).
enum MappingGrammar {
    static let schema = SchemaName(name: "quota-mapping", version: 1)

    /// The fields that may have one value for every record.
    static let constantFields: [Field] = [.unit, .kind, .author, .category, .channel, .origin, .state]

    static func constantKey(of field: Field) -> String { field.rawValue + "-constant" }

    static let shape = Shape.mapping(
        MappingShape([
            .required("schema", .schemaName(schema), "the grammar of this file"),
            .optional("records", .text, "XML: path of one record; CSV: leave out"),
            .optional("fields", .mapping(MappingShape(fields)), "CSV heading or XML path of each field"),
            .optional("state", .mapping(MappingShape(states)), "what the words of the state field mean"),
            .optional("encoding", .choice(of: LogEncoding.self), "default: detected"),
            .optional("delimiter", .choice([",", ";", "|", "\t", "\\t", "tab"]), "default: detected"),
        ]))

    private static let fields: [Key] =
        Field.allCases.map { .optional($0.rawValue, origin(of: $0), "where \($0.rawValue) is read from") }
        + constantFields.map { .optional(constantKey(of: $0), .text, "the \($0.rawValue) of every record") }

    private static func origin(of field: Field) -> Shape {
        var keys = [Key.required("from", .text, "CSV heading or XML path")]
        if field.isDate {
            keys.append(
                .optional("format", .text, "HH:mm dd/MM/yyyy or H:mm d/M/yyyy, unix-seconds, spreadsheet-serial"))
            keys.append(
                .optional("zone", .choice(of: DatePattern.Zone.self), "whose clock times without a zone tell"))
        }
        return .oneOf([.text, .mapping(MappingShape(keys))])
    }

    private static let states: [Key] = ItemState.allCases.map {
        .optional($0.rawValue, .texts(atLeast: 1), "words that mean \($0.rawValue)")
    }
}
