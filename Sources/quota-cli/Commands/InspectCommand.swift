import ArgumentParser
import ArticleIngest
import QuotaModel
import QuotaReports

/// `inspect`: what a log looks like; needs no rules, changes nothing (contract, sections 8 and 11.3).
struct InspectCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inspect", _superCommandName: QuotaCLI.name,
            abstract: help(
                "xem nhật ký: bảng mã, cột, dạng ngày, các dòng đầu, dòng hỏng",
                "what a log looks like: encoding, columns, date forms, first rows, rejects"))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var logOptions: LogOptions
    @OptionGroup var reportOptions: ReportOptions

    @Option(help: ArgumentHelp("số bản ghi in ra, hoặc all", "how many records to print, or all", value: "n|all"))
    var records = RecordCount.some(10)

    @Option(help: ArgumentHelp("dạng kết quả", "the form of the result"))
    var format: Format = .text

    @Option(
        help: ArgumentHelp(
            "viết tệp ánh xạ đầu tiên cho nhật ký này (không ghi đè)",
            "write a first mapping file for this log (never overwrites)", value: "path"))
    var writeMapping: String?

    /// So many records are looked at for the words of the state column.
    private static let mappedRecords = 10_000

    var namedFiles: NamedFiles {
        NamedFiles(
            reading: logOptions.files,
            writing: [reportOptions.file, logOptions.rejectFile, NamedFile("--write-mapping", writeMapping)])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        try logOptions.checkOptions()
        guard let path = logOptions.log.first else { throw Issue(.missingOption, subject: "--log") }
        guard logOptions.log.count == 1 else {
            throw Issue(.badOption, subject: "--log", found: logOptions.log[1], expected: ["--log \(path)"])
        }
        if let writeMapping { try OutputFile.refuseExisting(writeMapping, console.wording) }
        let mapping = try logOptions.loadedMapping()?.mapping
        let kept = writeMapping == nil ? records.limit : max(records.limit, Self.mappedRecords)
        let progress = Progress(wording: console.wording, quiet: reportOptions.quiet)
        var file = try InputFile(path, alwaysDigest: logOptions.digest, progress: progress)
        let name = file.name
        let json = format == .json ? InspectionJSON(wording: console.wording) : nil
        var inspection = try RejectFile.write(logOptions.rejects, console.wording) { table in
            try LogInspector.inspect(
                &file, named: name, records: kept, limits: logOptions.limits, mapping: mapping,
                options: logOptions.reading,
                rejects: {
                    table($0, name)
                    json?.add($0)
                })
        }
        inspection.bytes = file.bytesRead
        inspection.sha256 = file.sha256
        if let writeMapping {
            let first = FirstMapping(
                inspection, mapping: mapping, dateFormat: logOptions.dateFormat, wording: console.wording)
            try OutputFile(path: writeMapping).write(first.bytes())
            inspection.records = Array(inspection.records.prefix(records.limit))
        }
        try reportOptions.write(
            json?.bytes(inspection) ?? InspectionText(inspection, wording: console.wording).bytes())
        try logOptions.refuseRejects(inspection.rejected, .reported)
        return .done
    }
}

/// How many records `inspect` prints.
enum RecordCount: ExpressibleByArgument {
    case some(Int)
    case all

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else if let count = Int(argument), count >= 0 {
            self = .some(count)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .some(let count): String(count)
        case .all: "all"
        }
    }

    var limit: Int {
        switch self {
        case .some(let count): count
        case .all: .max
        }
    }
}
