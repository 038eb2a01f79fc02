import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("From a log to items, rejects and a summary")
struct LogReaderTests {
    @Test(
        "an ordinary log gives its items, with places, days and places in the roster", arguments: [",", ";", "\t", "|"])
    func ordinary(delimiter: String) throws {
        let log = [
            "Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng,Số ảnh",
            "1,Hội nghị,Tin,văn  phòng,15/02/2022,2",
            "2,Tập huấn,Bài viết,\"Phòng 1; Phòng 2\",2022-03-01,",
            "3,Chưa đăng,Tin,Văn phòng,,1.250",
        ].joined(separator: "\r\n").replacing(",", with: delimiter)
        let outcome = try read(log)
        #expect(outcome.items.map(\.units) == [.one(0), .many([1, 2]), .one(0)])
        #expect(outcome.items.map(\.kind) == [0, 1, 0])
        #expect(outcome.items.map(\.published) == [day("2022-02-15"), day("2022-03-01"), nil])
        #expect(outcome.items.map(\.photos) == [2, nil, 1250])
        #expect(outcome.items.map(\.place.line) == [2, 3, 4])
        #expect(outcome.items.map(\.place.record) == [1, 2, 3])
        #expect(outcome.summary.undated == 1)
        #expect(outcome.summary.fields == FieldSet([.id, .title, .kind, .unit, .published, .photos]))
        #expect(outcome.isComplete)
    }

    @Test("every row is rejected for the first reason that applies, at its cell")
    func rejects() throws {
        let outcome = try read(
            """
            Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng
            1,a,Tin,Văn phòng,01/02/2022
            2,b,Tin
            3,c,Tin,,31/02/2022
            4,d,Tin,Phong 1,2022-2-15
            5,e,Video,Phong 1,01/02/2022
            6,f,Tim,Phòng 1,01/02/2022
            1,g,Tin,Văn phòng,01/02/2022
            1,h,Tin,Văn phòng,02/02/2022
            9,i,Tin,Văn phòng,01/02/2022,x
            """)
        #expect(
            outcome.codes == [
                .malformedRow, .missingField, .badDate, .unknownUnit, .unknownKind, .duplicate, .conflict,
                .malformedRow,
            ])
        #expect(outcome.rejects.map(\.place.line) == [3, 4, 5, 6, 7, 8, 9, 10])
        #expect(outcome.rejects.map(\.column) == [nil, 9, 17, 11, 5, 1, 1, 30])
        #expect(outcome.rejects[2].suggestion == "15/02/2022")
        #expect(outcome.rejects[3].suggestion == "Phòng 1")
        #expect(outcome.rejects[3].value == "Phong 1")
        #expect(outcome.rejects[4].suggestion == "Tin")
        #expect(outcome.rejects[5].first == ItemPlace(source: 0, record: 1, line: 2))
        #expect(outcome.rejects[0].flaw == .tooFewCells(found: 3, expected: 5))
        #expect(outcome.rejects[7].flaw == .tooManyCells(found: 6, expected: 5))
        #expect(outcome.summary.rejectedBy[.malformedRow] == 2)
        #expect(outcome.isComplete)
    }
}
