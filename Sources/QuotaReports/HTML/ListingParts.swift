import QuotaEngine
import QuotaModel
import ScoringRules

/// The items and the rejects of a page, each at its own address.
struct ListingParts {
    let wording: Wording
    let pack: RulePack
    let inputs: [LogSummary]

    private var words: ListingWords { ListingWords(wording: wording, pack: pack) }

    static func id(of item: ListedItem<some Sendable>) -> String { "tin-\(item.place.source)-\(item.place.record)" }

    // MARK: Items

    func writeItems(_ listing: ItemListing<QuotaJudgement>?, on page: inout Markup) {
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

    func writeItems(
        _ listing: ItemListing<MeasureJudgement>?, of subjects: [ScoringSubject], on page: inout Markup
    ) {
        write(listing, result: wording("Tính vào", "Counted in"), on: &page) { page, item in
            page.tag("td", ["class": "result"]) { page in
                let counted = item.judgements.filter { $0.outcome == .counted }
                guard !counted.isEmpty else { return page.text("✗ " + wording("Không tính", "Not counted")) }
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
        let note = listing.flatMap { words.leftOut(items: $0.itemsLeftOut, rejects: 0, listed: $0.items.count) }
        if let note { page.tag("p", ["class": "notice"], text: note) }
        guard !items.isEmpty else {
            return page.tag("p", text: wording("Không có tin, bài nào được nhận.", "No items were accepted."))
        }
        page.tag("label", ["class": "search", "hidden": "hidden"]) { page in
            page.text(wording("Tìm trong tin, bài: ", "Search the items: "))
            page.empty("input", ["type": "search", "data-table": "bang-tin-bai"])
            page.tag("output", text: "")
        }
        let caption = wording(
            "\(wording.number(items.count)) tin, bài theo thứ tự nhật ký",
            "\(wording.number(items.count)) items in the order of the logs")
        page.table(wording("Tin, bài", "Items"), caption: caption, kind: "sortable", id: "bang-tin-bai") { page in
            page.headings([
                wording.capitalised(pack.counting.date), wording("Đơn vị", "Unit"), wording("Loại", "Kind"),
                wording("Tiêu đề", "Title"), result, wording("Tác giả", "Author"), wording("Nơi ghi", "Place"),
            ])
            page.tag("tbody") { page in
                for item in items {
                    page.line()
                    page.tag("tr", ["id": Self.id(of: item)]) { page in
                        page.cell(item.day, wording)
                        page.cell(foreign: words.units(item), kind: "name")
                        page.cell(foreign: words.kind(item), kind: "c")
                        writeTitle(item, on: &page)
                        outcome(&page, item)
                        page.cell(foreign: item.author, kind: "name")
                        write(item.place, on: &page)
                    }
                }
            }
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

    private func write(_ place: ItemPlace, on page: inout Markup) {
        page.tag("td", ["class": "src", "data-v": "\(place.source * 1_000_000_000 + place.record)"]) { page in
            page.foreign(inputs[place.source].source)
            page.text(wording(" dòng \(place.line)", " line \(place.line)"))
        }
    }

    // MARK: Rejects

    func writeRejects(_ rejects: [Reject], leftOut: Int, on page: inout Markup) {
        for input in inputs {
            page.tag("p") { page in
                page.foreign(input.source)
                let figures = [input.records, input.accepted, input.rejected].map(wording.number)
                page.text(
                    wording(
                        ": \(figures[0]) bản ghi = \(figures[1]) nhận + \(figures[2]) loại.",
                        ": \(figures[0]) records = \(figures[1]) accepted + \(figures[2]) rejected."))
            }
        }
        if let note = words.leftOut(items: 0, rejects: leftOut, listed: 0) {
            page.tag("p", ["class": "notice"], text: note)
        }
        guard !rejects.isEmpty else { return }
        page.table(wording("Dòng loại", "Rejects"), kind: "sortable") { page in
            page.headings([
                wording("Nơi ghi", "Place"), wording("Lý do", "Reason"), wording("Trong ô ghi", "The cell holds"),
                wording("Giải thích", "Explanation"),
            ])
            page.tag("tbody") { page in
                for reject in rejects {
                    page.line()
                    page.tag("tr") { page in
                        write(reject.place, on: &page)
                        page.tag("td", text: wording.name(reject.code))
                        page.cell(foreign: reject.value, kind: "why")
                        page.tag("td", ["class": "why"]) { $0.foreign(wording.sentence(reject), limit: 600) }
                    }
                }
            }
        }
    }
}

/// How everything was counted, on a page.
struct MethodParts {
    let words: MethodWords

    private var wording: Wording { words.wording }

    func write(_ sections: [(heading: String, facts: [MethodWords.Fact])], on page: inout Markup) {
        for (heading, facts) in sections where !facts.isEmpty {
            page.tag("h3", text: heading)
            page.tag("dl") { page in
                for fact in facts {
                    page.tag("dt") { $0.foreign(fact.name) }
                    page.tag("dd") { $0.foreign(fact.text, limit: 4_000) }
                }
            }
        }
        guard !words.inputs.isEmpty else { return }
        page.tag("h3", text: wording("Nhật ký", "Logs"))
        page.table(wording("Nhật ký đã đọc", "Logs that were read")) { page in
            page.headings([
                wording("Tệp", "File"), wording("Bản ghi", "Records"), wording("Nhận", "Accepted"),
                wording("Loại", "Rejected"), wording("Chưa có ngày", "Undated"),
                wording("Thiếu dữ liệu để xét", "Unverifiable"), wording("Ô không đọc được", "Unreadable cells"),
                "sha256",
            ])
            page.tag("tbody") { page in for input in words.inputs { write(input, on: &page) } }
        }
        for input in words.inputs {
            for remark in words.remarks(input) {
                page.tag("p") { page in
                    page.foreign(input.source)
                    page.text(": ")
                    page.foreign(remark, limit: 600)
                }
            }
        }
    }

    private func write(_ input: LogSummary, on page: inout Markup) {
        page.tag("tr") { page in
            page.tag("th", ["scope": "row"]) { $0.foreign(input.source) }
            let figures = [
                input.records, input.accepted, input.rejected, input.undated, input.unverifiable, input.unreadable,
            ]
            for figure in figures { page.number(wording.number(figure), figure) }
            page.tag("td", ["class": "digest"], text: input.sha256 ?? wording("không tính", "none"))
        }
    }
}
