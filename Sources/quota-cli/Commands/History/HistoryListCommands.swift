import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history list`: who added what, when.
struct HistoryListCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: help("ai đã ghi gì, khi nào", "who added what, when"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let size = try ledger.size()
        var entries: [Entry] = []
        var (mark, damage): (HistoryMark?, Issue?)
        // What is before a damaged entry can still be read.
        do {
            let root = try ledger.forEachEntry(to: size) { entries.append($0) }
            mark = HistoryMark(Checkpoint(origin: try ledger.origin(), size: size, root: root))
        } catch let issue as Issue {
            damage = issue
        }
        try answerOptions.write(
            text: HistoryText(console.wording).list(entries, mark), json: HistoryJSON.list(entries, mark))
        if let damage { throw damage }
        return .done
    }
}

/// `history show`: one entry, whole.
struct HistoryShowCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: help("xem trọn một mục", "show one entry"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Argument(help: ArgumentHelp("số của mục", "the entry's number", value: "seq"))
    var seq: Int

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let entry = try ledger.entry(seq)
        // A history that is damaged elsewhere can still show this entry.
        try answerOptions.write(
            text: HistoryText(console.wording).show(entry), json: HistoryJSON.show(entry, ledger.markNow))
        return .done
    }
}

extension Ledger {
    /// How far the history has grown; nil where it is too damaged to tell.
    var markNow: HistoryMark? { try? HistoryMark(checkpoint(of: size())) }
}
