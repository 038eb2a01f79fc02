import QuotaEngine
import QuotaModel

/// The units under each reading of "month", side by side.
struct ComparisonText {
    let comparison: CountingComparison
    let wording: Wording

    init(_ comparison: CountingComparison, wording: Wording) {
        self.comparison = comparison
        self.wording = wording
    }

    func lines() -> [String] {
        var table = TextTable(
            [(wording("Đơn vị", "Unit"), .left)]
                + comparison.readings.map { (wording.reading($0.interpretation), .left) }
                + [(wording("Khác nhau?", "Differs?"), .left)])
        for row in comparison.rows {
            table.add(([row.unit.name] + row.standings.map(standing) + [difference(row)]).map { TextTable.Cell($0) })
        }
        return table.lines() + [conclusion()]
    }

    private func difference(_ row: CountingComparison.Row) -> String {
        guard !row.verdictDepends else { return wording("kết luận", "verdict") }
        return [
            row.rankDepends ? wording("thứ hạng", "rank") : nil,
            row.shortfallDepends ? wording("số thiếu", "shortfall") : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }

    private func standing(_ standing: CountingComparison.Standing) -> String {
        let rank = standing.rank.map { wording("hạng \($0)", "rank \($0)") } ?? "–"
        var text = "\(rank), \(standing.periodsMet)/\(standing.periodsJudged)"
        if standing.shortfall > 0 { text += wording(", thiếu \(standing.shortfall)", ", \(standing.shortfall) short") }
        let open = standing.open.compactMap(\.self).map(wording.name)
        return open.isEmpty ? text : text + " (\(open.joined(separator: ", ")))"
    }

    private func conclusion() -> String {
        let names = comparison.dependent.map(\.name)
        return names.isEmpty
            ? wording(
                "Không đơn vị nào đổi kết luận theo cách hiểu “tháng”.",
                "No unit's verdict depends on the reading of “month”.")
            : wording("Kết luận phụ thuộc cách hiểu “tháng”: ", "The verdict depends on the reading of “month” for: ")
                + wording.list(names)
    }
}
