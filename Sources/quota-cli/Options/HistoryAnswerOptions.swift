import ArgumentParser

/// How a question to a history is answered: in words, or as JSON.
struct HistoryAnswerOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: Format = .text

    /// Only the form that was asked for is made.
    func write(text: @autoclosure () -> [UInt8], json: @autoclosure () -> [UInt8]) throws {
        try reportOptions.write(format == .text ? text() : json())
    }
}
