import ArgumentParser
import QuotaModel
import QuotaReports

/// A word that stands where a command should and is none, with the command that was probably meant. The parser only says
/// that there is a word too many.
struct UnknownCommand {
    /// As written, with the groups before it: `history briefing`.
    let word: String
    /// With its group, `history replay`; nil when none is near.
    let nearest: String?
    /// The command that the words before it name, and these words.
    let group: (type: any ParsableCommand.Type, path: [String])

    /// Nil when the first words are commands, or options stand there.
    ///
    /// - Parameter isTopic: whether help is asked for the words, so that nothing may stand behind a command.
    init?(_ arguments: [String], of root: any ParsableCommand.Type, isTopic: Bool = false) {
        var group = root
        var path: [String] = []
        for argument in arguments {
            let commands = group.configuration.subcommands
            guard isTopic || !commands.isEmpty, !argument.hasPrefix("-"), argument != "help" else { return nil }
            guard let next = commands.first(where: { $0._commandName == argument }) else {
                word = (path + [argument]).joined(separator: " ")
                self.group = (group, path)
                nearest =
                    commands.isEmpty
                    ? path.joined(separator: " ") : Self.nearest(to: argument, in: group, behind: path, of: root)
                return
            }
            path.append(argument)
            group = next
        }
        return nil
    }

    /// Of shorter words another letter makes another word.
    private static let fewestLetters = 5

    /// First the group's own commands, spelt a little differently; then those of all groups, of which a short one must be
    /// spelt as it is.
    private static func nearest(
        to word: String, in group: any ParsableCommand.Type, behind path: [String], of root: any ParsableCommand.Type
    ) -> String? {
        let own = group.configuration.subcommands.map { $0._commandName }
        if let near = Suggestion.nearest(to: word, among: own) { return (path + [near]).joined(separator: " ") }
        let all = names(of: root, behind: [])
        let near = word.count < fewestLetters ? word : Suggestion.nearest(to: word, among: all.compactMap(\.last))
        return all.first { $0.last == near }?.joined(separator: " ")
    }

    private static func names(of group: any ParsableCommand.Type, behind path: [String]) -> [[String]] {
        group.configuration.subcommands.flatMap { command in
            let name = path + [command._commandName]
            return command.configuration.subcommands.isEmpty ? [name] : names(of: command, behind: name)
        }
    }

    /// What a person is told, in place of the parser's first line.
    func sentence(in language: Language) -> String {
        switch language {
        case .vi: "Lỗi: không có lệnh “\(word)”" + (nearest.map { "; có phải “\($0)”?" } ?? "")
        case .en: "Error: there is no command '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        }
    }
}
