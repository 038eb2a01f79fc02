import Foundation
import TestSupport
import Testing

/// The examples in the documentation are run, so that they cannot rot.
@Suite("Documentation")
struct DocumentationTests {
    /// A fenced block that begins with a call of the program, with the output that stands under it.
    struct Example: CustomTestStringConvertible {
        let file: String
        let command: String
        let output: String

        var testDescription: String { "\(file): \(command)" }
    }

    static let files = ["README.md", "README.vi.md"] + manual

    private static var manual: [String] {
        let folder = Project.file("docs").path(percentEncoded: false)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }

    static var examples: [Example] {
        files.flatMap { file -> [Example] in
            let text = (try? Project.text(of: file)) ?? ""
            return text.components(separatedBy: "\n```").compactMap { block in
                // After the split a block begins with its language word.
                guard let newline = block.firstIndex(of: "\n") else { return nil }
                let body = block[block.index(after: newline)...]
                guard body.hasPrefix("$ quota-cli ") else { return nil }
                let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
                return Example(
                    file: file, command: String(lines[0].dropFirst(2)),
                    output: lines.count > 1 ? String(lines[1]) : "")
            }
        }
    }

    @Test("there are examples to check")
    func some() { #expect(Self.examples.count >= 2) }

    /// `…` alone on a line stands for any lines left out.
    @Test("an example prints what the documentation says", arguments: examples)
    func example(_ example: Example) throws {
        let arguments = example.command.split(separator: " ").dropFirst().map(String.init)
        let result = try Program.run(arguments)
        var rest = Substring(result.text + result.errors)
        for part in "\n\(example.output)\n".components(separatedBy: "\n…\n") {
            let wanted = part.trimmingCharacters(in: .newlines)
            if wanted.isEmpty { continue }
            guard let range = rest.range(of: wanted) else {
                Issue.record("not printed: \(wanted)\n--- but:\n\(rest)")
                return
            }
            rest = rest[range.upperBound...]
        }
    }
}
