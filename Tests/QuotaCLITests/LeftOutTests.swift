import Foundation
import TestSupport
import Testing

@Suite("Tests that a missing tool switches off")
struct LeftOutTests {
    @Test("are named by scripts/left-out, so that nobody takes a run without them for a whole one")
    func named() throws {
        let script = try Project.text(of: "scripts/left-out")
        let folder = Project.file("Tests").path(percentEncoded: false)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        let condition = "." + "enabled("
        let suites = try files.filter { try Project.text(of: "Tests/\($0)").contains(condition) }
            .compactMap { $0.split(separator: "/").last?.dropLast(".swift".count) }
        #expect(suites.count >= 6)
        for suite in suites { #expect(script.contains(suite), "\(suite)") }
    }
}
