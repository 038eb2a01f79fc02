import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import TestSupport
import Testing

@Suite("council as a workbook")
struct CouncilWorkbookTests {
    @Test("ranking, points, one sheet a subject in the order of the ranking, entered figures, then the evidence")
    func sheets() throws {
        let council = try ReadReport.council()
        let book = try WorkbookCopy(council)
        let subjects = council.results.standings.map(\.subject.name)
        #expect(
            book.names == ["Xếp hạng", "Bảng điểm"] + subjects
                + ["Số liệu nhập", "Tin bài", "Dòng loại", "Cách tính"])
    }

    @Test("totals, ranks and points are those of the JSON, to the last digit")
    func figures() throws {
        let council = try ReadReport.council()
        let book = try WorkbookCopy(council)
        let ranking = try book.table("Xếp hạng", with: "Tổng điểm")
        let subjects = try Self.json(council)
        #expect(ranking.count == subjects.count)
        for (row, subject) in zip(ranking, subjects) {
            let name = try #require(subject["name"] as? String)
            let total = try #require((subject["total"] as? String).flatMap(Double.init))
            #expect(row["Đối tượng"] == .text(name))
            #expect(row["Tổng điểm"] == .number(total))
            #expect(row["Hạng"] == .number(Double(subject["rank"] as? Int ?? -1)))
            let lines = try book.table(name, with: "Vì sao có điểm này")
            for criterion in Self.lines(subject) {
                let line = try #require(lines.first { $0["Tiêu chí"] == .text(criterion["title"] as? String ?? "") })
                let points = try #require((criterion["points"] as? String).flatMap(Double.init))
                #expect(line["Điểm"] == .number(points))
                #expect(line["Vì sao có điểm này"] != .empty)
            }
        }
    }

    @Test("the highest points of each line are numbers, under the heading that says so")
    func highest() throws {
        let council = try ReadReport.council()
        let rows = try WorkbookCopy(council).table("Bảng điểm", with: "Tổng điểm")
        let highest = try #require(rows.first { $0["Đối tượng"] == .text("Điểm tối đa") })
        for criterion in council.results.scorecard.criteria {
            #expect(highest[criterion.title] == Double(criterion.max.plain).map { .number($0) })
        }
    }

    @Test("a column of Tin bài adds up to the measure of each subject")
    func measures() throws {
        let council = try ReadReport.council()
        let rows = try WorkbookCopy(council).table("Tin bài", with: "Tính cho")
        let measure = try #require(council.plan.pack.measures.firstIndex { $0.id == "tin-bai" })
        for standing in council.results.standings {
            let sum = rows.filter { $0["Tính cho"] == .text(standing.subject.name) }.reduce(0.0) { sum, row in
                if case .number(let worth)? = row["tin-bai"] { sum + worth } else { sum }
            }
            #expect(Double(council.results.measure(measure, standing.place).plain) == sum)
        }
    }

    @Test("what was not entered is said so, and two runs give the same bytes")
    func entered() throws {
        let council = try ReadReport.council()
        let book = try WorkbookCopy(council)
        let rows = try book.table("Số liệu nhập", with: "Số được dùng")
        #expect(rows.count == council.results.standings.count * council.results.scorecard.inputs.count)
        #expect(rows.allSatisfy { $0["Số được dùng"] == .text("chưa nhập") })
        #expect(try WorkbookCopy(ReadReport.council()).bytes == book.bytes)
    }

    @Test("the evidence of a figure that nobody entered yet is shown beside it")
    func evidenceAlone() throws {
        let council = try SampleDocuments.madeCouncil(
            figures: "phong-2;nhap;;;;Biên bản 5;An;01/03/2022\n", columns: ";evidence;signer;date")
        let rows = try WorkbookCopy(council).table("Số liệu nhập", with: "Số được dùng")
        let row = try #require(rows.first { $0["Căn cứ"] == .text("Biên bản 5") })
        #expect(row["Số được dùng"] == .text("chưa nhập"))
        #expect(row["Người ký"] == .text("An"))
        let text = String(decoding: CouncilText(council, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("Biên bản 5"))
        #expect(text.contains("chưa nhập: 0"))
        #expect(String(decoding: CouncilJSON.bytes(council), as: UTF8.self).contains("\"evidence\":\"Biên bản 5\""))
    }

    @Test("subjects whose names are long, alike or forbidden as sheets all get one")
    func names() throws {
        let long = "Phòng Nghiệp vụ theo dõi công tác tiếp công dân"
        let names = ["Xếp hạng", "A/B [1]: *?", long + " số 1", long + " số 2", "'Tổ'", "History"]
        let text = try Project.text(of: ReadReport.scoringRules)
        var rules = text
        for (old, new) in zip(["Văn phòng", "Phòng Thanh tra 1", "Phòng Thanh tra 2", "Phòng Thanh tra 3"], names) {
            rules = rules.replacing("name: \(old),", with: "name: \"\(new)\",")
        }
        let log = Array("Mã,Tiêu đề,Loại,Đơn vị,Ngày đăng,Ngày sự kiện,Số ảnh,Chuyên mục\n".utf8)
        let book = try WorkbookCopy(ReadReport.council(log: log, rules: Array(rules.utf8)))
        #expect(book.names.count == 6 + 7)
        #expect(Set(book.names.map { $0.lowercased() }).count == book.names.count)
        for name in book.names {
            #expect(name.utf16.count <= 31)
            #expect(!name.contains { "[]:*?/\\".contains($0) })
        }
    }

    private static func json(_ council: Council) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(CouncilJSON.bytes(council)))
        return try #require((object as? [String: Any])?["subjects"] as? [[String: Any]])
    }

    private static func lines(_ subject: [String: Any]) -> [[String: Any]] {
        (subject["groups"] as? [[String: Any]] ?? []).flatMap { $0["criteria"] as? [[String: Any]] ?? [] }
            + (subject["bonus"] as? [[String: Any]] ?? []) + (subject["penalties"] as? [[String: Any]] ?? [])
    }
}
