import Foundation
import TestSupport
import Testing

@Suite("remind, and documents with their PDFs")
struct RemindCommandTests {
    private static let remind = ["remind"] + BriefingCommandTests.briefing.dropFirst()
    /// Who is short or behind on 30/04/2022, in ranking order.
    private static let reminded = ["phong-3", "phong-4", "phong-2"]

    @Test("the letters go to standard output, one after the other, read and approved")
    func text() throws {
        let result = try Program.run(Self.remind)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        try Golden.expect(result.output, isIn: "Tests/QuotaCLITests/Golden/remind.vi.txt")
    }

    @Test(
        "a folder gets a file for each unit, named by the unit and the day, and the files are named on standard error")
    func folder() throws {
        let folder = try TemporaryFolder()
        let letters = folder.path("giay-nhac")
        for (format, ending) in [("text", "txt"), ("docx", "docx")] {
            let result = try Program.run(Self.remind + ["--format", format, "--output-dir", letters])
            #expect(result.status == 0)
            #expect(result.output.isEmpty)
            let names = Self.reminded.map { "\($0)-2022-04-30.\(ending)" }
            for name in names { #expect(result.errors.contains("đã ghi \(letters)/\(name)\n")) }
            let there = try FileManager.default.contentsOfDirectory(atPath: letters).filter { $0.hasSuffix(ending) }
            #expect(Set(there) == Set(names))
        }
    }

    @Test("a second run writes the same bytes over the first, whatever the time zone")
    func again() throws {
        let folder = try TemporaryFolder()
        let call = Self.remind + ["--format", "docx", "--output-dir", folder.path("."), "--quiet"]
        var before: [String: Data] = [:]
        for zone in ["Asia/Ho_Chi_Minh", "America/New_York", "UTC"] {
            let result = try Program.run(call, environment: ["TZ": zone])
            #expect(result.status == 0)
            #expect(result.errors.isEmpty)
            for unit in Self.reminded {
                let file = URL(filePath: folder.path("\(unit)-2022-04-30.docx"))
                let bytes = try Data(contentsOf: file)
                #expect(before[unit] == nil || before[unit] == bytes)
                before[unit] = bytes
            }
        }
        #expect(before.count == 3)
    }

    @Test("nobody short or behind: no letter, no folder, and that is said")
    func nobody() throws {
        let folder = try TemporaryFolder()
        let early = Self.remind.map { $0 == "2022-04-30" ? "2022-02-15" : $0 }
        let result = try Program.run(early + ["--output-dir", folder.path("x")])
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors == "không đơn vị nào thiếu hoặc chậm\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path("x")))
    }

    @Test("--month takes the pack's report day, as briefing does")
    func month() throws {
        let call = Self.remind.dropLast(2) + ["--month", "2022-04"]
        #expect(try Program.run(Array(call)).output == Program.run(Self.remind).output)
    }

    @Test(
        "a wrong call ends with its status and writes nothing",
        arguments: [
            (["--format", "docx"], Int32(64), "--output-dir"),
            (["--output-dir", "x", "--output", "y"], 64, "--output"), (["--pdf"], 64, "--format docx"),
            (["--month", "2022-04"], 64, "--month"),
            (["--output-dir", "/khong/co"], 73, "/khong/co"),
        ])
    func wrongCalls(options: [String], status: Int32, says: String) throws {
        let result = try Program.run(Self.remind + options)
        #expect(result.status == status)
        #expect(result.errors.contains(says))
        #expect(result.output.isEmpty)
    }

    // MARK: Documents

    @Test(
        "briefing and council write documents that begin as a ZIP does",
        arguments: [
            BriefingCommandTests.briefing,
            ["council", "--rules", "rules/cham-diem-binh-dinh-2022/rules.yaml", "--log", BriefingCommandTests.log]
                + ["--as-of", "2022-12-31", "--scorecard", "thi-dua-2022"],
        ])
    func documents(call: [String]) throws {
        let first = try Program.run(call + ["--format", "docx"])
        #expect(first.status == 0)
        #expect(first.output.starts(with: Array("PK".utf8)))
        #expect(try Program.run(call + ["--format", "docx"]).output == first.output)
    }

    @Test(
        "what a document cannot carry is refused",
        arguments: [
            (["--pdf"], "--format docx"), (["--format", "docx", "--pdf"], "--output"),
            (["--format", "docx", "--pdf", "--output", "a.pdf"], "*.docx"),
            (["--format", "docx", "--compare-counting"], "--compare-counting"),
            (["--format", "html", "--compare-counting"], "--format json"),
            (["--format", "xlsx", "--compare-counting"], "--format json"),
            (["--format", "csv", "--compare-counting"], "--format json"),
        ])
    func refused(options: [String], says: String) throws {
        let result = try Program.run(BriefingCommandTests.briefing + options)
        #expect(result.status == 64)
        #expect(result.errors.contains(says))
    }

    /// Stands in for LibreOffice: notes its arguments and turns every document into the bytes that it is told.
    private static func office(in folder: TemporaryFolder, _ script: String) throws -> [String: String] {
        let path = try folder.write("#!/bin/sh\n\(script)\n", to: "soffice")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ["PATH": folder.url.path(percentEncoded: false)]
    }

    private static let converting = """
        while [ $# -gt 0 ]; do
          case "$1" in
            --outdir) out=$2; shift;;
            *.docx) name=${1##*/}; printf 'PDF of %s' "$name" > "$out/${name%.docx}.pdf";;
          esac
          shift
        done
        """

    @Test("--pdf puts the PDF beside the document, and leaves no temporary files")
    func pdf() throws {
        let folder = try TemporaryFolder()
        let temporary = folder.path("tmp")
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let environment = try Self.office(in: folder, Self.converting).merging(["TMPDIR": temporary]) { $1 }
        let report = folder.path("bao-cao.docx")
        let result = try Program.run(
            BriefingCommandTests.briefing + ["--format", "docx", "--pdf", "--output", report],
            environment: environment)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: folder.path("bao-cao.pdf"), encoding: .utf8) == "PDF of 0.docx")
        #expect(FileManager.default.fileExists(atPath: report))
        let letters = try Program.run(
            Self.remind + ["--format", "docx", "--pdf", "--output-dir", folder.path("nhac")], environment: environment)
        #expect(letters.status == 0)
        #expect(
            try String(contentsOfFile: folder.path("nhac/phong-2-2022-04-30.pdf"), encoding: .utf8)
                == "PDF of 2.docx")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test(
        "without LibreOffice, or when it fails, nothing is written and the status is 73",
        arguments: [
            (nil, "[no-office]"), ("exit 7", "exit 7"), ("echo lots of words; exit 0", "[conversion-failed]"),
        ])
    func noPDF(script: String?, says: String) throws {
        let folder = try TemporaryFolder()
        let environment = try script.map { try Self.office(in: folder, $0) } ?? ["PATH": folder.path("leer")]
        let report = folder.path("bao-cao.docx")
        let result = try Program.run(
            BriefingCommandTests.briefing + ["--format", "docx", "--pdf", "--output", report],
            environment: environment)
        #expect(result.status == 73)
        #expect(result.errors.contains(says))
        #expect(!FileManager.default.fileExists(atPath: report))
    }
}
