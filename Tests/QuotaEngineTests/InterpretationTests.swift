import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct InterpretationTests {
    static let anchored = Rhythm.fromStart(anchor: day("2022-02-15"))
    static let office = Rhythm.calendar(monthStartsOn: 15)

    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let interpretation: Interpretation
        /// Of the five quotas below, in their order.
        let rhythms: [Rhythm]
    }

    static let civil = Rhythm.calendar(monthStartsOn: 1)
    static let start = Rhythm.fromStart(anchor: nil)
    static let own = [anchored, start, office, civil, start]

    static let known: [Known] = [
        Known(testDescription: "nothing asked: the pack's own", interpretation: Interpretation(), rhythms: own),
        Known(
            testDescription: "--counted from-start: calendar quotas begin on their start, anchors stay",
            interpretation: Interpretation(counted: .fromStart), rhythms: [anchored, start, start, start, start]),
        Known(
            testDescription: "--counted calendar: civil months, an office month stays one, the anchor means nothing",
            interpretation: Interpretation(counted: .calendar), rhythms: [civil, civil, office, civil, civil]),
        Known(
            testDescription: "--counted calendar --month-starts-on 20: every quota but weeks and days",
            interpretation: Interpretation(counted: .calendar, monthStartsOn: 20),
            rhythms: [
                .calendar(monthStartsOn: 20), .calendar(monthStartsOn: 20), .calendar(monthStartsOn: 20), civil, civil,
            ]),
        Known(
            testDescription: "--month-starts-on alone: the quotas that are calendar, but weeks",
            interpretation: Interpretation(monthStartsOn: 20),
            rhythms: [anchored, start, .calendar(monthStartsOn: 20), civil, start]),
        Known(
            testDescription: "--counted from-start --month-starts-on 20: the day has no meaning",
            interpretation: Interpretation(counted: .fromStart, monthStartsOn: 20),
            rhythms: [anchored, start, start, start, start]),
        Known(
            testDescription: "--partial alone leaves the rhythms", interpretation: Interpretation(partial: .waived),
            rhythms: own),
    ]

    private static let pack: RulePack = {
        let lines: [(PeriodLength, Rhythm)] = [
            (.month, anchored), (.quarter, start), (.month, office), (.week, civil), (.day, start),
        ]
        return RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: Roster(units: [Unit(id: "a", name: "Văn phòng")]),
            quotas: lines.enumerated().map { number, line in
                Quota(
                    id: "q\(number)", units: [0], minimum: 3, per: line.0, rhythm: line.1, partial: .prorated,
                    from: day("2022-03-01"))
            })
    }()

    @Test("what a reading asked for on the command line changes", arguments: known)
    func rhythms(_ known: Known) throws {
        let read = try Plan(pack: Self.pack, asOf: day("2022-04-30"), interpretation: known.interpretation).pack
        #expect(read.quotas.map(\.rhythm) == known.rhythms)
        let partial = known.interpretation.partial ?? .prorated
        #expect(read.quotas.allSatisfy { $0.partial == partial })
        #expect(read.quotas.map(\.id) == Self.pack.quotas.map(\.id))
        #expect(read.quotas.map(\.minimum) == Self.pack.quotas.map(\.minimum))
        #expect(known.interpretation.isOwnReading == (known.interpretation == Interpretation()))
    }

    /// The reading that a plan of these quotas of the pack says it was made by.
    private func told(_ asked: Interpretation, quotas: [Int]) throws -> Interpretation {
        var pack = Self.pack
        pack.quotas = quotas.map { Self.pack.quotas[$0] }
        return try Plan(pack: pack, asOf: day("2022-04-30"), interpretation: asked).interpretation
    }

    @Test("a day of the month that changes no quota is not called a reading of its own")
    func untouchedMonths() throws {
        let asked = Interpretation(monthStartsOn: 20, partial: .waived)
        #expect(try told(asked, quotas: [0, 1, 2, 3, 4]) == asked)
        // Weeks by the calendar have no months.
        #expect(try told(asked, quotas: [0, 1, 3, 4]) == Interpretation(partial: .waived))
        #expect(try told(Interpretation(monthStartsOn: 20), quotas: [0, 1, 3, 4]).isOwnReading)
        #expect(try told(Interpretation(monthStartsOn: 15), quotas: [0, 2]).isOwnReading)
        let civil = Interpretation(counted: .calendar, monthStartsOn: 1)
        #expect(try told(civil, quotas: [0, 1, 3, 4]) == civil)
    }

    @Test("what every quota says already is not called a reading of its own")
    func untouchedQuotas() throws {
        let calendar = Interpretation(counted: .calendar)
        #expect(try told(calendar, quotas: [2, 3]).isOwnReading)
        #expect(try told(calendar, quotas: [1, 2, 3]) == calendar)
        let office = Interpretation(counted: .calendar, monthStartsOn: 15)
        #expect(try told(office, quotas: [2, 3]).isOwnReading)
        let civil = Interpretation(counted: .calendar, monthStartsOn: 1)
        #expect(try told(civil, quotas: [2, 3]) == civil)
        #expect(try told(Interpretation(counted: .fromStart), quotas: [0, 1, 4]).isOwnReading)
        #expect(try told(Interpretation(partial: .prorated), quotas: [0, 2]).isOwnReading)
        #expect(
            try told(Interpretation(counted: .calendar, partial: .waived), quotas: [2])
                == Interpretation(partial: .waived))
    }

    @Test("a reading that cuts periods without a rule for what they then owe is refused, with every such quota")
    func cutWithoutRule() throws {
        var pack = Self.pack
        for place in pack.quotas.indices { pack.quotas[place].partial = nil }
        let asked = Interpretation(counted: .calendar, monthStartsOn: 15)
        let refusal = try #require(throws: Refusal.self) {
            try Plan(pack: pack, asOf: day("2022-04-30"), interpretation: asked)
        }
        #expect(refusal.issues.allSatisfy { $0.code == .partialNeeded })
        // Days are never cut.
        #expect(refusal.issues.map(\.subject) == ["q0", "q1", "q2", "q3"])
        var decided = asked
        decided.partial = .waived
        let plan = try Plan(pack: pack, asOf: day("2022-04-30"), interpretation: decided)
        #expect(plan.pack.quotas[0].partial == .waived)
    }

    @Test("a week keeps its days when only the day of the month is overridden")
    func weeks() throws {
        let plan = try Plan(
            pack: Self.pack, asOf: day("2022-03-10"),
            interpretation: Interpretation(counted: .calendar, monthStartsOn: 15))
        let weeks = plan.schedules[Int(plan.meters[3].schedule)].periods.map(\.window.text)
        #expect(weeks == ["2022-03-01..2022-03-06", "2022-03-07..2022-03-13"])
    }

    @Test("the compared readings are from the start, civil months and office months, with the partial rule asked for")
    func compared() throws {
        #expect(
            Interpretation.compared(partial: .waived) == [
                Interpretation(counted: .fromStart, partial: .waived),
                Interpretation(counted: .calendar, monthStartsOn: 1, partial: .waived),
                Interpretation(counted: .calendar, monthStartsOn: 15, partial: .waived),
            ])
        let rhythms = try Interpretation.compared(partial: nil).map { try Self.pack.read(as: $0).quotas[2].rhythm }
        #expect(rhythms == [Self.start, Self.civil, Self.office])
    }
}

struct CountingComparisonTests {
    /// One item a month by the notice's own months; what a unit has by civil months depends on the days.
    private static func comparison() throws -> CountingComparison {
        let units = ["đều", "Phòng dồn", "không"].map { Unit(id: $0, name: $0) }
        let pack = RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: Roster(units: units),
            quotas: [
                Quota(
                    id: "thang", units: [0, 1, 2], minimum: 1, per: .month, partial: .waived, from: day("2022-02-15"))
            ])
        // "đều" is met under every reading; "Phòng dồn" has 15/02–14/03 and 15/03–14/04, but nothing in civil April.
        let days = [["2022-03-01", "2022-04-01", "2022-05-01"], ["2022-03-14", "2022-03-15", "2022-05-10"], []]
        let items = days.enumerated().flatMap { unit, days in
            days.map { text in
                var item = Item(place: ItemPlace(source: 0, record: 1, line: 2), units: .one(Int32(unit)))
                item.published = day(text)
                return item
            }
        }
        return try CountingComparison(
            readings: Interpretation.compared(partial: nil).map { interpretation in
                var fold = try LogFold(plan: Plan(pack: pack, asOf: day("2022-05-10"), interpretation: interpretation))
                fold.add(items.span)
                fold.finishLog(fields: FieldSet(.published))
                return .init(interpretation: interpretation, results: fold.results())
            })
    }

    @Test("every unit in the order of the pack with its standing under each reading")
    func rows() throws {
        let comparison = try Self.comparison()
        #expect(comparison.rows.map(\.unit.id) == ["đều", "Phòng dồn", "không"])
        let split = comparison.rows[1].standings
        #expect(split.map(\.periodsMet) == [2, 1, 2])
        #expect(split.map(\.periodsJudged) == [2, 2, 2])
        #expect(split.map(\.shortfall) == [0, 1, 0])
        #expect(split.map(\.rank) == [1, 2, 1])
        #expect(split.map(\.open) == [[.met], [.met], [.met]])
        #expect(comparison.rows[2].standings.map(\.shortfall) == [2, 2, 2])
        #expect(comparison.rows[2].standings.map(\.open) == [[.onTrack], [.onTrack], [.onTrack]])
    }

    @Test(
        "a verdict depends on the reading where a unit is short under one and not under another; a rank may depend alone"
    )
    func dependent() throws {
        let comparison = try Self.comparison()
        #expect(comparison.dependent.map(\.id) == ["Phòng dồn"])
        #expect(comparison.rows.map(\.verdictDepends) == [false, true, false])
        #expect(comparison.rows.map(\.rankDepends) == [false, true, false])
    }

    @Test("a unit that is short under every reading, by other numbers, differs by its shortfall")
    func shortfall() {
        func row(_ shortfalls: [Int]) -> CountingComparison.Row {
            CountingComparison.Row(
                unit: Unit(id: "a", name: "A"),
                standings: shortfalls.map { .init(rank: 1, periodsMet: 1, periodsJudged: 3, shortfall: $0, open: []) })
        }
        #expect(row([1, 2, 2]).shortfallDepends && !row([1, 2, 2]).verdictDepends)
        #expect(!row([1, 1, 1]).shortfallDepends)
    }

    @Test("being behind under one reading only is a difference of verdict too")
    func behind() {
        func row(_ open: [PeriodStatus?]) -> CountingComparison.Row {
            CountingComparison.Row(
                unit: Unit(id: "a", name: "A"),
                standings: open.map { .init(rank: 1, periodsMet: 1, periodsJudged: 1, shortfall: 0, open: [$0]) })
        }
        #expect(row([.behind, .onTrack]).verdictDepends)
        #expect(!row([.behind, .behind]).verdictDepends)
        #expect(!row([.met, .onTrack, nil, .waived]).verdictDepends)
    }
}
