import Foundation
import TestSupport
import Testing

/// Everything that fuzzing ever found is read again, by the same function that found it.
@Suite("Inputs that once broke a reader")
struct CrashTests {
    static let names: [String] = {
        let folder = Project.file("Tests/ArticleIngestTests/Crashes").path(percentEncoded: false)
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    @Test("the corpus is there")
    func corpus() { #expect(!Self.names.isEmpty) }

    /// A finding stops the run: that is what it did when it was found.
    @Test("reads to its end, every record accepted or rejected", arguments: names)
    func reads(name: String) throws {
        let bytes = try Project.bytes(of: "Tests/ArticleIngestTests/Crashes/\(name)")
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            #expect(readInput(start, buffer.count) == 0)
        }
    }
}
