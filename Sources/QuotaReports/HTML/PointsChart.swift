import QuotaEngine
import ScoringRules

/// The subjects' points as lying bars, best first, with a line where each grade begins. The figures stand beside the bars,
/// and again in the table that the chart belongs to. Widths are shares of the page's, so that it fits a telephone.
struct PointsChart: CouncilWriter {
    let told: CouncilWords

    /// So many subjects are drawn.
    private static let most = 60
    private static let (thickness, nameLine) = (12, 15)
    /// From one subject to the next.
    private var step: Int { scorecard.grades.isEmpty ? 36 : 52 }
    /// What stands above the first bar: the points where grades begin, on two levels.
    private var top: Int { marks.isEmpty ? 4 : 34 }

    private var drawn: Slice<CouncilResults.Standings> { results.standings.prefix(Self.most) }

    /// Grades that begin somewhere on the scale.
    private var marks: [Grade] { scorecard.grades.filter { $0.atLeast > .zero } }

    /// The points at the right end.
    private var scale: Rational {
        let points = drawn.map(\.total) + marks.map(\.atLeast) + [scorecard.max].compactMap(\.self)
        return max(points.max() ?? .one, .one)
    }

    func write(on page: inout Markup) {
        guard !results.standings.isEmpty else { return }
        page.tag(
            "svg",
            [
                "role": "img", "aria-labelledby": "bieu-do-ten bieu-do-mo-ta", "class": "points", "width": "100%",
                "height": String(top + drawn.count * step),
            ]
        ) { page in
            page.tag("title", ["id": "bieu-do-ten"], text: title)
            page.tag("desc", ["id": "bieu-do-mo-ta"], text: description)
            writeMarks(on: &page)
            for (place, standing) in drawn.enumerated() { write(standing, top + place * step, on: &page) }
        }
        page.tag("p", ["class": "src"]) { $0.foreign(key, limit: 2_000) }
    }

    private var title: String { wording("Tổng điểm, xếp theo thứ tự", "Points in all, ranked") }

    private var description: String {
        drawn.map { "\(Wording.printable($0.subject.name)): \(words.points($0.total))\(grade($0, ", "))" }
            .joined(separator: "; ")
    }

    private func grade(_ standing: CouncilResults.Standing, _ before: String) -> String {
        let grade = words.grade(standing)
        return grade.isEmpty ? "" : before + Wording.printable(grade)
    }

    /// What bars and lines mean.
    private var key: String {
        var key = wording("Cột: tổng điểm.", "Bars: points in all.")
        if !marks.isEmpty {
            let grades = marks.map { "\($0.title) \(wording("từ", "from")) \(words.number($0.atLeast))" }
            key += wording(" Vạch đứt: mức điểm của từng loại: ", " Dashed lines: where grades begin: ")
            key += grades.joined(separator: "; ")
            key += wording(
                "; xếp loại còn theo điều kiện và số lượng.", "; grades also depend on demands and on places.")
        }
        let left = results.standings.count - drawn.count
        guard left > 0 else { return key }
        return key + wording(" Chỉ vẽ \(drawn.count) đối tượng đầu.", " Only the first \(drawn.count) are drawn.")
    }

    // MARK: Drawing

    /// How far along the scale, in per cent of the width.
    private func share(_ points: Rational) -> String {
        (max(points, .zero) * 100 / scale).decimal(places: 2) + "%"
    }

    private func writeMarks(on page: inout Markup) {
        for (place, grade) in marks.enumerated() {
            // Neighbours stand on different levels, so that close ones can be read.
            let level = place % 2
            let x = share(grade.atLeast)
            page.tag(
                "text",
                [
                    "x": x, "y": String(12 + 14 * level),
                    "text-anchor": grade.atLeast * 20 > scale * 19 ? "end" : "middle",
                ],
                text: words.number(grade.atLeast))
            page.empty(
                "line",
                [
                    "class": "min", "x1": x, "y1": String(16 + 14 * level), "x2": x,
                    "y2": String(top + drawn.count * step - 4),
                ])
        }
    }

    private func write(_ standing: CouncilResults.Standing, _ y: Int, on page: inout Markup) {
        let rank = standing.rank.map { "\($0). " } ?? ""
        let block = standing.subject.block.map { " (\($0))" } ?? ""
        let name = Wording.printable(standing.subject.name + block, limit: 36)
        page.tag("text", ["class": "over", "x": "0", "y": String(y + Self.nameLine - 3)], text: rank + name)
        // Not on the line that may stand at the right end.
        page.tag(
            "text",
            ["class": "over", "x": "100%", "dx": "-6", "y": String(y + Self.nameLine - 3), "text-anchor": "end"],
            text: words.points(standing.total))
        page.empty(
            "rect",
            [
                "class": "bar", "x": "0", "y": String(y + Self.nameLine + 2), "width": share(standing.total),
                "height": String(Self.thickness),
            ])
        let grade = grade(standing, "")
        guard !scorecard.grades.isEmpty, !grade.isEmpty else { return }
        page.tag("text", ["class": "over soft", "x": "0", "y": String(y + Self.nameLine + 27)], text: grade)
    }
}
