import QuotaEngine
import QuotaModel
import ScoringRules
import Testing

@testable import QuotaReports

@Suite("What a spreadsheet cannot hold")
struct SheetLimitTests {
    private static func book(_ write: (Sheet) throws -> Void) throws -> WorkbookCopy {
        try WorkbookCopy { path in
            let file = try SpreadsheetFile(
                path: path, title: "Thử", author: "", created: CivilDate(dayNumber: 19_000), wording: Wording(.vi))
            try write(file.sheet("Trang"))
            try file.close()
        }
    }

    @Test(
        "what is written beyond the last row or column is refused, not left out",
        arguments: [(0, 16_384), (0, 70_000), (1_048_576, 0), (1 << 33, 0)])
    func beyond(row: Int, column: Int) {
        let cells: [SheetCell] = [.text("a"), .number(1), .decimal("1.5"), .day(CivilDate(dayNumber: 19_000)), .empty]
        for cell in cells {
            #expect(throws: SpreadsheetFailure.self) { try Self.book { $0.write(cell, row, column, .cell) } }
        }
        #expect(throws: SpreadsheetFailure.self) {
            try Self.book { $0.merge("a", row: row, columns: column...column + 1, .cell) }
        }
    }

    @Test(
        "a number of more than fifteen digits is a text of all its digits, as people write it; shorter ones are numbers"
    )
    func digits() throws {
        let cells: [(SheetCell, WorkbookCopy.Value)] = [
            (.decimal("1234567890123456.75"), .text("1.234.567.890.123.456,75")),
            (.decimal("0.1234567890123456"), .text("0,1234567890123456")),
            (.decimal("-1234567890123456"), .text("-1.234.567.890.123.456")),
            (.number(1_234_567_890_123_456), .text("1.234.567.890.123.456")),
            (.decimal("12345.6789012345"), .number(12_345.6789012345)), (.decimal("0.00"), .number(0)),
            (.decimal("1000000000000000000"), .number(1e18)),
            (.number(-123_456_789_012_345), .number(-123_456_789_012_345)),
        ]
        let book = try Self.book { sheet in
            for (row, cell) in cells.enumerated() { sheet.write(cell.0, row, 0, .cell) }
        }
        for (row, cell) in cells.enumerated() { #expect(book["Trang", "A\(row + 1)"] == cell.1) }
    }

    // MARK: Periods

    private static func briefing(_ pack: String, asOf: String, items: [Item] = []) throws -> Briefing {
        let pack = try RulePackLoader.load(Array(pack.utf8), path: "quy-tac.yaml")
        let plan = Plan(pack: pack, asOf: try #require(CivilDate(iso: asOf)))
        var fold = LogFold(plan: plan)
        fold.add(items.span)
        fold.finishLog(fields: FieldSet([.unit, .published]))
        return Briefing(plan: plan, rulesSHA256: "", inputs: [LogSummary(source: "a.csv")], results: fold.results())
    }

    /// Units that each count from a day of their own.
    private static func scattered() throws -> Briefing {
        let first = try #require(CivilDate(iso: "2021-01-01"))
        let units = (0..<400).map { number in
            let from = CivilDate(dayNumber: first.dayNumber + Int32(number * 359 / 400))
            return "  - {id: u\(number), name: Đơn vị \(number), from: \(from)}\n"
        }
        let items = (0..<40).map { row in
            var item = Item(place: ItemPlace(source: 0, record: row + 1, line: row + 2), units: Named([row * 10]))
            item.published = CivilDate(dayNumber: first.dayNumber + 400)
            return item
        }
        return try briefing(
            """
            schema: quota-rules/1
            id: roi-rac
            title: Rời rạc
            agency: Sở Mẫu
            effective: {from: 2021-01-01, to: 2022-12-31}
            units:
            \(units.joined())
            quotas: [{id: thang, units: all, minimum: 2, per: month, partial: full}]
            """, asOf: "2022-06-30", items: items)
    }

    private static func verdicts(_ briefing: Briefing) -> [PeriodVerdict] {
        briefing.results.units.flatMap(\.quotas).flatMap(\.periods)
    }

    @Test("where a grid of periods would be nearly empty, each period of each unit has its own row")
    func scatteredRows() throws {
        let briefing = try Self.scattered()
        let book = try WorkbookCopy(briefing)
        let rows = try book.table("Theo kỳ", with: "Từ ngày")
        let verdicts = Self.verdicts(briefing)
        #expect(rows.count == verdicts.count)
        #expect(rows.map { $0["Số tin, bài"] } == verdicts.map { .number(Double($0.count)) })
        #expect(rows.count { $0["Số tin, bài"] == .number(1) } == 40)
        let count = Wording(.vi).number(PeriodTable(briefing.results).columns.count)
        #expect(
            book.allTexts.contains(
                "Các đơn vị đếm theo \(count) kỳ khác nhau, không xếp cạnh nhau được: mỗi kỳ của mỗi đơn vị là một dòng."
            ))
    }

    @Test("a page has no grid then, says so and leads to the units, which have all their periods")
    func scatteredPage() throws {
        let briefing = try Self.scattered()
        let page = String(decoding: BriefingHTML(briefing, wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(!page.contains(#"class="grid wide""#))
        #expect(page.contains(##"Xem các kỳ của mỗi đơn vị ở phần <a href="#tung-don-vi">Từng đơn vị</a>."##))
        #expect(page.ranges(of: #"<details id="ky-"#).count == Self.verdicts(briefing).count)
    }

    @Test("more periods than a sheet has columns stand one below the other, none of them left out")
    func columns() throws {
        let briefing = try Self.briefing(
            """
            schema: quota-rules/1
            id: tung-ngay
            title: Từng ngày
            agency: Sở Mẫu
            effective: {from: 1990-01-01}
            units: [{id: van-phong, name: Văn phòng}]
            quotas: [{id: ngay, units: all, minimum: 1, per: day}]
            """, asOf: "2035-12-31")
        let count = Self.verdicts(briefing).count
        #expect(count > Sheet.mostColumns)
        let rows = try WorkbookCopy(briefing).table("Theo kỳ", with: "Từ ngày")
        #expect(rows.count == count)
    }

    @Test("of more periods than a sheet has rows the first are listed, and how many are left out is said")
    func rows() throws {
        let briefing = try SampleBriefing.made()
        let book = try Self.book {
            try PeriodSheet(briefing: briefing, wording: Wording(.vi), mostRows: 3).write(on: $0)
        }
        #expect(try book.table("Trang", with: "Từ ngày").count == 3)
        let left = Self.verdicts(briefing).count - 3
        #expect(
            book.allTexts.contains(
                "LƯU Ý: chỉ ghi 3 kỳ đầu, trang tính không còn chỗ cho \(left) kỳ nữa (xem --format csv)."))
    }
}
