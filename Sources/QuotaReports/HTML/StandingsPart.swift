import QuotaEngine
import QuotaModel
import ScoringRules

/// The ranking of a council, its chart, how places were given out and who is not considered.
struct StandingsPart: CouncilWriter {
    let told: CouncilWords

    func write(_ page: inout Markup) {
        page.table(wording("Xếp hạng", "Ranking"), kind: "sortable") { page in
            page.headings([
                wording("Hạng", "Rank"), wording("Đối tượng", "Subject"), wording("Khối", "Block"),
                wording("Điểm", "Points"), wording("Xếp loại", "Grade"), wording("Ghi chú", "Note"),
            ])
            page.tag("tbody") { page in
                for standing in results.standings { write(standing, on: &page) }
            }
        }
        PointsChart(told: told).write(on: &page)
        writeList(wording("Số lượng được xếp loại", "Places"), told.places(), on: &page)
        writeList(wording("Không xét", "Not considered"), told.disqualified(), on: &page)
        writeList(wording("Chưa nhập", "Not entered"), told.missing(), on: &page)
        writeList(wording("Tác giả lạ", "Unknown authors"), told.unknownAuthors(), on: &page)
    }

    private func write(_ standing: CouncilResults.Standing, on page: inout Markup) {
        page.tag("tr") { page in
            page.number(standing.rank.map(String.init) ?? "–", standing.rank, kind: "c")
            page.name(of: standing)
            page.cell(foreign: standing.subject.block ?? "")
            page.points(standing.total, words, to: SubjectPart.id(of: standing))
            page.cell(foreign: words.grade(standing), kind: standing.disqualification == nil ? "name" : "name short")
            let remark = told.remark(standing)
            page.cell(foreign: remark, kind: remark.isEmpty ? "" : "name behind")
        }
    }

    private func writeList(_ heading: String, _ lines: [String], on page: inout Markup) {
        guard !lines.isEmpty else { return }
        page.tag("h3", text: heading)
        page.tag("ul") { page in for line in lines { page.tag("li") { $0.foreign(line, limit: 2_000) } } }
    }
}

extension Markup {
    /// A subject's name, which leads to its own part.
    mutating func name(of standing: CouncilResults.Standing) {
        tag("th", ["scope": "row"]) { page in
            page.tag("a", ["href": "#\(SubjectPart.id(of: standing))"]) { $0.foreign(standing.subject.name) }
        }
    }

    /// Points, which lead to their reason.
    mutating func points(_ points: Rational, _ words: ScoreWords, kind: String = "n", to address: String) {
        tag("td", ["class": kind, "data-v": points.decimal(places: words.scorecard.rounding.decimals)]) {
            $0.link(words.points(points), to: address)
        }
    }
}
