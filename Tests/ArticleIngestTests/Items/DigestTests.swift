import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

@Suite("Digests")
struct DigestTests {
    private func sip(_ bytes: [UInt8]) -> Digest {
        var state = SipState(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
        var at = 0
        while at + 8 <= bytes.count {
            state.absorb(bytes[at..<at + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
            at += 8
        }
        state.absorb(UInt64(bytes.count) << 56 | bytes[at...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        return state.digest()
    }

    /// The first two of the vectors that the authors publish for 128 bits (github.com/veorq/SipHash, vectors.h).
    @Test("SipHash-2-4 with 128 bits gives its authors' vectors")
    func vectors() {
        #expect(sip([]) == Digest(key: 0xE6A8_25BA_047F_81A3, place: 0x9302_55C7_1472_F66D))
        #expect(sip([0]) == Digest(key: 0x44AF_996B_D8C1_87DA, place: 0x45FC_229B_1159_7634))
    }

    @Test("a digest is that of all bytes, wherever they end", arguments: 0..<40)
    func ends(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 5) }
        let plain = bytes.withUnsafeBytes { Digest.of($0, seed: 9) }
        // In the middle of other bytes.
        let around = [1, 2, 3] + bytes + [4, 5, 6]
        #expect(around.withUnsafeBytes { Digest.of(.init(rebasing: $0[3..<3 + count]), seed: 9) } == plain)
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 1
            #expect(other.withUnsafeBytes { Digest.of($0, seed: 9) } != plain)
        }
        #expect((bytes + [0]).withUnsafeBytes { Digest.of($0, seed: 9) } != plain)
    }

    /// Ids that once had the same 64 bits: a letter and a digit more than the other, the rest alike.
    @Test(
        "ids, addresses and titles that are numbered alike are different items",
        arguments: [
            ("B2022-", "C2022-", 0), ("BTIN-22-TB/BT-", "CTIN-22-TB/BT-", 0), ("BTIN-2022-0000", "CTIN-2022-0000", 0),
            ("8224", "9224", 0), ("b/202-", "c/202-", 1), ("b 202 ", "c 202 ", 2),
        ])
    func alike(short: String, long: String, column: Int) throws {
        var log = "Mã bài,Đường dẫn,Tiêu đề,Đơn vị,Ngày đăng\nTB-CŨ,,,Phòng 1,01/03/2022\n"
        let digits = { (number: Int, count: Int) in String(String(1_000_000_000 + number).suffix(count)) }
        for number in 0..<20_000 {
            for id in [short + digits(number, 8), long + digits(number, 9)] {
                log += (0..<3).map { $0 == column ? id : "" }.joined(separator: ",") + ",Phòng 1,01/03/2022\n"
            }
        }
        let outcome = try read(log)
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.items.count == 40_001)
    }

    @Test("units, days and kinds that differ a little have different marks, but for chance")
    func marks() {
        var seen: Set<UInt64> = []
        var count = 0
        for units in 0..<50 as Range<UInt64> {
            for day in 19_000..<19_400 as Range<UInt64> {
                for kind in [0, 1, 2, UInt64.max] {
                    seen.insert(QuickHash.of(units, day, kind) & 0xFF_FFFF)
                    count += 1
                }
            }
        }
        // n²/2/2²⁴ = 191 pairs are expected to be alike.
        #expect(count - seen.count < 300)
    }
}
