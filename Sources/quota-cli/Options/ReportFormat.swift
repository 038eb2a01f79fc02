import ArgumentParser
import Glibc
import QuotaModel
import QuotaReports

/// The forms of `briefing` and `council` (contract, sections 7 and 10).
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, html, xlsx, docx

    /// How many items the form lists behind its figures; nil: none, and then none is collected.
    var listingLimit: Int? {
        switch self {
        case .html: HTMLPage.listingLimit
        case .xlsx: BriefingWorkbook.listingLimit
        case .text, .json, .csv, .docx: nil
        }
    }

    /// How many rows without a counting date the form names for each log; nil: none.
    var undatedLimit: Int? { self == .text ? LogText.undatedLimit : nil }

    /// A workbook or a document on a terminal helps nobody.
    ///
    /// - Throws: `Issue` `bad-option`.
    func check(_ options: ReportOptions) throws {
        guard self == .xlsx || self == .docx, options.output == nil, isatty(STDOUT_FILENO) == 1 else { return }
        throw Issue(.badOption, subject: "--format", found: rawValue, expected: ["--output <file>"])
    }
}
