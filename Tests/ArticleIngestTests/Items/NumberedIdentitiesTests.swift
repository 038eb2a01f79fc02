import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

@Suite("Identities: numbered ids")
struct NumberedIdentitiesTests {
    private func number(_ id: String, behind first: String) -> UInt64? {
        let numbering = IdNumbering()
        var first = first
        first.withUTF8 { _ = numbering.number(of: UnsafeRawBufferPointer($0)) }
        var id = id
        return id.withUTF8 { numbering.number(of: UnsafeRawBufferPointer($0)) }
    }

    @Test(
        "an id has a number if it looks like the first one",
        arguments: [
            ("TB00000017", "TB00000001", 17), ("TB123456789", "TB00000001", 123_456_789), ("17", "1", 17),
            ("0", "1", 0), ("VP-2022-0007", "VP-2022-0100", 7), ("999999999999999999", "5", 999_999_999_999_999_999),
            // Not the same id as one with fewer or more zeros.
            ("TB017", "TB00000001", nil), ("TB0000000017", "TB00000001", nil), ("017", "1", nil), ("00", "1", nil),
            // Another beginning or ending, none, too long, no ASCII, untrimmed.
            ("tb00000017", "TB00000001", nil), ("TC00000017", "TB00000001", nil), ("TB0000001a", "TB00000001", nil),
            ("", "1", nil), ("TB", "TB1", nil), ("1000000000000000000", "5", nil), (" 17", "1", nil),
            ("17\u{A0}", "1", nil), ("Bài17", "Bài1", nil), (" 17", " 1", nil), ("17", "bài", nil), ("17", "a-b", nil),
            ("\u{212A}17", "K1", nil), ("K17", "\u{212A}1", nil),
        ] as [(String, String, UInt64?)])
    func form(id: String, first: String, expected: UInt64?) {
        #expect(number(id, behind: first) == expected)
    }

    @Test("what nobody has decided before cores share the work is decided")
    func settled() {
        let numbering = IdNumbering()
        numbering.settle()
        var id = "TB1"
        #expect(id.withUTF8 { numbering.number(of: UnsafeRawBufferPointer($0)) } == nil)
    }

    @Test("numbers that are far from each other have no place, whoever else comes, and none is found twice")
    func places() {
        var rows = NumberedRows()
        var numbers = SeededRandom(seed: 9)
        var oracle: [UInt64: Int] = [:]
        var refused: Set<UInt64> = []
        let base: UInt64 = 5_000_000_000
        for row in 1...200_000 {
            let number: UInt64 =
                switch row % 10 {
                case 0: UInt64.random(in: 0...UInt64.max, using: &numbers)
                case 1: base &+ UInt64.random(in: 0...200_000_000, using: &numbers) &- 100_000_000
                case 2: base &+ UInt64.random(in: 0...100_000, using: &numbers)
                default: base &- UInt64(row)
                }
            guard let place = rows.place(of: number) else {
                refused.insert(number)
                #expect(oracle[number] == nil)
                continue
            }
            #expect(!refused.contains(number))
            if let known = oracle[number] {
                #expect(!place.pointee.isNone && place.pointee.row == known)
            } else {
                #expect(place.pointee.isNone)
                place.pointee = RowMark(row: row, mark: UInt32(row))
                oracle[number] = row
            }
        }
        #expect(!refused.isEmpty)
        #expect(oracle.count > 120_000)
        #expect(rows.bytes <= 8 * rows.asked + (1 << 20) + (8 << 10))
    }

    @Test("a row and its mark are kept as they are")
    func rowMarks() {
        for row in [0, 1, 999_999, 1 << 34 - 2] {
            let known = RowMark(row: row, mark: 0x3FAB_CDEF)
            #expect(!known.isNone && known.row == row)
            #expect(known.hasMark(of: RowMark(row: 3, mark: 0x3FAB_CDEF)))
            #expect(!known.hasMark(of: RowMark(row: row, mark: 0x1FAB_CDEF)))
            #expect(!known.hasMark(of: RowMark(row: row, mark: 0x3FAB_CDEE)))
        }
    }

    @Test("an item whose id is a number costs at most twelve bytes, when they follow each other")
    func memory() {
        let identities = Identities()
        identities.begin(source: 0)
        for record in 1...500_000 {
            identities.note(line: record + 1)
            _ = identities.add(.number(UInt64(7_000_000 - record)), row: identities.row(ofRecord: record), mark: 0)
        }
        #expect(identities.bytes < 12 * 500_000)
    }

    /// Ids that are the same only if their text is, trimmed and in NFC; whatever form the first has.
    private static func ids(seed: UInt64, count: Int) -> [String] {
        var numbers = SeededRandom(seed: seed)
        let prefixes = ["", "TB", "TB", "tb", "K", "\u{212A}", "VP-2022-", "Bài-", decomposed("Bài-"), "TB0"]
        let own = prefixes[Int(seed) % prefixes.count]
        return (0..<count).map { row in
            let number =
                [row, row, row, row / 2, row + 1_000_000_007, 7, row * 4_099].randomElement(using: &numbers) ?? 0
            let prefix = numbers.oneIn(4) ? prefixes.randomElement(using: &numbers) ?? "" : own
            let zeros = numbers.oneIn(5) ? String(repeating: "0", count: Int.random(in: 0...3, using: &numbers)) : ""
            let space = numbers.oneIn(6) ? [" ", "\u{A0}", "\t", "\u{3000}"].randomElement(using: &numbers) ?? "" : ""
            return space + prefix + zeros + String(number) + (numbers.oneIn(30) ? "x" : "") + space
        }
    }

    @Test("in one log or several, on any number of cores, exactly the same ids are the same", arguments: 0..<20)
    func exact(seed: UInt64) throws {
        let logs = [
            Self.ids(seed: seed, count: 900), Self.ids(seed: seed, count: 500), Self.ids(seed: seed + 1, count: 90),
        ]
        var seen: Set<String> = []
        var expected: [ItemPlace] = []
        for (source, ids) in logs.enumerated() {
            for (place, id) in ids.enumerated() {
                var text = id
                let same = text.withUTF8 { UnsafeRawBufferPointer($0).trimmed.text }
                if !seen.insert(same).inserted {
                    expected.append(ItemPlace(source: source, record: place + 1, line: place + 2))
                }
            }
        }
        #expect(expected.count > 200 && seen.count > 500)
        let bytes = logs.map { ids in
            Array(("Mã bài,Đơn vị,Ngày đăng\n" + ids.map { "\"\($0)\",Phòng 1,01/02/2022\n" }.joined()).utf8)
        }
        for cores in [LogReader.Cores(), .init(count: 2, pieceBytes: 3_000), .init(count: 3, pieceBytes: 200)] {
            let outcome = try read(bytes, cores: cores)
            #expect(outcome.codes.allSatisfy { $0 == .duplicate })
            #expect(outcome.rejects.map(\.place) == expected, "\(cores)")
        }
    }
}
