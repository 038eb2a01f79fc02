import QuotaModel
import Testing

@testable import ScoringRules

struct RulePackLoaderTests {
    private func load(_ yaml: String) throws -> RulePack {
        try RulePackLoader.load(Array(yaml.utf8), path: "quy-tac.yaml")
    }

    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    @Test("the contract's example loads, every id resolved to its place")
    func contractExample() throws {
        let pack = try load(contractPack)
        #expect(pack.id == "thanh-tra-binh-dinh-2022")
        #expect(pack.agency == "Thanh tra tỉnh Bình Định")
        #expect(pack.from == (try day("2022-02-15")))
        #expect(pack.to == (try day("2022-12-31")))
        #expect(pack.roster.units.map(\.id) == ["van-phong", "phong-1"])
        #expect(pack.roster.unit(named: MatchKey("VĂN PHÒNG  thanh tra tỉnh")) == 0)
        #expect(pack.roster.kinds.map(\.id) == ["tin", "bai", "thong-bao"])
        #expect(pack.roster.people.first?.unit == 0)
        #expect(pack.roster.categories.first?.units == [0])
        #expect(pack.roster.categories.first?.freshWithin == 30)
        #expect(pack.counting == Counting(kinds: [0, 1]))

        let quota = pack.quotas[0]
        #expect(quota.minimum == 3)
        #expect(quota.rhythm == .fromStart(anchor: try day("2022-02-15")))
        #expect(quota.partial == .prorated)
        #expect(quota.to == pack.to)
        #expect(quota.filter.kinds == [0, 1])
        #expect(quota.filter.photos == ItemFilter.NumberRange(atLeast: 1))
        #expect(quota.cite == Citation(source: "tb-2022", clause: "mục 1"))
        #expect(pack.quotas[1].units == [0])
        #expect(pack.quotas[1].rhythm == .calendar(monthStartsOn: 15))
        #expect(pack.quotas[2].units == [0, 1])
        #expect(pack.quotas[2].workingDaysOnly)

        #expect(pack.deadlines[0].filter.categories == [1])
        #expect(pack.deadlines[0].owner == "Phó Trưởng ban")
        #expect(pack.standards[0].expect.words == ItemFilter.NumberRange(atLeast: 100))
        #expect(pack.standards[0].filter.channels == [MatchKey("trang chủ")])
        #expect(pack.calendar.holidays.count == 2)
        #expect(pack.exemptions[0].units == [1])
        #expect(pack.exemptions[0].span.dayCount == 30)
        #expect(pack.report?.day == .last)
        #expect(pack.report?.recipients.count == 3)
        #expect(pack.report?.signer?.post == "CHÁNH VĂN PHÒNG")
    }

    @Test("the smallest pack has the contract's defaults")
    func defaults() throws {
        let pack = try load(
            """
            schema: quota-rules/1
            id: p
            title: T
            effective: {from: 2022-01-01}
            units: [{id: a, name: A}]
            quotas: [{id: q, units: all, minimum: 1, per: week}]
            exemptions: [{units: all, from: 2022-06-01}]
            """)
        #expect(pack.status == .issued)
        #expect(pack.to == nil)
        #expect(pack.counting == Counting())
        #expect(pack.calendar == WorkCalendar())
        #expect(pack.report == nil)
        #expect(
            pack.quotas[0]
                == Quota(id: "q", units: [0], minimum: 1, per: .week, from: try day("2022-01-01"), to: nil))
        #expect(pack.exemptions[0].span.last == (try day("2100-12-31")))
    }

    @Test("an amended minimum is two lines of one id that adjoin, the new one with the old rhythm")
    func amendedLine() throws {
        let pack = try load(
            """
            schema: quota-rules/1
            id: p
            title: T
            effective: {from: 2022-01-15}
            units: [{id: a, name: A}]
            quotas:
              - {id: q, units: all, minimum: 1, per: month, to: 2022-06-30, partial: full}
              - {id: q, units: all, minimum: 2, per: month, from: 2022-07-01, anchor: 2022-01-15, partial: full}
            """)
        #expect(pack.quotas.map(\.minimum) == [1, 2])
    }

    @Test(
        "an exemption that begins when everything has ended is a remark at its place, and the pack is used",
        arguments: [
            ("{units: all, from: 2023-01-01}", "", ["..2022-12-31"]), ("{units: all, from: 2022-12-31}", "", []),
            ("{units: all, from: 2023-01-01, to: 2023-02-01}", "", ["..2022-12-31"]),
            // The quota goes on after the pack's end.
            ("{units: all, from: 2023-01-01, to: 2023-02-01}", ", to: 2023-06-30", []),
            ("{units: all, from: 2023-01-01}", ", to: 2023-06-30", ["..2022-12-31"]),
        ])
    func emptyExemption(exemption: String, more: String, expected: [String]) throws {
        let pack = try load(
            """
            schema: quota-rules/1
            id: p
            title: T
            effective: {from: 2022-01-01, to: 2022-12-31}
            units: [{id: a, name: A}]
            quotas: [{id: q, units: all, minimum: 1, per: month\(more)}]
            exemptions: [\(exemption)]
            """)
        #expect(pack.remarks.flatMap(\.expected) == expected)
        #expect(pack.remarks.allSatisfy { $0.code == .exemptsNothing && $0.place?.line == 7 && $0.place?.column == 33 })
    }

    @Test("a byte order mark, CRLF and decomposed Vietnamese change nothing")
    func otherBytes() throws {
        let yaml =
            "schema: quota-rules/1\r\nid: p\r\ntitle: T\r\neffective: {from: 2022-01-01}\r\n"
            + "units: [{id: a, name: Va\u{306}n pho\u{300}ng}]\r\n"
        let pack = try RulePackLoader.load([0xEF, 0xBB, 0xBF] + Array(yaml.utf8), path: "p")
        #expect(pack.roster.unit(named: MatchKey("Văn phòng")) == 0)
    }
}
