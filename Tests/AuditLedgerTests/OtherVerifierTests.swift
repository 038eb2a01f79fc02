import Foundation
import GRDB
import QuotaModel
import TestSupport
import Testing

@testable import AuditLedger

/// A verifier in another language, written from docs/history-format.md alone, must come to the same end.
enum Python {
    static let path = ["/usr/bin/python3", "/usr/local/bin/python3"].first(
        where: FileManager.default.isExecutableFile(atPath:))

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: path ?? "python3")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    static let hasCryptography = path != nil && (try? run(["-c", "import cryptography"]).status) == 0
}

@Suite("A verifier in Python", .enabled("python3 is there") { Python.path != nil })
struct OtherVerifierTests {
    private let folder: Folder
    private var path: String { folder.path("so.history") }
    private let script = Project.file("Tests/AuditLedgerTests/verify.py").path(percentEncoded: false)

    init() throws {
        folder = try Folder()
        try Histories.make(path, entries: 22)
    }

    @Test("computes the same root")
    func sameRoot() throws {
        let result = try Python.run([script, path])
        #expect(result.status == 0)
        let root = DigestText.base64(try Ledger(path).root(of: 22))
        #expect(result.output == "good: 22 entries, root \(root)\n")
    }

    @Test("accepts every older checkpoint, and not one of another history")
    func checkpoints() throws {
        for size in [0, 1, 7, 8, 22] {
            let checkpoint = try Ledger(path).checkpoint(of: size)
            let file = folder.path("moc-\(size)")
            try Data(checkpoint.text.utf8).write(to: URL(filePath: file))
            #expect(try Python.run([script, path, file]).status == 0)
        }
        let alien = folder.path("la")
        let text = Checkpoint(origin: "Sở Nội vụ", size: 7, root: MerkleTree.leaf([])).text
        try Data(text.utf8).write(to: URL(filePath: alien))
        #expect(try Python.run([script, path, alien]).output == "not the root of the checkpoint\n")
    }

    @Test("checks a signature of ours", .enabled("the package cryptography is there") { Python.hasCryptography })
    func signature() throws {
        let key = SigningKey(name: "Sở-Nội-vụ")
        let note = try key.sign(Ledger(path).checkpoint(of: 9))
        let (file, publicKey) = (folder.path("moc"), folder.path("khoa.pub"))
        try Data(note.written.utf8).write(to: URL(filePath: file))
        try Data(key.verifier.text.utf8).write(to: URL(filePath: publicKey))
        #expect(try Python.run([script, path, file, publicKey]).status == 0)
        try Data(note.written.replacing("\n9\n", with: "\n8\n").utf8).write(to: URL(filePath: file))
        #expect(try Python.run([script, path, file, publicKey]).status != 0)
    }

    @Test("finds what was tampered with", arguments: TamperTests.changes.filter { $0.kind != .changedSchema })
    func tampered(change: TamperTests.Change) throws {
        let small = folder.path("nho.history")
        try Histories.make(small)
        try Histories.tamper(small, change.change)
        let result = try Python.run([script, small])
        #expect(result.status != 0)
        // Whatever has both digests is named by its number in the same way.
        if [.changedEntry, .wrongOrder].contains(change.kind), let first = change.first {
            #expect(result.output.contains("entry \(first)"), "\(result.output)")
        }
    }
}
