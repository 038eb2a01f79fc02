import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Inspecting a CSV log without rules")
struct InspectionTests {
    @Test("headings, fields, forms, first records")
    func ordinary() throws {
        let text =
            "Danh sách tin\nMã bài,Đơn vị,Ngày đăng,Số từ,Ghi chú\n"
            + "1,\"Phòng 7; Phòng 8 ;\",15/02/2022 8:05,1.250,\"một \"\"hai\"\"\"\n2,Phòng 9,2/3/2022,x,\n1,,16/02/2022,3,\n3,Phòng 1,30/02/2022,,\n4,P\n"
        let found = try inspect(Array(text.utf8), records: 2)
        #expect(found.format == .csv)
        #expect(found.encoding == "utf-8")
        #expect(found.delimiter == .comma)
        #expect(found.headings == ["Mã bài", "Đơn vị", "Ngày đăng", "Số từ", "Ghi chú"])
        #expect(found.fields == [.id: "Mã bài", .unit: "Đơn vị", .published: "Ngày đăng", .words: "Số từ"])
        #expect(found.unmapped == ["Ghi chú"])
        #expect(found.recordsRead == 5)
        #expect(found.records.count == 2)
        #expect(found.records[0].line == 3)
        #expect(found.records[0].cells == ["1", "Phòng 7; Phòng 8 ;", "15/02/2022 8:05", "1.250", "một \"hai\""])
        #expect(
            found.records[0].fields == [.id: "1", .unit: "Phòng 7;Phòng 8", .published: "2022-02-15", .words: "1250"])
        #expect(found.records[1].fields == [.id: "2", .unit: "Phòng 9", .published: "2022-03-02"])
        #expect(found.rejects.map(\.code) == [.missingField, .badDate, .malformedRow])
        #expect(found.rejects.map(\.place.record) == [3, 4, 5])
        #expect(found.unreadable.map(\.value) == ["x"])
        #expect(found.unreadableCount == 1)
        #expect(found.dateForms == [.published: "d/M/yyyy"])
        #expect(found.remarks.map(\.code) == [.titleRows])
    }

    @Test("a record is never left out because a field of it is bad")
    func badFields() throws {
        let found = try inspect(Array("Đơn vị,Ngày đăng\n,\n,99\nx,30/02/2022\ny\n".utf8))
        #expect(found.records.map(\.cells) == [["", "99"], ["x", "30/02/2022"], ["y"]])
        #expect(found.records.map(\.fields) == [[:], [.unit: "x"], [:]])
    }

    @Test("the day that was meant is told")
    func meantDay() throws {
        let found = try inspect(Array("Đơn vị,Ngày đăng\nPhòng 7,2022-2-15\nPhòng 7,30/02/2022\n".utf8))
        #expect(found.rejects.map(\.suggestion) == ["15/02/2022", nil])
    }

    @Test("without known headings the first filled row is the heading")
    func unknownHeadings() throws {
        let found = try inspect(Array("\nSTT,Nội dung\n1,a\n".utf8))
        #expect(found.headings == ["STT", "Nội dung"])
        #expect(found.fields.isEmpty)
        #expect(found.records.map(\.cells) == [["1", "a"]])
        #expect(found.rejects.isEmpty)
    }

    @Test(
        "a title taken for the heading is said, with the line that has many cells",
        arguments: [
            "BÁO CÁO\nTên bài viết,Ngày giờ đăng,Đơn vị cung cấp,STT\na,01/02/2022,Phòng 1,1\n",
            "Báo cáo tin, bài\n\nTên bài viết;Ngày giờ đăng;Đơn vị cung cấp;STT\na;01/02/2022;Phòng 1;1\n",
        ])
    func titleAsHeading(text: String) throws {
        let found = try inspect(Array(text.utf8))
        let remark = try #require(found.remarks.first { $0.code == .shortHeading })
        #expect(found.headings.count { !$0.isEmpty } == 1)
        #expect(remark.place?.line == 1)
        #expect(remark.related?.line == (text.contains("\n\n") ? 3 : 2))
        #expect(remark.found == "1" && remark.expected == ["4"])
        let plain = try inspect(Array("STT,Nội dung\n1,a\n".utf8))
        #expect(!plain.remarks.contains { $0.code == .shortHeading })
    }

    @Test("a repeated identity is a remark and no reject")
    func repeated() throws {
        let found = try inspect(Array("ID,Unit\n1,a\n1,b\n2,c\n1,a\n".utf8))
        #expect(found.remarks.first { $0.code == .repeatedIdentity }?.found == "2")
        #expect(found.rejects.isEmpty)
        let rejected = try inspect(Array("ID,Unit,Published\n1,a,2022/13/45\n1,,1/2/2022\n1,a,1/2/2022\n".utf8))
        #expect(rejected.rejects.count == 2 && !rejected.remarks.contains { $0.code == .repeatedIdentity })
    }

    @Test("without id and address, the same title of the same units on the same day is the same record again")
    func repeatedTitle() throws {
        let head = "Tiêu đề,Đơn vị,Ngày đăng\n"
        let rows = [
            "Họp giao ban,Phòng 1;Phòng 2,15/02/2022", "HỌP  giao ban,phòng 2; Phòng 1 ;Phòng 2,2022-02-15 8:05",
            "Họp giao ban,Phòng 1,15/02/2022", "Họp giao ban,Phòng 1;Phòng 2,16/02/2022",
            "Họp giao ban,Phòng 1;Phòng 2,", "Họp giao ban,Phòng 1;Phòng 2,",
            ",Phòng 1;Phòng 2,15/02/2022", ",Phòng 1;Phòng 2,15/02/2022",
        ]
        let repeated = { (rows: [String]) in
            try inspect(Array((head + rows.joined(separator: "\n") + "\n").utf8)).remarks
                .first { $0.code == .repeatedIdentity }?.found
        }
        #expect(try repeated(Array(rows[0...1])) == "1")
        #expect(try repeated([rows[0], rows[2], rows[3], rows[4]]) == nil)
        #expect(try repeated(rows) == "2")
        // Of a reject nobody knows what it is; without a column of days nobody knows when it was.
        #expect(try repeated(Array(repeating: "Họp giao ban,Phòng 1,30/02/2022", count: 2)) == nil)
        let undated = try inspect(Array("Tiêu đề,Đơn vị\nLịch tuần,Phòng 1\nLịch tuần,Phòng 1\n".utf8))
        #expect(undated.remarks.isEmpty)
    }

    @Test("cells are NFC")
    func composed() throws {
        let found = try inspect(Array("Đơn vị,Tiêu đề\n\(decomposed("Phòng 1,Hội nghị"))\n".utf8))
        #expect(found.records.first?.cells.map { Array($0.utf8) } == [Array("Phòng 1".utf8), Array("Hội nghị".utf8)])
    }
}
