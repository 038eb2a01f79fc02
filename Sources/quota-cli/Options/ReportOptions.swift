import ArgumentParser
import Glibc
import QuotaModel
import QuotaReports

/// How a result is written.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ghi kết quả ra tệp này", "write the result to this file", value: "path"))
    var output: String?

    @Option(help: ArgumentHelp("ngôn ngữ", "the language", value: "vi|en"))
    var lang: Language = .vi

    @Flag(help: ArgumentHelp("không báo tiến độ", "no progress"))
    var quiet = false

    @Flag(help: ArgumentHelp("không dùng màu", "no colours"))
    var noColor = false

    /// Colours only on a terminal, and only where nobody switched them off (`--no-color`, NO_COLOR).
    var palette: Palette {
        let isOff = noColor || output != nil || getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        return isOff || isatty(STDOUT_FILENO) == 0 ? .plain : .colours
    }

    /// The columns of the terminal that the result is shown on; nil where it goes elsewhere, so that what is written depends
    /// on nothing but the input.
    var width: Int? {
        guard output == nil, isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return max(40, Int(size.ws_col)) }
        let told = getenv("COLUMNS").flatMap { Int(String(cString: $0)) }
        return max(40, told ?? 80)
    }

    /// What is written; `-` is standard output.
    var file: NamedFile? { NamedFile("--output", output ?? "-") }

    func write(once recorded: () throws -> Void = {}, _ bytes: [UInt8]) throws {
        try OutputFile(path: output).write(once: recorded, bytes)
    }

    /// Writes what the body hands on, while it is made.
    ///
    /// - Parameter recorded: as of `OutputFile.write`.
    func write(once recorded: () throws -> Void = {}, _ body: (ByteOutlet) throws -> Void) throws {
        try OutputFile(path: output).write(once: recorded, body)
    }
}

extension Language: ExpressibleByArgument {}
