import QuotaModel

/// The kinds of files a person writes.
public enum RuleFile: String, Sendable, CaseIterable {
    case rules = "quota-rules/1"
    case mapping = "quota-mapping/1"
    case testCase = "quota-case/1"

    /// A larger file is refused.
    public static let byteLimit = 64 << 20

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
        var check = StructureCheck(try YAMLReader.read(bytes, path: path))
        if let version = otherSchema(of: check.tree) {
            check.findings.add(
                version.fault.code, at: version.offset, subject: "schema", found: version.text,
                expected: [rawValue], suggestion: version.fault.suggestion)
            throw Refusal(check.findings.issues)
        }
        guard check.check(YAMLTree.root, as: shape, subject: "") else { throw Refusal(check.findings.issues) }
        return Checked(fields: CheckedFile(check.tree).fields, findings: check.findings)
    }

    /// A file of another kind or a later version is not searched for further mistakes: all of it would be one.
    private func otherSchema(of tree: YAMLTree) -> (fault: ScalarFault, offset: Int, text: String)? {
        guard tree.kind(YAMLTree.root) == .mapping else { return nil }
        for place in tree.children(of: YAMLTree.root) {
            guard case .text("schema") = tree.key(place), let value = tree.scalar(place) else { continue }
            do throws(ScalarFault) {
                _ = try Shape.schemaName(schema).read(value)
                return nil
            } catch {
                return (error, tree.offset(place), value.text)
            }
        }
        return nil
    }
}
