import Foundation
import Testing

@Suite("history: differences")
struct HistoryDifferenceTests {
    @Test(
        "a difference names the units, and the items that made it",
        arguments: [("3-5", ["3", "5"]), ("5-7", ["5", "7"])])
    func difference(name: String, entries: [String]) throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["history", "diff"] + entries)
        #expect(result.status == 0)
        try OfficeHistory.expect(result, isIn: "history-diff-\(name)")
        let json = try office.run(["history", "diff", "--format", "json"] + entries)
        _ = try JSONSerialization.jsonObject(with: Data(json.output))
    }

    @Test("items that can have made no difference are not named: drafts, and what came after the day")
    func otherItems() throws {
        let office = try OfficeHistory()
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Trạng thái,Tiêu đề\n"
        try office.add(
            heading + "A1,Văn phòng,Tin,05/01/2022,Đã đăng,Một\nA5,Văn phòng,Tin,06/01/2022,Đã đăng,Năm\n", "1.csv")
        try office.brief()
        let more = [
            "A2,Văn phòng,Tin,06/02/2022,Đã đăng,Hai", "A3,Văn phòng,Tin,07/02/2022,Bản nháp,Ba",
            "A4,Văn phòng,Tin,01/03/2022,Đã đăng,Bốn", "A5,Văn phòng,Tin,06/01/2022,Bản nháp,Năm",
        ]
        try office.add(heading + more.joined(separator: "\n") + "\n", "2.csv")
        try office.brief()
        let result = try office.run(["history", "diff", "3", "5"])
        for id in ["A2", "A5"] { #expect(result.text.contains("“\(id)”"), "\(result.text)") }
        for id in ["A1", "A3", "A4"] { #expect(!result.text.contains("“\(id)”"), "\(result.text)") }
    }

    @Test("for a deadline no state matters: drafts and items of an unknown state that it has begun for are named")
    func deadlineItems() throws {
        let office = try OfficeHistory()
        let rules = OfficeHistory.rules
            .replacing(
                "measures:",
                with: "deadlines: [{id: duyet, from: submitted, to: approved, within: 1, in: days}]\nmeasures:"
            )
            .replacing("tin-bai: {count: items}", with: "tin-bai: {count: on-time, deadline: duyet}")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "han-duyet.yaml")])
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Ngày gửi,Ngày duyệt,Trạng thái,Tiêu đề\n"
        try office.add(heading + "A1,Văn phòng,Tin,05/01/2022,04/01/2022,04/01/2022,Đã đăng,Một\n", "1.csv")
        let council = ["council", "--as-of", "2022-02-28", "--record"]
        #expect(try office.run(council).status == 0)
        let more = [
            "A2,Văn phòng,Tin,,01/02/2022,02/02/2022,Bản nháp,Hai", "A3,Văn phòng,Tin,,01/02/2022,01/02/2022,Lạ,Ba",
            "A4,Văn phòng,Tin,,01/03/2022,01/03/2022,Bản nháp,Bốn", "A5,Văn phòng,Tin,06/01/2022,,,Bản nháp,Năm",
        ]
        try office.add(heading + more.joined(separator: "\n") + "\n", "2.csv")
        #expect(try office.run(council).status == 0)
        let result = try office.run(["history", "diff", "4", "6"])
        #expect(result.text.contains("so-luong 10,00 → 30,00"), "\(result.text)\(result.errors)")
        // A5 is unverifiable: that it has begun cannot be told.
        for id in ["A2", "A3", "A5"] { #expect(result.text.contains("“\(id)”"), "\(result.text)") }
        for id in ["A1", "A4"] { #expect(!result.text.contains("“\(id)”"), "\(result.text)") }
    }

    @Test("an amended minimum is named as what made the difference")
    func otherRules() throws {
        let office = try OfficeHistory.year()
        let rules = try office.folder.write(
            OfficeHistory.rules.replacing("minimum: 2", with: "minimum: 1"), to: "quy-tac-moi.yaml")
        try office.expectDone(["add-rules", rules])
        try office.brief()
        let result = try office.run(["history", "diff", "7", "9"])
        #expect(result.text.contains("thang: 2/tháng"), "\(result.text)")
        #expect(result.text.contains("→ 1/tháng"))
        #expect(!result.text.contains("TIN, BÀI KHÁC"))
        // An evaluation keeps the rules that it was made under.
        #expect(try office.run(["history", "replay", "7"]).status == 0)
    }
}
