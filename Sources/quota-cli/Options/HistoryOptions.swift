import ArgumentParser
import AuditLedger
import Glibc
import QuotaModel

/// Which history.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "tệp lịch sử; mặc định lấy ở biến môi trường QUOTA_HISTORY",
            "the history file; by default the environment's QUOTA_HISTORY", value: "file"))
    var history: String?

    /// - Throws: `missing-option` where nobody names one.
    func path() throws -> String {
        if let history { return history }
        guard let said = Self.said else { throw Issue(.missingOption, subject: "--history") }
        return said
    }

    /// With the file that SQLite keeps beside it while it is written; none where nobody names one. A history is never a
    /// stream.
    var files: [NamedFile?] {
        guard let said = history ?? Self.said else { return [] }
        let path = said == "-" ? "./-" : said
        return [NamedFile("--history", path), NamedFile("--history", path + "-journal")]
    }

    /// What the environment's QUOTA_HISTORY names.
    static var said: String? {
        getenv("QUOTA_HISTORY").flatMap { $0.pointee == 0 ? nil : String(cString: $0) }
    }

    func opened(writing: Bool = false) throws -> Ledger { try Ledger(path(), writing: writing) }
}

/// Up to which entry a history is looked at.
struct KnownAtOptions: ParsableArguments {
    @Option(help: ArgumentHelp("lúc lịch sử có ngần này mục", "as it stood with so many entries", value: "n"))
    var knownAt: Int?

    /// All entries that there are, unless somebody asks for fewer.
    ///
    /// - Throws: `Issue` `no-such-entry` for a number of entries that it never had.
    func size(of ledger: Ledger) throws -> Int {
        let size = try ledger.size()
        guard let knownAt else { return size }
        guard 1...size ~= knownAt else {
            throw Issue(.noSuchEntry, subject: "--known-at", found: String(knownAt), expected: ["1..\(size)"])
        }
        return knownAt
    }
}

/// Who appends.
struct ActorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("người ghi, mặc định tên đăng nhập", "who appends, the login name by default", value: "name")
    )
    var actor: String?

    /// An entry by this person at this moment.
    func draft(_ kind: EntryKind, _ payload: JSONValue) -> EntryDraft {
        EntryDraft(time: Today.moment(), actor: actor ?? Self.loginName, kind: kind.rawValue, payload: payload)
    }

    func checkOptions() throws {
        if let actor { try SaidText.check(actor, of: "--actor") }
    }

    private static var loginName: String {
        getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid-\(getuid())"
    }
}
