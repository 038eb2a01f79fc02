import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format html` (contract, section 10): one file; ranking, units × periods, charts, the items behind every
/// figure, rejects, how it was counted.
public struct BriefingHTML {
    let briefing: Briefing
    let wording: Wording
    let table: PeriodTable
    private let words: ListingWords

    /// - Parameter briefing: with its listing.
    public init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        self.wording = wording
        table = PeriodTable(briefing.results)
        words = ListingWords(wording: wording, pack: briefing.pack)
    }

    private var pack: RulePack { briefing.pack }
    private var year: Int { briefing.asOf.parts.year }

    public func bytes() -> [UInt8] {
        let head = HTMLPage.Head(
            agency: pack.agency.uppercased(), title: wording.title(briefing),
            subtitles: [pack.title] + wording.basis(pack),
            notices: wording.notices(pack, briefing.interpretation, briefing.history))
        return HTMLPage.bytes(head, wording: wording, parts: parts)
    }

    private var parts: [HTMLPage.Part] {
        let listings = ListingParts(wording: wording, pack: pack, inputs: briefing.inputs)
        var parts = [
            HTMLPage.Part(id: "ket-luan", heading: wording("Kết luận", "Findings"), content: writeFindings),
            HTMLPage.Part(id: "xep-hang", heading: wording("Xếp hạng", "Ranking"), content: writeRanking),
        ]
        if !table.columns.isEmpty {
            parts += [
                HTMLPage.Part(id: "theo-ky", heading: wording("Theo kỳ", "By period"), content: writeGrids),
                HTMLPage.Part(id: "tung-don-vi", heading: wording("Từng đơn vị", "Each unit"), content: writeUnits),
            ]
        }
        if !briefing.results.categories.isEmpty || !briefing.unknownCategories.isEmpty {
            parts.append(
                HTMLPage.Part(
                    id: "chuyen-muc", heading: wording("Chuyên mục", "Categories"), content: writeCategories))
        }
        if !briefing.results.deadlines.isEmpty || !briefing.results.standards.isEmpty {
            parts.append(
                HTMLPage.Part(
                    id: "thoi-han", heading: wording("Thời hạn và yêu cầu", "Deadlines and standards"),
                    content: writeDeadlines))
        }
        return parts + [
            HTMLPage.Part(id: "tin-bai", heading: wording("Tin, bài", "Items")) { page in
                listings.writeItems(briefing.listing, on: &page)
            },
            HTMLPage.Part(id: "dong-loai", heading: wording("Dòng loại", "Rejects")) { page in
                listings.writeRejects(
                    briefing.listing?.rejects ?? briefing.rejectSamples,
                    leftOut: briefing.listing?.rejectsLeftOut ?? 0, on: &page)
            },
            HTMLPage.Part(id: "cach-tinh", heading: wording("Cách tính", "How it was counted"), content: writeMethod),
        ]
    }

    // MARK: Findings and ranking

    private func writeFindings(_ page: inout Markup) {
        page.tag("ul", ["class": "found"]) { page in
            for sentence in FindingsWords(briefing, wording).sentences() {
                page.tag("li") { $0.foreign(sentence, limit: 4_000) }
            }
        }
    }

    private func writeRanking(_ page: inout Markup) {
        guard !pack.quotas.isEmpty else { return page.tag("p", text: wording.noMinima) }
        page.table(
            wording("Xếp hạng đơn vị", "Ranking of units"), caption: rankingCaption, kind: "sortable"
        ) { page in
            page.headings([
                wording("Hạng", "Rank"), wording("Đơn vị", "Unit"), wording("Chỉ tiêu", "Minimum"),
                wording("Kỳ đạt", "Met"), wording("Tỷ lệ", "Rate"), wording("Thiếu", "Missing"),
                wording("Tin, bài", "Items"), wording("Kỳ đang chạy", "Running period"),
            ])
            page.tag("tbody") { page in
                for unit in briefing.results.units { writeRank(unit, on: &page) }
            }
        }
    }

    private var rankingCaption: String {
        wording(
            "Xếp theo tỷ lệ kỳ đã khép đạt chỉ tiêu, rồi mức hoàn thành, rồi số tin, bài.",
            "By the rate of closed periods met, then attainment, then items.")
    }

    private func writeRank(_ unit: UnitResult, on page: inout Markup) {
        page.tag("tr") { page in
            page.number(unit.rank.map(String.init) ?? "–", unit.rank, kind: "c")
            page.tag("th", ["scope": "row"]) { page in
                // Before the first period begins no unit has a part of its own.
                guard !unit.quotas.isEmpty, !table.columns.isEmpty else { return page.foreign(unit.unit.name) }
                page.tag("a", ["href": "#\(Self.id(of: unit))"]) { $0.foreign(unit.unit.name) }
            }
            page.tag("td", text: unit.quotas.map { wording.minimum($0.quota) }.joined(separator: "; "))
            page.number(
                unit.periodsJudged > 0 ? "\(unit.periodsMet)/\(unit.periodsJudged)" : "–",
                unit.periodsJudged > 0 ? unit.periodsMet : nil)
            page.number(
                unit.rate.map(wording.percent) ?? "–",
                unit.rate.map { Fraction($0.numerator * 1_000_000, over: $0.denominator).rounded })
            page.number(
                unit.shortfall > 0 ? "✗ \(wording.number(unit.shortfall))" : "0", unit.shortfall,
                kind: unit.shortfall > 0 ? "n short" : "n")
            page.number(wording.number(unit.items), unit.items)
            page.tag("td") { page in
                for open in unit.quotas.compactMap(\.openPeriod) {
                    page.tag("div") { page in
                        page.text(
                            "\(wording.shortSpan(open.period.window, in: year)): \(wording.number(open.count))/\(wording.number(open.minimum.items)) "
                        )
                        page.mark(open.status, wording)
                    }
                }
            }
        }
    }

    // MARK: Units × periods

    private func writeGrids(_ page: inout Markup) {
        page.tag("p", ["class": "sub"], text: wording.statusLegend + " " + hint)
        for (per, columns) in table.groups {
            let name = wording.name(per)
            page.table(
                wording("Kết quả từng \(name)", "Results by \(name)"), kind: "grid wide"
            ) { writeGrid(columns, on: &$0) }
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
                for place in columns {
                    let total = table.totals[place]
                    page.tag("td", text: "\(wording.number(total.count))/\(wording.number(total.minimum))")
                }
            }
        }
    }

    private func write(_ verdict: PeriodVerdict?, of line: PeriodTable.Line, on page: inout Markup) {
        guard let verdict else { return page.tag("td", ["class": "idle"], text: "") }
        page.tag("td", ["class": verdict.status.kind]) { page in
            page.tag("a", ["href": "#\(Self.id(of: verdict, line.quota, line.unit))"]) { page in
                let minimum = verdict.minimum.isJudged ? "/\(wording.number(verdict.minimum.items))" : ""
                page.text(
                    "\(verdict.status.sign) \(wording.number(verdict.count))\(minimum) \(wording.shortName(verdict.status))"
                )
            }
        }
    }

    // MARK: Each unit

    private static func id(of unit: UnitResult) -> String { "don-vi-\(unit.place)" }

    private static func id(of verdict: PeriodVerdict, _ quota: QuotaResult, _ unit: UnitResult) -> String {
        "ky-\(unit.place)-\(quota.place)-\(verdict.period.window.first)"
    }

    /// The items of one unit, counted or not.
    private struct UnitItems {
        /// By quota and period.
        var counted: [Key: [ListedItem<QuotaJudgement>]] = [:]
        /// Counted for no line of the unit.
        var others: [(item: ListedItem<QuotaJudgement>, judgement: QuotaJudgement)] = []

        struct Key: Hashable {
            let quota: Int
            let period: DaySpan
        }
    }

    private func itemsByUnit() -> [Int: UnitItems] {
        var units: [Int: UnitItems] = [:]
        for item in briefing.listing?.items ?? [] {
            for (unit, judgements) in Dictionary(grouping: item.judgements, by: \.unit) {
                var isCounted = false
                for judgement in judgements {
                    guard let period = judgement.period else { continue }
                    isCounted = true
                    units[unit, default: UnitItems()].counted[
                        UnitItems.Key(quota: judgement.quota, period: period), default: []
                    ].append(item)
                }
                if !isCounted { units[unit, default: UnitItems()].others.append((item, judgements[0])) }
            }
        }
        return units
    }

    private func writeUnits(_ page: inout Markup) {
        let items = itemsByUnit()
        for unit in briefing.results.units where !unit.quotas.isEmpty {
            let own = items[unit.place] ?? UnitItems()
            page.line()
            page.tag("h3", ["id": Self.id(of: unit)]) { $0.foreign(unit.unit.name) }
            page.tag("p", text: standing(unit))
            for quota in unit.quotas { write(quota, of: unit, own, on: &page) }
            writeOthers(own.others, on: &page)
        }
    }

    private func standing(_ unit: UnitResult) -> String {
        guard let rate = unit.rate else {
            return wording("Chưa có kỳ nào được xét.", "No period is judged yet.")
        }
        let rank = unit.rank.map(String.init) ?? "–"
        return wording(
            "Hạng \(rank); đạt \(unit.periodsMet)/\(unit.periodsJudged) kỳ đã khép (\(wording.percent(rate))); thiếu \(wording.number(unit.shortfall)) tin, bài.",
            "Rank \(rank); met \(unit.periodsMet) of \(unit.periodsJudged) closed periods (\(wording.percent(rate))); \(wording.number(unit.shortfall)) items missing."
        )
    }

    private func write(_ quota: QuotaResult, of unit: UnitResult, _ items: UnitItems, on page: inout Markup) {
        page.tag("h4") { page in page.foreign("\(quota.quota.id): \(wording.rule(quota.quota, in: pack))", limit: 1_000)
        }
        if quota.periods.count > 1 {
            BarChart(
                title: "\(unit.unit.name), \(wording.minimum(quota.quota))",
                bars: quota.periods.map {
                    BarChart.Bar(
                        label: wording.shortSpan($0.period.window, in: year), count: $0.count,
                        minimum: $0.minimum.items)
                }
            ).write(on: &page, wording: wording)
        }
        for verdict in quota.periods.reversed() {
            let key = UnitItems.Key(quota: quota.place, period: verdict.period.window)
            write(verdict, quota, of: unit, items.counted[key] ?? [], on: &page)
        }
    }

    private func write(
        _ verdict: PeriodVerdict, _ quota: QuotaResult, of unit: UnitResult, _ items: [ListedItem<QuotaJudgement>],
        on page: inout Markup
    ) {
        page.tag("details", ["id": Self.id(of: verdict, quota, unit)]) { page in
            page.tag("summary") { page in
                page.text("\(wording.span(verdict.period.window)): ")
                page.tag("strong", text: "\(wording.number(verdict.count))/\(wording.number(verdict.minimum.items)) ")
                page.mark(verdict.status, wording)
                if verdict.shortfall > 0 {
                    let missing = wording.number(verdict.shortfall)
                    page.text(" " + wording("còn thiếu \(missing)", "\(missing) missing"))
                }
            }
            page.tag("p") { page in
                page.text(wording("Vì: ", "Because: "))
                page.foreign(wording.ground(of: verdict.minimum, quota.quota))
            }
            if !items.isEmpty {
                page.tag("ol", ["class": "items"]) { page in for item in items { write(item, on: &page) } }
            }
            if items.count < verdict.count {
                let left = wording.number(verdict.count - items.count)
                page.tag(
                    "p", ["class": "src"],
                    text: wording(
                        "\(left) tin, bài nữa được tính mà không liệt kê ở đây.",
                        "\(left) more items count that are not listed here."))
            }
        }
    }

    private func write(_ item: ListedItem<QuotaJudgement>, reason: String? = nil, on page: inout Markup) {
        page.tag("li") { page in
            page.text((item.day.map(wording.day) ?? wording("chưa có ngày", "no day")) + " ")
            page.tag("a", ["href": "#\(ListingParts.id(of: item))"]) { page in
                if item.title.isEmpty {
                    page.text(wording("(không có tiêu đề)", "(no title)"))
                } else {
                    page.foreign(item.title)
                }
            }
            if let reason {
                page.text(" – ")
                page.foreign(reason)
            }
        }
    }

    private func writeOthers(
        _ others: [(item: ListedItem<QuotaJudgement>, judgement: QuotaJudgement)], on page: inout Markup
    ) {
        guard !others.isEmpty else { return }
        page.tag("details") { page in
            page.tag(
                "summary",
                text: wording("Không được tính: \(others.count) tin, bài", "Not counted: \(others.count) items"))
            page.tag("ol", ["class": "items"]) { page in
                for (item, judgement) in others {
                    write(item, reason: words.reason(judgement, item), on: &page)
                }
            }
        }
    }

    // MARK: Categories, deadlines, method

    private func writeCategories(_ page: inout Markup) {
        if !briefing.results.categories.isEmpty {
            page.table(wording("Chuyên mục", "Categories"), kind: "sortable") { page in
                page.headings([
                    wording("Chuyên mục", "Category"), wording("Đơn vị phụ trách", "Answers for it"),
                    wording("Tin, bài", "Items"), wording("Mới nhất", "Last item"), wording("Tình trạng", "State"),
                ])
                page.tag("tbody") { page in
                    for result in briefing.results.categories { write(result, on: &page) }
                }
            }
        }
        let unknown: [(String, [String])] = [
            (wording("Chuyên mục lạ", "Unknown categories"), briefing.unknownCategories),
            (wording("Tác giả lạ", "Unknown people"), briefing.unknownPeople),
        ]
        for (heading, names) in unknown where !names.isEmpty {
            page.tag("details") { page in
                page.tag("summary", text: "\(heading): \(names.count)")
                page.tag("ul") { page in for name in names.prefix(500) { page.tag("li") { $0.foreign(name) } } }
            }
        }
    }

    private func write(_ result: CategoryResult, on page: inout Markup) {
        let (sign, kind) =
            switch result.state {
            case .fresh: ("✓", "met")
            case .stale: ("!", "behind")
            case .empty: ("✗", "short")
            }
        page.tag("tr") { page in
            page.tag("th", ["scope": "row"]) { $0.foreign(result.category.name) }
            page.cell(foreign: wording.list(result.category.units.map { pack.roster.units[$0].name }))
            page.number(wording.number(result.items), result.items)
            page.cell(result.lastItem, wording)
            page.tag("td") { $0.tag("span", ["class": "tag \(kind)"], text: "\(sign) \(wording.name(result.state))") }
        }
    }

    private func writeDeadlines(_ page: inout Markup) {
        page.table(wording("Thời hạn và yêu cầu", "Deadlines and standards")) { page in
            page.headings([
                wording("Nội dung", "Rule"), wording("Đúng", "Kept"), wording("Trễ hoặc chưa đúng", "Late or not kept"),
                wording("Chưa đến hạn", "Pending"), wording("Không xác định", "Unverifiable"),
                wording("Đơn vị trễ", "Late units"),
            ])
            page.tag("tbody") { page in
                for result in briefing.results.deadlines {
                    let name = [result.deadline.id + ": " + wording.rule(result.deadline), result.deadline.owner]
                        .compactMap(\.self).joined(separator: "; ")
                    let late = result.byUnit.filter { $0.late > 0 }.map { "\($0.unit.name) \($0.late)" }
                    writeRule(
                        name, [result.onTime, result.late, result.pending, result.unverifiable],
                        late.joined(separator: ", "), on: &page)
                }
                for result in briefing.results.standards {
                    writeRule(
                        result.standard.title, [result.met, result.unmet, nil, result.unverifiable], "", on: &page)
                }
            }
        }
    }

    private func writeRule(_ name: String, _ figures: [Int?], _ late: String, on page: inout Markup) {
        page.tag("tr") { page in
            page.tag("th", ["scope": "row"]) { $0.foreign(name) }
            for figure in figures { page.number(figure.map(wording.number) ?? "", figure) }
            page.cell(foreign: late)
        }
    }

    private func writeMethod(_ page: inout Markup) {
        let words = MethodWords(briefing, wording)
        MethodParts(words: words).write(
            [
                (wording("Quy tắc", "Rules"), words.rules() + words.mark()),
                (wording("Tin, bài được tính", "Items that count"), words.counting()),
                (wording("Chỉ tiêu", "Minima"), words.quotas()),
            ], on: &page)
    }
}
