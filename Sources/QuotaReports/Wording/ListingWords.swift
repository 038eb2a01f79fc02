import QuotaEngine
import QuotaModel
import ScoringRules

/// Says of each item of a listing what became of it.
struct ListingWords {
    let wording: Wording
    let pack: RulePack

    /// Whether an item counted, for all that it could count for.
    enum Standing { case counted, partly, not }

    func name(_ standing: Standing) -> String {
        switch standing {
        case .counted: wording("Được tính", "Counted")
        case .partly: wording("Tính một phần", "Partly")
        case .not: wording("Không tính", "Not counted")
        }
    }

    func standing(_ item: ListedItem<QuotaJudgement>) -> Standing {
        standing(item.judgements.map { $0.outcome == .counted })
    }

    private func standing(_ counted: [Bool]) -> Standing {
        guard counted.contains(true) else { return .not }
        return counted.contains(false) ? .partly : .counted
    }

    /// The names of an item's units.
    func units(_ item: ListedItem<some Sendable>) -> String {
        var names: [String] = []
        item.units.forEach { names.append(pack.roster.units[$0].name) }
        return names.joined(separator: "; ")
    }

    /// The kind as the rules name it, else as the log writes it.
    func kind(_ item: ListedItem<some Sendable>) -> String {
        item.kind.map { pack.roster.kinds[$0].name } ?? item.kindAsWritten
    }

    /// The periods in which an item counted, each once.
    func periods(_ item: ListedItem<QuotaJudgement>) -> String {
        var seen: Set<DaySpan> = []
        let periods = item.judgements.compactMap(\.period).filter { seen.insert($0).inserted }
        return periods.map { wording.shortSpan($0, in: .min) }.joined(separator: "; ")
    }

    /// Why an item did not count, or not for all; each reason once, with the unit and the line where they differ.
    func reasons(_ item: ListedItem<QuotaJudgement>) -> String {
        if let overruling = item.overruling { return wording.words(overruling) }
        guard !item.judgements.isEmpty else {
            return wording("đơn vị không có chỉ tiêu", "the unit has no minimum")
        }
        let others = item.judgements.filter { $0.outcome != .counted }
        let reasons = others.map { reason($0, item) }
        guard Set(reasons).count > 1 || others.count < item.judgements.count else { return reasons.first ?? "" }
        return zip(others, reasons).map { judgement, reason in
            let unit = pack.roster.units[judgement.unit].name
            return "\(unit), \(wording.minimum(pack.quotas[judgement.quota])): \(reason)"
        }.joined(separator: "; ")
    }

    func reason(_ judgement: QuotaJudgement, _ item: ListedItem<QuotaJudgement>) -> String {
        // A listing asks about all periods at once.
        if case .otherDay = judgement.outcome {
            return wording("ngoài các kỳ của chỉ tiêu", "outside the quota's periods")
        }
        return wording.outcome(
            judgement.outcome, countingDate: pack.counting.date, kind: item.kindAsWritten)
    }

    func reason(_ judgement: MeasureJudgement, _ item: ListedItem<MeasureJudgement>) -> String {
        wording.outcome(judgement.outcome, countingDate: pack.counting.date, kind: item.kindAsWritten)
    }
}

extension Wording {
    /// What a listing leaves out, and where it can be found; nil when it is whole.
    func leftOut(items: Int, rejects: Int, listed: Int) -> String? {
        guard items + rejects > 0 else { return nil }
        var parts: [String] = []
        if items > 0 {
            parts.append(
                self(
                    "chỉ liệt kê \(number(listed)) tin, bài mới nhất, còn \(number(items)) tin, bài không liệt kê ở đây (mọi con số vẫn tính đủ; xem tệp Excel hoặc quota-cli explain)",
                    "only the \(count(listed, "newest item is", "newest items are")) listed, \(count(items, "is", "are")) left out here (all figures count them; see the Excel file or quota-cli explain)"
                ))
        }
        if rejects > 0 {
            parts.append(
                self(
                    "còn \(number(rejects)) dòng loại không liệt kê ở đây (xem --rejects)",
                    "\(count(rejects, "reject is", "rejects are")) left out here (see --rejects)"))
        }
        return self("LƯU Ý: ", "NOTE: ") + parts.joined(separator: "; ") + "."
    }

    /// A status in a narrow column.
    func shortName(_ status: PeriodStatus) -> String {
        switch status {
        case .met: self("đạt", "met")
        case .short: self("thiếu", "short")
        case .onTrack: self("kịp", "on track")
        case .behind: self("chậm", "behind")
        case .waived: self("không tính", "waived")
        case .exempt: self("miễn", "exempt")
        }
    }

    /// What the short names mean.
    var statusLegend: String {
        self(
            "Số tin, bài được tính/chỉ tiêu. Kỳ đã khép: đạt, thiếu. Kỳ đang chạy: đạt, kịp (tiến độ), chậm. Miễn, không tính: kỳ không có chỉ tiêu.",
            "Items counted/minimum. Closed periods: met, short. Running: met, on track, behind. Exempt, waived: nothing is owed."
        )
    }
}
