/// How a cell looks. Equal styles share one format of the file.
struct CellStyle: Hashable {
    enum Alignment: Hashable { case left, centre, right }
    /// Backgrounds, each with an ink that is legible on it; what they say stands in the cell, too.
    enum Fill: Hashable { case none, heading, total, good, caution, bad, quiet }

    static let font = "Times New Roman"

    var size = 12.0
    var isBold = false
    var isItalic = false
    var alignment: Alignment?
    var wraps = false
    var hasBorder = false
    var fill = Fill.none
    /// As a spreadsheet writes it; nil: general.
    var numberFormat: String?

    func bold() -> CellStyle { with { $0.isBold = true } }
    func italic() -> CellStyle { with { $0.isItalic = true } }
    func sized(_ size: Double) -> CellStyle { with { $0.size = size } }
    func aligned(_ alignment: Alignment) -> CellStyle { with { $0.alignment = alignment } }
    func wrapping() -> CellStyle { with { $0.wraps = true } }
    func filled(_ fill: Fill) -> CellStyle { with { $0.fill = fill } }
    func formatted(_ format: String?) -> CellStyle { with { $0.numberFormat = format } }

    private func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
        var style = self
        change(&style)
        return style
    }

    /// Text outside tables.
    static let text = CellStyle()
    /// A cell of a table.
    static let cell = CellStyle(hasBorder: true)
    static let heading = CellStyle(isBold: true, alignment: .centre, wraps: true, hasBorder: true, fill: .heading)
}

extension CellStyle.Fill {
    /// Background and ink, nil where the sheet's own are left.
    var colours: (background: UInt32, ink: UInt32)? {
        switch self {
        case .none: nil
        case .heading: (0xD9E2EC, 0x102A43)
        case .total: (0xF0F4F8, 0x102A43)
        case .good: (0xDDF3E0, 0x1B5E20)
        case .caution: (0xFFF1CC, 0x7A4F01)
        case .bad: (0xFBDAD7, 0x8E1B13)
        case .quiet: (0xF2F2F2, 0x4A4A4A)
        }
    }
}
