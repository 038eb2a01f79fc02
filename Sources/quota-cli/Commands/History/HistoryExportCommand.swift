import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history export`: everything as plain files that can be checked without this program (contract, section 9).
struct HistoryExportCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: help(
                "xuất các mục và tệp đã lưu ra thư mục mới hoặc trống; lịch sử hỏng thì xuất phần trước mục hỏng đầu tiên",
                "write entries and blobs to a new or empty folder; of a damaged history all before the first bad entry")
        )
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var reportOptions: ReportOptions

    @Argument(help: ArgumentHelp("thư mục mới hoặc trống", "a new or empty folder", value: "dir"))
    var directory: String

    var namedFiles: NamedFiles {
        let made = ["", "/entries.jsonl", "/checkpoint"].map { NamedFile("dir", directory + $0) }
        return NamedFiles(reading: historyOptions.files, writing: made + [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let result = try ledger.verified()
        guard result.goodEntries > 0 else {
            for line in HistoryText(console.wording).faults(result) { console.say(line) }
            throw Issue(.damagedEntry, at: SourceLocation(ledger.path), subject: "0")
        }
        let export = try HistoryExport(ledger, size: result.goodEntries, to: directory)
        let counts = try export.write()
        let words = console.wording
        try reportOptions.write(
            line: words(
                "đã xuất \(words.number(counts.entries)) mục, \(words.number(counts.blobs)) tệp: \(directory)",
                "exported \(words.count(counts.entries, "entry", "entries")), \(words.count(counts.blobs, "blob", "blobs")): \(directory)"
            ))
        guard result.isGood else {
            for line in HistoryText(words).faults(result) { console.say(line) }
            return .badData
        }
        return .done
    }
}
