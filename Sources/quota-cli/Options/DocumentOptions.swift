import ArgumentParser
import QuotaModel
import QuotaReports

/// What only documents have.
struct DocumentOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "kèm bản PDF bên cạnh tệp DOCX (cần LibreOffice)", "a PDF beside the DOCX as well (needs LibreOffice)"))
    var pdf = false

    /// - Throws: `Issue` `bad-option` where there is no document that a PDF could stand beside.
    func check(format: String, output: String?) throws {
        guard pdf else { return }
        guard format == "docx" else {
            throw Issue(.badOption, subject: "--pdf", found: format, expected: ["--format docx"])
        }
        guard let output, output != "-" else { throw Issue(.missingOption, subject: "--output") }
        if output.hasSuffix(".pdf") {
            throw Issue(.badOption, subject: "--output", found: output, expected: ["*.docx"])
        }
    }

    /// Writes a report's document where the report goes.
    ///
    /// - Parameter recorded: as of `OutputFile.write`.
    func write(
        _ output: DocumentOutput, _ document: [UInt8], _ report: ReportOptions, once recorded: () throws -> Void
    ) throws {
        guard pdf, let path = report.output else { return try report.write(once: recorded, document) }
        _ = try output.write([(path, document)], once: recorded)
    }
}
