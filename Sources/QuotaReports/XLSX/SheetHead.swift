/// The lines above the table of a sheet that is signed: agency, title, what nobody may overlook.
struct SheetHead {
    var superior: String?
    var agency = ""
    let title: String
    var subtitles: [String] = []
    var notices: [String] = []

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
            sheet.merge(subtitle, row: row, columns: all, .text.italic().aligned(.centre))
            row += 1
        }
        for notice in notices {
            sheet.merge(notice, row: row, columns: all, .text.bold().wrapping().filled(.caution))
            row += 1
        }
        return row + 1
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
