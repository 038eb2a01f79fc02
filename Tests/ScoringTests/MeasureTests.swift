import QuotaModel
import ScoringRules
import TestSupport
import Testing

@testable import QuotaEngine

struct MeasureTests {
    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private func item(
        _ record: Int, units: [Int] = [0], published: String?, submitted: String? = nil, kind: Int = 0,
        words: Int? = nil,
        authors: [Int] = [], categories: [Int] = [], state: StateReading = .empty
    ) throws -> Item {
        var item = Item(place: ItemPlace(source: 0, record: record, line: record + 1), units: Named(units))
        item.published = try published.map(day)
        item.submitted = try submitted.map(day)
        item.kind = kind
        item.words = words
        item.authors = Named(authors)
        item.categories = Named(categories)
        item.state = state
        return item
    }

    private let noStates = FieldSet(Field.allCases).subtracting(FieldSet(.state))

    private func sheet(_ measure: String, _ subject: String = "unit", more: String = "") -> Sheet {
        Sheet(
            more: more, measures: "m: \(measure)",
            scorecard: """
                subject: \(subject)
                window: {from: 2022-02-01, to: 2022-06-30}
                groups: [{id: g, criteria: [{id: tc, max: 1000, score: {per-item: {of: m, points: 1}}}]}]
                """)
    }

    private func values(_ sheet: Sheet, _ items: [Item], asOf: String = "2022-12-31", fields: FieldSet? = nil) throws
        -> [String: Int]
    {
        var sheet = sheet
        sheet.asOf = asOf
        let results = try sheet.results(items: items, fields: fields ?? noStates)
        return Dictionary(
            uniqueKeysWithValues: results.standings.map { ($0.subject.id, results.measure(0, $0.place).int ?? -1) })
    }

    @Test("items of the window and not after the as-of day, every kind unless where names some, both ends included")
    func items() throws {
        let items = try [
            item(1, published: "2022-01-31"), item(2, published: "2022-02-01"),
            item(3, published: "2022-04-30", kind: 1),
            item(4, published: "2022-05-01"), item(5, published: "2022-07-01"), item(6, published: nil),
            item(7, units: [1, 2], published: "2022-03-01"),
        ]
        let all = try values(sheet("{count: items}"), items, asOf: "2022-04-30")
        #expect(all == ["van-phong": 2, "phong-1": 1, "phong-2": 1])
        #expect(try values(sheet("{count: items, where: {kinds: [bai]}}"), items)["van-phong"] == 1)
        #expect(try values(sheet("{count: items}", "agency"), items) == ["agency": 4])
    }

    @Test("a joint item goes to each unit, or only to the first")
    func joint() throws {
        let items = try [item(1, units: [1, 0], published: "2022-03-01")]
        let first = sheet("{count: items}", more: "counting: {joint-units: first}")
        #expect(try values(first, items) == ["van-phong": 0, "phong-1": 1, "phong-2": 0])
    }

    @Test("items in a state that does not count add nothing, nor does an empty state where the log has states")
    func states() throws {
        let items = try [
            item(1, published: "2022-03-01", state: .known(.published)),
            item(2, published: "2022-03-01", state: .known(.draft)),
            item(3, published: "2022-03-01", state: .empty), item(4, published: "2022-03-01", state: .unknown),
        ]
        #expect(try values(sheet("{count: items}"), items, fields: FieldSet(Field.allCases))["van-phong"] == 1)
    }

    @Test("a sum adds the field, an empty cell adds 0")
    func sums() throws {
        let items = try [
            item(1, published: "2022-03-01", words: 120), item(2, published: "2022-03-01", words: nil),
            item(3, published: "2022-03-01", words: 80),
        ]
        #expect(try values(sheet("{sum: words, where: {}}"), items)["van-phong"] == 200)
    }

    @Test("a sum beyond a machine word is exact, in one log or in several")
    func hugeSums() throws {
        let plan = try sheet("{sum: words}").plan()
        var fold = ScoringFold(plan: plan)
        for _ in 0..<3 {
            let items = try (1...24).map {
                try item($0, units: [$0 % 2], published: "2022-03-01", words: 999_999_999_999_999_999)
            }
            fold.add(items.span)
            fold.finishLog(fields: noStates)
        }
        let results = CouncilResults(fold.measures(), figures: EnteredFigures())
        #expect(results.measure(0, 0).plain == "35999999999999999964")
        #expect(results.measure(0, 1).plain == "35999999999999999964")
        #expect(results.measure(0, 2) == .zero)
        #expect(try results.total("van-phong") == "1000")
    }

    @Test("a log without the field that a measure or a scorecard of people looks at is told so")
    func fieldsLacking() throws {
        var log = LogSummary(source: "a.csv")
        log.records = 1
        log.fields = FieldSet([.unit, .published])
        let lacking = { (sheet: Sheet) in
            try sheet.plan().fieldsLacking(in: log).map { "\($0.subject ?? ""): \($0.rules.joined(separator: " "))" }
        }
        #expect(try lacking(sheet("{count: items}")) == [])
        #expect(try lacking(sheet("{count: items}", "person", more: Self.peopleRules)) == ["author: bang"])
        #expect(try lacking(sheet("{count: empty-categories}", more: Self.categoriesRules)) == ["category: m"])
        #expect(try lacking(sheet("{count: stale-categories}", more: Self.categoriesRules)) == ["category: m"])
        #expect(try lacking(sheet("{count: categories}", more: Self.categoriesRules)) == [])
        log.fields.formUnion(FieldSet([.author, .category]))
        #expect(try lacking(sheet("{count: items}", "person", more: Self.peopleRules)) == [])
        #expect(try lacking(sheet("{count: empty-categories}", more: Self.categoriesRules)) == [])
    }

    private static let peopleRules = """
        people:
          - {id: an, name: Nguyễn Văn An, unit: van-phong, from: 2022-03-01, to: 2022-04-30}
          - {id: binh, name: Trần Bình}
        """

    @Test("a person has the items of their name, while a member; an unknown first author makes it nobody's")
    func people() throws {
        let items = try [
            item(1, published: "2022-02-28", authors: [0]), item(2, published: "2022-03-01", authors: [0, 1]),
            item(3, published: "2022-04-30", authors: [Named.unknown, 0]),
            item(4, published: "2022-05-01", authors: [0]),
        ]
        #expect(try values(sheet("{count: items}", "person", more: Self.peopleRules), items) == ["an": 2, "binh": 1])
        let first = Self.peopleRules + "\n  counting: {joint-authors: first}"
        #expect(
            try values(
                sheet("{count: items}", "person", more: first.replacing("\n  counting", with: "\ncounting")), items)
                == ["an": 1, "binh": 0])
    }

    private static let periodsRules = """
        quotas:
          - {id: thang, units: [van-phong, phong-1], minimum: 2, per: month, counted: calendar}
          - {id: quy, units: [van-phong], minimum: 1, per: quarter, counted: calendar}
        """

    @Test(
        "closed periods whose window lies wholly inside the scorecard's",
        arguments: [
            ("{count: periods-judged, quotas: [thang]}", 3), ("{count: periods-judged}", 3),
            ("{count: periods-met, quotas: [thang]}", 1), ("{count: periods-short}", 2), ("{count: shortfall}", 3),
        ])
    func periods(measure: String, value: Int) throws {
        // February met, March one short, April two short; the first quarter begins before the window.
        let items = try [
            item(1, published: "2022-02-03"), item(2, published: "2022-02-28"), item(3, published: "2022-03-03"),
            item(4, published: "2022-05-03"),
        ]
        let found = try values(sheet(measure, more: Self.periodsRules), items, asOf: "2022-05-30")
        #expect(found["van-phong"] == value)
        #expect(found["phong-2"] == 0)
    }

    private static let categoriesRules = """
        categories:
          - {id: a, name: A, units: [van-phong], fresh-within: 30}
          - {id: b, name: B, units: [van-phong, phong-1]}
          - {id: c, name: C, units: [van-phong], fresh-within: 30}
        """

    @Test(
        "the subject's categories, empty and stale, with items of any unit",
        arguments: [("categories", [3, 1, 0]), ("empty-categories", [1, 0, 0]), ("stale-categories", [2, 0, 0])])
    func categories(figure: String, values expected: [Int]) throws {
        let items = try [
            item(1, published: "2022-01-15", categories: [0]),
            item(2, units: [2], published: "2022-03-15", categories: [1]),
            item(3, published: "2022-05-30", categories: [2]),
        ]
        let found = try values(sheet("{count: \(figure)}", more: Self.categoriesRules), items)
        #expect([found["van-phong"], found["phong-1"], found["phong-2"]] == expected)
    }

    @Test("an item before the window keeps its category fresh, even where the as-of day lies before the window too")
    func freshBeforeTheWindow() throws {
        let items = try [item(1, published: "2022-01-15", categories: [2])]
        let stale = sheet("{count: stale-categories}", more: Self.categoriesRules)
        #expect(try values(stale, items, asOf: "2022-01-20")["van-phong"] == 2)
        #expect(try values(stale, items, asOf: "2022-02-20")["van-phong"] == 3)
    }

    @Test(
        "deadlines: the from day chooses, undated items too, whatever their state; a log without the field proves nothing",
        arguments: [("on-time", 2), ("late", 2), ("judged", 4)])
    func deadlines(figure: String, value: Int) throws {
        let more = "deadlines: [{id: dang, from: submitted, to: published, within: 2}]"
        let items = try [
            item(1, published: "2022-03-03", submitted: "2022-03-01"),
            item(2, published: "2022-03-04", submitted: "2022-03-01"),
            item(3, published: nil, submitted: "2022-03-10"), item(4, published: "2022-02-02", submitted: "2022-01-31"),
            item(5, published: "2022-07-01", submitted: "2022-06-30", state: .known(.draft)),
        ]
        let sheet = sheet("{count: \(figure), deadline: dang}", more: more)
        #expect(try values(sheet, items)["van-phong"] == value)
        #expect(try values(sheet, items, fields: noStates.subtracting(FieldSet(.submitted)))["van-phong"] == 0)
    }

    @Test(
        "an item more never lowers a score that only rewards, and the order of items changes nothing", arguments: 0..<40
    )
    func monotone(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let sheet = Sheet(
            more: Self.periodsRules, measures: "m: {count: items}\nn: {count: periods-met}",
            scorecard: """
                groups: [{id: g, criteria: [{id: tc, max: 50, score: {per-item: {of: m, points: 1/3, at-most: 4}}},
                  {id: td, max: 50, score: {steps: {of: n, table: [{at-least: 2, points: 20}, {at-least: 1, fraction: 1/5}], otherwise: 0}}}]}]
                """)
        var items: [Item] = []
        var last: [String: Rational] = [:]
        for record in 1...12 {
            items.append(
                try item(
                    record, units: [random.below(3)], published: "2022-0\(1 + random.below(9))-1\(random.below(9))"))
            let results = try sheet.results(items: items, fields: noStates)
            let shuffled = try sheet.results(items: items.shuffled(using: &random), fields: noStates)
            #expect(shuffled.standings.map(\.total) == results.standings.map(\.total))
            for standing in results.standings {
                #expect(standing.total >= last[standing.subject.id] ?? .zero)
                last[standing.subject.id] = standing.total
            }
        }
    }
}
