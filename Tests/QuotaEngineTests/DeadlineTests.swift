import TestSupport
import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct DeadlineTests {
    /// Two days from sending to approval, in a pack for 2022, judged on Friday 29/04/2022.
    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var from: String? = "2022-04-18"
        var to: String?
        var unit = DayUnit.days
        let keeping: DeadlineKeeping?
    }

    static let known: [Known] = [
        Known(testDescription: "the same day", to: "2022-04-18", keeping: .onTime),
        Known(testDescription: "the last day", to: "2022-04-20", keeping: .onTime),
        Known(testDescription: "a day later", to: "2022-04-21", keeping: .late),
        Known(testDescription: "not there, the time is over", keeping: .late),
        Known(testDescription: "not there, the last day is today", from: "2022-04-27", keeping: .pending),
        Known(testDescription: "not there, the last day was yesterday", from: "2022-04-26", keeping: .late),
        Known(testDescription: "sent today", from: "2022-04-29", keeping: .pending),
        Known(
            testDescription: "approved after the as-of day, in time: not there yet", from: "2022-04-28",
            to: "2022-04-30", keeping: .pending),
        Known(
            testDescription: "approved after the as-of day, the time is over today", from: "2022-04-26",
            to: "2022-04-30", keeping: .late),
        Known(
            testDescription: "sent after the as-of day: not looked at", from: "2022-04-30", to: "2022-05-01",
            keeping: nil),
        Known(testDescription: "approved before it was sent", to: "2022-04-17", keeping: .unverifiable),
        Known(testDescription: "never sent", from: nil, to: "2022-04-17", keeping: .unverifiable),
        Known(testDescription: "neither day", from: nil, keeping: .unverifiable),
        Known(
            testDescription: "sent before the pack's days: not looked at, however late", from: "2021-12-31",
            keeping: nil),
        Known(
            testDescription: "sent before the pack's days, approved before that", from: "2021-12-31", to: "2021-12-01",
            keeping: nil),
        Known(testDescription: "sent on the pack's first day", from: "2022-01-01", to: "2022-01-02", keeping: .onTime),
        Known(
            testDescription: "working days: from Friday over the weekend to Tuesday is two", from: "2022-04-15",
            to: "2022-04-19",
            unit: .workingDays, keeping: .onTime),
        Known(
            testDescription: "working days: to Wednesday is three", from: "2022-04-15", to: "2022-04-20",
            unit: .workingDays,
            keeping: .late),
        Known(
            testDescription: "working days: the day of sending never counts, also a day off", from: "2022-04-16",
            to: "2022-04-19", unit: .workingDays, keeping: .onTime),
        Known(
            testDescription: "working days: a holiday is none, so Monday to Thursday is two", from: "2022-04-11",
            to: "2022-04-14", unit: .workingDays, keeping: .onTime),
        Known(
            testDescription: "working days: a worked Saturday counts", from: "2022-04-21", to: "2022-04-25",
            unit: .workingDays, keeping: .late),
        Known(
            testDescription: "working days: not there, two have passed today", from: "2022-04-27", unit: .workingDays,
            keeping: .pending),
        Known(
            testDescription: "working days: not there, three have passed today", from: "2022-04-26", unit: .workingDays,
            keeping: .late),
    ]

    static let calendar = WorkCalendar(holidays: [day("2022-04-12")], working: [day("2022-04-23")])

    static func pack(unit: DayUnit = .days, filter: ItemFilter = ItemFilter(), joint: Counting.Joint = .each)
        -> RulePack
    {
        RulePack(
            id: "p", title: "", from: day("2022-01-01"), to: day("2022-12-31"),
            roster: Roster(
                units: [
                    Unit(id: "b", name: "Phòng 2"), Unit(id: "a", name: "Phòng 1"), Unit(id: "c", name: "Phòng 3"),
                ],
                kinds: [Kind(id: "tin", name: "Tin"), Kind(id: "bai", name: "Bài")],
                categories: [Category(id: "cchc", name: "Cải cách hành chính")]),
            counting: Counting(kinds: [0], jointUnits: joint),
            deadlines: [
                Deadline(id: "duyet", from: .submitted, to: .approved, within: 2, unit: unit, filter: filter)
            ], calendar: calendar)
    }

    static let asOf = day("2022-04-29")
    static let bothDays = FieldSet([.unit, .submitted, .approved, .published, .state, .kind, .approver])

    static func item(
        _ record: Int, _ from: String?, _ to: String?, units: Named = .one(0), approver: String? = nil,
        state: StateReading = .known(.published)
    ) -> Item {
        var item = Item(place: ItemPlace(source: 0, record: record, line: record + 1), units: units)
        (item.submitted, item.approved) = (from.map { day($0) }, to.map { day($0) })
        item.approver = approver.map(Word.init)
        item.state = state
        return item
    }

    static func result(_ pack: RulePack, _ items: [Item], fields: FieldSet = bothDays) throws -> DeadlineResult {
        var fold = LogFold(plan: Plan(pack: pack, asOf: asOf))
        fold.add(items.span)
        fold.finishLog(fields: fields)
        return try #require(fold.results().deadlines.first)
    }

    static func totals(_ result: DeadlineResult) -> [Int] {
        [result.onTime, result.late, result.pending, result.unverifiable]
    }

    @Test("how an item keeps a deadline", arguments: known)
    func table(_ known: Known) throws {
        let result = try Self.result(Self.pack(unit: known.unit), [Self.item(1, known.from, known.to)])
        let expected = [DeadlineKeeping.onTime, .late, .pending, .unverifiable].map { $0 == known.keeping ? 1 : 0 }
        #expect(Self.totals(result) == expected)
        #expect(result.byUnit.count == (known.keeping == .onTime || known.keeping == .late ? 1 : 0))
        #expect(result.byApprover.map(\.approver) == (result.byUnit.isEmpty ? [] : [""]))
    }

    @Test(
        "the item's state does not matter, nor the default kinds, nor that it has no counting date",
        arguments: [.known(.published), .known(.draft), .known(.returned), .unknown, .empty] as [StateReading])
    func states(_ state: StateReading) throws {
        let item = Self.item(1, "2022-04-18", "2022-04-19", state: state)
        #expect(item.published == nil && item.kind == nil)
        #expect(Self.totals(try Self.result(Self.pack(), [item])) == [1, 0, 0, 0])
    }

    @Test("only items that pass the deadline's own filter are tested, the empty cell does not")
    func filter() throws {
        var filter = ItemFilter()
        filter.categories = [0]
        filter.approvers = [MatchKey("lê thị đào")]
        var (passing, otherApprover, noCategory) = (
            Self.item(1, "2022-04-18", nil, approver: "LÊ THỊ\u{A0}ĐÀO"),
            Self.item(2, "2022-04-18", nil, approver: "Lê Thị Dào"),
            Self.item(3, nil, nil, approver: "Lê Thị Đào")
        )
        passing.categories = .one(0)
        otherApprover.categories = .one(0)
        noCategory.categories = .nobody
        #expect(
            Self.totals(try Self.result(Self.pack(filter: filter), [passing, otherApprover, noCategory])) == [
                0, 1, 0, 0,
            ])
    }

    @Test(
        "a log without the from or the to field proves nothing: unverifiable items, and nobody is late",
        arguments: [Field.submitted, .approved])
    func missingField(_ field: Field) throws {
        let items = (1...3).map { record in
            Self.item(
                record, field == .submitted ? nil : "2022-04-01", field == .approved ? nil : "2022-04-01", approver: "A"
            )
        }
        let result = try Self.result(Self.pack(), items, fields: Self.bothDays.subtracting(FieldSet(field)))
        #expect(Self.totals(result) == [0, 0, 0, 3])
        #expect(result.byUnit.isEmpty && result.byApprover.isEmpty)
    }

    @Test("a log without the field takes nothing from another log that has it")
    func missingFieldOfOneLog() throws {
        var fold = LogFold(plan: Plan(pack: Self.pack(), asOf: Self.asOf))
        fold.add([Self.item(1, "2022-04-18", "2022-04-19")].span)
        fold.finishLog(fields: Self.bothDays)
        fold.add([Self.item(1, "2022-04-18", nil)].span)
        fold.finishLog(fields: Self.bothDays.subtracting(FieldSet(.approved)))
        let result = try #require(fold.results().deadlines.first)
        #expect(Self.totals(result) == [1, 0, 0, 1])
    }

    @Test("units in the order of the pack, a joint item once for each; those with something on time or late only")
    func byUnit() throws {
        let items = [
            Self.item(1, "2022-04-18", "2022-04-25", units: .many([1, 0])),
            Self.item(2, "2022-04-18", "2022-04-19", units: .one(1)),
            Self.item(3, "2022-04-29", nil, units: .one(2)),
        ]
        let each = try Self.result(Self.pack(), items)
        #expect(each.byUnit.map { "\($0.unit.id) \($0.onTime) \($0.late)" } == ["b 0 1", "a 1 1"])
        #expect(Self.totals(each) == [1, 1, 1, 0])
        let first = try Self.result(Self.pack(joint: .first), items)
        #expect(first.byUnit.map { "\($0.unit.id) \($0.onTime) \($0.late)" } == ["a 1 1"])
        #expect(Self.totals(first) == [1, 1, 1, 0])
    }

    @Test(
        "approvers in order of first appearance, as first written, one however they are written later; empty for none")
    func byApprover() throws {
        let items = [
            Self.item(1, "2022-04-18", "2022-04-19", approver: "Trần Ân"), Self.item(2, "2022-04-18", "2022-04-28"),
            Self.item(3, "2022-04-18", "2022-04-19", approver: "Lê Thị Đào"),
            Self.item(4, "2022-04-18", "2022-04-28", approver: "TRA\u{302}\u{300}N  ÂN"),
            Self.item(5, "2022-04-29", nil, approver: "Đỗ Bá"),
        ]
        let expected = ["Trần Ân 1 1", " 0 1", "Lê Thị Đào 1 0"]
        for order in [items, items.reversed()] {
            let result = try Self.result(Self.pack(), order)
            #expect(result.byApprover.map { "\($0.approver) \($0.onTime) \($0.late)" } == expected)
        }
    }
}

struct WorkingDaysTests {
    @Test("working days between any two days are those that walking from day to day counts")
    func oracle() {
        var random = SeededRandom(seed: 30)
        let first = day("2022-01-01")
        let some = (0..<60).map { _ in first.adding(days: Int.random(in: 0..<730, using: &random)) }
        let calendars = [
            WorkCalendar(), WorkCalendar(weekend: []), WorkCalendar(weekend: [7], holidays: Set(some)),
            WorkCalendar(holidays: Set(some.prefix(40)), working: Set(some.suffix(40))),
        ]
        for calendar in calendars {
            let distance = Distance(calendar)
            for start in stride(from: 0, to: 700, by: 11).map({ first.adding(days: $0) }) {
                var (today, count) = (start, 0)
                #expect(distance.days(from: start, to: start, in: .workingDays) == 0)
                for _ in 0..<30 {
                    today = today.adding(days: 1)
                    if calendar.slowlyIsWorkingDay(today) { count += 1 }
                    #expect(distance.days(from: start, to: today, in: .workingDays) == count)
                    #expect(distance.days(from: start, to: today, in: .days) == today.days(since: start))
                }
            }
        }
    }

    @Test("the first and the last day that a log may name")
    func ends() {
        let distance = Distance(WorkCalendar(weekend: []))
        #expect(distance.days(from: day("1990-01-01"), to: day("2100-12-31"), in: .workingDays) == 40_541)
        #expect(distance.days(from: day("1990-01-01"), to: day("1990-01-02"), in: .workingDays) == 1)
        #expect(distance.days(from: day("2100-12-30"), to: day("2100-12-31"), in: .workingDays) == 1)
        #expect(distance.days(from: day("2100-12-31"), to: day("2100-12-31"), in: .workingDays) == 0)
    }
}
