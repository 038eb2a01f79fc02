import QuotaEngine
import QuotaModel

/// An item in a list under a figure: its day, and its title, which leads to its row in the table of items.
struct ItemLine {
    /// Nil: the table leaves it out.
    let address: String?
    let day: CivilDate?
    let title: String
    /// What else is to be said of it: why it does not count, what it adds.
    var remark: String?

    init(_ item: ListedItem<some Sendable>, remark: String? = nil) {
        address = ItemTable.id(of: item.place)
        day = item.day
        title = item.title
        self.remark = remark
    }

    /// A row that the table of items leaves out.
    init(notListed place: ItemPlace, _ wording: Wording) {
        address = nil
        day = nil
        title = wording("dòng \(place.line)", "line \(place.line)")
    }
}

/// Lists of items under figures, folded, each at an address of its own, so that every figure can lead to what it counts.
struct ItemLists {
    let wording: Wording

    /// The list of a figure.
    ///
    /// - Parameters:
    ///   - items: those that are listed.
    ///   - count: the figure.
    func write(_ heading: String, id: String, _ items: [ItemLine], of count: Int, on page: inout Markup) {
        guard count > 0 else { return }
        page.line()
        page.tag("details", ["class": "figure", "id": id]) { page in
            page.tag("summary") { page in
                page.foreign(heading, limit: 600)
                page.text(": " + wording.items(count))
            }
            writeCounted(items, of: count, on: &page)
        }
    }

    /// What a figure counts, and how many of them are not listed.
    func writeCounted(_ items: [ItemLine], of count: Int, on page: inout Markup) {
        write(items, kind: "items counted", on: &page)
        guard items.count < count else { return }
        let left = wording.number(count - items.count)
        page.tag(
            "p", ["class": "src"],
            text: wording(
                "\(left) tin, bài nữa được tính mà không liệt kê ở đây.",
                wording.count(count - items.count, "more item counts that is", "more items count that are")
                    + " not listed here."))
    }

    func write(_ items: [ItemLine], kind: String = "items", on page: inout Markup) {
        guard !items.isEmpty else { return }
        page.tag("ol", ["class": kind]) { page in
            for item in items { page.tag("li") { write(item, on: &$0) } }
        }
    }

    private func write(_ item: ItemLine, on page: inout Markup) {
        if let address = item.address {
            page.text((item.day.map(wording.day) ?? wording("chưa có ngày", "no day")) + " ")
            page.tag("a", ["href": "#\(address)"]) { page in
                if item.title.isEmpty {
                    page.text(wording("(không có tiêu đề)", "(no title)"))
                } else {
                    page.foreign(item.title)
                }
            }
        } else {
            page.text(item.title)
        }
        guard let remark = item.remark else { return }
        page.text(" – ")
        page.foreign(remark)
    }
}

extension Markup {
    /// Several lists under one summary; a link to one of them opens this, too.
    mutating func folded(_ summary: String, _ content: (inout Markup) -> Void) {
        tag("details", ["class": "figure"]) { page in
            page.tag("summary", text: summary)
            content(&page)
        }
        line()
    }
}

extension ItemFigure {
    /// The address of its list.
    var id: String {
        switch self {
        case .period(let unit, let quota, let window): "ky-\(unit)-\(quota)-\(window.first)"
        case .unit(let unit): "dem-\(unit)"
        case .category(let place): "chuyen-muc-\(place)"
        case .deadline(let place, let keeping): "thoi-han-\(place)-\(keeping.id)"
        case .late(let place, let unit): "thoi-han-\(place)-tre-\(unit)"
        case .standard(let place, let keeping): "yeu-cau-\(place)-\(keeping.id)"
        }
    }
}

extension DeadlineKeeping {
    fileprivate var id: String {
        switch self {
        case .onTime: "dung"
        case .late: "tre"
        case .pending: "cho"
        case .unverifiable: "khong-ro"
        }
    }
}

extension StandardKeeping {
    fileprivate var id: String {
        switch self {
        case .met: "dung"
        case .unmet: "chua"
        case .unverifiable: "khong-ro"
        }
    }
}

extension Markup {
    /// A number that leads to what it counts, where it counts anything.
    mutating func number(_ text: String, _ value: Int?, kind: String = "n", to address: String) {
        guard let value, value > 0 else { return number(text, value, kind: kind) }
        linkedNumber(text, value, kind: kind, to: address)
    }

    /// A figure with something behind it also where it is 0.
    mutating func linkedNumber(_ text: String, _ value: Int, kind: String = "n", to address: String) {
        tag("td", ["class": kind, "data-v": String(value)]) { $0.link(text, to: address) }
    }

    mutating func link(_ text: String, to address: String) { tag("a", ["href": "#\(address)"], text: text) }
}
