import Foundation
import GRDB
import QuotaModel
import Testing

@testable import AuditLedger

@Suite("Of a history with a page that cannot be read")
struct BrokenPageTests {
    private static let entries = 300
    private let folder: Folder
    private let path: String
    private let original: [UInt8]

    /// Every other entry has a small blob, so that each table and index has several pages.
    init() throws {
        folder = try Folder()
        path = folder.path("so.history")
        try Ledger.create(path) { append in
            try append.append(Histories.draft("init", .object(["origin": .string("Sở Nội vụ")])))
            for number in 1..<Self.entries {
                guard number % 2 == 0 else {
                    try append.append(Histories.draft("note", .object(["text": .string("số \(number)")])))
                    continue
                }
                let blob = try append.store(Histories.bytes(number, count: 40) + Array("tệp \(number)".utf8))
                try append.append(Histories.draft("log", .object(["sha256": .string(blob.sha256)])))
            }
        }
        original = try [UInt8](Data(contentsOf: URL(filePath: path)))
    }

    private static let pageSize = 4_096

    private func page(_ number: Int) -> ArraySlice<UInt8> {
        original[((number - 1) * Self.pageSize)..<(number * Self.pageSize)]
    }

    /// The leaf of the entries' table that holds an entry, and the first entry on it.
    private func page(of seq: Int) throws -> (number: Int, first: Int) {
        let leaves = (1...original.count / Self.pageSize).compactMap { number -> (number: Int, first: Int)? in
            let page = Array(page(number))
            guard page[0] == 0x0D else { return nil }
            // The number of a row stands behind the length of its first cell.
            var place = Int(page[8]) << 8 | Int(page[9])
            _ = Self.number(page, &place)
            let first = Self.number(page, &place)
            let text = String(decoding: page[place..<min(page.count, place + 400)], as: UTF8.self)
            return text.contains("\"seq\":\(first),") ? (number, first) : nil
        }
        return try #require(leaves.filter { $0.first <= seq }.max { $0.first < $1.first })
    }

    /// A number of SQLite's variable length.
    private static func number(_ page: [UInt8], _ place: inout Int) -> Int {
        var number = 0
        repeat {
            number = number << 7 | Int(page[place] & 0x7F)
            place += 1
        } while page[place - 1] & 0x80 != 0
        return number
    }

    private func root(of name: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try #require(
            try queue.read { try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = '\(name)'") })
    }

    private func smash(_ number: Int) throws {
        var bytes = original
        bytes[(number - 1) * Self.pageSize] = 0x77
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// All before the first bad entry can be used, and no more.
    private func expectGood(_ count: Int) throws {
        let other = folder.path("nguyen-ven.history")
        try Data(original).write(to: URL(filePath: other))
        let (whole, ledger) = (try Ledger(other), try Ledger(path))
        let result = try ledger.verify()
        let fault = try #require(result.faults.first)
        #expect(fault.kind == .brokenFile && fault.seq == count, "\(result.faults)")
        #expect(result.goodEntries == count && result.size == Self.entries)
        #expect(try result.root == whole.root(of: count))
        var read: [[UInt8]] = []
        #expect {
            try ledger.forEachEntry(to: Self.entries) { read.append($0.bytes) }
        } throws: { error in
            let issue = error as? QuotaModel.Issue
            return issue?.code == .damagedEntry && issue?.subject == String(count)
        }
        #expect(try read == (0..<count).map { try whole.entry($0).bytes })
    }

    @Test("the entries before it are good and can be read, and it is named", arguments: [0, 40, 150, 260, 299])
    func entries(seq: Int) throws {
        let (number, first) = try page(of: seq)
        try smash(number)
        try expectGood(first)
    }

    @Test("nothing is good where the table's first page is the one, and the size is known")
    func table() throws {
        try smash(root(of: "entries"))
        try expectGood(0)
    }

    @Test(
        "what the blobs' table or index has lost makes the entry that names the first such blob the first bad one",
        arguments: ["blobs", "sqlite_autoindex_blobs_1", "parts", "sqlite_autoindex_parts_1"])
    func blobs(name: String) throws {
        try smash(root(of: name))
        let result = try Ledger(path).verify()
        #expect(result.faults.contains { $0.kind == .brokenFile && $0.seq == 2 }, "\(result.faults.prefix(3))")
        #expect(result.goodEntries == 2 && result.size == Self.entries)
        #expect(try result.root == Ledger(path).root(of: 2))
    }

    @Test("entries are as good as before where it is a page of the index that only guards them")
    func leafIndex() throws {
        try smash(root(of: "sqlite_autoindex_entries_1"))
        let ledger = try Ledger(path)
        let result = try ledger.verify()
        #expect(result.faults.map(\.kind) == [.brokenFile] && result.goodEntries == Self.entries)
        var read = 0
        try ledger.forEachEntry(to: Self.entries) { _ in read += 1 }
        #expect(read == Self.entries)
    }
}
