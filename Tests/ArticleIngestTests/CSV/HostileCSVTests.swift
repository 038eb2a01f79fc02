import QuotaModel
import Testing

@testable import ArticleIngest

/// Endless bytes: the same piece again and again, up to a length; counts what was taken.
struct RepeatingSource: ByteSource {
    var head: [UInt8] = []
    let piece: [UInt8]
    let length: Int
    var at = 0

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, length - at)
        for place in 0..<count { buffer[place] = byte(at + place) }
        at += count
        return count
    }
}

extension RepeatingSource {
    private func byte(_ offset: Int) -> UInt8 {
        offset < head.count ? head[offset] : piece[(offset - head.count) % piece.count]
    }
}

/// A source that fails behind its bytes.
struct BrokenSource: ByteSource {
    struct Failure: Error {}
    var memory: MemorySource

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try memory.read(into: buffer)
        if count == 0 { throw Failure() }
        return count
    }
}

@Suite("Hostile and broken logs")
struct HostileCSVTests {
    static let heading = Array("Đơn vị,Ngày đăng,Tiêu đề\n".utf8)

    /// Reads until the refusal; says its issue and how many bytes were taken.
    private func refusal(
        head: [UInt8], piece: String, length: Int, limits: ReadingLimits = .init()
    ) -> (issue: QuotaModel.Issue?, taken: Int) {
        var source = RepeatingSource(head: head, piece: Array(piece.utf8), length: length)
        var reader = LogReader(order: order(), limits: limits)
        do {
            _ = try reader.read(&source, named: "log.csv", items: { _ in }, rejects: { _ in })
            return (nil, source.at)
        } catch let refusal as Refusal {
            return (refusal.issues[0], source.at)
        } catch {
            return (nil, source.at)
        }
    }

    @Test("a line of a gigabyte is refused after the first megabytes", arguments: ["x", "Phòng ", "\u{0}"])
    func giantLine(piece: String) {
        let (issue, taken) = refusal(head: Self.heading, piece: piece, length: 1 << 30)
        #expect(issue?.code == (piece == "\u{0}" ? .binaryFile : .limitExceeded))
        if issue?.code == .limitExceeded {
            #expect(issue?.subject == "max-record-bytes")
            #expect(issue?.place?.line == 2)
        }
        #expect(taken < 4 << 20)
        let first = refusal(head: [], piece: "x", length: 1 << 30)
        #expect(first.issue?.code == .limitExceeded)
        #expect(first.taken < 4 << 20)
    }

    @Test("a quote that doesn't close within the limit names the line of the quote")
    func unclosedQuote() {
        let head = Self.heading + Array("Phòng 1,01/02/2022,a\n\"Phòng\n1\",\"".utf8)
        let (issue, taken) = refusal(head: head, piece: "a,b\n", length: 100 << 20)
        #expect(issue?.code == .limitExceeded)
        #expect(issue?.place?.line == 4)
        #expect(taken < 4 << 20)
    }

    @Test("zeros are no text")
    func zeros() {
        let (issue, taken) = refusal(head: [], piece: "\u{0}", length: 100 << 20)
        #expect(issue?.code == .binaryFile)
        #expect(taken < 1 << 20)
    }

    @Test("too many columns are refused, in the heading and in a row", arguments: ["", "Đơn vị,Ngày đăng\n"])
    func columns(head: String) {
        let (issue, _) = refusal(head: Array(head.utf8), piece: ",x", length: 200_000)
        #expect(issue?.code == .limitExceeded)
        #expect(issue?.subject == "max-columns")
    }

    @Test("a cell of forty thousand names is read in the time of as many cells", .timeLimit(.minutes(1)))
    func longList() throws {
        let names = (0..<40_000).map { "u\($0)" }
        let cell = (names + names.reversed() + ["Phòng 1", "Văn phòng", "phòng thanh tra 1"]).joined(separator: ";")
        let outcome = try read("Đơn vị,Ngày đăng,Tác giả\n\(cell),15/02/2022,a\nPhòng 2,15/02/2022,\(cell)\n")
        #expect(outcome.codes == [.unknownUnit] && outcome.rejects.first?.unknownName == "u0")
        #expect(outcome.rejects.first?.units == Named([1, 0]))
        #expect(outcome.summary.unknownPeople.count == names.count + 3)
        let inspection = try inspect(Array("Đơn vị,Ngày đăng\n\(cell),15/02/2022\n".utf8))
        let units = try #require(inspection.records.first?.fields[.unit])
        #expect(units.hasSuffix(";u39999;Phòng 1;Văn phòng;phòng thanh tra 1"))
    }

    @Test("a file over the limit is refused", arguments: [100, 300 << 10, 2 << 20])
    func fileLimit(bytes: Int) {
        var limits = ReadingLimits()
        limits.fileBytes = bytes
        let (issue, _) = refusal(
            head: Self.heading, piece: "Phòng 1,01/02/2022,a\n", length: bytes + 1, limits: limits)
        #expect(issue?.code == .limitExceeded)
        #expect(issue?.subject == "max-file-bytes")
    }

    @Test("a record as long as the limit is read, a byte more is refused")
    func recordLimit() throws {
        var limits = ReadingLimits()
        limits.recordBytes = 300
        let row = "Phòng 1,01/02/2022,"
        let rest = 300 - row.utf8.count
        let heading = String(decoding: Self.heading, as: UTF8.self)
        let whole = try read(heading + row + String(repeating: "x", count: rest) + "\n", limits: limits)
        #expect(whole.items.count == 1)
        #expect(
            refusalCodes {
                _ = try read(heading + row + String(repeating: "x", count: rest + 1) + "\n", limits: limits)
            } == [.limitExceeded])
    }

    static let foreign: [(name: String, bytes: [UInt8], code: IssueCode)] = [
        ("nothing", [], .emptyFile), ("white space", Array(" \r\n\t\n".utf8), .emptyFile),
        ("a byte order mark", [0xEF, 0xBB, 0xBF], .emptyFile),
        ("a byte order mark of UTF-16", [0xFF, 0xFE], .emptyFile),
        ("a web page", Array("<!DOCTYPE html><html lang=\"vi\">".utf8), .webPage),
        ("XHTML", Array("\u{FEFF}\n<?xml version=\"1.0\"?><!doctype HTML PUBLIC><HTML>".utf8), .webPage),
        ("a login page without doctype", Array("<html><head><title>Đăng nhập</title>".utf8), .webPage),
        ("a page behind a comment", Array("<!-- x --> <HTML>".utf8), .webPage),
        ("zip", [0x50, 0x4B, 3, 4, 0, 0] + Array("readme.txt".utf8), .zipArchive),
        ("xlsx", [0x50, 0x4B, 3, 4, 0, 0] + Array("[Content_Types].xml".utf8), .spreadsheet),
        (
            "xlsx in another order", [0x50, 0x4B, 3, 4, 0, 0] + Array("docProps/app.xml..xl/workbook.xml".utf8),
            .spreadsheet
        ),
        (
            "ods", [0x50, 0x4B, 3, 4] + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
            .spreadsheet
        ),
        ("docx", [0x50, 0x4B, 3, 4, 0, 0] + Array("[Content_Types].xml..word/document.xml".utf8), .zipArchive),
        ("pptx", [0x50, 0x4B, 3, 4, 0, 0] + Array("[Content_Types].xml..ppt/presentation.xml".utf8), .zipArchive),
        ("xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .spreadsheet),
        ("gzip", [0x1F, 0x8B, 8, 0], .gzip), ("PDF", Array("%PDF-1.7\n".utf8), .pdf),
        ("JSON", Array("\n{\"items\": []}".utf8), .json), ("JSON list", Array("[{\"id\": 1}]".utf8), .json),
        ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], .binaryFile),
    ]

    @Test("what is no log is refused by name before anything is delivered", arguments: foreign.indices)
    func noLog(_ number: Int) {
        let (name, bytes, code) = Self.foreign[number]
        #expect(refusalCodes { _ = try read([bytes]) } == [code], "\(name)")
        #expect(refusalCodes { _ = try inspect(bytes) } == [code], "\(name)")
    }

    @Test(
        "XML that only speaks of pages is no page",
        arguments: [
            "<baiviet><bai><noidung>&lt;html</noidung></bai></baiviet>", "<a><html/><body/></a>", "<headline/>",
        ])
    func noPage(text: String) {
        #expect(ForeignFile.recognize(Array(text.utf8)) == nil)
        #expect(ForeignFile.beginsLikeXML(Array(("\u{FEFF} \n" + text).utf8)))
        #expect(ForeignFile.beginsLikeXML(OldEncodings.bytes("\u{FEFF}" + text, .utf16be)))
    }

    @Test("a failing source is passed on")
    func failure() {
        var source = BrokenSource(memory: MemorySource(Self.heading))
        var reader = LogReader(order: order())
        #expect(throws: BrokenSource.Failure.self) {
            try reader.read(&source, named: "log.csv", items: { _ in }, rejects: { _ in })
        }
    }

    @Test("items are handed over in batches while the log is read, never all at once")
    func streaming() throws {
        var source = RepeatingSource(head: Self.heading, piece: Array("Phòng 1,01/02/2022,\n".utf8), length: 1 << 20)
        var reader = LogReader(order: order())
        var most = 0
        let summary = try reader.read(
            &source, named: "log.csv", items: { most = max(most, $0.count) }, rejects: { _ in })
        #expect(summary.accepted > 40_000)
        #expect(1..<20_000 ~= most)
    }
}
