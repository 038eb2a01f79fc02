import AuditLedger
import Foundation
import TestSupport
import Testing

/// The library that spoils file calls, compiled once.
enum FaultLibrary {
    static let path: String? = {
        let compilers = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .flatMap { folder in ["clang", "cc", "gcc"].map { "\(folder)/\($0)" } }
            .filter { FileManager.default.isExecutableFile(atPath: $0) }
        let output = FileManager.default.temporaryDirectory.appending(path: "quota-faults-\(UUID().uuidString).so")
        for compiler in compilers {
            let process = Process()
            process.executableURL = URL(filePath: compiler)
            process.arguments = [
                "-shared", "-fPIC", "-O1", "-o", output.path, Project.file("Tests/QuotaCLITests/History/faults.c").path,
                "-ldl",
            ]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { continue }
            process.waitUntilExit()
            if process.terminationStatus == 0 { return output.path }
        }
        return nil
    }()
}

@Suite(
    "A history after a fault at every file call",
    .enabled("a C compiler builds the library that makes the faults") { FaultLibrary.path != nil })
struct HistoryFaultTests {
    private let folder: TemporaryFolder
    /// A history with rules and a log.
    private let original: String

    init() throws {
        folder = try TemporaryFolder()
        original = folder.path("goc.history")
        let made = try Program.run([
            "history", "init", "--history", original, "--rules", BriefingCommandTests.rules, "--actor", "văn thư",
        ])
        #expect(made.status == 0, "\(made.errors)")
        let log = try Self.log(folder, "thang-1.csv", rows: 5)
        #expect(try Program.run(["history", "add-log", log, "--history", original]).status == 0)
    }

    /// A log of so many rows with titles of so many letters.
    private static func log(_ folder: TemporaryFolder, _ name: String, rows: Int, letters: Int = 20) throws -> String {
        let title = String(repeating: "t", count: letters)
        let lines = (0..<rows).map { "\(name)-\($0),Văn phòng,Tin,\($0 % 27 + 1)/03/2022,\(title)" }
        return try folder.write("Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\n" + lines.joined(separator: "\n") + "\n", to: name)
    }

    private func run(_ kind: String, at call: Int, _ place: String, _ arguments: [String]) throws -> Program.Result {
        try Program.run(
            arguments,
            environment: [
                "LD_PRELOAD": try #require(FaultLibrary.path), "FAULT_DIR": place, "FAULT_KIND": kind,
                "FAULT_AT": String(call), "FAULT_REPORT": folder.path("so-lan-\(kind)"),
            ])
    }

    /// Tries the call with a fault at its every file call; every time the history is as before or as after.
    ///
    /// - Parameter step: tries only every so-manyth call, and all of the last, where the append becomes lasting.
    private func tryEveryCall(_ kind: String, files: [String], step: Int = 1) throws {
        let place = folder.path("thu-\(kind)") + "/"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let history = place + "so.history"
        let arguments = ["history", "add-log", "--history", history, "--quiet"] + files
        let before = try Ledger(original).size()
        let after = before + files.count
        try Data(contentsOf: URL(filePath: original)).write(to: URL(filePath: history))
        #expect(try run("count", at: 0, place, arguments).status == 0)
        let calls = try #require(
            Int(String(contentsOfFile: folder.path("so-lan-count"), encoding: .utf8).dropLast()))
        #expect(calls > 20)
        var (none, all) = (0, 0)
        for call in 1...calls where call % step == 0 || call > calls - 12 {
            for left in try FileManager.default.contentsOfDirectory(atPath: place) {
                try FileManager.default.removeItem(atPath: place + left)
            }
            try Data(contentsOf: URL(filePath: original)).write(to: URL(filePath: history))
            let result = try run(kind, at: call, place, arguments)
            let ledger = try Ledger(history)
            let checked = try ledger.verify(against: Ledger(original).checkpoint(of: before))
            #expect(checked.isGood, "\(kind) at call \(call): \(checked.faults)")
            #expect(try checked.extends(Ledger(original).checkpoint(of: before)) == .extends)
            #expect(checked.size == before || checked.size == after, "\(kind) at call \(call): \(checked.size) entries")
            if checked.size == before { none += 1 } else { all += 1 }
            // What was reported as done is there; what failed with an error is not half there.
            if result.status == 0 { #expect(checked.size == after, "\(kind) at call \(call) reported success") }
            // And the next append goes on from there.
            if call % 7 == 0 {
                let next = try Program.run(["history", "note", "tiếp", "--history", history])
                #expect(next.status == 0, "\(kind) at call \(call): \(next.errors)")
                #expect(try Ledger(history).verify().isGood)
            }
        }
        #expect(none > 0 && all > 0, "\(none) times nothing, \(all) times all")
    }

    @Test(
        "killed, torn, without room or with an I/O error: it verifies and holds all of the append or none",
        arguments: ["kill", "torn", "full", "error"])
    func everyCall(kind: String) throws {
        try tryEveryCall(kind, files: [try Self.log(folder, "a.csv", rows: 8), try Self.log(folder, "b.csv", rows: 3)])
    }

    @Test(
        "also when the append is larger than the memory that is kept for it, so that it is written early",
        arguments: ["kill", "full"])
    func large(kind: String) throws {
        try tryEveryCall(kind, files: [try Self.log(folder, "lon.csv", rows: 60, letters: 60_000)], step: 97)
    }

    @Test(
        "a creation that is cut off leaves none or a whole one, and can be made again",
        arguments: ["kill", "torn", "full", "error"])
    func creation(kind: String) throws {
        let place = folder.path("tao-\(kind)") + "/"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let history = place + "so.history"
        let arguments = ["history", "init", "--history", history, "--origin", "Sở"]
        #expect(try run("count", at: 0, place, arguments).status == 0)
        let calls = try #require(
            Int(String(contentsOfFile: folder.path("so-lan-count"), encoding: .utf8).dropLast()))
        for call in 1...calls {
            for left in try FileManager.default.contentsOfDirectory(atPath: place) {
                try FileManager.default.removeItem(atPath: place + left)
            }
            let result = try run(kind, at: call, place, arguments)
            if FileManager.default.fileExists(atPath: history) {
                #expect(try Ledger(history).verify().isGood, "\(kind) at call \(call)")
            } else {
                #expect(result.status != 0, "\(kind) at call \(call)")
            }
            let again = try Program.run(arguments)
            #expect(again.status == 0 || again.errors.contains("history-exists"), "\(kind) at \(call): \(again.errors)")
            let checked = try Ledger(history).verify()
            #expect(checked.isGood && checked.size == 1, "\(kind) at call \(call): \(checked.faults)")
        }
    }
}

@Suite("Several programs at one history")
struct HistoryLockTests {
    private let folder: TemporaryFolder
    private let history: String

    init() throws {
        // A pipe whose reader was killed must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        folder = try TemporaryFolder()
        history = folder.path("so.history")
        #expect(
            try Program.run(["history", "init", "--history", history, "--rules", BriefingCommandTests.rules]).status
                == 0)
    }

    /// A writer that holds the lock until it is fed: its log comes through a pipe.
    private func writer() throws -> (process: Process, feed: FileHandle) {
        let process = Process()
        let feed = Pipe()
        process.executableURL = Program.executable
        process.arguments = ["history", "add-log", "-", "--log-format", "csv", "--history", history]
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardInput = feed
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try feed.fileHandleForWriting.write(contentsOf: Data("Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\n".utf8))
        for _ in 0..<500 where !isLocked() { usleep(10_000) }
        return (process, feed.fileHandleForWriting)
    }

    private func isLocked() -> Bool {
        guard let ledger = try? Ledger(history, writing: true, patience: 0) else { return true }
        do { try ledger.append { _ in } } catch { return true }
        return false
    }

    @Test("a second writer waits for the first, and both entries are there")
    func waiting() throws {
        let (process, feed) = try writer()
        let path = history
        let second = DispatchQueue.global()
        let group = DispatchGroup()
        second.async(group: group) { _ = try? Program.run(["history", "note", "sau", "--history", path]) }
        usleep(300_000)
        #expect(try Ledger(history).size() == 2)
        try feed.write(contentsOf: Data("1,Văn phòng,Tin,01/03/2022,Tin\n".utf8))
        try feed.close()
        process.waitUntilExit()
        group.wait()
        let checked = try Ledger(history).verify()
        #expect(checked.isGood && checked.size == 4)
        #expect(try Ledger(history).entry(3).kind == "note")
    }

    @Test("who waits in vain is told which process holds the lock; a reader is not kept waiting")
    func holder() throws {
        let (process, feed) = try writer()
        let ledger = try Ledger(history, writing: true, patience: 0.2)
        #expect {
            try ledger.append { _ in }
        } throws: { error in
            "\(error)".contains("\(process.processIdentifier) (quota-cli)")
        }
        #expect(try Ledger(history).verify().isGood)
        process.terminate()
        try? feed.close()
        process.waitUntilExit()
    }

    @Test("a writer that is killed while it holds the lock leaves nothing behind")
    func killed() throws {
        let (process, feed) = try writer()
        // Enough to be written before the end, so that there is something to take back.
        let row = Data(String(repeating: "x,Văn phòng,Tin,01/03/2022,Tin dài\n", count: 200_000).utf8)
        DispatchQueue.global().async { try? feed.write(contentsOf: row) }
        usleep(1_500_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let checked = try Ledger(history).verify()
        #expect(checked.isGood && checked.size == 2)
        #expect(try Program.run(["history", "note", "tiếp", "--history", history]).status == 0)
    }
}
