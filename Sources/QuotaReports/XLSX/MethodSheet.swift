import QuotaModel

/// The sheet Cách tính: which rules counted which logs, with digests.
struct MethodSheet {
    let words: MethodWords

    private var wording: Wording { words.wording }

    func write(sections: [(heading: String, facts: [MethodWords.Fact])], on sheet: Sheet) {
        let widths = [30.0, 18, 12, 12, 12, 12, 14, 14]
        for (column, width) in widths.enumerated() { sheet.setWidth(width, column: column) }
        let all = 0...widths.count - 1
        let rest = widths.dropFirst().reduce(0, +)
        var row = SheetHead(title: wording("CÁCH TÍNH", "HOW IT WAS COUNTED")).write(on: sheet, columns: widths.count)
        for (heading, facts) in sections where !facts.isEmpty {
            sheet.merge(heading, row: row, columns: all, .heading.aligned(.left))
            row += 1
            for fact in facts {
                sheet.write(.text(fact.name), row, 0, .cell.wrapping().bold().aligned(.left))
                sheet.merge(fact.text, row: row, columns: 1...widths.count - 1, .cell.wrapping().aligned(.left))
                let lines = max(
                    SheetTable.lines(of: fact.text, in: rest), SheetTable.lines(of: fact.name, in: widths[0]))
                sheet.setHeight(Double(lines) * Sheet.lineHeight, row: row)
                row += 1
            }
            row += 1
        }
        writeInputs(on: sheet, from: row, columns: all)
    }

    /// Records read = accepted + rejected, for every log.
    private func writeInputs(on sheet: Sheet, from first: Int, columns: ClosedRange<Int>) {
        guard !words.inputs.isEmpty else { return }
        var row = first
        sheet.merge(wording("Nhật ký", "Logs"), row: row, columns: columns, .heading.aligned(.left))
        let headings = [
            wording("Tệp", "File"), "sha256", wording("Bản ghi", "Records"), wording("Nhận", "Accepted"),
            wording("Loại", "Rejected"), wording("Chưa có ngày", "Undated"),
            wording("Thiếu dữ liệu để xét", "Unverifiable"), wording("Ô không đọc được", "Unreadable cells"),
        ]
        row += 1
        for (column, heading) in headings.enumerated() { sheet.write(.text(heading), row, column, .heading) }
        sheet.setHeight(2 * Sheet.lineHeight + 4, row: row)
        for input in words.inputs {
            row += 1
            let digest = input.sha256 ?? wording("không tính", "none")
            let cells: [SheetCell] = [
                .text(input.source), .text(digest), .number(input.records), .number(input.accepted),
                .number(input.rejected), .number(input.undated), .number(input.unverifiable), .number(input.unreadable),
            ]
            for (column, cell) in cells.enumerated() { sheet.write(cell, row, column, .cell.wrapping()) }
            let lines = max(
                SheetTable.lines(of: digest, in: 18), SheetTable.lines(of: input.source, in: 30))
            sheet.setHeight(Double(lines) * Sheet.lineHeight, row: row)
            for remark in words.overruled(input) + words.wording.remarks(input) {
                row += 1
                sheet.merge(remark, row: row, columns: columns, .cell.wrapping().italic())
                sheet.setHeight(
                    Double(SheetTable.lines(of: remark, in: 124)) * Sheet.lineHeight, row: row)
            }
        }
    }
}
