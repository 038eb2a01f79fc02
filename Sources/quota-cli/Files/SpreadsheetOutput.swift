import QuotaModel
import QuotaReports

#if canImport(Glibc)
    import Glibc
#endif

/// The bytes of a spreadsheet. Its library writes to a path only: to one that nobody else can see, from where the bytes go
/// the way of every other result.
enum SpreadsheetOutput {
    /// - Throws: `Issue` `write-failed` where the temporary file cannot be made.
    static func bytes(_ write: (_ path: String) throws -> Void) throws -> [UInt8] {
        let folder = try privateFolder()
        let path = folder + "/report.xlsx"
        defer {
            unlink(path)
            rmdir(folder)
        }
        do {
            try write(path)
        } catch let failure as SpreadsheetFailure {
            throw Issue(.writeFailed, at: SourceLocation(path), found: failure.reason)
        }
        return try InputFile.contents(of: path, limit: .max)
    }

    private static func privateFolder() throws -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var name = Array("\(base)/quota-cli.XXXXXX".utf8CString)
        let isMade = name.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap(mkdtemp) != nil
        }
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard isMade else {
            throw Issue(.writeFailed, at: SourceLocation(path), found: String(cString: strerror(errno)))
        }
        return path
    }
}
