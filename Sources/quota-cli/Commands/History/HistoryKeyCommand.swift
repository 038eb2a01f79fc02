import ArgumentParser
import AuditLedger
import Glibc
import QuotaModel
import QuotaReports

/// `history key`: keys that sign checkpoints.
struct HistoryKeyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "key", abstract: help("khóa để ký điểm mốc", "keys that sign checkpoints"),
            subcommands: [HistoryKeyCreateCommand.self])
    }
}

/// `history key create`: a new key, and beside it the public one to hand out.
struct HistoryKeyCreateCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create",
            abstract: help(
                "tạo khóa bí mật PATH và khóa công khai PATH.pub (không ghi đè)",
                "make the private key PATH and the public key PATH.pub (never overwrites)"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var reportOptions: ReportOptions

    @Argument(help: ArgumentHelp("tệp khóa", "the key's file", value: "path"))
    var path: String

    @Option(
        help: ArgumentHelp(
            "tên khóa; mặc định tên của lịch sử, không có thì tên tệp",
            "the key's name; by default the history's, else the file's", value: "name"))
    var name: String?

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: historyOptions.files,
            writing: [NamedFile("path", path), NamedFile("path", path + ".pub"), reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        if let name, !KeyName.isGood(name) {
            throw Issue(.badOption, subject: "--name", found: name, expected: ["[^ +]"])
        }
        let key = SigningKey(name: try keyName())
        for file in [path, path + ".pub"] { try OutputFile.refuseExisting(file, console.wording) }
        try KeyFile.writePrivate(key.text, to: path)
        do {
            try OutputFile(path: path + ".pub").write(Array(key.verifier.text.utf8))
        } catch {
            // Alone it would stand in the way of the next try.
            unlink(path)
            throw error
        }
        let words = console.wording
        try reportOptions.write(lines: [
            words("khóa bí mật, giữ kín: \(path)", "the private key, keep it secret: \(path)"),
            words("khóa công khai, để phát ra: \(path).pub", "the public key, to hand out: \(path).pub"),
            key.verifier.text.trimmingNewline,
        ])
        return .done
    }

    private func keyName() throws -> String {
        if let name { return name }
        guard let history = try? historyOptions.path() else { return KeyName.made(of: InputFile.name(of: path)) }
        return KeyName.made(of: try Ledger(history).origin())
    }
}

extension String {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}

/// Keys as files.
enum KeyFile {
    /// A file that only its owner may read, and that was not there before.
    static func writePrivate(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemFile.issue(.cannotWrite, path) }
        defer { close(file) }
        do {
            try Array(text.utf8).withUnsafeBytes { try SystemFile.write($0, to: file, named: path) }
            guard fsync(file) == 0 else { throw SystemFile.issue(.writeFailed, path) }
        } catch {
            unlink(path)
            throw error
        }
    }

    static func signing(_ path: String) throws -> SigningKey {
        guard let key = try SigningKey(text: text(of: path)) else { throw Issue(.badKey, at: SourceLocation(path)) }
        return key
    }

    static func verifier(_ path: String) throws -> VerifierKey {
        guard let key = try VerifierKey(text: text(of: path)) else { throw Issue(.badKey, at: SourceLocation(path)) }
        return key
    }

    private static func text(of path: String) throws -> String {
        String(decoding: try InputFile.contents(of: path), as: UTF8.self)
    }
}
