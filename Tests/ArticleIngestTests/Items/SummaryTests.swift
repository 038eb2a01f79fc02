import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("What the summary of a log tells")
struct SummaryTests {
    @Test("unverifiable rows lack something in a tested field or in a state column, each once")
    func unverifiable() throws {
        let log =
            "Đơn vị,Ngày đăng,Số ảnh,Ngày gửi,Trạng thái,Chuyên mục\n"
            + "Phòng 1,01/02/2022,2,01/02/2022,Đã đăng,a\n" + "Phòng 1,01/02/2022,,01/02/2022,Đã đăng,a\n"
            + "Phòng 1,01/02/2022,hai,,Đã đăng,a\n" + "Phòng 1,01/02/2022,2,30/02/2022,,a\n"
            + "Phòng 1,01/02/2022,,,,\n" + "Phòng 1,01/02/2022,1,01/02/2022,Đã đăng,;;\n"
        let untested = try read(log)
        #expect(untested.summary.unverifiable == 2)
        let photos = try read(log, order: order(tested: [FieldSet(.photos)]))
        #expect(photos.summary.unverifiable == 4)
        let dates = try read(log, order: order(tested: [FieldSet(.submitted)]))
        #expect(dates.summary.unverifiable == 3)
        let categories = try read(log, order: order(tested: [FieldSet(.category)]))
        #expect(categories.summary.unverifiable == 3)
        let padded = try read(
            "Đơn vị,Ngày đăng,Tác giả\nPhòng 1,01/02/2022, ;\nPhòng 1,01/02/2022,\u{A0};\u{200B};\nPhòng 1,01/02/2022, ;Đào\n",
            order: order(tested: [FieldSet(.author)]))
        #expect(padded.summary.unverifiable == 2)
        let stateless = try read("Đơn vị,Ngày đăng\nPhòng 1,01/02/2022\n")
        #expect(stateless.summary.unverifiable == 0)
    }

    @Test("a text of more than a kibibyte is nobody's misspelt name")
    func longName() throws {
        let (near, far) = (
            "Phong" + String(repeating: " ", count: 1_000) + "1", "Phong" + String(repeating: " ", count: 1_030) + "1"
        )
        let outcome = try read("Đơn vị,Ngày đăng\n\(near),01/02/2022\n\(far),01/02/2022\n")
        #expect(outcome.rejects.map(\.suggestion) == ["Phòng 1", nil])
    }

    @Test("cells that can't be read and decide nothing are listed, and cost no item")
    func unreadable() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng,Ngày gửi,Số từ\nPhòng 1,01/02/2022,hôm qua,nhiều\nPhòng 9,01/02/2022,x,y\nPhòng 1,,31/02/2022,5\n"
        )
        #expect(outcome.items.count == 2)
        #expect(outcome.summary.unreadable == 3)
        #expect(outcome.summary.unreadableCells.map(\.value) == ["hôm qua", "nhiều", "31/02/2022"])
        #expect(outcome.summary.unreadableCells.map(\.field) == [.submitted, .words, .submitted])
        #expect(outcome.summary.unreadableCells.map(\.place.line) == [2, 2, 4])
        #expect(outcome.summary.undated == 1)
    }

    @Test("states by the built-in words; unknown ones are listed as first written")
    func states() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng,Trạng thái\n"
                + [
                    "published", "ĐÃ XUẤT BẢN", "pending", "Bản nháp", "từ  chối", "Đã duyệt", "Lưu kho", "LƯU KHO", "",
                    "Ẩn",
                ]
                .map { "Phòng 1,01/02/2022,\($0)" }.joined(separator: "\n"))
        #expect(
            outcome.items.map(\.state) == [
                .known(.published), .known(.published), .known(.submitted), .known(.draft), .known(.returned),
                .known(.approved), .unknown, .unknown, .empty, .unknown,
            ])
        #expect(outcome.summary.unknownStates == ["Lưu kho", "Ẩn"])
    }

    @Test("unknown people and categories of accepted rows are listed in order of first appearance")
    func unknownNames() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng,Tác giả,Chuyên mục\n" + "Phòng 9,01/02/2022,Không ai,Không đâu\n"
                + "Phòng 1,01/02/2022,Trần B;nguyễn văn a, Lạ \n"
                + "Phòng 1,02/02/2022,\"Lê C; TRẦN B\",tin hoạt động;lạ\n")
        #expect(outcome.summary.unknownPeople == ["Trần B", "Lê C"])
        #expect(outcome.summary.unknownCategories == ["Lạ"])
        #expect(outcome.items.map(\.authors) == [.many([Named.unknown, 0]), Named([Named.unknown])])
        #expect(outcome.items.map(\.categories) == [.nobody, .one(0)])
        let undeclared = try read(
            "Đơn vị,Ngày đăng,Tác giả\nPhòng 1,01/02/2022,x\n", order: order(roster: Roster(units: office.units)))
        #expect(undeclared.summary.unknownPeople.isEmpty)
    }

    @Test(
        "names with another sign than the semicolon between them: units in the reject, people and categories in a remark"
    )
    func joinedNames() throws {
        let outcome = try read(
            """
            Đơn vị,Ngày đăng,Tác giả,Chuyên mục
            "Phòng 1, Phòng 2",01/02/2022,,
            Phòng 1/Văn phòng,01/02/2022,,
            Phòng 7,01/02/2022,,
            Phòng 1,01/02/2022,Nguyễn Văn A - N.V.A,"Tin hoạt động, Lạ"
            Phòng 1,02/02/2022,N.V.A và N.V.A,

            """)
        #expect(outcome.rejects.map(\.suggestion) == ["Phòng 1; Phòng 2", "Phòng 1; Văn phòng", nil])
        let remarks = outcome.summary.remarks.filter { $0.code == .joinedNames }
        #expect(remarks.map(\.subject) == ["author"])
        #expect(remarks.first?.suggestion == "Nguyễn Văn A; N.V.A")
        #expect(remarks.first?.place?.line == 5)
    }

    @Test("kinds: needed only where the order says so, unknown only where the roster has any")
    func kinds() throws {
        let log = "Đơn vị,Ngày đăng,Loại\nPhòng 1,01/02/2022,\nPhòng 1,01/02/2022,Video\n"
        #expect(try read(log).codes == [.unknownKind])
        let needed = order(needed: FieldSet([.unit, .published, .kind]))
        #expect(try read(log, order: needed).codes == [.missingField, .unknownKind])
        #expect(try read(log, order: order(roster: Roster(units: office.units))).codes == [])
    }

    @Test("joint units: empty parts and repetitions are ignored, one unknown among them rejects the row")
    func jointUnits() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng\n\"; Phòng 2;phòng 1 ;; Phòng Thanh tra 2\",01/02/2022\n\"Phòng 1;Phong 2\",01/02/2022\n\";\",01/02/2022\n"
        )
        #expect(outcome.items.map(\.units) == [.many([2, 1])])
        #expect(outcome.codes == [.unknownUnit, .missingField])
        #expect(outcome.rejects[0].suggestion == "Phòng 2")
        #expect(outcome.rejects[0].value == "Phòng 1;Phong 2")
    }

    @Test("a column that is ambiguous throughout is read day first, and that is said")
    func dayFirst() throws {
        let open = try read("Đơn vị,Ngày đăng\nPhòng 1,01/02/2022\nPhòng 1,05/05/2022\n")
        #expect(open.remark(.dayFirstAssumed)?.subject == "published")
        #expect(open.items.first?.published == day("2022-02-01"))
        let clear = try read("Đơn vị,Ngày đăng\nPhòng 1,01/02/2022\nPhòng 1,13/02/2022\n")
        #expect(clear.remark(.dayFirstAssumed) == nil)
    }

    @Test("a column that can only be month first is rejected where it shows, and the remark names the form")
    func monthFirst() throws {
        let outcome = try read(
            "Đơn vị,Ngày đăng\nPhòng 1,01/02/2022 8:05\nPhòng 1,02/13/2022 8:05\nPhòng 1,02/14/2022 9:00\n")
        #expect(outcome.codes == [.badDate, .badDate])
        let remark = outcome.remark(.mixedDateForms)
        #expect(remark?.found == "02/13/2022 8:05")
        #expect(remark?.expected == ["MM/dd/yyyy HH:mm"])
        #expect(remark?.place?.line == 3)
        #expect(outcome.remark(.dayFirstAssumed) == nil)
        #expect(outcome.rejects.map(\.suggestion) == ["13/02/2022", "14/02/2022"])
        let named = remark.flatMap { DatePattern($0.expected[0]) }
        let again = try read(
            "Đơn vị,Ngày đăng\nPhòng 1,01/02/2022 8:05\nPhòng 1,02/13/2022 8:05\n",
            options: ReadingOptions(dateFormat: named))
        #expect(again.items.map(\.published) == [day("2022-01-02"), day("2022-02-13")])
    }

    @Test(
        "no form is named that would not read the column",
        arguments: [
            // Others are certainly day first, or written in another way.
            "25/03/2022", "2022-03-25", "25 tháng 3 năm 2022",
        ])
    func noForm(other: String) throws {
        let outcome = try read("Đơn vị,Ngày đăng\nPhòng 1,\(other)\nPhòng 1,03/25/2022\n")
        #expect(outcome.remark(.mixedDateForms)?.found == "03/25/2022")
        #expect(outcome.remark(.mixedDateForms)?.expected == [])
        #expect(outcome.rejects.map(\.suggestion) == ["25/03/2022"])
    }

    @Test(
        "the form of a day written month first is one that a mapping takes and that reads the day",
        arguments: [
            ("03/15/2022", "MM/dd/yyyy"), ("3-15-2022", "MM-dd-yyyy"), ("03.15.2022 8:05", "MM.dd.yyyy HH:mm"),
            ("8:05:09 03/15/2022", "HH:mm:ss MM/dd/yyyy"), ("3/15/2022 11:30 PM", "MM/dd/yyyy HH:mm tt"),
            ("03/15/2022, 8:05 sa", "MM/dd/yyyy, HH:mm tt"), ("03/15/2022\u{A0}8:05", "MM/dd/yyyy HH:mm"),
            ("Tuesday, 03/15/2022 - 08:05", "EEE, MM/dd/yyyy - HH:mm"),
            ("Thứ ba, 03/15/2022", "EEE, MM/dd/yyyy"),
            ("03/32/2022", nil), ("15/03/2022", nil), ("ngày 03/15/2022 ấy", nil), ("03/15", nil), ("", nil),
        ] as [(String, String?)])
    func monthFirstForm(value: String, form: String?) throws {
        #expect(MonthFirstForm.text(of: value) == form)
        guard let pattern = form.flatMap({ DatePattern($0) }) else { return }
        let log = "Đơn vị,Ngày đăng\nPhòng 1,\"\(value)\"\n"
        let outcome = try read(log, options: ReadingOptions(dateFormat: pattern))
        #expect(outcome.items.map(\.published) == [day("2022-03-15")])
    }

    @Test("of a column whose form was given no other writing is suggested: it would be read as another day")
    func givenForm() throws {
        let pattern = try #require(DatePattern("MM/dd/yyyy"))
        let log = "Đơn vị;Ngày đăng\nVăn phòng;02/15/2022\nVăn phòng;15/02/2022\nVăn phòng;2022-02-5\n"
        let outcome = try read(log, options: ReadingOptions(dateFormat: pattern))
        #expect(outcome.items.count == 1)
        #expect(outcome.rejects.map(\.dateForm) == ["MM/dd/yyyy", "MM/dd/yyyy"])
        #expect(outcome.rejects.allSatisfy { $0.suggestion == nil })
    }

    @Test("the row's own words come with the item only when asked for")
    func details() throws {
        let log = "Đơn vị,Ngày đăng,Tiêu đề\nPhòng 1,01/02/2022,\"Tin \"\"nóng\"\"\"\n"
        #expect(try read(log).items[0].details == nil)
        let asked = try read(log, order: order(details: true))
        #expect(asked.items[0].details?.texts == [.unit: "Phòng 1", .published: "01/02/2022", .title: "Tin \"nóng\""])
    }
}
