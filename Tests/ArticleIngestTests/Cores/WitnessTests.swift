import QuotaModel
import Synchronization
import TestSupport
import Testing

@testable import ArticleIngest

/// Whoever makes the digest of a log must see all its bytes, in their order.
@Suite("Who sees the bytes of a log")
struct WitnessTests {
    /// Remembers what it saw, and whether it was ever asked twice at once.
    private final class Listener: ByteWitness {
        private let isBusy = Atomic(false)
        private let overlaps = Atomic(0)
        private let bytes = Mutex<[UInt8]>([])

        func see(_ seen: UnsafeRawBufferPointer) {
            let (isFirst, _) = isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring)
            if !isFirst { overlaps.add(1, ordering: .relaxed) }
            bytes.withLock { $0 += Array(seen) }
            if isFirst { isBusy.store(false, ordering: .releasing) }
        }

        var seen: [UInt8] { bytes.withLock { $0 } }
        var wasAskedTwiceAtOnce: Bool { overlaps.load(ordering: .relaxed) > 0 }
    }

    private struct WatchedSource: ByteSource {
        var bytes: MemorySource
        let listener: Listener

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try bytes.read(into: buffer) }
        var witness: (any ByteWitness)? { listener }
        /// Where it gives little at a time somebody is still writing it.
        func hasReady(_ count: Int) -> Bool { count <= bytes.step }
    }

    /// More than what is looked at before reading begins; some rows are longer than the pieces that cores read.
    private static func csv(seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        var text = "Mã bài,Tiêu đề,Đơn vị,Ngày đăng\n"
        var row = 0
        while text.utf8.count < OpenedLog.prefixBytes + 100_000 {
            let length = row % 40 == 7 ? Int.random(in: 1_000...9_000, using: &random) : 3
            text += "\(row),\"\(String(repeating: "đ", count: length))\",Phòng \(row % 3),01/02/2022\n"
            row += 1
        }
        return text
    }

    private static func xml(seed: UInt64) -> String {
        let rows = csv(seed: seed).split(separator: "\n").dropFirst().map { row in
            let cells = row.split(separator: ",").map { $0.filter { $0 != "\"" } }
            let (id, title) = (cells[0], cells[1])
            return
                "<bai ma=\"\(id)\"><tieude>\(title)</tieude><donvi>\(cells[2])</donvi><ngaydang>\(cells[3])</ngaydang></bai>"
        }
        return "<baiviet>\n" + rows.joined(separator: "\n") + "\n</baiviet>\n"
    }

    private static func expectAllSeen(_ bytes: [UInt8], _ options: ReadingOptions = .init()) throws {
        for cores in CoresTests.ways where cores.pieceBytes > 100 {
            for step in [Int.max, 5_003] {
                let listener = Listener()
                var source = WatchedSource(bytes: MemorySource(bytes, step: step), listener: listener)
                var reader = LogReader(order: order(), options: options, cores: cores)
                let summary = try reader.read(&source, named: "log", items: { _ in }, rejects: { _ in })
                #expect(summary.records > 50)
                // Half a megabyte is nothing to print.
                let isAllSeen = listener.seen == bytes
                #expect(isAllSeen, "\(cores), \(step)")
                #expect(!listener.wasAskedTwiceAtOnce, "\(cores), \(step)")
            }
        }
    }

    @Test("CSV: every byte once and in its order, also where a row is longer than a piece", arguments: 0..<3)
    func csv(seed: UInt64) throws { try Self.expectAllSeen(Array(Self.csv(seed: seed).utf8)) }

    @Test("CSV in another encoding: the bytes of the file, not those they are read as")
    func encoded() throws {
        let bytes = OldEncodings.bytes(Self.csv(seed: 9), .utf16le)
        try Self.expectAllSeen(bytes, ReadingOptions(encoding: .utf16le))
    }

    @Test("XML: likewise")
    func xml() throws { try Self.expectAllSeen(Array(Self.xml(seed: 4).utf8)) }
}
