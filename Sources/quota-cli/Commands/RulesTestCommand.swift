import ArgumentParser
import Foundation
import QuotaModel
import QuotaReports
import ScoringRules

/// `rules test`: runs the cases that stand beside each rule pack, in `cases/*.yaml`.
struct RulesTestCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "test",
            abstract: help("chạy các ví dụ kèm bộ quy tắc", "run the cases that stand beside rule packs"))
    }

    @Argument(
        help: ArgumentHelp(
            "bộ quy tắc, hoặc thư mục chứa các tệp rules.yaml", "rule packs, or folders that hold rules.yaml files",
            value: "path"))
    var paths: [String] = ["rules"]

    @Option(help: ArgumentHelp("ngôn ngữ", "the language", value: "vi|en"))
    var lang: Language = .vi

    var namedFiles: NamedFiles { NamedFiles() }

    func perform(_ console: Console) throws -> ExitStatus {
        var failed = 0
        for pack in try paths.flatMap(Self.packs) {
            let rules = try LoadedRules(path: pack)
            let cases = try Self.cases(beside: pack)
            // Nothing at all would look as if everything had passed.
            if cases.isEmpty {
                console.say(console.wording("\(pack): lưu ý: không có ví dụ nào", "\(pack): note: no cases"))
            }
            for path in cases where try !passes(path, rules, console) { failed += 1 }
        }
        return failed == 0 ? .done : .badData
    }

    /// Runs one case and tells how it went. One that cannot be run fails, and hides none of the others.
    private func passes(_ path: String, _ rules: LoadedRules, _ console: Console) throws -> Bool {
        var (title, failures): (String?, [Issue]) = (nil, [])
        do {
            let bytes = try InputFile.contents(of: path, limit: RuleFile.byteLimit)
            let ruleCase = try RuleCaseLoader.load(bytes, path: path, pack: rules.pack)
            title = ruleCase.title
            failures = try CaseRun(rules: rules, ruleCase: ruleCase, path: path).failures()
        } catch let refusal as Refusal {
            failures = refusal.issues
        } catch let issue as Issue {
            failures = [issue]
        }
        console.report(failures)
        let mark = failures.isEmpty ? console.wording("đạt", "passed") : console.wording("KHÔNG ĐẠT", "FAILED")
        let head = title.map { " – " + Wording.printable($0) } ?? ""
        try OutputFile(path: nil).write(Array("\(mark): \(path)\(head)\n".utf8))
        return failures.isEmpty
    }

    /// The packs of a path: itself, or every rules.yaml below it, by name.
    private static func packs(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Issue(.noSuchFile, at: SourceLocation(path))
        }
        guard isFolder.boolValue else { return [path] }
        let packs = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
            .filter { $0 == "rules.yaml" || $0.hasSuffix("/rules.yaml") }.sorted().map { "\(path)/\($0)" }
        guard !packs.isEmpty else {
            throw Issue(.noSuchFile, at: SourceLocation("\(path)/rules.yaml"))
        }
        return packs
    }

    /// - Throws: `Issue` `cannot-read` for a folder that is there.
    private static func cases(beside pack: String) throws -> [String] {
        let folder = URL(filePath: pack).deletingLastPathComponent().appending(path: "cases").relativePath
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        guard let entries = opendir(folder) else {
            throw SystemFile.issue(.cannotRead, folder)
        }
        closedir(entries)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    }
}
