import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules
import Testing

/// One document of each kind.
enum SampleDocuments {
    static let council = """
        measures:
          tin-bai: {count: items}
        scorecards:
          - id: bang
            title: Chấm điểm thi đua năm 2022
            max: 100
            groups:
              - id: chi-tieu
                title: Thực hiện chỉ tiêu
                max: 60
                criteria:
                  - {id: so-bai, title: Số tin bài, max: 60, score: {per-item: {of: tin-bai, points: 10}}}
              - id: chat-luong
                title: Chất lượng
                criteria:
                  - {id: nhap, title: Điểm hội đồng, max: 40, score: {entered: {}}}
            grades:
              - {id: tot, title: Tốt, at-least: 70}
              - {id: kha, title: Khá, at-least: 0}
        """

    /// As many groups as no upright page holds.
    static func wideCouncil(groups: Int) -> String {
        let lines = (1...groups).map {
            "      - {id: n\($0), title: Nhóm \($0), criteria: [{id: c\($0), max: 2, score: {per-item: {of: tin-bai, points: 1}}}]}"
        }
        return """
            measures:
              tin-bai: {count: items}
            scorecards:
              - id: bang
                title: Nhiều nhóm
                groups:
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            """
    }

    static func madeCouncil(
        _ card: String = council, head: String = SampleBriefing.head, units: String = SampleBriefing.units,
        status: String = "issued",
        figures: String = "van-phong;nhap;30;28;\nphong-2;nhap;25;;\n", columns: String = ""
    ) throws -> Council {
        let rules = SampleBriefing.rules(quotas: card, head: head, units: units, status: status)
        let pack = try RulePackLoader.load(Array(rules.utf8), path: "quy-tac.yaml")
        let plan = try ScoringPlan(
            plan: Plan(pack: pack, asOf: #require(CivilDate(iso: "2022-04-30"))), scorecard: pack.scorecards[0])
        var fold = ScoringFold(plan: plan)
        fold.add(SampleBriefing.madeItems().span)
        fold.finishLog(fields: FieldSet([.unit, .published, .category]))
        let reader = InputsReader(
            path: "so-lieu.csv", scorecard: plan.scorecard,
            subjects: plan.subjects.map { InputsReader.Subject(id: $0.id, name: $0.name) }, others: [])
        let entered = try reader.read(Array("subject;id;self;verified;final\(columns)\n\(figures)".utf8))
        return Council(
            plan: plan, rulesSHA256: String(repeating: "b2", count: 32), inputs: [LogSummary(source: "nhat-ky.csv")],
            results: CouncilResults(fold.measures(), figures: entered))
    }

    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case briefing, council, reminder
        var testDescription: String { rawValue }
    }

    static func file(
        _ kind: Kind, language: Language = .vi, head: String = SampleBriefing.head, status: String = "issued"
    ) throws -> [UInt8] {
        let wording = Wording(language)
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(head: head, status: status))
        return switch kind {
        case .briefing: try BriefingDOCX(briefing, wording: wording).bytes()
        case .council:
            try CouncilDOCX(try madeCouncil(head: head, status: status), wording: wording).bytes()
        case .reminder:
            try ReminderDOCX(briefing, try #require(briefing.findings.toRemind.last), wording: wording).bytes()
        }
    }
}
