import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import ScoringRules

/// A history as it stood when it had so many entries, as evaluations read it.
struct HistoryEvidence {
    /// Which rules an evaluation is made under.
    enum Choice {
        case newest(id: String?)
        /// Those that an earlier evaluation was made under.
        case sha256(String)
    }

    let ledger: Ledger
    let size: Int
    let mark: HistoryMark
    let rules: LoadedRules
    let logs: StoredLogs
    /// What counts nowhere, with the entries that say so.
    let withdrawn: [ItemIdentity: Entry]
    private let inputs: [Entry]

    /// - Throws: `Issue` `no-such-entry` for a size that it has not had, `nothing-added-yet` without rules,
    ///   `damaged-entry` for an entry that is not as this program writes them.
    init(_ ledger: Ledger, size: Int, rules choice: Choice) throws {
        guard size > 0 else { throw Issue(.noSuchEntry, subject: String(size), expected: ["1–\(try ledger.size())"]) }
        self.ledger = ledger
        self.size = size
        var (rules, inputs, withdrawals): ([Entry], [Entry], [(Withdrawal, Entry)]) = ([], [], [])
        var logs: [StoredLogs.Log] = []
        let root = try ledger.forEachEntry(to: size) { entry in
            // A log or a withdrawal that this program cannot read must not be missing from a result without a word.
            if let flaw = EntryBody.flaw(of: entry) {
                throw Issue(
                    .damagedEntry, at: SourceLocation(ledger.path), subject: String(entry.seq), found: flaw)
            }
            switch entry.entryKind {
            case .rules: rules.append(entry)
            case .log: if let log = LogEntry(entry) { logs.append(StoredLogs.Log(entry: entry, log: log)) }
            case .inputs: inputs.append(entry)
            case .withdraw: if let withdrawal = Withdrawal(entry) { withdrawals.append((withdrawal, entry)) }
            default: break
            }
        }
        // The root of what was read, not one that is only stored.
        mark = HistoryMark(Checkpoint(origin: try ledger.origin(), size: size, root: root))
        self.inputs = inputs
        self.rules = try Self.chosen(choice, of: rules, ledger)
        self.logs = StoredLogs(ledger: ledger, logs: logs)
        let pack = self.rules.pack
        withdrawn = Dictionary(
            withdrawals.compactMap { withdrawal, entry in withdrawal.identity(in: pack).map { ($0, entry) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func chosen(_ choice: Choice, of entries: [Entry], _ ledger: Ledger) throws -> LoadedRules {
        let entry =
            switch choice {
            case .newest(let id): entries.last { id == nil || $0.payload["id"]?.text == id }
            case .sha256(let digest): entries.last { $0.payload["sha256"]?.text == digest }
            }
        if let entry, let digest = entry.payload["sha256"]?.text, let file = entry.payload["file"]?.text {
            return try LoadedRules(ledger.contents(of: digest), path: file)
        }
        if case .newest(let id?) = choice, !entries.isEmpty {
            let known = entries.compactMap { $0.payload["id"]?.text }
            throw Issue(
                .badOption, subject: "--rules-id", found: id, expected: known,
                suggestion: Suggestion.nearest(to: id, among: known))
        }
        throw Issue(.nothingAdded, at: SourceLocation(ledger.path), subject: "rules")
    }

    /// The newest entered figures that are for this scorecard; none where none were added.
    func figures(for plan: ScoringPlan) throws -> LoadedFigures {
        let entry = inputs.last { entry in
            entry.payload["scorecard"]?.text.map { $0 == plan.scorecard.id } ?? true
        }
        guard let entry, let digest = entry.payload["sha256"]?.text, let file = entry.payload["file"]?.text else {
            return try LoadedFigures(path: nil, plan: plan)
        }
        return try LoadedFigures(ledger.contents(of: digest), path: file, plan: plan)
    }
}
