import QuotaModel
import ScoringRules
import TestSupport
import Testing

@testable import QuotaEngine

@Suite("The listing of items behind the figures")
struct ItemListingTests {
    static let rules = """
        schema: quota-rules/1
        id: thu
        title: Thử
        effective: {from: 2022-01-01, to: 2022-12-31}
        kinds: [{id: tin, name: Tin}, {id: tb, name: Thông báo}]
        units: [{id: a, name: A}, {id: b, name: B}]
        counting: {kinds: [tin], joint-units: first}
        quotas:
          - {id: thang, units: all, minimum: 1, per: month, counted: calendar, partial: full}
          - {id: quy, units: [a], minimum: 2, per: quarter, counted: calendar, partial: full}
        """

    static func plan() throws -> Plan {
        Plan(
            pack: try RulePackLoader.load(Array(rules.utf8), path: "r.yaml"),
            asOf: try #require(CivilDate(iso: "2022-06-30")))
    }

    static func item(_ record: Int, _ day: String?, units: [Int] = [0], kind: Int = 0, state: StateReading = .empty)
        -> Item
    {
        var item = Item(place: ItemPlace(source: 0, record: record, line: record + 1), units: Named(units))
        item.published = day.flatMap { CivilDate(iso: $0) }
        item.kind = kind
        item.state = state
        item.details = ItemDetails(texts: [.title: "Bài \(record)"])
        return item
    }

    static func listing(_ items: [Item], limit: Int = 100, fields: FieldSet = []) throws -> ItemListing<QuotaJudgement>
    {
        var fold = ItemListingFold(plan: try plan(), limit: limit)
        fold.add(items.span)
        fold.finishLog(fields: fields)
        return fold.listing
    }

    @Test("an item is judged for every unit that it names and every line of that unit, each with its reason")
    func judgements() throws {
        let listing = try Self.listing([
            Self.item(1, "2022-02-10"), Self.item(2, "2022-02-11", units: [0, 1]), Self.item(3, "2022-03-01", kind: 1),
            Self.item(4, nil), Self.item(5, "2022-07-01"), Self.item(6, "2021-12-31"),
        ])
        let outcomes = listing.items.map { $0.judgements.map(\.outcome) }
        #expect(outcomes[0] == [.counted, .counted])
        #expect(outcomes[1] == [.counted, .counted, .notFirstUnit])
        #expect(outcomes[2] == [.filter(.kind), .filter(.kind)])
        #expect(outcomes[3] == [.undated, .undated])
        let july = try #require(CivilDate(iso: "2022-07-01"))
        #expect(outcomes[4] == [.afterAsOf(july), .afterAsOf(july)])
        let before = try #require(CivilDate(iso: "2021-12-31"))
        #expect(outcomes[5] == [.otherDay(before), .otherDay(before)])
        #expect(listing.items[0].judgements[1].period?.first.description == "2022-01-01")
        #expect(listing.items[0].title == "Bài 1")
    }

    @Test("in a log with states an empty one does not count; in one without it does")
    func states() throws {
        let items = [Self.item(1, "2022-02-10"), Self.item(2, "2022-02-10", state: .known(.draft))]
        let stated = try Self.listing(items, fields: FieldSet(.state))
        #expect(stated.items.map { $0.judgements[0].outcome } == [.state(nil), .state(.draft)])
        let stateless = try Self.listing(items)
        #expect(stateless.items.map { $0.judgements[0].outcome } == [.counted, .state(.draft)])
    }

    @Test("over the limit the newest stay, in the order of the log, and the rest is counted")
    func limit() throws {
        let days = ["2022-03-01", nil, "2022-01-01", "2022-05-01", "2022-05-01", "2022-02-01"]
        let items = days.enumerated().map { Self.item($0 + 1, $1) }
        for batch in 1...3 {
            var fold = ItemListingFold(plan: try Self.plan(), limit: 3)
            for start in stride(from: 0, to: items.count, by: batch) {
                fold.add(Array(items[start..<min(items.count, start + batch)]).span)
            }
            fold.finishLog(fields: [])
            #expect(fold.listing.items.map(\.place.record) == [1, 4, 5])
            #expect(fold.listing.itemCount == 6 && fold.listing.itemsLeftOut == 3)
        }
    }

    @Test("all rejects are kept up to the limit, and all are counted")
    func rejects() throws {
        var fold = ItemListingFold(plan: try Self.plan(), limit: 2)
        for record in 1...5 {
            fold.add(Reject(place: ItemPlace(source: 0, record: record, line: record), value: "", code: .badDate))
        }
        #expect(fold.listing.rejects.map(\.place.record) == [1, 2])
        #expect(fold.listing.rejectsLeftOut == 3)
    }

    @Test("an accepted row that is overruled is listed with the reason for every line of its units, and in no figure")
    func overruled() throws {
        var fold = ItemListingFold(plan: try Self.plan(), limit: 10)
        fold.add([Self.item(1, "2022-02-10")].span)
        fold.add(Self.item(2, "2022-02-11", units: [0, 1]), .superseded)
        fold.add(Self.item(3, "2022-02-12", units: [1]), .withdrawn)
        fold.finishLog(fields: [])
        let listing = fold.listing
        #expect(listing.itemCount == 3 && listing.items.map(\.place.record) == [1, 2, 3])
        #expect(listing.items.map(\.overruling) == [nil, .superseded, .withdrawn])
        #expect(listing.items[1].judgements.map(\.outcome) == Array(repeating: .overruled(.superseded), count: 3))
        #expect(listing.items[2].judgements.map(\.outcome) == [.overruled(.withdrawn)])
        #expect(listing.items[1].figures.isEmpty && listing.items[2].figures.isEmpty)
    }

    static let countingRules = """
        schema: quota-rules/1
        id: thu
        title: Thử
        effective: {from: 2022-01-01, to: 2022-06-30}
        kinds: [{id: tin, name: Tin}, {id: tb, name: Thông báo}]
        units: [{id: a, name: A}, {id: b, name: B}]
        categories: [{id: x, name: X}, {id: y, name: Y}]
        counting: {joint-units: JOINT}
        quotas:
          - {id: thang, units: all, minimum: 1, per: month, counted: calendar, partial: full, where: {kinds: [tin]}}
          - {id: quy, units: [a], minimum: 2, per: quarter, counted: calendar, partial: full}
        deadlines:
          - {id: duyet, from: submitted, to: approved, within: 3, in: days}
          - {id: dang, from: approved, to: published, within: 1, in: days, where: {categories: [x]}}
        standards:
          - {id: anh, title: Có ảnh, where: {kinds: [tin]}, expect: {photos: {at-least: 1}}}
        """

    @Test(
        "every figure counts as many items as the listing says, whatever the items and the fields of their log",
        arguments: ["each", "first"], [1, 2, 3, 4] as [UInt64])
    func figures(joint: String, seed: UInt64) throws {
        let rules = Self.countingRules.replacing("JOINT", with: joint)
        let plan = Plan(
            pack: try RulePackLoader.load(Array(rules.utf8), path: "r.yaml"),
            asOf: try #require(CivilDate(iso: "2022-05-20")))
        var random = SeededRandom(seed: seed)
        let (items, fields) = Self.randomItems(&random)
        var (results, listing) = (LogFold(plan: plan), ItemListingFold(plan: plan, limit: 1_000))
        results.add(items.span)
        results.finishLog(fields: fields)
        listing.add(items.span)
        listing.finishLog(fields: fields)
        let found = listing.listing.items.flatMap(\.figures).reduce(into: [ItemFigure: Int]()) {
            $0[$1, default: 0] += 1
        }
        #expect(found == Self.counts(results.results()))
    }

    /// Every figure of the evaluation that is not zero.
    private static func counts(_ results: Results) -> [ItemFigure: Int] {
        var counts: [ItemFigure: Int] = [:]
        for unit in results.units {
            counts[.unit(unit.place)] = unit.items
            for quota in unit.quotas {
                for verdict in quota.periods {
                    counts[.period(unit: unit.place, quota: quota.place, verdict.period.window)] = verdict.count
                }
            }
        }
        for category in results.categories { counts[.category(category.place)] = category.items }
        for (place, deadline) in results.deadlines.enumerated() {
            counts[.deadline(place, .onTime)] = deadline.onTime
            counts[.deadline(place, .late)] = deadline.late
            counts[.deadline(place, .pending)] = deadline.pending
            counts[.deadline(place, .unverifiable)] = deadline.unverifiable
            for unit in deadline.byUnit { counts[.late(place, unit: unit.place)] = unit.late }
        }
        for (place, standard) in results.standards.enumerated() {
            counts[.standard(place, .met)] = standard.met
            counts[.standard(place, .unmet)] = standard.unmet
            counts[.standard(place, .unverifiable)] = standard.unverifiable
        }
        return counts.filter { $0.value > 0 }
    }

    private static func randomItems(_ random: inout SeededRandom) -> ([Item], FieldSet) {
        var fields: FieldSet = [FieldSet(.unit), FieldSet(.published), FieldSet(.submitted)]
        if Bool.random(using: &random) { fields.formUnion(FieldSet(.approved)) }
        if Bool.random(using: &random) { fields.formUnion(FieldSet(.state)) }
        let day = { (random: inout SeededRandom) -> CivilDate? in
            Int.random(in: 0..<8, using: &random) == 0
                ? nil : CivilDate(dayNumber: 18_980 + Int32.random(in: 0..<190, using: &random))
        }
        let items = (1...120).map { record in
            let units = [[0], [1], [0, 1], [1, 0]].randomElement(using: &random) ?? [0]
            var item = item(record, nil, units: units, kind: Int.random(in: 0...1, using: &random))
            item.published = day(&random)
            item.submitted = day(&random)
            if fields.contains(.approved), let submitted = item.submitted, Bool.random(using: &random) {
                item.approved = CivilDate(
                    dayNumber: submitted.dayNumber + Int32.random(in: -1..<6, using: &random))
            }
            item.categories = Named([[], [0], [1], [0, 1]].randomElement(using: &random) ?? [])
            item.photos = [nil, 0, 2].randomElement(using: &random) ?? nil
            if fields.contains(.state) {
                item.state =
                    [.known(.published), .known(.published), .known(.draft), .empty, .unknown]
                    .randomElement(using: &random) ?? .empty
            }
            return item
        }
        return (items, fields)
    }

    @Test("the table of periods has a column for each window, shorter periods first, and adds up its lines")
    func periodTable() throws {
        var fold = LogFold(plan: try Self.plan())
        fold.add([Self.item(1, "2022-02-10"), Self.item(2, "2022-02-11", units: [1]), Self.item(3, "2022-05-01")].span)
        fold.finishLog(fields: [])
        let table = PeriodTable(fold.results())
        #expect(table.columns.map(\.per) == Array(repeating: .month, count: 6) + [.quarter, .quarter])
        #expect(table.lines.count == 3)
        #expect(table.totals.map(\.count) == [0, 2, 0, 0, 1, 0, 1, 1])
        #expect(table.totals.map(\.minimum) == [2, 2, 2, 2, 2, 2, 2, 2])
        #expect(table.groups.map(\.columns) == [0..<6, 6..<8])
        for line in table.lines {
            let cells = line.cells(table.columns.indices)
            #expect(cells.compactMap { $0?.period.window } == line.quota.periods.map(\.period.window))
            for (column, cell) in zip(table.columns, cells) where cell != nil {
                #expect(cell?.period.window == column.window && line.quota.quota.per == column.per)
            }
            #expect(line.cells(6..<8).map { $0?.count } == cells[6...].map { $0?.count })
        }
        #expect(table.totals.map(\.lines).reduce(0, +) == table.lines.reduce(0) { $0 + $1.quota.periods.count })
        #expect(!table.isSparse(table.columns.indices))
    }
}
