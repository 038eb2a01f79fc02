import QuotaModel
import QuotaReports

/// The bytes of a spreadsheet. Its library writes to a path only: to one that nobody else can see, from where the bytes go
/// the way of every other result.
enum SpreadsheetOutput {
    /// - Throws: `Issue` `write-failed` where the temporary file cannot be made.
    static func bytes(_ write: (_ path: String) throws -> Void) throws -> [UInt8] {
        let folder = try PrivateFolder()
        let path = folder.file("report.xlsx")
        do {
            try write(path)
        } catch let failure as SpreadsheetFailure {
            throw Issue(.writeFailed, at: SourceLocation(path), found: failure.reason)
        }
        return try InputFile.contents(of: path, limit: .max)
    }
}
