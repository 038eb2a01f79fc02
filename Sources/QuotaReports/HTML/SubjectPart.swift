import QuotaEngine
import QuotaModel
import ScoringRules

/// Each subject: every line with the reason of its points, and what the measures behind them were made from.
struct SubjectPart: CouncilWriter {
    let told: CouncilWords

    private var listed: ListingWords { ListingWords(wording: wording, pack: pack) }
    private var lists: ItemLists { ItemLists(wording: wording) }

    static func id(of standing: CouncilResults.Standing) -> String { "doi-tuong-\(standing.place)" }

    /// The address of a line's reason.
    static func id(ofLine place: Int, _ standing: CouncilResults.Standing) -> String {
        "diem-\(standing.place)-\(place)"
    }

    func write(_ page: inout Markup) {
        let items = itemsBySubject()
        for standing in results.standings {
            page.line()
            page.tag("h3", ["id": Self.id(of: standing)]) { page in
                page.foreign(standing.subject.name)
                page.text(" – \(words.points(standing.total)) – ")
                page.foreign(words.grade(standing))
            }
            page.table(standing.subject.name, caption: wording.window(council.plan)) { page in
                page.headings([
                    wording("Phần", "Part"), wording("Tiêu chí", "Line"), wording("Điểm", "Points"),
                    wording("Tối đa", "Max"), wording("Vì sao", "Why"), wording("Căn cứ", "Ordered by"),
                ])
                page.tag("tbody") { page in
                    if scorecard.base != .zero { writeBase(on: &page) }
                    for (place, line) in results.lines(of: standing).enumerated() {
                        write(line, place, standing, on: &page)
                    }
                }
            }
            page.tag("p") { $0.tag("strong", text: told.sum(standing)) }
            for demand in told.demands(standing) { page.tag("p") { $0.foreign(demand, limit: 2_000) } }
            if let text = told.disqualification(of: standing) {
                page.tag("p", ["class": "notice"]) { $0.foreign(text, limit: 2_000) }
            }
            for measure in council.plan.measures {
                write(measure, of: standing, items[Key(subject: standing.place, measure: measure)] ?? [], on: &page)
            }
        }
    }

    private func writeBase(on page: inout Markup) {
        page.tag("tr") { page in
            page.tag("td", text: "")
            page.tag("th", ["scope": "row"], text: told.base)
            page.tag("td", ["class": "n"], text: words.base)
            for _ in 0..<3 { page.tag("td", text: "") }
        }
    }

    private func write(
        _ line: ScoreLine, _ place: Int, _ standing: CouncilResults.Standing, on page: inout Markup
    ) {
        let reason = results.reason(of: line.criterion, standing.place)
        page.tag("tr", ["id": Self.id(ofLine: place, standing)]) { page in
            page.cell(foreign: told.name(ofPart: line.part))
            page.tag("th", ["scope": "row"]) { $0.foreign(line.criterion.title) }
            page.tag("td", ["class": "n"], text: words.points(line.points))
            page.tag("td", ["class": "n"], text: words.number(line.criterion.max))
            page.tag("td", ["class": "why"]) { page in
                page.foreign(words.explanation(reason, of: line.criterion, points: line.points), limit: 2_000)
                writeLinks(line.criterion, standing, on: &page)
            }
            page.cell(foreign: wording.citation(line.criterion.cite, in: pack) ?? "")
        }
    }

    /// From a reason to the measures that it looks at.
    private func writeLinks(_ criterion: Criterion, _ standing: CouncilResults.Standing, on page: inout Markup) {
        var seen: Set<Int> = []
        for case .measure(let place) in criterion.score.references where seen.insert(place).inserted {
            page.text(seen.count == 1 ? " → " : ", ")
            page.tag("a", ["href": "#\(Self.id(ofMeasure: place, standing))"], text: pack.measures[place].id)
        }
    }

    private static func id(ofMeasure place: Int, _ standing: CouncilResults.Standing) -> String {
        "so-do-\(standing.place)-\(place)"
    }

    private struct Key: Hashable {
        let subject: Int
        let measure: Int
    }

    private typealias Row = (item: ListedItem<MeasureJudgement>, judgement: MeasureJudgement)

    private func itemsBySubject() -> [Key: [Row]] {
        var rows: [Key: [Row]] = [:]
        for item in council.listing?.items ?? [] {
            for judgement in item.judgements {
                rows[Key(subject: judgement.subject, measure: judgement.measure), default: []].append((item, judgement))
            }
        }
        return rows
    }

    private func write(
        _ place: Int, of standing: CouncilResults.Standing, _ rows: [Row], on page: inout Markup
    ) {
        let measure = pack.measures[place]
        page.tag("details", ["id": Self.id(ofMeasure: place, standing)]) { page in
            page.tag("summary") { page in
                page.text("\(measure.id) = ")
                page.tag("strong", text: words.number(results.measure(place, standing.place)))
                page.text(" – ")
                page.foreign(wording.sentence(measure, in: pack), limit: 600)
            }
            writePeriods(measure, standing, on: &page)
            writeItems(rows, on: &page)
        }
    }

    private func writePeriods(_ measure: Measure, _ standing: CouncilResults.Standing, on page: inout Markup) {
        let periods = council.measures?.periods(behind: measure, of: standing.subject) ?? []
        let categories = council.measures?.categories(behind: measure, of: standing.subject) ?? []
        guard !periods.isEmpty || !categories.isEmpty else { return }
        page.tag("ul", ["class": "items"]) { page in
            for period in periods {
                page.tag("li") { page in
                    let verdict = period.verdict
                    let figures = "\(wording.number(verdict.count))/\(wording.number(verdict.minimum.items))"
                    page.text("\(wording.span(verdict.period.window)): \(figures) ")
                    page.mark(verdict.status, wording)
                    page.text(
                        period.adds.map { " +\(wording.number($0))" }
                            ?? " " + wording("(ngoài phạm vi hoặc chưa xét)", "(outside the window or not judged)"))
                }
            }
            for behind in categories {
                page.tag("li") { page in
                    page.foreign(behind.category.name)
                    page.text(
                        ": " + (behind.adds ? wording("được tính", "counted") : wording("không tính", "not counted")))
                }
            }
        }
    }

    // MARK: Items

    /// So many items that add nothing stand under one figure; every item stands in the table of items.
    private static let mostOthers = 200

    private func writeItems(_ rows: [Row], on page: inout Markup) {
        let counted = rows.filter { $0.judgement.outcome == .counted }
        if !counted.isEmpty {
            page.tag("p", text: wording("Được tính: ", "Counted: ") + wording.number(counted.count))
            lists.writeCounted(
                counted.map { item, judgement in
                    let worth = judgement.worth == 1 ? nil : "+\(wording.number(judgement.worth))"
                    return ItemLine(item, remark: worth)
                }, of: counted.count, on: &page)
        }
        let others = rows.filter { $0.judgement.outcome != .counted }
        guard !others.isEmpty else { return }
        page.tag("p", text: wording("Không tính: ", "Not counted: ") + wording.number(others.count))
        lists.write(
            others.prefix(Self.mostOthers).map { item, judgement in
                ItemLine(item, remark: listed.reason(judgement, item))
            }, on: &page)
        let left = others.count - Self.mostOthers
        guard left > 0 else { return }
        page.tag("p", ["class": "src"]) { page in
            page.text(wording("… và \(wording.number(left)) tin, bài nữa: ", "… and \(wording.number(left)) more: "))
            page.link(wording("xem bảng tin, bài", "see the table of items"), to: "tin-bai")
        }
    }
}
