import QuotaEngine
import QuotaModel
import ScoringRules
import Testing

/// A small briefing with one unit in each situation: met, short and on track, short and behind, not judged yet.
enum SampleBriefing {
    static let quotas = """
        quotas:
          - {id: thang, units: all, minimum: 2, per: month, partial: prorated, cite: {source: tb, clause: mục 1}}
        """

    static let head = """
        report:
          superior: UBND TỈNH BÌNH ĐỊNH
          agency: THANH TRA TỈNH
          place: Bình Định
          number: "    /BC-TTT"
          signer: {authority: KT. CHÁNH THANH TRA, post: PHÓ CHÁNH THANH TRA, name: Nguyễn Văn An}
          recipients: ["- Lãnh đạo cơ quan (b/c);", "- Các phòng;", "- Lưu: VT."]
        """

    static let units = """
        - {id: van-phong, name: Văn phòng}
          - {id: phong-2, name: Phòng 2}
          - {id: phong-10, name: Phòng 10}
          - {id: moi, name: Tổ mới, from: 2022-04-20}
        """

    static func rules(
        quotas: String = quotas, head: String = head, units: String = units, status: String = "issued",
        title: String = "Chỉ tiêu viết tin, bài năm 2022"
    ) -> String {
        """
        schema: quota-rules/1
        id: thu
        title: \(title)
        agency: Thanh tra tỉnh Bình Định
        status: \(status)
        sources: [{id: tb, document: "Thông báo số 05/TB-TTT", issued: "2022-02"}]
        effective: {from: 2022-02-15, to: 2022-12-31}
        units:
          \(units)
        categories:
          - {id: chinh-sach, name: Chính sách, fresh-within: 30}
          - {id: phap-luat, name: Pháp luật}
        \(quotas)
        \(head)
        """
    }

    /// Unit, day and category of each item.
    static let items: [(unit: Int, day: String, category: Int?)] = [
        (0, "2022-02-20", 0), (0, "2022-03-01", nil), (0, "2022-03-20", nil), (0, "2022-04-02", nil),
        (0, "2022-04-20", nil), (0, "2022-04-21", nil), (1, "2022-02-20", 0), (1, "2022-03-02", nil),
        (1, "2022-03-30", nil), (1, "2022-04-28", nil),
    ]

    static func made(
        rules: String = rules(), asOf: String = "2022-04-30", items: [(unit: Int, day: String, category: Int?)] = items,
        source: String = "nhat-ky.csv"
    ) throws -> Briefing {
        let pack = try RulePackLoader.load(Array(rules.utf8), path: "quy-tac.yaml")
        let plan = Plan(pack: pack, asOf: try #require(CivilDate(iso: asOf)))
        var fold = LogFold(plan: plan)
        fold.add(madeItems(items).span)
        fold.finishLog(fields: FieldSet([.unit, .published, .category]))
        var summary = LogSummary(source: source)
        summary.records = items.count + 1
        summary.accepted = items.count
        summary.rejectedBy[.unknownUnit] = 1
        summary.sha256 = String(repeating: "0f", count: 32)
        return Briefing(
            plan: plan, rulesSHA256: String(repeating: "a1", count: 32), inputs: [summary], results: fold.results())
    }

    static func madeItems(_ items: [(unit: Int, day: String, category: Int?)] = items) -> [Item] {
        items.enumerated().map { record, row in
            var item = Item(
                place: ItemPlace(source: 0, record: record + 1, line: record + 2), units: Named([row.unit]))
            item.published = CivilDate(iso: row.day)
            item.categories = Named(row.category.map { [$0] } ?? [])
            return item
        }
    }
}
