/// Where the printed pages of a sheet end, computed from the sizes of its columns and rows: a spreadsheet that fits a sheet to
/// the width of its paper takes no page breaks, so what must not be cut has to stand where it is not.
struct PrintedPages {
    /// In points on the sheet, before it is made smaller to fit.
    let height: Double
    /// Of a row, in points.
    let rowHeight: (Int) -> Double
    /// Stand at the head of every page but the first.
    let repeated: ClosedRange<Int>?

    /// Programs measure fonts, and with them columns and the scale, a little differently; on each page that adds up.
    private static let doubt = 0.02
    /// So many pages are doubted; a longer sheet is taken as it is computed.
    private static let doubted = 4

    /// The height that one thing may have wherever it stands.
    var usable: Double { usable(onPage: Self.doubted) }

    private func usable(onPage number: Int) -> Double {
        height - repeatedHeight - rowHeight(.max) - doubt(onPage: number)
    }

    private func doubt(onPage number: Int) -> Double { height * Self.doubt * Double(min(number, Self.doubted)) }

    private var repeatedHeight: Double { (repeated.map(Array.init) ?? []).reduce(0) { $0 + rowHeight($1) } }

    /// Where something stands from `row` on, so that no page's end cuts it.
    struct Place {
        let row: Int
        let height: Double
        /// Whether a page begins just above it.
        let beginsPage: Bool
    }

    /// - Parameter heights: what it would like, and the least that it can do with to stay on the page.
    func place(heights wanted: ClosedRange<Double>, from row: Int) -> Place {
        var (used, pages) = (0.0, 1)
        for above in 0..<row {
            let next = rowHeight(above)
            if used + next > height {
                (used, pages) = (repeatedHeight, pages + 1)
            }
            used += next
        }
        let doubt = doubt(onPage: pages)
        // A row that does not fit goes to the next page as a whole.
        var (left, next) = (-doubt, row)
        while used + left + doubt + rowHeight(next) <= height {
            left += rowHeight(next)
            next += 1
        }
        if left >= wanted.lowerBound {
            return Place(row: row, height: min(left, wanted.upperBound), beginsPage: false)
        }
        var free = row
        while used + rowHeight(free) <= height + doubt / 2 {
            used += rowHeight(free)
            free += 1
        }
        return Place(row: free, height: min(usable(onPage: pages + 1), wanted.upperBound), beginsPage: true)
    }
}
