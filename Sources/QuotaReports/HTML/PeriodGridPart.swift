import QuotaEngine
import QuotaModel

/// Units × periods: a grid for each length of period, with the chart of its sums.
struct PeriodGridPart {
    let table: PeriodTable
    let wording: Wording
    /// The year that goes without saying.
    let year: Int

    func write(_ page: inout Markup) {
        page.tag("p", ["class": "sub"], text: wording.statusLegend + " " + hint)
        for (per, columns) in table.groups {
            let name = wording.name(per)
            guard !table.isSparse(columns) else {
                page.tag("p") { writeInstead(of: columns, name, on: &$0) }
                continue
            }
            page.table(
                wording("Kết quả từng \(name)", "Results by \(name)"), kind: "grid wide"
            ) { writeGrid(columns, on: &$0) }
            page.folded(wording("Các số tổng: từng đơn vị", "The totals: unit by unit")) { page in
                for (place, members) in zip(columns, members(of: columns)) {
                    writeLines(members, ofColumn: place, on: &page)
                }
            }
            BarChart(
                title: wording(
                    "Tin, bài từng \(name) so với chỉ tiêu, mọi đơn vị",
                    "Items by \(name) against the minima, all units"),
                bars: columns.map { place in
                    BarChart.Bar(
                        label: wording.shortSpan(table.columns[place].window, in: year),
                        count: table.totals[place].count, minimum: table.totals[place].minimum)
                }
            ).write(on: &page, wording: wording)
        }
    }

    private var hint: String {
        wording("Bấm vào một con số để xem các tin, bài đã tính.", "Follow a figure to the items behind it.")
    }

    /// Where a grid would be nearly empty: where its figures stand.
    private func writeInstead(of columns: Range<Int>, _ name: String, on page: inout Markup) {
        let count = wording.number(columns.count)
        page.text(
            wording(
                "Kỳ \(name): các đơn vị đếm theo \(count) khoảng ngày khác nhau, xếp thành một bảng thì hầu hết là ô trống. Xem các kỳ của mỗi đơn vị ở phần ",
                "By \(name): the units have \(count) different periods, and a table of them would be nearly empty. See the periods of each unit under "
            ))
        page.link(wording("Từng đơn vị", "Each unit"), to: UnitPart.id)
        page.text(".")
    }

    private func writeGrid(_ columns: Range<Int>, on page: inout Markup) {
        page.headings(
            [wording("Đơn vị", "Unit"), wording("Chỉ tiêu", "Minimum")]
                + columns.map { wording.shortSpan(table.columns[$0].window, in: year) })
        page.tag("tbody") { page in
            for line in table.lines {
                let cells = line.cells(columns)
                guard cells.contains(where: { $0 != nil }) else { continue }
                page.tag("tr") { page in
                    page.tag("th", ["scope": "row"]) { $0.foreign(line.unit.unit.name) }
                    page.tag("td", text: wording.minimum(line.quota.quota))
                    for verdict in cells { write(verdict, of: line, on: &page) }
                }
            }
        }
        page.tag("tfoot") { page in
            page.tag("tr") { page in
                page.tag("th", ["scope": "row"], text: wording("Tổng", "Total"))
                page.tag("td", text: "")
                for place in columns { page.tag("td") { $0.link(total(place), to: Self.id(ofColumn: place)) } }
            }
        }
    }

    private func write(_ verdict: PeriodVerdict?, of line: PeriodTable.Line, on page: inout Markup) {
        guard let verdict else { return page.tag("td", ["class": "idle"], text: "") }
        page.tag("td", ["class": verdict.status.kind]) { page in
            let minimum = verdict.minimum.isJudged ? "/\(wording.number(verdict.minimum.items))" : ""
            page.link(
                "\(verdict.status.sign) \(wording.number(verdict.count))\(minimum) \(wording.shortName(verdict.status))",
                to: Self.id(of: verdict, line))
        }
    }

    // MARK: Sums

    private static func id(ofColumn place: Int) -> String { "cong-\(place)" }

    private static func id(of verdict: PeriodVerdict, _ line: PeriodTable.Line) -> String {
        ItemFigure.period(unit: line.unit.place, quota: line.quota.place, verdict.period.window).id
    }

    private func total(_ place: Int) -> String {
        "\(wording.number(table.totals[place].count))/\(wording.number(table.totals[place].minimum))"
    }

    /// A line that has the period of a column, and which of its periods that is.
    private typealias Member = (line: PeriodTable.Line, period: Int)

    private func members(of columns: Range<Int>) -> [[Member]] {
        var members = [[Member]](repeating: [], count: columns.count)
        for line in table.lines {
            for (period, column) in line.columns.enumerated() where columns.contains(column) {
                members[column - columns.lowerBound].append((line, period))
            }
        }
        return members
    }

    /// What a sum is made of: each line with a figure that leads to its items.
    private func writeLines(_ members: [Member], ofColumn place: Int, on page: inout Markup) {
        page.line()
        page.tag("details", ["class": "figure", "id": Self.id(ofColumn: place)]) { page in
            let span = wording.span(table.columns[place].window)
            page.tag("summary", text: wording("Tổng \(span): \(total(place))", "Total of \(span): \(total(place))"))
            page.tag("ul", ["class": "items"]) { page in
                for (line, period) in members {
                    let verdict = line.quota.periods[period]
                    page.tag("li") { page in
                        page.foreign(line.unit.unit.name)
                        page.text(", \(wording.minimum(line.quota.quota)): ")
                        page.link(wording.figures(verdict), to: Self.id(of: verdict, line))
                    }
                }
            }
        }
    }
}
