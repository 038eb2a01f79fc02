import Foundation
import TestSupport
import Testing

@Suite("--format html and xlsx")
struct ReportFormatTests {
    static let council = [
        "council", "--rules", "rules/cham-diem-binh-dinh-2022/rules.yaml", "--scorecard", "thi-dua-2022", "--log",
        BriefingCommandTests.log, "--as-of", "2022-08-31",
    ]
    static let commands = ["briefing": BriefingCommandTests.briefing, "council": council]

    static let cases = commands.keys.sorted().flatMap { command in ["html", "xlsx"].map { (command, $0) } }

    @Test("standard output and a file get the same bytes, and every run the same", arguments: cases)
    func bytes(command: String, format: String) throws {
        let arguments = try #require(Self.commands[command]) + ["--format", format]
        let folder = try TemporaryFolder()
        let path = folder.path("bao-cao.\(format)")
        let first = try Program.run(arguments)
        #expect(first.status == 0)
        #expect(first.errors.isEmpty)
        #expect(first.output.starts(with: format == "xlsx" ? Array("PK".utf8) : Array("<!DOCTYPE html>".utf8)))
        let second = try Program.run(arguments + ["--output", path])
        #expect(second.status == 0 && second.output.isEmpty)
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == first.output)
    }

    @Test("the workbook's temporary file is in a folder of its own and gone afterwards")
    func temporary() throws {
        let folder = try TemporaryFolder()
        let arguments = BriefingCommandTests.briefing + ["--format", "xlsx"]
        let result = try Program.run(arguments, environment: ["TMPDIR": folder.path("")])
        #expect(result.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }

    @Test("without a place for its temporary file a workbook ends with 74, and no half of it is left")
    func noTemporaryPlace() throws {
        let folder = try TemporaryFolder()
        let output = folder.path("bao-cao.xlsx")
        let arguments = BriefingCommandTests.briefing + ["--format", "xlsx", "--output", output]
        let result = try Program.run(arguments, environment: ["TMPDIR": folder.path("khong-co")])
        #expect(result.status == 74)
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test("a workbook is not written to a terminal", .enabled(if: Self.hasScript, "needs script(1)"))
    func terminal() throws {
        // script(1) gives its command a terminal; it takes one line, in which no word here needs quoting.
        let call = ([Program.path] + BriefingCommandTests.briefing + ["--format", "xlsx"]).joined(separator: " ")
        let result = try Program.run([], under: ["/bin/sh", "-c", "exec /usr/bin/script -qec '\(call)' /dev/null"])
        #expect(result.status == 64)
        #expect(result.text.contains("--output"))
    }

    private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    @Test("--plain needs --format csv, and --compare-rules a form that can show it", arguments: ["html", "xlsx"])
    func options(format: String) throws {
        #expect(try Program.run(BriefingCommandTests.briefing + ["--format", format, "--plain"]).status == 64)
        let compared =
            Self.council + ["--format", format, "--compare-rules", "rules/cham-diem-binh-dinh-2022/rules.yaml"]
        #expect(try Program.run(compared).status == 64)
    }

    @Test("CSV for people begins with a byte order mark, CSV for programs does not", arguments: commands.keys.sorted())
    func byteOrderMark(command: String) throws {
        let arguments = try #require(Self.commands[command]) + ["--format", "csv"]
        let people = try Program.run(arguments)
        let programs = try Program.run(arguments + ["--plain"])
        #expect(people.output.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(programs.output.starts(with: Array("rank,".utf8)))
        let rows = { (output: [UInt8]) in output.count { $0 == 0x0A } }
        #expect(rows(people.output) == rows(programs.output))
    }

    @Test("--fail-on-short and --strict end pages and workbooks as they end text", arguments: ["html", "xlsx"])
    func statuses(format: String) throws {
        #expect(try Program.run(BriefingCommandTests.briefing + ["--format", format, "--fail-on-short"]).status == 1)
        #expect(try Program.run(BriefingCommandTests.briefing + ["--format", format, "--strict"]).status == 65)
    }
}
