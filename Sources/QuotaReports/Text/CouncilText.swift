import QuotaEngine
import QuotaModel
import ScoringRules

/// `council` as text: the ranking, how places were given out, and for every subject each line with its reason, so that
/// any point can be computed again by hand from what is printed.
public struct CouncilText: CouncilWriter {
    let told: CouncilWords
    let comparison: CouncilComparison?
    let palette: Palette
    let width: Int?

    /// - Parameter width: as in `BriefingText`.
    public init(
        _ council: Council, comparison: CouncilComparison? = nil, wording: Wording, palette: Palette = .plain,
        width: Int? = nil
    ) {
        told = CouncilWords(council, wording)
        self.comparison = comparison
        self.palette = palette
        self.width = width
    }

    private static func listed(_ line: String) -> String { "- \(line)" }

    /// UTF-8, kept whole.
    public func bytes() -> [UInt8] { TextPage.bytes(width: width, write) }

    /// Writes it piece by piece.
    public func write(to outlet: ByteOutlet) { TextPage.write(width: width, to: outlet, write) }

    private func write(on page: inout TextPage) {
        page.add(head())
        page.section(wording("XẾP HẠNG", "RANKING"), table: ranking())
        page.section(wording("SỐ LƯỢNG ĐƯỢC XẾP LOẠI", "PLACES"), told.places().map(Self.listed))
        page.section(wording("KHÔNG XÉT", "NOT CONSIDERED"), told.disqualified().map(Self.listed))
        if let comparison {
            page.section(
                wording("BỘ QUY TẮC KIA LÀM THAY ĐỔI GÌ", "WHAT THE OTHER RULES CHANGE"),
                CouncilComparisonText(comparison, wording: wording).lines())
        }
        for standing in council.results.standings {
            page.section(heading(standing), sheet(standing))
        }
        if hasFigures { page.section(wording("SỐ LIỆU NHẬP", "ENTERED FIGURES"), table: entered()) }
        page.section(wording("CHƯA NHẬP", "NOT ENTERED"), told.missing().map(Self.listed))
        page.section(wording("TÁC GIẢ LẠ", "UNKNOWN AUTHORS"), told.unknownAuthors().map(Self.listed))
        page.section(
            wording("NHẬT KÝ", "LOGS"),
            LogText(inputs: council.inputs, samples: council.rejectSamples, wording: wording).lines())
        page.section(wording("CÁCH TÍNH", "HOW IT WAS COMPUTED"), told.method().map(Self.listed))
    }

    private func head() -> [String] {
        let plan = council.plan
        var lines = [plan.pack.agency.uppercased(), scorecard.title, wording.window(plan)]
        if let cite = wording.citation(scorecard.cite, in: plan.pack) { lines.append(wording.orderedBy + cite) }
        return (lines + wording.notices(council)).filter { !$0.isEmpty }
    }

    // MARK: Ranks, grades, places

    private func ranking() -> TextTable {
        TextTable(
            [
                (wording("Hạng", "Rank"), .right), (wording("Đối tượng", "Subject"), .left),
                (wording("Khối", "Block"), .left), (wording("Điểm", "Points"), .right),
                (wording("Xếp loại", "Grade"), .left), (wording("Ghi chú", "Note"), .left),
            ], palette: palette
        ) { add in
            for standing in council.results.standings {
                add([
                    TextTable.Cell(standing.rank.map(String.init) ?? "–"), TextTable.Cell(standing.subject.name),
                    TextTable.Cell(standing.subject.block ?? ""), TextTable.Cell(words.points(standing.total)),
                    TextTable.Cell(words.grade(standing), standing.disqualification == nil ? nil : .bad),
                    TextTable.Cell(told.remark(standing), .caution),
                ])
            }
        }
    }

    // MARK: One subject

    private func heading(_ standing: CouncilResults.Standing) -> String {
        "\(standing.subject.name.uppercased()) – \(words.points(standing.total)) – \(words.grade(standing))"
    }

    private func sheet(_ standing: CouncilResults.Standing) -> [String] {
        var lines: [String] = []
        if scorecard.base != .zero {
            lines.append("\(told.base): " + words.number(scorecard.base))
        }
        for (place, group) in scorecard.groups.enumerated() {
            let points = council.results.points(ofGroup: place, standing.place)
            let sum = group.max.map { words.points(points, of: $0) } ?? words.points(points)
            lines.append("\(group.title): \(sum)")
            for criterion in group.criteria {
                lines += line(
                    scorecard.criteria[criterion], council.results.points(ofCriterion: criterion, standing.place),
                    standing)
            }
        }
        if !scorecard.bonus.isEmpty { lines.append(wording("Điểm thưởng", "Bonus")) }
        for (place, bonus) in scorecard.bonus.enumerated() {
            lines += line(
                bonus.criterion, council.results.points(ofBonus: place, standing.place), standing,
                note: told.outside(bonus))
        }
        if !scorecard.penalties.isEmpty { lines.append(wording("Điểm trừ", "Penalties")) }
        for (place, penalty) in scorecard.penalties.enumerated() {
            lines += line(penalty, council.results.points(ofPenalty: place, standing.place), standing)
        }
        lines.append(told.sum(standing))
        return lines + told.demands(standing)
    }

    private func line(
        _ criterion: Criterion, _ points: Rational, _ standing: CouncilResults.Standing, note: String = ""
    ) -> [String] {
        let reason = words.explanation(
            council.results.reason(of: criterion, standing.place), of: criterion, points: points)
        let cite = wording.citation(criterion.cite, in: council.plan.pack).map { " [\($0)]" } ?? ""
        return [
            "  \(criterion.title)\(note): \(words.points(points, of: criterion.max))\(cite)",
            "      \(reason)",
        ]
    }

    // MARK: Figures

    private var hasFigures: Bool {
        council.results.standings.contains { standing in
            scorecard.inputs.indices.contains { council.results.figure($0, standing.place) != nil }
        }
    }

    private func entered() -> TextTable {
        TextTable([
            (wording("Đối tượng", "Subject"), .left), (wording("Mục", "Figure"), .left),
            (wording("Tự chấm", "Self"), .right), (wording("Thẩm định", "Verified"), .right),
            (wording("Chính thức", "Final"), .right), (wording("Chênh lệch", "Difference"), .right),
            (wording("Căn cứ", "Evidence"), .left), (wording("Người ký", "Signer"), .left),
        ]) { add in
            for standing in council.results.standings {
                for (slot, input) in scorecard.inputs.enumerated() {
                    guard let figure = council.results.figure(slot, standing.place) else { continue }
                    var cells = [figure.own, figure.verified, figure.final].map { $0.map(words.value) ?? "" }
                    // Evidence alone is no figure.
                    if figure.used == nil { cells[2] = wording("chưa nhập", "not entered") }
                    add(
                        ([standing.subject.name, input.id] + cells + [
                            told.difference(figure), Wording.printable(figure.evidence, limit: 40),
                            Wording.printable(figure.signer, limit: 40),
                        ]).map { TextTable.Cell($0) })
                }
            }
        }
    }
}

/// Who stands otherwise under another rule pack, and on which lines.
struct CouncilComparisonText {
    let comparison: CouncilComparison
    let wording: Wording

    init(_ comparison: CouncilComparison, wording: Wording) {
        self.comparison = comparison
        self.wording = wording
    }

    func lines() -> [String] {
        guard !comparison.changes.isEmpty else {
            return [wording("Không ai thay đổi điểm, hạng hay xếp loại.", "Nobody's points, rank or grade change.")]
        }
        return comparison.changes.flatMap { change in
            let sides = (side(change.own, comparison.own), side(change.other, comparison.other))
            return ["- \(change.subject.name): \(sides.0) → \(sides.1)"]
                + change.lines.map { "    \($0.id): \(points($0.own?.signed)) → \(points($0.other?.signed))" }
        }
    }

    private func side(_ side: CouncilComparison.Side?, _ council: Council) -> String {
        guard let side else { return wording("không chấm", "not scored") }
        let rank = side.rank.map { wording("hạng \($0)", "rank \($0)") } ?? wording("không hạng", "no rank")
        return "\(points(side.total)), \(rank), \(grade(side.grade, council))"
    }

    private func grade(_ id: String?, _ council: Council) -> String {
        guard let id else { return "–" }
        if id == Grade.notConsidered { return wording.notConsidered }
        return council.results.scorecard.grades.first { $0.id == id }?.title ?? id
    }

    private func points(_ points: String?) -> String {
        guard let points else { return wording("không có", "none") }
        return wording.decimal(points)
    }
}
