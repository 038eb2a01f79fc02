import Foundation
import TestSupport
import Testing

@Suite("What is written never takes the place of what is read")
struct NamedFilesTests {
    private static let rules = "rules/thanh-tra-binh-dinh-2022/rules.yaml"
    private static let log = "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv"

    @Test(
        "an output that names an input or another output is refused before anything is read",
        arguments: [
            (["--output", "nhat-ky.csv"], "--output"), (["--rejects", "nhat-ky.csv"], "--rejects"),
            (["--output", "rules.yaml"], "--output"), (["--output", "lien-ket.csv"], "--output"),
            (["--output", "ten-khac.csv"], "--output"), (["--output", "moi.csv", "--rejects", "moi.csv"], "--rejects"),
            (["--output", "moi.csv", "--rejects", "./moi.csv"], "--rejects"), (["--rejects", "-"], "--rejects"),
            (["--output", "-", "--rejects", "-"], "--rejects"),
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

    @Test(
        "no command writes its result over a file that it reads, a history and its keys least of all",
        arguments: [
            (["history", "list"], "l.history"), (["history", "show", "0"], "l.history"),
            (["history", "item", "TB01"], "l.history"), (["history", "replay", "0"], "l.history"),
            (["history", "diff", "0", "1"], "l.history"), (["history", "checkpoint"], "l.history"),
            (["history", "verify"], "l.history"), (["history", "prove", "0"], "l.history"),
            (["history", "note", "x"], "l.history"), (["history", "export", "ra"], "l.history"),
            (["history", "withdraw", "--item", "TB01", "--reason", "x"], "l.history"),
            (["history", "init", "--rules", "rules.yaml"], "l.history"), (["history", "list"], "l.history-journal"),
            (["history", "init", "--rules", "rules.yaml"], "rules.yaml"),
            (["history", "add-rules", "rules.yaml"], "rules.yaml"),
            (["history", "add-inputs", "nhat-ky.csv"], "nhat-ky.csv"),
            (["history", "add-log", "nhat-ky.csv"], "nhat-ky.csv"),
            (["history", "add-log", "nhat-ky.csv"], "l.history"),
            (["history", "checkpoint", "--key", "khoa"], "khoa"), (["history", "key", "create", "moi"], "moi"),
            (["history", "key", "create", "moi"], "moi.pub"), (["history", "key", "create", "moi"], "l.history"),
            (["history", "verify", "--checkpoint", "moc"], "moc"),
            (["history", "verify", "--checkpoint", "moc", "--public-key", "khoa.pub"], "khoa.pub"),
            (["rules", "check", "--rules", "rules.yaml"], "rules.yaml"),
            (["history", "export", "moi"], "moi"), (["history", "export", "moi"], "moi/entries.jsonl"),
            (["history", "export", "moi"], "./moi/checkpoint"),
        ])
    func nothingOverwritten(command: [String], output: String) throws {
        let folder = try folder()
        for line in [
            ["history", "init", "--history", "l.history", "--rules", "rules.yaml", "--origin", "L"],
            ["history", "key", "create", "khoa", "--name", "k"],
            ["history", "checkpoint", "--history", "l.history", "--output", "moc"],
        ] { #expect(try Program.run(line, folder: folder.url).status == 0) }
        let files = ["l.history", "khoa", "khoa.pub", "moc", "rules.yaml", "nhat-ky.csv"]
        let before = try files.map { try Data(contentsOf: folder.url.appending(path: $0)) }
        let history = command[0] == "history" ? ["--history", "l.history"] : []
        let result = try Program.run(command + history + ["--output", output], folder: folder.url)
        #expect(result.status == 64)
        #expect(result.errors.contains("--output không nhận"))
        #expect(try files.map { try Data(contentsOf: folder.url.appending(path: $0)) } == before)
        #expect(!FileManager.default.fileExists(atPath: folder.path("moi")))
        // As the environment names it.
        if output == "l.history" {
            let environment = ["QUOTA_HISTORY": folder.path("l.history")]
            let result = try Program.run(command + ["--output", output], environment: environment, folder: folder.url)
            #expect(result.status == 64)
            #expect(try Data(contentsOf: folder.url.appending(path: "l.history")) == before[0])
        }
    }

    @Test(
        "standard input named twice is refused before anything is read: it can be read once",
        arguments: [
            (["briefing", "--rules", "rules.yaml", "--log", "-", "--log", "-"], "--log - và --log -"),
            (["briefing", "--rules", "-", "--log", "-"], "--log - và --rules -"),
            (["briefing", "--rules", "rules.yaml", "--log", "-", "--mapping", "-"], "--log - và --mapping -"),
            (["remind", "--rules", "-", "--log", "-"], "--log - và --rules -"),
            (["inspect", "--log", "-", "--mapping", "-"], "--log - và --mapping -"),
            (["council", "--rules", "rules.yaml", "--log", "-", "--inputs", "-"], "--log - và --inputs -"),
            (["council", "--rules", "-", "--log", "l.csv", "--compare-rules", "-"], "--rules - và --compare-rules -"),
            (["explain", "--rules", "-", "--log", "l.csv", "--inputs", "-"], "--rules - và --inputs -"),
            (["rules", "check", "--rules", "-", "--rules", "-"], "--rules - và --rules -"),
            (["history", "add-log", "-", "-"], "--log - và --log -"),
            (["history", "add-rules", "-", "-"], "file - và file -"),
            (["history", "add-inputs", "-", "-"], "file - và file -"),
            (["history", "verify", "--checkpoint", "-", "--public-key", "-"], "--checkpoint - và --public-key -"),
        ])
    func standardInputTwice(arguments: [String], says: String) throws {
        let result = try Program.run(arguments, input: Array("x".utf8), environment: ["QUOTA_HISTORY": "l.history"])
        #expect(result.status == 64 && result.output.isEmpty)
        #expect(
            result.errors == "\(says): đầu vào chuẩn (-) chỉ đọc được một lần; ghi một bên ra tệp [repeated-input]\n")
    }

    @Test("a result does not take the place of the file that standard input is read from")
    func redirectedInput() throws {
        let folder = try folder()
        let before = try Data(contentsOf: folder.url.appending(path: "nhat-ky.csv"))
        let call = ["briefing", "--rules", "rules.yaml", "--log", "-", "--output", "ten-khac.csv"]
        let shell = ["/bin/sh", "-c", #"exec "$0" "$@" < nhat-ky.csv"#]
        let result = try Program.run(call, under: shell, folder: folder.url)
        #expect(result.status == 64 && result.errors.contains("cần: ≠ --log -"))
        #expect(try Data(contentsOf: folder.url.appending(path: "nhat-ky.csv")) == before)
    }

    @Test("a letter does not take the place of a log")
    func letterOverLog() throws {
        let folder = try folder()
        let name = "phong-2-2022-04-30.txt"
        try FileManager.default.moveItem(atPath: folder.path("nhat-ky.csv"), toPath: folder.path(name))
        let before = try Data(contentsOf: folder.url.appending(path: name))
        let result = try Program.run(
            ["remind", "--rules", "rules.yaml", "--log", name, "--as-of", "2022-04-30", "--output-dir", "."],
            folder: folder.url)
        #expect(result.status == 64 && result.errors.contains("--output-dir không nhận “./\(name)”"))
        #expect(try Data(contentsOf: folder.url.appending(path: name)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()).count == 4)
    }

    @Test(
        "an open descriptor is written where it stands: what the file behind it holds stays",
        arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    func openDescriptor(path: String) throws {
        let folder = try folder()
        let report = try Program.run(Self.briefing + ["--quiet"], folder: folder.url)
        let rejects = try Program.run(Self.briefing + ["--output", "/dev/null", "--rejects", "-"], folder: folder.url)
        let shell = ["/bin/sh", "-c", #"echo trước > ra.txt; exec "$0" "$@" >> ra.txt"#]
        for (option, expected) in [("--output", report.output), ("--rejects", rejects.output + report.output)] {
            let result = try Program.run(Self.briefing + ["--quiet", option, path], under: shell, folder: folder.url)
            #expect(result.status == 0, "\(result.errors)")
            let written = try Array(Data(contentsOf: folder.url.appending(path: "ra.txt")))
            #expect(written == Array("trước\n".utf8) + expected)
        }
    }

    @Test("a name that is not UTF-8 is told, and no file of another name is written")
    func brokenName() throws {
        let folder = try folder()
        let shell = ["/bin/sh", "-c", #"exec "$0" "$@" "$(printf 'k\375.txt')""#]
        let result = try Program.run(Self.briefing + ["--output"], under: shell, folder: folder.url)
        #expect(result.status == 64)
        #expect(
            result.errors
                == "tên “k\u{FFFD}.txt” không viết bằng UTF-8; đổi tên tệp hoặc thư mục rồi gọi lại [argument-encoding]\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()).count == 4)
    }

    @Test("a history is a file, also one that is called as standard input is")
    func dashHistory() throws {
        let folder = try folder()
        let call = ["history", "init", "--history", "-", "--rules", "-", "--origin", "L"]
        let rules = try Array(Data(contentsOf: folder.url.appending(path: "rules.yaml")))
        #expect(try Program.run(call, input: rules, folder: folder.url).status == 0)
        let list = ["history", "list", "--history", "-"]
        #expect(try Program.run(list, folder: folder.url).status == 0)
        #expect(try Program.run(list + ["--output", "./-"], folder: folder.url).status == 64)
    }

    @Test("a device takes several results, and files of their own are written")
    func allowed() throws {
        let folder = try folder()
        for options in [
            ["--output", "/dev/null", "--rejects", "/dev/null"], ["--output", "moi.txt", "--rejects", "moi.csv"],
            ["--output", "moi.txt", "--rejects", "-"],
        ] {
            #expect(try Program.run(Self.briefing + options, folder: folder.url).status == 0)
        }
    }

    @Test("a link that leads nowhere yet leads to the new file, and is known as what it leads to")
    func danglingLink() throws {
        let folder = try folder()
        try FileManager.default.createSymbolicLink(atPath: folder.path("báo cáo"), withDestinationPath: "./mới.txt")
        let both = try Program.run(
            Self.briefing + ["--output", "báo cáo", "--rejects", "mới.txt"], folder: folder.url)
        #expect(both.status == 64)
        #expect(try Program.run(Self.briefing + ["--output", "báo cáo"], folder: folder.url).status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("báo cáo")) == "./mới.txt")
        #expect(try Data(contentsOf: folder.url.appending(path: "mới.txt")).count > 0)
    }

    @Test("what a killed run with the same process number left is in nobody's way")
    func leftBehind() throws {
        let folder = try folder()
        let shell = ["/bin/sh", "-c", "touch ra.txt.$$.tmp ra.txt.$$-1.tmp; exec \"$0\" \"$@\""]
        let result = try Program.run(Self.briefing + ["--output", "ra.txt"], under: shell, folder: folder.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try Data(contentsOf: folder.url.appending(path: "ra.txt")).count > 0)
    }

    @Test("a dash is standard output, as it is standard input for a log")
    func standardOutput() throws {
        let folder = try folder()
        let plain = try Program.run(Self.briefing, folder: folder.url)
        let dash = try Program.run(Self.briefing + ["--output", "-"], folder: folder.url)
        #expect(dash.status == 0 && dash.output == plain.output)
        #expect(!FileManager.default.fileExists(atPath: folder.path("-")))
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
