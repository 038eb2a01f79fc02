import ArgumentParser
import QuotaReports

/// The language of this run, read from the arguments before they are parsed, because the parser's own help and errors
/// need it too.
let launchWording: Wording = {
    let arguments = CommandLine.arguments
    let place = arguments.firstIndex(of: "--lang").map { $0 + 1 }
    let separate = place.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    let joined = arguments.first { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    return Wording((separate ?? joined).flatMap(Language.init(rawValue:)) ?? .vi)
}()

/// A help text in the language of this run.
func help(_ vietnamese: String, _ english: String) -> String { launchWording(vietnamese, english) }

extension ArgumentHelp {
    init(_ vietnamese: String, _ english: String, value: String? = nil) {
        self.init(stringLiteral: help(vietnamese, english))
        valueName = value
    }
}
