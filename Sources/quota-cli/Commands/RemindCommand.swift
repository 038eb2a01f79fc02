import ArgumentParser
import Glibc
import QuotaEngine
import QuotaModel
import QuotaReports

/// `remind`: a letter for each unit that is short or behind (contract, sections 10 and 11.11).
struct RemindCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "remind", _superCommandName: QuotaCLI.name,
            abstract: help(
                "soạn giấy nhắc cho từng đơn vị thiếu hoặc chậm",
                "writes a letter to each unit that is short or behind"))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, docx }

    @OptionGroup var rulesOptions: RulesOptions
    @OptionGroup var logOptions: LogOptions
    @OptionGroup var evidenceOptions: EvidenceOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var dayOptions: DayOptions

    @Option(
        help: ArgumentHelp(
            "thư mục nhận các giấy nhắc, mỗi đơn vị một tệp; chưa có thì tạo",
            "the folder for the letters, a file each; made where there is none", value: "dir"))
    var outputDir: String?

    @Option(help: ArgumentHelp("dạng giấy nhắc", "the form of the letters"))
    var format: Format = .text

    @Flag(
        help: ArgumentHelp(
            "kèm bản PDF bên cạnh tệp DOCX (cần LibreOffice)", "a PDF beside the DOCX as well (needs LibreOffice)"))
    var pdf = false

    private func checkOptions() throws {
        if format == .docx, outputDir == nil { throw Issue(.missingOption, subject: "--output-dir") }
        if outputDir != nil, let output = reportOptions.output {
            throw Issue(.badOption, subject: "--output", found: output, expected: ["--output-dir"])
        }
        if pdf, format != .docx {
            throw Issue(.badOption, subject: "--pdf", found: format.rawValue, expected: ["--format docx"])
        }
        try dayOptions.checkOptions()
    }

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: logOptions.files + [NamedFile("--rules", rulesOptions.rules)]
                + evidenceOptions.historyOptions.files, writing: [reportOptions.file, logOptions.rejectFile])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try rulesOptions.checkOptions()
        try logOptions.checkOptions()
        try checkOptions()
        let output = try DocumentOutput(pdf: pdf)
        let history = try evidenceOptions.evidence(rulesOptions, logOptions)
        let rules = try history?.rules ?? rulesOptions.loaded()
        let plan = try rules.plan(asOf: dayOptions.day(of: rules.pack), rulesOptions.interpretation)
        let run = BriefingRun(
            rules: rules, plan: plan,
            logs: LogRun(options: logOptions, report: reportOptions, console: console, history: history))
        let briefing = try run.evaluate()
        // The letters say what this briefing says.
        let recorded = evidenceOptions.record ? BriefingJSON.bytes(briefing) : nil
        try write(briefing, output, console) {
            try evidenceOptions.record(
                Evaluation(.briefing, EvaluationParameters(asOf: plan.asOf, plan.interpretation)), recorded,
                of: history, console)
        }
        return .done
    }

    /// - Parameter record: puts the briefing into a history, where somebody wants it.
    private func write(
        _ briefing: Briefing, _ output: DocumentOutput, _ console: Console, record: () throws -> Void
    ) throws {
        let letters = try self.letters(briefing, console)
        if letters.isEmpty, !reportOptions.quiet {
            console.say(
                console.wording("không đơn vị nào thiếu hoặc chậm", "no unit is short or behind"))
        }
        guard let outputDir else {
            return try reportOptions.write(
                once: record, Array(letters.map(\.bytes).joined(separator: Self.separator)))
        }
        try write(letters, to: outputDir, output, console, record: record)
    }

    /// Between letters on standard output.
    private static let separator = Array("\n\(String(repeating: "─", count: 72))\n\n".utf8)

    /// A unit's id is safe in a file name and stands for it alone; the day keeps the letters of the month before.
    private func letters(_ briefing: Briefing, _ console: Console) throws -> [(name: String, bytes: [UInt8])] {
        try briefing.findings.toRemind.map { finding in
            let name = "\(finding.result.unit.id)-\(briefing.asOf)"
            switch format {
            case .text:
                return ("\(name).txt", ReminderText(briefing, finding, wording: console.wording).bytes())
            case .docx:
                return ("\(name).docx", try ReminderDOCX(briefing, finding, wording: console.wording).bytes())
            }
        }
    }

    private func write(
        _ letters: [(name: String, bytes: [UInt8])], to folder: String, _ output: DocumentOutput, _ console: Console,
        record: () throws -> Void
    ) throws {
        guard !letters.isEmpty else { return try record() }
        let files = letters.map { (path: "\(folder)/\($0.name)", bytes: $0.bytes) }
        // A letter of another day may have been given as a log by mistake.
        try NamedFiles(reading: namedFiles.read, writing: files.map { NamedFile("--output-dir", $0.path) }).check()
        let isNew = mkdir(folder, 0o777) == 0
        if !isNew, errno != EEXIST {
            throw SystemFile.issue(.cannotWrite, folder)
        }
        let paths: [String]
        do {
            paths = try output.write(files, once: record)
        } catch {
            // Fails, as it should, where a letter is in it.
            if isNew { rmdir(folder) }
            throw error
        }
        guard !reportOptions.quiet else { return }
        for path in paths { console.say(console.wording("đã ghi ", "written: ") + path) }
    }
}
