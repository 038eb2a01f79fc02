import Foundation
import TestSupport
import Testing

@testable import quota_cli

@Suite("Files that are written together")
struct OutputFileTests {
    struct Unknown: Error {}

    @Test("whatever stops them before they have their names, nothing of them is left", arguments: 1...3)
    func nothingLeft(count: Int) throws {
        let folder = try TemporaryFolder()
        let files = (1...count).map { (path: folder.path("thu-\($0).txt"), bytes: Array("thư".utf8)) }
        var whole: [String] = []
        #expect(throws: Unknown.self) {
            try OutputFile.write(together: files) {
                whole = try FileManager.default.contentsOfDirectory(atPath: folder.path("."))
                throw Unknown()
            }
        }
        #expect(whole.count == count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(".")) == [])
    }
}
