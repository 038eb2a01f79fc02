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
            page.table(
                wording("Kết quả từng \(name)", "Results by \(name)"), kind: "grid wide"
            ) { writeGrid(columns, on: &$0) }
            page.folded(wording("Các số tổng: từng đơn vị", "The totals: unit by unit")) { page in
                for place in columns { writeLines(ofColumn: place, on: &page) }
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

    private func writeGrid(_ columns: Range<Int>, on page: inout Markup) {
        page.headings(
            [wording("Đơn vị", "Unit"), wording("Chỉ tiêu", "Minimum")]
                + columns.map { wording.shortSpan(table.columns[$0].window, in: year) })
        page.tag("tbody") { page in
            for line in table.lines where line.cells[columns].contains(where: { $0 != nil }) {
                page.tag("tr") { page in
                    page.tag("th", ["scope": "row"]) { $0.foreign(line.unit.unit.name) }
                    page.tag("td", text: wording.minimum(line.quota.quota))
                    for verdict in line.cells[columns] { write(verdict, of: line, on: &page) }
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

    /// What a sum is made of: each line with a figure that leads to its items.
    private func writeLines(ofColumn place: Int, on page: inout Markup) {
        page.line()
        page.tag("details", ["class": "figure", "id": Self.id(ofColumn: place)]) { page in
            let span = wording.span(table.columns[place].window)
            page.tag("summary", text: wording("Tổng \(span): \(total(place))", "Total of \(span): \(total(place))"))
            page.tag("ul", ["class": "items"]) { page in
                for line in table.lines {
                    guard let verdict = line.cells[place] else { continue }
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
