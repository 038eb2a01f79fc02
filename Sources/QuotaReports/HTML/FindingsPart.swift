import QuotaEngine
import QuotaModel

/// What a briefing found, in sentences whose figures lead to where they are told in full.
struct FindingsPart {
    let briefing: Briefing
    let wording: Wording
    /// Before the first period begins no unit has a part of its own.
    let hasPeriods: Bool

    func write(_ page: inout Markup) {
        page.tag("ul", ["class": "found"]) { page in
            for finding in FindingsWords(briefing, wording).all() { page.tag("li") { write(finding, on: &$0) } }
        }
    }

    private func write(_ finding: FindingsWords.Finding, on page: inout Markup) {
        write(finding.lead, of: finding.topic, on: &page)
        for (place, point) in finding.points.enumerated() {
            page.text(place == 0 ? ": " : "; ")
            write(point.text, of: point.topic, on: &page)
        }
        page.text(".")
    }

    private func write(_ text: String, of topic: FindingsWords.Topic?, on page: inout Markup) {
        guard let address = topic.flatMap(address) else { return page.foreign(text, limit: 1_000) }
        page.tag("a", ["href": "#\(address)"]) { $0.foreign(text, limit: 1_000) }
    }

    private func address(of topic: FindingsWords.Topic) -> String? {
        switch topic {
        case .ranking: "xep-hang"
        case .unit(let unit): hasPeriods ? UnitPart.id(ofUnit: unit) : nil
        case .period(let unit, let quota, let window): ItemFigure.period(unit: unit, quota: quota, window).id
        case .category(let place):
            briefing.results.categories[place].items > 0 ? ItemFigure.category(place).id : "chuyen-muc"
        case .deadline(let place): DeadlinePart.id(ofDeadline: place)
        case .standards: BriefingHTML.deadlines
        }
    }
}
