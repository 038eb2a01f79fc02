import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format xlsx` (contract, section 10): Xếp hạng, Bảng điểm, one sheet a subject, Số liệu nhập, and behind them
/// Tin bài, Dòng loại, Cách tính, so that a question in the meeting needs no other file.
public struct CouncilWorkbook: CouncilWriter {
    let told: CouncilWords

    /// - Parameter council: with its listing and its measures.
    public init(_ council: Council, wording: Wording) { told = CouncilWords(council, wording) }

    private var decimals: Int { scorecard.rounding.decimals }

    /// - Throws: `SpreadsheetFailure` when the path cannot be written.
    public func write(to path: String) throws {
        let file = try SpreadsheetFile(
            path: path, title: scorecard.title, author: pack.agency, created: council.plan.asOf, wording: wording)
        let ranking = try file.sheet(wording("Xếp hạng", "Ranking"))
        let points = try file.sheet(wording("Bảng điểm", "Points"))
        let names = try results.standings.map { standing in
            let sheet = try file.sheet(standing.subject.name)
            SubjectSheet(told: told, standing: standing).write(on: sheet)
            return sheet.name
        }
        try writeRanking(names, on: ranking)
        writePoints(names, on: points)
        try writeEntered(on: file.sheet(wording("Số liệu nhập", "Entered figures")))
        let listing = ListingSheets(wording: wording, pack: pack, inputs: council.inputs)
        if !council.inputs.isEmpty {
            try listing.writeItems(
                council.listing, of: council.plan.subjects, measures: council.plan.measuresOfItems,
                on: file.sheet(wording("Tin bài", "Items")))
            try listing.writeRejects(
                council.listing?.rejects ?? council.rejectSamples, leftOut: council.listing?.rejectsLeftOut ?? 0,
                on: file.sheet(wording("Dòng loại", "Rejects")))
        }
        try writeMethod(on: file.sheet(wording("Cách tính", "Method")))
        try file.close()
    }

    // MARK: Xếp hạng

    private var rankingTable: SheetTable {
        SheetTable(columns: [
            .centred(wording("Hạng", "Rank"), 7), .text(wording("Đối tượng", "Subject"), 30),
            .centred(wording("Khối", "Block"), 12), .decimal(wording("Tổng điểm", "Points"), 12, places: decimals),
            .text(wording("Xếp loại", "Grade"), 26), .text(wording("Xếp loại theo điểm", "Grade by points"), 26),
            .text(wording("Ghi chú", "Note"), 36),
        ])
    }

    private func writeRanking(_ names: [String], on sheet: Sheet) throws {
        let table = rankingTable
        table.setWidths(on: sheet)
        let head = SheetHead(
            superior: pack.report?.superior,
            agency: DecreeWords(pack, asOf: council.plan.asOf, wording).givenAgency ?? "",
            title: scorecard.title.uppercased(),
            subtitles: [wording.window(council.plan)]
                + [wording.citation(scorecard.cite, in: pack).map { wording.orderedBy + $0 }].compactMap(\.self),
            notices: wording.notices(council))
        let row = head.write(on: sheet, columns: table.columns.count)
        let standings = results.standings
        let place = table.write(
            on: sheet, from: row, standings,
            fill: { number, column in column == 4 && standings[number].disqualification != nil ? .bad : .none }
        ) { number, standing in
            [
                standing.rank.map(SheetCell.number) ?? .text("–"), .link(standing.subject.name, sheet: names[number]),
                .text(standing.subject.block ?? ""), .decimal(standing.total.decimal(places: decimals)),
                .text(words.grade(standing)), .text(gradeByPoints(standing)), .text(told.remark(standing)),
            ]
        }
        sheet.freeze(row: place.headingRow + 1, column: 2)
        let next = writeNotes(on: sheet, from: place.end + 1)
        SheetFoot(pack: pack, asOf: council.plan.asOf, wording: wording).write(
            on: sheet, from: next, columns: table.columns.count)
        let pages = sheet.pages(columns: 0...table.columns.count - 1)
        guard let rows = place.rows else { return }
        let drawn = rows.prefix(SheetChart.mostBars(on: pages))
        guard let last = drawn.last else { return }
        var chart = chart(rows.lowerBound...last)
        if drawn.count < rows.count {
            chart.title += wording(" (\(drawn.count) đối tượng đầu)", " (the first \(drawn.count))")
        }
        _ = try sheet.insert(chart, under: next + 8, column: 1, on: pages)
    }

    /// How places were given out, and who is not considered.
    ///
    /// - Returns: the first row behind them.
    private func writeNotes(on sheet: Sheet, from row: Int) -> Int {
        var next = row
        let notes: [(String, [String])] = [
            (wording("Số lượng được xếp loại", "Places"), told.places()),
            (wording("Không xét", "Not considered"), told.disqualified()),
        ]
        for (heading, lines) in notes where !lines.isEmpty {
            sheet.write(.text(heading), next, 1, .text.bold())
            next += 1
            for line in lines {
                sheet.merge(line, row: next, columns: 1...6, .text.wrapping())
                sheet.setHeight(Double(SheetTable.lines(of: line, in: 142)) * Sheet.lineHeight, row: next)
                next += 1
            }
            next += 1
        }
        return next
    }

    private func gradeByPoints(_ standing: CouncilResults.Standing) -> String {
        standing.gradeBeforePlaces.map { scorecard.grades[$0].title } ?? "–"
    }

    private func chart(_ rows: ClosedRange<Int>) -> SheetChart {
        SheetChart(
            kind: .bars, title: wording("Tổng điểm", "Points"), categoryRows: rows, categoryColumns: 1...1,
            series: [
                SheetChart.Series(
                    name: wording("Tổng điểm", "Points"), rows: rows, columns: 3...3, colour: 0x2E_7D32)
            ], height: SheetChart.height(ofBars: rows.count))
    }

    // MARK: Bảng điểm

    /// A column for each line of the scorecard, under the name of its part.
    private struct PointColumn {
        let part: String
        let title: String
        /// Nil where there is none.
        let max: Rational?
        let points: (CouncilResults.Standing) -> Rational
        let isSum: Bool
        /// Has more decimals than points have, and nothing rounds it.
        var isExact = false
    }

    private var pointColumns: [PointColumn] {
        let results = results
        var columns: [PointColumn] = []
        if scorecard.base != .zero {
            let base = scorecard.base
            columns.append(
                PointColumn(
                    part: told.base, title: told.base, max: nil,
                    points: { _ in base }, isSum: false, isExact: words.isBaseLonger))
        }
        for (place, group) in scorecard.groups.enumerated() {
            for criterion in group.criteria {
                columns.append(
                    PointColumn(
                        part: group.title, title: scorecard.criteria[criterion].title,
                        max: scorecard.criteria[criterion].max,
                        points: { results.points(ofCriterion: criterion, $0.place) }, isSum: false))
            }
            columns.append(
                PointColumn(
                    part: group.title, title: wording("Cộng", "Sum"), max: group.max,
                    points: { results.points(ofGroup: place, $0.place) }, isSum: true))
        }
        for (place, bonus) in scorecard.bonus.enumerated() {
            let part = wording("Điểm thưởng", "Bonus")
            columns.append(
                PointColumn(
                    part: part, title: bonus.criterion.title + told.outside(bonus),
                    max: bonus.criterion.max,
                    points: { results.points(ofBonus: place, $0.place) }, isSum: false))
        }
        for (place, penalty) in scorecard.penalties.enumerated() {
            columns.append(
                PointColumn(
                    part: wording("Điểm trừ", "Penalties"), title: penalty.title, max: penalty.max,
                    points: { results.points(ofPenalty: place, $0.place) }, isSum: false))
        }
        return columns
    }

    private func writePoints(_ names: [String], on sheet: Sheet) {
        let columns = pointColumns
        let widths = [7.0, 26] + columns.map { _ in 13.0 } + [12, 24]
        for (column, width) in widths.enumerated() { sheet.setWidth(width, column: column) }
        let head = SheetHead(
            title: wording("BẢNG ĐIỂM", "POINTS"), subtitles: [scorecard.title, wording.window(council.plan)],
            notices: wording.notices(council))
        let row = head.write(on: sheet, columns: widths.count)
        writePointHeadings(columns, on: sheet, from: row)
        let number = CellStyle.cell.aligned(.right).formatted(
            decimals > 0 ? "#,##0." + String(repeating: "0", count: decimals) : "#,##0")
        for (place, standing) in results.standings.enumerated() {
            let line = row + 3 + place
            sheet.write(standing.rank.map(SheetCell.number) ?? .text("–"), line, 0, .cell.aligned(.centre))
            let text = CellStyle.cell.wrapping().aligned(.left)
            sheet.write(.link(standing.subject.name, sheet: names[place]), line, 1, text)
            for (offset, column) in columns.enumerated() {
                let points = column.points(standing)
                if column.isExact {
                    sheet.write(SheetCell(exact: points, words), line, 2 + offset, .cell.aligned(.right))
                } else {
                    sheet.write(
                        .decimal(points.decimal(places: decimals)), line, 2 + offset,
                        column.isSum ? number.bold().filled(.total) : number)
                }
            }
            sheet.write(
                .decimal(standing.total.decimal(places: decimals)), line, 2 + columns.count, number.bold())
            let grade = words.grade(standing)
            sheet.write(.text(grade), line, 3 + columns.count, text)
            let lines = max(
                SheetTable.lines(of: standing.subject.name, in: widths[1]),
                SheetTable.lines(of: grade, in: widths[3 + columns.count]))
            if lines > 1 { sheet.setHeight(Double(lines) * Sheet.lineHeight, row: line) }
        }
        sheet.filter(rows: row + 2...max(row + 2, row + 2 + results.standings.count), columns: 0...widths.count - 1)
        sheet.freeze(row: row + 3, column: 2)
        sheet.repeatRows(row...row + 2)
    }

    /// The parts, their lines and what each may reach at most, in three rows.
    private func writePointHeadings(_ columns: [PointColumn], on sheet: Sheet, from row: Int) {
        let lead = [wording("Hạng", "Rank"), wording("Đối tượng", "Subject")]
        let tail = [wording("Tổng điểm", "Points"), wording("Xếp loại", "Grade")]
        for (place, heading) in (lead + columns.map(\.title) + tail).enumerated() {
            sheet.write(.text(""), row, place, .heading)
            sheet.write(.text(heading), row + 1, place, .heading)
            let max = columns.indices.contains(place - 2) ? columns[place - 2].max : nil
            sheet.write(
                place == 1 ? .text(wording("Điểm tối đa", "Max")) : max.map { .decimal($0.plain) } ?? .text(""),
                row + 2, place, .heading.italic())
        }
        var first = 0
        while first < columns.count {
            let last = columns[first...].prefix { $0.part == columns[first].part }.endIndex - 1
            sheet.merge(columns[first].part, row: row, columns: first + 2...last + 2, .heading)
            first = last + 1
        }
        let lines = columns.map { SheetTable.lines(of: $0.title, in: 10.5) }.max() ?? 1
        sheet.setHeight(Double(max(lines, 2)) * Sheet.lineHeight + 4, row: row + 1)
    }

    // MARK: Số liệu nhập

    private func writeEntered(on sheet: Sheet) {
        let table = SheetTable(columns: [
            .text(wording("Đối tượng", "Subject"), 28), .text(wording("Mục", "Figure"), 20),
            .figure(wording("Tự chấm", "Self"), 11), .figure(wording("Thẩm định", "Verified"), 11),
            .figure(wording("Chính thức", "Final"), 11), .figure(wording("Số được dùng", "Used"), 12),
            .figure(wording("Chênh lệch", "Difference"), 11), .text(wording("Căn cứ", "Evidence"), 34),
            .text(wording("Người ký", "Signer"), 22), .day(wording("Ngày", "Date"), 13),
        ])
        table.setWidths(on: sheet)
        let digest = council.figuresSHA256.map { "sha256 \($0)" }
        let row = SheetHead(
            title: wording("SỐ LIỆU NHẬP", "ENTERED FIGURES"), subtitles: [digest].compactMap(\.self)
        ).write(on: sheet, columns: table.columns.count)
        let rows = results.standings.flatMap { standing in
            scorecard.inputs.indices.map { (standing, $0) }
        }
        let place = table.write(
            on: sheet, from: row, rows,
            fill: { number, column in
                column == 5 && results.figure(rows[number].1, rows[number].0.place)?.used == nil ? .caution : .none
            }
        ) { _, row in
            let (standing, slot) = row
            let figure = results.figure(slot, standing.place)
            let missing = wording("chưa nhập", "not entered")
            return [.text(standing.subject.name), .text(scorecard.inputs[slot].id)]
                + [figure?.own, figure?.verified, figure?.final].map(cell)
                + [
                    figure?.used == nil ? .text(missing) : cell(figure?.used),
                    figure.flatMap(told.differenceOf).map { .decimal($0.plain) } ?? .empty,
                    .text(figure?.evidence ?? ""), .text(figure?.signer ?? ""), day(figure?.date),
                ]
        }
        sheet.freeze(row: place.headingRow + 1, column: 2)
        if rows.isEmpty {
            sheet.write(
                .text(
                    wording("Bảng chấm điểm này không cần số liệu nhập.", "This scorecard needs no entered figures.")),
                place.end + 1, 0, .text.italic())
        }
    }

    /// As it was entered, where that is no day.
    private func day(_ text: String?) -> SheetCell {
        guard let text else { return .empty }
        // dd/MM/yyyy, as people write it.
        let parts = text.split(separator: "/").map(String.init)
        let turned = parts.count == 3 && parts[0].count == 2 ? parts.reversed().joined(separator: "-") : text
        return CivilDate(iso: turned).map(SheetCell.day) ?? .text(text)
    }

    private func cell(_ value: EnteredValue?) -> SheetCell {
        guard let value else { return .empty }
        return value.number.map { .decimal($0.plain) } ?? .text(words.value(value))
    }

    // MARK: Cách tính

    private func writeMethod(on sheet: Sheet) {
        let method = MethodWords(council, wording)
        let facts = method.scorecard(council, words)
        MethodSheet(words: method).write(
            sections: [
                (wording("Quy tắc", "Rules"), method.rules() + method.mark()),
                (wording("Bảng chấm điểm", "Scorecard"), facts),
                (wording("Số đo", "Measures"), method.measures(council.plan.measures)),
                (wording("Tin, bài được tính", "Items that count"), method.counting()),
                (wording("Chỉ tiêu", "Minima"), method.quotas()),
            ], on: sheet)
    }
}
