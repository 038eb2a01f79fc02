import QuotaEngine
import ScoringRules

/// The figures that people entered, level by level.
struct EnteredPart: CouncilWriter {
    let told: CouncilWords

    func write(_ page: inout Markup) {
        page.table(wording("Số liệu nhập", "Entered figures"), kind: "sortable") { page in
            page.headings([
                wording("Đối tượng", "Subject"), wording("Mục", "Figure"), wording("Tự chấm", "Self"),
                wording("Thẩm định", "Verified"), wording("Chính thức", "Final"), wording("Số được dùng", "Used"),
                wording("Chênh lệch", "Difference"), wording("Căn cứ", "Evidence"), wording("Người ký", "Signer"),
            ])
            page.tag("tbody") { page in
                for standing in results.standings {
                    for slot in scorecard.inputs.indices { write(slot, standing, on: &page) }
                }
            }
        }
    }

    private func write(_ slot: Int, _ standing: CouncilResults.Standing, on page: inout Markup) {
        let figure = results.figure(slot, standing.place)
        page.tag("tr") { page in
            page.tag("th", ["scope": "row"]) { $0.foreign(standing.subject.name) }
            page.cell(foreign: scorecard.inputs[slot].id)
            for value in [figure?.own, figure?.verified, figure?.final] {
                page.tag("td", ["class": "n"], text: value.map(words.value) ?? "")
            }
            page.tag(
                "td", ["class": figure?.used == nil ? "behind" : "n"],
                text: figure?.used.map(words.value) ?? wording("chưa nhập", "not entered"))
            page.tag("td", ["class": "n"], text: figure.map(told.difference) ?? "")
            page.cell(foreign: figure?.evidence ?? "")
            page.cell(foreign: figure?.signer ?? "")
        }
    }
}
