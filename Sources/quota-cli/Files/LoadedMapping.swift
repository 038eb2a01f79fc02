import QuotaModel
import ScoringRules

/// A mapping with the digest of its file: it decides what counts as much as the rules do, so every report names it.
struct LoadedMapping {
    let mapping: LogMapping
    /// The last part of its path.
    let file: String
    let sha256: String

    /// - Throws: `Refusal` with every finding, `Issue` when the file cannot be read.
    init(path: String) throws {
        try self.init(InputFile.contents(of: path, limit: RuleFile.byteLimit), path: path)
    }

    /// - Parameter path: named in every finding.
    /// - Throws: `Refusal` with every finding.
    init(_ bytes: [UInt8], path: String) throws {
        mapping = try LogMappingLoader.load(bytes, path: path)
        file = InputFile.name(of: path)
        sha256 = InputFile.sha256(of: bytes)
    }

    /// What reports say of a log that was read by it.
    var remark: Issue { Issue(.readByMapping, subject: file, found: sha256) }
}
