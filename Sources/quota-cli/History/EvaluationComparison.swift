import ArticleIngest
import AuditLedger
import QuotaModel
import ScoringRules

/// What differs between two recorded evaluations, and what made the difference: days and options, items, rules, entered
/// figures.
struct EvaluationComparison {
    /// One recorded evaluation with everything it was made from.
    struct Side {
        let entry: Entry
        let recorded: RecordedEvaluation
        let history: HistoryEvidence
        let result: JSONValue

        init(_ ledger: Ledger, _ seq: Int) throws {
            entry = try ledger.entry(seq)
            guard let recorded = RecordedEvaluation(entry) else {
                // An evaluation that cannot be read is none that this program wrote.
                throw entry.entryKind == .evaluation
                    ? Issue(.damagedEntry, at: SourceLocation(ledger.path), subject: String(seq))
                    : Issue(.noEvaluation, at: SourceLocation(ledger.path), subject: String(seq), found: entry.kind)
            }
            self.recorded = recorded
            // Nor is the evaluation itself one that the tree does not cover.
            _ = try ledger.root(of: seq + 1)
            history = try HistoryEvidence(ledger, size: recorded.treeSize, rules: .sha256(recorded.rulesSHA256))
            guard let result = JSONReader.value(of: try ledger.contents(of: recorded.resultSHA256)) else {
                throw Issue(
                    .damagedBlob, at: SourceLocation(ledger.path), subject: recorded.resultSHA256, found: String(seq))
            }
            self.result = result
        }

        /// Of the grades of the scorecard that was used, by their ids.
        var gradeTitles: [String: String] {
            let used = history.rules.pack.scorecards.first { $0.id == result["scorecard"]?.text }
            return Dictionary((used?.grades ?? []).map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        }

        fileprivate func canDepend(on facts: ItemFacts?) -> Bool {
            facts?.canMatter(history.rules.pack, asOf: recorded.evaluation.parameters.asOf) ?? false
        }
    }

    /// An item that is another one now, or is there on one side only.
    struct ItemChange {
        enum Kind: String { case added, removed, changed, withdrawn }

        let kind: Kind
        let before: ItemFacts?
        let after: ItemFacts?
        /// The fields in which they differ.
        let fields: [Field]
        /// The entry that withdrew it.
        let withdrawal: Entry?

        var facts: ItemFacts? { after ?? before }
        var units: Set<String> { Set((before?.units ?? []) + (after?.units ?? [])) }
    }

    let before: Side
    let after: Side
    let results: ResultComparison
    /// Members of the parameters that differ.
    let parameters: [(key: String, before: JSONValue?, after: JSONValue?)]
    let quotas: [QuotaChange]
    let ruleLines: [LineDifference.Change]
    let figureLines: [LineDifference.Change]
    let items: [ItemChange]

    init(_ before: Side, _ after: Side, _ console: Console) throws {
        self.before = before
        self.after = after
        results = ResultComparison(
            before.result, after.result, gradesBefore: before.gradeTitles, gradesAfter: after.gradeTitles)
        let (old, new) = (before.recorded.evaluation.parameters.json, after.recorded.evaluation.parameters.json)
        let keys = old.members.map(\.key) + new.members.map(\.key).filter { old[$0] == nil }
        parameters = keys.map { ($0, old[$0], new[$0]) }.filter { $0.1?.canonical != $0.2?.canonical }
        quotas = QuotaChange.changes(before.history.rules.pack, after.history.rules.pack)
        ruleLines = try Self.lines(before, after, \.rulesSHA256)
        figureLines = try Self.lines(before, after, \.inputsSHA256)
        items = try Self.items(before, after, of: results, console)
    }

    private static func lines(
        _ before: Side, _ after: Side, _ digest: (RecordedEvaluation) -> String?
    ) throws -> [LineDifference.Change] {
        let (old, new) = (digest(before.recorded), digest(after.recorded))
        guard old != new else { return [] }
        let text = { (side: Side, digest: String?) -> [Substring] in
            guard let digest else { return [] }
            let text = String(decoding: try side.history.ledger.contents(of: digest), as: UTF8.self)
            return text.split(whereSeparator: \.isNewline)
        }
        return try LineDifference(from: text(before, old), to: text(after, new)).changes
    }

    /// Items that differ and can have made a difference, of the units that differ; of all units where nothing is known by
    /// unit.
    private static func items(
        _ before: Side, _ after: Side, of results: ResultComparison, _ console: Console
    ) throws -> [ItemChange] {
        let (old, new) = (try before.history.items(console), try after.history.items(console))
        let ids = Set(results.changes.map(\.id))
        let isByUnit = !ids.isDisjoint(with: after.history.rules.pack.roster.units.map(\.id))
        let gone = Dictionary(
            after.history.withdrawn.map { (ItemKey($0.key, after.history.rules.pack), $0.value) },
            uniquingKeysWith: { first, _ in first })
        return Set(old.keys).union(new.keys).sorted().compactMap { key -> ItemChange? in
            let change: ItemChange
            switch (old[key], new[key]) {
            case (let was?, let now?):
                let fields = was.changes(to: now)
                guard !fields.isEmpty else { return nil }
                change = ItemChange(kind: .changed, before: was, after: now, fields: fields, withdrawal: nil)
            case (nil, let now?):
                change = ItemChange(kind: .added, before: nil, after: now, fields: [], withdrawal: nil)
            case (let was?, nil):
                change = ItemChange(
                    kind: gone[key] == nil ? .removed : .withdrawn, before: was, after: nil, fields: [],
                    withdrawal: gone[key])
            case (nil, nil): return nil
            }
            guard before.canDepend(on: change.before) || after.canDepend(on: change.after) else { return nil }
            return isByUnit && change.units.isDisjoint(with: ids) ? nil : change
        }
    }
}

/// A line of minima that is another one now, or is there on one side only.
struct QuotaChange {
    let id: String
    let before: Quota?
    let after: Quota?

    static func changes(_ before: RulePack, _ after: RulePack) -> [QuotaChange] {
        // One id may have several lines, each from its own day.
        let named = { (pack: RulePack) in
            Dictionary(pack.quotas.map { ("\($0.id) \($0.from)", ($0, pack)) }, uniquingKeysWith: { first, _ in first })
        }
        let (old, new) = (named(before), named(after))
        let keys = after.quotas.map { "\($0.id) \($0.from)" }
        let all = keys + before.quotas.map { "\($0.id) \($0.from)" }.filter { new[$0] == nil }
        return all.compactMap { key in
            let (was, now) = (old[key], new[key])
            guard let id = (now ?? was)?.0.id else { return nil }
            if let was, let now, isSame(was.0, was.1, now.0, now.1) { return nil }
            return QuotaChange(id: id, before: was?.0, after: now?.0)
        }
    }

    /// Units, kinds and categories are compared by their ids: their places change with the roster.
    private static func isSame(_ old: Quota, _ before: RulePack, _ new: Quota, _ after: RulePack) -> Bool {
        let units = { (quota: Quota, pack: RulePack) in quota.units.map { pack.roster.units[$0].id }.sorted() }
        return old.minimum == new.minimum && old.per == new.per && old.rhythm == new.rhythm
            && old.partial == new.partial && old.to == new.to && old.workingDaysOnly == new.workingDaysOnly
            && units(old, before) == units(new, after) && isSame(old.filter, before, new.filter, after)
    }

    private static func isSame(_ old: ItemFilter, _ before: RulePack, _ new: ItemFilter, _ after: RulePack) -> Bool {
        let kinds = { (filter: ItemFilter, pack: RulePack) in
            filter.kinds.map { Set($0.map { pack.roster.kinds[$0].id }) }
        }
        let categories = { (filter: ItemFilter, pack: RulePack) in
            filter.categories.map { Set($0.map { pack.roster.categories[$0].id }) }
        }
        return kinds(old, before) == kinds(new, after) && categories(old, before) == categories(new, after)
            && withoutPlaces(old) == withoutPlaces(new)
    }

    /// Nor does it matter how its texts are written.
    private static func withoutPlaces(_ filter: ItemFilter) -> ItemFilter {
        var filter = filter
        (filter.kinds, filter.categories, filter.written) = (nil, nil, [:])
        return filter
    }
}
