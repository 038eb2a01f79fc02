import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing` as text: what a clerk wants on the screen and can read out. Begins
///
///     THANH TRA TỈNH BÌNH ĐỊNH
///     Kết quả thực hiện chỉ tiêu tin, bài đến hết ngày 30/04/2022
public struct BriefingText {
    let briefing: Briefing
    let wording: Wording
    let palette: Palette
    let width: Int?

    /// - Parameter width: of the terminal; nil: lines are as long as they are, so that the bytes depend on nothing else.
    public init(_ briefing: Briefing, wording: Wording, palette: Palette = .plain, width: Int? = nil) {
        self.briefing = briefing
        self.wording = wording
        self.palette = palette
        self.width = width
    }

    /// UTF-8, kept whole.
    public func bytes() -> [UInt8] { TextPage.bytes(width: width, write) }

    /// Writes it piece by piece.
    public func write(to outlet: ByteOutlet) { TextPage.write(width: width, to: outlet, write) }

    private func write(on page: inout TextPage) {
        page.add(head())
        writeRanking(on: &page)
        page.section(wording("THIẾU CHỈ TIÊU (kỳ đã khép)", "SHORT (closed periods)"), shortages())
        page.section(wording("KỲ ĐANG CHẠY", "THE RUNNING PERIOD"), openPeriods())
        page.section(wording("CHUYÊN MỤC", "CATEGORIES"), categories())
        page.section(wording("THỜI HẠN", "DEADLINES"), deadlines())
        page.section(
            wording("YÊU CẦU VỀ TIN, BÀI (không ảnh hưởng đến việc tính)", "STANDARDS (reported only)"), standards())
        if let comparison = briefing.comparison {
            page.section(
                wording("CÁCH HIỂU “THÁNG” LÀM THAY ĐỔI GÌ", "WHAT THE READING OF “MONTH” CHANGES"),
                ComparisonText(comparison, wording: wording).lines())
        }
        page.section(wording("NHẬT KÝ", "LOGS"), LogText(briefing, wording: wording).lines())
        writeMethod(on: &page)
        page.section(wording("KẾT LUẬN", "CONCLUSION"), FindingsWords(briefing, wording).conclusion())
    }

    private func head() -> [String] {
        let pack = briefing.pack
        let lines = [pack.agency.uppercased(), wording.title(briefing), pack.title]
        return (lines + wording.basis(pack) + wording.notices(briefing)).filter { !$0.isEmpty }
    }

    // MARK: Ranking

    private func writeRanking(on page: inout TextPage) {
        let heading = wording("XẾP HẠNG", "RANKING")
        guard briefing.results.units.contains(where: { !$0.quotas.isEmpty }) else {
            return page.section(heading, [wording.noMinima])
        }
        page.section(heading, table: ranking())
        if briefing.results.hasUnusedSurplus { page.add(wording.surplusStays) }
    }

    private func ranking() -> TextTable {
        var columns: [(String, TextTable.Alignment)] = [
            (wording("Hạng", "Rank"), .right), (wording("Đơn vị", "Unit"), .left),
            (wording("Chỉ tiêu", "Minimum"), .left), (wording("Kỳ đang chạy", "Running period"), .left),
            (wording("Tiến độ", "Progress"), .left),
        ]
        if showsLastPeriod { columns.append((wording("Kỳ vừa qua", "Last period"), .left)) }
        columns += [
            (wording("Từ đầu", "In all"), .right), (wording("Kỳ đạt", "Met"), .right),
            (wording("Tỷ lệ", "Rate"), .right), (wording("Thiếu", "Missing"), .right),
        ]
        return TextTable(columns, palette: palette) { add in
            for unit in briefing.results.units {
                if unit.quotas.isEmpty { add(row(unit, nil, isFirst: true)) }
                for (place, quota) in unit.quotas.enumerated() { add(row(unit, quota, isFirst: place == 0)) }
            }
        }
    }

    private func row(_ unit: UnitResult, _ quota: QuotaResult?, isFirst: Bool) -> [TextTable.Cell] {
        let rank = unit.rank.map(String.init) ?? "–"
        let own =
            [
                TextTable.Cell(quota.map { wording.minimum($0.quota) } ?? "–"),
                period(quota?.openPeriod), bar(quota?.openPeriod),
            ] + (showsLastPeriod ? [period(quota?.lastClosedPeriod)] : []) + [
                sinceStart(quota)
            ]
        guard isFirst else { return ["", ""] + own }
        return [TextTable.Cell(rank), TextTable.Cell(unit.unit.name)] + own + [
            TextTable.Cell(unit.periodsJudged > 0 ? "\(unit.periodsMet)/\(unit.periodsJudged)" : ""),
            TextTable.Cell(unit.rate.map(wording.percent) ?? "–"),
            TextTable.Cell(unit.shortfall > 0 ? wording.number(unit.shortfall) : "", .bad),
        ]
    }

    /// Items against minima over all periods that have begun.
    private func sinceStart(_ quota: QuotaResult?) -> TextTable.Cell {
        guard let quota else { return "–" }
        return TextTable.Cell("\(wording.number(quota.count))/\(wording.number(quota.minimum))")
    }

    private func period(_ verdict: PeriodVerdict?) -> TextTable.Cell {
        guard let verdict else { return "–" }
        return TextTable.Cell("\(shortSpan(verdict)): \(wording.figures(verdict))", verdict.status.tone)
    }

    /// A narrow terminal has no room for it; what is short in closed periods stands below the table as well.
    private var showsLastPeriod: Bool { width.map { $0 >= 100 } ?? true }

    /// How much of the minimum is there: `██████░░░░`.
    private func bar(_ verdict: PeriodVerdict?) -> TextTable.Cell {
        guard let verdict, verdict.minimum.isJudged, verdict.minimum.items > 0 else { return "" }
        let length = 10
        let filled = min(length, length * verdict.count / verdict.minimum.items)
        return TextTable.Cell(
            String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled), verdict.status.tone)
    }

    // MARK: Who is short, who is behind

    /// One line for each unit and quota, the newest period first.
    private func shortages() -> some Sequence<String> {
        briefing.results.units.lazy.flatMap { unit in
            unit.quotas.compactMap { quota in
                let short = quota.periods.filter { $0.status == .short }
                return short.isEmpty ? nil : "- \(unit.unit.name): " + shortage(Array(short.reversed()))
            }
        }
    }

    private func shortage(_ periods: [PeriodVerdict]) -> String {
        let missing = wording.number(periods.reduce(0) { $0 + $1.shortfall })
        let shown = periods.prefix(4).map { verdict in
            "\(shortSpan(verdict)): \(wording.number(verdict.count))/\(wording.number(verdict.minimum.items))"
        }
        let rest = periods.count - shown.count
        let more =
            rest > 0 ? wording("; và \(wording.number(rest)) kỳ trước", "; and \(wording.number(rest)) earlier") : ""
        let places = shown.joined(separator: "; ") + more
        guard periods.count > 1 else {
            return wording("thiếu \(missing) (\(places))", "\(missing) missing (\(places))")
        }
        let count = wording.number(periods.count)
        return wording(
            "thiếu \(missing) trong \(count) kỳ (\(places))", "\(missing) missing in \(count) periods (\(places))")
    }

    private func shortSpan(_ verdict: PeriodVerdict) -> String {
        wording.shortSpan(verdict.period.window, in: briefing.asOf.parts.year)
    }

    private func openPeriods() -> some Sequence<String> {
        [PeriodStatus.behind, .onTrack].lazy.flatMap { status in
            briefing.results.units.lazy.flatMap { unit in
                unit.quotas.compactMap(\.openPeriod).filter { $0.status == status }.map { needs(unit.unit, $0) }
            }
        }
    }

    private func needs(_ unit: Unit, _ open: PeriodVerdict) -> String {
        let (last, mark) = (open.period.window.last, wording.name(open.status))
        let figures = "\(wording.number(open.count))/\(wording.number(open.minimum.items))"
        let (missing, left) = (wording.number(open.shortfall), wording.daysLeft(last.days(since: briefing.asOf)))
        return wording(
            "- \(unit.name) (\(mark)): có \(figures), cần thêm \(missing) tin, bài đến hết ngày \(wording.day(last)) (\(left))",
            "- \(unit.name) (\(mark)): has \(figures), needs \(missing) more by \(wording.day(last)) (\(left))")
    }

    // MARK: Categories, deadlines, standards

    private func categories() -> [String] {
        let order: [CategoryResult.State] = [.empty, .stale, .fresh]
        return order.flatMap { state in
            briefing.results.categories.filter { $0.state == state }.sorted { $0.items < $1.items }.map(category)
        } + unknownNames()
    }

    private func category(_ result: CategoryResult) -> String {
        var line = "- \(result.category.name): \(wording.name(result.state))"
        if let last = result.lastItem {
            let count = wording.items(result.items)
            line += wording(", \(count), mới nhất \(wording.day(last))", ", \(count), the last on \(wording.day(last))")
        }
        let units = result.category.units.map { briefing.pack.roster.units[$0].name }
        return units.isEmpty ? line : line + wording(" – phụ trách: ", " – answers for it: ") + wording.list(units)
    }

    private func unknownNames() -> [String] {
        let lists: [(String, [String])] = [
            (wording("Chuyên mục lạ", "Unknown categories"), briefing.unknownCategories),
            (wording("Tác giả lạ", "Unknown people"), briefing.unknownPeople),
        ]
        return lists.filter { !$0.1.isEmpty }.map { heading, names in
            let shown = names.prefix(10).map(wording.quoted).joined(separator: ", ")
            let rest = wording.number(names.count - 10)
            let more = names.count > 10 ? wording(" và \(rest) tên nữa", " and \(rest) more") : ""
            return "- \(heading): \(shown)\(more)"
        }
    }

    private func deadlines() -> [String] {
        briefing.results.deadlines.flatMap { result -> [String] in
            let deadline = result.deadline
            let rule = wording.rule(deadline)
            let counts = [result.onTime, result.late, result.pending, result.unverifiable].map(wording.number)
            let figures = wording(
                "đúng hạn \(counts[0]), trễ \(counts[1]), chưa đến hạn \(counts[2]), không xác định \(counts[3])",
                "on time \(counts[0]), late \(counts[1]), pending \(counts[2]), unverifiable \(counts[3])")
            let owner = deadline.owner.map { " – \($0)" } ?? ""
            let late = result.byUnit.filter { $0.late > 0 }.map { "\($0.unit.name) \(wording.number($0.late))" }
            let lateLine = late.isEmpty ? [] : ["    " + wording("trễ: ", "late: ") + late.joined(separator: ", ")]
            return ["- \(deadline.id) (\(rule))\(owner): \(figures)"] + lateLine
        }
    }

    private func standards() -> [String] { briefing.results.standards.map { "- " + wording.figures($0) } }

    // MARK: How it was counted

    private func writeMethod(on page: inout TextPage) {
        let pack = briefing.pack
        var facts = [
            wording(
                "- Ngày tính: \(wording.name(pack.counting.date)); bộ quy tắc \(pack.id), sha256 \(briefing.rulesSHA256.prefix(16))…",
                "- Counting date: \(wording.name(pack.counting.date)); rules \(pack.id), sha256 \(briefing.rulesSHA256.prefix(16))…"
            )
        ]
        if let kinds = pack.counting.kinds {
            let names = kinds.map { pack.roster.kinds[$0].name }
            facts.append(wording("- Loại được tính: ", "- Kinds that count: ") + names.joined(separator: ", "))
        }
        page.section(wording("CÁCH TÍNH", "HOW IT WAS COUNTED"), facts)
        guard !pack.quotas.isEmpty else { return }
        page.add(pack.quotas.lazy.map { "- \($0.id): \(wording.rule($0, in: pack))" })
        page.add(
            wording(
                "- Muốn biết vì sao một con số như vậy: quota-cli explain … --unit MÃ --quota MÃ --period NGÀY",
                "- To see why a figure is what it is: quota-cli explain … --unit ID --quota ID --period DAY"))
    }
}
