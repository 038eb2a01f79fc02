import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format html` (contract, section 10): one file; ranking, points of every line, and for each subject the
/// reason of each point, down to the periods and items.
public struct CouncilHTML {
    let council: Council
    let wording: Wording
    private let words: ScoreWords
    private let told: CouncilWords
    private let listed: ListingWords

    /// - Parameter council: with its listing and its measures.
    public init(_ council: Council, wording: Wording) {
        self.council = council
        self.wording = wording
        words = ScoreWords(wording, council.plan)
        told = CouncilWords(council, wording)
        listed = ListingWords(wording: wording, pack: council.plan.pack)
    }

    private var results: CouncilResults { council.results }
    private var scorecard: Scorecard { results.scorecard }
    private var pack: RulePack { council.plan.pack }

    public func bytes() -> [UInt8] {
        let cite = wording.citation(scorecard.cite, in: pack).map { wording.orderedBy + $0 }
        let head = HTMLPage.Head(
            agency: pack.agency.uppercased(), title: scorecard.title,
            subtitles: [wording.window(council.plan)] + [cite].compactMap(\.self),
            notices: wording.notices(pack, council.plan.plan.interpretation, council.history))
        return HTMLPage.bytes(head, wording: wording, parts: parts)
    }

    private var parts: [HTMLPage.Part] {
        let listings = ListingParts(wording: wording, pack: pack, inputs: council.inputs)
        var parts = [
            HTMLPage.Part(id: "xep-hang", heading: wording("Xếp hạng", "Ranking"), content: writeRanking),
            HTMLPage.Part(id: "bang-diem", heading: wording("Bảng điểm", "Points"), content: writePoints),
            HTMLPage.Part(
                id: "tung-doi-tuong", heading: wording("Từng đối tượng", "Each subject"), content: writeSubjects),
        ]
        if !scorecard.inputs.isEmpty {
            parts.append(
                HTMLPage.Part(
                    id: "so-lieu-nhap", heading: wording("Số liệu nhập", "Entered figures"), content: writeEntered))
        }
        if !council.inputs.isEmpty {
            parts += [
                HTMLPage.Part(id: "tin-bai", heading: wording("Tin, bài", "Items")) { page in
                    listings.writeItems(council.listing, of: council.plan.subjects, on: &page)
                },
                HTMLPage.Part(id: "dong-loai", heading: wording("Dòng loại", "Rejects")) { page in
                    listings.writeRejects(
                        council.listing?.rejects ?? council.rejectSamples,
                        leftOut: council.listing?.rejectsLeftOut ?? 0, on: &page)
                },
            ]
        }
        parts.append(
            HTMLPage.Part(id: "cach-tinh", heading: wording("Cách tính", "How it was computed"), content: writeMethod))
        return parts
    }

    private static func id(of standing: CouncilResults.Standing) -> String { "doi-tuong-\(standing.place)" }

    // MARK: Ranking and points

    private func writeRanking(_ page: inout Markup) {
        page.table(wording("Xếp hạng", "Ranking"), kind: "sortable") { page in
            page.headings([
                wording("Hạng", "Rank"), wording("Đối tượng", "Subject"), wording("Khối", "Block"),
                wording("Điểm", "Points"), wording("Xếp loại", "Grade"), wording("Ghi chú", "Note"),
            ])
            page.tag("tbody") { page in
                for standing in results.standings { writeRank(standing, on: &page) }
            }
        }
        writeList(wording("Số lượng được xếp loại", "Places"), told.places(), on: &page)
        writeList(wording("Không xét", "Not considered"), told.disqualified(), on: &page)
        writeList(wording("Chưa nhập", "Not entered"), told.missing(), on: &page)
        writeList(wording("Tác giả lạ", "Unknown authors"), told.unknownAuthors(), on: &page)
    }

    private func writeRank(_ standing: CouncilResults.Standing, on page: inout Markup) {
        page.tag("tr") { page in
            page.number(standing.rank.map(String.init) ?? "–", standing.rank, kind: "c")
            writeName(standing, on: &page)
            page.cell(foreign: standing.subject.block ?? "")
            writePoints(standing.total, on: &page)
            page.cell(foreign: words.grade(standing), kind: standing.disqualification == nil ? "" : "short")
            let remark = told.remark(standing)
            page.cell(foreign: remark, kind: remark.isEmpty ? "" : "behind")
        }
    }

    private func writeName(_ standing: CouncilResults.Standing, on page: inout Markup) {
        page.tag("th", ["scope": "row"]) { page in
            page.tag("a", ["href": "#\(Self.id(of: standing))"]) { $0.foreign(standing.subject.name) }
        }
    }

    private func writePoints(_ points: Rational, kind: String = "n", on page: inout Markup) {
        page.tag(
            "td", ["class": kind, "data-v": points.decimal(places: scorecard.rounding.decimals)],
            text: words.points(points))
    }

    private func writeList(_ heading: String, _ lines: [String], on page: inout Markup) {
        guard !lines.isEmpty else { return }
        page.tag("h3", text: heading)
        page.tag("ul") { page in for line in lines { page.tag("li") { $0.foreign(line, limit: 2_000) } } }
    }

    private func writePoints(_ page: inout Markup) {
        let lines = results.standings.first.map { results.lines(of: $0) } ?? []
        page.table(wording("Điểm từng tiêu chí", "Points of every line"), kind: "grid wide sortable") { page in
            page.headings(
                [wording("Đối tượng", "Subject")]
                    + lines.map { "\($0.criterion.title) (\(words.number($0.criterion.max)))" }
                    + [wording("Tổng", "Total")])
            page.tag("tbody") { page in
                for standing in results.standings {
                    page.tag("tr") { page in
                        writeName(standing, on: &page)
                        for line in results.lines(of: standing) { writePoints(line.points, on: &page) }
                        page.tag(
                            "td", ["class": "n", "data-v": standing.total.decimal(places: scorecard.rounding.decimals)]
                        ) {
                            $0.tag("strong", text: words.points(standing.total))
                        }
                    }
                }
            }
        }
        page.tag(
            "p", ["class": "src"],
            text: wording(
                "Trong ngoặc: điểm tối đa. Điểm trừ ghi số bị trừ.",
                "In brackets: the most points. Penalties show what they take."))
    }

    // MARK: Each subject

    private func writeSubjects(_ page: inout Markup) {
        let items = itemsBySubject()
        for standing in results.standings {
            page.line()
            page.tag("h3", ["id": Self.id(of: standing)]) { page in
                page.foreign(standing.subject.name)
                page.text(" – \(words.points(standing.total)) – ")
                page.foreign(words.grade(standing))
            }
            page.table(standing.subject.name, caption: wording.window(council.plan)) { page in
                page.headings([
                    wording("Phần", "Part"), wording("Tiêu chí", "Line"), wording("Điểm", "Points"),
                    wording("Tối đa", "Max"), wording("Vì sao", "Why"), wording("Căn cứ", "Ordered by"),
                ])
                page.tag("tbody") { page in
                    for line in results.lines(of: standing) { write(line, standing, on: &page) }
                }
            }
            page.tag("p") { $0.tag("strong", text: told.sum(standing)) }
            for demand in told.demands(standing) { page.tag("p") { $0.foreign(demand, limit: 2_000) } }
            if let text = told.disqualification(of: standing) {
                page.tag("p", ["class": "notice"]) { $0.foreign(text, limit: 2_000) }
            }
            for measure in council.plan.measures {
                write(measure, of: standing, items[Key(subject: standing.place, measure: measure)] ?? [], on: &page)
            }
        }
    }

    private func write(_ line: ScoreLine, _ standing: CouncilResults.Standing, on page: inout Markup) {
        let reason = results.reason(of: line.criterion, standing.place)
        page.tag("tr") { page in
            page.cell(foreign: told.name(ofPart: line.part))
            page.tag("th", ["scope": "row"]) { $0.foreign(line.criterion.title) }
            writePoints(line.points, on: &page)
            page.tag("td", ["class": "n"], text: words.number(line.criterion.max))
            page.tag("td", ["class": "why"]) { page in
                page.foreign(words.explanation(reason, of: line.criterion, points: line.points), limit: 2_000)
                writeLinks(line.criterion, standing, on: &page)
            }
            page.cell(foreign: wording.citation(line.criterion.cite, in: pack) ?? "")
        }
    }

    /// From a reason to the measures that it looks at.
    private func writeLinks(_ criterion: Criterion, _ standing: CouncilResults.Standing, on page: inout Markup) {
        var seen: Set<Int> = []
        for case .measure(let place) in criterion.score.references where seen.insert(place).inserted {
            page.text(seen.count == 1 ? " → " : ", ")
            page.tag("a", ["href": "#\(Self.id(ofMeasure: place, standing))"], text: pack.measures[place].id)
        }
    }

    private static func id(ofMeasure place: Int, _ standing: CouncilResults.Standing) -> String {
        "so-do-\(standing.place)-\(place)"
    }

    private struct Key: Hashable {
        let subject: Int
        let measure: Int
    }

    private typealias Row = (item: ListedItem<MeasureJudgement>, judgement: MeasureJudgement)

    private func itemsBySubject() -> [Key: [Row]] {
        var rows: [Key: [Row]] = [:]
        for item in council.listing?.items ?? [] {
            for judgement in item.judgements {
                rows[Key(subject: judgement.subject, measure: judgement.measure), default: []].append((item, judgement))
            }
        }
        return rows
    }

    private func write(
        _ place: Int, of standing: CouncilResults.Standing, _ rows: [Row], on page: inout Markup
    ) {
        let measure = pack.measures[place]
        page.tag("details", ["id": Self.id(ofMeasure: place, standing)]) { page in
            page.tag("summary") { page in
                page.text("\(measure.id) = ")
                page.tag("strong", text: words.number(results.measure(place, standing.place)))
                page.text(" – ")
                page.foreign(wording.sentence(measure, in: pack), limit: 600)
            }
            writePeriods(measure, standing, on: &page)
            let counted = rows.filter { $0.judgement.outcome == .counted }
            writeRows(counted, heading: wording("Được tính: \(counted.count)", "Counted: \(counted.count)"), on: &page)
            let others = rows.filter { $0.judgement.outcome != .counted }
            writeRows(
                others, heading: wording("Không tính: \(others.count)", "Not counted: \(others.count)"), on: &page)
        }
    }

    private func writePeriods(_ measure: Measure, _ standing: CouncilResults.Standing, on page: inout Markup) {
        let periods = council.measures?.periods(behind: measure, of: standing.subject) ?? []
        let categories = council.measures?.categories(behind: measure, of: standing.subject) ?? []
        guard !periods.isEmpty || !categories.isEmpty else { return }
        page.tag("ul", ["class": "items"]) { page in
            for period in periods {
                page.tag("li") { page in
                    let verdict = period.verdict
                    page.text("\(wording.span(verdict.period.window)): \(verdict.count)/\(verdict.minimum.items) ")
                    page.mark(verdict.status, wording)
                    page.text(
                        period.adds.map { " +\($0)" }
                            ?? " " + wording("(ngoài phạm vi hoặc chưa xét)", "(outside the window or not judged)"))
                }
            }
            for (category, adds) in categories {
                page.tag("li") { page in
                    page.foreign(category.name)
                    page.text(": " + (adds ? wording("được tính", "counted") : wording("không tính", "not counted")))
                }
            }
        }
    }

    /// So many items stand under one figure; every item stands in the table of items.
    private static let mostRows = 200

    private func writeRows(_ rows: [Row], heading: String, on page: inout Markup) {
        guard !rows.isEmpty else { return }
        page.tag("p", text: heading)
        page.tag("ol", ["class": "items"]) { page in
            for (item, judgement) in rows.prefix(Self.mostRows) {
                page.tag("li") { page in
                    page.text((item.day.map(wording.day) ?? wording("chưa có ngày", "no day")) + " ")
                    page.tag("a", ["href": "#\(ListingParts.id(of: item))"]) { page in
                        if item.title.isEmpty {
                            page.text(wording("(không có tiêu đề)", "(no title)"))
                        } else {
                            page.foreign(item.title)
                        }
                    }
                    if judgement.outcome != .counted {
                        page.text(" – ")
                        page.foreign(listed.reason(judgement, item))
                    } else if judgement.worth != 1 {
                        page.text(" +\(wording.number(judgement.worth))")
                    }
                }
            }
        }
        let left = rows.count - Self.mostRows
        guard left > 0 else { return }
        page.tag("p", ["class": "src"]) { page in
            page.text(wording("… và \(wording.number(left)) tin, bài nữa: ", "… and \(wording.number(left)) more: "))
            page.tag("a", ["href": "#tin-bai"], text: wording("xem bảng tin, bài", "see the table of items"))
        }
    }

    // MARK: Entered figures, method

    private func writeEntered(_ page: inout Markup) {
        page.table(wording("Số liệu nhập", "Entered figures"), kind: "sortable") { page in
            page.headings([
                wording("Đối tượng", "Subject"), wording("Mục", "Figure"), wording("Tự chấm", "Self"),
                wording("Thẩm định", "Verified"), wording("Chính thức", "Final"), wording("Số được dùng", "Used"),
                wording("Chênh lệch", "Difference"), wording("Căn cứ", "Evidence"), wording("Người ký", "Signer"),
            ])
            page.tag("tbody") { page in
                for standing in results.standings {
                    for slot in scorecard.inputs.indices { writeEntered(slot, standing, on: &page) }
                }
            }
        }
    }

    private func writeEntered(_ slot: Int, _ standing: CouncilResults.Standing, on page: inout Markup) {
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

    private func writeMethod(_ page: inout Markup) {
        let method = MethodWords(council, wording)
        MethodParts(words: method).write(
            [
                (wording("Quy tắc", "Rules"), method.rules() + method.mark()),
                (wording("Bảng chấm điểm", "Scorecard"), method.scorecard(council, words)),
                (wording("Số đo", "Measures"), method.measures(council.plan.measures)),
                (wording("Tin, bài được tính", "Items that count"), method.counting()),
                (wording("Chỉ tiêu", "Minima"), method.quotas()),
            ], on: &page)
    }
}
