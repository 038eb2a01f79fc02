import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history checkpoint`: three lines for the archive that later prove that nothing before them was changed.
struct HistoryCheckpointCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "checkpoint",
            abstract: help(
                "in điểm mốc để lưu giữ: tên, số mục, gốc cây; ký nếu có khóa",
                "print a checkpoint to keep: name, size, root; signed with a key"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Option(help: ArgumentHelp("khóa để ký (history key create)", "the key to sign with", value: "path"))
    var key: String?

    @OptionGroup var knownAtOptions: KnownAtOptions

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: historyOptions.files + [NamedFile("--key", key)], writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let checkpoint = try ledger.checkpoint(of: knownAtOptions.size(of: ledger))
        let note = try key.map { try KeyFile.signing($0).sign(checkpoint) } ?? SignedNote(text: checkpoint.text)
        try answerOptions.write(text: Array(note.written.utf8), json: HistoryJSON.checkpoint(checkpoint, note))
        return .done
    }
}

/// `history verify`: computes everything again from the bytes.
struct HistoryVerifyCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: help(
                "tính lại mọi thứ từ các byte đã lưu; nêu mục hỏng đầu tiên",
                "compute everything again from the bytes; name the first bad entry"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Option(help: ArgumentHelp("điểm mốc cũ để đối chiếu", "an older checkpoint to compare with", value: "file"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("khóa công khai để kiểm chữ ký của điểm mốc", "the key of its signature", value: "file"))
    var publicKey: String?

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: historyOptions.files + [
                NamedFile("--checkpoint", checkpoint), NamedFile("--public-key", publicKey),
            ], writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        if publicKey != nil, checkpoint == nil { throw Issue(.missingOption, subject: "--checkpoint") }
        let older = try checkpoint.map { try CheckedCheckpoint($0, publicKey: publicKey) }
        let result = try historyOptions.opened().verified(against: older?.checkpoint)
        let report = VerificationReport(result: result, older: older)
        try answerOptions.write(
            text: HistoryText(console.wording).verification(report), json: HistoryJSON.verification(report))
        return report.isGood ? .done : .badData
    }
}

/// A checkpoint from a file, its signature checked where a key is given.
struct CheckedCheckpoint {
    let checkpoint: Checkpoint
    let isSigned: Bool
    /// Nil where no key was given.
    let isChecked: Bool

    /// - Throws: `Issue` for a text that is no checkpoint, a key that is none, and a signature that is not there or wrong.
    init(_ path: String, publicKey: String?) throws {
        let text = String(validating: try InputFile.contents(of: path), as: UTF8.self)
        guard let note = text.flatMap({ SignedNote(written: Self.normalised($0)) }),
            let checkpoint = Checkpoint(text: note.text)
        else { throw Issue(.badCheckpoint, at: SourceLocation(path)) }
        self.checkpoint = checkpoint
        isSigned = !note.signatures.isEmpty
        isChecked = publicKey != nil
        guard let publicKey else { return }
        let key = try KeyFile.verifier(publicKey)
        guard isSigned else { throw Issue(.unsignedCheckpoint, at: SourceLocation(path)) }
        guard key.verifies(note) else { throw Issue(.wrongSignature, at: SourceLocation(path), found: key.name) }
    }

    /// What was typed from paper or went through another system: its line ends are newlines, and the last one is there.
    private static func normalised(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n")
        return lines.hasSuffix("\n") ? lines : lines + "\n"
    }
}

/// What `verify` found, and how the history stands to an older checkpoint.
struct VerificationReport {
    let result: Verification
    let older: CheckedCheckpoint?

    var comparison: Verification.Extension? { older.map { result.extends($0.checkpoint) } }

    var isGood: Bool { result.isGood && (comparison ?? .extends) == .extends }
}
