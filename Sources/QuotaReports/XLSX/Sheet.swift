import COfficeFiles
import QuotaModel
import ScoringRules

/// What stands in a cell.
enum SheetCell {
    /// Always a text, whatever it begins with.
    case text(String)
    case number(Int)
    /// A plain decimal as the JSON prints it: "94.25".
    case decimal(String)
    case day(CivilDate)
    /// The sum of rows of the cell's own column, with its value.
    case sum(rows: ClosedRange<Int>, Int)
    /// A name that leads to a sheet of this file.
    case link(String, sheet: String)
    case empty

    init(_ number: Int?) { self = number.map(SheetCell.number) ?? .empty }
    init(_ day: CivilDate?) { self = day.map(SheetCell.day) ?? .empty }

    /// A number as it is; one that no decimal ends is told exactly and nearly.
    init(exact number: Rational, _ words: ScoreWords) {
        let plain = number.plain
        self = plain.contains("/") ? .text(words.number(number)) : .decimal(plain)
    }

    /// What may need several lines.
    var text: String? {
        switch self {
        case .text(let text), .link(let text, _): text
        default: nil
        }
    }
}

/// One sheet of a file. Rows and columns count from 0; the file refuses to be written when something was written beyond
/// the last of them.
final class Sheet {
    /// What every spreadsheet has.
    static let mostRows = 1_048_576
    static let mostColumns = 16_384

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let file: SpreadsheetFile
    /// The name that it has in the file.
    let name: String

    private var widths: [Int: Double] = [:]
    private var heights: [Int: Double] = [:]
    private var repeated: ClosedRange<Int>?
    private var pagesAcross = 1
    private var pageBreaks: [UInt32] = []

    /// Of a column that nobody set.
    private static let usualWidth = 8.43
    /// Row height for 12 pt Times.
    static let lineHeight = 16.5

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, of file: SpreadsheetFile) {
        self.sheet = sheet
        self.file = file
        self.name = name
        worksheet_set_default_row(sheet, Self.lineHeight, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)  // A4
        worksheet_fit_to_pages(sheet, 1, 0)
        let margins = Self.margins
        worksheet_set_margins(sheet, margins.left, margins.right, margins.top, margins.bottom)
        _ = worksheet_set_footer(sheet, "&C&\"Times New Roman\"&10&P/&N")
        worksheet_center_horizontally(sheet)
        worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }

    /// Inches: 2 cm left for the binding, 1.5 cm elsewhere, a little more above the page's number.
    private static let margins = (left: 0.79, right: 0.59, top: 0.59, bottom: 0.69)
    /// A4 across, in inches.
    private static let paper = (width: 297 / 25.4, height: 210 / 25.4)

    // MARK: Cells

    func write(_ cell: SheetCell, _ row: Int, _ column: Int, _ style: CellStyle) {
        let format = file.format(style)
        let (row, place) = (row.asRow, column.asColumn)
        switch cell {
        case .text(let text): writeText(text, row, place, format)
        case .number(let number): writeNumber(String(number), row, place, format)
        case .decimal(let text): writeNumber(text, row, place, format)
        case .day(let day):
            let parts = day.parts
            var time = lxw_datetime(
                year: Int32(parts.year), month: Int32(parts.month), day: Int32(parts.day), hour: 0, min: 0, sec: 0)
            file.note(worksheet_write_datetime(sheet, row, place, &time, file.format(style.formatted("dd/mm/yyyy"))))
        case .sum(let rows, let value):
            let letters = Self.letters(ofColumn: column)
            let formula = "=SUM(\(letters)\(rows.lowerBound + 1):\(letters)\(rows.upperBound + 1))"
            file.note(worksheet_write_formula_num(sheet, row, place, formula, format, Double(value)))
        case .link(let text, let target):
            let address = "internal:'\(target.replacing("'", with: "''"))'!A1"
            // A sheet takes only so many links; the text stands without one, too.
            _ = worksheet_write_url(sheet, row, place, address, format)
            writeText(text, row, place, format)
        case .empty: file.note(worksheet_write_blank(sheet, row, place, format))
        }
    }

    /// Digits that a spreadsheet keeps of a number.
    private static let mostDigits = 15

    /// The nearest binary number of a short decimal prints as that decimal again. A longer one stands as a text: as a
    /// number it would be another.
    private func writeNumber(
        _ plain: String, _ row: UInt32, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>?
    ) {
        let isShort = Self.digits(of: plain) <= Self.mostDigits
        guard isShort, let number = Double(plain) else {
            return writeText(file.wording.decimal(plain), row, column, format)
        }
        file.note(worksheet_write_number(sheet, row, column, number, format))
    }

    /// From the first to the last that is not zero.
    private static func digits(of plain: String) -> Int {
        let digits = plain.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
        let zero = UInt8(ascii: "0")
        guard let first = digits.firstIndex(where: { $0 != zero }), let last = digits.lastIndex(where: { $0 != zero })
        else { return 0 }
        return last - first + 1
    }

    private func writeText(
        _ text: String, _ row: UInt32, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>?
    ) {
        let clean = SheetText.cell(text)
        // The library takes an empty text for none and would drop the cell's border.
        file.note(
            clean.isEmpty
                ? worksheet_write_blank(sheet, row, column, format)
                : worksheet_write_string(sheet, row, column, clean, format))
    }

    /// One text over several columns of a row.
    func merge(_ text: String, row: Int, columns: ClosedRange<Int>, _ style: CellStyle) {
        guard columns.count > 1 else { return write(.text(text), row, columns.lowerBound, style) }
        file.note(
            worksheet_merge_range(
                sheet, row.asRow, columns.lowerBound.asColumn, row.asRow, columns.upperBound.asColumn,
                SheetText.cell(text), file.format(style)))
    }

    // MARK: Layout

    /// - Parameter width: in digits of the sheet's own font.
    func setWidth(_ width: Double, column: Int) {
        widths[column] = width
        _ = worksheet_set_column(sheet, column.asColumn, column.asColumn, width, file.format(.text))
    }

    /// What these columns have together.
    func width(of columns: ClosedRange<Int>) -> Double {
        columns.reduce(0) { $0 + (widths[$1] ?? Self.usualWidth) }
    }

    func setHeight(_ points: Double, row: Int) {
        let height = min(points, 409)
        heights[row] = height
        _ = worksheet_set_row(sheet, row.asRow, height, nil)
    }

    /// Rows above and columns left of the cell stay in sight.
    func freeze(row: Int, column: Int) { worksheet_freeze_panes(sheet, row.asRow, column.asColumn) }

    func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        _ = worksheet_autofilter(
            sheet, rows.lowerBound.asRow, columns.lowerBound.asColumn, rows.upperBound.asRow,
            columns.upperBound.asColumn)
    }

    /// Stand at the head of every printed page.
    func repeatRows(_ rows: ClosedRange<Int>) {
        repeated = rows
        _ = worksheet_repeat_rows(sheet, rows.lowerBound.asRow, rows.upperBound.asRow)
    }

    /// Only these columns are printed; the others are for the screen.
    func printOnly(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        _ = worksheet_print_area(
            sheet, rows.lowerBound.asRow, columns.lowerBound.asColumn, rows.upperBound.asRow,
            columns.upperBound.asColumn)
    }

    /// Stand at the left of every printed page.
    func repeatColumns(_ columns: ClosedRange<Int>) {
        _ = worksheet_repeat_columns(sheet, columns.lowerBound.asColumn, columns.upperBound.asColumn)
    }

    /// So many pages side by side.
    func fitWidth(pages: Int) {
        pagesAcross = max(1, min(pages, 1_000))
        worksheet_fit_to_pages(sheet, UInt16(pagesAcross), 0)
    }

    /// The printed pages, when these columns are printed.
    func pages(columns: ClosedRange<Int>) -> PrintedPages {
        // A column is as wide as its digits of seven pixels and five more; a pixel is three quarters of a point.
        let width = columns.reduce(0) { $0 + ((widths[$1] ?? Self.usualWidth) * 7 + 5) * 0.75 }
        let paper = (Self.paper.width - Self.margins.left - Self.margins.right) * 72 * Double(pagesAcross)
        let height = (Self.paper.height - Self.margins.top - Self.margins.bottom) * 72
        let heights = heights
        return PrintedPages(
            height: height / min(1, paper / width), rowHeight: { heights[$0] ?? Self.lineHeight }, repeated: repeated)
    }

    /// No green corners at ids that look like numbers.
    func acceptTextNumbers(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        _ = worksheet_ignore_errors(
            sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), Self.range(rows, columns))
    }

    // MARK: Conditions

    enum Condition {
        case above(Int)
        case equals(String)
        case contains(String)
        case bar
    }

    func colour(_ fill: CellStyle.Fill, where condition: Condition, rows: ClosedRange<Int>, column: Int) {
        var rule = lxw_conditional_format()
        rule.format = file.condition(fill)
        let apply = { (rule: inout lxw_conditional_format) in
            _ = worksheet_conditional_format_range(
                self.sheet, rows.lowerBound.asRow, column.asColumn, rows.upperBound.asRow, column.asColumn, &rule)
        }
        switch condition {
        case .above(let number):
            rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
            rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_GREATER_THAN.rawValue)
            rule.value = Double(number)
            apply(&rule)
        case .bar:
            rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
            rule.format = nil
            rule.bar_color = 0x9F_C5E8
            rule.bar_solid = 1
            rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
            rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
            rule.min_value = 0
            rule.max_value = 1
            apply(&rule)
        case .equals(let text), .contains(let text):
            let isWhole = if case .equals = condition { true } else { false }
            var characters = Array((isWhole ? "\"\(text)\"" : text).utf8CString)
            characters.withUnsafeMutableBufferPointer { buffer in
                rule.type = UInt8((isWhole ? LXW_CONDITIONAL_TYPE_CELL : LXW_CONDITIONAL_TYPE_TEXT).rawValue)
                rule.criteria = UInt8(
                    (isWhole ? LXW_CONDITIONAL_CRITERIA_EQUAL_TO : LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING).rawValue)
                rule.value_string = buffer.baseAddress
                apply(&rule)
            }
        }
    }

    // MARK: Charts

    private func insert(_ chart: SheetChart, row: Int, column: Int, height: Double) throws {
        let drawn = try file.chart(chart.kind)
        for series in chart.series { Self.add(series, to: drawn, of: name, chart) }
        chart_title_set_name(drawn, chart.title)
        // In a chart of lying bars the axes change places; the first subject is to stand on top.
        let isLying = chart.kind != .columns
        // Beside lying bars, so that each has the height of its name.
        let legend = isLying ? LXW_CHART_LEGEND_RIGHT : LXW_CHART_LEGEND_BOTTOM
        chart_legend_set_position(drawn, UInt8(legend.rawValue))
        let values = isLying ? drawn.pointee.x_axis : drawn.pointee.y_axis
        if isLying {
            chart_axis_set_reverse(drawn.pointee.y_axis)
            chart_axis_set_interval_unit(drawn.pointee.y_axis, 1)
        }
        chart_axis_set_num_format(values, "#,##0")
        Self.setFonts(of: drawn)
        // Items are whole: no line of the grid between one and two of them.
        if (1...12).contains(chart.largest) { chart_axis_set_major_unit(values, 1) }
        var options = lxw_chart_options()
        options.x_scale = chart.width
        options.y_scale = height / SheetChart.unit.height
        options.x_offset = 4
        options.y_offset = 2
        file.note(worksheet_insert_chart_opt(sheet, row.asRow, column.asColumn, drawn, &options))
    }

    /// A chart from a row on, where no page's end cuts it.
    ///
    /// - Returns: the first row behind it.
    func insert(_ chart: SheetChart, under row: Int, column: Int, on pages: PrintedPages) throws -> Int {
        let place = pages.place(heights: chart.heights, from: row)
        if place.beginsPage {
            // Taken by programs that take breaks in a sheet that fits the width.
            pageBreaks.append(place.row.asRow)
            var breaks = pageBreaks + [0]
            _ = worksheet_set_h_pagebreaks(sheet, &breaks)
        }
        try insert(chart, row: place.row, column: column, height: place.height)
        return place.row + Int(place.height / Self.lineHeight) + 2
    }

    /// The font of the sheet, in sizes that leave every bar its name.
    private static func setFonts(of chart: UnsafeMutablePointer<lxw_chart>) {
        var characters = Array(CellStyle.font.utf8CString)
        characters.withUnsafeMutableBufferPointer { name in
            var font = lxw_chart_font()
            font.name = name.baseAddress
            font.size = 9
            chart_axis_set_num_font(chart.pointee.x_axis, &font)
            chart_axis_set_num_font(chart.pointee.y_axis, &font)
            chart_legend_set_font(chart, &font)
            font.size = 12
            font.bold = 1
            chart_title_set_name_font(chart, &font)
        }
    }

    private static func add(
        _ series: SheetChart.Series, to chart: UnsafeMutablePointer<lxw_chart>, of sheet: String, _ whole: SheetChart
    ) {
        let values = reference(sheet, series.rows, series.columns)
        let categories = reference(sheet, whole.categoryRows, whole.categoryColumns)
        guard let added = chart_add_series(chart, categories, values) else { return }
        chart_series_set_name(added, series.name)
        var fill = lxw_chart_fill()
        fill.color = series.colour
        chart_series_set_fill(added, &fill)
    }

    private static func reference(_ sheet: String, _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> String {
        let from = "$\(letters(ofColumn: columns.lowerBound))$\(rows.lowerBound + 1)"
        let to = "$\(letters(ofColumn: columns.upperBound))$\(rows.upperBound + 1)"
        return "='\(sheet.replacing("'", with: "''"))'!\(from):\(to)"
    }

    private static func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> String {
        "\(letters(ofColumn: columns.lowerBound))\(rows.lowerBound + 1):"
            + "\(letters(ofColumn: columns.upperBound))\(rows.upperBound + 1)"
    }

    /// A, B, …, Z, AA.
    static func letters(ofColumn column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

/// The library's own numbers. What is beyond them stays beyond every sheet.
extension Int {
    fileprivate var asRow: UInt32 { UInt32(clamping: self) }
    fileprivate var asColumn: UInt16 { UInt16(clamping: self) }
}
