import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Delimiter, heading and foot of a CSV log")
struct HeadingTests {
    @Test("title rows above the heading are skipped and said")
    func titleRows() throws {
        let outcome = try read("BÁO CÁO TIN BÀI\nQuý I, năm 2022\n\nĐơn vị,Ngày đăng\nPhòng 1,01/02/2022\n")
        #expect(outcome.items.map(\.place) == [ItemPlace(source: 0, record: 1, line: 5)])
        #expect(outcome.remark(.titleRows)?.found == "2")
        #expect(outcome.remark(.titleRows)?.place?.line == 1)
    }

    @Test("a log without a needed field is refused with the headings it has and those that would do")
    func missing() {
        do {
            _ = try read("Mã bài,Tiêu đề,Phòng ban,Ngày\n1,a,Phòng 1,01/02/2022\n")
            Testing.Issue.record("no refusal")
        } catch let refusal as Refusal {
            #expect(refusal.issues.map(\.code) == [.fieldMissing])
            #expect(refusal.issues[0].subject == "published")
            #expect(refusal.issues[0].found == "Mã bài, Tiêu đề, Phòng ban, Ngày")
            #expect(refusal.issues[0].expected.contains("Ngày đăng"))
            #expect(refusal.issues[0].place?.line == 1)
        } catch {
            Testing.Issue.record("\(error)")
        }
    }

    @Test("a log with a heading and no records lacks nothing", arguments: ["Tiêu đề,Loại", "Tiêu đề,Loại\n\n,\n"])
    func noRecords(text: String) throws {
        let outcome = try read(text)
        #expect(outcome.summary.records == 0)
        #expect(outcome.summary.accepted == 0)
    }

    @Test("a log without any known heading is refused")
    func noHeading() {
        #expect(refusalCodes { _ = try read("a,b,c\n1,2,3\n") } == [.headingNotFound])
        #expect(refusalCodes { _ = try read("xin chào\n") } == [.headingNotFound])
    }

    @Test("where the letters of the heading are lost the refusal says so, with a mapping too")
    func lostHeading() {
        let lost = "T?a d?,Ng?y dang,?on v?,Ti?u d?\n1,01/02/2022,Ph?ng m?t,H?i ngh?\n"
        let mapping = LogMapping(fields: [.unit: .init(from: "Đơn vị gửi")])
        #expect(refusalCodes { _ = try read(lost) } == [.headingNotFound, .questionMarks])
        #expect(refusalCodes { _ = try read(lost, mapping: mapping) } == [.headingNotFound, .questionMarks])
        let twice = "Ä\u{90}Æ¡n vá»‹,Tiêu đề\nPhÃ²ng 1,PhÃ²ng há»\u{8D}p\n"
        #expect(
            refusalCodes { _ = try read(twice, mapping: mapping) } == [.fieldMissing, .fieldMissing, .doubledEncoding])
    }

    @Test("of two columns for a field the first is used, and that is said")
    func secondColumn() throws {
        let outcome = try read("Đơn vị,Ngày đăng,Phòng\nPhòng 1,01/02/2022,Phòng 2\n")
        #expect(outcome.items.map(\.units) == [.one(1)])
        #expect(outcome.remark(.secondColumn)?.found == "Phòng")
        #expect(outcome.remark(.secondColumn)?.subject == "unit")
    }

    @Test("the column that a mapping names goes before a built-in one, wherever it stands")
    func ownColumn() throws {
        let mapping = LogMapping(fields: [.unit: .init(from: "Phòng gửi")])
        let outcome = try read("Đơn vị,Ngày đăng,phòng  gửi\nPhòng 1,01/02/2022,Phòng 2\n", mapping: mapping)
        #expect(outcome.items.map(\.units) == [.one(2)])
        #expect(outcome.remark(.secondColumn)?.found == "Đơn vị")
    }

    @Test("a mapping may name one column for several fields")
    func sharedColumn() throws {
        let mapping = LogMapping(fields: [
            .unit: .init(from: "Người gửi"), .author: .init(from: "Người gửi"), .published: .init(from: "Ngày"),
            .event: .init(from: "ngày"),
        ])
        let outcome = try read("Người gửi,Ngày\nPhòng 1,01/02/2022\n", mapping: mapping)
        #expect(outcome.items.map(\.units) == [.one(1)])
        #expect(outcome.items.map(\.published) == [day("2022-02-01")])
        #expect(outcome.items.map(\.event) == [day("2022-02-01")])
        #expect(outcome.summary.fields == FieldSet([.unit, .author, .published, .event]))
        #expect(outcome.summary.remarks.allSatisfy { $0.code == .dayFirstAssumed })
    }

    @Test("a heading that a mapping names and the log lacks is said, as for XML")
    func lackingHeading() throws {
        let mapping = LogMapping(fields: [.state: .init(from: "Trang thai"), .unit: .init(from: "đơn  VỊ")])
        let outcome = try read("Đơn vị,Ngày đăng,Trạng thái bài\nPhòng 1,01/02/2022,Nháp\n", mapping: mapping)
        #expect(outcome.remark(.headingNotFound)?.subject == "state")
        #expect(outcome.remark(.headingNotFound)?.found == "Trang thai")
        #expect(outcome.summary.remarks.filter { $0.code == .headingNotFound }.count == 1)
    }

    @Test("a mapping adds headings, constants, state words and date forms")
    func mapping() throws {
        let mapping = LogMapping(
            fields: [
                .published: .init(from: "Thời gian", format: DatePattern("HH:mm dd/MM/yyyy")),
                .title: .init(from: "Tin"),
            ],
            constants: [.unit: "Phòng 1"], states: [MatchKey("1"): .published, MatchKey("Đã đăng"): .draft])
        let outcome = try read(
            "Tin,Thời gian,Trạng thái\na,08:00 15/02/2022,1\nb,09:00 16/02/2022,đã đăng\n", mapping: mapping)
        #expect(outcome.items.map(\.units) == [.one(1), .one(1)])
        #expect(outcome.items.map(\.published) == [day("2022-02-15"), day("2022-02-16")])
        #expect(outcome.items.map(\.state) == [.known(.published), .known(.draft)])
        #expect(outcome.summary.fields.contains(.unit))
    }

    @Test("a constant holds for every row, and a column named beside it is said not to be read")
    func constantBesideColumn() throws {
        let mapping = LogMapping(
            constants: [.unit: "Phòng 1"], overruled: [.unit: "Đơn vị gửi"],
            places: ["unit": QuotaModel.SourceLocation("anh-xa.yaml", line: 3, column: 9)])
        let outcome = try read("Đơn vị gửi,Ngày đăng\nPhòng 2,15/02/2022\n", mapping: mapping)
        #expect(outcome.items.map(\.units) == [.one(1)])
        let remark = try #require(outcome.remark(.constantHolds))
        #expect(remark.subject == "unit" && remark.found == "Đơn vị gửi" && remark.expected == ["Phòng 1"])
        #expect(remark.place?.line == 3)
    }

    @Test("the total row at the foot is told and no record; elsewhere it is one")
    func totalRow() throws {
        let foot = try read("Tiêu đề,Đơn vị,Ngày đăng,Số ảnh\na,Phòng 1,01/02/2022,2\nTổng cộng:,,,2\n\n")
        #expect(foot.summary.records == 1)
        #expect(foot.remark(.totalRow)?.place?.line == 3)
        let middle = try read(
            "Tiêu đề,Đơn vị,Ngày đăng,Số ảnh\nTổng cộng,,,2\na,Phòng 1,01/02/2022,2\n")
        #expect(middle.codes == [.missingField])
        #expect(middle.rejects.map(\.place) == [ItemPlace(source: 0, record: 1, line: 2)])
        #expect(middle.items.map(\.place) == [ItemPlace(source: 0, record: 2, line: 3)])
        #expect(middle.remark(.totalRow) == nil)
        let title = try read("Tiêu đề,Đơn vị,Ngày đăng\nTổng kết năm,Phòng 1,01/02/2022\nTổng kết quý,,\n")
        #expect(title.summary.records == 2)
    }

    @Test(
        "blanks that pad the cells of a total row, quoted or not, are no figures",
        arguments: ["Tổng cộng,    ,     ,2", "   Tổng cộng ,\"    \",\u{A0}\u{A0},  2 "])
    func paddedTotalRow(row: String) throws {
        let outcome = try read("Tiêu đề,Đơn vị,Ngày đăng,Số ảnh\na,Phòng 1,01/02/2022,2\n\(row)\n")
        #expect(outcome.rejects.isEmpty && outcome.summary.records == 1)
        #expect(outcome.remark(.totalRow)?.place?.line == 3)
    }

    @Test("a heading that is repeated further down is no record and is said")
    func repeatedHeading() throws {
        let outcome = try read("Đơn vị,Ngày đăng\nPhòng 1,01/02/2022\nĐơn vị,Ngày đăng\nPhòng 2,01/02/2022\n")
        #expect(outcome.items.map(\.units) == [.one(1), .one(2)])
        #expect(outcome.remark(.repeatedHeading)?.place?.line == 3)
    }

    @Test("a person's delimiter wins over the one that is found, and that is said")
    func delimiter() throws {
        let text = "sep=;\r\nĐơn vị;Ngày đăng\r\nPhòng 1;01/02/2022\r\n"
        #expect(try read(text).items.map(\.place.line) == [3])
        #expect(
            refusalCodes { _ = try read(text, options: ReadingOptions(delimiter: .comma)) } == [.headingNotFound])
        let found = try inspect(Array(text.utf8), options: ReadingOptions(delimiter: .tab))
        #expect(found.delimiter == .tab)
        #expect(found.remarks.first { $0.code == .delimiterOverridden }?.found == ";")
    }

    @Test("what a person says otherwise than the mapping is said, and what both say alike is not")
    func overMapping() throws {
        let text = "Đơn vị;Ngày đăng;Ngày gửi\nPhòng 1;01/02/2022;02/02/2022\n"
        let mapping = LogMapping(
            fields: [
                .published: .init(from: "Ngày đăng", format: DatePattern("MM/dd/yyyy")),
                .submitted: .init(from: "Ngày gửi", format: DatePattern("dd/MM/yyyy")),
            ], encoding: .viscii, delimiter: .tab)
        let said = ReadingOptions(encoding: .utf8, delimiter: .semicolon, dateFormat: DatePattern("d/M/yyyy"))
        let expected = [
            ["--encoding", "utf-8", "viscii"], ["--delimiter", ";", "tab"],
            ["--date-format", "d/M/yyyy", "MM/dd/yyyy"],
        ]
        func facts(_ remarks: [QuotaModel.Issue]) -> [[String]] {
            remarks.filter { $0.code == .mappingOverridden }.map { issue in
                [issue.subject, issue.found].map { $0 ?? "" } + issue.expected
            }
        }
        let outcome = try read(text, mapping: mapping, options: said)
        #expect(outcome.items.map(\.published) == [day("2022-02-01")])
        #expect(facts(outcome.summary.remarks) == expected)
        #expect(facts(try inspect(Array(text.utf8), mapping: mapping, options: said).remarks) == expected)
        let alike = LogMapping(encoding: .utf8, delimiter: .semicolon)
        #expect(facts(try read(text, mapping: alike, options: said).summary.remarks).isEmpty)
        let xml = Array("<baiviet><bai><donvi>Phòng 1</donvi></bai></baiviet>".utf8)
        let paths = LogMapping(
            fields: [.published: .init(from: "ngay", format: DatePattern("MM/dd/yyyy"))], encoding: .viscii,
            delimiter: .tab)
        #expect(facts(try inspect(xml, mapping: paths, options: said).remarks) == [expected[0], expected[2]])
    }

    @Test("decimal commas don't make the comma the delimiter")
    func decimalCommas() throws {
        let found = try inspect(Array("Tiêu đề;Đơn vị;Điểm\nA, b, c;Phòng 1;1,5\nD, e;Phòng 2;2,5\n".utf8))
        #expect(found.delimiter == .semicolon)
        #expect(found.unmapped == ["Điểm"])
    }

    @Test("extra cells that are empty are fine; others, and too few, make the row malformed")
    func raggedRows() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng,\nPhòng 1,01/02/2022,,, \nPhòng 1,01/02/2022\nPhòng 1\nPhòng 1,01/02/2022,,x\n")
        #expect(outcome.items.count == 2)
        #expect(
            outcome.rejects.map(\.flaw) == [.tooFewCells(found: 1, expected: 2), .tooManyCells(found: 4, expected: 3)])
        #expect(outcome.isComplete)
    }

    @Test("a quote that never closes makes one malformed record at the line where it opened")
    func unclosedQuote() throws {
        let outcome = try read(
            "Tiêu đề,Đơn vị,Ngày đăng\na,Phòng 1,01/02/2022\n\"b\nc\",\"Phòng 1,02/02/2022\nd,Phòng 1,03/02/2022\n")
        #expect(outcome.items.count == 1)
        #expect(outcome.codes == [.malformedRow])
        #expect(outcome.rejects.map(\.flaw) == [.unclosedQuote])
        #expect(outcome.rejects.map(\.place.line) == [4])
        #expect(outcome.rejects.map(\.column) == [4])
    }

    @Test("a stray quote makes its row malformed, whether or not the number of cells comes out")
    func strayQuote() throws {
        let outcome = try read(
            "Tiêu đề,Đơn vị,Ngày đăng\n\"Tin \"nóng\", mới\",Phòng 1,01/02/2022\n\"Tin \"nóng\"\",Phòng 1,01/02/2022\n")
        #expect(outcome.rejects.map(\.flaw) == [.strayQuote, .strayQuote])
        #expect(outcome.items.isEmpty)
    }

    @Test("rows that a stray quote swallows are told at the line where they went, never lost in silence")
    func swallowedRows() throws {
        let outcome = try read(
            "Đơn vị;Ngày đăng;Tiêu đề\nPhòng 1;1/2/2022;\"a\nPhòng 1;2/2/2022;b\nPhòng 1;3/2/2022;\"c\"\nPhòng 1;4/2/2022;d\n"
        )
        #expect(outcome.rejects.map(\.flaw) == [.strayQuote])
        #expect(outcome.rejects.map(\.place.line) == [2])
        #expect(outcome.items.count == 1)
    }

    @Test("blanks behind a closing quote are no fault")
    func blanksBehindQuote() throws {
        let outcome = try read("Tiêu đề,Đơn vị,Ngày đăng\n\"Tin\" ,\"Phòng 1\"  ,01/02/2022\n")
        #expect(outcome.items.count == 1)
        #expect(outcome.rejects.isEmpty)
    }
}
