import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

@Suite("What tells a duplicate from a conflict")
struct ConflictMarkTests {
    private static func roster(units: Int, kinds: Int) -> Roster {
        Roster(
            units: (0..<units).map { Unit(id: "u\($0)", name: "Phòng \($0)") },
            kinds: (0..<kinds).map { Kind(id: "k\($0)", name: "Loại \($0)") })
    }

    private static func mark(_ mark: ConflictMark, _ units: [Int], _ kind: Int?, _ date: CivilDate?) -> UInt32 {
        let names = CellMeanings.Names.all(Named(units))
        return withUnsafePointer(to: names) { mark.of($0, kind: UInt64((kind ?? -1) + 1), date: date) }
    }

    @Test(
        "every unit, kind and day has a mark of its own, without a kind or a day too",
        arguments: [(units: 7, kinds: 2), (units: 1, kinds: 1), (units: 8_827, kinds: 2)])
    func exact(_ size: (units: Int, kinds: Int)) {
        let mark = ConflictMark(Self.roster(units: size.units, kinds: size.kinds))
        // The ends of each, where neighbours would run into each other, and some between.
        let units = Set([0, 1, 5, size.units / 2, size.units - 1].filter { $0 < size.units })
        let kinds: [Int?] = [nil] + (0..<size.kinds).map { $0 }
        let days: [CivilDate?] =
            [nil, .firstDay, .firstDay.adding(days: 1), .lastDay.adding(days: -1), .lastDay]
            + (0..<400).map { .firstDay.adding(days: 11_000 + $0) }
        var seen: Set<UInt32> = []
        var count = 0
        for unit in units {
            for kind in kinds {
                for day in days {
                    seen.insert(Self.mark(mark, [unit], kind, day))
                    count += 1
                }
            }
        }
        #expect(seen.count == count)
        #expect(seen.allSatisfy { $0 < 1 << ConflictMark.bits })
    }

    @Test("rows of several units, and of many units and kinds, have a digest; the order of units doesn't matter")
    func digests() {
        let day = CivilDate.firstDay.adding(days: 12_000)
        for roster in [Self.roster(units: 7, kinds: 2), Self.roster(units: 20_000, kinds: 3)] {
            let mark = ConflictMark(roster)
            let one = Self.mark(mark, [1, 2], 0, day)
            #expect(one == Self.mark(mark, [2, 1], 0, day))
            let others = [
                Self.mark(mark, [1], 0, day), Self.mark(mark, [2], 0, day), Self.mark(mark, [1, 2, 3], 0, day),
                Self.mark(mark, [1, 2], 1, day), Self.mark(mark, [1, 2], nil, day), Self.mark(mark, [1, 2], 0, nil),
                Self.mark(mark, [1, 2], 0, day.adding(days: 1)), Self.mark(mark, [1], 1, day),
            ]
            #expect(Set(others + [one]).count == others.count + 1)
            #expect((others + [one]).allSatisfy { $0 < 1 << ConflictMark.bits })
        }
    }
}
