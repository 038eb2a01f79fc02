import TestSupport
import Testing

@testable import ArticleIngest

@Suite("Checking UTF-8")
struct UTF8ValidationTests {
    /// A sequence and the offsets of the bytes that no character holds.
    static let sequences: [(bytes: [UInt8], broken: [Int])] = [
        (Array("Phòng 1: Đỗ Thị Ỷ — 😀".utf8), []),
        ([0x80], [0]), ([0xC0, 0x80], [0, 1]), ([0xC1, 0xBF], [0, 1]), ([0xE0, 0x80, 0x80], [0, 1, 2]),
        ([0xE0, 0x9F, 0xBF], [0, 1, 2]), ([0xE0, 0xA0, 0x80], []), ([0xED, 0xA0, 0x80], [0, 1, 2]),
        ([0xED, 0xBF, 0xBF], [0, 1, 2]), ([0xED, 0x9F, 0xBF], []), ([0xF0, 0x80, 0x80, 0x80], [0, 1, 2, 3]),
        ([0xF0, 0x90, 0x80, 0x80], []), ([0xF4, 0x8F, 0xBF, 0xBF], []), ([0xF4, 0x90, 0x80, 0x80], [0, 1, 2, 3]),
        ([0xF5, 0x80, 0x80, 0x80], [0, 1, 2, 3]), ([0xFF], [0]), ([0xC3], [0]), ([0xE1, 0xBB], [0, 1]),
        ([0xC3, 0x41], [0]), ([0xE1, 0xBB, 0x41], [0, 1]),
    ]

    @Test("wrong bytes are found wherever they stand", arguments: sequences.indices)
    func wrongBytes(_ number: Int) {
        let (sequence, broken) = Self.sequences[number]
        for before in [0, 1, 2, 3, 5, 16, 17, 31, 61, 62, 63, 64, 70, 127] {
            for after in [0, 1, 3, 15, 64] {
                let bytes =
                    Array(repeating: UInt8(ascii: "a"), count: before) + sequence
                    + Array(repeating: UInt8(ascii: "b"), count: after)
                bytes.withUnsafeBytes {
                    for width in CSVScanner.widths {
                        #expect(
                            UTF8Validation.isValid($0, width: width) == broken.isEmpty, "\(before) \(after) \(width)")
                    }
                    #expect(UTF8Validation.broken(in: $0) == broken.map { $0 + before })
                }
            }
        }
    }

    @Test("the fast check agrees with the standard library on random bytes")
    func random() {
        var numbers = SeededRandom(seed: 7)
        let pieces: [[UInt8]] = [
            Array("aaaaaaaa".utf8), Array("ệ".utf8), Array("Đ".utf8), Array("😀".utf8), [0xE1], [0x80], [0xF4],
            [0xED, 0xA0],
        ]
        for round in 0..<4_000 {
            let kinds = round % 2 == 0 ? 4 : pieces.count
            let bytes = (0..<Int.random(in: 0...120, using: &numbers)).flatMap { _ in
                pieces[Int.random(in: 0..<kinds, using: &numbers)]
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let found = bytes.withUnsafeBytes { bytes in
                CSVScanner.widths.map { UTF8Validation.isValid(bytes, width: $0) }
            }
            if found.contains(!isValid) { Testing.Issue.record("\(bytes): \(found)") }
        }
    }
}
