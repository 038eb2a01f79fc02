import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// An evaluation from a history instead of from files (contract, section 9).
struct EvidenceOptions: ParsableArguments {
    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions

    @OptionGroup var knownAtOptions: KnownAtOptions

    @Option(
        name: .customLong("rules-id"),
        help: ArgumentHelp("bộ quy tắc mới nhất có mã này", "the newest rules of this id", value: "id"))
    var rulesID: String?

    @Flag(help: ArgumentHelp("ghi kết quả vào lịch sử", "append the result to the history"))
    var record = false

    /// What the evaluation is made from; nil: files.
    ///
    /// - Throws: `bad-option` where somebody asks for both, `missing-option` for what only a history has, without one.
    func evidence(_ rules: RulesOptions, _ logs: LogOptions, inputs: String? = nil) throws -> HistoryEvidence? {
        let files =
            [("--rules", rules.rules != nil), ("--log", !logs.log.isEmpty), ("--inputs", inputs != nil)]
            + logs.saidAboutReading
        let ofHistory = [
            ("--known-at", knownAtOptions.knownAt != nil), ("--rules-id", rulesID != nil), ("--record", record),
        ]
        let asked = historyOptions.history == nil ? ofHistory.first(where: \.1)?.0 : "--history"
        guard asked != nil || (HistoryOptions.said != nil && !files.contains { $0.1 }) else {
            try actorOptions.checkUnused()
            return nil
        }
        _ = try historyOptions.path()
        if let file = files.first(where: \.1) {
            guard let asked, asked != "--history" else {
                throw Issue.excluding(file.0, "--history")
            }
            throw Issue(.badOption, subject: asked, found: file.0, expected: ["--history"])
        }
        try actorOptions.checkOptions()
        if !record { try actorOptions.checkUnused() }
        let ledger = try historyOptions.opened()
        return try HistoryEvidence(ledger, size: knownAtOptions.size(of: ledger), rules: .newest(id: rulesID))
    }

    /// Appends an evaluation and its result, where somebody wants it. Before the report is there: none must stand for an entry
    /// that could not be appended.
    ///
    /// - Parameter result: nil where nobody does.
    func record(
        _ evaluation: Evaluation, _ result: [UInt8]?, of history: HistoryEvidence?, inputsSHA256: String? = nil,
        _ console: Console
    ) throws {
        guard let result, let history else { return }
        let entry = try Ledger(history.ledger.path, writing: true).append { append in
            let blob = try append.store(result)
            let recorded = RecordedEvaluation(
                evaluation: evaluation, treeSize: history.size, rulesSHA256: history.rules.sha256,
                inputsSHA256: inputsSHA256, resultSHA256: blob.sha256, program: QuotaCLI.configuration.version)
            return try append.append(actorOptions.draft(.evaluation, recorded.payload))
        }
        console.say(HistoryText(console.wording).added(entry))
    }
}

extension ActorOptions {
    /// - Throws: `bad-option` for a name that would be written nowhere.
    fileprivate func checkUnused() throws {
        if let actor { throw Issue(.badOption, subject: "--actor", found: actor, expected: ["--record"]) }
    }
}

extension LogOptions {
    /// Options on how files are read. A history holds its own beside each log.
    fileprivate var saidAboutReading: [(String, Bool)] {
        [
            ("--mapping", mapping != nil), ("--log-format", logFormat != nil), ("--encoding", encoding != nil),
            ("--delimiter", delimiter != nil), ("--date-format", dateFormat != nil), ("--digest", digest),
            ("--max-…", limits.json != nil),
        ]
    }
}
