import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("XML logs: the forms that need no mapping")
struct XMLFormTests {
    @Test("the project's own form: child elements and attributes, named canonically or by a heading without accents")
    func ownForm() throws {
        let outcome = try readXML(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <baiviet>
              <bai ma="TB1" LOAI="Tin">
                <tieude>Đoàn thanh tra &amp; “Phòng 1”</tieude><donvi>Văn phòng</donvi>
                <ngaydang>15/02/2022</ngaydang><soanh>2</soanh><ghichu>x</ghichu>
              </bai>
              <bai id="TB2"><Title>Hai</Title><unit>Phòng 1</unit><unit/><unit> Phòng 2 </unit><ngay-dang/></bai>
            </baiviet>
            """)
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 3,
                    fields: [
                        .id: "TB1", .kind: "Tin", .title: "Đoàn thanh tra & “Phòng 1”", .unit: "Văn phòng",
                        .published: "15/02/2022", .photos: "2",
                    ]),
                ReadRecord(
                    number: 2, line: 7,
                    fields: [.id: "TB2", .title: "Hai", .unit: "Phòng 1;Phòng 2", .published: ""]),
            ])
        let reading = try #require(outcome.reading)
        #expect(reading.encoding == "utf-8" && reading.encodingBy == .declared)
        #expect(reading.fields == FieldSet([.id, .kind, .title, .unit, .published, .photos]))
        #expect(reading.origins[.id] == "@ma" && reading.origins[.published] == "ngaydang")
        #expect(reading.unmapped == ["ghichu"])
        #expect(reading.remarks.isEmpty)
    }

    @Test("RSS 2.0 as NukeViet writes it: CDATA padded, several categories, no unit but the mapping's constant")
    func rss2() throws {
        let feed = """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Trang</title>
            <item>
              <title><![CDATA[
                Họp giao ban  ]]></title>
              <link>https://example.vn/?a=1&amp;b=2</link>
              <guid isPermaLink="false"><![CDATA[
            tin_7
              ]]></guid>
              <description><![CDATA[<img src="a.jpg" width="100">Văn bản]]></description>
              <pubDate>Mon, 28 Feb 2022 17:02:05 GMT</pubDate>
              <category>Tin hoạt động</category><category domain="x">Thanh tra</category>
              <author>a@example.vn</author><dc:creator>Nguyễn Văn A</dc:creator>
            </item>
            </channel></rss>
            """
        let mapping = LogMapping(constants: [.unit: "Văn phòng"])
        let outcome = try readXML(feed, mapping: mapping)
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 3,
                    fields: [
                        .title: "Họp giao ban", .url: "https://example.vn/?a=1&b=2", .id: "tin_7",
                        .published: "Mon, 28 Feb 2022 17:02:05 GMT", .category: "Tin hoạt động;Thanh tra",
                        .author: "Nguyễn Văn A", .unit: "Văn phòng",
                    ])
            ])
        let reading = try #require(outcome.reading)
        #expect(reading.fields.contains(.unit) && reading.origins[.unit] == nil)
        #expect(reading.origins[.author] == "dc:creator")
        #expect(reading.unmapped == ["guid/@isPermaLink", "description", "category/@domain"])
    }

    @Test("RSS 0.91 with its DOCTYPE, which is passed over and never fetched")
    func rss091() throws {
        let outcome = try readXML(
            """
            <?xml version="1.0"?>
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
             "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><item><title>A</title><link>u</link></item></channel></rss>
            """)
        #expect(outcome.records == [ReadRecord(number: 1, line: 4, fields: [.title: "A", .url: "u"])])
    }

    @Test("RSS 1.0 in RDF, with Dublin Core")
    func rss1() throws {
        let outcome = try readXML(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="c"><items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel>
            <item rdf:about="https://example.vn/1"><title>A</title><dc:date>2022-02-28T20:00:00+00:00</dc:date>
            <dc:creator>B</dc:creator><dc:subject>Tin</dc:subject></item></rdf:RDF>
            """)
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 4,
                    fields: [
                        .id: "https://example.vn/1", .title: "A", .published: "2022-02-28T20:00:00+00:00",
                        .author: "B", .category: "Tin",
                    ])
            ])
    }

    @Test(
        "Atom, with and without a prefix, its namespace declared or not",
        arguments: [
            ("", "xmlns=\"http://www.w3.org/2005/Atom\""), ("", ""), ("a:", "xmlns:a=\"http://www.w3.org/2005/Atom\""),
            ("atom:", ""),
        ])
    func atom(prefix: String, declaration: String) throws {
        let text = """
            <¤feed \(declaration)><¤title>Trang</¤title><¤entry><¤id>tag:1</¤id><¤title type="html">A</¤title>
            <¤link rel="self" href="self"/><¤link rel="alternate" href="u&amp;v"/><¤updated>2022-03-02T00:00:00Z</¤updated>
            <¤published>2022-03-01T00:00:00Z</¤published><¤author><¤name>B</¤name><¤email>x</¤email></¤author>
            <¤author><¤name>C</¤name></¤author><¤category term="t1" label="Tin"/><¤category term="t2"/></¤entry></¤feed>
            """
        let outcome = try readXML(String(text.flatMap { $0 == "¤" ? Array(prefix) : [$0] }))
        #expect(
            outcome.records.map(\.fields) == [
                [
                    .id: "tag:1", .title: "A", .url: "u&v", .published: "2022-03-01T00:00:00Z", .author: "B;C",
                    .category: "Tin;t2",
                ]
            ])
    }

    @Test("an Atom link without rel is the entry's own, and only updated is the day it was published")
    func atomBare() throws {
        let outcome = try readXML(
            "<feed><entry><link href='u'/><updated>2022-03-02T00:00:00Z</updated></entry></feed>")
        #expect(outcome.records.map(\.fields) == [[.url: "u", .published: "2022-03-02T00:00:00Z"]])
    }

    @Test(
        "WXR: posts only, guid else post_id, post_date else GMT, the domain's category, the post's status",
        arguments: ["xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", ""])
    func wordpress(declarations: String) throws {
        let outcome = try readXML(
            """
            <rss version="2.0" \(declarations)><channel><wp:wxr_version>1.2</wp:wxr_version>
            <item><title>Một</title><link>u1</link><pubDate>Tue, 01 Mar 2022 01:00:00 +0000</pubDate>
            <dc:creator><![CDATA[vanphong]]></dc:creator><guid isPermaLink="false">g1</guid><wp:post_id>1</wp:post_id>
            <wp:post_date>2022-03-01 08:00:00</wp:post_date><wp:post_date_gmt>2022-03-01 01:00:00</wp:post_date_gmt>
            <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
            <category domain="post_tag" nicename="x">Thẻ</category>
            <category domain="category" nicename="tin">Tin</category>
            <category domain="category" nicename="bai">Bài</category></item>
            <item><title>Trang</title><guid>g2</guid><wp:post_type>page</wp:post_type></item>
            <item><title>Ảnh</title><guid>g3</guid><wp:post_type>attachment</wp:post_type></item>
            <item><title>Trang 2</title><guid>g4</guid><wp:post_type>page</wp:post_type></item>
            <item><title>Hai</title><guid/><wp:post_id>9</wp:post_id><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>
            <wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>2022-02-28 18:00:00</wp:post_date_gmt>
            <wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
            <item><title>Ba</title><wp:post_id>10</wp:post_id><wp:post_date>0000-00-00 00:00:00</wp:post_date>
            <wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type></item>
            </channel></rss>
            """)
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 2,
                    fields: [
                        .title: "Một", .url: "u1", .author: "vanphong", .id: "g1", .published: "2022-03-01 08:00:00",
                        .state: "publish", .category: "Tin;Bài",
                    ]),
                ReadRecord(
                    number: 2, line: 12,
                    fields: [.title: "Hai", .id: "9", .published: "2022-02-28 18:00:00Z", .state: "draft"]),
                ReadRecord(number: 3, line: 15, fields: [.title: "Ba", .id: "10", .published: ""]),
            ])
        let reading = try #require(outcome.reading)
        #expect(
            reading.remarks.map { [$0.code.rawValue, $0.subject, $0.found] } == [
                ["other-post-types", "page", "2"], ["other-post-types", "attachment", "1"],
            ])
        #expect(reading.origins[.published] == "wp:post_date")
        #expect(reading.origins[.category] == "category[@domain='category']")
    }

    @Test("rows of a SharePoint list, in whatever wrapping: lookups, choices and numbers unpacked")
    func sharePoint() throws {
        let outcome = try readXML(
            """
            <xml xmlns:s='uuid:BDC6E3F0-6DA3-11d1-A2A3-00AA00C14882' xmlns:rs='urn:schemas-microsoft-com:rowset'
             xmlns:z='#RowsetSchema'><s:Schema id='RowsetSchema'><s:ElementType name='row'/></s:Schema>
            <rs:data ItemCount="2">
            <z:row ows_ID='27' ows_Title='A &amp; B' ows__x0110__x01a1_n_x0020_v_x1ecb_='12;#Văn phòng;#15;#Phòng 1'
              ows_Author='3;#Nguyễn Văn A' ows_SoTu='350.000000000000' ows_NgayDang='2020-01-09T15:00:00Z'
              ows_ChuyenMuc=';#Tin;#Bài;#' ows_LoaiTin='string;#Tin' ows_Khac='1'/>
            <z:row ows_ID="28"/>
            </rs:data></xml>
            """)
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 4,
                    fields: [
                        .id: "27", .title: "A & B", .unit: "Văn phòng;Phòng 1", .author: "Nguyễn Văn A", .words: "350",
                        .published: "2020-01-09T15:00:00Z", .category: "Tin;Bài", .kind: "Tin",
                    ]),
                ReadRecord(number: 2, line: 7, fields: [.id: "28"]),
            ])
        #expect(outcome.reading?.unmapped == ["@ows_Khac"])
    }

    @Test("one Liferay article is one record")
    func liferayArticle() throws {
        let outcome = try readXML(
            """
            <root available-locales="vi_VN,en_US" default-locale="vi_VN">
            <dynamic-element name="TieuDe" type="text"><dynamic-content language-id="en_US">One</dynamic-content>
            <dynamic-content language-id="vi_VN"><![CDATA[Một]]></dynamic-content></dynamic-element>
            <dynamic-element name="nhom"><dynamic-element name="DonVi"><dynamic-content>Phòng 1</dynamic-content>
            </dynamic-element></dynamic-element>
            <dynamic-element name="NgayDang"><dynamic-content>01/03/2022</dynamic-content></dynamic-element>
            <dynamic-element name="khac"><dynamic-content>x</dynamic-content></dynamic-element></root>
            """)
        #expect(
            outcome.records == [
                ReadRecord(number: 1, line: 1, fields: [.title: "Một", .unit: "Phòng 1", .published: "01/03/2022"])
            ])
        #expect(
            outcome.reading?.origins[.unit]
                == "dynamic-element[@name='nhom']/dynamic-element[@name='DonVi']/dynamic-content")
    }

    @Test("Liferay articles in a wrapping, with their own elements and a mapped dynamic element")
    func liferayArticles() throws {
        let path = "content/root/dynamic-element[@name='PB']/dynamic-content"
        let outcome = try readXML(
            """
            <articles>
            <article article-id="27"><displayDate>2022-03-01 08:00:00</displayDate><status>0</status><content><root>
            <dynamic-element name="tieude"><dynamic-content language-id="vi_VN">Một</dynamic-content></dynamic-element>
            <dynamic-element name="PB"><dynamic-content>Phòng 1</dynamic-content></dynamic-element></root></content></article>
            <article article-id="28"><title>Hai</title></article>
            </articles>
            """, mapping: LogMapping(fields: [.unit: .init(from: path)]))
        #expect(
            outcome.records == [
                ReadRecord(
                    number: 1, line: 2,
                    fields: [
                        .id: "27", .published: "2022-03-01 08:00:00", .state: "published", .title: "Một",
                        .unit: "Phòng 1",
                    ]),
                ReadRecord(number: 2, line: 5, fields: [.id: "28", .title: "Hai"]),
            ])
    }

    @Test(
        "an XML document of no known form is refused with its root",
        arguments: ["<a/>", "<danhsach><bai/></danhsach>", "<root><row/></root>", "<s:Envelope><s:Body/></s:Envelope>"])
    func unknownForm(document: String) throws {
        let outcome = try readXML(document)
        #expect(outcome.codes == ["unknown-xml-form"])
        #expect(outcome.issues.first?.found == String(document.dropFirst().prefix { $0 != ">" && $0 != "/" }))
        #expect(outcome.issues.first?.expected.contains("baiviet") == true)
    }

    @Test("a big document of no known form is refused before it is read whole")
    func bigUnknownForm() throws {
        let source = GeneratedSource("<root>", repeating: "<row><a>1</a></row>", 10_000_000, "</root>")
        #expect(try readXML(source).codes == ["unknown-xml-form"])
    }

    @Test(
        "a web page is named as one",
        arguments: [
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>", "<!DOCTYPE html><html><br></html>",
            "\n <HTML><p>", "<?xml version='1.0'?><html/>",
        ])
    func webPage(page: String) throws {
        #expect(try readXML(page).codes == ["web-page"])
    }

    @Test("an empty root is a log without records", arguments: ["<baiviet/>", "<rss></rss>", "<feed> </feed>"])
    func emptyRoot(document: String) throws {
        let outcome = try readXML(document)
        #expect(outcome.records.isEmpty && outcome.reading != nil)
        #expect(outcome.reading?.fields == [])
        #expect(outcome.reading?.remarks.map(\.code) == [.noRecords])
    }

    struct Passed: Sendable {
        let document: String
        let records: Int
        let remark: QuotaModel.Issue

        init(_ document: String, records: Int = 0, _ name: String, _ count: Int, line: Int, at path: String) {
            self.document = document
            self.records = records
            remark = QuotaModel.Issue(
                .recordsElsewhere, at: SourceLocation("log.xml", line: line), subject: name, found: String(count),
                expected: [path])
        }
    }

    static let passed = [
        Passed("<baiviet>\n<thang>\n<bai/>\n<bai/></thang></baiviet>", "bai", 2, line: 3, at: "/baiviet/bai"),
        Passed("<baiviet><bai/>\n<nhom><Bai/></nhom></baiviet>", records: 1, "Bai", 1, line: 2, at: "/baiviet/bai"),
        Passed(
            "<baiviet><bai>\n<bai/><x><bai/></x></bai></baiviet>", records: 1, "bai", 2, line: 2, at: "/baiviet/bai"),
        Passed("<rss><channel>\n\n<Item/></channel></rss>", "Item", 1, line: 3, at: "/rss/channel/item"),
        Passed("<rss><channel><items>\n<item/></items></channel></rss>", "item", 1, line: 2, at: "/rss/channel/item"),
        Passed(
            "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><ITEM/></channel></rss>", "ITEM", 1, line: 1,
            at: "/rss/channel/item"),
        Passed("<feed><entries><entry/></entries><entry/></feed>", records: 1, "entry", 1, line: 1, at: "/feed/entry"),
    ]

    @Test(
        "an element that is called as records are and stands elsewhere is no record, and that is said",
        arguments: passed)
    func elsewhere(passed: Passed) throws {
        let outcome = try readXML(passed.document)
        #expect(outcome.records.count == passed.records)
        let none = QuotaModel.Issue(.noRecords, at: SourceLocation("log.xml"), expected: passed.remark.expected)
        #expect(outcome.reading?.remarks == (passed.records == 0 ? [none] : []) + [passed.remark])
    }

    @Test("an export of nothing but pages says that, not where records stand")
    func pagesOnly() throws {
        let outcome = try readXML(
            """
            <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
            <item><wp:post_type>page</wp:post_type></item></channel></rss>
            """)
        #expect(outcome.reading?.remarks.map(\.code) == [.otherPostTypes])
    }

    @Test("of more than fifty other types of posts the rest is told as such, and under no type's name")
    func manyTypes() throws {
        func remarks(_ types: some Sequence<Int>) throws -> [[String?]] {
            let items = types.map { "<item><wp:post_type>t\($0)</wp:post_type></item>\n" }.joined()
            let text = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>\(items)</channel></rss>"
            return try readXML(text).reading?.remarks.map { [$0.code.rawValue, $0.subject, $0.found] } ?? []
        }
        let fifty = (0..<50).map { ["other-post-types", "t\($0)", "1"] }
        #expect(try remarks(0..<50) == fifty)
        #expect(try remarks(0..<51) == fifty + [["other-post-types", nil, "1"]])
        let last = ["other-post-types", "t49", "2"]
        #expect(try remarks(Array(0..<60) + [49, 55]) == fifty.dropLast() + [last, ["other-post-types", nil, "11"]])
    }

    @Test("of two names for one field the first with text in a record speaks, and the other is said once")
    func twoNames() throws {
        let outcome = try readXML(
            """
            <baiviet>
            <bai ma="1"><donvi>A</donvi><phong>B</phong><donvi>C</donvi><published>1</published><ngaydang>2</ngaydang></bai>
            <bai ma="2" id="3"><donvi/><phong>B</phong><phong>C</phong><ngaydang>2</ngaydang></bai>
            <bai ma="4"><donvi>A</donvi><phong/></bai>
            <bai ma="5" donvi="A"><donvi>B</donvi><phong>C</phong></bai>
            </baiviet>
            """)
        #expect(
            outcome.records.map(\.fields) == [
                [.id: "1", .unit: "A;C", .published: "1"], [.id: "2", .unit: "B;C", .published: "2"],
                [.id: "4", .unit: "A"], [.id: "5", .unit: "A"],
            ])
        let remarks = outcome.reading?.remarks ?? []
        #expect(remarks.allSatisfy { $0.code == .secondColumn })
        #expect(
            remarks.map { [$0.subject, $0.found, $0.expected.first] } == [
                ["unit", "phong", "donvi"], ["published", "ngaydang", "published"], ["id", "@id", "@ma"],
                ["unit", "donvi", "@donvi"],
            ])
    }

    @Test("of two attributes of a SharePoint row for one field the first with text speaks, and the other is said")
    func twoSharePointNames() throws {
        let outcome = try readXML(
            "<xml xmlns:z='#RowsetSchema'><z:row ows_DonVi='A' ows_Phong='B'/><z:row ows_DonVi='' ows_Phong='B'/></xml>"
        )
        #expect(outcome.records.map(\.fields) == [[.unit: "A"], [.unit: "B"]])
        #expect(outcome.reading?.remarks.map(\.found) == ["@ows_Phong"])
    }

    @Test("composed and decomposed Vietnamese, NBSP and zero-width characters pass through unharmed")
    func vietnamese() throws {
        let title = "Ph\u{F2}ng Pho\u{300}ng\u{A0}\u{200B}Đ/đ"
        let outcome = try readXML("<baiviet><bai tieude=\"\(title)\"><donvi>\(title)</donvi></bai></baiviet>")
        let fields = try #require(outcome.records.first?.fields)
        #expect(Array(fields[.title]?.utf8 ?? "".utf8) == Array(title.utf8))
        #expect(Array(fields[.unit]?.utf8 ?? "".utf8) == Array(title.utf8))
    }
}
