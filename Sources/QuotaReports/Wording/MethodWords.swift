import QuotaEngine
import QuotaModel
import ScoringRules

/// How everything was counted, fact by fact: by which documents and rules, from which logs.
struct MethodWords {
    /// A name with what is to be said of it.
    struct Fact {
        let name: String
        let text: String
    }

    let wording: Wording
    let pack: RulePack
    /// How the rules were read otherwise than they say; empty where they were not.
    let reading: String
    let rulesSHA256: String
    let asOf: CivilDate
    let inputs: [LogSummary]
    let history: HistoryMark?

    init(_ briefing: Briefing, _ wording: Wording) {
        self.wording = wording
        pack = briefing.pack
        reading = wording.reading(briefing.interpretation)
        rulesSHA256 = briefing.rulesSHA256
        asOf = briefing.asOf
        inputs = briefing.inputs
        history = briefing.history
    }

    init(_ council: Council, _ wording: Wording) {
        self.wording = wording
        pack = council.plan.pack
        reading = wording.reading(council.plan)
        rulesSHA256 = council.rulesSHA256
        asOf = council.plan.asOf
        inputs = council.inputs
        history = council.history
    }

    /// Titles of illustrative packs often say it themselves.
    private var titleAndStatus: String {
        let status = "(\(wording.name(pack.status)))"
        return MatchKey(pack.title).text.hasSuffix(status) ? pack.title : "\(pack.title) \(status)"
    }

    /// What ordered it, and which rules counted.
    func rules() -> [Fact] {
        var facts = pack.sources.map { source in
            let title = source.document == nil ? nil : source.title
            let details = [source.issuer, source.issued.map(wording.issued), title].compactMap(\.self).joined(
                separator: ", ")
            return Fact(
                name: wording("Căn cứ", "Ordered by"),
                text: source.name + (details.isEmpty ? "" : " (\(details))"))
        }
        facts += [
            Fact(
                name: wording("Bộ quy tắc", "Rule pack"),
                text: "\(pack.id) – \(titleAndStatus), sha256 \(rulesSHA256)"),
            Fact(name: wording("Hiệu lực", "In force"), text: effective),
            Fact(name: wording("Số liệu đến hết ngày", "As of"), text: wording.day(asOf)),
        ]
        if !reading.isEmpty {
            facts.append(
                Fact(
                    name: wording("Tính khác với quy tắc", "Counted otherwise than the rules say"), text: reading))
        }
        return facts
    }

    private var effective: String {
        pack.to.flatMap { DaySpan(pack.from, $0) }.map(wording.span)
            ?? wording("từ ngày \(wording.day(pack.from))", "from \(wording.day(pack.from))")
    }

    /// Which items count.
    func counting() -> [Fact] {
        let counting = pack.counting
        let everyKind = wording("mọi loại", "every kind")
        let kinds = counting.kinds.map { $0.map { pack.roster.kinds[$0].name }.joined(separator: ", ") } ?? everyKind
        let states = ItemState.allCases.filter(counting.states.contains).map(wording.name).joined(separator: ", ")
        return [
            Fact(name: wording("Ngày tính", "Counting date"), text: wording.name(counting.date)),
            Fact(name: wording("Loại được tính", "Kinds that count"), text: kinds),
            Fact(
                name: wording("Trạng thái được tính", "States that count"),
                text: states + wording(" (nếu nhật ký có cột trạng thái)", " (where the log has states)")),
            Fact(
                name: wording("Bài chung của nhiều đơn vị", "Items of several units"),
                text: counting.jointUnits == .each
                    ? wording("mỗi đơn vị được tính một", "each unit gets one")
                    : wording("chỉ đơn vị đứng đầu được tính", "only the first named gets it")),
        ]
    }

    /// The lines of minima, each with its clause, and who is exempt when.
    func quotas() -> [Fact] {
        pack.quotas.map { quota in
            let names = wording.list(quota.units.map { pack.roster.units[$0].name })
            return Fact(name: quota.id, text: "\(names): \(wording.rule(quota, in: pack))")
        }
            + pack.exemptions.map { exemption in
                let names = wording.list(exemption.units.map { pack.roster.units[$0].name })
                let reason = [exemption.reason, wording.citation(exemption.cite, in: pack)].compactMap(\.self)
                return Fact(
                    name: wording("Miễn", "Exempt"),
                    text: ([names, wording.span(exemption.span)] + reason).joined(separator: "; "))
            }
    }

    /// How a scorecard adds up, ranks and grades.
    func scorecard(_ council: Council, _ words: ScoreWords) -> [Fact] {
        let scorecard = council.results.scorecard
        let told = CouncilWords(council, wording)
        var facts = told.rounding().map {
            Fact(name: wording("Làm tròn, so bằng điểm", "Rounding, equal totals"), text: $0)
        }
        if scorecard.base != .zero {
            facts.append(Fact(name: told.base, text: words.number(scorecard.base)))
        }
        if let max = scorecard.max {
            facts.append(Fact(name: wording("Điểm tối đa", "Max"), text: words.number(max)))
        }
        facts += scorecard.grades.map { grade in
            let cite = wording.citation(grade.cite, in: pack).map { " – \($0)" } ?? ""
            let demand = grade.requires == nil ? "" : wording(", kèm điều kiện", ", with a demand")
            return Fact(
                name: grade.title,
                text: wording("từ \(words.number(grade.atLeast)) điểm", "from \(words.inPoints(grade.atLeast))")
                    + demand + cite)
        }
        if let digest = council.figuresSHA256 {
            facts.append(Fact(name: wording("Số liệu nhập", "Entered figures"), text: "sha256 \(digest)"))
        }
        return facts
    }

    /// What the measures count.
    ///
    /// - Parameter places: in the pack.
    func measures(_ places: [Int]) -> [Fact] {
        places.map { Fact(name: pack.measures[$0].id, text: wording.sentence(pack.measures[$0], in: pack)) }
    }

    /// Where a report was made from a history: how far that had grown.
    func mark() -> [Fact] {
        guard let history else { return [] }
        return [
            Fact(
                name: wording("Lịch sử", "History"),
                text: "\(wording.quoted(history.origin)), " + wording.state(of: history))
        ]
    }

    /// Accepted rows of a history that count no more.
    func overruled(_ input: LogSummary) -> [String] {
        let counts: [(Int, Overruling)] = [(input.superseded, .superseded), (input.withdrawn, .withdrawn)]
        return counts.filter { $0.0 > 0 }.map { count, overruling in
            wording("\(wording.number(count)) tin, bài không tính: ", "\(wording.number(count)) not counted: ")
                + wording.words(overruling)
        }
    }
}
