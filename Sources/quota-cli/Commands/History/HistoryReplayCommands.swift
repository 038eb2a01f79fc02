import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history replay`: evaluates again from the stored bytes (contract, section 9).
struct HistoryReplayCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "replay",
            abstract: help(
                "tính lại một kết quả đã ghi từ các byte đã lưu: giống hệt, hoặc khác chỗ nào",
                "evaluate again from the stored bytes: identical, or where it differs"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Argument(help: ArgumentHelp("số của mục có kết quả", "the evaluation's number", value: "seq"))
    var seq: Int

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let side = try EvaluationComparison.Side(ledger, seq)
        let recorded = side.recorded
        let again = try recorded.evaluation.json(side.history, console)
        let stored = try side.history.ledger.contents(of: recorded.resultSHA256)
        let isIdentical = again == stored
        let result = isIdentical ? nil : JSONReader.value(of: again)
        let replay = Replay(
            seq: seq, recorded: recorded, isIdentical: isIdentical, sha256: InputFile.sha256(of: again),
            difference: result.flatMap { JSONDifference(side.result, $0) },
            results: result.map {
                ResultComparison(side.result, $0, gradesBefore: side.gradeTitles, gradesAfter: side.gradeTitles)
            })
        try answerOptions.write(
            text: HistoryText(console.wording).replay(replay), json: HistoryJSON.replay(replay, ledger.markNow))
        return replay.isIdentical ? .done : .badData
    }
}

/// How an evaluation that was made again stands to the recorded one.
struct Replay {
    let seq: Int
    let recorded: RecordedEvaluation
    let isIdentical: Bool
    /// Of what came out now.
    let sha256: String
    /// Both nil where it is identical.
    let difference: JSONDifference?
    let results: ResultComparison?
}

/// `history diff`: what differs between two evaluations, and what made the difference (contract, section 9).
struct HistoryDiffCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "diff",
            abstract: help(
                "hai kết quả đã ghi khác nhau ở đâu, do tin, bài hay quy tắc nào",
                "what differs between two evaluations, and which items or rules made it"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Argument(help: ArgumentHelp("mục có kết quả trước", "the first evaluation", value: "seq"))
    var before: Int

    @Argument(help: ArgumentHelp("mục có kết quả sau", "the second evaluation", value: "seq"))
    var after: Int

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        // The earlier one first, however they were named: what came between is what made the difference.
        let sides = try [before, after].sorted().map { try EvaluationComparison.Side(ledger, $0) }
        let commands = sides.map(\.recorded.evaluation.command)
        guard commands[0] == commands[1], commands[0] != .explain else {
            throw Issue(
                .noEvaluation, at: SourceLocation(ledger.path), subject: String(max(before, after)),
                found: commands[1].rawValue,
                expected: [commands[0] == .explain ? Evaluation.Command.briefing.rawValue : commands[0].rawValue])
        }
        let comparison = try EvaluationComparison(sides[0], sides[1], console)
        try answerOptions.write(
            text: HistoryText(console.wording).difference(comparison),
            json: HistoryJSON.difference(comparison, ledger.markNow))
        return .done
    }
}
