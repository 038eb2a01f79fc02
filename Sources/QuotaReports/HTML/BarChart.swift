import QuotaEngine
import QuotaModel

/// Bars of items with a dashed line at each minimum, as SVG. The figures stand on the bars, and again in the table that
/// the chart belongs to.
struct BarChart {
    struct Bar {
        let label: String
        let count: Int
        let minimum: Int
    }

    let title: String
    let bars: [Bar]

    /// So many of the newest periods are drawn.
    private static let most = 40
    private static let step = 64
    private static let (top, height, foot) = (22, 120, 36)

    func write(on page: inout Markup, wording: Wording) {
        let drawn = bars.suffix(Self.most)
        // A unit's name stands in it.
        let title = Wording.printable(title, limit: 300)
        let largest = max(1, drawn.map { max($0.count, $0.minimum) }.max() ?? 1)
        let (width, bottom) = (drawn.count * Self.step + 8, Self.top + Self.height)
        let shown = drawn.map { "\(wording.number($0.count))/\(wording.number($0.minimum))" }
        let figures = zip(drawn, shown).map { "\($0.label): \($1)" }.joined(separator: "; ")
        page.tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": title]) { page in
            page.tag(
                "svg",
                [
                    "role": "img", "viewBox": "0 0 \(width) \(bottom + Self.foot)", "width": String(width),
                    "height": String(bottom + Self.foot),
                ]
            ) { page in
                page.tag("title", text: "\(title). \(figures)")
                page.empty(
                    "line",
                    ["class": "base", "x1": "0", "y1": "\(bottom)", "x2": String(width), "y2": "\(bottom)"])
                for (place, (bar, figures)) in zip(drawn, shown).enumerated() {
                    Self.write(bar, figures, at: 8 + place * Self.step, bottom, largest, on: &page)
                }
            }
        }
        let key = wording(
            "Cột: tin, bài được tính; vạch đứt: chỉ tiêu.", "Bars: items counted; dashed line: the minimum.")
        let left = bars.count - drawn.count
        let more =
            left > 0
            ? wording(" Chỉ vẽ \(drawn.count) kỳ mới nhất.", " Only the \(drawn.count) newest periods are drawn.") : ""
        page.tag("p", ["class": "src"], text: key + more)
    }

    private static func write(
        _ bar: Bar, _ figures: String, at x: Int, _ bottom: Int, _ largest: Int, on page: inout Markup
    ) {
        let size = height * bar.count / largest
        page.empty(
            "rect",
            ["class": "bar", "x": "\(x + 8)", "y": "\(bottom - size)", "width": "40", "height": "\(size)"])
        if bar.minimum > 0 {
            let y = bottom - height * bar.minimum / largest
            page.empty(
                "line", ["class": "min", "x1": "\(x)", "y1": "\(y)", "x2": "\(x + 56)", "y2": "\(y)"])
        }
        let above = bottom - height * max(bar.count, bar.minimum) / largest - 6
        page.tag("text", ["x": "\(x + 28)", "y": "\(above)", "text-anchor": "middle"], text: figures)
        // From and to under each other.
        for (line, part) in bar.label.split(separator: "–").enumerated() {
            page.tag(
                "text", ["x": "\(x + 28)", "y": "\(bottom + 15 + 14 * line)", "text-anchor": "middle"],
                text: line == 0 && bar.label.contains("–") ? part + "–" : String(part))
        }
    }
}
