import Foundation
import Testing

@testable import QuotaReports

/// Phụ lục I to Nghị định 30/2020/NĐ-CP.
@Suite("The layout of administrative documents")
struct DecreeLayoutTests {
    /// What the decree allows: sizes in points, upright or italic, bold or not, in capitals or not.
    struct Allowed: CustomTestStringConvertible, Sendable {
        let element: DecreeElement
        let sizes: ClosedRange<Int>
        var bold = false
        var italic = false
        var capitals = false
        var alignment = DecreeFormat.Alignment.center

        var testDescription: String { element.rawValue }
    }

    static let decree = [
        Allowed(element: .nationalName, sizes: 12...13, bold: true, capitals: true),
        Allowed(element: .motto, sizes: 13...14, bold: true),
        Allowed(element: .superior, sizes: 12...13, capitals: true),
        Allowed(element: .agency, sizes: 12...13, bold: true, capitals: true),
        Allowed(element: .number, sizes: 13...13),
        Allowed(element: .placeAndDate, sizes: 13...14, italic: true),
        Allowed(element: .letterSubject, sizes: 12...13),
        Allowed(element: .typeName, sizes: 13...14, bold: true, capitals: true),
        Allowed(element: .abstract, sizes: 13...14, bold: true),
        Allowed(element: .addressee, sizes: 13...14),
        Allowed(element: .basis, sizes: 13...14, italic: true, alignment: .both),
        Allowed(element: .body, sizes: 13...14, alignment: .both),
        Allowed(element: .authority, sizes: 13...14, bold: true, capitals: true),
        Allowed(element: .signerName, sizes: 13...14, bold: true),
        Allowed(element: .recipientsTitle, sizes: 12...12, bold: true, italic: true, alignment: .left),
        Allowed(element: .recipients, sizes: 11...11, alignment: .left),
        Allowed(element: .pageNumber, sizes: 13...14),
        Allowed(element: .annexNumber, sizes: 14...14, bold: true),
        Allowed(element: .annexTitle, sizes: 13...14, bold: true, capitals: true),
        Allowed(element: .annexReference, sizes: 13...14, italic: true),
    ]

    @Test("every figure lies in the decree's bounds", arguments: decree)
    func bounds(allowed: Allowed) {
        let format = DecreeLayout.format(allowed.element)
        #expect(allowed.sizes.contains(format.size))
        #expect(format.bold == allowed.bold)
        #expect(format.italic == allowed.italic)
        #expect(format.capitals == allowed.capitals)
        #expect(format.alignment == allowed.alignment)
    }

    @Test("Quốc hiệu of 12 goes with a tiêu ngữ, place and date of 13; of 13 with 14")
    func pairs() {
        let size = DecreeLayout.format(.nationalName).size
        #expect(DecreeLayout.format(.motto).size == size + 1)
        #expect(DecreeLayout.format(.placeAndDate).size == size + 1)
    }

    @Test("body: first line 1 cm or 1,27 cm, at least 6 pt between paragraphs, single to 1,5 lines")
    func body() {
        for element in [DecreeElement.body, .basis, .heading, .closing] {
            let format = DecreeLayout.format(element)
            #expect(10...13 ~= format.firstLine)
            #expect(format.before + format.after >= 6)
            #expect(100...150 ~= format.line)
        }
    }

    @Test("the styles in the file carry the figures of the table", arguments: DecreeElement.allCases)
    func styles(element: DecreeElement) throws {
        let styles = try WordFile(SampleDocuments.file(.briefing)).xml("word/styles.xml")
        let style = try #require(styles.all("w:style").first { $0.attributes["w:styleId"] == element.rawValue })
        let format = DecreeLayout.format(element)
        let (run, paragraph) = (try #require(style.child("w:rPr")), try #require(style.child("w:pPr")))
        #expect(style.child("w:name")?.attributes["w:val"] == format.name)
        #expect(run.child("w:sz")?.attributes["w:val"] == "\(format.size * 2)")
        #expect((run.child("w:b") != nil) == format.bold)
        #expect((run.child("w:i") != nil) == format.italic)
        #expect(paragraph.child("w:jc")?.attributes["w:val"] == format.alignment.rawValue)
        #expect((paragraph.child("w:keepNext") != nil) == format.keepNext)
        let spacing = try #require(paragraph.child("w:spacing")).attributes
        #expect(spacing["w:before"] == "\(format.before * 20)")
        #expect(spacing["w:after"] == "\(format.after * 20)")
        if element != .rule { #expect(spacing["w:line"] == "\(format.line * 240 / 100)") }
        let indent = paragraph.child("w:ind")?.attributes["w:firstLine"].flatMap(Int.init) ?? 0
        #expect(abs(Double(indent) - Double(format.firstLine) * 1_440 / 25.4) <= 1)
    }

    @Test("the font is Times New Roman everywhere, black, and no run says otherwise")
    func font() throws {
        for kind in SampleDocuments.Kind.allCases {
            let file = try WordFile(SampleDocuments.file(kind))
            let fonts = try file.wordParts.flatMap { $0.all("w:rFonts") }
            #expect(fonts.count == 1)
            #expect(Set(fonts.flatMap(\.attributes.values)) == ["Times New Roman"])
            #expect(try file.wordParts.flatMap { $0.all("w:color") }.map { $0.attributes["w:val"] } == ["000000"])
            // Sizes and faces come from the styles, which the table makes: a run may only be bold.
            let direct = try file.document.all("w:rPr").flatMap(\.children).map(\.name)
            #expect(Set(direct).isSubset(of: ["w:b", "w:bCs"]))
        }
    }

    @Test(
        "A4 upright, margins 20–25, 20–25, 30–35, 15–20 mm, none narrower by a hair",
        arguments: SampleDocuments.Kind.allCases)
    func page(kind: SampleDocuments.Kind) throws {
        for section in try WordFile(SampleDocuments.file(kind)).document.all("w:sectPr") {
            let size = try #require(section.child("w:pgSz")).attributes
            #expect([size["w:w"], size["w:h"], size["w:orient"]] == ["11906", "16838", "portrait"])
            let margins = try #require(section.child("w:pgMar")).attributes
            let bounds: [(String, ClosedRange<Int>)] = [
                ("w:top", 20...25), ("w:bottom", 20...25), ("w:left", 30...35), ("w:right", 15...20),
            ]
            for (side, millimetres) in bounds {
                let twips = try #require(margins[side].flatMap(Int.init))
                let found = Double(twips) * 25.4 / 1_440
                #expect(Double(millimetres.lowerBound)...Double(millimetres.upperBound) ~= found, "\(side)")
            }
        }
    }

    @Test("page numbers: Arabic, in the middle of the top margin, from 1, not on the first page")
    func pageNumbers() throws {
        let file = try WordFile(SampleDocuments.file(.council))
        for section in try file.document.all("w:sectPr") {
            #expect(section.child("w:titlePg") != nil)
            #expect(section.child("w:pgNumType")?.attributes == ["w:start": "1"])
            let headers = section.children.filter { $0.name == "w:headerReference" }
            let relations = try file.xml("word/_rels/document.xml.rels").all("Relationship")
            for header in headers {
                let id = header.attributes["r:id"]
                let target = try #require(relations.first { $0.attributes["Id"] == id }?.attributes["Target"])
                let fields = try file.xml("word/\(target)").all("w:instrText")
                #expect(fields.count == (header.attributes["w:type"] == "first" ? 0 : 1))
            }
            #expect(headers.count == 2)
        }
        #expect(try file.xml("word/header1.xml").style == DecreeElement.pageNumber.rawValue)
    }

    @Test("the head: agency and its rule to the left, national name and its rule to the right, then number and date")
    func head() throws {
        let document = try WordFile(SampleDocuments.file(.briefing)).document
        let cells = try #require(document.all("w:tbl").first).all("w:tc").map { $0.all("w:p") }
        #expect(
            cells.map { $0.map(\.style) } == [
                ["CoQuanChuQuan", "CoQuanBanHanh", "DuongKe"], ["QuocHieu", "TieuNgu", "DuongKe"], ["SoKyHieu"],
                ["DiaDanhNgayThang"],
            ])
        #expect(
            cells.map { $0.map(\.text) } == [
                ["UBND TỈNH BÌNH ĐỊNH", "THANH TRA TỈNH", ""],
                ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""], ["Số:     /BC-TTT"],
                ["Bình Định, ngày 30 tháng 4 năm 2022"],
            ])
    }

    @Test("the rule under tiêu ngữ is as long as the text, those under agency and abstract a third to a half")
    func rules() throws {
        let document = try WordFile(SampleDocuments.file(.briefing)).document
        // Widths of the texts in Times New Roman Bold of the given size, measured with the font, in twips.
        let measured: [(after: String, column: Int, text: Double, share: ClosedRange<Double>)] = [
            ("TieuNgu", 97, 3_182, 0.97...1.03), ("CoQuanBanHanh", 68, 2_117, 0.33...0.5),
        ]
        let cells = try #require(document.all("w:tbl").first).all("w:tc").map { $0.all("w:p") }
        for (after, column, text, share) in measured {
            let cell = try #require(cells.first { $0.contains { $0.style == after } })
            let rule = try #require(cell.last?.all("w:ind").first?.attributes["w:left"].flatMap(Int.init))
            let length = Double(column) * 1_440 / 25.4 - 2 * Double(rule)
            #expect(share ~= length / text, "\(after): \(length)")
        }
        let borders = document.all("w:pBdr")
        #expect(borders.count == 3)
        #expect(Set(borders.flatMap(\.children).map(\.name)) == ["w:bottom"])
    }

    @Test(
        "days under 10 and the first two months get a leading zero",
        arguments: [
            ("2022-03-05", "ngày 05 tháng 3 năm 2022"), ("2022-02-28", "ngày 28 tháng 02 năm 2022"),
            ("2022-12-31", "ngày 31 tháng 12 năm 2022"),
        ])
    func dates(day: String, text: String) throws {
        let briefing = try SampleBriefing.made(asOf: day)
        let file = try WordFile(BriefingDOCX(briefing, wording: Wording(.vi)).bytes())
        #expect(try file.document.text.contains("Bình Định, \(text)"))
    }
}
