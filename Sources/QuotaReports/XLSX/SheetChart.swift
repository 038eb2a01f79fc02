/// A native chart over cells of its own sheet.
struct SheetChart {
    /// Lying bars side by side, or end to end; or standing columns.
    enum Kind { case bars, stackedBars, columns }

    struct Series {
        let name: String
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
        let colour: UInt32
    }

    let kind: Kind
    var title: String
    let categoryRows: ClosedRange<Int>
    let categoryColumns: ClosedRange<Int>
    let series: [Series]
    /// The largest value, where the values are items.
    var largest = 0
    /// In units of the size that a chart has by itself.
    var width = 1.6
    var height = 1.0

    /// 480 × 288 pixels, in points.
    static let unit = (width: 360.0, height: 216.0)

    /// In points: what it should have, and what is enough where a page has no more left.
    var heights: ClosedRange<Double> {
        let wanted = height * Self.unit.height
        return (kind == .columns ? 0.7 : 0.75) * wanted...wanted
    }

    // Title, axis and key, then a bar for each subject.
    private static let (frame, bar) = (0.5, 0.06)

    /// The height of so many lying bars.
    static func height(ofBars count: Int) -> Double { frame + bar * Double(count) }

    /// How many lying bars stand on a page.
    static func mostBars(on pages: PrintedPages) -> Int {
        max(5, Int((pages.usable / unit.height - frame) / bar))
    }
}
