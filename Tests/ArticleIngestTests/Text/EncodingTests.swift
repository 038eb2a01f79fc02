import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Encodings")
struct EncodingTests {
    static let pangram =
        "Phòng Đỗ Thị Ỷ kể: bữa cỗ giỗ mẹ, quả ổi, ướt sũng, ruộng đồng, Nguyễn Huệ, ằ ẵ ắ ặ ẩ ẫ ờ ở ỡ ợ ừ ử ữ ự ỳ ỷ ỹ ỵ"

    /// What another converter wrote for the pangram, so that our tables are not only checked against themselves.
    static let foreign: [(encoding: LogEncoding, hex: String)] = [
        (
            .viscii,
            """
            5068f26e6720d0b2205468b82014206bac3a2062e6612063b2206769b2206da92c207175e420b1692c20dfbe742073fb6e672c2072\
            75b56e6720f0b06e672c204e677579ad6e204875ae2c20a220c720a120a320a620e720b620b720de20fe20d720d820e620f120cf20d6\
            20db20dc
            """
        ),
        (
            .windows1258,
            """
            50686fcc6e6720d0f4de20546869f22059d2206bead23a2062fdde612063f4de206769f4de206d65f22c20717561d220f4d2692c20\
            fdf5ec74207375de6e672c207275f4f26e6720f0f4cc6e672c204e677579eade6e204875eaf22c20e3cc20e3de20e3ec20e3f220e2d2\
            20e2de20f5cc20f5d220f5de20f5f220fdcc20fdd220fdde20fdf22079cc2079d22079de2079f2
            """
        ),
        (
            .tcvn3,
            """
            5068df6e6720a7e7205468de20fb206bd33a2062f7612063e7206769e7206dd12c207175b620e6692c20aded742073f26e672c2072\
            75e96e6720aee56e672c204e677579d46e204875d62c20bb20bd20be20c620c820c920ea20eb20ec20ee20f520f620f720f920fa20fb\
            20fc20fe
            """
        ),
    ]

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }

    private func decoded(_ bytes: [UInt8], _ encoding: LogEncoding) -> String {
        String(
            decoding: EncodingChoice(encoding: encoding, by: .option).decode(bytes, isWhole: true), as: UTF8.self)
    }

    @Test("text that another converter wrote is read", arguments: foreign.indices)
    func otherConverter(_ number: Int) {
        let (encoding, hex) = Self.foreign[number]
        // TCVN3 has no capital Ỷ.
        let expected = encoding == .tcvn3 ? Self.pangram.replacing("Ỷ", with: "ỷ") : Self.pangram
        #expect(decoded(Self.bytes(hex), encoding) == expected)
    }

    @Test(
        "known VNI text is read",
        arguments: [
            ("bìa meàm, ñònh daïng", "bìa mềm, định dạng"), ("Phoøng Thanh tra tænh", "Phòng Thanh tra tỉnh"),
            ("ÑAÛNG UÛY, Nguyeãn Hueä", "ĐẢNG ỦY, Nguyễn Huệ"), ("Tröôøng hôïp ñaëc bieät", "Trường hợp đặc biệt"),
        ])
    func vni(written: String, read: String) {
        let bytes = written.unicodeScalars.map { UInt8($0.value) }
        #expect(decoded(bytes, .vni) == read)
    }

    @Test("every letter of the alphabet comes back, however the bytes are cut", arguments: LogEncoding.allCases)
    func roundTrip(encoding: LogEncoding) throws {
        let lower = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
        let text = encoding == .tcvn3 ? lower : lower + " " + lower.uppercased()
        let bytes = OldEncodings.bytes(text, encoding)
        #expect(decoded(bytes, encoding) == text)
        for step in 1...5 {
            let choice = EncodingChoice(encoding: encoding, by: .option)
            var feed = TextFeed(
                MemorySource(bytes, step: step), decoder: choice.decoder, name: "log.csv", fileLimit: .max, step: step)
            let piece = TextPiece()
            try feed.fill(piece)
            while !piece.isLast { try feed.extend(piece) }
            #expect(String(decoding: piece.text, as: UTF8.self) == text, "step \(step)")
            piece.check()
            #expect(piece.broken.isEmpty)
        }
    }

    /// Ten lines as an office writes them.
    static let lines = [
        "Tiêu đề;Đơn vị;Ngày đăng", "Hội nghị triển khai công tác thanh tra năm 2022;Phòng 1;15/02/2022",
        "Kiểm tra việc chấp hành pháp luật về đất đai;Văn phòng;16/02/2022",
        "Giải quyết khiếu nại, tố cáo của công dân;Phòng 2;17/02/2022",
        "Đẩy mạnh cải cách hành chính ở các xã, phường;Phòng 1;18/02/2022",
    ].joined(separator: "\r\n")

    @Test("an encoding is recognised, and a guess is said with sample titles", arguments: LogEncoding.allCases)
    func detection(encoding: LogEncoding) throws {
        let choice = try inspect(OldEncodings.bytes(Self.lines, encoding))
        #expect(choice.encoding == encoding.rawValue)
        #expect(choice.encodingBy == .detected)
        #expect(choice.records.count == 4)
        #expect(choice.records.first?.fields[.title]?.lowercased() == "hội nghị triển khai công tác thanh tra năm 2022")
        let guess = choice.remarks.first { $0.code == .encodingGuessed }
        #expect((guess != nil) == encoding.isOneByte)
        if let guess {
            #expect(guess.found == encoding.rawValue)
            #expect(guess.expected.count == 3)
        }
    }

    @Test("the byte order mark decides", arguments: [LogEncoding.utf8, .utf16le, .utf16be])
    func byteOrderMark(encoding: LogEncoding) throws {
        let found = try inspect(OldEncodings.bytes("\u{FEFF}" + Self.lines, encoding))
        #expect(found.encoding == encoding.rawValue)
        #expect(found.encodingBy == .bom)
        #expect(found.headings.first == "Tiêu đề")
        #expect(found.records.count == 4)
    }

    @Test(
        "text of an old font in UTF-8 is converted and said; Unicode text beside it stays", arguments: OldFont.allCases)
    func fonts(font: OldFont) throws {
        let heading = Array("Tiêu đề;Đơn vị;Ngày đăng\n".utf8)
        let rows = Self.lines.split(separator: "\r\n").dropFirst().map(String.init).joined(separator: "\n")
        let found = try inspect(
            heading + OldEncodings.font(rows, font) + Array("\nCà phê, Bài ca;Văn phòng;19/02/2022".utf8))
        #expect(found.encoding == "utf-8")
        #expect(found.remarks.first { $0.code == .fontConverted }?.found == font.rawValue)
        #expect(found.records.map { $0.fields[.unit] } == ["Phòng 1", "Văn phòng", "Phòng 2", "Phòng 1", "Văn phòng"])
        #expect(found.records.last?.fields[.title] == "Cà phê, Bài ca")
        #expect(found.records.first?.fields[.title] == "Hội nghị triển khai công tác thanh tra năm 2022")
    }

    @Test(
        "a few rows in an old font among many in Unicode are converted, and the examples are theirs",
        arguments: OldFont.allCases)
    func fewRows(font: OldFont) throws {
        let unicode = (1...40).map { "Xử lý vi phạm trật tự đô thị lần \($0);Văn phòng;17/03/2022\n" }.joined()
        let old = "Kết quả phúc tra năm trước;Văn phòng;18/03/2022\n"
        let found = try inspect(
            Array(("Tiêu đề;Đơn vị;Ngày đăng\n" + unicode).utf8) + OldEncodings.font(old, font) + Array(unicode.utf8))
        #expect(found.remarks.first { $0.code == .fontConverted }?.found == font.rawValue)
        #expect(found.remarks.first { $0.code == .fontConverted }?.expected.first == "Kết quả phúc tra năm trước")
        #expect(found.records.count == 81)
        #expect(found.records[40].fields[.title] == "Kết quả phúc tra năm trước")
        #expect(found.records.allSatisfy { $0.fields[.unit] == "Văn phòng" })
    }

    @Test(
        "who says an old font of text that is none of it is told so", arguments: [LogEncoding.tcvn3, .vni])
    func noSuchFont(said: LogEncoding) throws {
        let lines = "Tiêu đề;Đơn vị;Ngày đăng\nToà án hoà giải;Văn phòng;15/03/2022\n"
        let found = try inspect(Array(lines.utf8), options: ReadingOptions(encoding: said))
        #expect(!found.remarks.contains { $0.code == .fontConverted })
        let remark = found.remarks.first { $0.code == .encodingOverridden }
        #expect(remark?.subject == said.rawValue && remark?.found == "utf-8")
        #expect(found.records.first?.fields[.title] == "Toà án hoà giải")
    }

    @Test("ordinary Unicode text is left alone")
    func noFont() throws {
        let found = try inspect(Array(Self.lines.utf8))
        #expect(found.remarks.isEmpty || found.remarks.map(\.code) == [.dayFirstAssumed])
        #expect(OldFont.find(in: Array("Café, Müller, Ångström, naïve, Señor, Cà phê, Bài viết".utf8)[...]) == nil)
    }

    @Test(
        "text of an old font is known by its bytes: the same text in NFD, which no font writes, neither hides nor makes it"
    )
    func fontBesideDecomposed() {
        // One word that might be foreign.
        let text = "Loaïi tin"
        let font = { (cells: [String]) in OldFont.find(in: Array(cells.joined(separator: "\n").utf8)[...]) }
        #expect(font([decomposed(text), text, text]) == .vni)
        #expect(font([text, text, decomposed(text)]) == .vni)
        #expect(font([text] + Array(repeating: decomposed(text), count: 9)) == nil)
    }

    @Test("a person's encoding wins, and a contradiction is said")
    func overridden() throws {
        let bytes = OldEncodings.bytes(Self.lines, .viscii)
        let forced = try inspect(bytes, options: ReadingOptions(encoding: .tcvn3))
        #expect(forced.encoding == "tcvn3")
        #expect(forced.encodingBy == .option)
        let remark = forced.remarks.first { $0.code == .encodingOverridden }
        #expect(remark?.subject == "tcvn3")
        #expect(remark?.found == "viscii")
        let agreed = try inspect(bytes, options: ReadingOptions(encoding: .viscii))
        #expect(!agreed.remarks.contains { $0.code == .encodingOverridden || $0.code == .encodingGuessed })
    }

    @Test("bytes in no encoding that fits are refused, and a tie is")
    func refused() {
        let noise = Array("Title,Unit,Published\n".utf8) + (0..<400).map { UInt8(0x80 + $0 * 37 % 128) }
        #expect(refusalCodes { _ = try inspect(noise) } == [.unknownEncoding])
        // E1 is á in Windows-1258 and in VISCII alike, and most of these words have no other accent.
        let tie = Array("Title,Unit,Published\nB".utf8) + [0xE1] + Array("o c".utf8) + [0xE1] + Array("o\n".utf8)
        #expect(refusalCodes { _ = try inspect(tie) } == [.ambiguousEncoding])
        #expect(refusalCodes { _ = try inspect(tie, options: ReadingOptions(encoding: .viscii)) }.isEmpty)
    }

    @Test("a few broken bytes in UTF-8 cost their rows, not the file")
    func brokenRows() throws {
        var bytes = Array("Mã,Tiêu đề,Đơn vị,Ngày đăng\n1,Hội nghị,Phòng 1,15/02/2022\n2,Ti".utf8)
        bytes += [0xFF] + Array("n,Phòng 1,16/02/2022\n3,Tập huấn,Phòng 2,17/02/2022\n".utf8)
        bytes += Array("4,".utf8) + [0xED, 0xA0, 0x80] + Array(",Phòng 1,".utf8) + [0xC0, 0x80] + Array("\n".utf8)
        bytes += Array("5,Chữ Việt có dấu đầy đủ,Phòng 2,18/02/2022".utf8)
        let outcome = try read([bytes])
        #expect(outcome.codes == [.badEncoding, .badEncoding])
        #expect(outcome.rejects.map(\.place.line) == [3, 5])
        #expect(outcome.rejects.first?.column == 5)
        #expect(outcome.items.map(\.place.record) == [1, 3, 5])
        #expect(outcome.isComplete)
    }

    @Test("text that was encoded twice or lost its letters is reported")
    func losses() throws {
        let twice = Self.lines.utf8.map { Unicode.Scalar($0) }
        let doubled = try inspect(Array(String(String.UnicodeScalarView(twice)).utf8))
        #expect(doubled.remarks.contains { $0.code == .doubledEncoding })
        let lost = try inspect(
            Array("Title,Unit,Published\nH?i ngh?,Ph?ng 1,1/2/2022\nTh?nh ph?,Tr??ng h?c,2/2/2022\n".utf8))
        #expect(lost.remarks.contains { $0.code == .questionMarks })
        let fine = try inspect(
            Array("Title,Unit,Link\nTin gì?,Phòng 1,x.vn/a?b=c&d?e\nÁn Ã,Phòng 1,y?z=1\n".utf8))
        #expect(fine.remarks.isEmpty)
    }
}
