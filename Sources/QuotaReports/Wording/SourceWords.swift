import QuotaModel

/// What a signed report was made from, so that anybody can make it again: logs, rules, the state of a history.
struct SourceWords {
    private let wording: Wording

    init(_ wording: Wording) { self.wording = wording }

    func rules(_ id: String, sha256: String) -> String {
        wording("Bộ quy tắc ", "Rule pack ") + "\(id), sha256 \(sha256)."
    }

    /// Nothing where no history was read.
    func history(_ mark: HistoryMark?) -> [String] {
        mark.map { [wording.mark($0) + "."] } ?? []
    }

    /// `Nhật ký a.csv: 30 bản ghi = 28 nhận + 2 loại (trùng 2).`
    func log(_ input: LogSummary) -> String {
        let figures = [input.records, input.accepted, input.rejected].map(wording.number)
        let reasons = input.rejectedBy.reasons.map { "\(wording.name($0.code)) \(wording.number($0.count))" }
        return wording(
            "Nhật ký \(input.source): \(figures[0]) bản ghi = \(figures[1]) nhận + \(figures[2]) loại",
            "Log \(input.source): \(wording.count(input.records, "record", "records")) = \(figures[1]) accepted + \(figures[2]) rejected"
        )
            + (reasons.isEmpty ? "." : " (\(reasons.joined(separator: ", "))).")
    }
}
