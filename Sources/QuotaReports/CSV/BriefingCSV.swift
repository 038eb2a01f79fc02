import QuotaEngine
import QuotaModel
import ScoringRules

/// `briefing --format csv`: one row for each unit, quota and period, in ranking order.
///
///     rank,unit,name,block,quota,per,from,to,state,minimum,count,shortfall,status,…
public enum BriefingCSV {
    /// Hands it on row by row. What programs read does not change with the language.
    public static func write(
        _ briefing: Briefing, for reader: CSVWriter.Reader, wording: Wording, to outlet: ByteOutlet
    ) {
        var csv = CSVWriter(for: reader, to: outlet)
        let reading = ReadingCells(briefing.interpretation, reader, wording)
        csv.row(
            (headings(reader, wording) + reading.headings
                + HistoryCells.headings(briefing.history, reader, wording)).map(CSVWriter.Cell.text))
        let status = briefing.pack.status
        let rules: [CSVWriter.Cell] =
            [
                .text(briefing.pack.id), .text(reader == .program ? status.rawValue : wording.name(status)),
            ] + reading.cells + HistoryCells.cells(briefing.history)
        for unit in briefing.results.units {
            if unit.quotas.allSatisfy(\.periods.isEmpty) {
                csv.row(unitCells(unit) + Array(repeating: .text(""), count: 9) + rules)
            }
            for quota in unit.quotas {
                for verdict in quota.periods {
                    csv.row(unitCells(unit) + periodCells(quota, verdict, reader, wording) + rules)
                }
            }
        }
        csv.handOn()
    }

    private static func headings(_ reader: CSVWriter.Reader, _ wording: Wording) -> [String] {
        let plain = [
            "rank", "unit", "name", "block", "periodsMet", "periodsJudged", "quota", "per", "from", "to", "state",
            "minimum", "count", "shortfall", "status", "rules", "rulesStatus",
        ]
        let vietnamese = [
            "Hạng", "Mã đơn vị", "Đơn vị", "Khối", "Kỳ đạt", "Kỳ đã xét", "Chỉ tiêu", "Kỳ", "Từ ngày", "Đến ngày",
            "Trạng thái kỳ", "Tối thiểu", "Số tin, bài", "Thiếu", "Kết quả", "Bộ quy tắc", "Tình trạng bộ quy tắc",
        ]
        return reader == .program || wording.language == .en ? plain : vietnamese
    }

    private static func unitCells(_ unit: UnitResult) -> [CSVWriter.Cell] {
        [
            .number(unit.rank), .text(unit.unit.id), .text(unit.unit.name), .text(unit.unit.block ?? ""),
            .number(unit.periodsMet), .number(unit.periodsJudged),
        ]
    }

    private static func periodCells(
        _ quota: QuotaResult, _ verdict: PeriodVerdict, _ reader: CSVWriter.Reader, _ wording: Wording
    ) -> [CSVWriter.Cell] {
        let window = verdict.period.window
        let isPlain = reader == .program
        let state = verdict.isClosed ? wording("đã khép", "closed") : wording("đang chạy", "open")
        return [
            .text(quota.quota.id), .text(isPlain ? quota.quota.per.rawValue : wording.name(quota.quota.per)),
            .verbatim(isPlain ? window.first.description : wording.day(window.first)),
            .verbatim(isPlain ? window.last.description : wording.day(window.last)),
            .text(isPlain ? (verdict.isClosed ? "closed" : "open") : state),
            .number(verdict.minimum.items), .number(verdict.count), .number(verdict.shortfall),
            .text(isPlain ? verdict.status.rawValue : wording.name(verdict.status)),
        ]
    }
}

/// The column that a table has besides where its rules were read otherwise than they say.
struct ReadingCells {
    private let reader: CSVWriter.Reader
    private let wording: Wording
    /// Nil where they were not.
    private let reading: String?

    init(_ interpretation: Interpretation, _ reader: CSVWriter.Reader, _ wording: Wording) {
        let words = reader == .program ? Self.plain(interpretation) : [wording.reading(interpretation)]
        self.init(words, reader, wording)
    }

    /// A scorecard may also have been scored over other days than its own.
    init(_ plan: ScoringPlan, _ reader: CSVWriter.Reader, _ wording: Wording) {
        let days = plan.isOwnWindow ? [] : ["from=\(plan.from)", "to=\(plan.to)"]
        let words =
            reader == .program ? Self.plain(plan.plan.interpretation) + days : [wording.reading(plan)]
        self.init(words, reader, wording)
    }

    private init(_ parts: [String], _ reader: CSVWriter.Reader, _ wording: Wording) {
        let text = parts.joined(separator: "; ")
        reading = text.isEmpty ? nil : text
        self.reader = reader
        self.wording = wording
    }

    private static func plain(_ interpretation: Interpretation) -> [String] {
        [
            interpretation.counted.map { "counted=\($0.rawValue)" },
            interpretation.monthStartsOn.map { "monthStartsOn=\($0)" },
            interpretation.partial.map { "partial=\($0.rawValue)" },
        ].compactMap(\.self)
    }

    var headings: [String] {
        guard reading != nil else { return [] }
        return [reader == .program || wording.language == .en ? "interpretation" : "Cách tính khác"]
    }

    var cells: [CSVWriter.Cell] { reading.map { [.text($0)] } ?? [] }
}

/// The columns that a table made from a history has besides: how far that had grown.
enum HistoryCells {
    static func headings(_ mark: HistoryMark?, _ reader: CSVWriter.Reader, _ wording: Wording) -> [String] {
        guard mark != nil else { return [] }
        let plain = ["history", "treeSize", "root"]
        return reader == .program || wording.language == .en ? plain : ["Lịch sử", "Số mục", "Gốc"]
    }

    static func cells(_ mark: HistoryMark?) -> [CSVWriter.Cell] {
        guard let mark else { return [] }
        // Base64 may begin with a plus, so it is guarded as every text.
        return [.text(mark.origin), .number(mark.treeSize), .text(mark.root)]
    }
}
