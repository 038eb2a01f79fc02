import QuotaModel
import Testing

@testable import ArticleIngest

/// Files made to hurt a reader. Without the limits each of them would run for minutes, eat the memory or read what nobody
/// asked for: the test would not end.
@Suite("Hostile XML ends at once, with a named limit or error")
struct HostileXMLTests {
    struct Hostile: CustomTestStringConvertible, Sendable {
        let name: String
        let code: String
        var subject: String?
        let make: @Sendable () -> GeneratedSource

        var testDescription: String { name }
    }

    private static func document(_ text: String) -> @Sendable () -> GeneratedSource {
        { GeneratedSource(text, repeating: "", 0) }
    }

    private static let bai = "<bai><donvi>"

    static let documents: [Hostile] = [
        Hostile(
            name: "ten levels of entities, ten of each (billion laughs)", code: "document-type",
            make: {
                let levels = (1...9).map { "<!ENTITY e\($0) \"" + String(repeating: "&e\($0 - 1);", count: 10) + "\">" }
                let head = "<!DOCTYPE baiviet [<!ENTITY e0 \"ha\">\(levels.joined())]>"
                return GeneratedSource("\(head)<baiviet>\(bai)&e9;</donvi></bai></baiviet>", repeating: "", 0)
            }),
        Hostile(
            name: "parameter entities in each other", code: "document-type",
            make: document(
                """
                <!DOCTYPE a [<!ENTITY % a0 "<!ENTITY x 'y'>"><!ENTITY % a1 "&#37;a0;&#37;a0;&#37;a0;">
                <!ENTITY % a2 "&#37;a1;&#37;a1;&#37;a1;"> %a2;]><baiviet/>
                """)),
        Hostile(
            name: "entities in an attribute", code: "document-type",
            make: document("<!DOCTYPE a [<!ENTITY b 'c'>]><baiviet><bai ma='&b;'/></baiviet>")),
        Hostile(
            name: "one long entity, used a thousand times", code: "document-type",
            make: { GeneratedSource("<!DOCTYPE a [<!ENTITY b '", repeating: "x", 1_000_000, "'>]><baiviet/>") }),
        Hostile(
            name: "an entity that names itself", code: "document-type",
            make: document("<!DOCTYPE a [<!ENTITY b '&b;'>]><baiviet>&b;</baiviet>")),
        Hostile(
            name: "an external entity of a file", code: "document-type",
            make: document("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><baiviet>&b;</baiviet>")),
        Hostile(
            name: "an internal subset behind quoted brackets and a system id", code: "document-type",
            make: document("<!DOCTYPE a PUBLIC '-//>[' \"http://example.vn/a>b.dtd\" \n [<!ELEMENT a ANY>]><baiviet/>")),
        Hostile(
            name: "attributes by default from a subset", code: "document-type",
            make: document("<!DOCTYPE baiviet [<!ATTLIST bai ma CDATA 'x'>]><baiviet><bai/></baiviet>")),
        Hostile(
            name: "an entity of a DTD that is not loaded", code: "undefined-entity",
            make: document(
                "<!DOCTYPE baiviet SYSTEM 'file:///etc/passwd'>\n<baiviet>\n\(bai)&e;</donvi></bai></baiviet>")),
        Hostile(
            name: "a public DTD's entity in an attribute", code: "undefined-entity",
            make: document("<!DOCTYPE baiviet PUBLIC 'p' 'http://example.vn/a'>\n<baiviet>\n<bai ma='&e;'/></baiviet>")),
        Hostile(
            name: "an HTML entity", code: "undefined-entity",
            make: document("<baiviet>\n\n<bai><tieude>a&e;b</tieude></bai></baiviet>")),
        Hostile(
            name: "200,000 attributes", code: "limit-exceeded", subject: "max-attributes",
            make: {
                let names = (0..<200_000).map { " a\($0)='1'" }.joined()
                return GeneratedSource("<baiviet><bai\(names)/></baiviet>", repeating: "", 0)
            }),
        Hostile(
            name: "attributes without end", code: "limit-exceeded", subject: "max-attributes",
            make: { GeneratedSource("<baiviet><bai ", repeating: "a ='>' ", 1 << 40) }),
        Hostile(
            name: "5,000 namespaces on one element", code: "limit-exceeded", subject: "max-attributes",
            make: {
                let names = (0..<5_000).map { " xmlns:a\($0)='u\($0)'" }.joined()
                return GeneratedSource("<baiviet><bai\(names)/></baiviet>", repeating: "", 0)
            }),
        Hostile(
            name: "12,000 namespaces on sixty elements in each other", code: "limit-exceeded",
            subject: "max-attributes",
            make: {
                let levels = (0..<60).map { level in
                    "<a" + (0..<200).map { " xmlns:n\(level)_\($0)='u'" }.joined() + ">"
                }
                let names = "<b " + (0..<200).map { "z:a\($0)='' " }.joined() + "/>"
                return GeneratedSource("<baiviet>" + levels.joined(), repeating: names, 1 << 40)
            }),
        Hostile(
            name: "a million levels", code: "limit-exceeded", subject: "max-depth",
            make: { GeneratedSource("<baiviet>", repeating: "<bai>", 1_000_000) }),
        Hostile(
            name: "a name of 60,000 bytes", code: "bad-xml", subject: "name-too-long",
            make: { GeneratedSource("<baiviet><b", repeating: "a", 60_000, "/></baiviet>") }),
        Hostile(
            name: "a name without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><", repeating: "aaaaaaaa", 1 << 40) }),
        Hostile(
            name: "thousands of different names", code: "limit-exceeded", subject: "names",
            make: {
                let names = (0..<20_000).map { "<a\($0)/>" }.joined()
                return GeneratedSource("<baiviet>", repeating: names, 1, "</baiviet>")
            }),
        Hostile(
            name: "megabytes of different names", code: "limit-exceeded", subject: "name-bytes",
            make: {
                let long = String(repeating: "a", count: 1_000)
                let names = (0..<2_000).map { "<\(long)\($0)/>" }.joined()
                return GeneratedSource("<baiviet>", repeating: names, 1, "</baiviet>")
            }),
        Hostile(
            name: "megabytes of different namespaces", code: "limit-exceeded", subject: "name-bytes",
            make: {
                let long = String(repeating: "a", count: 3_000)
                let names = (0..<3_500).map { "<b xmlns='\(long)\($0)'/>" }.joined()
                return GeneratedSource("<baiviet>", repeating: names, 1, "</baiviet>")
            }),
        Hostile(
            name: "a value without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><bai ma='", repeating: "aaa>< =", 1 << 40) }),
        Hostile(
            name: "a text without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><bai><donvi>", repeating: "Văn phòng ", 1 << 40) }),
        Hostile(
            name: "a record without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><bai>", repeating: "<donvi>Văn phòng</donvi>", 1 << 40) }),
        Hostile(
            name: "a comment without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><!-- ", repeating: "- -> ", 1 << 40) }),
        Hostile(
            name: "a CDATA section without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><bai><![CDATA[", repeating: "]] ]>", 1 << 40) }),
        Hostile(
            name: "an instruction without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<baiviet><?a ", repeating: "? > ", 1 << 40) }),
        Hostile(
            name: "a DOCTYPE without end", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<!DOCTYPE a '", repeating: "[[]]>>", 1 << 40) }),
        Hostile(
            name: "white space without end before the root", code: "limit-exceeded", subject: "max-record-bytes",
            make: { GeneratedSource("<?xml version='1.0'?>", repeating: "   \n", 1 << 40) }),
        Hostile(
            name: "a megabyte of references to nothing", code: "bad-xml", subject: "broken-reference",
            make: { GeneratedSource("<baiviet><bai>", repeating: "&", 1_000_000, "</bai></baiviet>") }),
        Hostile(
            name: "NUL in the text", code: "bad-xml", subject: "forbidden-character",
            make: document("<baiviet>\n\n<bai>a\0b</bai></baiviet>")),
        Hostile(
            name: "NUL in a tag", code: "bad-xml", subject: "forbidden-character",
            make: document("<baiviet>\n\n<bai ma='\0'/></baiviet>")),
        Hostile(
            name: "NUL behind the root", code: "bad-xml", subject: "forbidden-character",
            make: document("<baiviet>\n\n</baiviet>\0\0\0")),
        Hostile(
            name: "a hundred megabytes of NUL", code: "bad-xml", subject: "forbidden-character",
            make: { GeneratedSource("\n\n", repeating: String(repeating: "\0", count: 1_000), 100_000) }),
        Hostile(
            name: "a forbidden character", code: "bad-xml", subject: "forbidden-character",
            make: document("<baiviet>\n\n<bai>a\u{1}b</bai></baiviet>")),
        Hostile(
            name: "a reference to a forbidden character", code: "bad-xml", subject: "forbidden-character",
            make: document("<baiviet>\n\n<bai>&#0;</bai></baiviet>")),
    ]

    @Test("ends by name", arguments: documents)
    func endsByName(hostile: Hostile) throws {
        let outcome = try readXML(hostile.make())
        #expect(outcome.codes == [hostile.code])
        #expect(hostile.subject == nil || outcome.issues.first?.subject == hostile.subject, "\(outcome.issues)")
        #expect(outcome.issues.first?.place?.line != nil)
    }

    @Test("an undefined entity is refused by name and line, never a gap in a title")
    func undefinedEntity() throws {
        let outcome = try readXML("<baiviet>\n<bai>\n<tieude>Tin&nbsp;tức</tieude></bai></baiviet>")
        #expect(
            outcome.issues == [
                QuotaModel.Issue(
                    .undefinedEntity,
                    at: SourceLocation("log.xml", line: 3, column: outcome.issues.first?.place?.column),
                    found: "nbsp")
            ])
        #expect(outcome.records.isEmpty)
    }

    @Test("the five entities and character references are what they mean, in text and in attributes")
    func knownEntities() throws {
        let text = "&lt;&amp;&gt;&quot;&apos;&#38;&#x26;&#7877;&amp;#38;"
        let outcome = try readXML("<baiviet><bai ma='\(text)'><tieude>\(text)</tieude></bai></baiviet>")
        #expect(outcome.records.map(\.fields) == [[.id: "<&>\"'&&ễ&#38;", .title: "<&>\"'&&ễ&#38;"]])
    }

    @Test("XInclude, style sheets and catalogs are passed over")
    func notFollowed() throws {
        let outcome = try readXML(
            """
            <?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?><?oasis-xml-catalog catalog="file:///etc/passwd"?>
            <baiviet xmlns:xi="http://www.w3.org/2001/XInclude"><bai><tieude>a<xi:include href="/etc/passwd" parse="text"/>b\
            </tieude></bai></baiviet>
            """)
        #expect(outcome.records.map(\.fields) == [[.title: "ab"]])
    }

    // MARK: Limits

    @Test("each limit lets its own number pass and refuses one more")
    func limitsAreExact() throws {
        var limits = ReadingLimits()
        limits.depth = 4
        limits.attributes = 3
        limits.recordBytes = 40
        limits.fileBytes = 150
        func codes(_ text: String) throws -> [[String?]] {
            try readXML(text, limits: limits).issues.map { [$0.subject, $0.found, $0.expected.first] }
        }
        #expect(try codes("<baiviet><bai><a><b/></a></bai></baiviet>") == [])
        #expect(try codes("<baiviet><bai><a><b><c/></b></a></bai></baiviet>") == [["max-depth", "5", "4"]])
        #expect(try codes("<baiviet><bai a='=' xmlns:b='>' c = \"'\"/></baiviet>") == [])
        #expect(try codes("<baiviet><bai a='' b='' c='' xmlns:d='d'/></baiviet>") == [["max-attributes", "4", "3"]])
        let exact = "<bai><tieude>12345678901234</tieude></bai>"
        #expect(exact.utf8.count == 42)
        limits.recordBytes = 42 - "</bai>".utf8.count - 1
        #expect(try codes("<baiviet>\(exact)</baiviet>").first?.first == "max-record-bytes")
        limits.recordBytes = 42
        #expect(try codes("<baiviet>\(exact)\(exact)</baiviet>") == [])
        limits.fileBytes = 20
        #expect(try codes("<baiviet>" + "</baiviet>") == [])
        #expect(try codes("<baiviet>  </baiviet>") == [["max-file-bytes", "21", "20"]])
    }

    @Test("4,096 different tags and attributes pass; of one more the line and the limit are told")
    func manyNames() throws {
        func issues(_ count: Int) throws -> [QuotaModel.Issue] {
            // The root, the record and its attribute are three of them.
            let names = (3..<count).map { "<a\($0)/>" }.joined()
            return try readXML("<baiviet>\n<bai ma='1'>\(names)</bai></baiviet>").issues
        }
        #expect(try issues(4_096) == [])
        let expected = QuotaModel.Issue(
            .limitExceeded, at: SourceLocation("log.xml", line: 2), subject: "names", expected: ["4096"])
        #expect(try issues(4_097) == [expected])
    }

    @Test("thousands of tags, attributes and marks in no order are told apart up to the limit's edge")
    func manyNamesInNoOrder() throws {
        // `ten` of `<truong>` is one path for each of its marks.
        let count = (4_096 - ManyNames.more) / 4
        let outcome = try readXML(ManyNames.log(of: count, records: 40), mapping: ManyNames.mapping(of: count))
        #expect(outcome.issues == [])
        let last = count - 1
        let expected = (0..<40).map {
            [Field.title: "\(last) \($0)", .url: "u\(last)", .unit: "Phòng \(last)"]
        }
        #expect(outcome.records.map(\.fields) == expected)
        let more = try readXML(ManyNames.log(of: count + 1, records: 2), mapping: ManyNames.mapping(of: count + 1))
        #expect(more.issues.map(\.subject) == ["names"])
    }

    @Test("megabytes of marks are refused as megabytes of names are")
    func longMarks() throws {
        let long = String(repeating: "a", count: 1_000)
        let items = (0..<1_200).map { "<item><category domain='\(long)\($0)'/></item>" }.joined()
        let outcome = try readXML(
            "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>\(items)</channel></rss>")
        #expect(outcome.issues.map(\.subject) == ["name-bytes"])
    }

    @Test("a record may be as large as the option says, also beyond what the parser allows by itself")
    func hugeRecord() throws {
        var limits = ReadingLimits()
        limits.recordBytes = 20_000_000
        let head = "<baiviet>\n<bai><tieude>A</tieude>"
        for (open, close) in [
            ("<noidung>", "</noidung>"), ("<noidung a='", "'/>"), ("<!--", "-->"), ("<![CDATA[", "]]>"),
        ] {
            let source = GeneratedSource(head + open, repeating: "chữ ", 2_400_000, "\(close)</bai></baiviet>")
            let outcome = try readXML(source, nil, limits)
            #expect(outcome.records.map(\.fields) == [[.title: "A"]] && outcome.issues == [], "\(open)")
            let larger = GeneratedSource(head + open, repeating: "chữ ", 5_000_000, "\(close)</bai></baiviet>")
            #expect(try readXML(larger, nil, limits).issues.map(\.subject) == ["max-record-bytes"], "\(open)")
        }
        for text in ["<bai><\(String(repeating: "a", count: 3 << 20))/></bai>", "<bai>&a;</bai>"] {
            #expect(try readXML("<baiviet>\(text)</baiviet>", limits: limits).issues.count == 1)
        }
    }

    @Test("a big record is refused at the line where it begins, wherever the chunks are cut")
    func bigRecord() throws {
        let source = GeneratedSource(
            "<baiviet>\n<bai/>\n<bai>\n", repeating: "<a>1234567890</a>\n", 70_000, "</bai></baiviet>")
        let outcome = try readXML(source)
        #expect(outcome.codes == ["limit-exceeded"])
        #expect(outcome.issues.first?.place?.line == 3)
    }

    @Test("text outside records has a limit of its own: a small limit for records refuses no long channel")
    func longChannel() throws {
        var limits = ReadingLimits()
        limits.recordBytes = 100
        let text = String(repeating: "a", count: 2_000)
        let outcome = try readXML(
            "<rss><channel><title>\(text)</title><item><title>A</title></item></channel></rss>", limits: limits)
        #expect(outcome.records.count == 1)
    }
}
