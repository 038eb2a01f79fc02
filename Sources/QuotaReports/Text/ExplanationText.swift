import QuotaEngine
import QuotaModel
import ScoringRules

/// `explain` as text: the verdict, what it was made from, and every row of the unit with its place.
public struct ExplanationText {
    let explanations: [Explanation]
    let history: HistoryMark?
    let wording: Wording

    let palette: Palette

    /// - Parameters:
    ///   - explanations: one for each quota line of the unit.
    ///   - history: where they were made from one.
    public init(
        _ explanations: [Explanation], history: HistoryMark? = nil, wording: Wording, palette: Palette = .plain
    ) {
        self.explanations = explanations
        self.history = history
        self.wording = wording
        self.palette = palette
    }

    /// UTF-8.
    public func bytes() -> [UInt8] {
        var page = TextPage()
        for (place, explanation) in explanations.enumerated() {
            if place > 0 { page.add("") }
            add(explanation, to: &page)
        }
        page.section(wording("LỊCH SỬ", "HISTORY"), history.map { [wording.mark($0)] } ?? [])
        return page.bytes
    }

    private func add(_ explanation: Explanation, to page: inout TextPage) {
        let verdict = explanation.verdict
        page.add(wording.notices(explanation.pack, wording.reading(explanation.interpretation)))
        page.add(wording("Đơn vị: ", "Unit: ") + explanation.unit.name)
        page.add(
            wording("Chỉ tiêu: ", "Quota: ")
                + "\(explanation.quota.id), \(wording.minimum(explanation.quota)), \(wording.rhythm(explanation.quota))"
        )
        page.add(period(explanation))
        let missing = wording.number(verdict.shortfall)
        page.add(
            painted: wording("Kết quả: ", "Verdict: ")
                + "\(wording.number(verdict.count))/\(wording.number(verdict.minimum.items)) – "
                + palette.paint(wording.name(verdict.status), verdict.status.tone)
                + (verdict.shortfall > 0 ? wording(", còn thiếu \(missing)", ", \(missing) missing") : ""))
        page.add(wording("Vì: ", "Because: ") + wording.ground(of: verdict.minimum, explanation.quota))
        if let cite = wording.citation(explanation.quota.cite, in: explanation.pack) {
            page.add(wording("Căn cứ: ", "Ordered by: ") + cite)
        }
        for exemption in exemptions(explanation) { page.add(exemption) }
        let counted = explanation.counted
        page.section(
            wording("ĐƯỢC TÍNH", "COUNTED") + " (\(wording.number(counted.count)))",
            rows(counted, explanation))
        let others = explanation.notCounted
        page.section(
            wording("KHÔNG TÍNH", "NOT COUNTED") + " (\(wording.number(others.count)))",
            rows(others, explanation))
        let similar = explanation.similar
        page.section(
            wording("BỊ LOẠI, TÊN ĐƠN VỊ GẦN GIỐNG", "REJECTED, A SIMILAR UNIT NAME")
                + " (\(wording.number(similar.count)))",
            rows(similar, explanation))
    }

    private func period(_ explanation: Explanation) -> String {
        let period = explanation.verdict.period
        let state = explanation.verdict.isClosed ? wording("đã khép", "closed") : wording("đang chạy", "open")
        let cut =
            period.isCut
            ? wording(", bị cắt từ kỳ \(wording.span(period.whole))", ", cut from \(wording.span(period.whole))") : ""
        return wording("Kỳ: ", "Period: ") + "\(wording.span(period.window)) (\(state)\(cut))"
    }

    private func exemptions(_ explanation: Explanation) -> [String] {
        explanation.pack.exemptions.filter { exemption in
            exemption.units.contains { explanation.pack.roster.units[$0].id == explanation.unit.id }
                && exemption.span.intersection(explanation.verdict.period.window) != nil
        }.map { exemption in
            let reason = [exemption.reason, wording.citation(exemption.cite, in: explanation.pack)]
                .compactMap(\.self).joined(separator: "; ")
            return wording("Miễn: ", "Exempt: ") + wording.span(exemption.span) + (reason.isEmpty ? "" : " – \(reason)")
        }
    }

    private func rows(_ rows: [Explanation.Row], _ explanation: Explanation) -> [String] {
        rows.map { row in
            let source = explanation.inputs[row.place.source].source
            let day = row.item?.day(explanation.pack.counting.date).map(wording.day) ?? ""
            let title = row.item?.details.map { wording.quoted($0.title) } ?? ""
            let place = wording("\(source) dòng \(row.place.line)", "\(source) line \(row.place.line)")
            let reason = row.outcome == .counted ? "" : wording.outcome(row, explanation)
            return "- " + [place, day, title, reason].filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }
}
