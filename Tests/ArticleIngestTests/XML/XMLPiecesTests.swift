import Foundation
import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

/// One parser that reads an XML log from its beginning to its end says what is right: cut into pieces, on any number of
/// cores, the same log gives the same items, rejects, remarks and errors, each in the same place.
@Suite("XML in pieces")
struct XMLPiecesTests {
    static let ways: [LogReader.Cores] = [
        .init(count: 1, pieceBytes: 1), .init(count: 1, pieceBytes: 97), .init(count: 2, pieceBytes: 1),
        .init(count: 2, pieceBytes: 311), .init(count: 3, pieceBytes: 2_000), .init(count: 16, pieceBytes: 150),
    ]

    /// Everything that reading gave, also when it ended in a refusal.
    static func reading(
        _ bytes: [UInt8], _ cores: LogReader.Cores, mapping: LogMapping? = nil, limits: ReadingLimits = .init(),
        needed: FieldSet = FieldSet(.unit)
    ) throws -> [String] {
        var source = MemorySource(bytes)
        let order = order(needed: [needed], tested: [FieldSet(.words), FieldSet(.state)], details: true)
        var reader = LogReader(order: order, limits: limits, mapping: mapping, cores: cores)
        var items: [String] = []
        var rejects: [String] = []
        let end: [String]
        do {
            let summary = try reader.read(
                &source, named: "log.xml", items: { items += Array($0).map { "\($0)" } },
                rejects: { rejects.append("\($0)") })
            end = CoresTests.lines(summary)
        } catch let refusal as Refusal {
            end = refusal.issues.map { "\($0)" }
        }
        return items + rejects + end
    }

    /// One piece, which the parser of the whole log reads alone.
    static let whole = LogReader.Cores(count: 1, pieceBytes: 1 << 22)

    static func expectSame(
        _ bytes: [UInt8], ways: [LogReader.Cores] = Self.ways, mapping: LogMapping? = nil,
        limits: ReadingLimits = .init(),
        needed: FieldSet = FieldSet(.unit)
    ) throws {
        let expected = try reading(bytes, whole, mapping: mapping, limits: limits, needed: needed)
        for cores in ways {
            let found = try reading(bytes, cores, mapping: mapping, limits: limits, needed: needed)
            guard found != expected else { continue }
            let at = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
            Testing.Issue.record(
                """
                \(cores): line \(at) of \(found.count): \(found.dropFirst(at).first ?? "-")
                instead of \(expected.count): \(expected.dropFirst(at).first ?? "-")
                \(String(decoding: bytes.prefix(4_000), as: UTF8.self))
                """)
            return
        }
    }

    @Test("a log is really cut: behind records that end their line, nothing lost, and the cores take every piece")
    func cuts() throws {
        let bai = "<bai ma='1'><donvi>Phòng 1</donvi></bai><bai/> \n"
        let text = "<baiviet>\n" + String(repeating: bai, count: 200)
        let log = Array((text + "</baiviet>").utf8)
        let reader = XMLLogReader(mapping: nil, limits: .init())
        var source = MemorySource(log)
        let document = try reader.open(prefix: [], rest: &source, source: "", step: 100, sink: RecordingSink())
        #expect(try document.readBeginning())
        var cut = ""
        let piece = XMLPiece()
        while document.fill(piece) {
            #expect(piece.number < 100 && piece.bytes.lineFeeds < 5)
            cut += String(decoding: piece.bytes, as: UTF8.self)
            #expect(cut.hasSuffix("<bai/>"))
        }
        #expect(text.hasSuffix(cut + " \n") && cut.utf8.count > text.utf8.count - 300)

        for helpers in [0, 1, 3] {
            var source = MemorySource(log)
            let document = try reader.open(prefix: [], rest: &source, source: "", step: 100, sink: RecordingSink())
            #expect(try document.readBeginning())
            let order = order(needed: [])
            let identities = Identities()
            let acceptance = Acceptance(
                order: order, source: "", sourceNumber: 0, identities: identities, items: { _ in },
                rejects: { _ in }, overruled: { _, _ in })
            let maker = { @Sendable [numbering = identities.numbering] in
                ItemMaker(
                    order, sourceNumber: 0, mapping: nil, dateFormat: nil, numbering: numbering)
            }
            let left = try XMLPieces(document, maker, acceptance).read(helpers: helpers)
            #expect(left.isEmpty)
            #expect(acceptance.summary.records > 390)
        }
    }

    // MARK: Logs

    /// Records that are good, bad, the same again, on one line or over many, with all that markup can hold.
    static func records(_ numbers: inout SeededRandom, count: Int, rare: [String]) -> String {
        var text = ""
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        for number in 0..<count {
            let id = one(["\(number)", "\(number)", "\(number / 3)", ""])
            let title = one([
                "Hội nghị", "<![CDATA[ ]] > <bai> Thanh tra ]]>", "a &amp; b&#7877;", "Tin\nmới", "x<!-- </bai>\n -->y",
                "\r\nA > B\r", "",
            ])
            let unit = one(["Văn phòng", "PHÒNG 1", "Phòng 9", "", "Phòng 1</donvi>\n<donvi>Phòng 2"])
            let day = one(["01/02/2022", "15/2/2022", "2022-02-30", ""])
            let more = one(["", "", "", "<tacgia>N.V.A</tacgia>", "<p\(number % 40) q\(number % 30)='>'/>", "<loai/>"])
            text += one([
                "<bai ma='\(id)'><tieude>\(title)</tieude><donvi>\(unit)</donvi><ngaydang>\(day)</ngaydang>\(more)</bai>",
                "<bai\n ma=\"\(id)\" ><donvi>\(unit)</donvi>\n\n<sotu>\(number)</sotu>\(more)\(title)</bai>",
                "<bai donvi='Phòng 1' tieude=\"tit > \(number % 9)\"/>",
                "<bai ma='\(id)'><donvi>\(unit)</donvi><trangthai>đăng</trangthai><bai><bai/></bai></bai>",
            ])
            text += one(["\n", "\n", "\n", " \t\r\n", "", "<!-- <bai> -->\n", "chữ\n"])
            if Int.random(in: 0..<60, using: &numbers) == 0 { text += one(rare) }
        }
        return text
    }

    static let rare = [
        "<khac/>\n", "<khac><bai ma='9'/></khac>\n", "<?a b?>\n",
        "<bai xmlns:n='u' n:ma='7'><donvi>Phòng 1</donvi></bai>\n",
        "<bai>&amp;<?a b?></bai>\n", "<bai>&a;</bai>\n", "<bai></ba>\n", "<bai a='1' a='2'/>\n",
        "</baiviet><baiviet>\n",
        "<bai><donvi>\u{1}</donvi></bai>\n", "<bai>]]></bai>\n", "<bai ma=1/>\n", "<!DOCTYPE a>\n", "\0", "<",
    ]

    @Test("logs of many kinds of records", arguments: 0..<12)
    func logs(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed)
        let head = ["", "<?xml version='1.0'?>\n<!-- a -->\n", "\u{FEFF}<!DOCTYPE baiviet SYSTEM 'a'>"]
        let rare = seed.isMultiple(of: 2) ? ["\n"] : Self.rare
        let text =
            "\(head[Int(seed) % 3])<baiviet xmlns:x='u'>\n" + Self.records(&numbers, count: 150, rare: rare)
            + "</baiviet>\n"
        try Self.expectSame(Array(text.utf8))
        try Self.expectSame(OldEncodings.bytes(text, .utf16le), ways: Array(Self.ways.prefix(4)))
        // The refusal tells the paths that were found, in their order.
        try Self.expectSame(Array(text.utf8), needed: FieldSet(.approver))
        let mapping = LogMapping(records: "/baiviet/bai", fields: [.unit: .init(from: "donvi")])
        try Self.expectSame(Array(text.utf8), mapping: mapping)
    }

    @Test("logs of plain records, most of them read without libxml2, the rest with it", arguments: 0..<6)
    func plainLogs(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed + 300)
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        var text = "<baiviet xmlns:x='u'>\n<bai ma='a' q='b'><tieude/><donvi/><ngaydang/><x:p/></bai>\n"
        for number in 0..<300 {
            let title = one(["Hội nghị", "a &amp; b", "hai\ndòng"])
            let odd = number % 25 == 24 ? one(seed < 3 ? ["<!-- a -->", "<moi\(number)/>", "&#65;"] : Self.rare) : ""
            text += "<bai ma='\(one(["", "\(number / 2)"]))' q=\"ễ\"><tieude>\(title)</tieude><x:p/>\(odd)"
            text +=
                "<donvi>\(one(["Phòng 1", "Phòng 9", ""]))</donvi><ngaydang>\(one(["01/02/2022", "x"]))</ngaydang></bai>"
            text += one(["\n", " \r\n", "\n\n", ""])
        }
        try Self.expectSame(Array("\(text)</baiviet>".utf8))
    }

    @Test("what is passed over, and names for one field, are told alike by plain records and others", arguments: 0..<6)
    func passedOver(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed + 900)
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        var text = "<baiviet>\n<thang><bai/>\n</thang>\n<bai ma='a'><tieude/><donvi/><nhom><bai/></nhom></bai>\n"
        for number in 0..<300 {
            text += "<bai ma='\(number)'\(one(["", "", " id='x'", " donvi='A'"]))><donvi>Phòng 1</donvi>"
            if number > 100 { text += one(["", "", "<phong>Phòng 2</phong>", "<d_v/>", "<don-vi>Phòng 2</don-vi>"]) }
            if number > 200 {
                text += one(["", "<x><bai/></x>", "<nhom><bai/></nhom>", "<bai>\n</bai>", "<!-- a -->"])
            }
            text += "</bai>\n"
            if number == 280, seed > 2 { text += "<thang><bai/></thang>\n" }
        }
        let bytes = Array("\(text)</baiviet>".utf8)
        try Self.expectSame(bytes)
        let remarks = try readXML(bytes).reading?.remarks ?? []
        #expect(remarks.first?.code == .recordsElsewhere && remarks.first?.place?.line == 2)
        #expect(remarks.contains { $0.code == .secondColumn && $0.found == "phong" })
    }

    @Test("where a record breaks a limit, wherever the log is cut", arguments: 0..<4)
    func limits(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed + 50)
        var limits = ReadingLimits()
        limits.recordBytes = 2_000
        limits.depth = 5
        limits.attributes = 3
        let broken = [
            "<bai><donvi>" + String(repeating: "chữ <!-- a -->", count: 200) + "</donvi></bai>\n",
            "<bai>" + String(repeating: "<a>\n</a>", count: 300) + "</bai>\n",
            "<bai><a><b><c><d/></c></b></a></bai>\n", "<bai a='' b='' c='' d=''/>\n",
        ]
        let text = Self.records(&numbers, count: 40, rare: ["\n"]) + broken[Int(seed)]
        let more = Self.records(&numbers, count: 40, rare: ["\n"])
        try Self.expectSame(Array("<baiviet>\n\(text)\(more)</baiviet>".utf8), limits: limits)
    }

    static let feeds = [
        // WordPress shows itself late, other types of posts come and go.
        """
        <rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
        <title>A</title>
        """,
        "<rss><channel>\n<link/>", "<feed xmlns='http://www.w3.org/2005/Atom'>\n",
        "<x xmlns:z='#RowsetSchema'><data>\n", "<articles>\n",
    ]

    private static func item(_ feed: Int, _ number: Int, _ numbers: inout SeededRandom) -> String {
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        let unit = one(["Phòng 1", "Phòng 2", "Phòng 9"])
        switch feed {
        case 0, 1:
            let type = one(["post", "page", "loại \(number % 70)"])
            let late = number > 60 ? one(["", "<wp:status>publish</wp:status>", "<n\(number)/>"]) : ""
            let other = number == 100 && feed == 1 ? "<wp:author>A</wp:author>\n" : ""
            return """
                <item><title>T\(number)</title><dc:creator>\(unit)</dc:creator><category domain="\(one(["category", "tag"]))">\
                Tin</category><pubDate>Tue, 01 Mar 2022 08:00:00 +0700</pubDate><wp:post_type>\(type)</wp:post_type>\(late)\
                </item>\n\(other)
                """
        case 2:
            let link = one(["<link href='u\(number)'/>", "<link rel='edit' href='v'/><link rel='alternate' href='w'/>"])
            return "<entry>\(link)<category term='a\(number % 3)'/><id>\(number)</id><title>\(unit)</title></entry>\n"
        case 3:
            return "<z:row ows_ID='\(number)' ows_DonVi='1;#\(unit)' ows_p\(number % 50)='x' ows_Ng_x00e0_y='a'/>\n"
        default:
            let language = one(["vi_VN", "en_US"])
            return """
                <root><dynamic-element name='donvi'><dynamic-content language-id='\(language)'>\(unit)</dynamic-content>
                </dynamic-element><dynamic-element name='f\(number % 45)'/></root>\n
                """
        }
    }

    @Test("feeds of every form", arguments: 0..<5)
    func forms(feed: Int) throws {
        var numbers = SeededRandom(seed: UInt64(feed) + 900)
        var text = Self.feeds[feed]
        for number in 0..<200 { text += Self.item(feed, number, &numbers) }
        text += ["</channel></rss>", "</channel></rss>", "</feed>", "</data></x>", "</articles>"][feed]
        let constants = LogMapping(constants: [.unit: "Văn phòng"])
        try Self.expectSame(Array(text.utf8), mapping: constants, needed: [])
        try Self.expectSame(Array(text.utf8), needed: [FieldSet(.approver)])
    }

    @Test("types of posts by the thousand: the same fifty are told, and the same rest")
    func manyTypes() throws {
        var numbers = SeededRandom(seed: 51)
        var text = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>\n"
        for number in 0..<3_000 {
            let type = number % 100 == 0 ? "post" : "loại \(Int.random(in: 0...number, using: &numbers))"
            text += "<item><guid>\(number)</guid><wp:post_type>\(type)</wp:post_type></item>\n"
        }
        let bytes = Array("\(text)</channel></rss>".utf8)
        try Self.expectSame(bytes, ways: Array(Self.ways.dropFirst(3)) + [.init(count: 2, pieceBytes: 50_000)])
        let remarks = try readXML(bytes).reading?.remarks ?? []
        #expect(remarks.filter { $0.code == .otherPostTypes }.count == 51)
        #expect(remarks.reduce(0) { $0 + (Int($1.found ?? "") ?? 0) } == 2_970)
    }

    @Test(
        "names and marks by the thousand, in no order, up to the limit and beyond it", arguments: [500, 1_023, 1_024])
    func manyNames(count: Int) throws {
        let bytes = Array(ManyNames.log(of: count, records: 30).utf8)
        let ways = [Self.ways[3], Self.ways[4], LogReader.Cores(count: 2, pieceBytes: 100_000)]
        try Self.expectSame(bytes, ways: ways, mapping: ManyNames.mapping(of: count))
    }

    @Test("there are sample logs")
    func hasSamples() { #expect(!Self.samples.isEmpty) }

    @Test("every sample log", arguments: Self.samples)
    func everySample(path: String) throws {
        let bytes = Array(try Project.bytes(of: path))
        try Self.expectSame(bytes, ways: [Self.ways[1], Self.ways[3], Self.ways[5]])
    }

    static let samples: [String] = {
        let folder = Project.file("Fixtures").path(percentEncoded: false)
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".xml") }.sorted().map { "Fixtures/\($0)" }
    }()

    @Test("small documents with everything that a cut could hurt", arguments: XMLStreamingTests.documents)
    func documents(document: String) throws {
        for pieceBytes in 1...40 {
            try Self.expectSame(Array(document.utf8), ways: [.init(count: 2, pieceBytes: pieceBytes)])
        }
    }

    @Test("hostile documents", arguments: HostileXMLTests.documents)
    func hostile(document: HostileXMLTests.Hostile) throws {
        var source = document.make()
        var bytes = [UInt8](repeating: 0, count: 300_000)
        let count = bytes.withUnsafeMutableBytes { source.read(into: $0) }
        try Self.expectSame(Array(bytes[..<count]), ways: [Self.ways[1], Self.ways[4]])
        let log = Array("<baiviet>\n<bai/>\n<bai/>\n".utf8)
        try Self.expectSame(log + bytes[..<count].dropFirst(9), ways: [Self.ways[1], Self.ways[4]])
    }

    @Test("random edits of good logs", arguments: 0..<8)
    func randomEdits(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed + 77)
        for _ in 0..<60 {
            let records = Self.records(&numbers, count: 12, rare: Self.rare)
            var bytes = Array("<?xml version='1.0'?><baiviet>\n<bai/>\n\(records)</baiviet>".utf8)
            for _ in 0...Int.random(in: 0..<3, using: &numbers) { XMLStreamingTests.edit(&bytes, using: &numbers) }
            let ways = [Self.ways[0], Self.ways[1], Self.ways[3]]
            try Self.expectSame(bytes, ways: ways)
        }
    }

    @Test("a delivery that throws ends the reading with its error, and no thread is left behind")
    func throwing() {
        struct Enough: Error {}
        let bai = "<bai><donvi>Phòng 1</donvi></bai>\n"
        let log = "<baiviet>\n" + String(repeating: bai, count: 3_000) + "</baiviet>"
        for cores in Self.ways {
            for limit in [1, 100, 2_000] {
                var source = MemorySource(log)
                var reader = LogReader(order: order(needed: [FieldSet(.unit)]), cores: cores)
                var taken = 0
                #expect(throws: Enough.self) {
                    try reader.read(
                        &source, named: "log.xml",
                        items: {
                            taken += $0.count
                            if taken >= limit { throw Enough() }
                        }, rejects: { _ in })
                }
            }
        }
    }

    @Test("what the source throws goes to the caller", arguments: Self.ways)
    func failingSource(cores: LogReader.Cores) {
        struct Gone: Error {}
        struct Failing: ByteSource {
            var rest: MemorySource
            mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
                let count = try rest.read(into: buffer)
                if count == 0 { throw Gone() }
                return count
            }
        }
        let bai = "<bai><donvi>Phòng 1</donvi></bai>\n"
        var source = Failing(
            rest: MemorySource("<baiviet>\n" + String(repeating: bai, count: 20_000), step: 5_000))
        var reader = LogReader(order: order(needed: [FieldSet(.unit)]), cores: cores)
        #expect(throws: Gone.self) {
            try reader.read(&source, named: "log.xml", items: { _ in }, rejects: { _ in })
        }
    }
}
