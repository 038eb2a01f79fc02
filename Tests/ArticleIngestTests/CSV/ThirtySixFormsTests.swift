import QuotaModel
import Testing

@testable import ArticleIngest

/// One and the same table of forty records, written in many ways.
struct TableForm: CustomTestStringConvertible {
    var name: String
    var encoding = LogEncoding.utf8
    var font: OldFont?
    var delimiter = ","
    var lineEnd = "\n"
    var hasBOM = false
    var hasSeparatorLine = false
    var titleRows: [String] = []
    var totalRow: String?
    var quotesAll = false
    var blankLines = false
    var extraCells = ""
    var headings = ["Mã bài", "Tiêu đề", "Đơn vị", "Ngày đăng", "Số ảnh"]
    var columnOrder = [0, 1, 2, 3, 4]
    var endsWithLineEnd = true

    var testDescription: String { name }

    static let units = ["Văn phòng", "Phòng Thanh tra 1", "Phòng 2"]

    static let rows: [[String]] = (1...40).map { number in
        [
            "TB-\(number)", "Hội nghị triển khai công tác lần thứ \(number), tiếp công dân; khiếu nại | tố cáo",
            units[number % 3], "\(number % 28 + 1)/\(number % 12 + 1)/2022", number % 4 == 0 ? "" : "\(number)",
        ]
    }

    var bytes: [UInt8] {
        var lines: [String] = []
        if hasSeparatorLine { lines.append("sep=\(delimiter)") }
        lines += titleRows
        lines += ([headings] + Self.rows).map { row in
            columnOrder.map { cell(row[$0]) }.joined(separator: delimiter) + extraCells
        }
        if blankLines { lines = lines.flatMap { [$0, "", delimiter + delimiter] } }
        if let totalRow { lines.append(totalRow) }
        let text = (hasBOM ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd) + (endsWithLineEnd ? lineEnd : "")
        return font.map { OldEncodings.font(text, $0) } ?? OldEncodings.bytes(text, encoding)
    }

    private func cell(_ text: String) -> String {
        quotesAll || text.contains(delimiter) ? "\"\(text)\"" : text
    }

    static let all: [TableForm] = {
        var forms: [TableForm] = []
        for (name, delimiter) in [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")] {
            for (end, lineEnd) in [("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")] {
                forms.append(TableForm(name: "\(name), \(end)", delimiter: delimiter, lineEnd: lineEnd))
            }
        }
        for encoding in LogEncoding.allCases where encoding != .utf8 {
            forms.append(TableForm(name: "\(encoding.rawValue)", encoding: encoding, delimiter: ";", lineEnd: "\r\n"))
        }
        for encoding in [LogEncoding.utf8, .utf16le, .utf16be] {
            forms.append(
                TableForm(name: "\(encoding.rawValue), BOM", encoding: encoding, delimiter: "\t", hasBOM: true))
        }
        for font in OldFont.allCases {
            forms.append(TableForm(name: "font \(font.rawValue)", font: font, delimiter: ";"))
        }
        forms += [
            TableForm(name: "sep= line", delimiter: ";", hasSeparatorLine: true),
            TableForm(name: "sep= line behind a BOM", delimiter: "|", hasBOM: true, hasSeparatorLine: true),
            TableForm(name: "title rows", titleRows: ["THỐNG KÊ TIN BÀI,,,,", "Quý I năm 2022,,,,"]),
            TableForm(name: "title rows of one cell", delimiter: ";", titleRows: ["THỐNG KÊ TIN, BÀI", "Năm 2022"]),
            TableForm(name: "total row", totalRow: "Tổng cộng,,,,40"),
            TableForm(name: "short total row", totalRow: "Cộng: 40"),
            TableForm(name: "everything quoted", lineEnd: "\r\n", quotesAll: true),
            TableForm(name: "blank lines and rows of empty cells", blankLines: true),
            TableForm(name: "extra empty cells", extraCells: ",,"),
            TableForm(name: "other order of columns", columnOrder: [4, 3, 2, 1, 0]),
            TableForm(
                name: "headings in capitals with spaces",
                headings: [" MÃ  BÀI", "TIÊU ĐỀ ", "ĐƠN\u{A0}VỊ", "NGÀY ĐĂNG", "\u{200B}Số Ảnh"]),
            TableForm(name: "no line end at the end", lineEnd: "\r\n", endsWithLineEnd: false),
            TableForm(
                name: "decomposed headings",
                headings: ["Mã bài", "Tiêu đề", "Đơn vị", "Ngày đăng", "Số ảnh"].map(decomposed)),
        ]
        return forms
    }()
}

@Suite("One table in many forms")
struct ThirtySixFormsTests {
    @Test("every form gives the same forty records", arguments: TableForm.all)
    func inspection(form: TableForm) throws {
        let found = try inspect(form.bytes)
        #expect(found.recordsRead == 40)
        let expected = TableForm.rows.map { row in
            [row[0], row[1], row[2], DateReading.iso(row[3]), row[4]].map { $0.lowercased() }
        }
        let fields: [Field] = [.id, .title, .unit, .published, .photos]
        let records = found.records.map { record in fields.map { (record.fields[$0] ?? "").lowercased() } }
        #expect(records == expected)
        #expect(found.rejects.isEmpty)
        #expect(found.unreadable.isEmpty)
    }

    @Test("every form gives the same forty items", arguments: TableForm.all)
    func items(form: TableForm) throws {
        for step in [Int.max, 1, 7, 4096] {
            let outcome = try read([form.bytes], step: step)
            #expect(outcome.items.map(\.units) == (1...40).map { Named([$0 % 3]) })
            #expect(outcome.items.map(\.photos) == (1...40).map { $0 % 4 == 0 ? nil : $0 })
            #expect(outcome.isComplete)
            #expect((outcome.remark(.totalRow) != nil) == (form.totalRow != nil))
            #expect(outcome.remark(.titleRows)?.found == (form.titleRows.isEmpty ? nil : "2"))
        }
    }
}

extension DateReading {
    fileprivate static func iso(_ text: String) -> String {
        let parts = text.split(separator: "/").compactMap { Int($0) }
        return CivilDate(year: parts[2], month: parts[1], day: parts[0])?.description ?? ""
    }
}
