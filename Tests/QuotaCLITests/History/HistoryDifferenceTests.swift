import AuditLedger
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
        #expect(result.text.contains("Số lượng 10,00 → 30,00"), "\(result.text)\(result.errors)")
        // A5 is unverifiable: that it has begun cannot be told.
        for id in ["A2", "A3", "A5"] { #expect(result.text.contains("“\(id)”"), "\(result.text)") }
        for id in ["A1", "A4"] { #expect(!result.text.contains("“\(id)”"), "\(result.text)") }
    }

    @Test("items that only their field tells apart stand in one order")
    func order() throws {
        let office = try OfficeHistory()
        try office.add("Mã,Đơn vị,Loại,Ngày đăng,Tiêu đề\nA1,Văn phòng,Tin,05/01/2022,Một\n", "1.csv")
        try office.brief()
        let heading = "Mã,Đường dẫn,Đơn vị,Loại,Ngày đăng,Tiêu đề\n"
        let rows = (1...4).flatMap { ["x\($0),,Văn phòng,Tin,05/01/2022,Mã", ",x\($0),Văn phòng,Tin,05/01/2022,Dẫn"] }
        try office.add(heading + rows.joined(separator: "\n") + "\n", "2.csv")
        try office.brief()
        let texts = try (0..<4).map { _ in try office.run(["history", "diff", "3", "5"]).text }
        #expect(Set(texts).count == 1)
        #expect(texts[0].contains("“x4”"), "\(texts[0])")
    }

    /// The lines of `history diff` over a briefing before and one after a change of the rules.
    private func difference(_ old: String, _ new: String) throws -> [String] {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let entries = try [old, new].enumerated().map { place, rules in
            try office.expectDone(["add-rules", office.folder.write(rules, to: "\(place).yaml")])
            try office.brief()
            return String(try Ledger(office.path).size() - 1)
        }
        let result = try office.run(["history", "diff"] + entries)
        #expect(result.status == 0, "\(result.errors)")
        return result.text.split(separator: "\n").map(String.init)
    }

    @Test("a line of minima that chooses other items now, or other days, is named with what it chooses")
    func otherFilter() throws {
        let old = "minimum: 2, per: month, counted: calendar}"
        let filtered = OfficeHistory.rules.replacing(
            old, with: "minimum: 2, per: month, counted: calendar, where: {kinds: [bai]}}")
        let lines = try difference(OfficeHistory.rules, filtered)
        #expect(lines.contains { $0.hasPrefix("- thang: 2/tháng") && $0.contains("chỉ tính: loại Bài") }, "\(lines)")
        // The same kind at another place is the same.
        let moved = filtered.replacing("kinds:\n", with: "kinds:\n  - {id: khac, name: Khác}\n")
        #expect(!(try difference(filtered, moved).contains { $0.hasPrefix("- thang:") }))
        let daily = OfficeHistory.rules.replacing(old, with: "minimum: 2, per: day}")
        let working = OfficeHistory.rules.replacing(old, with: "minimum: 2, per: day, working-days: true}")
        #expect(try difference(daily, working).contains { $0.contains("chỉ ngày làm việc") })
    }

    @Test("lines that differ stand in the order of the file, the old before the new")
    func linesInOrder() throws {
        let changed = OfficeHistory.rules.replacing("title: Chỉ tiêu tin, bài", with: "title: Khác")
            .replacing("minimum: 2", with: "minimum: 1").replacing("max: 60", with: "max: 50")
        let lines = try difference(OfficeHistory.rules, changed).filter { $0.hasPrefix("+ ") || $0.hasPrefix("- ") }
        let marks = ["- title: Chỉ", "+ title: Khác", "minimum: 2", "minimum: 1", "max: 60", "max: 50"]
        let places = marks.map { mark in lines.lastIndex { $0.contains(mark) } ?? -1 }
        #expect(places == places.sorted() && places[0] >= 0, "\(lines)")
    }

    @Test("of packs of many thousand lines those are named that stand on one side only, wherever the others stand")
    func manyLines() throws {
        let units = (0..<4_500).map { "  - {id: u\($0), name: U\($0)}\n" }
        let rules = { (units: [String]) in
            OfficeHistory.rules.replacing("units:\n", with: "units:\n" + units.joined())
        }
        let turned = units.reversed().map { $0.replacing("name: U4321}", with: "name: Mới}") }
        let lines = try difference(rules(units), rules(turned)).filter { $0.contains("- {id: u") }
        #expect(Set(lines) == ["-   - {id: u4321, name: U4321}", "+   - {id: u4321, name: Mới}"] && lines.count == 2)
    }

    @Test("who is disqualified is called so in words, as in the council's report")
    func disqualified() throws {
        let office = try OfficeHistory()
        try office.add(OfficeHistory.january, "thang-1.csv")
        let council = ["council", "--as-of", "2022-02-28", "--record"]
        #expect(try office.run(council).status == 0)
        let rules = OfficeHistory.rules.replacing(
            "grades:", with: "disqualify: [{when: {of: tin-bai, at-least: 2}, reason: \"Kỷ luật\"}]\n    grades:")
        try office.expectDone(["add-rules", office.folder.write(rules, to: "moi.yaml")])
        #expect(try office.run(council).status == 0)
        let result = try office.run(["history", "diff", "3", "5"])
        #expect(result.text.contains("xếp loại Không đạt → không xét"), "\(result.text)\(result.errors)")
        #expect(try office.run(["history", "diff", "3", "5", "--lang", "en"]).text.contains("→ not considered"))
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
