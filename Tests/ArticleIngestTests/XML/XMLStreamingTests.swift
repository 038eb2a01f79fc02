import TestSupport
import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("XML read piece by piece")
struct XMLStreamingTests {
    /// Small, with everything that a cut could hurt.
    static let documents = [
        """
        <?xml version="1.0" encoding="utf-8"?>\r
        <!-- một > - ghi chú - -->
        <!DOCTYPE baiviet PUBLIC "a'b" 'c"d>e'>
        <baiviet xmlns:x='u>v'><?pi a > ?? ?>
        <bai ma='1 > "0"' loai="Tin='x'"
         ><tieude><![CDATA[ ]] > ]]]>ễ&#7877;&amp;<!--->-->𝐀</tieude><x:donvi>Phòng 1</x:donvi>
        <y:donvi>Phòng 2</y:donvi></bai><bai/>
        </baiviet>
        <!-- cuối -->

        """,
        "\u{FEFF}<rss><channel><item><category>a</category>\n\n<category> b\n</category></item></channel></rss>",
    ]

    @Test("cut at every byte, and fed byte by byte, a file gives the same records", arguments: documents)
    func splits(document: String) throws {
        let bytes = Array(document.utf8)
        let whole = try readXML(bytes)
        #expect(!whole.records.isEmpty && whole.issues.isEmpty)
        for prefix in bytes.indices {
            let outcome = try readXML(bytes, prefix: prefix)
            #expect(outcome.records == whole.records && outcome.places == whole.places, "cut at \(prefix)")
        }
        for step in 1...9 {
            let outcome = try readXML(PiecewiseSource(bytes, step: step))
            #expect(outcome.records == whole.records && outcome.places == whole.places, "\(step) bytes at a time")
        }
    }

    @Test("pushed to the parser byte by byte, a file gives the same records", arguments: documents)
    func smallPushes(document: String) throws {
        let bytes = Array(document.utf8).drop { $0 >= 0x80 }
        let whole = try readXML(bytes)
        let sink = RecordingSink()
        let collector = XMLRecordCollector(
            mapping: try XMLMapping(nil, source: ""), constants: [:], limits: .init(), source: "", sink: sink)
        let parser = try XMLPushParser(collector: collector, limits: .init(), converter: nil)
        let window = MarkupWindow(limits: .init())
        for byte in bytes {
            _ = window.take(capacity: 1) { buffer in
                buffer[0] = byte
                return 1
            }
            window.release(isLast: false) { parser.push($0, isLast: false) }
        }
        window.release(isLast: true) { parser.push($0, isLast: true) }
        parser.finish()
        #expect(parser.error == nil && parser.collector.failure == nil)
        #expect(sink.records == whole.records && sink.places == whole.places)
    }

    @Test("a file cut short anywhere is refused, until its root has closed", arguments: documents)
    func truncated(document: String) throws {
        let bytes = Array(document.utf8)
        let name = document.contains("<rss>") ? "</rss>" : "</baiviet>"
        let rootEnd = try #require(document.range(ofLast: name))
        for length in 0..<bytes.count {
            let outcome = try readXML(bytes.prefix(length))
            // Behind the root only a whole comment may stand.
            let tail = length >= rootEnd ? String(decoding: bytes[rootEnd..<length], as: UTF8.self) : "<"
            let isWhole = !tail.contains("<") || tail.contains("-->")
            #expect(outcome.issues.isEmpty == isWhole, "after \(length) bytes: \(outcome.issues)")
            if !isWhole { #expect(outcome.codes == ["bad-xml"], "after \(length) bytes") }
            // A character or a reference cut in two is the nearer fault.
            let isCutCharacter = !(bytes[..<length].last.map { $0 < 0x80 && $0 != UInt8(ascii: "&") } ?? true)
            let flaw = outcome.issues.first?.subject
            if !isWhole, !isCutCharacter { #expect(flaw == "truncated", "after \(length) bytes") }
        }
    }

    @Test("chunks of the real size cut records anywhere: numbers, lines and values stay right")
    func chunks() throws {
        var text = "<baiviet>\n"
        var expected: [ReadRecord] = []
        var line = 2
        for number in 1...12_000 {
            let title = "Tin số \(number)" + String(repeating: "ễ", count: number % 61)
            text += "<bai ma='\(number)'\n><tieude>\(title)&amp;\nhai</tieude></bai>\n"
            expected.append(
                ReadRecord(number: number, line: line, fields: [.id: "\(number)", .title: "\(title)&\nhai"]))
            line += 3
        }
        text += "</baiviet>"
        #expect(text.utf8.count > 4 * XMLLogReader.chunkBytes)
        let outcome = try readXML(text)
        #expect(outcome.records == expected)
        // Every place that is told is where the value stands.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        for (record, places) in zip(outcome.records, outcome.places) {
            let place = try #require(places[.title]?.split(separator: ":").compactMap { Int($0) })
            let found = lines[place[0] - 1].dropFirst(place[1] - 1)
            #expect(found.starts(with: "Tin số \(record.number)".unicodeScalars))
        }
    }

    @Test("lines beyond 65,535 are counted on")
    func manyLines() throws {
        let source = GeneratedSource("<baiviet>", repeating: "\n", 70_000, "<bai/><bai>\n</baiviet>")
        let outcome = try readXML(source)
        #expect(outcome.records.first?.line == 70_001)
        #expect(outcome.issues.first?.place?.line == 70_002)
    }

    @Test("the place of a value: behind its tag; of an attribute: where the record begins, if its tag is on one line")
    func places() throws {
        let outcome = try readXML(
            "<baiviet>\n  <bai ma='1'><tieude>Đễ</tieude><donvi\n  >Phòng</donvi><loai/></bai><bai\n id=''/></baiviet>")
        #expect(
            outcome.places == [
                [.id: "2:3", .title: "2:23", .unit: "3:4", .kind: "3:23"], [:],
            ])
    }

    // MARK: Random edits

    @Test("ten thousand random edits of good files: accepted or refused, never a crash", arguments: 0..<10)
    func randomEdits(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 2022)
        let seeds = Self.documents + XMLStreamingTests.feeds
        var accepted = 0
        for _ in 0..<1_000 {
            var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &random)].utf8)
            for _ in 0...Int.random(in: 0..<4, using: &random) { Self.edit(&bytes, using: &random) }
            let outcome = try readXML(bytes, prefix: Int.random(in: 0...8, using: &random))
            if outcome.reading == nil { #expect(!outcome.issues.isEmpty) } else { accepted += 1 }
            #expect(outcome.records.map(\.number) == Array(1..<outcome.records.count + 1))
        }
        #expect(accepted > 0)
    }

    static func edit(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let marks = Array("<>&;'\"=/![]-? \n".utf8) + [0, 0xFF]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &random)]
        case 2: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &random)], at: place)
        case 3: bytes.removeSubrange(place..<min(place + Int.random(in: 1...9, using: &random), bytes.count))
        default:
            let end = min(place + Int.random(in: 1...40, using: &random), bytes.count)
            bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
        }
        if bytes.isEmpty { bytes = [0x3C] }
    }

    static let feeds = [
        """
        <rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>\
        <title>Một</title><dc:creator><![CDATA[a]]></dc:creator><wp:post_date>2022-03-01 08:00:00</wp:post_date>\
        <category domain="category">Tin</category><wp:post_type>post</wp:post_type></item></channel></rss>
        """,
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='u'/><category term='a'/><id>1</id></entry></feed>",
        "<x><z:row ows_ID='1' ows_DonVi='1;#A;#2;#B'/></x>",
        "<root><dynamic-element name='donvi'><dynamic-content>A</dynamic-content></dynamic-element></root>",
    ]
}

extension String {
    /// The offset in UTF-8 behind the last such part.
    fileprivate func range(ofLast part: String) -> Int? {
        let bytes = Array(utf8)
        let wanted = Array(part.utf8)
        return stride(from: bytes.count - wanted.count, through: 0, by: -1)
            .first { bytes[$0...].starts(with: wanted) }.map { $0 + wanted.count }
    }
}
