import ArgumentParser
import ArticleIngest
import Glibc
import QuotaModel
import QuotaReports
import ScoringRules

/// Which logs, and how they are read.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "nhật ký tin, bài (CSV hoặc XML); ghi nhiều lần được; “-” là đầu vào chuẩn",
            "an article log (CSV or XML); repeatable; - is standard input", value: "file"))
    var log: [String] = []

    @Option(help: ArgumentHelp("tệp ánh xạ cột (YAML)", "a mapping file (YAML)", value: "file"))
    var mapping: String?

    @Option(help: ArgumentHelp("dạng nhật ký", "the log's format", value: "csv|xml"))
    var logFormat: Inspection.Format?

    @Option(
        help: ArgumentHelp(
            "bảng mã: utf-8, utf-16le, utf-16be, windows-1258, viscii, tcvn3, vni",
            "the encoding: utf-8, utf-16le, utf-16be, windows-1258, viscii, tcvn3, vni", value: "name"))
    var encoding: LogEncoding?

    @Option(help: ArgumentHelp("dấu tách cột: , ; | hoặc tab", "the delimiter: , ; | or tab", value: "char"))
    var delimiter: Delimiter?

    @Option(
        help: ArgumentHelp(
            "dạng ngày: yyyy MM dd HH mm ss, unix-seconds, spreadsheet-serial",
            "the form of dates: yyyy MM dd HH mm ss, unix-seconds, spreadsheet-serial", value: "form"))
    var dateFormat: DatePattern?

    @Option(help: ArgumentHelp("ghi mọi dòng bị loại ra tệp CSV", "write every reject to this CSV", value: "path"))
    var rejects: String?

    @Flag(help: ArgumentHelp("có dòng bị loại thì kết thúc với mã 65", "any reject ends with 65"))
    var strict = false

    @Flag(help: ArgumentHelp("tính sha256 cho tệp lớn bất kỳ", "digest logs of any size"))
    var digest = false

    @Option(help: ArgumentHelp("giới hạn byte một tệp", "most bytes of a file", value: "n"))
    var maxFileBytes = ReadingLimits().fileBytes

    @Option(help: ArgumentHelp("giới hạn byte một bản ghi", "most bytes of a record", value: "n"))
    var maxRecordBytes = ReadingLimits().recordBytes

    @Option(help: ArgumentHelp("giới hạn độ sâu XML", "most depth of XML", value: "n"))
    var maxDepth = ReadingLimits().depth

    @Option(help: ArgumentHelp("giới hạn thuộc tính một phần tử XML", "most attributes of an XML element", value: "n"))
    var maxAttributes = ReadingLimits().attributes

    @Option(help: ArgumentHelp("giới hạn số cột CSV", "most columns of CSV", value: "n"))
    var maxColumns = ReadingLimits().columns

    @Option(
        help: ArgumentHelp(
            "số lõi dùng để đọc, mặc định là mọi lõi; kết quả như nhau",
            "cores to read with, all by default; nothing in the result depends on it",
            value: "n"))
    var jobs: Int?

    /// Not the parser's own `validate`, which would wrap the issue into English.
    func checkOptions() throws {
        let limits = [
            ("--max-file-bytes", maxFileBytes), ("--max-record-bytes", maxRecordBytes), ("--max-depth", maxDepth),
            ("--max-attributes", maxAttributes), ("--max-columns", maxColumns),
        ]
        if let jobs, jobs < 1 { throw Issue(.badOption, subject: "--jobs", found: String(jobs), expected: ["≥ 1"]) }
        for (name, value) in limits where value < 1 {
            throw Issue(.badOption, subject: name, found: String(value), expected: ["≥ 1"])
        }
    }

    /// What is read.
    var files: [NamedFile?] { log.map { NamedFile("--log", $0) } + [NamedFile("--mapping", mapping)] }

    /// What is written.
    var rejectFile: NamedFile? { NamedFile("--rejects", rejects) }

    var limits: ReadingLimits {
        var limits = ReadingLimits()
        limits.fileBytes = maxFileBytes
        limits.recordBytes = maxRecordBytes
        limits.depth = maxDepth
        limits.attributes = maxAttributes
        limits.columns = maxColumns
        return limits
    }

    /// The cores that this process may use; more than sixteen would wait for each other.
    var cores: LogReader.Cores {
        LogReader.Cores(count: min(16, jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }

    var reading: ReadingOptions {
        ReadingOptions(encoding: encoding, delimiter: delimiter, dateFormat: dateFormat, format: logFormat)
    }

    func loadedMapping() throws -> LoadedMapping? { try mapping.map { try LoadedMapping(path: $0) } }
}

extension Inspection.Format: ExpressibleByArgument {}
extension LogEncoding: ExpressibleByArgument {}

extension Delimiter: ExpressibleByArgument {
    /// As a mapping file writes it.
    public init?(argument: String) { self.init(argument) }

    public static var allValueStrings: [String] { [",", ";", "|", "tab"] }
}

extension DatePattern: ExpressibleByArgument {
    /// As a mapping file writes it; times without a zone are Vietnam's.
    public init?(argument: String) { self.init(argument) }
}

extension CivilDate: ExpressibleByArgument {
    /// As `yyyy-MM-dd` only.
    public init?(argument: String) { self.init(iso: argument) }
}
