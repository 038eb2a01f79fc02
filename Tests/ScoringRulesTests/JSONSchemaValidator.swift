import QuotaModel

@testable import ScoringRules

/// A validator for the keywords of JSON Schema (draft 2020-12) that the emitter uses, written after the standard and
/// not after our checker; a keyword it doesn't know fails.
enum JSONSchemaValidator {
    struct UnknownKeyword: Error { let keyword: String }

    /// - Parameter definitions: what `$ref` names; of the root schema, its own `$defs`.
    static func accepts(
        _ value: JSONValue, _ schema: JSONValue, _ definitions: [String: JSONValue]? = nil
    ) throws -> Bool {
        var definitions = definitions
        if case .object(let root) = schema, case .object(let own)? = root["$defs"] { definitions = own }
        return try accepts(value, schema, within: definitions ?? [:])
    }

    private static func accepts(
        _ value: JSONValue, _ schema: JSONValue, within definitions: [String: JSONValue]
    ) throws -> Bool {
        switch schema {
        case .boolean(let flag): return flag
        case .object(let keywords):
            return try keywords.allSatisfy {
                try holds($0.key, $0.value, for: value, beside: keywords, within: definitions)
            }
        default: throw UnknownKeyword(keyword: "\(schema)")
        }
    }

    private static func holds(
        _ keyword: String, _ argument: JSONValue, for value: JSONValue, beside keywords: [String: JSONValue],
        within definitions: [String: JSONValue]
    ) throws -> Bool {
        func accepts(_ value: JSONValue, _ schema: JSONValue) throws -> Bool {
            try Self.accepts(value, schema, within: definitions)
        }
        switch (keyword, argument, value) {
        case ("$schema", _, _), ("title", _, _), ("description", _, _), ("$defs", _, _): return true
        case ("$ref", .string(let name), _):
            guard let schema = definitions[String(name.dropFirst("#/$defs/".count))] else {
                throw UnknownKeyword(keyword: name)
            }
            return try accepts(value, schema)
        case ("propertyNames", _, .object(let members)):
            return try members.keys.allSatisfy { try accepts(.string($0), argument) }
        case ("additionalProperties", .object, .object(let members)):
            return try members.values.allSatisfy { try accepts($0, argument) }
        case ("type", .string("number"), .number): return true
        case ("type", .string(let name), _): return typeName(value) == name
        case ("const", _, _): return value == argument
        case ("enum", .array(let allowed), _): return allowed.contains(value)
        case ("not", _, _): return try !accepts(value, argument)
        case ("anyOf", .array(let schemas), _): return try schemas.contains { try accepts(value, $0) }
        case ("oneOf", .array(let schemas), _): return try schemas.filter { try accepts(value, $0) }.count == 1
        case ("minimum", .number(let bound), .number(let number)): return number >= bound
        case ("maximum", .number(let bound), .number(let number)): return number <= bound
        case ("minItems", .number(let count), .array(let values)): return values.count >= count
        case ("items", _, .array(let values)): return try values.allSatisfy { try accepts($0, argument) }
        case ("pattern", .string(let pattern), .string(let text)): return try text.contains(Regex(pattern))
        case ("format", .string("date"), .string(let text)): return CivilDate(iso: text) != nil
        case ("required", .array(let names), .object(let members)):
            return names.allSatisfy { if case .string(let name) = $0 { members[name] != nil } else { false } }
        case ("properties", .object(let properties), .object(let members)):
            return try properties.allSatisfy { name, schema in
                try members[name].map { try accepts($0, schema) } ?? true
            }
        case ("additionalProperties", .boolean(false), .object(let members)):
            guard case .object(let properties)? = keywords["properties"] else { return members.isEmpty }
            return members.keys.allSatisfy { properties[$0] != nil }
        case ("minimum", _, _), ("maximum", _, _), ("minItems", _, _), ("items", _, _), ("pattern", _, _),
            ("format", _, _), ("required", _, _), ("properties", _, _), ("additionalProperties", _, _),
            ("propertyNames", _, _):
            return true
        default: throw UnknownKeyword(keyword: keyword)
        }
    }

    private static func typeName(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONValue {
    /// What an editor makes of a YAML document in the core schema; nil where JSON has no such thing (a doubled key).
    init?(_ tree: YAMLTree, at place: Int = YAMLTree.root) {
        if let scalar = tree.scalar(place) {
            self.init(scalar)
            return
        }
        switch tree.kind(place) {
        case .list:
            let values = tree.children(of: place).map { JSONValue(tree, at: $0) }
            guard values.allSatisfy({ $0 != nil }) else { return nil }
            self = .array(values.compactMap(\.self))
        case .mapping:
            var members: [String: JSONValue] = [:]
            for child in tree.children(of: place) {
                guard case .text(let key) = tree.key(child), members[key] == nil,
                    let value = JSONValue(tree, at: child)
                else { return nil }
                members[key] = value
            }
            self = .object(members)
        default: return nil
        }
    }

    private init(_ scalar: YAMLTree.Scalar) {
        switch CoreScalar(scalar) {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .number(number ?? .max)
        case .decimal: self = .array([])
        case .text: self = .string(scalar.text)
        }
    }
}
