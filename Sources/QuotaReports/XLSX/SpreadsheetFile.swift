import COfficeFiles
import QuotaModel

/// A spreadsheet could not be written to its path.
public struct SpreadsheetFailure: Error {
    /// What the library says.
    public let reason: String
}

/// A spreadsheet file that is being made. With `Sheet` the only code that calls libxlsxwriter; the library keeps the
/// cells in memory and writes the file when it is closed.
final class SpreadsheetFile {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var names = SheetNames()
    private var isClosed = false
    /// The first thing that the library would not take.
    private var refused: lxw_error?
    /// How a number is written that a cell cannot hold.
    let wording: Wording

    /// What is wrong with the library, which is loaded when the first workbook is made.
    private static let missing: String? = office_files_load_xlsxwriter().map { String(cString: $0) }

    /// - Parameter created: stands in the file as the day of its making, so that the same input gives the same bytes.
    init(path: String, title: String, author: String, created: CivilDate, wording: Wording) throws {
        if let missing = Self.missing { throw SpreadsheetFailure(reason: missing) }
        guard let book = workbook_new(path) else { throw SpreadsheetFailure(reason: "workbook_new") }
        self.book = book
        self.wording = wording
        var properties = lxw_doc_properties()
        // The library takes C strings that it may change, and copies them.
        SheetText.cell(title).withMutableCString { title in
            SheetText.cell(author).withMutableCString { author in
                properties.title = title
                properties.author = author
                properties.created = Int(created.dayNumber) * 86_400
                _ = workbook_set_properties(book, &properties)
            }
        }
    }

    deinit { if !isClosed { lxw_workbook_free(book) } }

    /// A new sheet behind the others, under a name that a spreadsheet accepts.
    func sheet(_ wanted: String) throws -> Sheet {
        let name = names.name(for: wanted)
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw SpreadsheetFailure(reason: "workbook_add_worksheet")
        }
        return Sheet(sheet, name: name, of: self)
    }

    /// Remembers what a call said that wrote something: a file in which something is missing is none.
    func note(_ result: lxw_error) {
        if refused == nil, result != LXW_NO_ERROR { refused = result }
    }

    /// Writes the file.
    ///
    /// - Throws: `SpreadsheetFailure`, also where a sheet did not take what was written on it.
    func close() throws {
        if let refused { throw Self.failure(refused) }
        isClosed = true
        let result = workbook_close(book)
        guard result == LXW_NO_ERROR else { throw Self.failure(result) }
    }

    private static func failure(_ result: lxw_error) -> SpreadsheetFailure {
        SpreadsheetFailure(reason: String(cString: lxw_strerror(result)))
    }

    func chart(_ kind: SheetChart.Kind) throws -> UnsafeMutablePointer<lxw_chart> {
        let type =
            switch kind {
            case .bars: LXW_CHART_BAR
            case .stackedBars: LXW_CHART_BAR_STACKED
            case .columns: LXW_CHART_COLUMN
            }
        guard let chart = workbook_add_chart(book, UInt8(type.rawValue)) else {
            throw SpreadsheetFailure(reason: "workbook_add_chart")
        }
        return chart
    }

    func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        format_set_font_name(format, CellStyle.font)
        format_set_font_size(format, style.size)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        // A little air between the text and the border.
        if style.hasBorder, style.alignment != .centre { format_set_indent(format, 1) }
        if style.isBold { format_set_bold(format) }
        if style.isItalic { format_set_italic(format) }
        if style.wraps { format_set_text_wrap(format) }
        if style.hasBorder {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, 0x9F_B3C8)
        }
        switch style.alignment {
        case .left?: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .centre?: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .right?: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        case nil: break
        }
        if let colours = style.fill.colours {
            format_set_bg_color(format, colours.background)
            format_set_font_color(format, colours.ink)
        }
        if let numberFormat = style.numberFormat { format_set_num_format(format, numberFormat) }
        formats[style] = format
        return format
    }

    /// A format that only colours, for conditions.
    func condition(_ fill: CellStyle.Fill) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = workbook_add_format(book), let colours = fill.colours else { return nil }
        format_set_bg_color(format, colours.background)
        format_set_font_color(format, colours.ink)
        return format
    }
}

extension String {
    /// The text as a C string that may be changed.
    fileprivate func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
        var characters = Array(utf8CString)
        return characters.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("a C string has at least its end") }
            return body(start)
        }
    }
}
