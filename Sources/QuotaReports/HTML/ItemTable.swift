import QuotaEngine
import QuotaModel
import ScoringRules

/// The table of all items of a page, each row and each log at an address of its own.
struct ItemTable {
    let wording: Wording
    let pack: RulePack
    let inputs: [LogSummary]

    private var words: ListingWords { ListingWords(wording: wording, pack: pack) }

    /// The address of an item's row.
    static func id(of place: ItemPlace) -> String { "tin-\(place.source)-\(place.record)" }

    /// The address of the rows of one log.
    static func id(ofLog source: Int) -> String { "nhan-\(source)" }

    func write(_ listing: ItemListing<QuotaJudgement>?, on page: inout Markup) {
        let words = words
        write(listing, result: wording("Kết quả", "Result"), on: &page) { page, item in
            let standing = words.standing(item)
            page.tag(
                "td", ["class": "result " + (standing == .counted ? "met" : standing == .partly ? "behind" : "idle")]
            ) { page in
                page.text(standing == .counted ? "✓ " : standing == .partly ? "! " : "✗ ")
                page.text(words.name(standing))
                let periods = words.periods(item)
                if !periods.isEmpty { page.text(": " + periods) }
                if standing != .counted {
                    page.text(periods.isEmpty ? ": " : "; ")
                    page.foreign(words.reasons(item), limit: 600)
                }
            }
        }
    }

    func write(_ listing: ItemListing<MeasureJudgement>?, of subjects: [ScoringSubject], on page: inout Markup) {
        write(listing, result: wording("Tính vào", "Counted in"), on: &page) { page, item in
            page.tag("td", ["class": "result"]) { page in
                let counted = item.judgements.filter { $0.outcome == .counted }
                guard !counted.isEmpty else {
                    page.text("✗ " + wording("Không tính", "Not counted"))
                    if let overruling = item.overruling { page.text(": " + wording.words(overruling)) }
                    return
                }
                let bySubject = Dictionary(grouping: counted, by: \.subject).sorted { $0.key < $1.key }
                for (subject, judgements) in bySubject {
                    page.tag("div") { page in
                        page.text("✓ ")
                        page.foreign(subjects[subject].name)
                        page.text(": ")
                        page.foreign(judgements.map { pack.measures[$0.measure].id }.joined(separator: ", "))
                    }
                }
            }
        }
    }

    private func write<Judgement>(
        _ listing: ItemListing<Judgement>?, result: String, on page: inout Markup,
        _ outcome: @escaping (inout Markup, ListedItem<Judgement>) -> Void
    ) {
        let items = listing?.items ?? []
        let note = listing.flatMap { wording.leftOut(items: $0.itemsLeftOut, rejects: 0, listed: $0.items.count) }
        if let note { page.tag("p", ["class": "notice"], text: note) }
        guard !items.isEmpty else {
            return page.tag("p", text: wording("Không có tin, bài nào được nhận.", "No items were accepted."))
        }
        writeSearch(on: &page)
        let caption = wording(
            "\(wording.number(items.count)) tin, bài theo thứ tự nhật ký",
            wording.count(items.count, "item", "items") + " in the order of the logs")
        page.table(wording("Tin, bài", "Items"), caption: caption, kind: "sortable", id: "bang-tin-bai") { page in
            page.headings([
                wording.capitalised(pack.counting.date), wording("Đơn vị", "Unit"), wording("Loại", "Kind"),
                wording("Tiêu đề", "Title"), result, wording("Tác giả", "Author"), wording("Nơi ghi", "Place"),
            ])
            // In the order of the logs: the rows of one stand together.
            for source in inputs.indices {
                let rows = items.filter { $0.place.source == source }
                guard !rows.isEmpty else { continue }
                page.tag("tbody", ["id": Self.id(ofLog: source)]) { page in
                    for item in rows { write(item, outcome, on: &page) }
                }
            }
        }
    }

    /// The search, and what tells that only the items of one figure are shown; both for the script alone.
    private func writeSearch(on page: inout Markup) {
        page.tag("label", ["class": "search", "hidden": "hidden"]) { page in
            page.text(wording("Tìm trong tin, bài: ", "Search the items: "))
            page.empty("input", ["type": "search", "data-table": "bang-tin-bai"])
            page.tag("output", text: "")
        }
        let offer = wording("Chỉ hiện các tin, bài này trong bảng tin, bài", "Show only these in the table of items")
        page.tag("p", ["class": "narrowed", "hidden": "hidden", "data-offer": offer]) { page in
            page.text(
                wording("Bảng chỉ hiện các tin, bài của một con số. ", "The table shows the items of one figure. "))
            page.tag("button", ["type": "button"], text: wording("Hiện tất cả", "Show all"))
        }
    }

    private func write<Judgement>(
        _ item: ListedItem<Judgement>, _ outcome: (inout Markup, ListedItem<Judgement>) -> Void, on page: inout Markup
    ) {
        page.line()
        page.tag("tr", ["id": Self.id(of: item.place)]) { page in
            page.cell(item.day, wording)
            page.cell(foreign: words.units(item), kind: "name")
            page.cell(foreign: words.kind(item), kind: "c")
            writeTitle(item, on: &page)
            outcome(&page, item)
            page.cell(foreign: item.author, kind: "name")
            page.cell(item.place, of: inputs, wording)
        }
    }

    /// Addresses are shown, never followed: a log could name any.
    private func writeTitle(_ item: ListedItem<some Sendable>, on page: inout Markup) {
        page.tag("td", ["class": "title"]) { page in
            page.foreign(item.title)
            for detail in [item.category, item.url] where !detail.isEmpty {
                page.tag("div", ["class": "src"]) { $0.foreign(detail) }
            }
        }
    }
}

extension Markup {
    /// Where a row stands, sorted as the logs were read.
    mutating func cell(_ place: ItemPlace, of inputs: [LogSummary], _ wording: Wording) {
        tag("td", ["class": "src", "data-v": "\(place.source * 1_000_000_000 + place.record)"]) { page in
            page.foreign(inputs[place.source].source)
            page.text(wording(" dòng \(place.line)", " line \(place.line)"))
        }
    }
}
