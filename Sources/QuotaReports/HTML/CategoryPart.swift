import QuotaEngine
import QuotaModel

/// The categories with their items, and names that the rules do not know.
struct CategoryPart {
    let briefing: Briefing
    let wording: Wording
    let figures: BriefingFigures

    func write(_ page: inout Markup) {
        let results = briefing.results.categories
        if !results.isEmpty {
            page.table(wording("Chuyên mục", "Categories"), kind: "sortable") { page in
                page.headings([
                    wording("Chuyên mục", "Category"), wording("Đơn vị phụ trách", "Answers for it"),
                    wording("Tin, bài", "Items"), wording("Mới nhất", "Last item"), wording("Tình trạng", "State"),
                ])
                page.tag("tbody") { page in
                    for result in results { write(result, on: &page) }
                }
            }
        }
        if results.contains(where: { $0.items > 0 }) {
            page.folded(wording("Tin, bài của từng chuyên mục", "The items of each category")) { page in
                for result in results {
                    figures.write(result.category.name, .category(result.place), of: result.items, on: &page)
                }
            }
        }
        writeUnknown(wording("Chuyên mục lạ", "Unknown categories"), briefing.unknownCategories, on: &page)
        writeUnknown(wording("Tác giả lạ", "Unknown people"), briefing.unknownPeople, on: &page)
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
            page.cell(foreign: wording.list(result.category.units.map { briefing.pack.roster.units[$0].name }))
            page.number(wording.number(result.items), result.items, to: ItemFigure.category(result.place).id)
            page.cell(result.lastItem, wording)
            page.tag("td") { $0.tag("span", ["class": "tag \(kind)"], text: "\(sign) \(wording.name(result.state))") }
        }
    }

    private func writeUnknown(_ heading: String, _ names: [String], on page: inout Markup) {
        guard !names.isEmpty else { return }
        page.tag("details") { page in
            page.tag("summary", text: "\(heading): \(wording.number(names.count))")
            page.tag("ul") { page in for name in names.prefix(500) { page.tag("li") { $0.foreign(name) } } }
        }
    }
}
