import ArgumentParser
import ArticleIngest
import AuditLedger
import QuotaModel
import QuotaReports

/// `history withdraw`: from this entry on an item counts nowhere, also where a later log holds it (contract, section 9).
struct HistoryWithdrawCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "withdraw",
            abstract: help(
                "rút một tin, bài: từ đây không tính ở đâu nữa", "withdraw an item: from here it counts nowhere"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var actorOptions: ActorOptions
    @OptionGroup var itemOptions: ItemOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("mã tin, bài, đường dẫn hoặc tiêu đề", "the item's id, address or title", value: "id"))
    var item: String

    @Option(help: ArgumentHelp("lý do", "the reason", value: "text"))
    var reason: String

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try actorOptions.checkOptions()
        try SaidText.check(reason, of: "--reason")
        let ledger = try historyOptions.opened(writing: true)
        let history = try HistoryEvidence(ledger, size: ledger.size(), rules: .newest(id: nil))
        let rules = history.rules
        let search = ItemSearch(logs: history.logs, rules: rules)
        let narrowing = try itemOptions.narrowing(rules)
        let versions = try search.versions(of: item, narrowing).filter { $0.readAnewBy == nil }
        guard !versions.isEmpty else { throw try search.absence(of: item, narrowing) }
        let meant = MeantIdentities(
            Set(versions.compactMap(\.identity)), narrowing, withdrawn: history.withdrawn.keys)
        guard let identity = meant.identities.first, let newest = versions.last(where: { $0.identity == identity })
        else {
            throw Issue(.noIdentity, subject: "--item", found: item)
        }
        guard meant.identities.count == 1 else {
            throw Issue(.ambiguousItem, subject: "--item", found: item, expected: meant.choices(rules.pack))
        }
        let withdrawal = Withdrawal(identity, reason: reason, rules: rules.pack)
        let added = try ledger.append { append -> Added in
            let known = try append.first { Withdrawal($0)?.isSame(as: withdrawal) ?? false }
            return try known.map { .known($0, file: item) }
                ?? .new(append.append(actorOptions.draft(.withdraw, withdrawal.payload)))
        }
        try reportOptions.write(lines: HistoryText(console.wording).withdrawn(added, newest.facts))
        return .done
    }
}

/// Which of several items of one name is meant.
struct ItemOptions: ParsableArguments {
    enum Source: String, ExpressibleByArgument, CaseIterable { case id, url, title }

    @Option(help: ArgumentHelp("tên ấy là mã, đường dẫn hay tiêu đề", "what kind of name that is"))
    var by: Source?

    @Option(
        help: ArgumentHelp(
            "chỉ của đơn vị này; lặp lại: của đúng các đơn vị ấy",
            "only of this unit; repeated: of exactly these units", value: "id"))
    var unit: [String] = []

    @Option(help: ArgumentHelp("chỉ có ngày tính này", "only with this counting date", value: "yyyy-MM-dd"))
    var date: CivilDate?

    @Flag(help: ArgumentHelp("chỉ khi không có ngày tính", "only without a counting date"))
    var undated = false

    /// - Throws: `Issue` `no-such-unit`, and `bad-option` for a day of what has none.
    func narrowing(_ rules: LoadedRules) throws -> ItemSearch.Narrowing {
        let units = try unit.map(rules.pack.roster.place)
        if undated, date != nil { throw Issue.excluding("--date", "--undated") }
        return ItemSearch.Narrowing(field: field, units: Set(units), day: date, isUndated: undated)
    }

    private var field: Field? {
        switch by {
        case .id: .id
        case .url: .url
        case .title: .title
        case nil: nil
        }
    }
}
