import Foundation
import QuotaEngine
import QuotaModel
import ScoringRules
import TestSupport
import Testing

@testable import QuotaReports

@Suite("Wording")
struct WordingTests {
    /// An issue with every fact filled in, so that a sentence that forgets one is seen in the golden file.
    private static func sample(_ code: IssueCode) -> QuotaModel.Issue {
        QuotaModel.Issue(
            code, at: QuotaModel.SourceLocation("quy-tac.yaml", line: 12, column: 5), subject: "Chủ thể",
            found: "Phòng “Thanh tra” 1", expected: ["một", "hai", "ba"], suggestion: "Phòng Thanh tra 1",
            related: QuotaModel.SourceLocation("quy-tac.yaml", line: 3))
    }

    @Test(
        "a source without a document is named by its title, else its id",
        arguments: [
            ("{id: tb, issuer: Chánh Thanh tra, title: Kết luận}", "Kết luận (Chánh Thanh tra)", "Kết luận"),
            ("{id: tb}", "tb", "tb"),
        ])
    func namelessSource(source: String, basis: String, name: String) throws {
        let known = #"{id: tb, document: "Thông báo số 05/TB-TTT", issued: "2022-02"}"#
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules().replacing(known, with: source))
        let text = String(decoding: BriefingText(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("Căn cứ: \(basis)\n"))
        #expect(text.contains("\(name), mục 1"))
        let page = String(decoding: BriefingHTML(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(page.contains(basis))
    }

    @Test(
        "when a document was issued is said as documents say it, another text as it is written",
        arguments: [
            ("2020-01-08", "ngày 08/01/2020", "08/01/2020"), ("2022-02", "tháng 02/2022", "02/2022"),
            ("2020", "năm 2020", "2020"), ("04/4/2019", "ngày 04/4/2019", "04/4/2019"),
            ("4-4-2019", "ngày 4-4-2019", "4-4-2019"), ("2/2022", "tháng 2/2022", "2/2022"),
            ("đầu năm 2019", "đầu năm 2019", "đầu năm 2019"),
        ])
    func issued(written: String, vietnamese: String, english: String) throws {
        let rules = SampleBriefing.rules().replacing(#"issued: "2022-02""#, with: #"issued: "\#(written)""#)
        let briefing = try SampleBriefing.made(rules: rules)
        for (language, words) in [(Language.vi, vietnamese), (.en, english)] {
            let text = String(decoding: BriefingText(briefing, wording: Wording(language)).bytes(), as: UTF8.self)
            #expect(text.contains("Thông báo số 05/TB-TTT (\(words))\n"))
            let page = String(decoding: BriefingHTML(briefing, wording: Wording(language)).bytes(), as: UTF8.self)
            #expect(page.components(separatedBy: "Thông báo số 05/TB-TTT (\(words))").count == 3)
        }
    }

    @Test(
        "calendar periods are named by their length",
        arguments: [
            ("month", "theo tháng dương lịch", "calendar months"),
            ("quarter", "theo quý dương lịch", "calendar quarters"),
            ("half-year", "theo nửa năm dương lịch", "calendar half-years"),
            ("year", "theo năm dương lịch", "calendar years"),
        ])
    func calendarPeriods(per: String, vietnamese: String, english: String) throws {
        let quotas = "quotas: [{id: q, units: all, minimum: 1, per: \(per), counted: calendar, partial: full}]"
        let pack = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas)).pack
        #expect(Wording(.vi).rhythm(pack.quotas[0]) == vietnamese)
        #expect(Wording(.en).rhythm(pack.quotas[0]) == english)
    }

    @Test("a deadline that leaves no day is kept within the day", arguments: ["days", "working-days"])
    func withinTheDay(unit: String) throws {
        let rules = SampleBriefing.rules(
            quotas: "deadlines: [{id: d, from: approved, to: published, within: 0, in: \(unit)}]")
        let deadline = try SampleBriefing.made(rules: rules).pack.deadlines[0]
        let isWorking = unit == "working-days"
        #expect(
            Wording(.vi).rule(deadline) == "từ ngày duyệt đến ngày đăng trong ngày" + (isWorking ? " làm việc" : ""))
        #expect(
            Wording(.en).rule(deadline)
                == "approval date to publication date within the \(isWorking ? "working " : "")day")
    }

    @Test(
        "a number that a spreadsheet may have made of a day is told with the format that reads it",
        arguments: [("44607", true), ("36000", true), ("60001", false), ("44607.5", false), ("2022", false)])
    func serialDay(value: String, isSerial: Bool) {
        let reject = Reject(
            place: ItemPlace(source: 0, record: 1, line: 2), field: .published, value: value, code: .badDate)
        for language in Language.allCases {
            let sentence = Wording(language).sentence(reject)
            #expect(sentence.contains("format: spreadsheet-serial") == isSerial, "\(sentence)")
        }
    }

    @Test("several units in one name are told with the sign that separates them")
    func joinedUnits() {
        let reject = Reject(
            place: ItemPlace(source: 0, record: 1, line: 2), field: .unit, value: "Phòng 1, Phòng 2",
            code: .unknownUnit, unknownName: "Phòng 1, Phòng 2", suggestion: "Phòng 1; Phòng 2")
        #expect(
            Wording(.vi).sentence(reject)
                == "không có đơn vị “Phòng 1, Phòng 2” trong danh sách; nhiều đơn vị cách nhau bằng dấu chấm phẩy: “Phòng 1; Phòng 2”"
        )
    }

    @Test("the texts of a filter are printed as the rules write them")
    func writtenTexts() throws {
        let quotas = """
            quotas:
              - id: thang
                units: all
                minimum: 2
                per: month
                partial: prorated
                where: {channels: [Cổng TTĐT, báo], origins: [Tự viết], approvers: [Lê Thị Đào]}
            """
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(quotas: quotas))
        let text = String(decoding: BriefingText(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("kênh Cổng TTĐT, báo; nguồn Tự viết; người duyệt Lê Thị Đào"), "\(text)")
    }

    @Test("each code has its own sentence in both languages, read and approved")
    func everyCode() throws {
        var lines: [String] = []
        for code in IssueCode.allCases {
            for language in Language.allCases {
                lines.append(Wording(language).line(Self.sample(code)))
            }
        }
        #expect(Set(lines).count == 2 * IssueCode.allCases.count)
        try Golden.expect(
            (lines.joined(separator: "\n") + "\n").utf8, isIn: "Tests/QuotaReportsTests/Golden/issues.txt")
    }

    @Test("each code but defect has a sentence of its own", arguments: IssueCode.allCases)
    func noFallback(code: IssueCode) {
        let sentence = Wording(.vi).sentence(Self.sample(code))
        #expect(sentence.hasPrefix("lỗi của chương trình") == (code == .defect))
    }

    @Test(
        "what the system says is said in Vietnamese, what is not known as it says it",
        arguments: [
            (EISDIR, "đây là thư mục, không phải tệp"), (ENOENT, "không có tệp hoặc thư mục này"),
            (EACCES, "không có quyền"), (ENOTDIR, "một phần của đường dẫn không phải thư mục"),
            (EEXIST, "đã có tệp hoặc thư mục tên này"), (ENOSPC, "hết chỗ trên đĩa"), (EPIPE, "nơi nhận đã đóng"),
            (EBADF, "đầu ra đã đóng"), (EROFS, "hệ thống tệp chỉ cho đọc"), (EFBIG, "tệp quá lớn"),
            (EL3HLT, "Level 3 halted"),
        ])
    func system(error: CInt, words: String) {
        let issue = QuotaModel.Issue(.cannotRead, found: String(cString: strerror(error)))
        #expect(Wording(.vi).sentence(issue) == "không đọc được: " + words)
        #expect(Wording(.en).sentence(issue) == "cannot be read: " + String(cString: strerror(error)))
    }

    @Test(
        "of the XML parser's words Vietnamese keeps what it can say itself",
        arguments: [
            ("truncated", "Extra content at the end of the document", "tệp bị cắt giữa chừng"),
            (
                "tag-mismatch", "Opening and ending tag mismatch: bài line 3 and baiviet",
                "thẻ đóng không khớp thẻ mở – <bài> mở ở dòng 3, đóng bằng </baiviet>"
            ),
            ("repeated-attribute", "Attribute mã redefined", "thuộc tính lặp lại – mã"),
            ("forbidden-character", "PCDATA invalid Char value 8", "có ký tự mà XML cấm – U+0008"),
            ("forbidden-character", "U+0000", "có ký tự mà XML cấm – U+0000"),
            ("other", "something else", "something else"),
        ])
    func xml(flaw: String, found: String, words: String) {
        let issue = QuotaModel.Issue(.badXML, subject: flaw, found: found)
        #expect(Wording(.vi).sentence(issue) == "XML hỏng, không tính bản ghi nào: " + words)
        #expect(Wording(.en).sentence(issue).hasSuffix(found))
    }

    @Test("a log without a heading row is told all columns that it needs, not one of them")
    func neededHeadings() {
        let issue = QuotaModel.Issue(.headingNotFound, expected: ["Loại", "Đơn vị", "Ngày đăng"])
        #expect(
            [Language.vi, .en].map { Wording($0).sentence(issue) } == [
                "không tìm thấy dòng tiêu đề cột; cần đủ các cột “Loại”, “Đơn vị” và “Ngày đăng”",
                "no heading row was found; needed: “Loại”, “Đơn vị” and “Ngày đăng”",
            ])
        #expect(Wording(.vi).sentence(.init(.headingNotFound)) == "không tìm thấy dòng tiêu đề cột")
    }

    @Test("a pack whose title says what it is is not called so twice", arguments: ["Mẫu", "Mẫu (Minh họa)"])
    func illustrative(title: String) throws {
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(status: "illustrative", title: title))
        let texts = MethodWords(briefing, Wording(.vi)).rules().map(\.text)
        let name = title == "Mẫu" ? "Mẫu (minh họa)" : title
        #expect(texts.contains { $0.contains("– \(name), sha256 ") }, "\(texts)")
    }

    @Test("what is not read of an XML log is said where it stands, with the option that helps")
    func notRead() {
        func words(_ issue: QuotaModel.Issue) -> [String] {
            [Wording(.vi).sentence(issue), Wording(.en).sentence(issue)]
        }
        #expect(
            words(.init(.badXML, subject: "bad-encoding", found: "windows-1258", expected: ["utf-8"])) == [
                "XML hỏng, không tính bản ghi nào: có byte không thuộc bảng mã windows-1258; hãy ghi bảng mã đúng bằng --encoding utf-8",
                "broken XML, nothing of it counts: bytes that windows-1258 does not have; name the right encoding by --encoding utf-8",
            ])
        #expect(
            words(.init(.encodingOverridden, subject: "windows-1258", found: "utf-8", expected: ["utf-8"])) == [
                "đọc theo windows-1258, tuy tệp giống hoặc tự khai utf-8; nếu sai, hãy ghi --encoding utf-8",
                "read as windows-1258, though the file looks like or declares utf-8; if that is wrong, give --encoding utf-8",
            ])
        #expect(
            words(.init(.limitExceeded, subject: "names", expected: ["4096"])) == [
                "quá nhiều thẻ và thuộc tính khác nhau, tính theo đường dẫn: nhiều nhất 4096",
                "too many different tags and attributes, told apart by their paths: at most 4096",
            ])
        #expect(
            words(.init(.limitExceeded, subject: "name-bytes", expected: ["1048576"])) == [
                "tên các thẻ và thuộc tính khác nhau dài quá giới hạn: cộng lại nhiều nhất 1048576 byte",
                "the names of different tags and attributes are too long: at most 1048576 bytes together",
            ])
        #expect(
            words(.init(.noRecords, expected: ["/baiviet/bai"])) == [
                "không có bản ghi nào; ở dạng này bản ghi nằm ở “/baiviet/bai”",
                "there is no record; in this form records stand at “/baiviet/bai”",
            ])
        let elsewhere = QuotaModel.Issue(
            .recordsElsewhere, at: SourceLocation("a.xml", line: 3), subject: "bai", found: "1", expected: ["//bai"])
        #expect(
            words(elsewhere) == [
                "bỏ qua 1 phần tử “bai” (đầu tiên ở dòng 3); chỉ đọc bản ghi ở “//bai”, không đọc bản ghi nằm trong bản ghi khác",
                "passed over 1 element “bai” (the first on line 3); records are read at “//bai”, none inside another",
            ])
    }

    @Test("entries of types that are too many to be told each are told together, and no type is named")
    func otherTypes() {
        let rest = QuotaModel.Issue(.otherPostTypes, found: "1200")
        #expect(Wording(.vi).sentence(rest) == "và 1.200 mục thuộc các loại khác nữa không phải bài viết, không tính")
        #expect(Wording(.en).sentence(rest) == "and 1,200 entries of other types: no posts, not counted")
        let one = QuotaModel.Issue(.otherPostTypes, found: "1")
        #expect(Wording(.en).sentence(one) == "and 1 entry of other types: no posts, not counted")
    }

    @Test("two names for one field: in a table one is never used, in XML where both stand")
    func twoNames() {
        let column = QuotaModel.Issue(.secondColumn, subject: "unit", found: "Phòng")
        #expect(Wording(.vi).sentence(column) == "có hai cột cho đơn vị; không dùng cột “Phòng”")
        let element = QuotaModel.Issue(.secondColumn, subject: "unit", found: "phong", expected: ["donvi"])
        #expect(
            Wording(.vi).sentence(element)
                == "có bản ghi ghi đơn vị ở cả “donvi” và “phong”; ở đó không dùng “phong”")
        #expect(
            Wording(.en).sentence(element)
                == "records have unit both in “donvi” and in “phong”; there “phong” is not used")
    }

    @Test("where one of several keys is missing all of them are named, and none is said to be the one")
    func oneOfKeys() {
        let issue = QuotaModel.Issue(.missingKey, expected: ["yes-no", "ratio", "entered"])
        #expect(Wording(.vi).sentence(issue) == "thiếu một trong các khóa yes-no, ratio hoặc entered")
        #expect(Wording(.en).sentence(issue) == "one of these keys is missing: yes-no, ratio or entered")
    }

    @Test(
        "a limit of rule files, which has no option, is said in words",
        arguments: [
            ("bytes", "tệp lớn quá giới hạn 64 byte (có 65)"), ("depth", "lồng nhau quá giới hạn 64 cấp (có 65)"),
            ("max-depth", "vượt giới hạn --max-depth 64 (có 65)"),
        ])
    func limits(name: String, sentence: String) {
        let issue = QuotaModel.Issue(.limitExceeded, subject: name, found: "65", expected: ["64"])
        #expect(Wording(.vi).sentence(issue) == sentence)
    }

    @Test("each reason for a reject has a sentence in both languages, read and approved")
    func everyReject() throws {
        let flaws: [RowFlaw?] = [
            nil, .tooFewCells(found: 3, expected: 5), .tooManyCells(found: 7, expected: 5), .unclosedQuote, .strayQuote,
        ]
        var lines: [String] = []
        for code in RejectCode.allCases {
            for flaw in code == .malformedRow ? flaws : [nil] {
                let isRepeated = code == .duplicate || code == .conflict
                let reject = Reject(
                    place: ItemPlace(source: 0, record: 7, line: 9), column: 4, field: isRepeated ? .id : .unit,
                    value: "Phòng TT 1",
                    code: code, suggestion: "Phòng Thanh tra 1", first: ItemPlace(source: 0, record: 2, line: 3),
                    flaw: flaw)
                for language in Language.allCases {
                    lines.append("\(code.rawValue): \(Wording(language).sentence(reject))")
                }
            }
        }
        try Golden.expect(
            (lines.joined(separator: "\n") + "\n").utf8, isIn: "Tests/QuotaReportsTests/Golden/rejects.txt")
    }

    @Test("broken bytes in a column that is no field are told without a field's name")
    func brokenCellOfNoField() {
        let reject = Reject(place: ItemPlace(source: 0, record: 7, line: 9), value: "x", code: .badEncoding)
        #expect(Wording(.vi).sentence(reject) == "có ký tự sai bảng mã trong một ô của cột không dùng")
        #expect(Wording(.en).sentence(reject) == "bytes of another encoding in a cell of a column that is not used")
    }

    @Test("a key that is called as a slip is no slip", arguments: ["unquoted-comma", "decimal-comma"])
    func keyCalledAsASlip(name: String) {
        let issue = QuotaModel.Issue(.unknownKey, subject: name, found: name, expected: ["title"])
        #expect(Wording(.vi).sentence(issue) == "khóa lạ “\(name)”; cần: title")
    }

    @Test("a day that is not of the form that was given is told the form, and no other way to write it")
    func givenForm() {
        let reject = Reject(
            place: ItemPlace(source: 0, record: 7, line: 9), field: .published, value: "15/02/2022", code: .badDate,
            dateForm: "MM/dd/yyyy")
        let sentence = Wording(.vi).sentence(reject)
        #expect(sentence == "ngày đăng “15/02/2022” không viết theo dạng “MM/dd/yyyy” đã ghi cho cột này")
    }

    @Test(
        "a repeated row names what it repeats: by id, address or title, and the log where that is another one",
        arguments: [
            (Field.id, 0, "cùng mã bài với bản ghi 2 (dòng 3) nhưng", "the same id as record 2 (line 3) with"),
            (.url, 0, "cùng đường dẫn với bản ghi 2 (dòng 3) nhưng", "the same address as record 2 (line 3) with"),
            (
                .title, 1, "cùng tiêu đề với bản ghi 2 (dòng 3) của nhật ký thứ 1 nhưng",
                "the same title as record 2 (line 3) of log 1 with"
            ),
        ])
    func repeated(field: Field, source: Int, vietnamese: String, english: String) {
        func sentence(_ code: RejectCode, _ language: Language) -> String {
            Wording(language).sentence(
                Reject(
                    place: ItemPlace(source: source, record: 7, line: 9), field: field, value: "x", code: code,
                    first: ItemPlace(source: 0, record: 2, line: 3)))
        }
        #expect(sentence(.conflict, .vi) == vietnamese + " khác đơn vị, loại hoặc ngày")
        #expect(sentence(.conflict, .en) == english + " another unit, kind or date")
        let log = source == 0 ? "" : " của nhật ký thứ 1"
        #expect(sentence(.duplicate, .vi) == "trùng với bản ghi 2 (dòng 3)" + log)
    }

    @Test(
        "another reading is told as it was asked for: without a day, months keep the pack's own",
        arguments: [
            (Interpretation(counted: .calendar), "kỳ theo lịch", "periods by the calendar"),
            (Interpretation(counted: .calendar, monthStartsOn: 1), "tháng dương lịch", "calendar months"),
            (Interpretation(monthStartsOn: 1), "tháng dương lịch", "calendar months"),
            (Interpretation(monthStartsOn: 20), "tháng từ ngày 20", "months from day 20"),
            (Interpretation(counted: .fromStart), "đếm từ ngày bắt đầu", "counted from the start"),
        ])
    func readings(interpretation: Interpretation, vietnamese: String, english: String) {
        #expect(Wording(.vi).reading(interpretation) == vietnamese)
        #expect(Wording(.en).reading(interpretation) == english)
    }

    @Test(
        "a filter's reason speaks of what counts, not of a minimum that need not be there",
        arguments: [
            (FilterFailure.category, "chuyên mục", "category"), (.channel, "kênh", "channel"),
            (.origin, "nguồn", "origin"), (.approver, "người duyệt", "approver"),
        ])
    func notAsked(failure: FilterFailure, vietnamese: String, english: String) {
        #expect(Wording(.vi).sentence(failure, kind: nil) == "\(vietnamese) trống hoặc không thuộc diện tính")
        #expect(Wording(.en).sentence(failure, kind: nil) == "\(english) empty or not one of those that count")
    }

    @Test(
        "how long something took is counted in the days of its rule; days in the wrong order are no number",
        arguments: [
            (8, "8 ngày làm việc, tối đa 3 ngày làm việc"), (nil, "thiếu ngày, tối đa 3 ngày làm việc"),
            (-2, "ngày sau đứng trước ngày đầu, tối đa 3 ngày làm việc"),
        ])
    func took(days: Int?, words: String) {
        let within = ItemFilter.Within(from: .event, to: .published, atMost: 3, unit: .workingDays)
        let sentence = Wording(.vi).sentence(.time(within, took: days), kind: nil)
        #expect(sentence == "từ ngày sự kiện đến ngày đăng: " + words)
    }

    @Test(
        "English has a form for one",
        arguments: [
            (IssueCode.titleRows, "1", "1 title row above the heading is skipped"),
            (.titleRows, "2", "2 title rows above the heading are skipped"),
            (.repeatedHeading, "1", "1 row repeats the heading and is no record"),
            (.repeatedIdentity, "1", "1 record repeats an earlier one"),
            (.repeatedIdentity, "1234", "1,234 records repeat earlier ones"),
            (.tooManyRejects, "1", "--strict: 1 rejected, no report made; add --rejects FILE to see each row"),
        ])
    func one(code: IssueCode, found: String, sentence: String) {
        #expect(Wording(.en).sentence(QuotaModel.Issue(code, found: found)) == sentence)
    }

    @Test(
        "who has a file of rejects already is told to look there, and not to ask for one",
        arguments: [
            (nil, "thêm --rejects TỆP để xem từng dòng", "add --rejects FILE to see each row"),
            ("loai.csv", "từng dòng ở tệp “loai.csv”", "each row is in “loai.csv”"),
            ("-", "từng dòng ở đầu ra chuẩn", "each row is on standard output"),
        ] as [(String?, String, String)])
    func rejects(path: String?, vietnamese: String, english: String) {
        let issue = QuotaModel.Issue(.tooManyRejects, found: "2", expected: path.map { [$0] } ?? [])
        #expect(Wording(.vi).sentence(issue).hasSuffix("không ra báo cáo; " + vietnamese))
        #expect(Wording(.en).sentence(issue).hasSuffix("no report made; " + english))
    }

    @Test("so many of something: one, many, in Vietnamese without a form of its own")
    func counts() {
        #expect(Wording(.en).items(1) == "1 item" && Wording(.en).items(1_234) == "1,234 items")
        #expect(Wording(.vi).items(1) == "1 tin, bài")
        #expect(Wording(.en).daysLeft(1) == "1 day left" && Wording(.vi).daysLeft(14) == "còn 14 ngày")
        #expect(Wording(.en).name(.workingDays, count: 1_234) == "1,234 working days")
    }

    @Test("numbers and shares are written as people of the language write them")
    func numbers() {
        #expect(Wording(.vi).number(1_234_567) == "1.234.567")
        #expect(Wording(.en).number(-1_234) == "-1,234")
        #expect(Wording(.vi).percent(Fraction(8, over: 9)) == "88,9 %")
        #expect(Wording(.vi).percent(Fraction(2, over: 2)) == "100 %")
        #expect(Wording(.en).percent(Fraction(1, over: 3)) == "33.3%")
        #expect(Wording(.vi).decimal("-1234567.8901") == "-1.234.567,8901")
        #expect(Wording(.en).decimal("1234.5") == "1,234.5")
        #expect(Wording(.vi).decimal("-100") == "-100")
    }

    @Test("of very many words that could stand there the first are listed, and how many more there are")
    func manyExpected() {
        let ids = (1...1_234).map { "phong-\($0)" }
        let issue = Issue(.unknownID, subject: "unit", found: "phòng", expected: ids, suggestion: nil)
        let vietnamese = Wording(.vi).sentence(issue)
        #expect(
            vietnamese.contains("phong-1, phong-2, ") && vietnamese.hasSuffix("phong-40 … (và 1.194 nữa)"),
            "\(vietnamese)")
        #expect(Wording(.en).sentence(issue).hasSuffix("phong-40 … (and 1,194 more)"))
        let few = Issue(.unknownID, subject: "unit", found: "phòng", expected: Array(ids.prefix(40)))
        #expect(Wording(.vi).sentence(few).hasSuffix("phong-39 hoặc phong-40"))
    }

    @Test("of every character only what cannot be printed is left out, also in a text of letters")
    func everyCharacter() {
        for value in UInt32(1)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected: String =
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: " "
                case .format: ""
                default: String(scalar)
                }
            #expect(Wording.printable("Phòng \(scalar)") == "Phòng \(expected)", "U+\(String(value, radix: 16))")
        }
    }

    @Test("text from a file can neither break a line nor turn its direction")
    func printable() {
        #expect(Wording.printable("Tin\n\u{202E}cấp\u{7}") == "Tin cấp ")
        #expect(Wording.printable(String(repeating: "đ", count: 500)).count == 121)
    }
}
