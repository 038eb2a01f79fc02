import QuotaEngine
import QuotaModel

/// The rows that were not accepted: how many of each reason, and each with its place and reason.
struct RejectPart {
    let wording: Wording
    let inputs: [LogSummary]
    private let rejects: [Reject]
    /// Rejects that are not listed.
    private let leftOut: Int
    /// The logs that have rows in the table of items.
    private let listedLogs: Set<Int>

    /// - Parameter samples: what there is without a listing.
    init(_ listing: ItemListing<some Sendable>?, samples: [Reject], inputs: [LogSummary], wording: Wording) {
        self.wording = wording
        self.inputs = inputs
        rejects = listing?.rejects ?? samples
        leftOut = listing?.rejectsLeftOut ?? 0
        listedLogs = Set(listing?.items.map(\.place.source) ?? [])
    }

    /// The address of what one log lost.
    static func id(ofLog source: Int) -> String { "loai-\(source)" }

    /// The address of its rows in the table of rejects.
    private static func id(ofRowsOf source: Int) -> String { "dong-loai-\(source)" }

    private static func id(of place: ItemPlace) -> String { "dong-\(place.source)-\(place.record)" }

    func write(_ page: inout Markup) {
        for (source, input) in inputs.enumerated() { write(input, source, on: &page) }
        if let note = wording.leftOut(items: 0, rejects: leftOut, listed: 0) {
            page.tag("p", ["class": "notice"], text: note)
        }
        guard !rejects.isEmpty else { return }
        page.table(wording("Dòng loại", "Rejects"), kind: "sortable") { page in
            page.headings([
                wording("Nơi ghi", "Place"), wording("Lý do", "Reason"), wording("Trong ô ghi", "The cell holds"),
                wording("Giải thích", "Explanation"),
            ])
            // In the order of the logs: the rows of one stand together.
            for source in inputs.indices {
                let rows = rejects.filter { $0.place.source == source }
                guard !rows.isEmpty else { continue }
                page.tag("tbody", ["id": Self.id(ofRowsOf: source)]) { page in
                    for reject in rows { write(reject, on: &page) }
                }
            }
        }
    }

    private func write(_ reject: Reject, on page: inout Markup) {
        page.line()
        page.tag("tr", ["id": Self.id(of: reject.place)]) { page in
            page.cell(reject.place, of: inputs, wording)
            page.tag("td", text: wording.name(reject.code))
            page.cell(foreign: reject.value, kind: "why")
            page.tag("td", ["class": "why"]) { $0.foreign(wording.sentence(reject), limit: 600) }
        }
    }

    // MARK: Counts

    /// Records read = accepted + rejected, and the reasons.
    private func write(_ input: LogSummary, _ source: Int, on page: inout Markup) {
        page.tag("div", ["id": Self.id(ofLog: source)]) { page in
            page.tag("p") { page in
                page.foreign(input.source)
                let figures = [input.records, input.accepted, input.rejected].map(wording.number)
                page.text(
                    wording(": \(figures[0]) bản ghi = ", ": \(wording.count(input.records, "record", "records")) = "))
                page.link(
                    wording("\(figures[1]) nhận", "\(figures[1]) accepted"),
                    to: listedLogs.contains(source) ? ItemTable.id(ofLog: source) : "tin-bai")
                page.text(" + ")
                let lost = wording("\(figures[2]) loại", "\(figures[2]) rejected")
                if rejects.contains(where: { $0.place.source == source }) {
                    page.link(lost, to: Self.id(ofRowsOf: source))
                } else {
                    page.text(lost)
                }
                page.text(".")
            }
            for (code, count) in input.rejectedBy.reasons {
                let rows = rejects.filter { $0.place.source == source && $0.code == code }
                write(rows, of: count, code, on: &page)
            }
        }
    }

    private func write(_ rows: [Reject], of count: Int, _ code: RejectCode, on page: inout Markup) {
        page.tag("details", ["class": "figure"]) { page in
            page.tag("summary", text: "\(wording.name(code)): \(wording.number(count))")
            page.tag("ul", ["class": "items"]) { page in
                for reject in rows {
                    page.tag("li") { page in
                        page.link(wording("dòng ", "line ") + String(reject.place.line), to: Self.id(of: reject.place))
                        page.text(": ")
                        page.foreign(wording.sentence(reject), limit: 600)
                    }
                }
            }
            guard rows.count < count else { return }
            let left = wording.number(count - rows.count)
            page.tag(
                "p", ["class": "src"],
                text: wording("\(left) dòng nữa không liệt kê ở đây.", "\(left) more are left out here."))
        }
    }
}
