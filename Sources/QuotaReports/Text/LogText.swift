import QuotaEngine
import QuotaModel

/// What was read: every record is accepted or rejected, and each reason is named.
public struct LogText {
    let inputs: [LogSummary]
    let samples: [Reject]
    /// Rows whose counting date is empty.
    let undated: [ItemPlace]
    let wording: Wording

    /// So many undated rows of a log are named.
    public static let undatedLimit = 20

    init(inputs: [LogSummary], samples: [Reject], undated: [ItemPlace] = [], wording: Wording) {
        self.inputs = inputs
        self.samples = samples
        self.undated = undated
        self.wording = wording
    }

    init(_ briefing: Briefing, wording: Wording) {
        self.init(
            inputs: briefing.inputs, samples: briefing.rejectSamples, undated: briefing.undated, wording: wording)
    }

    func lines() -> [String] {
        inputs.enumerated().flatMap { place, input in
            summary(input) + undated(of: input, place) + rejects(of: input, place)
                + wording.remarks(input).map { "    " + $0 }
        }
    }

    private func summary(_ input: LogSummary) -> [String] {
        let figures = [input.records, input.accepted, input.rejected].map(wording.number)
        var line = wording(
            "- \(input.source): \(figures[0]) bản ghi = \(figures[1]) nhận + \(figures[2]) loại",
            "- \(input.source): \(wording.count(input.records, "record", "records")) = \(figures[1]) accepted + \(figures[2]) rejected"
        )
        let extras: [(Int, String)] = [
            (input.undated, wording("chưa có ngày tính", "undated")),
            (input.superseded, wording("đã có bản ghi mới hơn", "superseded by a newer log")),
            (input.withdrawn, wording("đã rút", "withdrawn")),
            (input.unverifiable, wording("thiếu dữ liệu để xét", "unverifiable")),
            (input.unreadable, wording("ô không đọc được", "unreadable cells")),
        ]
        for (count, words) in extras where count > 0 { line += "; \(wording.number(count)) \(words)" }
        return [line]
    }

    private func undated(of input: LogSummary, _ place: Int) -> [String] {
        let shown = undated.filter { $0.source == place }
        guard !shown.isEmpty else { return [] }
        let rest = input.undated - shown.count
        let more =
            rest > 0 ? wording(" … và \(wording.number(rest)) dòng nữa", " … and \(wording.number(rest)) more") : ""
        return [
            wording("    chưa có ngày tính: dòng ", "    undated: line ")
                + shown.map { String($0.line) }.joined(separator: ", ") + more
        ]
    }

    private func rejects(of input: LogSummary, _ place: Int) -> [String] {
        input.rejectedBy.reasons.flatMap { code, count -> [String] in
            let shown = samples.filter { $0.place.source == place && $0.code == code }.prefix(3)
            let rows = shown.map { reject in
                wording("      dòng ", "      line ") + "\(reject.place.line): \(wording.sentence(reject))"
            }
            let rest = count - shown.count
            let (all, left) = (wording.number(count), wording.number(rest))
            let more = rest > 0 ? [wording("      … và \(left) dòng nữa", "      … and \(left) more")] : []
            return [wording("    bị loại \(all) dòng: ", "    \(all) rejected: ") + wording.name(code)] + rows + more
        }
    }

}
