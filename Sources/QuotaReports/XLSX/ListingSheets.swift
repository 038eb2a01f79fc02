import QuotaEngine
import QuotaModel
import ScoringRules

/// The sheets Tin bài and Dòng loại: every row of the logs with its place and what became of it.
struct ListingSheets {
    let wording: Wording
    let pack: RulePack
    let inputs: [LogSummary]

    private var words: ListingWords { ListingWords(wording: wording, pack: pack) }

    // MARK: Tin bài

    func writeItems(_ listing: ItemListing<QuotaJudgement>?, on sheet: Sheet) {
        let words = words
        let table = SheetTable(
            columns: firstColumns + nameColumns + [
                .centred(wording("Kết quả", "Result"), 12), .centred(wording("Kỳ được tính", "Counted in"), 16),
                .text(wording("Vì sao không tính", "Why not"), 30),
            ] + placeColumns)
        let items = listing?.items ?? []
        write(
            table, items, left(listing), on: sheet, resultColumn: firstColumns.count + nameColumns.count, unprinted: 4
        ) { number, item in
            let standing = words.standing(item)
            return firsts(number, item, words) + names(item, words) + [
                .text(words.name(standing)), .text(words.periods(item)),
                .text(standing == .counted ? "" : words.reasons(item)),
            ] + place(item)
        }
    }

    /// - Parameter measures: the measures that look at items, by their places in the pack.
    func writeItems(
        _ listing: ItemListing<MeasureJudgement>?, of subjects: [ScoringSubject], measures: [Int], on sheet: Sheet
    ) {
        let words = words
        let table = SheetTable(
            columns: firstColumns + [.text(wording("Tính cho", "Counted for"), 20)]
                + measures.map { .centred(pack.measures[$0].id, 14) } + placeColumns + nameColumns)
        // A line for each subject that an item names, so that a column of a subject adds up to its figure.
        let rows = (listing?.items ?? []).flatMap { item -> [(ListedItem<MeasureJudgement>, Int?)] in
            var seen: Set<Int> = []
            let named = item.judgements.map(\.subject).filter { seen.insert($0).inserted }
            return named.isEmpty ? [(item, nil)] : named.map { (item, $0) }
        }
        write(table, rows, left(listing), on: sheet, resultColumn: nil, unprinted: 4 + nameColumns.count) {
            number, row in
            let (item, subject) = row
            let own = item.judgements.filter { $0.subject == subject }
            return firsts(number, item, words) + [.text(subject.map { subjects[$0].name } ?? "")]
                + measures.map { measure in
                    guard let judgement = own.first(where: { $0.measure == measure }) else { return .empty }
                    return judgement.outcome == .counted
                        ? .number(judgement.worth) : .text(words.reason(judgement, item))
                } + place(item) + names(item, words)
        }
    }

    private func left(_ listing: ItemListing<some Sendable>?) -> String? {
        listing.flatMap { wording.leftOut(items: $0.itemsLeftOut, rejects: 0, listed: $0.items.count) }
    }

    private func write<Row>(
        _ table: SheetTable, _ rows: [Row], _ note: String?, on sheet: Sheet, resultColumn: Int?, unprinted: Int,
        cells: (Int, Row) -> [SheetCell]
    ) {
        table.setWidths(on: sheet)
        let head = SheetHead(
            title: wording("TIN, BÀI VÀ KẾT QUẢ XÉT", "ITEMS AND WHAT BECAME OF THEM"),
            notices: [note].compactMap(\.self))
        let printed = table.columns.count - unprinted
        let row = head.write(on: sheet, columns: printed)
        let place = table.write(on: sheet, from: row, rows, cells: cells)
        sheet.freeze(row: place.headingRow + 1, column: 2)
        sheet.printOnly(rows: 0...place.end, columns: 0...printed - 1)
        guard let resultColumn, let body = place.rows else { return }
        sheet.colour(.good, where: .equals(words.name(.counted)), rows: body, column: resultColumn)
        sheet.colour(.caution, where: .equals(words.name(.partly)), rows: body, column: resultColumn)
        sheet.colour(.quiet, where: .equals(words.name(.not)), rows: body, column: resultColumn)
    }

    private var firstColumns: [Column] {
        [
            .centred(wording("TT", "No."), 6), .day(wording.capitalised(pack.counting.date), 12),
            .centred(wording("Loại", "Kind"), 9), .text(wording("Tiêu đề", "Title"), 48),
        ]
    }

    private func firsts(_ number: Int, _ item: ListedItem<some Sendable>, _ words: ListingWords) -> [SheetCell] {
        [.number(number + 1), SheetCell(item.day), .text(words.kind(item)), .text(item.title)]
    }

    private var nameColumns: [Column] {
        [
            .text(wording("Đơn vị", "Unit"), 20), .text(wording("Tác giả", "Author"), 17),
            .text(wording("Chuyên mục", "Category"), 17),
        ]
    }

    private func names(_ item: ListedItem<some Sendable>, _ words: ListingWords) -> [SheetCell] {
        [.text(words.units(item)), .text(item.author), .text(item.category)]
    }

    private var placeColumns: [Column] {
        [
            .number(wording("Dòng", "Line"), 10), .number(wording("Bản ghi", "Record"), 10),
            .text(wording("Nhật ký", "Log"), 24), .text(wording("Mã", "Id"), 14),
            Column(heading: wording("Đường dẫn", "Address"), width: 50),
        ]
    }

    private typealias Column = SheetTable.Column

    private func place(_ item: ListedItem<some Sendable>) -> [SheetCell] {
        [
            .number(item.place.line), .number(item.place.record), .text(inputs[item.place.source].source),
            .text(item.id), .text(item.url),
        ]
    }

    // MARK: Dòng loại

    func writeRejects(_ rejects: [Reject], leftOut: Int, on sheet: Sheet) {
        let table = SheetTable(columns: [
            .centred(wording("TT", "No."), 6), .text(wording("Nhật ký", "Log"), 22),
            .number(wording("Dòng", "Line"), 10), .number(wording("Bản ghi", "Record"), 10),
            .number(wording("Cột", "Column"), 7), .text(wording("Lý do", "Reason"), 22),
            .text(wording("Ô", "Field"), 13), .text(wording("Trong ô ghi", "The cell holds"), 32),
            .text(wording("Giải thích", "Explanation"), 48), .text(wording("Có phải", "Perhaps"), 22),
            .text(wording("Mã lý do", "Code"), 15),
        ])
        table.setWidths(on: sheet)
        let note = wording.leftOut(items: 0, rejects: leftOut, listed: 0)
        let row = SheetHead(
            title: wording("DÒNG KHÔNG ĐƯỢC NHẬN", "ROWS THAT WERE NOT ACCEPTED"), notices: [note].compactMap(\.self)
        ).write(on: sheet, columns: table.columns.count)
        let place = table.write(on: sheet, from: row, rejects) { number, reject in
            [
                .number(number + 1), .text(inputs[reject.place.source].source), .number(reject.place.line),
                .number(reject.place.record), SheetCell(reject.column), .text(wording.name(reject.code)),
                .text(reject.field.map(wording.name) ?? ""), .text(reject.value), .text(wording.sentence(reject)),
                .text(reject.suggestion ?? ""), .text(reject.code.rawValue),
            ]
        }
        sheet.freeze(row: place.headingRow + 1, column: 2)
    }
}

extension Wording {
    /// A field as a heading.
    func capitalised(_ field: Field) -> String {
        let name = name(field)
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
