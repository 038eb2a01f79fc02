import ArticleIngest
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Runs one case of a rule pack: reads its log, evaluates, and names every expectation that does not hold.
struct CaseRun {
    let rules: LoadedRules
    let ruleCase: RuleCase
    /// The case's own path; its log and mapping stand beside it.
    let path: String

    /// Every expectation that does not hold, by place.
    func failures() throws -> [Issue] {
        let plan = try rules.plan(
            asOf: ruleCase.asOf,
            Interpretation(
                counted: ruleCase.counted, monthStartsOn: ruleCase.monthStartsOn, partial: ruleCase.partial))
        var fold = LogFold(plan: plan)
        let summary = try readLog(plan, into: &fold)
        let missing = plan.missingFields(in: summary)
        guard missing.isEmpty else { throw Refusal(missing) }
        fold.finishLog(fields: summary.fields)
        let results = fold.results()
        let ofLog =
            verdicts(results) + ranks(results) + rejects(summary) + categories(results) + deadlines(results)
            + standards(results)
        return try ofLog + scores(plan)
    }

    private func readLog(_ plan: Plan, into fold: inout LogFold) throws -> LogSummary {
        try readLog(plan.readingOrder()) { fold.add($0) }
    }

    private func readLog(_ order: ReadingOrder, _ items: (Span<Item>) -> Void) throws -> LogSummary {
        let mapping = try ruleCase.mapping.map(beside).map { try LoadedMapping(path: $0).mapping }
        var reader = LogReader(order: order, mapping: mapping)
        switch ruleCase.log {
        case .file(let name):
            var file = try InputFile(beside(name))
            return try reader.read(&file, named: file.name, items: items, rejects: { _ in })
        case .text(let text):
            var bytes = TextBytes(text)
            return try reader.read(&bytes, named: path, items: items, rejects: { _ in })
        }
    }

    private func beside(_ name: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init).joined(separator: "/")
            + (path.contains("/") ? "/" : "") + name
    }

    // MARK: Expectations

    private func check(_ place: SourceLocation, _ what: String, _ expected: String?, _ found: String) -> Issue? {
        guard let expected, expected != found else { return nil }
        return Issue(.caseFailed, at: place, subject: what, found: found, expected: [expected])
    }

    /// What an expectation speaks of. The loader has held its id against the pack; without a result it would pass whatever
    /// it expects.
    private func named<Results: Sequence>(
        _ id: String, in results: Results, by key: (Results.Element) -> String
    ) -> Results.Element {
        guard let found = results.first(where: { key($0) == id }) else {
            preconditionFailure("\(path): nothing was evaluated for \(id)")
        }
        return found
    }

    private func scores(_ plan: Plan) throws -> [Issue] {
        guard !ruleCase.scores.isEmpty else { return [] }
        let results = try councilResults(plan)
        return ruleCase.scores.flatMap { expected -> [Issue] in
            guard let found = results.standings.first(where: { $0.subject.id == expected.subject }) else {
                return [Issue(.noSubject, at: expected.place, found: expected.subject)]
            }
            return check(expected, found, results)
        }
    }

    private func councilResults(_ plan: Plan) throws -> CouncilResults {
        let id = ruleCase.scorecard ?? plan.pack.scorecards.first?.id
        guard let scorecard = plan.pack.scorecards.first(where: { $0.id == id }) else {
            throw Issue(.noScorecard, at: SourceLocation(path), found: id ?? "")
        }
        let scoring = try ScoringPlan(plan: plan, scorecard: scorecard)
        var fold = ScoringFold(plan: scoring)
        let summary = try readLog(scoring.readingOrder()) { fold.add($0) }
        let missing = scoring.missingFields(in: summary)
        guard missing.isEmpty else { throw Refusal(missing) }
        fold.finishLog(fields: summary.fields)
        let figures = try ruleCase.inputs.map {
            try LoadedFigures.figures(in: Array($0.utf8), path: path, scoring)
        }
        return CouncilResults(fold.measures(), figures: figures ?? EnteredFigures())
    }

    private func check(
        _ expected: RuleCase.Score, _ found: CouncilResults.Standing, _ results: CouncilResults
    ) -> [Issue] {
        let grade = { (place: Int?) in
            found.disqualification == nil
                ? place.map { results.scorecard.grades[$0].id } ?? "none" : Grade.notConsidered
        }
        let who = expected.subject
        let whole = [
            check(expected.place, "\(who), total", expected.total?.plain, found.total.plain),
            check(
                expected.place, "\(who), rank", expected.rank.text,
                found.rank.map(String.init) ?? "none"),
            check(expected.place, "\(who), grade", expected.grade, grade(found.grade)),
            check(expected.place, "\(who), before-places", expected.beforePlaces, grade(found.gradeBeforePlaces)),
            check(
                expected.place, "\(who), needs-decision", expected.needsDecision.map { "\($0)" },
                "\(found.needsDecision)"),
        ]
        let points = expected.points.map { id, wanted in
            check(
                expected.place, "\(who), \(id)", wanted.plain,
                results.points(ofLine: id, found.place)?.plain ?? "none")
        }
        return (whole + points).compactMap(\.self)
    }

    private func verdicts(_ results: Results) -> [Issue] {
        ruleCase.verdicts.flatMap { expected -> [Issue] in
            let what = "\(expected.unit), \(expected.quota), \(expected.period)"
            let periods =
                results.units.first { $0.unit.id == expected.unit }?.quotas
                .filter { $0.quota.id == expected.quota }.flatMap(\.periods) ?? []
            guard let found = periods.first(where: { $0.period.window.contains(expected.period) }) else {
                return [Issue(.noPeriod, at: expected.place, subject: what, found: expected.period.description)]
            }
            return [
                check(expected.place, "\(what), count", expected.count.map(String.init), String(found.count)),
                check(
                    expected.place, "\(what), minimum", expected.minimum.map(String.init), String(found.minimum.items)),
                check(expected.place, "\(what), status", expected.status?.rawValue, found.status.rawValue),
            ].compactMap(\.self)
        }
    }

    private func ranks(_ results: Results) -> [Issue] {
        ruleCase.ranks.compactMap { expected in
            let rank = named(expected.unit, in: results.units) { $0.unit.id }.rank
            return check(
                expected.place, "\(expected.unit), rank", expected.rank.map(String.init) ?? "none",
                rank.map(String.init) ?? "none")
        }
    }

    private func rejects(_ summary: LogSummary) -> [Issue] {
        guard let expected = ruleCase.rejects else { return [] }
        return RejectCode.allCases.compactMap { code in
            check(
                expected.place, "rejects, \(code.rawValue)", String(expected.counts[code] ?? 0),
                String(summary.rejectedBy[code]))
        }
    }

    private func categories(_ results: Results) -> [Issue] {
        ruleCase.categories.flatMap { expected -> [Issue] in
            let found = named(expected.category, in: results.categories) { $0.category.id }
            return [
                check(expected.place, "\(expected.category), state", expected.state?.rawValue, found.state.rawValue),
                check(
                    expected.place, "\(expected.category), items", expected.items.map(String.init), String(found.items)),
            ].compactMap(\.self)
        }
    }

    private func deadlines(_ results: Results) -> [Issue] {
        ruleCase.deadlines.flatMap { expected -> [Issue] in
            let found = named(expected.deadline, in: results.deadlines) { $0.deadline.id }
            let figures = [
                ("on-time", expected.onTime, found.onTime), ("late", expected.late, found.late),
                ("pending", expected.pending, found.pending),
                ("unverifiable", expected.unverifiable, found.unverifiable),
            ]
            return figures.compactMap { name, wanted, count in
                check(expected.place, "\(expected.deadline), \(name)", wanted.map(String.init), String(count))
            }
        }
    }

    private func standards(_ results: Results) -> [Issue] {
        ruleCase.standards.flatMap { expected -> [Issue] in
            let found = named(expected.standard, in: results.standards) { $0.standard.id }
            let figures = [
                ("met", expected.met, found.met), ("unmet", expected.unmet, found.unmet),
                ("unverifiable", expected.unverifiable, found.unverifiable),
            ]
            return figures.compactMap { name, wanted, count in
                check(expected.place, "\(expected.standard), \(name)", wanted.map(String.init), String(count))
            }
        }
    }
}

extension RuleCase.ExpectedRank {
    /// As a failure names it; nil where nothing is expected.
    fileprivate var text: String? {
        switch self {
        case .unchecked: nil
        case .noRank: "none"
        case .place(let place): String(place)
        }
    }
}

/// The bytes of a text that is already there.
private struct TextBytes: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8)[...] }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = rest.prefix(buffer.count)
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}
