import QuotaEngine
import ScoringRules

/// Subjects × lines of the scorecard; all points lead to their reasons.
struct PointsPart: CouncilWriter {
    let told: CouncilWords

    func write(_ page: inout Markup) {
        let lines = results.standings.first.map { results.lines(of: $0) } ?? []
        page.table(wording("Điểm từng tiêu chí", "Points of every line"), kind: "grid wide sortable") { page in
            page.headings(
                [wording("Đối tượng", "Subject")] + (scorecard.base == .zero ? [] : [told.base])
                    + lines.map { "\($0.criterion.title) (\(words.number($0.criterion.max)))" }
                    + [wording("Tổng", "Total")])
            page.tag("tbody") { page in
                for standing in results.standings {
                    page.tag("tr") { page in
                        page.name(of: standing)
                        if scorecard.base != .zero {
                            page.tag("td", ["class": "n"]) { $0.link(words.base, to: SubjectPart.id(of: standing)) }
                        }
                        for (place, line) in results.lines(of: standing).enumerated() {
                            page.points(line.points, words, to: SubjectPart.id(ofLine: place, standing))
                        }
                        page.points(standing.total, words, kind: "n sum", to: SubjectPart.id(of: standing))
                    }
                }
            }
        }
        page.tag(
            "p", ["class": "src"],
            text: wording(
                "Trong ngoặc: điểm tối đa. Điểm trừ ghi số bị trừ.",
                "In brackets: the most points. Penalties show what they take."))
    }
}
