import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format html` (contract, section 10): one file; ranking, units × periods, charts, the items behind every
/// figure, rejects, how it was counted.
public struct BriefingHTML {
    private let briefing: Briefing
    private let wording: Wording

    /// - Parameter briefing: with its listing.
    public init(_ briefing: Briefing, wording: Wording) {
        self.briefing = briefing
        self.wording = wording
    }

    /// The part of deadlines and standards.
    static let deadlines = "thoi-han"

    private var pack: RulePack { briefing.pack }

    /// One file in UTF-8 that needs nothing else.
    public func bytes() -> [UInt8] {
        let head = HTMLPage.Head(
            pack, title: wording.title(briefing), subtitles: [pack.title] + wording.basis(pack),
            notices: wording.notices(briefing))
        return HTMLPage.bytes(head, wording: wording, parts: parts(PeriodTable(briefing.results)))
    }

    private func parts(_ table: PeriodTable) -> [HTMLPage.Part] {
        let figures = BriefingFigures(briefing, wording)
        let ranking = RankingPart(briefing: briefing, wording: wording, hasPeriods: !table.columns.isEmpty)
        var parts = [
            HTMLPage.Part(
                id: "ket-luan", heading: wording("Kết luận", "Findings"),
                content: FindingsPart(briefing: briefing, wording: wording, hasPeriods: !table.columns.isEmpty).write),
            HTMLPage.Part(id: "xep-hang", heading: wording("Xếp hạng", "Ranking"), content: ranking.write),
        ]
        if !table.columns.isEmpty {
            let grid = PeriodGridPart(table: table, wording: wording, year: briefing.asOf.parts.year)
            let units = UnitPart(briefing: briefing, wording: wording, figures: figures)
            parts += [
                HTMLPage.Part(id: "theo-ky", heading: wording("Theo kỳ", "By period"), content: grid.write),
                HTMLPage.Part(id: UnitPart.id, heading: wording("Từng đơn vị", "Each unit"), content: units.write),
            ]
        }
        if !briefing.results.categories.isEmpty || !briefing.unknownCategories.isEmpty {
            let categories = CategoryPart(briefing: briefing, wording: wording, figures: figures)
            parts.append(
                HTMLPage.Part(
                    id: "chuyen-muc", heading: wording("Chuyên mục", "Categories"), content: categories.write))
        }
        if !briefing.results.deadlines.isEmpty || !briefing.results.standards.isEmpty {
            let deadlines = DeadlinePart(results: briefing.results, wording: wording, figures: figures)
            parts.append(
                HTMLPage.Part(
                    id: Self.deadlines, heading: wording("Thời hạn và yêu cầu", "Deadlines and standards"),
                    content: deadlines.write))
        }
        return parts + listings() + [
            HTMLPage.Part(id: "cach-tinh", heading: wording("Cách tính", "How it was counted"), content: writeMethod)
        ]
    }

    private func listings() -> [HTMLPage.Part] {
        let items = ItemTable(wording: wording, pack: pack, inputs: briefing.inputs)
        let rejects = RejectPart(
            briefing.listing, samples: briefing.rejectSamples, inputs: briefing.inputs, wording: wording)
        return [
            HTMLPage.Part(id: "tin-bai", heading: wording("Tin, bài", "Items")) { page in
                items.write(briefing.listing, on: &page)
            },
            HTMLPage.Part(id: "dong-loai", heading: wording("Dòng loại", "Rejects"), content: rejects.write),
        ]
    }

    private func writeMethod(_ page: inout Markup) {
        let words = MethodWords(briefing, wording)
        MethodPart(words: words, logs: LogPart(words: words, briefing.listing)).write(
            [
                (wording("Quy tắc", "Rules"), words.rules() + words.mark()),
                (wording("Tin, bài được tính", "Items that count"), words.counting()),
                (wording("Chỉ tiêu", "Minima"), words.quotas()),
            ], on: &page)
    }
}

/// The items behind each figure of a briefing, as far as they are listed.
struct BriefingFigures {
    let lists: ItemLists
    private let items: [ItemFigure: [ItemLine]]

    init(_ briefing: Briefing, _ wording: Wording) {
        lists = ItemLists(wording: wording)
        var items: [ItemFigure: [ItemLine]] = [:]
        for item in briefing.listing?.items ?? [] {
            let line = ItemLine(item)
            for figure in item.figures { items[figure, default: []].append(line) }
        }
        self.items = items
    }

    func items(of figure: ItemFigure) -> [ItemLine] { items[figure] ?? [] }

    func write(_ heading: String, _ figure: ItemFigure, of count: Int, on page: inout Markup) {
        lists.write(heading, id: figure.id, items(of: figure), of: count, on: &page)
    }
}
