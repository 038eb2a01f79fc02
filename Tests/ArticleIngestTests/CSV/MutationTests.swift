import TestSupport
import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Random edits of good files")
struct MutationTests {
    static let seeds: [[UInt8]] = TableForm.all.filter {
        ["comma, CRLF", "viscii", "utf-16le, BOM", "everything quoted", "font TCVN3", "windows-1258", "sep= line"]
            .contains($0.name)
    }.map { Array($0.bytes.prefix(1_000)) }

    @Test("every record is accepted or rejected, or the file is refused; nothing crashes", arguments: 0..<6)
    func edits(seed: UInt64) {
        var numbers = SeededRandom(seed: seed &+ 100)
        var limits = ReadingLimits()
        limits.recordBytes = 1_000
        limits.columns = 40
        for _ in 0..<150 {
            var bytes = Self.seeds.randomElement(using: &numbers) ?? []
            for _ in 0..<Int.random(in: 1...6, using: &numbers) { Self.edit(&bytes, &numbers) }
            let step = [1, 3, 64, Int.max].randomElement(using: &numbers) ?? .max
            do {
                let outcome = try read([bytes, bytes], limits: limits, step: step)
                if !outcome.isComplete { Testing.Issue.record("\(bytes)") }
                let found = try inspect(bytes, limits: limits)
                if found.records.count != found.recordsRead { Testing.Issue.record("\(bytes)") }
            } catch is Refusal {
                continue
            } catch {
                Testing.Issue.record("\(error)")
            }
        }
    }

    private static func edit(_ bytes: inout [UInt8], _ numbers: inout SeededRandom) {
        let place = Int.random(in: 0...bytes.count, using: &numbers)
        let special: [UInt8] = [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x00, 0xFF, 0xC3, 0x80, 0x20]
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1: bytes.insert(special.randomElement(using: &numbers) ?? 0, at: place)
        case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 3:
            let end = min(bytes.count, place + Int.random(in: 0...200, using: &numbers))
            bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &numbers))
        default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...50, using: &numbers)))
        }
    }

    @Test("a good file cut anywhere gives its whole rows, and one that says what is wrong")
    func truncation() throws {
        let bytes = TableForm.all[0].bytes
        let whole = try read([bytes])
        for length in stride(from: 60, to: bytes.count, by: 61) {
            let outcome = try read([Array(bytes[..<length])])
            #expect(outcome.isComplete)
            let lines = bytes[..<length].count { $0 == 0x0A }
            #expect(outcome.items.prefix(lines - 1).map(\.place) == whole.items.prefix(lines - 1).map(\.place))
        }
    }
}
