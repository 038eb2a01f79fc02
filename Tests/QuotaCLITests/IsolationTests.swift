import Foundation
import TestSupport
import Testing

/// What the program asks of the system while it reads hostile logs, seen from outside by strace.
@Suite("A log makes the program open nothing and connect nowhere")
struct IsolationTests {
    /// Names that stand in the lures; whoever follows one is seen by it.
    private static let lures = ["lure.dtd", "lure.xml", "lure.txt", "lure.csv"]

    private static let logs: [(name: String, text: String)] = [
        ("entity.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///lure.txt'>]><baiviet><bai>&x;</bai></baiviet>"),
        ("parameter.xml", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/lure.dtd'>%x;]><baiviet/>"),
        ("file-dtd.xml", "<!DOCTYPE baiviet SYSTEM 'lure.dtd'><baiviet><bai/></baiviet>"),
        ("http-dtd.xml", "<!DOCTYPE baiviet SYSTEM 'http://127.0.0.1:9/lure.dtd'><baiviet><bai/></baiviet>"),
        ("ftp-dtd.xml", "<!DOCTYPE baiviet SYSTEM 'ftp://127.0.0.1:9/lure.dtd'><baiviet><bai/></baiviet>"),
        (
            "public.xml",
            "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1:9/lure.dtd'><rss><channel/></rss>"
        ),
        (
            "xinclude.xml",
            "<baiviet xmlns:xi='http://www.w3.org/2001/XInclude'><bai><xi:include href='lure.xml'/></bai></baiviet>"
        ),
        ("catalog.xml", "<?oasis-xml-catalog catalog='lure.xml'?><!DOCTYPE a PUBLIC 'a' 'b'><baiviet><bai/></baiviet>"),
        ("stylesheet.xml", "<?xml-stylesheet href='lure.xml' type='text/xsl'?><baiviet><bai/></baiviet>"),
        (
            "schema.xml",
            "<baiviet xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:noNamespaceSchemaLocation='lure.xml'><bai/></baiviet>"
        ),
        (
            "formula.csv",
            "Đơn vị,Ngày đăng,Đường dẫn\n=cmd|'/c lure.txt'!A1,01/03/2022,http://127.0.0.1:9/lure.csv\nA,02/03/2022,lure.csv\n"
        ),
    ]

    private static let hasStrace: Bool = {
        let found = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")
        if !found { print("IsolationTests: skipped, because /usr/bin/strace is not there") }
        return found
    }()

    @Test(
        "the log is the only file of its folder that is opened, and there is no socket", .enabled(if: hasStrace),
        arguments: logs.map(\.name))
    func nothingElse(name: String) throws {
        let folder = try TemporaryFolder()
        for lure in Self.lures { _ = try folder.write("<a>lure</a>", to: lure) }
        let text = try #require(Self.logs.first { $0.name == name }).text
        _ = try folder.write(text, to: name)
        let calls = try Self.calls(["inspect", "--log", name], in: folder)
        let opened = calls.filter { $0.contains("open") && !$0.contains("ENOENT") }
        #expect(opened.contains { $0.contains("\"\(name)\"") }, "the watch is awake")
        #expect(calls.filter { call in Self.lures.contains { call.contains($0) } } == [])
        #expect(calls.filter { call in ["socket(", "connect(", "sendto("].contains { call.contains($0) } } == [])
        #expect(calls.filter { $0.contains("execve(") }.count == 1)
        #expect(opened.filter(Self.isForWriting) == [])
    }

    private static func isForWriting(_ call: String) -> Bool {
        ["O_WRONLY", "O_RDWR", "O_CREAT"].contains { call.contains($0) }
    }

    /// The system calls that name files, connections and programs, one a line.
    private static func calls(_ arguments: [String], in folder: TemporaryFolder) throws -> [String] {
        let trace = folder.path("trace")
        let strace = ["-f", "-qq", "-o", trace, "-e", "trace=%file,%network"]
        let result = try Program.run(arguments, under: ["/usr/bin/strace"] + strace, folder: folder.url)
        #expect([0, 65].contains(result.status), "\(result.errors)")
        return try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
