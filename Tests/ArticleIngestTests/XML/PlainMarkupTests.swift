import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

/// libxml2 says what a piece holds; what is read without it must be the same, value by value and column by column.
@Suite("Plain markup, read without libxml2")
struct PlainMarkupTests {
    private static let beginning = Array(
        "<baiviet xmlns:x='u'>\n<bai ma='' donvi=''><tieude/><donvi/><loai/><x:p x:q='' y:q='' q=''/></bai>".utf8)

    private static func reader() throws -> (parser: XMLPushParser, sink: RecordingSink, paths: [XMLPaths.News]) {
        let sink = RecordingSink()
        var limits = ReadingLimits()
        limits.recordBytes = 600
        limits.depth = 5
        let mapping = LogMapping(fields: [.author: .init(from: "x:p/@x:q"), .state: .init(from: "x:p")])
        let collector = XMLRecordCollector(
            mapping: try XMLMapping(mapping, source: ""), constants: [:], limits: limits, source: "", sink: sink,
            isPart: true)
        let parser = try XMLPushParser(collector: collector, limits: limits, converter: nil)
        beginning.withUnsafeBytes { parser.push($0, isLast: false) }
        // All but the root, which stands outside records.
        return (parser, sink, parser.takeNews(since: 2).paths)
    }

    /// Reads a piece both ways.
    ///
    /// - Returns: whether it was read without libxml2.
    private static func isPlain(_ bytes: [UInt8]) throws -> Bool {
        let (libxml2, expected, _) = try reader()
        let (parser, found, paths) = try reader()
        let plain = PlainMarkup()
        plain.learn(paths)
        libxml2.goOn(atLine: 7)
        let isPlain = bytes.withUnsafeBytes {
            libxml2.push($0, isLast: false)
            return parser.read(plain: $0, line: 7, by: plain)
        }
        guard isPlain else {
            #expect(parser.standing == (try reader().parser.standing))
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(libxml2.error == nil && libxml2.standing != nil && libxml2.standing == parser.standing, "\(text)")
        #expect(found.records == expected.records, "\(text)")
        #expect(found.places == expected.places, "\(text)")
        #expect(libxml2.line == 7 + bytes.count { $0 == 0x0A }, "\(text)")
        return true
    }

    @Test(
        "is read without libxml2",
        arguments: [
            "\n<bai/>", " \t\n<bai></bai>\n\n<bai/>", "\n<bai ma='1' donvi=\"Phòng '1' >\"/>", "\r\n<bai />\r\n<bai/>",
            "\n<bai><tieude>Đễ &amp;&lt;&gt;&quot;&apos; > ]] 𐐷</tieude>\n\t<loai>\n</loai></bai> chữ <bai/>",
            "\n<bai><x:p x:q='1'>a</x:p><donvi>b</donvi><donvi>c</donvi></bai>",
            "\n<bai><tieude>\u{7F}\u{FFFD}\u{E000}\u{10FFFF}</tieude><donvi>x</donvi></bai>",
        ])
    func plain(text: String) throws { #expect(try Self.isPlain(Array(text.utf8))) }

    @Test(
        "is left to libxml2",
        arguments: [
            "\n<bai><!-- a --></bai>", "\n<bai><![CDATA[a]]></bai>", "\n<bai><?a b?></bai>", "\n<bai>&#65;</bai>",
            "\n<bai>&a;</bai>", "\n<bai>&amp</bai>", "\n<bai>]]></bai>", "\n<bai>\u{1}</bai>", "\n<bai>\u{FFFE}</bai>",
            "\n<bai>\u{FFFF}</bai>", "\n<bai>a\r\nb</bai>", "\n<bai>\r</bai>", "\n\r<bai/>", "\n<bai ma='a&amp;'/>",
            "\n<bai ma='<'/>", "\n<bai ma='a\n'/>", "\n<bai ma='a\t'/>", "\n<bai ma='1' ma='2'/>", "\n<bai ma = '1'/>",
            "\n<bai><x:p x:q='' q=''/></bai>", "\n<bai ma='1'donvi='2'/>", "\n<bai  ma='1'/>", "\n<bai\n/>",
            "\n<bai><moi/></bai>", "\n<bai moi=''/>", "\n<bai xmlns='u'/>", "\n<bai xml:lang='vi'/>", "\n<bai>",
            "\n</bai>", "\n<bai></donvi>", "\n<bai></bai >", "\n<bai/ >", "\n<bai/>\n",
            "\n<bai><tieude></bai></tieude>",
            "\n<baiviet/>", "\n<ba/>", "\n<bai.a/>", "\n<bai><donvi><donvi><donvi><donvi><donvi/></donvi></donvi>",
            "\n<bai>" + String(repeating: "a", count: 700) + "</bai>", "\n<>", "\n<", "\n</", "\n<bai", "\n<bai ma", "",
            "\n<bai ma=", "\n<bai ma='", "\n<bai ma='1'", "\n<bai ma='1' ", "\n<bai/", "\n<bai></bai",
        ])
    func notPlain(text: String) throws {
        #expect(try Self.isPlain(Array(text.utf8)) == text.isEmpty)
    }

    @Test(
        "bytes that are no UTF-8 are left to libxml2", arguments: [[0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80]])
    func broken(bytes: [UInt8]) throws {
        #expect(try !Self.isPlain(Array("\n<bai><tieude>".utf8) + bytes + Array("</tieude></bai>".utf8)))
    }

    @Test("random pieces with random edits: what is read is what libxml2 reads", arguments: 0..<10)
    func edits(seed: UInt64) throws {
        var numbers = SeededRandom(seed: seed + 5)
        func one(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
        var plain = 0
        for round in 0..<400 {
            var text = one(["", " ", "\t", "\r"])
            text += "\n"
            for number in 0..<Int.random(in: 1...6, using: &numbers) {
                text += one(["", "\n", "ễ ", "\r\n"]) + "<bai" + one(["", " ma='\(number)'", " donvi=\"ễ>\" q='/'"])
                text += one([
                    " />", "/>", "><bai>\n<x:p x:q='ễ'>ễ</x:p></bai>a</bai>", "><loai/>\n<donvi>b]]</donvi></bai>",
                ])
                text += one([
                    "", "<bai><tieude>Tin ễ\n &amp;\(number)</tieude><donvi>Phòng</donvi><loai>c</loai></bai>",
                ])
            }
            var bytes = Array(text.utf8)
            if round % 4 != 0 {
                for _ in 0..<Int.random(in: 1...2, using: &numbers) { XMLStreamingTests.edit(&bytes, using: &numbers) }
                // What begins a piece ends a line.
                bytes.insert(0x0A, at: 0)
            }
            if try Self.isPlain(bytes) { plain += 1 }
        }
        #expect(plain > 100 && plain < 400)
    }
}
