import QuotaModel

/// The JSON Schema of rule files, for editors (contract, section 7, `rules schema`).
public enum RuleSchema {
    /// The schema of one kind of file, draft 2020-12, made from the grammar that the checker follows. What only the
    /// checker can know (ids, the order of days, equal names) is not in it.
    public static func json(for file: RuleFile) -> String {
        var members: [(key: String, value: JSONValue)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(file.rawValue)),
        ]
        members += file.shape.schemaMembers
        let definitions = file.definitions
        if !definitions.isEmpty {
            members.append(
                ("$defs", .keyed(definitions.map { (key: $0.name, value: .keyed($0.shape.schemaMembers)) })))
        }
        return JSONValue.keyed(members).indented() + "\n"
    }
}

extension Shape {
    fileprivate var schemaMembers: [(key: String, value: JSONValue)] {
        switch self {
        case .list(let element, let count):
            [("type", .string("array")), ("items", .keyed(element.schemaMembers))]
                + (count == 0 ? [] : [("minItems", .number(count))])
        case .mapping(let mapping):
            mapping.schemaMembers
        case .entries(let element):
            [
                ("type", .string("object")),
                ("propertyNames", .keyed([("pattern", .string("^[a-z0-9][a-z0-9-]*$"))])),
                ("additionalProperties", .keyed(element.schemaMembers)),
            ]
        case .named(let name, _):
            [("$ref", .string("#/$defs/\(name)"))]
        case .oneOf(let shapes):
            [("oneOf", .array(shapes.map { .keyed($0.schemaMembers) }))]
        case .reserved:
            [("not", .keyed([]))]
        default:
            scalarMembers
        }
    }

    /// Of one value; nothing is said of other shapes.
    private var scalarMembers: [(key: String, value: JSONValue)] {
        switch self {
        case .text(let mayBeEmpty): Self.text(mayBeEmpty ? nil : "\\S")
        case .identifier: Self.text("^[a-z0-9][a-z0-9-]*$")
        case .day:
            [
                ("type", .string("string")), ("format", .string("date")),
                ("pattern", .string("^(199[0-9]|20[0-9][0-9]|2100)-[0-9][0-9]-[0-9][0-9]$")),
            ]
        case .wholeNumber(let range):
            [
                ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .exactNumber:
            [("oneOf", .array([.keyed([("type", .string("number"))]), .keyed(Self.text(Self.exactNumberPattern))]))]
        case .percentage: Self.text("^[+]?([0-9]+[.]?[0-9]*|[.][0-9]+)%$")
        case .boolean: [("type", .string("boolean"))]
        case .choice(let words): [("enum", .array(words.map(JSONValue.string)))]
        case .schemaName(let name): [("const", .string(name.text))]
        default: []
        }
    }

    private static let exactNumberPattern = "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(%|/([0-9]+[.]?[0-9]*|[.][0-9]+))?$"

    private static func text(_ pattern: String?) -> [(key: String, value: JSONValue)] {
        [("type", .string("string"))] + (pattern.map { [("pattern", .string($0))] } ?? [])
    }
}

extension MappingShape {
    fileprivate var schemaMembers: [(key: String, value: JSONValue)] {
        let properties = keys.map { key in
            (key: key.name, value: JSONValue.keyed([("description", .string(key.meaning))] + key.shape.schemaMembers))
        }
        let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
        var members: [(key: String, value: JSONValue)] = [
            ("type", .string("object")), ("properties", .keyed(properties)),
            ("additionalProperties", .boolean(false)),
        ]
        if !required.isEmpty { members.append(("required", .array(required))) }
        if let rule { members.append(rule.schemaMember) }
        return members
    }
}

extension MappingShape.Rule {
    fileprivate var schemaMember: (key: String, value: JSONValue) {
        let alternatives = JSONValue.array(names.map { .keyed([("required", .array([.string($0)]))]) })
        return switch self {
        case .atLeastOne: ("anyOf", alternatives)
        case .exactlyOne: ("oneOf", alternatives)
        }
    }
}

extension JSONValue {
    fileprivate static func keyed(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }
}
