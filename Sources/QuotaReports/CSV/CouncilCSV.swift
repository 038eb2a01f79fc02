import QuotaEngine
import QuotaModel
import ScoringRules

/// `council --format csv`: one row for each subject and line of the scorecard, with the subject's total beside it; before
/// them what it begins with, where that is not 0.
public enum CouncilCSV {
    /// Hands it on row by row. What programs read is the same in every language.
    public static func write(
        _ council: Council, for reader: CSVWriter.Reader, wording: Wording, to outlet: ByteOutlet
    ) {
        var csv = CSVWriter(for: reader, to: outlet)
        let reading = ReadingCells(council.plan, reader, wording)
        csv.row(
            (headings(reader, wording) + statusHeadings(council, reader, wording)
                + reading.headings
                + HistoryCells.headings(council.history, reader, wording)).map(CSVWriter.Cell.text))
        let rules =
            statusCells(council, reader, wording) + reading.cells + HistoryCells.cells(council.history)
        let words = ScoreWords(wording, council.plan)
        for standing in council.results.standings {
            if council.results.scorecard.base != .zero {
                csv.row(cells(standing, council, reader, words) + base(council, reader, words) + rules)
            }
            for line in council.results.lines(of: standing) {
                csv.row(
                    cells(standing, council, reader, words) + cells(line, standing, council, reader, words) + rules)
            }
        }
        csv.handOn()
    }

    private static func headings(_ reader: CSVWriter.Reader, _ wording: Wording) -> [String] {
        let plain = [
            "rank", "subject", "name", "block", "total", "grade", "part", "line", "title", "points", "max", "because",
        ]
        let vietnamese = [
            "Hạng", "Mã", "Tên", "Khối", "Tổng điểm", "Xếp loại", "Phần", "Mã tiêu chí", "Tiêu chí", "Điểm",
            "Điểm tối đa", "Cách tính",
        ]
        return reader == .program || wording.language == .en ? plain : vietnamese
    }

    /// Only where nobody ordered the rules.
    private static func statusHeadings(
        _ council: Council, _ reader: CSVWriter.Reader, _ wording: Wording
    ) -> [String] {
        guard council.plan.pack.status == .illustrative else { return [] }
        return [reader == .program || wording.language == .en ? "rulesStatus" : "Tình trạng bộ quy tắc"]
    }

    private static func statusCells(
        _ council: Council, _ reader: CSVWriter.Reader, _ wording: Wording
    ) -> [CSVWriter.Cell] {
        let status = council.plan.pack.status
        guard status == .illustrative else { return [] }
        return [.text(reader == .program ? status.rawValue : wording.name(status))]
    }

    private static func cells(
        _ standing: CouncilResults.Standing, _ council: Council, _ reader: CSVWriter.Reader, _ words: ScoreWords
    ) -> [CSVWriter.Cell] {
        let scorecard = council.results.scorecard
        let id = standing.disqualification == nil ? standing.grade.map { scorecard.grades[$0].id } : Grade.notConsidered
        return [
            .number(standing.rank), .text(standing.subject.id), .text(standing.subject.name),
            .text(standing.subject.block ?? ""),
            .verbatim(standing.total.decimal(places: scorecard.rounding.decimals)),
            .text(reader == .program ? id ?? "" : words.grade(standing)),
        ]
    }

    /// What everybody begins with, so that a subject's points add up to its total.
    private static func base(
        _ council: Council, _ reader: CSVWriter.Reader, _ words: ScoreWords
    ) -> [CSVWriter.Cell] {
        let title = reader == .program ? "" : CouncilWords(council, words.wording).base
        return [
            .text("base"), .text(""), .text(title),
            .verbatim(plain(council.results.scorecard.base, words.plainBase, reader, words)), .text(""), .text(""),
        ]
    }

    /// A number as it is written plainly; but a spreadsheet takes 10/3 for a day.
    private static func plain(
        _ number: Rational, _ plain: String, _ reader: CSVWriter.Reader, _ words: ScoreWords
    ) -> String {
        reader == .spreadsheet && plain.contains("/")
            ? number.decimal(places: words.scorecard.rounding.decimals) : plain
    }

    private static func cells(
        _ line: ScoreLine, _ standing: CouncilResults.Standing, _ council: Council, _ reader: CSVWriter.Reader,
        _ words: ScoreWords
    ) -> [CSVWriter.Cell] {
        let reason = council.results.reason(of: line.criterion, standing.place)
        let decimals = council.results.scorecard.rounding.decimals
        let max = line.criterion.max
        return [
            .text(line.part), .text(line.criterion.id), .text(line.criterion.title),
            .verbatim(line.points.decimal(places: decimals)),
            .verbatim(plain(max, max.plain, reader, words)),
            .text(
                reader == .program
                    ? because(reason, council) : words.explanation(reason, of: line.criterion, points: line.points)),
        ]
    }

    /// As in the JSON: a program can take it apart, and it is the same in every language (contract, section 7).
    private static func because(_ reason: ScoredShape, _ council: Council) -> String {
        var json = JSONWriter()
        json.because(reason, council)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

/// One line of a scorecard with the points of one subject.
struct ScoreLine {
    /// The group's id, `bonus` or `penalties`.
    let part: String
    let criterion: Criterion
    /// What a penalty takes is positive.
    let points: Rational
}

extension CouncilResults {
    /// Criteria, bonus and penalties in file order.
    func lines(of standing: Standing) -> [ScoreLine] {
        let groups = scorecard.groups.flatMap { [String](repeating: $0.id, count: $0.criteria.count) }
        return scorecard.lines.map { line in
            let part =
                switch line {
                case .criterion(let place): groups[place]
                case .bonus: "bonus"
                case .penalty: "penalties"
                }
            return ScoreLine(part: part, criterion: scorecard[line], points: points(of: line, standing.place))
        }
    }
}

/// `council --write-inputs FILE`: the empty form for everything that has to be entered.
public enum InputsForm {
    /// One row for each subject and input, in the order of the plan, without any values.
    public static func bytes(_ plan: ScoringPlan) -> [UInt8] {
        var csv = CSVWriter(for: .spreadsheet)
        csv.row(InputsReader.columns.map(CSVWriter.Cell.text))
        let blanks = [CSVWriter.Cell](repeating: .text(""), count: InputsReader.columns.count - 2)
        for subject in plan.subjects {
            for slot in plan.scorecard.inputs { csv.row([.text(subject.id), .text(slot.id)] + blanks) }
        }
        return csv.bytes
    }
}
