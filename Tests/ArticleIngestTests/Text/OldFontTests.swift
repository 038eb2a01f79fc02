import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Text of old fonts in UTF-8")
struct OldFontTests {
    /// Texts that say nothing by themselves, for all their words are Vietnamese as they stand: Cô quan, Khoái 8; Ghi chó,
    /// Chi bé 3, Èn danh. "Sè tõ" and "M·" are such, too, and known only as headings.
    static let ambiguous: [OldFont: Set<String>] = [
        .vni: ["Cơ quan", "Khối 8"], .tcvn3: ["Mã", "Số từ", "Ghi chú", "Chi bộ 3", "Ẩn danh"],
    ]

    private static func expected(_ text: String, in font: OldFont) -> String {
        ambiguous[font]?.contains(text) == true
            ? FontTypist.type(text, in: font) : FontTypist.reading(of: text, in: font)
    }

    private static let heading = "Mã;Tiêu đề;Đơn vị;Tác giả;Ngày đăng"

    private static func rows(_ titles: [String]) -> [String] {
        titles.enumerated().map { "\($0 + 1);\($1);VP;NVA;05/03/2022" }
    }

    private static func titles(_ lines: [String]) throws -> (titles: [String], remarks: [QuotaModel.Issue]) {
        let found = try inspect(Array((lines + ["9999;het;VP;NVA;05/03/2022", ""]).joined(separator: "\n").utf8))
        #expect(found.recordsRead == lines.count)
        return (found.records.dropLast().map { $0.fields[.title] ?? "" }, found.remarks)
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.elementsEqual(right.unicodeScalars)
    }

    @Test("a log that is wholly in a font comes back right", arguments: OldFont.allCases)
    func wholeLog(font: OldFont) throws {
        let lines = ([Self.heading] + Self.rows(OldFontTexts.vietnamese)).map { FontTypist.type($0, in: font) }
        let found = try Self.titles(lines)
        #expect(found.remarks.contains { $0.code == .fontConverted && $0.found == font.rawValue })
        #expect(found.titles.count == OldFontTexts.vietnamese.count && found.titles.count > 200)
        for (text, title) in zip(OldFontTexts.vietnamese, found.titles) {
            #expect(Self.isSame(title, Self.expected(text, in: font)), "\(text)")
        }
    }

    @Test("few rows in a font among many in Unicode come back right", arguments: OldFont.allCases)
    func fewRows(font: OldFont) throws {
        let unicode = Self.rows(Array(repeating: "Xử lý vi phạm trật tự đô thị", count: 40))
        for start in stride(from: 0, to: OldFontTexts.vietnamese.count, by: 8) {
            let texts = OldFontTexts.vietnamese[start...].prefix(8)
            let old = (["Kết quả phúc tra năm trước"] + texts).map { text in
                FontTypist.type("2;\(text);Phòng Nội vụ;Trần Thị Bích;05/03/2022", in: font)
            }
            let found = try Self.titles([Self.heading] + unicode + old + unicode)
            for (text, title) in zip(texts, found.titles.dropFirst(41)) {
                #expect(Self.isSame(title, Self.expected(text, in: font)), "\(text)")
            }
            #expect(Set(found.titles.prefix(40) + found.titles.suffix(40)) == ["Xử lý vi phạm trật tự đô thị"])
        }
    }

    @Test("a log of one row in a font comes back right", arguments: OldFont.allCases)
    func oneRow(font: OldFont) throws {
        for text in OldFontTexts.vietnamese {
            let row = FontTypist.type("1;\(text);Phòng Nội vụ;Trần Thị Bích;05/03/2022", in: font)
            let found = try Self.titles([Self.heading, row])
            #expect(Self.isSame(found.titles[0], Self.expected(text, in: font)), "\(text)")
        }
    }

    @Test(
        "one short title in a font is enough, also among many foreign words",
        arguments: [
            ("Sôû Noâng nghieäp", "Sở Nông nghiệp"), ("Së N«ng nghiÖp", "Sở Nông nghiệp"),
            ("Ñeà aùn 06", "Đề án 06"), ("§Ò ¸n 06", "Đề án 06"),
        ])
    func oneTitle(typed: String, text: String) throws {
        #expect(try Self.titles([Self.heading, Self.rows([typed])[0]]).titles == [text])
        let foreign = Self.rows(Array(repeating: "Müller, Señor Muñoz, Café Zoé à Köln", count: 20))
        let found = try Self.titles([Self.heading] + foreign + [Self.rows([typed])[0]] + foreign)
        #expect(found.titles[20] == text)
        #expect(Set(found.titles).count == 2)
    }

    @Test(
        "text that is right as it stands never changes, whatever else the log holds", arguments: OldFont.allCases,
        [false, true])
    func unicode(font: OldFont, isDecomposed: Bool) throws {
        let texts = (OldFontTexts.unicode + OldFontTexts.vietnamese).map { isDecomposed ? decomposed($0) : $0 }
        #expect(OldFontTexts.unicode.count > 200)
        let old = Self.rows(OldFontTexts.vietnamese.filter { $0.contains(" ") }).map { FontTypist.type($0, in: font) }
        for mixed in [1, 20, old.count] {
            let found = try Self.titles([Self.heading] + old.prefix(mixed) + Self.rows(texts))
            #expect(found.remarks.contains { $0.code == .fontConverted } || mixed == 1)
            for (text, title) in zip(OldFontTexts.unicode + OldFontTexts.vietnamese, found.titles.dropFirst(mixed)) {
                #expect(title == text, "\(mixed)")
            }
        }
        #expect(try !Self.titles([Self.heading] + Self.rows(texts)).remarks.contains { $0.code == .fontConverted })
    }

    @Test("no Vietnamese word of Unicode changes by itself", arguments: OldFont.allCases)
    func words(font: OldFont) {
        for text in OldFontTexts.vietnamese + OldFontTexts.unicode {
            for word in text.split(separator: " ") + [text[...]] {
                for form in [String(word), word.uppercased(), decomposed(String(word))] {
                    #expect(FontReading(form, in: font)?.isFont != true, "\(form)")
                }
            }
        }
    }

    @Test(
        "a cell of the heading row that is a heading only in the log's font is taken; another cell is left alone")
    func headings() throws {
        let log = """
            M·,Tiªu ®Ò,§¬n vÞ,Ngµy ®¨ng,Sè tõ,Ghi chó
            1,Héi nghÞ tæng kÕt c«ng t¸c n¨m,X· An B×nh,5/3/2022,100,Sè tõ
            2,Ra qu©n ®Çu n¨m,Phßng Néi vô,6/3/2022,120,Hái
            """
        let found = try inspect(Array(log.utf8))
        #expect(found.headings == ["Mã", "Tiêu đề", "Đơn vị", "Ngày đăng", "Số từ", "Ghi chó"])
        #expect(found.records.map { $0.fields[.words] } == ["100", "120"])
        #expect(found.records.map { $0.fields[.id] } == ["1", "2"])
        #expect(found.records.map { $0.fields[.unit] } == ["Xã An Bình", "Phòng Nội vụ"])
        // In Unicode text such a cell is what it is.
        let plain = try inspect(Array("Mã,Tiêu đề,Đơn vị,Ngày đăng,Sè tõ\n1,Hội nghị,Phòng 1,5/3/2022,100\n".utf8))
        #expect(plain.headings.last == "Sè tõ")
    }

    @Test("a mapping's heading is found in the log's font, too")
    func mappedHeading() throws {
        let log = "Cô quan,Tieâu ñeà,Ngaøy ñaêng\nXaõ An Bình,Hoäi nghò toång keát coâng taùc naêm,5/3/2022\n"
        let mapping = LogMapping(fields: [.unit: LogMapping.Origin(from: "Cơ quan")])
        let found = try inspect(Array(log.utf8), mapping: mapping)
        #expect(found.records.first?.fields[.unit] == "Xã An Bình")
        #expect(!found.remarks.contains { $0.code == .headingNotFound })
    }

    @Test("VNI text in UTF-8 is read as the same text in VNI's bytes")
    func asBytes() throws {
        let log = """
            Maõ,Tieâu ñeà,Ñôn vò,Ngaøy ñaêng
            1,Hoäi nghò toång keát coâng taùc naêm,Xaõ An Bình,5/3/2022
            2,Ra quaân ñaàu naêm,Phoøng Noäi vuï,6/3/2022
            2,Ra quaân ñaàu naêm (ñaêng laïi),Phoøng Noäi vuï,6/3/2022
            """
        let bytes = try inspect(log.unicodeScalars.map { UInt8($0.value) })
        let text = try inspect(Array(log.utf8))
        #expect(bytes.encoding == "vni" && text.encoding == "utf-8")
        #expect(text.records.map(\.fields) == bytes.records.map(\.fields))
        #expect(text.headings == ["Mã", "Tiêu đề", "Đơn vị", "Ngày đăng"])
    }

    @Test("what is converted does not depend on the cores, nor on where the bytes are cut", arguments: OldFont.allCases)
    func cores(font: OldFont) throws {
        let texts = zip(OldFontTexts.vietnamese, OldFontTexts.unicode).flatMap { [FontTypist.type($0, in: font), $1] }
        let lines = [Self.heading] + texts.enumerated().map { "\($0 + 1);\($1);\($1);\($1);05/03/2022" }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let alone = try read([bytes])
        #expect(alone.isComplete && alone.remark(.fontConverted) != nil && alone.rejects.count > 100)
        for cores in [1, 2, 5] {
            for (step, piece) in [(Int.max, 64), (1, 256 << 10), (7, 1_000), (4_096, 4_096)] {
                let found = try read(
                    [bytes], step: step, cores: LogReader.Cores(count: cores, pieceBytes: piece))
                #expect(found.rejects == alone.rejects && found.items.count == alone.items.count)
            }
        }
    }

    @Test(
        "a syllable has its tone where Vietnamese writes it, and only the tones that its end allows",
        arguments: [
            ("hòa", true), ("hoà", true), ("xaõ", false), ("thuý", true), ("thúy", true), ("aù", false), ("soái", true),
            ("phoá", false), ("coá", false), ("lụt", true), ("lôt", false), ("cỏt", false), ("lot", true), ("gì", true),
            ("giếng", true), ("cé", false), ("nghé", true), ("ngé", false), ("quý", true), ("của", true),
            ("goòng", true),
            ("khuya", true), ("rượu", true), ("khuỷu", true), ("Huỳnh", true), ("nghiêng", true), ("Đắk", true),
        ])
    func syllables(word: String, isPossible: Bool) {
        #expect(Syllable.isPossible(Array(word.unicodeScalars)) == isPossible)
    }
}
