import ArticleIngest
import Foundation
import QuotaModel
import TestSupport
import Testing

@testable import quota_cli

/// Contract, section 8: "`sha256` of a log is null for one larger than 256 MiB unless `--digest` asks for it".
@Suite("The digest of a log")
struct DigestLimitTests {
    private static let log = Array(
        ("Mã,Đơn vị,Ngày đăng\n" + (1...20_000).map { "\($0),Văn phòng,01/02/2022\n" }.joined()).utf8)

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a reader of the whole log leaves as its digest.
    private func digest(_ path: String, _ digesting: InputFile.Digesting) throws -> String? {
        var file = try InputFile(path, digesting: digesting)
        let inspection = try LogInspector.inspect(&file, named: "log.csv", records: 0, rejects: { _ in })
        #expect(inspection.recordsRead == 20_000)
        return file.sha256
    }

    private static let cases: [(InputFile.Digesting, Bool)] = [
        (.upTo(log.count), true), (.upTo(log.count - 1), false), (.upTo(300_000), false), (.upToLimit, true),
        (.always, true), (.never, false),
    ]

    @Test("is that of all its bytes up to the limit, and none beyond it", arguments: cases)
    func file(digesting: InputFile.Digesting, isMade: Bool) throws {
        let path = folder.path("log.csv")
        try Data(Self.log).write(to: URL(filePath: path))
        #expect(try digest(path, digesting) == (isMade ? InputFile.sha256(of: Self.log) : nil))
    }

    @Test("is none of a pipe that passes the limit while it is read", arguments: cases)
    func pipe(digesting: InputFile.Digesting, isMade: Bool) throws {
        let path = folder.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let writer = Thread { try? Data(Self.log).write(to: URL(filePath: path), options: []) }
        writer.start()
        #expect(try digest(path, digesting) == (isMade ? InputFile.sha256(of: Self.log) : nil))
    }

    @Test("is made of 256 MiB, of a byte more only where --digest asks for it")
    func limit() throws {
        let path = folder.path("log.csv")
        for (bytes, isMade) in [(256 << 20, true), ((256 << 20) + 1, false)] {
            // All of it a hole.
            #expect(FileManager.default.createFile(atPath: path, contents: nil) && truncate(path, bytes) == 0)
            #expect(try (InputFile(path, alwaysDigest: false, progress: nil).witness != nil) == isMade)
            #expect(try InputFile(path, alwaysDigest: true, progress: nil).witness != nil)
        }
    }
}
