import AuditLedger
import Foundation
import TestSupport
import Testing

@Suite("Nothing half-done is left behind")
struct UnfinishedTests {
    private let folder: TemporaryFolder
    private static let remind = ["remind"] + BriefingCommandTests.briefing.dropFirst()
    private static let letters = ["phong-2", "phong-3", "phong-4"].map { "\($0)-2022-04-30.txt" }

    init() throws { folder = try TemporaryFolder() }

    private func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(name))) ?? []).sorted()
    }

    // MARK: Signals

    @Test(
        "a signal ends the program as always, with its temporary folder and the program it had started",
        arguments: [SIGINT, SIGTERM, SIGHUP])
    func temporaryFolder(signal: Int32) throws {
        let office = try folder.write("#!/bin/sh\necho $$ > \"$TMPDIR/../pid\"\nexec sleep 60\n", to: "soffice")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: office)
        try FileManager.default.createDirectory(atPath: folder.path("tmp"), withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Whoever runs the tests may ignore signals.
        process.arguments =
            ["--default-signal=INT,TERM,HUP", Program.path] + BriefingCommandTests.briefing
            + ["--format", "docx", "--pdf", "--output", folder.path("bao-cao.docx")]
        process.currentDirectoryURL = Project.root
        process.environment = ["PATH": folder.path(".") + ":/usr/bin:/bin", "TMPDIR": folder.path("tmp")]
        try process.run()
        var started: pid_t?
        for _ in 0..<600 where started == nil {
            usleep(50_000)
            started = (try? String(contentsOfFile: folder.path("pid"), encoding: .utf8)).flatMap {
                pid_t($0.dropLast())
            }
        }
        let child = try #require(started)
        #expect(names(in: "tmp").count == 1)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == signal)
        #expect(names(in: "tmp").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.path("bao-cao.docx")))
        #expect(kill(child, 0) != 0, "the program it had started goes on")
    }

    @Test(
        "a signal at any file call leaves the whole result or nothing",
        .enabled("a C compiler builds the library that makes the faults") { FaultLibrary.path != nil })
    func everyCall() throws {
        let (calls, _) = try calls(BriefingCommandTests.briefing + ["--output", place("ket-qua.txt")])
        #expect(calls > 3)
        var (none, all) = (0, 0)
        for call in 1...calls {
            let result = try run("term", at: call, BriefingCommandTests.briefing + ["--output", place("ket-qua.txt")])
            let left = names(in: "thu")
            #expect(left.isEmpty || left == ["ket-qua.txt"], "call \(call): \(left)")
            #expect(result.status == SIGTERM || left == ["ket-qua.txt"] && result.status == 0, "call \(call)")
            if left.isEmpty { none += 1 } else { all += 1 }
        }
        #expect(none > 0 && all > 0, "\(none) times nothing, \(all) times all")
    }

    @Test(
        "a signal while a history is made or exported leaves the whole or nothing",
        .enabled("a C compiler builds the library that makes the faults") { FaultLibrary.path != nil },
        arguments: ["term", "race"], ["init", "export"])
    func histories(kind: String, command: String) throws {
        let history = folder.path("goc.history")
        let made = try Program.run(["history", "init", "--history", history, "--rules", BriefingCommandTests.rules])
        #expect(made.status == 0)
        let arguments =
            command == "init"
            ? ["history", "init", "--history", place("so.history"), "--origin", "Sở"]
            : ["history", "export", "--history", history, place("xuat")]
        let (calls, whole) = try calls(arguments)
        #expect(whole == [command == "init" ? "so.history" : "xuat"])
        let content = folder.path("thu/xuat")
        let files = try? FileManager.default.subpathsOfDirectory(atPath: content).sorted()
        for call in 1...calls {
            let result = try run(kind, at: call, arguments)
            let left = names(in: "thu")
            #expect(left.isEmpty || left == whole, "call \(call): \(left)")
            #expect(result.status == SIGTERM || left == whole && result.status == 0, "call \(call)")
            guard left == whole else { continue }
            if command == "init" { #expect(try Ledger(place("so.history")).verify().isGood, "call \(call)") }
            let now = try? FileManager.default.subpathsOfDirectory(atPath: content).sorted()
            #expect(now == files, "call \(call)")
        }
    }

    @Test(
        "a signal that is ignored, as under nohup, stays ignored",
        .enabled("a C compiler builds the library that makes the faults") { FaultLibrary.path != nil })
    func ignored() throws {
        let arguments = BriefingCommandTests.briefing + ["--output", place("ket-qua.txt")]
        for call in 1...(try calls(arguments).0) {
            let result = try run("term", at: call, arguments, under: ["/usr/bin/env", "--ignore-signal=TERM"])
            #expect(result.status == 0, "call \(call)")
            #expect(names(in: "thu") == ["ket-qua.txt"])
        }
    }

    // MARK: What a dead run left

    @Test(
        "what a killed run with the same number left is in nobody's way, as in a container that was started again",
        arguments: ["so.history", "xuat"])
    func sameNumber(name: String) throws {
        let history = folder.path("goc.history")
        #expect(try Program.run(["history", "init", "--history", history, "--origin", "Sở"]).status == 0)
        let arguments =
            name == "xuat"
            ? ["history", "export", "--history", history, folder.path(name)]
            : ["history", "init", "--history", folder.path(name), "--origin", "Sở"]
        // The shell becomes the program and keeps its number.
        let script = "mkdir \"$0.$$.tmp\"; exec \"$@\""
        let result = try Program.run(arguments, under: ["/bin/sh", "-c", script, folder.path(name)])
        #expect(result.status == 0, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: folder.path(name)))
    }

    // MARK: Files that may not grow

    @Test(
        "a file that may not grow is an error of writing, and no part of it stays",
        arguments: [["--format", "html"], ["--format", "json"], ["--format", "xlsx"], ["--format", "docx"]])
    func sizeLimit(options: [String]) throws {
        try FileManager.default.createDirectory(atPath: folder.path("tmp"), withIntermediateDirectories: true)
        let result = try Program.run(
            BriefingCommandTests.briefing + options + ["--output", folder.path("ket-qua")],
            under: Self.limited(blocks: 2), environment: ["TMPDIR": folder.path("tmp")])
        #expect(result.status == 74, "\(result.errors)")
        #expect(result.errors.contains("[write-failed]"))
        #expect(names(in: ".") == ["tmp"])
        #expect(names(in: "tmp").isEmpty)
    }

    /// Runs what follows with files of so many times 512 bytes at most. Whoever runs the tests may ignore the signal that
    /// says so.
    private static func limited(blocks: Int) -> [String] {
        ["/usr/bin/env", "--default-signal=XFSZ", "/bin/sh", "-c", "ulimit -f \(blocks); exec \"$@\"", "sh"]
    }

    // MARK: Files that belong together

    @Test("letters of which one cannot be written whole: none is written, and that is said")
    func noRoom() throws {
        // The first letter fits, the second does not.
        let sizes = try Self.letterSizes()
        #expect(try #require(sizes.first) <= 1_024 && sizes.contains { $0 > 1_024 }, "\(sizes)")
        let result = try Program.run(
            Self.remind + ["--output-dir", folder.path("nhac")], under: Self.limited(blocks: 2))
        #expect(result.status == 74)
        #expect(result.errors.contains("[write-failed]"))
        #expect(result.errors.contains("không ghi tệp nào trong 3 tệp [not-all-written]"))
        #expect(names(in: ".").isEmpty)
    }

    /// In the order in which they are written.
    private static func letterSizes() throws -> [Int] {
        let folder = try TemporaryFolder()
        let result = try Program.run(remind + ["--output-dir", folder.path(".")])
        return try result.errors.split(separator: "\n").map { line in
            try Data(contentsOf: URL(filePath: String(line.dropFirst("đã ghi ".count)))).count
        }
    }

    @Test("letters of which one stands where a folder is: none is written, what was there stays")
    func folderInTheWay() throws {
        let way = folder.path("nhac/\(Self.letters[1])")
        try FileManager.default.createDirectory(atPath: way, withIntermediateDirectories: true)
        let result = try Program.run(Self.remind + ["--output-dir", folder.path("nhac")])
        #expect(result.status == 73)
        #expect(result.errors.contains("\(way): không tạo được tệp"))
        #expect(result.errors.contains("không ghi tệp nào trong 3 tệp"))
        #expect(names(in: "nhac") == [Self.letters[1]])
    }

    @Test(
        "letters with an I/O error at any file call: all are there, or what is said to be",
        .enabled("a C compiler builds the library that makes the faults") { FaultLibrary.path != nil },
        arguments: ["error", "full"])
    func lettersAtEveryCall(kind: String) throws {
        let arguments = Self.remind + ["--output-dir", place(""), "--lang", "en"]
        let (calls, whole) = try calls(arguments)
        #expect(whole.count == 3)
        var parts = 0
        for call in 1...calls {
            let result = try run(kind, at: call, arguments)
            let left = names(in: "thu")
            if left == whole.sorted(), result.status == 0 { continue }
            #expect(result.status == 73 || result.status == 74, "call \(call)")
            let line = try #require(result.errors.split(separator: "\n").last { $0.hasSuffix("[not-all-written]") })
            if left.isEmpty {
                #expect(line == "none of the 3 files was written [not-all-written]", "call \(call)")
            } else {
                let written = try #require(line.split(separator: ";").first)
                #expect(whole.filter { written.contains($0) }.sorted() == left, "call \(call): \(line)")
                parts += 1
            }
        }
        if kind == "error" { #expect(parts > 0) }
    }

    // MARK: Faults

    private func place(_ name: String) -> String { folder.path("thu/") + name }

    /// How many file calls it makes, and what it writes.
    private func calls(_ arguments: [String]) throws -> (Int, [String]) {
        #expect(try run("count", at: 0, arguments).status == 0)
        let count = Int(try String(contentsOfFile: folder.path("so-lan"), encoding: .utf8).dropLast())
        return (try #require(count), names(in: "thu"))
    }

    /// Runs it in an empty folder.
    private func run(
        _ kind: String, at call: Int, _ arguments: [String],
        under watcher: [String] = ["/usr/bin/env", "--default-signal=TERM"]
    ) throws -> Program.Result {
        try? FileManager.default.removeItem(atPath: folder.path("thu"))
        try FileManager.default.createDirectory(atPath: folder.path("thu"), withIntermediateDirectories: true)
        return try Program.run(
            arguments, under: watcher,
            environment: [
                "LD_PRELOAD": try #require(FaultLibrary.path), "FAULT_DIR": place(""), "FAULT_KIND": kind,
                "FAULT_AT": String(call), "FAULT_REPORT": folder.path("so-lan"),
            ])
    }

    @Test("standard output that does not block gets everything, however slowly somebody reads it")
    func notBlocking() throws {
        let call = BriefingCommandTests.briefing + ["--format", "html"]
        let pipe = Pipe()
        let end = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) == 0)
        let process = Process()
        process.executableURL = Program.executable
        process.arguments = call
        process.currentDirectoryURL = Project.root
        process.standardOutput = pipe
        try process.run()
        try pipe.fileHandleForWriting.close()
        // The pipe is full by now.
        usleep(500_000)
        let read = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try read.count > 1 << 16 && Array(read) == Program.run(call).output)
    }
}
