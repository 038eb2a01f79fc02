import ArticleIngest
import QuotaEngine
import QuotaModel
import ScoringRules
import TestSupport
import Testing

/// Evaluations of real rules over a log, with everything that a page and a workbook list.
enum ReadReport {
    static let rules = "rules/thanh-tra-binh-dinh-2022/rules.yaml"
    static let scoringRules = "rules/cham-diem-binh-dinh-2022/rules.yaml"
    static let log = "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv"

    /// - Parameter log: the bytes of a CSV; nil: the made log of the 2022 notice.
    static func briefing(
        log: [UInt8]? = nil, rules: String = rules, asOf: String = "2022-08-31", limit: Int = 200_000
    ) throws -> Briefing {
        let read: Logs = { order, items, rejects, _ in
            [try Self.read(log, order, items: items, rejects: rejects)]
        }
        return try briefing(rules, asOf: asOf, limit: limit, read)
    }

    /// Deadlines kept, missed and not to be judged.
    static func deadlines() throws -> Briefing {
        try briefing(
            log: Project.bytes(of: "Fixtures/so-noi-vu-binh-dinh-2019/nhat-ky-duyet.tsv"),
            rules: "rules/so-noi-vu-binh-dinh-2019/rules.yaml", asOf: "2019-10-31")
    }

    /// Deadlines, standards and categories.
    static func standards() throws -> Briefing {
        try briefing(
            log: Project.bytes(of: "Fixtures/phuong-phu-lam-2020/trang-ttdt-thang-1-2.csv"),
            rules: "rules/phuong-phu-lam-2020/rules.yaml", asOf: "2020-02-29")
    }

    /// Two logs as a history reads them: the newer speaks for what both hold, and one item was withdrawn.
    static func history() throws -> Briefing {
        try briefing("Fixtures/lich-su/quy-tac.yaml", asOf: "2022-03-31", limit: 200_000) {
            order, items, rejects, overruled in
            var reader = LogReader(order: order, precedence: .newestLog(withdrawn: [.id("A4")]))
            var logs: [LogSummary] = []
            for (number, name) in ["thang-1.csv", "thang-2.csv"].enumerated().reversed() {
                var source = Bytes(bytes: try Project.bytes(of: "Fixtures/lich-su/\(name)"))
                logs.append(
                    try reader.read(
                        &source, named: name, number: number, items: items, rejects: rejects, overruled: overruled))
            }
            return logs.reversed()
        }
    }

    private typealias Logs = (
        ReadingOrder, _ items: (Span<Item>) -> Void, _ rejects: (Reject) -> Void,
        _ overruled: (Item, Overruling) -> Void
    ) throws -> [LogSummary]

    private static func briefing(_ rules: String, asOf: String, limit: Int, _ read: Logs) throws -> Briefing {
        let pack = try RulePackLoader.load(try Project.bytes(of: rules), path: rules)
        let plan = Plan(pack: pack, asOf: try #require(CivilDate(iso: asOf)))
        var fold = LogFold(plan: plan)
        var listing = ItemListingFold(plan: plan, limit: limit)
        let logs = try read(
            plan.readingOrder(details: true),
            {
                fold.add($0)
                listing.add($0)
            }, { listing.add($0) }, { listing.add($0, $1) })
        for log in logs {
            fold.finishLog(fields: log.fields)
            listing.finishLog(fields: log.fields)
        }
        var briefing = Briefing(
            plan: plan, rulesSHA256: String(repeating: "a1", count: 32), inputs: logs, results: fold.results())
        briefing.listing = listing.listing
        briefing.history = HistoryMark(origin: "so-theo-doi", treeSize: 7, root: "AAAA")
        return briefing
    }

    static func council(log: [UInt8]? = nil, rules: [UInt8]? = nil, id: String = "thi-dua-2022") throws -> Council {
        let pack = try RulePackLoader.load(
            rules ?? Project.bytes(of: scoringRules), path: scoringRules)
        let scorecard = try #require(pack.scorecards.first { $0.id == id })
        let plan = try ScoringPlan(
            plan: Plan(pack: pack, asOf: try #require(CivilDate(iso: "2022-08-31"))), scorecard: scorecard)
        var fold = ScoringFold(plan: plan)
        var listing = ItemListingFold(plan: plan, limit: 200_000)
        let summary = try read(
            log, plan.readingOrder(details: true),
            items: {
                fold.add($0)
                listing.add($0)
            }, rejects: { listing.add($0) })
        fold.finishLog(fields: summary.fields)
        listing.finishLog(fields: summary.fields)
        let measures = fold.measures()
        var council = Council(
            plan: plan, rulesSHA256: String(repeating: "b2", count: 32), inputs: [summary],
            results: CouncilResults(measures))
        council.listing = listing.listing
        council.measures = measures
        return council
    }

    private static func read(
        _ log: [UInt8]?, _ order: ReadingOrder, items: (Span<Item>) -> Void, rejects: (Reject) -> Void
    ) throws -> LogSummary {
        var source = Bytes(bytes: try log ?? Project.bytes(of: Self.log)[...].map(\.self))
        var reader = LogReader(order: order)
        return try reader.read(&source, named: "nhat-ky.csv", items: items, rejects: rejects)
    }

    private struct Bytes: ByteSource {
        var bytes: [UInt8]
        var place = 0

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let part = bytes[place..<min(bytes.count, place + buffer.count)]
            buffer.copyBytes(from: part)
            place += part.count
            return part.count
        }
    }

    /// A log of one row for Văn phòng with each of these titles, a day apart, all counted.
    static func log(titles: [String]) -> [UInt8] { log(titles: titles, more: "", "") }

    /// The same with the fields that the scorecards test.
    static func scoringLog(titles: [String]) -> [UInt8] { log(titles: titles, more: ",Số ảnh,Ngày sự kiện", ",1,") }

    private static func log(titles: [String], more headings: String, _ cells: String) -> [UInt8] {
        var rows = ["Mã bài,Tiêu đề,Loại,Đơn vị,Ngày đăng,Tác giả,Chuyên mục,Đường dẫn" + headings]
        let last = headings.isEmpty ? "" : cells
        for (place, title) in titles.enumerated() {
            let quoted = "\"\(title.replacing("\"", with: "\"\""))\""
            let day = CivilDate(dayNumber: 19_038 + Int32(place % 28)).dayFirst
            rows.append("\(place + 1),\(quoted),Tin,Văn phòng,\(day),\(quoted),\(quoted),\(quoted)\(last)")
        }
        return Array((rows.joined(separator: "\n") + "\n").utf8)
    }
}
