import TestSupport
import QuotaModel
import Testing

@testable import ScoringRules

struct RandomFileTests {
    @Test("a random valid pack loads, everything in it resolved", arguments: 0..<200)
    func validPacks(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let written = RandomPack(using: &random)
        let pack = try RulePackLoader.load(Array(written.yaml.utf8), path: "p")
        #expect(pack.roster.units.count == written.unitCount)
        #expect(pack.quotas.count == written.quotaCount)
        #expect(pack.quotas.allSatisfy { !$0.units.isEmpty && $0.units.allSatisfy(pack.roster.units.indices.contains) })
    }

    @Test("without `partial` a random pack loads exactly when no period is cut, day by day", arguments: 0..<200)
    func partialNeededOracle(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let written = RandomPack(using: &random)
        let pack = try RulePackLoader.load(Array(written.yaml.utf8), path: "p")
        let without = written.yaml.replacing("partial: full, ", with: "").replacing(", partial: full", with: "")
        let found = Finding.issues(in: Array(without.utf8))
        let cut = pack.quotas.filter { isCut($0, pack.roster) }.map(\.id)
        #expect(found.map(\.code) == cut.map { _ in .partialNeeded })
        #expect(found.compactMap(\.subject) == cut)
    }

    /// Looks at each day around the quota's ends: a period is cut when it has days inside and days outside.
    private func isCut(_ quota: Quota, _ roster: Roster) -> Bool {
        quota.units.contains { place in
            let unit = roster.units[place]
            let start = max(quota.from, unit.from ?? quota.from)
            let end = min(quota.to ?? .lastDay, unit.to ?? .lastDay)
            guard start <= end else { return false }
            let grid = PeriodGrid(per: quota.per, rhythm: quota.rhythm, start: start)
            let ends = [start, quota.to == nil && unit.to == nil ? start : end]
            return ends.contains { end in
                let whole = grid.period(holding: end)
                return (0..<whole.dayCount).contains { offset in
                    let day = whole.first.adding(days: offset)
                    let isAfterEnd = (quota.to ?? unit.to) != nil && day > (quota.to ?? unit.to ?? day)
                    return day < start || isAfterEnd
                }
            }
        }
    }

    @Test("random changes of bytes never crash, and every refusal has a reason with a place", arguments: 0..<30)
    func changedBytes(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array("[]{}:,-&*!|>'\"%@#? \n\t~<0a\u{FEFF}".utf8) + [0x00, 0x80, 0xC3, 0xFF, 0xED, 0xA0]
        for _ in 0..<40 {
            var bytes = Array(contractPack.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
                }
            }
            for issue in Finding.issues(in: bytes) { #expect(issue.place?.line != nil) }
        }
    }

    @Test("a file cut off anywhere never crashes")
    func cutOff() {
        let bytes = Array(contractPack.utf8)
        for count in stride(from: 0, to: bytes.count, by: 17) {
            for issue in Finding.issues(in: Array(bytes.prefix(count))) { #expect(issue.place?.line != nil) }
        }
    }
}
