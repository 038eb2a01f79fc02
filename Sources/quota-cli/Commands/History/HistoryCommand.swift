import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history`: what was counted, when, under which rules, provably unchanged (contract, section 9).
struct HistoryCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "history", _superCommandName: QuotaCLI.name,
            abstract: help(
                "lịch sử: đã tính gì, khi nào, theo quy tắc nào; chứng minh không ai sửa",
                "what was counted, when, under which rules, provably unchanged"),
            subcommands: [
                HistoryInitCommand.self, HistoryAddLogCommand.self, HistoryAddRulesCommand.self,
                HistoryAddInputsCommand.self, HistoryWithdrawCommand.self, HistoryNoteCommand.self,
                HistoryListCommand.self, HistoryShowCommand.self, HistoryItemCommand.self, HistoryReplayCommand.self,
                HistoryDiffCommand.self, HistoryKeyCommand.self,
                HistoryCheckpointCommand.self, HistoryVerifyCommand.self, HistoryProveCommand.self,
                HistoryExportCommand.self,
            ])
    }
}

/// `history init`: a new, empty history.
struct HistoryInitCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: help("tạo tệp lịch sử mới (không ghi đè)", "make a new history (never overwrites)"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(
        help: ArgumentHelp(
            "tên của lịch sử, in trên mọi báo cáo; mặc định cơ quan trong bộ quy tắc, không có thì tên tệp",
            "the history's name on every report; by default the agency of the rules, else the file's name",
            value: "name"))
    var origin: String?

    @Option(help: ArgumentHelp("ghi luôn bộ quy tắc này", "add these rules at once", value: "file"))
    var rules: String?

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files + [NamedFile("--rules", rules)], writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        let path = try historyOptions.path()
        let added = try rules.map { (file: $0, bytes: try InputFile.contents(of: $0)) }
        let loaded = try added.map { try LoadedRules($0.bytes, path: $0.file) }
        let name = try origin(path, loaded)
        try NewHistory(path).make { append in
            try append.append(actorOptions.draft(.initial, .object(["origin": .string(name)])))
            if let added, let loaded {
                try append.add(added.bytes, of: added.file, loaded, by: actorOptions)
            }
        }
        let words = console.wording
        try reportOptions.write(line: words("đã tạo lịch sử “\(name)”: \(path)", "made the history “\(name)”: \(path)"))
        return .done
    }

    /// A checkpoint is lines of text without control characters, so the name is one line of them.
    private func origin(_ path: String, _ rules: LoadedRules?) throws -> String {
        let agency = (rules?.pack.agency ?? "").split { $0.isNewline || $0.isControl }.joined(separator: " ")
        let name = origin ?? (agency.isEmpty ? InputFile.name(of: path) : agency)
        try SaidText.check(name, of: "--origin")
        guard !name.contains(where: { $0.isNewline || $0.isControl }) else {
            throw Issue(.badOption, subject: "--origin", found: name, expected: ["<text>"])
        }
        return name
    }
}

/// `history note`: a remark for whoever reads the history.
struct HistoryNoteCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "note", abstract: help("ghi một lời ghi chú", "append a note"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var reportOptions: ReportOptions

    @Argument(help: ArgumentHelp("lời ghi chú", "the note", value: "text"))
    var text: String

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        try SaidText.check(text, of: "TEXT")
        let entry = try historyOptions.opened(writing: true).append { append in
            try append.append(actorOptions.draft(.note, .object(["text": .string(text)])))
        }
        try reportOptions.write(line: HistoryText(console.wording).added(entry))
        return .done
    }
}

extension Character {
    /// Below U+0020, or DEL and its like: no part of a line of text.
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}

extension ReportOptions {
    func write(line: String) throws { try write(lines: [line]) }

    func write(lines: [String]) throws { try write(Array(lines.map { $0 + "\n" }.joined().utf8)) }
}
