import ArgumentParser
import AuditLedger
import QuotaModel
import QuotaReports

/// `history prove`: a few digests by which somebody who has only a checkpoint can check an entry, or that the history
/// was only appended to (RFC 6962, section 2.1).
struct HistoryProveCommand: QuotaCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "prove",
            abstract: help(
                "chứng minh một mục có trong lịch sử, hoặc lịch sử chỉ ghi thêm từ lúc có N mục",
                "prove that an entry is in the history, or that it only grew since it had N entries"))
    }

    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var answerOptions: HistoryAnswerOptions

    @Argument(help: ArgumentHelp("số của mục", "the entry's number", value: "seq"))
    var seq: Int?

    @Option(help: ArgumentHelp("từ lúc lịch sử có ngần này mục", "since it had so many entries", value: "n"))
    var from: Int?

    @OptionGroup var knownAtOptions: KnownAtOptions

    var namedFiles: NamedFiles {
        NamedFiles(reading: historyOptions.files, writing: [answerOptions.reportOptions.file])
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let ledger = try historyOptions.opened()
        let size = try knownAtOptions.size(of: ledger)
        let proof: HistoryProof
        switch (seq, from) {
        case (let seq?, nil):
            proof = HistoryProof(
                kind: .inclusion(seq: seq, leaf: try ledger.leaf(seq)), checkpoint: try ledger.checkpoint(of: size),
                hashes: try ledger.inclusionProof(of: seq, in: size))
        case (nil, let from?):
            guard 0...size ~= from else {
                throw Issue(.noSuchEntry, subject: "--from", found: String(from), expected: ["0..\(size)"])
            }
            proof = HistoryProof(
                kind: .consistency(from: from, root: try ledger.root(of: from)),
                checkpoint: try ledger.checkpoint(of: size),
                hashes: try ledger.consistencyProof(from: from, to: size))
        case (nil, nil): throw Issue(.missingOption, subject: "--from", expected: ["SEQ", "--from N"])
        case (_?, _?): throw Issue.excluding("SEQ", "--from N")
        }
        try answerOptions.write(text: HistoryText(console.wording).proof(proof), json: HistoryJSON.proof(proof))
        return .done
    }
}

/// A proof with what it proves.
struct HistoryProof {
    enum Kind {
        case inclusion(seq: Int, leaf: [UInt8])
        case consistency(from: Int, root: [UInt8])
    }

    let kind: Kind
    let checkpoint: Checkpoint
    let hashes: [[UInt8]]
}
