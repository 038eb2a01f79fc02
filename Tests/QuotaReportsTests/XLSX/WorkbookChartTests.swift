import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules
import Testing

@Suite("The charts of workbooks")
struct WorkbookChartTests {
    private static let many = SampleBriefing.rules(
        units: (1...90).map { "- {id: phong-\($0), name: Phòng \($0)}" }.joined(separator: "\n  "))

    enum Report: String, CaseIterable {
        case briefing, firstMonth, manyUnits, council

        func book() throws -> WorkbookCopy {
            switch self {
            case .briefing: try WorkbookCopy(ReadReport.briefing())
            case .firstMonth: try WorkbookCopy(ReadReport.briefing(asOf: "2022-03-01"))
            case .manyUnits: try WorkbookCopy(SampleBriefing.made(rules: WorkbookChartTests.many))
            case .council: try WorkbookCopy(ReadReport.council())
            }
        }
    }

    /// A chart with what its series show, looked up in the cells that they name.
    private struct Chart {
        let categories: [WorkbookCopy.Value?]
        let series: [(name: String, values: [Double?])]

        init(_ number: Int, of book: WorkbookCopy) throws {
            let drawn = try book.xml("xl/charts/chart\(number).xml").all("c:ser")
            let cells = { (part: String, series: XMLTree) in
                try Self.cells(try #require(series.child(part)?.all("c:f").first).text)
            }
            categories = try cells("c:cat", try #require(drawn.first)).map { book[$0.sheet, $0.place] }
            series = try drawn.map { series in
                let name = series.child("c:tx")?.all("c:v").first?.text ?? ""
                return (name, try cells("c:val", series).map { book.number($0.sheet, $0.place) })
            }
        }

        /// The cells of `'Theo kỳ'!$C$6:$I$6`.
        private static func cells(_ reference: String) throws -> [(sheet: String, place: String)] {
            let parts = reference.split(separator: "!")
            let sheet = String(parts[0]).replacing("'", with: "")
            let ends = parts[1].split(separator: ":").map { $0.split(separator: "$").map(String.init) }
            let rows = try #require(Int(ends[0][1]))...(try #require(Int(ends[1][1])))
            let columns = try WorkbookChartTests.column(ends[0][0])...WorkbookChartTests.column(ends[1][0])
            return rows.flatMap { row in
                columns.map { (sheet, "\(WorkbookChartTests.letters($0))\(row)") }
            }
        }
    }

    private static func column(_ letters: String) throws -> Int {
        try letters.unicodeScalars.reduce(0) { $0 * 26 + Int(try #require($1.value >= 65 ? $1.value - 64 : nil)) }
    }

    private static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + (column - 1) % 26)))
        return column > 26 ? letters((column - 1) / 26) + last : last
    }

    @Test("while nothing is judged, the chart shows what each unit has and still needs in the running period")
    func firstMonth() throws {
        let briefing = try ReadReport.briefing(asOf: "2022-03-01")
        let units = briefing.results.units
        #expect(units.allSatisfy { $0.rank == nil })
        let chart = try Chart(1, of: WorkbookCopy(briefing))
        #expect(chart.categories == units.map { .text($0.unit.name) })
        #expect(chart.series.map(\.name) == ["Đã có", "Cần thêm"])
        #expect(chart.series[0].values == units.map { Double($0.items) })
        #expect(chart.series[1].values == units.map { Double($0.stillNeeded) })
    }

    @Test("before the first period there is nothing to draw")
    func nothing() throws {
        let book = try WorkbookCopy(ReadReport.briefing(asOf: "2022-02-01"))
        #expect(!book.parts.contains { $0.hasPrefix("xl/charts/") })
    }

    @Test("once periods are judged, the chart shows what the ranked units owed and attained")
    func judged() throws {
        let briefing = try ReadReport.briefing()
        let ranked = briefing.results.units.filter { $0.rank != nil }
        let chart = try Chart(1, of: WorkbookCopy(briefing))
        #expect(chart.categories == ranked.map { .text($0.unit.name) })
        #expect(chart.series[0].values == ranked.map { Double($0.owed) })
        #expect(chart.series[1].values == ranked.map { Double($0.attained) })
    }

    @Test("the months are drawn against the minima from the first one on", arguments: ["2022-03-01", "2022-08-31"])
    func months(asOf: String) throws {
        let briefing = try ReadReport.briefing(asOf: asOf)
        let table = PeriodTable(briefing.results)
        let book = try WorkbookCopy(briefing)
        for (number, group) in table.groups.enumerated() {
            let chart = try Chart(number + 2, of: book)
            #expect(chart.series.map(\.name) == ["Tin, bài được tính", "Chỉ tiêu"])
            #expect(chart.series[0].values == group.columns.map { Double(table.totals[$0].count) })
            #expect(chart.series[1].values == group.columns.map { Double(table.totals[$0].minimum) })
        }
        #expect(book.parts.count { $0.hasPrefix("xl/charts/chart") } == table.groups.count + 1)
    }

    @Test("the council's chart shows every subject's points")
    func council() throws {
        let council = try ReadReport.council()
        let chart = try Chart(1, of: WorkbookCopy(council))
        let standings = council.results.standings
        #expect(chart.categories == standings.map { .text($0.subject.name) })
        #expect(chart.series[0].values == standings.map { Double($0.total.decimal(places: 2)) })
    }

    // MARK: Pages

    /// A sheet as it is printed across A4, by what the file says of its columns, rows, margins and headings.
    private struct Paper {
        private let sheet: XMLTree
        private let heights: [Int: Double]
        private let titles: ClosedRange<Int>?

        init(_ sheet: XMLTree, titles: ClosedRange<Int>?) {
            self.sheet = sheet
            self.titles = titles
            heights = Dictionary(
                uniqueKeysWithValues: sheet.all("row").compactMap { row in
                    guard let number = row.attributes["r"].flatMap(Int.init),
                        let height = row.attributes["ht"].flatMap(Double.init)
                    else { return nil }
                    return (number - 1, height)
                })
        }

        private func height(_ row: Int) -> Double { heights[row] ?? 16.5 }

        /// Columns as wide as they are printed, in points.
        private func width(_ columns: ClosedRange<Int>) -> Double {
            columns.reduce(0) { sum, column in
                let known = sheet.all("col").first { element in
                    guard let from = element.attributes["min"].flatMap(Int.init),
                        let to = element.attributes["max"].flatMap(Int.init)
                    else { return false }
                    return from...to ~= column + 1
                }
                let width = known?.attributes["width"].flatMap(Double.init) ?? 9.14
                return sum + (width * 7).rounded() * 0.75
            }
        }

        /// The rows at which pages begin.
        func pageStarts(columns: ClosedRange<Int>, rows: Int) throws -> [Int] {
            let margins = try #require(sheet.all("pageMargins").first?.attributes)
            let inches = { (name: String) in try #require(margins[name].flatMap(Double.init)) }
            let across = Double(sheet.all("pageSetup").first?.attributes["fitToWidth"] ?? "1") ?? 1
            let wide = try (297 / 25.4 - inches("left") - inches("right")) * 72 * across
            let scale = (min(1, wide / width(columns)) * 100).rounded(.down) / 100
            let page = try (210 / 25.4 - inches("top") - inches("bottom")) * 72 / scale
            let head = (titles.map(Array.init) ?? []).reduce(0) { $0 + height($1) }
            var (starts, used) = ([Int](), 0.0)
            for row in 0...rows {
                if used + height(row) > page {
                    starts.append(row)
                    used = head
                }
                used += height(row)
            }
            return starts
        }
    }

    @Test("no chart stands across the end of a printed page", arguments: Report.allCases)
    func pages(report: Report) throws {
        let book = try report.book()
        let names = try book.xml("xl/workbook.xml").all("definedName")
        var charts = 0
        for (number, name) in book.names.enumerated() {
            let sheet = try book.sheet(name)
            guard !sheet.all("drawing").isEmpty else { continue }
            charts += 1
            let own = names.filter { $0.attributes["localSheetId"] == String(number) }
            let area = own.first { $0.attributes["name"] == "_xlnm.Print_Area" }?.text
            let titles = own.first { $0.attributes["name"] == "_xlnm.Print_Titles" }?.text
            let columns = try area.map(Self.columns) ?? Self.columns(of: sheet)
            let paper = Paper(sheet, titles: titles.flatMap(Self.rows))
            for anchor in try book.xml("xl/drawings/drawing\(charts).xml").all("xdr:twoCellAnchor") {
                let row = { (end: String) in
                    try #require(anchor.child(end)?.child("xdr:row").flatMap { Int($0.text) })
                }
                let (from, to) = (try row("xdr:from"), try row("xdr:to"))
                let cuts = try paper.pageStarts(columns: columns, rows: to + 1).filter { from < $0 && $0 <= to }
                #expect(cuts.isEmpty, "\(name): rows \(from)–\(to) are cut at \(cuts)")
                let right = try #require(anchor.child("xdr:to")?.child("xdr:col").flatMap { Int($0.text) })
                #expect(right <= columns.upperBound, "\(name): column \(right) is not printed")
            }
        }
        #expect(charts > 0)
    }

    /// The columns of `'Theo kỳ'!$A$1:$L$40`.
    private static func columns(_ area: String) throws -> ClosedRange<Int> {
        let ends = try #require(area.split(separator: "!").last).split(separator: ":").map {
            $0.split(separator: "$").map(String.init)
        }
        return try column(ends[0][0]) - 1...column(ends[1][0]) - 1
    }

    private static func columns(of sheet: XMLTree) throws -> ClosedRange<Int> {
        let last = sheet.all("col").compactMap { $0.attributes["max"].flatMap(Int.init) }.max()
        return 0...(try #require(last)) - 1
    }

    /// The rows of `'Theo kỳ'!$A:$B,'Theo kỳ'!$4:$5`.
    private static func rows(_ titles: String) -> ClosedRange<Int>? {
        for part in titles.split(separator: ",") {
            let ends = (part.split(separator: "!").last ?? "").split(separator: ":").map { Int($0.dropFirst()) }
            if ends.count == 2, let first = ends[0], let last = ends[1] { return first - 1...last - 1 }
        }
        return nil
    }
}
