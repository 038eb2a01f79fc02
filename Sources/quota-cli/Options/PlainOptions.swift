import ArgumentParser
import QuotaModel
import QuotaReports

/// For whom a CSV is written.
struct PlainOptions: ParsableArguments {
    @Flag(help: ArgumentHelp("CSV cho chương trình khác: không BOM", "CSV for programs: no BOM, no guards"))
    var plain = false

    var reader: CSVWriter.Reader { plain ? .program : .spreadsheet }

    /// - Throws: `Issue` `bad-option` for another form than CSV.
    func check(_ format: ReportFormat) throws {
        guard plain, format != .csv else { return }
        throw Issue(.badOption, subject: "--plain", found: format.rawValue, expected: ["--format csv"])
    }
}
