import Foundation
import TestSupport
import Testing

/// The reports in docs/samples are what the program writes today; scripts/samples writes them anew.
@Suite("Samples")
struct SampleTests {
    struct Sample: CustomTestStringConvertible {
        let name: String
        let arguments: [String]

        var testDescription: String { name }
    }

    private static let folder = "docs/samples"

    static var samples: [Sample] {
        let lines = ((try? Project.text(of: "\(folder)/commands")) ?? "").split(separator: "\n")
        return lines.filter { !$0.hasPrefix("#") }.map { line in
            let words = line.split(separator: " ").map(String.init)
            return Sample(name: words[0], arguments: Array(words.dropFirst()))
        }
    }

    @Test("there is a sample of each form of briefing and council")
    func every() {
        for report in ["giao-ban", "hoi-dong"] {
            for form in ["txt", "csv", "json", "html", "xlsx"] {
                #expect(Self.samples.contains { $0.name == "\(report).\(form)" })
            }
        }
    }

    @Test("a sample is what the program writes", arguments: samples)
    func current(sample: Sample) throws {
        let result = try Program.run(sample.arguments)
        #expect(result.status == 0 && result.errors.isEmpty)
        let kept = try Project.bytes(of: "\(Self.folder)/\(sample.name)")
        let isSame = kept == result.output || ZipContents(kept).map { $0 == ZipContents(result.output) } ?? false
        #expect(isSame, "\(sample.name) is stale: run scripts/samples and read what changed")
    }

    @Test(
        "every file of the folder is a sample, what a sample is made from, or a small picture that is shown somewhere")
    func nothingElse() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Project.file(Self.folder).path(percentEncoded: false))
        let known = Set(Self.samples.map(\.name) + ["commands", "so-lieu-nhap.csv"])
        let pages = try ["README.md", "README.vi.md"].map(Project.text).joined()
        for name in names where !known.contains(name) {
            #expect(name.hasSuffix(".png") && pages.contains(name), "\(name)")
            #expect(try Project.bytes(of: "\(Self.folder)/\(name)").count < 150_000, "\(name)")
        }
    }
}
