/// The lines above the table of a sheet that is signed: agency, title, what nobody may overlook, what was found.
struct SheetHead {
    var superior: String?
    var agency = ""
    let title: String
    var subtitles: [String] = []
    var notices: [String] = []
    /// Stands right above the table.
    var conclusion = ""

    /// - Returns: the first row behind it.
    func write(on sheet: Sheet, columns: Int) -> Int {
        let all = 0...max(0, columns - 1)
        let left = 0...max(0, min(columns - 1, columns / 2))
        var row = 0
        if let superior, !superior.isEmpty {
            sheet.merge(superior, row: row, columns: left, .text)
            row += 1
        }
        if !agency.isEmpty {
            sheet.merge(agency, row: row, columns: left, .text.bold())
            row += 1
        }
        sheet.setHeight(24, row: row)
        sheet.merge(title, row: row, columns: all, .text.bold().sized(14).aligned(.centre))
        row += 1
        for subtitle in subtitles where !subtitle.isEmpty {
            writeLine(subtitle, .text.italic().aligned(.centre), on: sheet, row, all)
            row += 1
        }
        for notice in notices {
            writeLine(notice, .text.bold().filled(.caution), on: sheet, row, all)
            row += 1
        }
        // In the row that otherwise keeps the table apart.
        if !conclusion.isEmpty { writeLine(conclusion, .text.bold().aligned(.centre), on: sheet, row, all) }
        return row + 1
    }

    /// Nothing makes merged cells as high as their text by itself.
    private func writeLine(_ text: String, _ style: CellStyle, on sheet: Sheet, _ row: Int, _ columns: ClosedRange<Int>)
    {
        sheet.merge(text, row: row, columns: columns, style.wrapping())
        let lines = SheetTable.lines(of: text, in: sheet.width(of: columns))
        if lines > 1 { sheet.setHeight(Double(lines) * Sheet.lineHeight, row: row) }
    }
}

/// The foot of a sheet that is signed: who made it, who answers for it.
struct SheetFoot {
    let maker: String
    let placeAndDay: String
    let post: String
    let name: String

    func write(on sheet: Sheet, from row: Int, columns: Int) {
        guard columns >= 4 else { return }
        let left = 0...columns / 2 - 1
        let right = columns / 2...columns - 1
        sheet.merge(placeAndDay, row: row, columns: right, .text.italic().aligned(.centre))
        sheet.merge(maker, row: row + 1, columns: left, .text.bold().aligned(.centre))
        sheet.merge(post, row: row + 1, columns: right, .text.bold().aligned(.centre))
        if !name.isEmpty { sheet.merge(name, row: row + 6, columns: right, .text.bold().aligned(.centre)) }
    }
}
