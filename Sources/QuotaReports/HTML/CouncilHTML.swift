import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format html` (contract, section 10): one file; ranking with a chart, points of every line, and for each
/// subject the reason of each point, down to the periods and items.
public struct CouncilHTML: CouncilWriter {
    let told: CouncilWords

    /// - Parameter council: with its listing and its measures.
    public init(_ council: Council, wording: Wording) { told = CouncilWords(council, wording) }

    /// One file in UTF-8 that needs nothing else.
    public func bytes() -> [UInt8] {
        let cite = wording.citation(scorecard.cite, in: pack).map { wording.orderedBy + $0 }
        let head = HTMLPage.Head(
            pack, title: scorecard.title, subtitles: [wording.window(council.plan)] + [cite].compactMap(\.self),
            notices: wording.notices(council))
        return HTMLPage.bytes(head, wording: wording, parts: parts)
    }

    private var parts: [HTMLPage.Part] {
        var parts = [
            HTMLPage.Part(
                id: "xep-hang", heading: wording("Xếp hạng", "Ranking"), content: StandingsPart(told: told).write),
            HTMLPage.Part(
                id: "bang-diem", heading: wording("Bảng điểm", "Points"), content: PointsPart(told: told).write),
            HTMLPage.Part(
                id: "tung-doi-tuong", heading: wording("Từng đối tượng", "Each subject"),
                content: SubjectPart(told: told).write),
        ]
        if !scorecard.inputs.isEmpty {
            parts.append(
                HTMLPage.Part(
                    id: "so-lieu-nhap", heading: wording("Số liệu nhập", "Entered figures"),
                    content: EnteredPart(told: told).write))
        }
        if !council.inputs.isEmpty { parts += listings() }
        parts.append(
            HTMLPage.Part(id: "cach-tinh", heading: wording("Cách tính", "How it was computed"), content: writeMethod))
        return parts
    }

    private func listings() -> [HTMLPage.Part] {
        let items = ItemTable(wording: wording, pack: pack, inputs: council.inputs)
        let rejects = RejectPart(
            council.listing, samples: council.rejectSamples, inputs: council.inputs, wording: wording)
        return [
            HTMLPage.Part(id: "tin-bai", heading: wording("Tin, bài", "Items")) { page in
                items.write(council.listing, of: council.plan.subjects, on: &page)
            },
            HTMLPage.Part(id: "dong-loai", heading: wording("Dòng loại", "Rejects"), content: rejects.write),
        ]
    }

    private func writeMethod(_ page: inout Markup) {
        let method = MethodWords(council, wording)
        MethodPart(words: method, logs: LogPart(words: method, council.listing)).write(
            [
                (wording("Quy tắc", "Rules"), method.rules() + method.mark()),
                (wording("Bảng chấm điểm", "Scorecard"), method.scorecard(council, words)),
                (wording("Số đo", "Measures"), method.measures(council.plan.measures)),
                (wording("Tin, bài được tính", "Items that count"), method.counting()),
                (wording("Chỉ tiêu", "Minima"), method.quotas()),
            ], on: &page)
    }
}
