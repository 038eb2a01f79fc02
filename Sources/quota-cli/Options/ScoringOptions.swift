import ArgumentParser
import ArticleIngest
import QuotaEngine
import QuotaModel
import ScoringRules

/// Which scorecard, over which days, with which entered figures.
struct ScoringOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "mã bảng chấm điểm; cần khi bộ quy tắc có nhiều bảng", "the scorecard; needed where there are several",
            value: "id"))
    var scorecard: String?

    @Option(help: ArgumentHelp("số liệu nhập (CSV)", "entered figures (CSV)", value: "file"))
    var inputs: String?

    @Option(help: ArgumentHelp("chấm từ ngày này", "score from this day", value: "yyyy-MM-dd"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("chấm đến hết ngày này", "score to this day", value: "yyyy-MM-dd"))
    var to: CivilDate?

    /// Days that contradict each other on the command line; what the scorecard says of its window is looked at later.
    func checkOptions() throws {
        guard let from, let to, to < from else { return }
        throw Issue(.badOption, subject: "--to", found: to.description, expected: ["--to ≥ --from \(from)"])
    }

    /// - Throws: `Issue` for a scorecard that is not there and for a window that ends before it begins, `Refusal` for rules
    ///   that cannot be read in this way.
    func plan(_ rules: LoadedRules, asOf: CivilDate, _ interpretation: Interpretation) throws -> ScoringPlan {
        let scorecard = try chosen(of: rules.pack)
        try checkWindow(scorecard.window(in: rules.pack), asOf: asOf)
        return try ScoringPlan(
            plan: rules.plan(asOf: asOf, interpretation), scorecard: scorecard, from: from, to: to)
    }

    /// Names the day that a person said. Rules that contradict themselves are told so by the plan.
    ///
    /// - Parameter own: the scorecard's days; without an end the as-of day ends them.
    private func checkWindow(_ own: (from: CivilDate, to: CivilDate?), asOf: CivilDate) throws {
        let (first, last) = (from ?? own.from, to ?? own.to ?? asOf)
        guard last < first else { return }
        if let from {
            throw Issue(.badOption, subject: "--from", found: from.description, expected: ["--from ≤ \(last)"])
        }
        if let to { throw Issue(.badOption, subject: "--to", found: to.description, expected: ["--to ≥ \(first)"]) }
        if own.to == nil {
            throw Issue(.badOption, subject: "--as-of", found: asOf.description, expected: ["--as-of ≥ \(first)"])
        }
    }

    private func chosen(of pack: RulePack) throws -> Scorecard {
        let known = pack.scorecards.map(\.id)
        guard !known.isEmpty else { throw Issue(.noScorecard, subject: "--rules", found: pack.id) }
        guard let scorecard else {
            guard known.count == 1 else {
                throw Issue(.missingOption, subject: "--scorecard", expected: known)
            }
            return pack.scorecards[0]
        }
        guard let chosen = pack.scorecards.first(where: { $0.id == scorecard }) else {
            throw Issue(
                .noScorecard, subject: "--scorecard", found: scorecard, expected: known,
                suggestion: Suggestion.nearest(to: scorecard, among: known))
        }
        return chosen
    }
}

/// Entered figures with the digest of their bytes.
struct LoadedFigures {
    let figures: EnteredFigures
    let sha256: String?

    /// - Parameter path: nil: nothing was entered.
    /// - Throws: `Refusal` with every error of the file.
    init(path: String?, plan: ScoringPlan) throws {
        guard let path else {
            self.init(figures: EnteredFigures(), sha256: nil)
            return
        }
        try self.init(InputFile.contents(of: path), path: path, plan: plan)
    }

    /// - Parameter path: named in every finding.
    /// - Throws: `Refusal` with every error of the file.
    init(_ bytes: [UInt8], path: String, plan: ScoringPlan) throws {
        self.init(
            figures: try Self.figures(in: bytes, path: path, plan), sha256: InputFile.sha256(of: bytes))
    }

    private init(figures: EnteredFigures, sha256: String?) {
        self.figures = figures
        self.sha256 = sha256
    }

    /// - Parameter path: named in every finding.
    static func figures(in bytes: [UInt8], path: String, _ plan: ScoringPlan) throws -> EnteredFigures {
        if let issue = ForeignFile.issue(bytes, path: path, of: "--inputs") { throw Refusal(issue) }
        let roster = plan.pack.roster
        let reader = InputsReader(
            path: path, scorecard: plan.scorecard,
            subjects: plan.subjects.map { InputsReader.Subject(id: $0.id, name: $0.name) },
            others: roster.units.flatMap { [$0.id, $0.name] } + roster.people.flatMap { [$0.id, $0.name] },
            aliases: roster.units.flatMap { unit in unit.aliases.map { .init($0, of: unit.id) } }
                + roster.people.flatMap { person in person.aliases.map { .init($0, of: person.id) } })
        return try reader.read(bytes)
    }
}
