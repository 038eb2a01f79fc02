import QuotaModel

/// The kinds of files a person writes.
public enum RuleFile: String, Sendable, CaseIterable {
    case rules = "quota-rules/1"
    case mapping = "quota-mapping/1"
    case testCase = "quota-case/1"

    var shape: Shape {
        switch self {
        case .rules: RulesGrammar.shape
        case .mapping: MappingGrammar.shape
        case .testCase: CaseGrammar.shape
        }
    }

    /// The shapes that may stand inside themselves, for the JSON Schema.
    var definitions: [(name: String, shape: Shape)] {
        switch self {
        case .rules: ScorecardGrammar.definitions
        case .mapping, .testCase: []
        }
    }

    private var schema: SchemaName {
        switch self {
        case .rules: RulesGrammar.schema
        case .mapping: MappingGrammar.schema
        case .testCase: CaseGrammar.schema
        }
    }

    /// What of a file fits its grammar, and what was found that doesn't.
    struct Checked {
        let fields: CheckedMapping
        var findings: Findings
    }

    /// Reads a file and holds it against the grammar.
    ///
    /// - Throws: only where going on makes no sense: no YAML, not a mapping, another schema.
    func check(_ bytes: [UInt8], path: String) throws(Refusal) -> Checked {
        let document = try YAMLReader.read(bytes, path: path)
        var findings = document.findings
        if let version = otherSchema(of: document.root) {
            findings.add(
                version.fault.code, at: version.offset, subject: "schema", found: version.text,
                expected: [rawValue], suggestion: version.fault.suggestion)
            throw Refusal(findings.issues)
        }
        var check = StructureCheck(findings)
        guard let fields = check.check(document.root, as: shape, subject: "")?.mapping else {
            throw Refusal(check.findings.issues)
        }
        return Checked(fields: fields, findings: check.findings)
    }

    /// A file of another kind or a later version is not searched for further mistakes: all of it would be one.
    private func otherSchema(of root: YAMLNode) -> (fault: ScalarFault, offset: Int, text: String)? {
        guard case .mapping(let entries) = root.content else { return nil }
        for entry in entries {
            guard case .scalar(let key) = entry.key.content, key.text == "schema",
                case .scalar(let value) = entry.value.content
            else { continue }
            do throws(ScalarFault) {
                _ = try Shape.schemaName(schema).read(value)
                return nil
            } catch {
                return (error, entry.value.offset, value.text)
            }
        }
        return nil
    }
}
