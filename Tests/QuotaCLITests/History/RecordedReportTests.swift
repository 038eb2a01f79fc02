import AuditLedger
import Foundation
import Testing

@Suite("history: a report and its entry")
struct RecordedReportTests {
    static let commands = [
        ["briefing", "--as-of", "2022-02-28"], ["briefing", "--as-of", "2022-02-28", "--format", "docx"],
        ["council", "--as-of", "2022-12-31", "--format", "json"],
        ["explain", "--unit", "van-phong", "--as-of", "2022-02-28"], ["remind", "--as-of", "2022-02-28"],
    ]

    /// Runs a command that may make no file longer than half of the history: a disk that is full for the history alone.
    private func runWithoutRoom(_ arguments: [String], _ office: OfficeHistory) throws -> Program.Result {
        let size = try Data(contentsOf: URL(filePath: office.path)).count
        let shell = ["/bin/sh", "-c", "ulimit -f \(size / 2 / 512); exec \"$0\" \"$@\""]
        return try Program.run(arguments, under: shell, environment: ["QUOTA_HISTORY": office.path])
    }

    @Test("where its entry finds no room no report is left, shown or written", arguments: commands)
    func noRoom(arguments: [String]) throws {
        let office = try OfficeHistory.year()
        let report = office.folder.path("ra")
        let option = arguments[0] == "remind" ? "--output-dir" : "--output"
        for output in [[], [option, report]] {
            #expect(try runWithoutRoom(arguments + output, office).status == 0)
            try? FileManager.default.removeItem(atPath: report)
            let result = try runWithoutRoom(arguments + ["--record"] + output, office)
            #expect(result.status == 74 && result.output.isEmpty, "\(result.text)\(result.errors)")
            #expect(result.errors.contains("\(office.path): ghi không xong"), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: report))
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.folder.path("")).allSatisfy {
                !$0.hasSuffix(".tmp")
            })
        #expect(try Ledger(office.path).size() == 8)
        #expect(try office.run(["history", "verify"]).status == 0)
    }

    @Test("where the report finds no room its entry is there, and both are told", arguments: commands)
    func entryAlone(arguments: [String]) throws {
        let office = try OfficeHistory.year()
        let result = try Program.run(
            arguments + ["--record"], under: ["/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full"],
            environment: ["QUOTA_HISTORY": office.path])
        #expect(result.status == 74)
        #expect(
            result.errors.contains("đã ghi mục 8: ") && result.errors.contains("[write-failed]"), "\(result.errors)")
        #expect(try Ledger(office.path).size() == 9)
        #expect(try office.run(["history", "replay", "8"]).status == 0)
    }

    @Test("a report that cannot be made leaves no entry")
    func noReport() throws {
        let office = try OfficeHistory.year()
        let result = try office.run(
            ["briefing", "--as-of", "2022-02-28", "--record", "--output", office.folder.path("không/có/ra.txt")])
        #expect(result.status == 73)
        #expect(try Ledger(office.path).size() == 8)
    }
}
