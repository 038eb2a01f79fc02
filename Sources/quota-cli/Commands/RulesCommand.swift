import ArgumentParser
import QuotaModel
import QuotaReports
import ScoringRules

/// `rules`: what rule authors need.
struct RulesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rules", _superCommandName: QuotaCLI.name,
            abstract: help(
                "kiểm tra bộ quy tắc, chạy các ví dụ kèm theo, in lược đồ",
                "check rule packs, run their cases, print the schema"),
            subcommands: [RulesCheckCommand.self, RulesTestCommand.self, RulesSchemaCommand.self])
    }
}

/// `rules check`: every error of every pack, with its line and column.
struct RulesCheckCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: help(
                "báo mọi lỗi của bộ quy tắc, kèm dòng và cột", "report every error of rule packs with line and column"))
    }

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("một hay nhiều bộ quy tắc", "one or more rule packs", value: "file"))
    var rules: [String]

    @OptionGroup var reportOptions: ReportOptions

    var namedFiles: NamedFiles {
        NamedFiles(reading: rules.map { NamedFile("--rules", $0) }, writing: [reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        var status = ExitStatus.done
        var good = ""
        for path in rules {
            do {
                let loaded = try LoadedRules(path: path)
                console.report(loaded.pack.remarks)
                let (units, quotas) = (loaded.pack.roster.units.count, loaded.pack.quotas.count)
                good += console.wording(
                    "\(path): đúng (\(units) đơn vị, \(quotas) dòng chỉ tiêu)\n",
                    "\(path): good (\(units) \(units == 1 ? "unit" : "units"), "
                        + "\(quotas) \(quotas == 1 ? "quota line" : "quota lines"))\n")
            } catch let refusal as Refusal {
                console.report(refusal.issues)
                status = .badData
            } catch let issue as Issue where [.noSuchFile, .cannotRead, .limitExceeded].contains(issue.code) {
                // The other packs are checked all the same.
                console.report([issue])
                if status != .badData { status = ExitStatus(for: issue.code) }
            }
        }
        try reportOptions.write(Array(good.utf8))
        return status
    }
}

/// `rules schema`: the JSON Schema for editors.
struct RulesSchemaCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema",
            abstract: help("in JSON Schema cho trình soạn thảo", "print the JSON Schema for editors"))
    }

    @Option(help: ArgumentHelp("lược đồ của tệp nào", "the schema of which file", value: "rules|mapping|case"))
    var of: SchemaOf = .rules

    enum SchemaOf: String, ExpressibleByArgument, CaseIterable {
        case rules, mapping
        case ruleCase = "case"

        var file: RuleFile {
            switch self {
            case .rules: .rules
            case .mapping: .mapping
            case .ruleCase: .testCase
            }
        }
    }

    @OptionGroup var reportOptions: ReportOptions

    var namedFiles: NamedFiles { NamedFiles(writing: [reportOptions.file]) }

    func perform(_ console: Console) throws -> ExitStatus {
        try reportOptions.write(Array(RuleSchema.json(for: of.file).utf8))
        return .done
    }
}
