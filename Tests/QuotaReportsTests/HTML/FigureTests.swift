import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules
import Testing

@Suite("Every figure of a page opens to what it counts")
struct FigureTests {
    enum Report: String, CaseIterable {
        case briefing, deadlines, standards, history

        func made() throws -> Briefing {
            switch self {
            case .briefing: try ReadReport.briefing()
            case .deadlines: try ReadReport.deadlines()
            case .standards: try ReadReport.standards()
            case .history: try ReadReport.history()
            }
        }
    }

    /// A page with its elements by their ids.
    private struct Opened {
        let tree: XMLTree
        let parts: [String: XMLTree]

        init(_ bytes: [UInt8]) throws {
            tree = try XMLTree.parsed(Array(bytes.split(separator: 0x0A, maxSplits: 1)[1]))
            parts = Dictionary(
                uniqueKeysWithValues: tree.everything.compactMap { part in part.attributes["id"].map { ($0, part) } })
        }

        init(_ briefing: Briefing) throws {
            try self.init(BriefingHTML(briefing, wording: Wording(.vi)).bytes())
        }

        func target(of link: XMLTree) throws -> XMLTree {
            let address = String((link.attributes["href"] ?? "").dropFirst())
            return try #require(parts[address], "\(address)")
        }

        /// Items, or rejected rows, that a part lists as counted.
        func listed(in part: XMLTree) -> Int {
            if part.name == "tbody" { return part.children.count { $0.name == "tr" } }
            if part.name == "div" { return part.all("li").count }
            let counted = part.all("ol").filter { $0.attributes["class"] == "items counted" }
            return counted.reduce(0) { $0 + $1.children.count { $0.name == "li" } }
        }
    }

    @Test(
        "a figure of the grid, and that of the running period, leads to as many items as it says",
        arguments: Report.allCases)
    func periods(report: Report) throws {
        let briefing = try report.made()
        let page = try Opened(briefing)
        let links = page.tree.all("td").flatMap { $0.all("a") }
            .filter { $0.attributes["href"]?.hasPrefix("#ky-") == true }
        let verdicts = briefing.results.units.flatMap(\.quotas)
        #expect(links.count == verdicts.reduce(0) { $0 + $1.periods.count + ($1.openPeriod == nil ? 0 : 1) })
        for link in links {
            // ✓ 4/3 đạt, or 4/3 alone
            let figure = try #require(link.text.split(separator: " ").first { $0.first?.isNumber == true })
            let count = try #require(Int(figure.split(separator: "/")[0]))
            #expect(try page.listed(in: page.target(of: link)) == count)
        }
    }

    @Test(
        "every other number of a table that counts items or rows leads to exactly so many of them",
        arguments: Report.allCases)
    func numbers(report: Report) throws {
        let page = try Opened(report.made())
        var opened: Set<String> = []
        for cell in page.tree.all("td") {
            guard let value = cell.attributes["data-v"].flatMap(Int.init), let link = cell.child("a") else { continue }
            let address = link.attributes["href"] ?? ""
            // Periods, rates and what is missing are no items: they lead to the unit's periods.
            guard !address.hasPrefix("#don-vi-") else { continue }
            #expect(try page.listed(in: page.target(of: link)) == value, "\(address)")
            opened.insert(String(address.prefix { !$0.isNumber }))
        }
        let expected: [Report: Set<String>] = [
            .briefing: ["#dem-", "#chuyen-muc-", "#nhan-", "#loai-", "#chua-ngay-", "#thieu-", "#o-"],
            .deadlines: ["#thoi-han-", "#nhan-", "#loai-"],
            .standards: ["#dem-", "#chuyen-muc-", "#thoi-han-", "#yeu-cau-", "#nhan-"],
            .history: ["#dem-", "#nhan-", "#loai-", "#thay-", "#rut-"],
        ]
        #expect(opened.isSuperset(of: try #require(expected[report])), "\(opened.sorted())")
    }

    @Test("no number of a table that counts items is without a link", arguments: Report.allCases)
    func without(report: Report) throws {
        let page = try Opened(report.made())
        for id in ["xep-hang", "chuyen-muc", "thoi-han"] {
            for cell in page.parts[id]?.all("td") ?? [] {
                guard let value = cell.attributes["data-v"].flatMap(Int.init), value > 0, value != Int(Int32.max),
                    cell.attributes["class"]?.hasPrefix("n") == true
                else { continue }
                #expect(cell.child("a") != nil, "\(id): \(cell.text)")
            }
        }
    }

    @Test("the figures of deadlines, standards and categories are those of the evaluation, and so are their lists")
    func evaluation() throws {
        for briefing in [try ReadReport.deadlines(), try ReadReport.standards()] {
            let page = try Opened(briefing)
            let listed = { (id: String) in page.parts[id].map(page.listed) ?? 0 }
            for (place, result) in briefing.results.deadlines.enumerated() {
                #expect(listed("thoi-han-\(place)-dung") == result.onTime)
                #expect(listed("thoi-han-\(place)-tre") == result.late)
                #expect(listed("thoi-han-\(place)-cho") == result.pending)
                #expect(listed("thoi-han-\(place)-khong-ro") == result.unverifiable)
                for unit in result.byUnit { #expect(listed("thoi-han-\(place)-tre-\(unit.place)") == unit.late) }
            }
            for (place, result) in briefing.results.standards.enumerated() {
                #expect(listed("yeu-cau-\(place)-dung") == result.met)
                #expect(listed("yeu-cau-\(place)-chua") == result.unmet)
                #expect(listed("yeu-cau-\(place)-khong-ro") == result.unverifiable)
            }
            for result in briefing.results.categories {
                #expect(listed("chuyen-muc-\(result.place)") == result.items)
            }
        }
    }

    @Test("a unit that was late leads to what it was late with")
    func lateUnits() throws {
        let page = try Opened(ReadReport.deadlines())
        let cells = try #require(page.parts["thoi-han"]).all("td").filter { $0.attributes["data-v"] == nil }
        let links = cells.flatMap { $0.all("a") }
        #expect(links.count >= 8)
        for link in links { #expect(try page.listed(in: page.target(of: link)) == Int(link.text)) }
    }

    @Test("a total opens to the figures that it adds up", arguments: Report.allCases)
    func totals(report: Report) throws {
        let page = try Opened(report.made())
        for link in page.tree.all("tfoot").flatMap({ $0.all("a") }) {
            let parts = try page.target(of: link).all("a").map {
                $0.text.split(separator: " ")[0].split(separator: "/")
            }
            let counts = parts.reduce(0) { $0 + (Int($1[0]) ?? 0) }
            let minima = parts.reduce(0) { $0 + ($1.count > 1 ? Int($1[1]) ?? 0 : 0) }
            #expect(link.text == "\(counts)/\(minima)")
        }
    }

    @Test("the rejects of each reason are as many as their number says, each leading to its row")
    func rejects() throws {
        let briefing = try ReadReport.briefing()
        let page = try Opened(briefing)
        let lists = try #require(page.parts["loai-0"]).all("details")
        #expect(lists.count == briefing.inputs[0].rejectedBy.reasons.count)
        for list in lists {
            let words = try #require(list.child("summary")).text.components(separatedBy: ": ")
            #expect(list.all("li").count == Int(words[1]))
            for link in list.all("a") { #expect(try page.target(of: link).name == "tr") }
        }
    }

    @Test("of several logs, what each accepted and rejected leads to its own rows")
    func eachLog() throws {
        let briefing = try ReadReport.history()
        #expect(briefing.inputs.count == 2 && briefing.inputs.contains { $0.rejected > 0 })
        let page = try Opened(briefing)
        for (source, input) in briefing.inputs.enumerated() {
            let sum = try #require(page.parts["loai-\(source)"]?.child("p"))
            let targets = try sum.all("a").map(page.target)
            #expect(targets.map(page.listed) == [input.accepted, input.rejected].filter { $0 > 0 })
            #expect(targets.flatMap { $0.all("tr") }.allSatisfy { $0.text.contains(input.source) })
        }
    }

    @Test("rows that a newer log or a withdrawal overrules are listed with the reason, and count nowhere")
    func overruled() throws {
        let briefing = try ReadReport.history()
        #expect(briefing.inputs.map(\.superseded) == [2, 0] && briefing.inputs.map(\.withdrawn) == [0, 1])
        let page = try Opened(briefing)
        let rows = try #require(page.parts["bang-tin-bai"]).all("tr").map(\.text)
        #expect(rows.count { $0.contains("✗ Không tính: nhật ký mới hơn thay thế") } == 2)
        #expect(rows.count { $0.contains("✗ Không tính: đã rút") } == 1)
        let whole = try WorkbookCopy(briefing)
        #expect(whole.allTexts.contains("2 tin, bài không tính: nhật ký mới hơn thay thế"))
        #expect(whole.allTexts.contains("1 tin, bài không tính: đã rút"))
        let book = try whole.table("Tin bài", with: "Tiêu đề")
        #expect(book.count == briefing.inputs.reduce(0) { $0 + $1.accepted })
        #expect(book.count { $0["Vì sao không tính"] == .text("nhật ký mới hơn thay thế") } == 2)
        #expect(book.count { $0["Vì sao không tính"] == .text("đã rút") } == 1)
    }

    @Test("findings lead to where they are told in full", arguments: Report.allCases)
    func findings(report: Report) throws {
        let briefing = try report.made()
        let page = try Opened(briefing)
        let sentences = try #require(page.parts["ket-luan"]).all("li")
        let told = FindingsWords(briefing, Wording(.vi)).all()
        #expect(sentences.map { $0.all("bdi").map(\.text) } == told.map { [$0.lead] + $0.items })
        for link in sentences.flatMap({ $0.all("a") }) { _ = try page.target(of: link) }
    }

    @Test("what is not listed is said under the figure that counts it")
    func leftOut() throws {
        let page = try Opened(ReadReport.briefing(limit: 20))
        for cell in page.tree.all("td") {
            guard let value = cell.attributes["data-v"].flatMap(Int.init), let link = cell.child("a"),
                link.attributes["href"]?.hasPrefix("#dem-") == true
            else { continue }
            let part = try page.target(of: link)
            let left = value - page.listed(in: part)
            let note = "\(left) tin, bài nữa được tính mà không liệt kê ở đây"
            #expect(part.text.contains(note) == (left > 0))
        }
    }

    // MARK: Council

    @Test("every point of a council leads to its reason, and every measure to the items that it counts")
    func council() throws {
        let council = try ReadReport.council()
        let page = try Opened(CouncilHTML(council, wording: Wording(.vi)).bytes())
        for link in try #require(page.parts["bang-diem"]).all("td").flatMap({ $0.all("a") }) {
            let part = try page.target(of: link)
            #expect(part.text.contains(link.text), "\(link.text)")
        }
        let measure = try #require(council.plan.pack.measures.firstIndex { $0.id == "tin-bai" })
        for standing in council.results.standings {
            let part = try #require(page.parts["so-do-\(standing.place)-\(measure)"])
            #expect(council.results.measure(measure, standing.place) == Rational(page.listed(in: part)))
        }
    }

    @Test("the council's chart draws every subject's points to scale, with a line where each grade begins")
    func chart() throws {
        let council = try ReadReport.council()
        let page = try Opened(CouncilHTML(council, wording: Wording(.vi)).bytes())
        let chart = try #require(page.tree.all("svg").first { $0.attributes["class"] == "points" })
        let standings = council.results.standings
        let bars = chart.all("rect")
        #expect(bars.count == standings.count)
        let share = { (text: String?) in try #require(text.flatMap { Double($0.dropLast()) }) }
        let full = 100.0
        for (bar, standing) in zip(bars, standings) {
            let total = try #require(Double(standing.total.decimal(places: 6)))
            #expect(abs(try share(bar.attributes["width"]) - total * 100 / full) < 0.01)
        }
        let grades = council.results.scorecard.grades.filter { $0.atLeast > .zero }
        #expect(chart.all("line").count == grades.count && !grades.isEmpty)
        for (line, grade) in zip(chart.all("line"), grades) {
            let points = try #require(Double(grade.atLeast.plain))
            #expect(abs(try share(line.attributes["x1"]) - points * 100 / full) < 0.01)
        }
        let description = try #require(chart.child("desc")).text
        for standing in standings { #expect(description.contains(standing.subject.name)) }
    }
}
