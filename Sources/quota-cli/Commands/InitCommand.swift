import ArgumentParser
import Glibc
import QuotaModel
import QuotaReports

/// `init`: writes a commented starting pack and a sample log, ready to run.
struct InitCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init", _superCommandName: QuotaCLI.name,
            abstract: help(
                "viết bộ quy tắc mẫu có chú thích và nhật ký mẫu", "write a commented starting pack and a sample log"))
    }

    @Argument(help: ArgumentHelp("thư mục", "the folder", value: "dir"))
    var directory = "."

    @Option(help: ArgumentHelp("ngôn ngữ", "the language", value: "vi|en"))
    var lang: Language = .vi

    var namedFiles: NamedFiles { NamedFiles() }

    func perform(_ console: Console) throws -> ExitStatus {
        let files = [
            ("\(directory)/quy-tac.yaml", StartingPack.rules(console.wording)),
            ("\(directory)/nhat-ky.csv", StartingPack.log),
        ]
        for (path, _) in files { try OutputFile.refuseExisting(path, console.wording) }
        if access(directory, F_OK) != 0, mkdir(directory, 0o777) != 0 {
            throw SystemFile.issue(.cannotWrite, directory)
        }
        try OutputFile.write(together: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
        let run =
            "quota-cli briefing --rules \(directory)/quy-tac.yaml --log \(directory)/nhat-ky.csv --as-of 2026-03-31"
        let lines =
            files.map { console.wording("đã viết ", "wrote ") + $0.0 } + [console.wording("thử: ", "try: ") + run]
        try OutputFile(path: nil).write(Array((lines.joined(separator: "\n") + "\n").utf8))
        return .done
    }
}
