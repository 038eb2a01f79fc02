import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct RankingTests {
    private struct Ranked {
        let place: Int
        let name: String
        let figures: UnitFigures
    }

    private static func unit(
        _ place: Int, _ name: String, met: Int32, of judged: Int32, attained: Int = 0, owed: Int? = nil,
        items: Int32 = 0
    ) -> Ranked {
        Ranked(
            place: place, name: name,
            figures: UnitFigures(
                periodsJudged: judged, periodsMet: met, items: items, attained: attained, owed: owed ?? Int(judged)))
    }

    private static func lines(_ units: [Ranked]) -> [String] {
        let units = units.sorted { $0.place < $1.place }
        return Ranking.seats(units.map(\.figures), names: units.map(\.name)).map { seat in
            let unit = units.first { $0.place == seat.place }
            return "\(seat.rank > 0 ? String(seat.rank) : "-") \(unit?.name ?? "?") \(seat.place)"
        }
    }

    @Test("equal in all three: the same rank, and the next rank counts them all: 1-2-2-4")
    func competition() {
        let units = [
            Self.unit(0, "D", met: 0, of: 2), Self.unit(1, "C", met: 1, of: 2),
            Self.unit(2, "B", met: 2, of: 4, owed: 2),
            Self.unit(3, "A", met: 2, of: 2),
        ]
        #expect(Self.lines(units) == ["1 A 3", "2 B 2", "2 C 1", "4 D 0"])
    }

    @Test("rate, then attainment, then items, the larger first")
    func threeKeys() {
        let units = [
            Self.unit(0, "ít tin", met: 1, of: 2, attained: 3, owed: 4, items: 3),
            Self.unit(1, "nhiều tin", met: 1, of: 2, attained: 6, owed: 8, items: 9),
            Self.unit(2, "thiếu nhiều", met: 1, of: 2, attained: 2, owed: 4, items: 50),
            Self.unit(3, "đạt nhiều", met: 2, of: 3, attained: 1, owed: 10, items: 1),
        ]
        #expect(Self.lines(units) == ["1 đạt nhiều 3", "2 nhiều tin 1", "3 ít tin 0", "4 thiếu nhiều 2"])
    }

    @Test(
        "rates are compared exactly: 8/9 stands before 888/1000, and 88889/100000 before 8/9 though both print 0.8889")
    func exactRates() {
        let units = [
            Self.unit(0, "888/1000", met: 888, of: 1000), Self.unit(1, "8/9", met: 8, of: 9),
            Self.unit(2, "88889/100000", met: 88_889, of: 100_000),
        ]
        #expect(Self.lines(units) == ["1 88889/100000 2", "2 8/9 1", "3 888/1000 0"])
        #expect(units[1].figures.rate?.decimal(places: 4) == units[2].figures.rate?.decimal(places: 4))
    }

    @Test("attainment is compared exactly too")
    func exactAttainment() {
        let units = [
            Self.unit(0, "a", met: 1, of: 1, attained: 333_333, owed: 1_000_000, items: 9),
            Self.unit(1, "b", met: 1, of: 1, attained: 1, owed: 3),
        ]
        #expect(Self.lines(units) == ["1 b 1", "2 a 0"])
    }

    @Test("units with nothing judged come last without a rank, however many items they have")
    func nothingJudged() {
        let units = [
            Self.unit(0, "Phòng mới", met: 0, of: 0, items: 99), Self.unit(1, "Phòng yếu", met: 0, of: 3),
            Self.unit(2, "Ban mới", met: 0, of: 0),
        ]
        #expect(Self.lines(units) == ["1 Phòng yếu 1", "- Ban mới 2", "- Phòng mới 0"])
        #expect(units[0].figures.rate == nil)
        #expect(units[0].figures.attainment == nil)
    }

    @Test("inside a rank units stand in Vietnamese order, numbers by value; equal names in the order of the pack")
    func vietnameseInside() {
        let names = ["Phòng 10", "Ông", "Ân", "phòng 2", "Đông", "Ăn", "Dung", "An", "Phòng 2", "An"]
        let units = names.enumerated().map { Self.unit($0, $1, met: 1, of: 1) }
        #expect(
            Self.lines(units) == [
                "1 An 7", "1 An 9", "1 Ăn 5", "1 Ân 2", "1 Dung 6", "1 Đông 4", "1 Ông 1", "1 phòng 2 3", "1 Phòng 2 8",
                "1 Phòng 10 0",
            ])
        #expect(Self.lines([]) == [])
    }

    @Test("rate and attainment take the closed periods with a minimum; items those of the open period too")
    func figuresOfAUnit() throws {
        let pack = RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: Roster(units: [Unit(id: "a", name: "Văn phòng")]),
            quotas: [
                Quota(
                    id: "thang", units: [0], minimum: 3, per: .month, partial: .full, from: day("2022-02-15"),
                    to: day("2022-12-31"))
            ],
            exemptions: [Exemption(units: [0], span: span("2022-04-15..2022-05-14"))])
        var fold = LogFold(plan: Plan(pack: pack, asOf: day("2022-06-20")))
        // 4 in the first month, 1 in the second, 2 in the exempt third, none in the fourth, 1 in the open fifth, 1 before.
        let days = [
            "2022-02-15", "2022-02-16", "2022-03-01", "2022-03-14", "2022-03-15", "2022-04-15", "2022-05-14",
            "2022-06-20",
            "2022-02-14", "2022-06-21",
        ]
        let items = days.enumerated().map { number, text in
            var item = Item(place: ItemPlace(source: 0, record: number + 1, line: number + 2), units: .one(0))
            item.published = day(text)
            return item
        }
        fold.add(items.span)
        fold.finishLog(fields: [FieldSet(.unit), FieldSet(.published)])
        let unit = try #require(fold.results().units.first)
        #expect((unit.periodsMet, unit.periodsJudged) == (1, 3))
        #expect((unit.attained, unit.owed) == (4, 9))
        #expect(unit.rate?.decimal(places: 4) == "0.3333")
        #expect(unit.attainment?.decimal(places: 4) == "0.4444")
        #expect((unit.items, unit.shortfall, unit.rank) == (8, 5, 1))
        #expect(unit.quotas.first?.periods.map(\.status) == [.met, .short, .exempt, .short, .onTrack])
        #expect(unit.quotas.first?.openPeriod?.count == 1)
        #expect(unit.quotas.first?.lastClosedPeriod?.count == 0)
    }

    @Test("an item that two quotas count is one item of the unit")
    func itemsOnce() throws {
        let quotas = [PeriodLength.month, .quarter].map {
            Quota(id: $0.rawValue, units: [0], minimum: 1, per: $0, from: day("2022-02-15"))
        }
        let pack = RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: Roster(units: [Unit(id: "a", name: "Văn phòng")]),
            quotas: quotas)
        var item = Item(place: ItemPlace(source: 0, record: 1, line: 2), units: .one(0))
        item.published = day("2022-02-20")
        var fold = LogFold(plan: Plan(pack: pack, asOf: day("2022-06-20")))
        fold.add([item].span)
        fold.finishLog(fields: FieldSet(.published))
        #expect(fold.results().units.map(\.items) == [1])
        #expect(fold.results().units.flatMap(\.quotas).map { $0.periods[0].count } == [1, 1])
    }
}
