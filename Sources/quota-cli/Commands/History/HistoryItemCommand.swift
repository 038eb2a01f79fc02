import ArgumentParser
import ArticleIngest
import AuditLedger
import QuotaModel
import QuotaReports

/// `history item`: every version of an item: entry, file, record, what changed (contract, section 9).
struct HistoryItemCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "item",
            abstract: help(
                "mọi lần ghi của một tin, bài: ở mục nào, dòng nào, đổi gì",
                "every version of an item: entry, file, record, what changed"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var itemOptions: ItemOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Argument(help: ArgumentHelp("mã tin, bài, đường dẫn hoặc tiêu đề", "the item's id, address or title", value: "id"))
    var item: String

    @OptionGroup var knownAtOptions: KnownAtOptions

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let history = try HistoryEvidence(ledger, size: knownAtOptions.size(of: ledger), rules: .newest(id: nil))
        let items = try ItemHistory.all(of: item, itemOptions, history)
        guard !items.isEmpty else {
            let search = ItemSearch(logs: history.logs, rules: history.rules)
            throw try search.absence(
                of: item, itemOptions.narrowing(history.rules), at: SourceLocation(ledger.path))
        }
        try answerOptions.write(
            text: HistoryText(console.wording).items(items, history.mark), json: HistoryJSON.items(items, history.mark))
        return .done
    }
}

/// All that a history says about one item.
struct ItemHistory {
    let key: ItemKey
    /// Oldest first.
    let versions: [ItemSearch.Version]
    /// The entry that withdrew it.
    let withdrawal: Entry?

    /// The entry whose log speaks for it; nil where it counts nowhere.
    var speaking: Int? {
        withdrawal == nil ? versions.last { $0.reject == nil && $0.readAnewBy == nil }?.entry.seq : nil
    }

    /// Every item that a person can mean by this text.
    static func all(of text: String, _ options: ItemOptions, _ history: HistoryEvidence) throws -> [ItemHistory] {
        let rules = history.rules
        let search = ItemSearch(logs: history.logs, rules: rules)
        var order: [ItemKey] = []
        var versions: [ItemKey: [ItemSearch.Version]] = [:]
        for var version in try search.versions(of: text, options.narrowing(rules)) {
            let key = version.facts.key
            if versions[key] == nil { order.append(key) }
            version.changed = versions[key]?.last?.facts.changes(to: version.facts) ?? []
            versions[key, default: []].append(version)
        }
        let gone = Dictionary(
            history.withdrawn.map { (ItemKey($0.key, rules.pack), $0.value) }, uniquingKeysWith: { first, _ in first })
        return order.map { ItemHistory(key: $0, versions: versions[$0] ?? [], withdrawal: gone[$0]) }
    }
}
