import Foundation
import TestSupport
import Testing

@Suite("What is written never takes the place of what is read")
struct WrittenFilesTests {
    private static let rules = "rules/thanh-tra-binh-dinh-2022/rules.yaml"
    private static let log = "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv"

    @Test(
        "an output that names an input or another output is refused before anything is read",
        arguments: [
            (["--output", "nhat-ky.csv"], "--output"), (["--rejects", "nhat-ky.csv"], "--rejects"),
            (["--output", "rules.yaml"], "--output"), (["--output", "lien-ket.csv"], "--output"),
            (["--output", "ten-khac.csv"], "--output"), (["--output", "moi.csv", "--rejects", "moi.csv"], "--rejects"),
            (["--output", "moi.csv", "--rejects", "./moi.csv"], "--rejects"),
        ])
    func refused(options: [String], says: String) throws {
        let folder = try folder()
        let before = try Data(contentsOf: folder.url.appending(path: "nhat-ky.csv"))
        let result = try Program.run(Self.briefing + options, folder: folder.url)
        #expect(result.status == 64)
        #expect(result.errors.contains("\(says) không nhận"))
        #expect(try Data(contentsOf: folder.url.appending(path: "nhat-ky.csv")) == before)
        #expect(!FileManager.default.fileExists(atPath: folder.path("moi.csv")))
    }

    @Test("a device takes several results, and files of their own are written")
    func allowed() throws {
        let folder = try folder()
        for options in [
            ["--output", "/dev/null", "--rejects", "/dev/null"], ["--output", "moi.txt", "--rejects", "moi.csv"],
        ] {
            #expect(try Program.run(Self.briefing + options, folder: folder.url).status == 0)
        }
    }

    private static let briefing = [
        "briefing", "--rules", "rules.yaml", "--log", "nhat-ky.csv", "--as-of", "2022-04-30",
    ]

    /// Rules and a log, which a symbolic and a hard link lead to as well.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        try files.copyItem(at: Project.root.appending(path: Self.rules), to: folder.url.appending(path: "rules.yaml"))
        let log = folder.path("nhat-ky.csv")
        try files.copyItem(at: Project.root.appending(path: Self.log), to: folder.url.appending(path: "nhat-ky.csv"))
        try files.createSymbolicLink(atPath: folder.path("lien-ket.csv"), withDestinationPath: log)
        try files.linkItem(atPath: log, toPath: folder.path("ten-khac.csv"))
        return folder
    }
}
