import QuotaEngine
import QuotaModel

/// The logs that were read, with what was found in each; every figure leads to its rows.
struct LogPart {
    let words: MethodWords
    private let lists: ItemLists
    /// The listed items of each log.
    private var rows: [ItemPlace: ItemLine] = [:]
    private var undated: [[ItemLine]]
    private var overruled: [Overruling: [[ItemLine]]]

    private var wording: Wording { words.wording }

    init<Judgement>(words: MethodWords, _ listing: ItemListing<Judgement>?) {
        self.words = words
        lists = ItemLists(wording: words.wording)
        let none = words.inputs.map { _ in [ItemLine]() }
        undated = none
        overruled = [.superseded: none, .withdrawn: none]
        for item in listing?.items ?? [] {
            let line = ItemLine(item)
            rows[item.place] = line
            if item.day == nil { undated[item.place.source].append(line) }
            if let overruling = item.overruling { overruled[overruling]?[item.place.source].append(line) }
        }
    }

    /// One figure of a log.
    private struct Count {
        let name: String
        let count: Int
        let address: String
        /// What stands in its list; nil: the address is that of a table.
        let items: [ItemLine]?
    }

    func write(_ page: inout Markup) {
        guard !words.inputs.isEmpty else { return }
        page.tag("h3", text: wording("Nhật ký", "Logs"))
        let counts = words.inputs.enumerated().map { self.counts($1, $0) }
        page.table(wording("Nhật ký đã đọc", "Logs that were read")) { page in
            page.headings(
                [wording("Tệp", "File"), wording("Bản ghi", "Records")] + (counts.first ?? []).map(\.name) + ["sha256"])
            page.tag("tbody") { page in
                for (input, counts) in zip(words.inputs, counts) { write(input, counts, on: &page) }
            }
        }
        for (input, counts) in zip(words.inputs, counts) {
            for count in counts {
                guard let items = count.items else { continue }
                lists.write("\(input.source), \(count.name)", id: count.address, items, of: count.count, on: &page)
            }
            for remark in words.wording.remarks(input) {
                page.tag("p") { page in
                    page.foreign(input.source)
                    page.text(": ")
                    page.foreign(remark, limit: 600)
                }
            }
        }
    }

    private func write(_ input: LogSummary, _ counts: [Count], on page: inout Markup) {
        page.tag("tr") { page in
            page.tag("th", ["scope": "row"]) { $0.foreign(input.source) }
            page.number(wording.number(input.records), input.records)
            for count in counts { page.number(wording.number(count.count), count.count, to: count.address) }
            page.tag("td", ["class": "digest"], text: input.sha256 ?? wording("không tính", "none"))
        }
    }

    private func counts(_ input: LogSummary, _ source: Int) -> [Count] {
        let unreadable = input.unreadableCells.map { cell in
            line(at: cell.place, remark: "\(wording.name(cell.field)): \(wording.quoted(cell.value))")
        }
        let isListed = rows.keys.contains { $0.source == source }
        return [
            Count(
                name: wording("Nhận", "Accepted"), count: input.accepted,
                address: isListed ? ItemTable.id(ofLog: source) : "tin-bai", items: nil),
            Count(
                name: wording("Loại", "Rejected"), count: input.rejected, address: RejectPart.id(ofLog: source),
                items: nil),
            Count(
                name: wording("Chưa có ngày", "Undated"), count: input.undated, address: "chua-ngay-\(source)",
                items: undated[source]),
            Count(
                name: wording("Thiếu dữ liệu để xét", "Unverifiable"), count: input.unverifiable,
                address: "thieu-\(source)", items: input.unverifiableRows.map { line(at: $0) }),
            Count(
                name: wording("Ô không đọc được", "Unreadable cells"), count: input.unreadable,
                address: "o-\(source)", items: unreadable),
        ] + countsOfHistory(input, source)
    }

    /// Only a history has rows that others overrule.
    private func countsOfHistory(_ input: LogSummary, _ source: Int) -> [Count] {
        guard words.history != nil else { return [] }
        return [
            Count(
                name: wording("Có bản mới hơn", "Superseded"), count: input.superseded, address: "thay-\(source)",
                items: overruled[.superseded]?[source]),
            Count(
                name: wording("Đã rút", "Withdrawn"), count: input.withdrawn, address: "rut-\(source)",
                items: overruled[.withdrawn]?[source]),
        ]
    }

    /// A row that is not in the table of items is named by its line.
    private func line(at place: ItemPlace, remark: String? = nil) -> ItemLine {
        var line = rows[place] ?? ItemLine(notListed: place, wording)
        line.remark = remark
        return line
    }
}
