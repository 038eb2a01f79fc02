import ArgumentParser
import CMalloc
import Glibc
import QuotaModel
import QuotaReports

/// The command line: finds the command, runs it, and turns whatever went wrong into words and an exit status.
@main
struct QuotaCLI: ParsableCommand {
    static let name = "quota-cli"

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: help(
                "Chỉ tiêu tin, bài của từng đơn vị: kiểm đếm, xếp hạng, giải thích",
                "News item quotas of offices: tested, ranked, explained"),
            version: "0.1.0",
            subcommands: [
                BriefingCommand.self, CouncilCommand.self, ExplainCommand.self, InspectCommand.self, RulesCommand.self,
                InitCommand.self, RemindCommand.self, HistoryCommand.self,
            ])
    }

    /// A reader that goes away and a file that may not grow must become errors of writing, not a silent death.
    static let ignoredSignals = [SIGPIPE, SIGXFSZ]

    static func main() {
        for number in ignoredSignals { signal(number, SIG_IGN) }
        // Large pieces of memory go back to the system as soon as nobody needs them; by default fewer do the more were used.
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
        do {
            Glibc.exit(run(try arguments()).rawValue)
        } catch {
            Console(wording: launchWording).report([error])
            Glibc.exit(ExitStatus(for: error.code).rawValue)
        }
    }

    /// What stands behind the program's name.
    ///
    /// - Throws: `argument-encoding`: a name in another encoding would become the name of another file.
    private static func arguments() throws(Issue) -> [String] {
        var arguments: [String] = []
        for word in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst() {
            guard let word else { break }
            guard let argument = String(validatingCString: word) else {
                throw Issue(.argumentEncoding, found: String(cString: word))
            }
            arguments.append(argument)
        }
        return arguments
    }

    /// Runs one command line and says how it ended.
    static func run(_ arguments: [String]) -> ExitStatus {
        let console = Console(wording: launchWording)
        do {
            try refuseRepeatedOptions(arguments)
            try refuseEmptyValues(arguments)
            let arguments = try GroupLanguage.removed(from: arguments, of: QuotaCLI.self)
            if arguments.first == "help",
                let unknown = UnknownCommand(Array(arguments.dropFirst()), of: QuotaCLI.self, isTopic: true)
            {
                return refuseHelp(on: unknown, console)
            }
            var command = try parsed(arguments)
            if let runnable = command as? any QuotaCommand {
                try runnable.namedFiles.check()
                return try runnable.perform(console)
            }
            return try finishHelp(&command, wasAsked: asksForHelp(arguments), console)
        } catch let refusal as Refusal {
            console.report(refusal.issues)
            return ExitStatus(for: refusal.issues[0].code)
        } catch let issue as Issue {
            console.report([issue])
            return ExitStatus(for: issue.code)
        } catch {
            let arguments = (try? GroupLanguage.removed(from: arguments, of: QuotaCLI.self)) ?? arguments
            return finish(error, UnknownCommand(arguments, of: QuotaCLI.self), console)
        }
    }

    /// The command with its options. From the root the parser makes the set of a command's options three times, from the command
    /// itself twice, which is a tenth of a small job; that commands name this one as theirs spares another tenth, a search for
    /// requests of completion scripts. Whatever is not a command's own, as help or a slip, is the root's to answer.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let command = configuration.subcommands.first { $0._commandName == arguments.first }
        if let command = try? command?.parseAsRoot(Array(arguments.dropFirst())), command is any QuotaCommand {
            return command
        }
        return try parseAsRoot(arguments)
    }

    /// The parser keeps the last of two values without a word; a person who gave two means something by both.
    ///
    /// - Throws: `bad-option` for an option that stands twice and may stand once.
    private static func refuseRepeatedOptions(_ arguments: [String]) throws {
        let repeatable: [Substring] =
            switch arguments.first {
            case "rules": ["--log", "--rules"]
            case "history": ["--log", "--unit"]
            default: ["--log"]
            }
        var seen: [Substring] = []
        for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
            let name = argument.prefix { $0 != "=" }
            if repeatable.contains(name) { continue }
            guard !seen.contains(name) else { throw Issue(.repeatedOption, subject: String(name)) }
            seen.append(name)
        }
    }

    /// The parser takes an empty value, as of a variable that is not set, for one; as a path it would only be found missing.
    ///
    /// - Throws: `bad-option` for an option whose value is empty.
    private static func refuseEmptyValues(_ arguments: [String]) throws {
        let words = arguments.prefix { $0 != "--" }
        for (word, next) in zip(words, words.dropFirst() + ["-"]) where word.hasPrefix("--") {
            let (name, isJoined) = (String(word.prefix { $0 != "=" }), word.hasSuffix("="))
            if next.isEmpty || isJoined && word.count == name.count + 1 {
                throw Issue(.badOption, subject: name, found: "")
            }
        }
    }

    private static func asksForHelp(_ arguments: [String]) -> Bool {
        arguments.first == "help" || arguments.contains { ["--help", "-h", "-help"].contains($0) }
    }

    /// The parser answers `--help` and a group without a command alike; only the first is no error of usage.
    private static func finishHelp(
        _ command: inout any ParsableCommand, wasAsked: Bool, _ console: Console
    ) throws -> ExitStatus {
        do {
            try command.run()
            return .done
        } catch {
            guard !wasAsked else { return finish(error, nil, console) }
            console.say(ParserWords(wording: console.wording).translated(fullMessage(for: error)))
            return .usage
        }
    }

    /// The parser would show the help of whatever stands before the word.
    private static func refuseHelp(on unknown: UnknownCommand, _ console: Console) -> ExitStatus {
        let path = ([name] + unknown.group.path).joined(separator: " ")
        let usage = "Usage: \(usageString(for: unknown.group.type))\n  See '\(path) --help' for more information."
        console.say(
            unknown.sentence(in: console.wording.language) + "\n"
                + ParserWords(wording: console.wording).translated(usage))
        return .usage
    }

    /// Help and version go to standard output and are no errors; everything else the parser throws is one of usage.
    private static func finish(_ error: any Error, _ unknown: UnknownCommand?, _ console: Console) -> ExitStatus {
        let text = ParserWords(wording: console.wording).translated(fullMessage(for: error))
        guard exitCode(for: error) == .success else {
            let usage = text.drop { !$0.isNewline }
            console.say(unknown.map { $0.sentence(in: console.wording.language) + usage } ?? text)
            return .usage
        }
        do {
            try OutputFile(path: nil).write(Array((text + "\n").utf8))
            return .done
        } catch {
            return .ioError
        }
    }
}

/// A command of the program.
protocol QuotaCommand: ParsableCommand {
    /// The files that its options and arguments name; checked before it begins.
    var namedFiles: NamedFiles { get }

    /// Does the work.
    ///
    /// - Throws: `Refusal` or `Issue` when it cannot go on.
    func perform(_ console: Console) throws -> ExitStatus
}

extension QuotaCommand {
    func run() throws {}
}
