import QuotaEngine
import QuotaModel
import ScoringRules

/// The points of every subject by group, bonus and penalty: upright where they fit, across the page where they don't, in
/// several tables where even that is too narrow.
struct ScoreTableDOCX: CouncilWriter {
    let told: CouncilWords
    let form: DecreeForm

    /// Millimetres.
    private static let (numberWidth, nameWidth, totalWidth) = (9, 42, 18)
    private static let (narrowest, widest) = (16, 26)

    /// A column with what it holds for a subject.
    private struct Part {
        let title: String
        let text: (Int) -> String
    }

    func section() -> WordSection {
        let parts = self.parts()
        let isLandscape = parts.count > capacity(isLandscape: false)
        let capacity = capacity(isLandscape: isLandscape)
        let width = DecreeLayout.textWidth(isLandscape: isLandscape)
        let blocks = stride(from: 0, to: max(1, parts.count), by: capacity).flatMap { first -> [WordBlock] in
            let some = Array(parts[first..<min(first + capacity, parts.count)])
            let table = WordBlock.table(self.table(some, width: width))
            return first == 0 ? [table] : [.text(.note, ""), table]
        }
        return WordSection(isLandscape: isLandscape, blocks: blocks)
    }

    private func capacity(isLandscape: Bool) -> Int {
        (DecreeLayout.textWidth(isLandscape: isLandscape) - Self.numberWidth - Self.nameWidth - Self.totalWidth)
            / Self.narrowest
    }

    private func parts() -> [Part] {
        let (scorecard, results) = (council.results.scorecard, council.results)
        let groups = scorecard.groups.enumerated().map { place, group in
            Part(title: titled(group.title, group.max)) { [words] in words.points(results.points(ofGroup: place, $0)) }
        }
        let bonus = scorecard.bonus.enumerated().map { place, bonus in
            Part(title: titled(bonus.criterion.title, bonus.criterion.max)) {
                [words] in words.points(results.points(ofBonus: place, $0))
            }
        }
        let penalties = scorecard.penalties.enumerated().map { place, penalty in
            Part(title: wording("Trừ: ", "Less: ") + titled(penalty.title, penalty.max)) {
                [words] in words.points(results.points(ofPenalty: place, $0))
            }
        }
        let base = scorecard.base == .zero ? [] : [Part(title: told.base) { [words] _ in words.base }]
        return base + groups + bonus + penalties
    }

    private func titled(_ title: String, _ max: Rational?) -> String {
        title
            + (max.map { wording(" (tối đa \(words.number($0)))", " (at most \(words.number($0)))") } ?? "")
    }

    private func table(_ parts: [Part], width: Int) -> WordTable {
        let rest = width - Self.numberWidth - Self.totalWidth - Self.nameWidth
        let partWidth = parts.isEmpty ? 0 : min(Self.widest, rest / parts.count)
        let nameWidth = Self.nameWidth + rest - partWidth * parts.count
        var table = WordTable(
            columns: [Self.numberWidth, nameWidth] + parts.map { _ in partWidth } + [Self.totalWidth])
        table.rows = [
            .headings([wording("TT", "No."), words.subject] + parts.map(\.title) + [wording("Tổng điểm", "Total")])
        ]
        for (place, standing) in council.results.standings.enumerated() {
            let figures = parts.map { $0.text(standing.place) } + [words.points(standing.total)]
            table.rows.append(
                WordTable.Row(
                    cells: [
                        WordTable.Cell(.tableFigure, wording.number(place + 1)),
                        WordTable.Cell(.tableText, standing.subject.name),
                    ] + figures.map { WordTable.Cell(.tableFigure, $0) }))
        }
        return table
    }
}
