import AuditLedger
import Foundation
import QuotaModel
import Testing

@Suite("history: items")
struct HistoryItemTests {
    @Test("every version of an item is shown, with what changed", arguments: ["A1", "A2", "A4"])
    func item(id: String) throws {
        let office = try OfficeHistory.year()
        let result = try office.run(["history", "item", id])
        #expect(result.status == 0)
        try OfficeHistory.expect(result, isIn: "history-item-\(id)")
        let json = try office.run(["history", "item", id, "--format", "json"])
        _ = try JSONSerialization.jsonObject(with: Data(json.output))
    }

    @Test(
        "spaces around an id that was copied from somewhere are none of it",
        arguments: [" A4", "A4\u{A0}", "\u{200B}A4 \t"])
    func copiedID(id: String) throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.february, "thang-2.csv")
        let item = try office.run(["history", "item", id])
        #expect(item.status == 0, "\(item.errors)")
        #expect(item.output == (try office.run(["history", "item", "A4"])).output)
        try office.expectDone(["withdraw", "--item", id, "--reason", "bài sao chép"])
        #expect(try Ledger(office.path).entry(3).payload["identity"]?.text == "A4")
        #expect(try office.counts().contains("phong-1 2022-02-01: 0"))
    }

    @Test("a row that the newest rules reject is a version too, with the reason, and can be withdrawn")
    func rejectedRows() throws {
        let office = try OfficeHistory.year()
        let rules = OfficeHistory.rules.replacing(
            "{id: phong-1, name: Phòng Một}", with: "{id: phong-2, name: Phòng Hai}")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "quy-tac-moi.yaml")])
        // Under these rules A1 is in January's log only; nothing of A3 is left.
        for id in ["A1", "A3"] {
            let result = try office.run(["history", "item", id])
            #expect(result.status == 0, "\(result.errors)")
            try OfficeHistory.expect(result, isIn: "history-item-rejected-\(id)")
        }
        let json = try office.run(["history", "item", "A3", "--format", "json"])
        #expect(
            json.text.contains("\"rejected\":{\"code\":\"unknown-unit\",\"field\":\"unit\",\"value\":\"Phòng Một\"}"))
        #expect(json.text.contains("\"speaks\":null"))
        try office.expectDone(["withdraw", "--item", "A3", "--reason", "đăng nhầm"])
        #expect(try office.counts(["--rules-id", "so-mau"]).contains("van-phong 2022-01-01: 2"))
        let back = try office.folder.write(
            OfficeHistory.rules.replacing("minimum: 2", with: "minimum: 1"), to: "cu.yaml")
        try office.expectDone(["add-rules", back])
        #expect(try office.counts().contains("phong-1 2022-01-01: 1"))
        #expect(try office.run(["history", "item", "Z9"]).errors.contains("no-such-item"))
    }

    @Test("a rejected row that only a title names is found by it; without unit or day it is nobody's item")
    func rejectedTitles() throws {
        let office = try OfficeHistory()
        let log = """
            Đơn vị,Loại,Ngày đăng,Tiêu đề
            Phòng Ba,Tin,05/01/2022,Chung
            Văn phòng,Báo,05/01/2022,Riêng

            """
        try office.add(log, "a.csv")
        let found = try office.run(["history", "item", "chung", "--lang", "en"])
        #expect(found.status == 0 && found.text.contains("without identity"), "\(found.text)")
        #expect(found.text.contains("no unit “Phòng Ba” in the rule pack"))
        let withdraw = try office.run(["history", "withdraw", "--item", "chung", "--reason", "x"])
        #expect(withdraw.status == 65 && withdraw.errors.contains("no-identity"), "\(withdraw.errors)")
        try office.expectDone(["withdraw", "--item", "riêng", "--reason", "x"])
        let entry = try Ledger(office.path).entry(3)
        #expect(entry.payload["date"]?.text == "2022-01-05")
        #expect(entry.payload["units"]?.elements.compactMap(\.text) == ["van-phong"])
    }

    @Test("a unit that nobody has is told with the nearest")
    func unknownUnit() throws {
        let result = try OfficeHistory.year().run([
            "history", "withdraw", "--item", "A1", "--reason", "x", "--unit", "phong-2",
        ])
        #expect(result.status == 64)
        #expect(result.errors.contains("có phải “phong-1”?"), "\(result.errors)")
    }

    @Test("of a rejected version exactly what is other is told: unknown units, no separators, no unread days")
    func rejectedChanges() throws {
        let office = try OfficeHistory()
        let heading = "Mã,Đơn vị,Loại,Ngày đăng,Ngày sự kiện,Số từ,Tác giả,Chuyên mục,Tiêu đề\n"
        let rows = [
            "A1,Văn phòng,Tin,05/01/2022,xx,nhiều,An ; Bình,Tin tức;;Sự kiện,Một",
            "A1,Văn phòng;Phòng Lạ,Tin,05/01/2022,xx,nhiều,An ; Bình,Tin tức;;Sự kiện, Một\u{A0}",
            "A1,Văn phòng;Phòng Khác,Tin,05/01/2022,yy,,An;Bình,Tin tức; Sự kiện,Một",
            "A1,Văn phòng;phòng  khác,Tin,32/01/2022,,,An;Bình;,Tin tức; Sự kiện,Một",
        ]
        for (number, row) in rows.enumerated() { try office.add(heading + row + "\n", "\(number).csv") }
        let result = try office.run(["history", "item", "A1"])
        let changes = result.text.split(separator: "\n").filter { $0.contains(" → ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(
            changes == [
                "đơn vị: Văn phòng → Văn phòng; Phòng Lạ", "đơn vị: Văn phòng; Phòng Lạ → Văn phòng; Phòng Khác",
                "ngày đăng: 05/01/2022 → 32/01/2022",
            ], "\(result.text)")
    }

    @Test(
        "a row that the rules reject is found where a line before the heading looks like one, and no other row for it")
    func rejectedUnderHeading() throws {
        let office = try OfficeHistory()
        let log = """
            Mã,Tiêu đề,,
            Mã,Tiêu đề,Đơn vị,Ngày đăng
            1,Một,Văn phòng,05/01/2022
            2,Hai,Phòng Lạ,06/01/2022
            3,Ba,Văn phòng,07/01/2022

            """
        try office.add(log, "a.csv")
        for (id, line, isRejected) in [("1", 3, false), ("2", 4, true), ("3", 5, false)] {
            let result = try office.run(["history", "item", id])
            #expect(result.status == 0 && result.text.contains("dòng \(line)"), "\(result.text)\(result.errors)")
            #expect(result.text.contains("Phòng Lạ") == isRejected, "\(result.text)")
        }
    }

    @Test("an item that has an id is not called by its title: the answer says by which id it is")
    func byTitleOfAnId() throws {
        let office = try OfficeHistory.year()
        for call in [["item", "Khai mạc hội nghị"], ["withdraw", "--item", "khai mạc  HỘI NGHỊ", "--reason", "x"]] {
            let result = try office.run(["history"] + call)
            #expect(result.status == 65)
            #expect(result.errors.contains("tiêu đề hay đường dẫn ấy là của mã “A2”"), "\(result.errors)")
        }
    }
}
