import ArgumentParser
import QuotaModel
import QuotaReports

/// `--lang` of `help` and of groups of commands: the parser knows it of commands alone, and the language is read before.
enum GroupLanguage {
    private static let option = "--lang"

    /// The arguments without `--lang` where it stands before a command, where none follows, or with `help`.
    ///
    /// - Throws: `bad-option` for a language that is none.
    static func removed(from arguments: [String], of root: any ParsableCommand.Type) throws -> [String] {
        var group = root
        var kept: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let isOption = argument == option || argument.hasPrefix(option + "=")
            guard isOption, kept.first == "help" || !group.configuration.subcommands.isEmpty else {
                kept.append(argument)
                let next = group.configuration.subcommands.first { $0._commandName == argument }
                if next?.configuration.subcommands.isEmpty == true, kept.first != "help" { return kept + rest }
                group = next ?? group
                continue
            }
            try check(argument == option ? rest.popFirst() : String(argument.dropFirst(option.count + 1)))
        }
        return kept
    }

    private static func check(_ value: String?) throws {
        guard value.flatMap(Language.init(rawValue:)) == nil else { return }
        throw Issue(.badOption, subject: option, found: value ?? "", expected: Language.allCases.map(\.rawValue))
    }
}
