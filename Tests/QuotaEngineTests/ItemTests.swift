import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

/// Which items count, case by case (contract, section 4).
struct ItemTests {
    static let roster = Roster(
        units: [Unit(id: "van-phong", name: "Văn phòng"), Unit(id: "phong-1", name: "Phòng 1")],
        kinds: ["Tin", "Bài", "Thông báo"].map { Kind(id: $0, name: $0) },
        categories: [Category(id: "c0", name: "Hoạt động"), Category(id: "c1", name: "Văn bản")])

    /// A good item of 20/04/2022, changed in one thing.
    static func item(_ record: Int = 1, _ change: (inout Item) -> Void = { _ in }) -> Item {
        var item = Item(place: ItemPlace(source: 0, record: record, line: record + 1), units: .one(0))
        item.kind = 0
        item.categories = .one(0)
        (item.event, item.submitted) = (day("2022-04-15"), day("2022-04-18"))
        (item.approved, item.published) = (day("2022-04-19"), day("2022-04-20"))
        (item.photos, item.words, item.views) = (1, 100, 0)
        item.channel = Word("Trang Thông tin điện tử")
        item.origin = Word("Tự viết")
        item.approver = Word("Lê Thị Đào")
        item.state = .known(.published)
        change(&item)
        return item
    }

    static func pack(_ counting: Counting = Counting(), filter: ItemFilter = ItemFilter()) -> RulePack {
        RulePack(
            id: "p", title: "", from: day("2022-01-01"), roster: roster, counting: counting,
            quotas: [
                Quota(
                    id: "q", units: [0, 1], minimum: 1, per: .month, rhythm: .calendar(monthStartsOn: 1),
                    from: day("2022-04-01"), filter: filter)
            ],
            calendar: WorkCalendar(holidays: [day("2022-04-11")]))
    }

    /// What the two units have in April and May of 2022.
    static func counts(_ pack: RulePack, _ items: [Item], hasStates: Bool = true) -> [[Int]] {
        var fold = LogFold(plan: Plan(pack: pack, asOf: day("2022-05-10")))
        fold.add(items.span)
        fold.finishLog(fields: FieldSet(Field.allCases).subtracting(hasStates ? [] : FieldSet(.state)))
        let units = fold.results().units.sorted { $0.place < $1.place }
        return units.map { $0.quotas.flatMap(\.periods).map(\.count) }
    }

    struct Tested: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let filter: @Sendable (inout ItemFilter) -> Void
        var item: @Sendable (inout Item) -> Void = { _ in }
        let counts: Bool
    }

    static let tested: [Tested] = [
        Tested(testDescription: "no test", filter: { _ in }, counts: true),
        Tested(testDescription: "kind among them", filter: { $0.kinds = [1, 0] }, counts: true),
        Tested(testDescription: "kind not among them", filter: { $0.kinds = [1] }, counts: false),
        Tested(testDescription: "no kind", filter: { $0.kinds = [0] }, item: { $0.kind = nil }, counts: false),
        Tested(testDescription: "category among them", filter: { $0.categories = [0] }, counts: true),
        Tested(testDescription: "category not among them", filter: { $0.categories = [1] }, counts: false),
        Tested(
            testDescription: "one of several categories", filter: { $0.categories = [1] },
            item: { $0.categories = .many([0, 1]) }, counts: true),
        Tested(
            testDescription: "no category", filter: { $0.categories = [0, 1] }, item: { $0.categories = .nobody },
            counts: false),
        Tested(
            testDescription: "channel, compared normalised",
            filter: { $0.channels = [MatchKey("TRANG THÔNG TIN\u{A0}ĐIỆN TỬ")] }, counts: true),
        Tested(
            testDescription: "channel without its accents",
            filter: { $0.channels = [MatchKey("Trang thong tin dien tu")] }, counts: false),
        Tested(
            testDescription: "no channel", filter: { $0.channels = [MatchKey("Facebook")] }, item: { $0.channel = nil },
            counts: false),
        Tested(
            testDescription: "origin, decomposed", filter: { $0.origins = [MatchKey("Tư\u{323} viê\u{301}t")] },
            counts: true),
        Tested(testDescription: "another origin", filter: { $0.origins = [MatchKey("Sưu tầm")] }, counts: false),
        Tested(testDescription: "approver", filter: { $0.approvers = [MatchKey("lê thị đào")] }, counts: true),
        Tested(testDescription: "another approver", filter: { $0.approvers = [MatchKey("Lê Thị Dào")] }, counts: false),
        Tested(
            testDescription: "photos at least 1, one there", filter: { $0.photos = .init(atLeast: 1) }, counts: true),
        Tested(
            testDescription: "photos at least 2, one there", filter: { $0.photos = .init(atLeast: 2) }, counts: false),
        Tested(
            testDescription: "photos at least 0, empty cell", filter: { $0.photos = .init(atLeast: 0) },
            item: { $0.photos = nil }, counts: false),
        Tested(
            testDescription: "words at most 100, 100 there", filter: { $0.words = .init(atMost: 100) }, counts: true),
        Tested(testDescription: "words at most 99, 100 there", filter: { $0.words = .init(atMost: 99) }, counts: false),
        Tested(
            testDescription: "words within a range", filter: { $0.words = .init(atLeast: 100, atMost: 1000) },
            counts: true),
        Tested(testDescription: "views at most 0, none there", filter: { $0.views = .init(atMost: 0) }, counts: true),
        Tested(
            testDescription: "all of two tests hold", filter: { ($0.kinds, $0.photos) = ([0], .init(atLeast: 1)) },
            counts: true),
        Tested(
            testDescription: "one of two tests holds", filter: { ($0.kinds, $0.photos) = ([0], .init(atLeast: 2)) },
            counts: false),
        Tested(
            testDescription: "within 5 days of the event, five passed",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 5) }, counts: true),
        Tested(
            testDescription: "within 4 days of the event, five passed",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 4) }, counts: false),
        Tested(
            testDescription: "within 0 days, the same day",
            filter: { $0.within = .init(from: .event, to: .event, atMost: 0) },
            counts: true),
        Tested(
            testDescription: "the later day before the earlier one",
            filter: { $0.within = .init(from: .published, to: .event, atMost: 30) }, counts: false),
        Tested(
            testDescription: "within, a day missing",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 30) },
            item: { $0.event = nil }, counts: false),
        Tested(
            testDescription: "within 3 working days over a weekend: Friday to Wednesday",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 3, unit: .workingDays) }, counts: true),
        Tested(
            testDescription: "within 2 working days over a weekend: Friday to Wednesday",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 2, unit: .workingDays) }, counts: false),
        Tested(
            testDescription: "working days over a holiday: Sunday to Tuesday is one",
            filter: { $0.within = .init(from: .event, to: .published, atMost: 1, unit: .workingDays) },
            item: { ($0.event, $0.published) = (day("2022-04-10"), day("2022-04-12")) }, counts: true),
    ]

    @Test("what a filter tests", arguments: tested)
    func filters(_ tested: Tested) {
        var filter = ItemFilter()
        tested.filter(&filter)
        let counts = Self.counts(Self.pack(filter: filter), [Self.item(1, tested.item)])
        #expect(counts == [[tested.counts ? 1 : 0, 0], [0, 0]])
    }

    @Test("the default kinds hold for every quota unless its own replace them")
    func defaultKinds() {
        let items = (0..<3).map { kind in Self.item(kind + 1) { $0.kind = kind } } + [Self.item(4) { $0.kind = nil }]
        var announcements = ItemFilter()
        announcements.kinds = [2]
        var withPhoto = ItemFilter()
        withPhoto.photos = .init(atLeast: 1)
        #expect(Self.counts(Self.pack(), items)[0] == [4, 0])
        #expect(Self.counts(Self.pack(Counting(kinds: [0, 1])), items)[0] == [2, 0])
        #expect(Self.counts(Self.pack(Counting(kinds: [0, 1]), filter: announcements), items)[0] == [1, 0])
        #expect(Self.counts(Self.pack(Counting(kinds: [0, 1]), filter: withPhoto), items)[0] == [2, 0])
    }

    @Test("every named unit gets a joint item, or only the first named")
    func jointUnits() {
        let items = [Self.item(1) { $0.units = .many([1, 0]) }, Self.item(2)]
        #expect(Self.counts(Self.pack(Counting(jointUnits: .each)), items) == [[2, 0], [1, 0]])
        #expect(Self.counts(Self.pack(Counting(jointUnits: .first)), items) == [[1, 0], [1, 0]])
    }

    static let dates: [(Field, [Int])] = [
        (.event, [0, 0]), (.submitted, [0, 0]), (.approved, [1, 0]), (.published, [0, 1]),
    ]

    @Test("the date that the pack names places an item in its period", arguments: dates)
    func countingDate(_ field: Field, _ expected: [Int]) {
        let item = Self.item(1) {
            ($0.event, $0.submitted) = (day("2022-03-30"), day("2022-03-31"))
            ($0.approved, $0.published) = (day("2022-04-01"), day("2022-05-01"))
        }
        #expect(Self.counts(Self.pack(Counting(date: field)), [item])[0] == expected)
    }

    @Test(
        "a period holds its first and its last day; the as-of day counts, the day after does not, an undated item never"
    )
    func borders() {
        let days = ["2022-03-31", "2022-04-01", "2022-04-30", "2022-05-01", "2022-05-10", "2022-05-11"]
        let items = days.enumerated().map { number, text in Self.item(number + 1) { $0.published = day(text) } }
        let undated = Self.item(9) { $0.published = nil }
        #expect(Self.counts(Self.pack(), items + [undated])[0] == [2, 2])
    }

    static let states: [(StateReading, Bool, Bool)] = [
        (.known(.published), true, true), (.known(.approved), false, true), (.known(.submitted), false, false),
        (.known(.draft), false, false), (.known(.returned), false, false), (.unknown, false, false),
        (.empty, false, false),
    ]

    @Test("only states that count, where the log has states", arguments: states)
    func statesCount(_ state: StateReading, _ byDefault: Bool, _ withApproved: Bool) {
        let items = [Self.item(1) { $0.state = state }]
        #expect(Self.counts(Self.pack(), items)[0] == [byDefault ? 1 : 0, 0])
        #expect(
            Self.counts(Self.pack(Counting(states: [.published, .approved])), items)[0] == [withApproved ? 1 : 0, 0])
    }

    @Test("in a log without states every item counts, also beside a log with states")
    func noStates() throws {
        let item = Self.item { $0.state = .empty }
        #expect(Self.counts(Self.pack(), [item], hasStates: false)[0] == [1, 0])
        var fold = LogFold(plan: Plan(pack: Self.pack(), asOf: day("2022-05-10")))
        for hasStates in [true, false, true] {
            fold.add([item].span)
            fold.finishLog(fields: FieldSet(Field.allCases).subtracting(hasStates ? [] : FieldSet(.state)))
        }
        #expect(fold.results().units.first { $0.place == 0 }?.items == 1)
    }
}

struct CategoryTests {
    static let known:
        [(String, freshWithin: Int?, days: [String?], CategoryResult.State, lastItem: String?, items: Int)] = [
            ("without an item", 30, [], .empty, nil, 0),
            ("without an item or a limit", nil, [], .empty, nil, 0),
            ("its last item exactly fresh-within days ago", 30, ["2022-04-10"], .fresh, "2022-04-10", 1),
            ("a day longer ago", 30, ["2022-04-09"], .stale, "2022-04-09", 1),
            ("an item today, limit 0", 0, ["2022-05-10"], .fresh, "2022-05-10", 1),
            ("an item yesterday, limit 0", 0, ["2022-05-09"], .stale, "2022-05-09", 1),
            ("without a limit it never grows stale", nil, ["2000-01-01"], .fresh, "2000-01-01", 1),
            ("items after the as-of day and undated ones are none", 30, ["2022-05-11", nil], .empty, nil, 0),
            (
                "the last of several, in whatever order", 30, ["2022-05-01", "2022-05-03", "2022-04-01"], .fresh,
                "2022-05-03", 3
            ),
        ]

    @Test("how a category stands", arguments: known.indices)
    func table(_ number: Int) throws {
        let (name, freshWithin, days, state, lastItem, count) = Self.known[number]
        let items = days.enumerated().map { number, text in
            ItemTests.item(number + 1) { $0.published = text.map { day($0) } }
        }
        let result = try Self.result(freshWithin, items)
        #expect(result.state == state, "\(name)")
        #expect(result.lastItem == lastItem.map { day($0) }, "\(name)")
        #expect(result.items == count, "\(name)")
    }

    @Test(
        "items of every kind, of every unit and before the pack's days count for a category; not those in another state"
    )
    func whichItems() throws {
        let items = [
            ItemTests.item(1) { $0.kind = 2 }, ItemTests.item(2) { $0.kind = nil },
            ItemTests.item(3) { $0.units = .many([0, 1]) },
            ItemTests.item(4) { $0.published = day("2021-01-01") }, ItemTests.item(5) { $0.state = .known(.draft) },
            ItemTests.item(6) { $0.state = .empty }, ItemTests.item(7) { $0.categories = .one(1) },
            ItemTests.item(8) { $0.categories = .many([1, 0]) },
        ]
        #expect(try Self.result(30, items).items == 5)
    }

    private static func result(_ freshWithin: Int?, _ items: [Item]) throws -> CategoryResult {
        let base = ItemTests.roster
        let roster = Roster(
            units: base.units, kinds: base.kinds,
            categories: [Category(id: "c0", name: "Hoạt động", freshWithin: freshWithin), base.categories[1]])
        let pack = RulePack(
            id: "p", title: "", from: day("2022-01-01"), roster: roster, counting: Counting(kinds: [0]))
        var fold = LogFold(plan: Plan(pack: pack, asOf: day("2022-05-10")))
        fold.add(items.span)
        fold.finishLog(fields: FieldSet(Field.allCases))
        return try #require(fold.results().categories.first)
    }
}
