import TestSupport
import QuotaModel
import Testing

@testable import ScoringRules

struct RuleSchemaTests {
    private func schema(_ file: RuleFile) throws -> JSONValue { try JSONValue(parsing: RuleSchema.json(for: file)) }

    private func value(_ yaml: String) -> JSONValue? {
        (try? YAMLReader.read(Array(yaml.utf8), path: "a.yaml")).flatMap { JSONValue($0.tree) }
    }

    @Test("the schema of each kind of file is JSON of draft 2020-12, the same each time", arguments: RuleFile.allCases)
    func isJSON(_ file: RuleFile) throws {
        guard case .object(let members) = try schema(file) else {
            Issue.record("not an object")
            return
        }
        #expect(members["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(RuleSchema.json(for: file) == RuleSchema.json(for: file))
        #expect(RuleSchema.json(for: file).hasSuffix("}\n"))
    }

    @Test("the schema accepts what the checker accepts")
    func acceptsGoodFiles() throws {
        let good: [(RuleFile, String)] = [
            (.rules, contractPack), (.rules, BadFile.quota("per: day")), (.testCase, RuleCaseLoaderTests.yaml),
            (.mapping, "schema: quota-mapping/1\nfields: {published: {from: Ngày, format: dd/MM/yyyy}, unit: A}\n"),
        ]
        for (file, yaml) in good {
            #expect(Finding.all(in: Array(yaml.utf8), as: file) == [])
            #expect(try JSONSchemaValidator.accepts(try #require(value(yaml)), try schema(file)))
        }
    }

    @Test(
        "the schema refuses what the grammar refuses and accepts what only the meaning forbids",
        arguments: [BadFile.structure, BadFile.values, BadFile.meaning, BadFile.mappings, BadFile.cases].flatMap(\.self)
    )
    func agreesOnBadFiles(_ bad: BadFile) throws {
        // JSON has no doubled keys: an editor's parser tells them, no schema can.
        guard let value = value(bad.text) else {
            #expect(bad.findings.contains { $0.code == .duplicateKey || $0.code == .emptyFile })
            return
        }
        let isMixed = Set(bad.findings.map(\.code)).count > 1
        let accepted = try JSONSchemaValidator.accepts(value, try schema(bad.file))
        #expect(accepted == (!bad.isStructural && !isMixed))
    }

    @Test("files changed at random are accepted by both or by neither", arguments: 0..<40)
    func agreesOnChangedFiles(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let schema = try schema(.rules)
        for _ in 0..<25 {
            let yaml = MutatedFile.make(from: contractPack, using: &random)
            guard let document = try? YAMLReader.read(Array(yaml.utf8), path: "a.yaml"), document.findings.isEmpty,
                let value = JSONValue(document.tree)
            else { continue }
            var check = StructureCheck(document)
            check.check(YAMLTree.root, as: RuleFile.rules.shape, subject: "")
            #expect(try JSONSchemaValidator.accepts(value, schema) == check.findings.isEmpty, "\(yaml)")
        }
    }
}
