import QuotaEngine
import QuotaModel

/// How deadlines and standards were kept, with the items behind each figure.
struct DeadlinePart {
    let results: Results
    let wording: Wording
    let figures: BriefingFigures

    static func id(ofDeadline place: Int) -> String { "han-\(place)" }

    /// One figure of a rule, with the name of what it counts.
    private struct Count {
        let name: String
        let items: Int
        let figure: ItemFigure

        init(_ name: String, _ items: Int, _ figure: ItemFigure) {
            self.name = name
            self.items = items
            self.figure = figure
        }
    }

    func write(_ page: inout Markup) {
        page.table(wording("Thời hạn và yêu cầu", "Deadlines and standards")) { page in
            page.headings([
                wording("Nội dung", "Rule"), wording("Đúng", "Kept"), wording("Trễ hoặc chưa đúng", "Late or not kept"),
                wording("Chưa đến hạn", "Pending"), wording("Không xác định", "Unverifiable"),
                wording("Đơn vị trễ", "Late units"),
            ])
            page.tag("tbody") { page in
                for (place, result) in results.deadlines.enumerated() {
                    page.tag("tr", ["id": Self.id(ofDeadline: place)]) { page in
                        let name = [result.deadline.id + ": " + wording.rule(result.deadline), result.deadline.owner]
                        page.tag("th", ["scope": "row"]) { $0.foreign(name.compactMap(\.self).joined(separator: "; ")) }
                        for count in counts(result, place) { write(count, on: &page) }
                        page.tag("td") { write(late(result, place), on: &$0) }
                    }
                }
                for (place, result) in results.standards.enumerated() {
                    page.tag("tr") { page in
                        page.tag("th", ["scope": "row"]) { $0.foreign(result.standard.title) }
                        let counts = counts(result, place)
                        for count in counts.dropLast() { write(count, on: &page) }
                        page.tag("td", ["class": "n"], text: "")
                        for count in counts.suffix(1) { write(count, on: &page) }
                        page.tag("td", text: "")
                    }
                }
            }
        }
        page.folded(wording("Tin, bài của từng con số", "The items of each figure")) { writeLists(on: &$0) }
    }

    private func counts(_ result: DeadlineResult, _ place: Int) -> [Count] {
        [
            Count(wording("đúng hạn", "on time"), result.onTime, .deadline(place, .onTime)),
            Count(wording("trễ", "late"), result.late, .deadline(place, .late)),
            Count(wording("chưa đến hạn", "pending"), result.pending, .deadline(place, .pending)),
            Count(unverifiable, result.unverifiable, .deadline(place, .unverifiable)),
        ]
    }

    private func counts(_ result: StandardResult, _ place: Int) -> [Count] {
        [
            Count(wording("đúng", "kept"), result.met, .standard(place, .met)),
            Count(wording("chưa đúng", "not kept"), result.unmet, .standard(place, .unmet)),
            Count(unverifiable, result.unverifiable, .standard(place, .unverifiable)),
        ]
    }

    private var unverifiable: String { wording("không xác định", "unverifiable") }

    /// What each unit was late with; the name is the unit's.
    private func late(_ result: DeadlineResult, _ place: Int) -> [Count] {
        result.byUnit.filter { $0.late > 0 }.map {
            Count($0.unit.name, $0.late, .late(place, unit: $0.place))
        }
    }

    private func write(_ count: Count, on page: inout Markup) {
        page.number(wording.number(count.items), count.items, to: count.figure.id)
    }

    private func write(_ late: [Count], on page: inout Markup) {
        for (place, count) in late.enumerated() {
            if place > 0 { page.text(", ") }
            page.foreign(count.name)
            page.text(" ")
            page.link(wording.number(count.items), to: count.figure.id)
        }
    }

    private func writeLists(on page: inout Markup) {
        for (place, result) in results.deadlines.enumerated() {
            writeLists(counts(result, place), of: result.deadline.id, on: &page)
            let lateness = wording("\(result.deadline.id), trễ", "\(result.deadline.id), late")
            writeLists(late(result, place), of: lateness, on: &page)
        }
        for (place, result) in results.standards.enumerated() {
            writeLists(counts(result, place), of: result.standard.title, on: &page)
        }
    }

    private func writeLists(_ counts: [Count], of rule: String, on page: inout Markup) {
        for count in counts { figures.write("\(rule), \(count.name)", count.figure, of: count.items, on: &page) }
    }
}
