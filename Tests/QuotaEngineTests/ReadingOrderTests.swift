import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct ReadingOrderTests {
    private static func pack(_ counting: Counting = Counting(), _ filters: [ItemFilter] = []) -> RulePack {
        RulePack(
            id: "p", title: "", from: day("2022-01-01"),
            roster: Roster(units: [Unit(id: "a", name: "Văn phòng")], kinds: [Kind(id: "tin", name: "Tin")]),
            counting: counting,
            quotas: filters.enumerated().map {
                Quota(id: "q\($0)", units: [0], minimum: 1, per: .month, from: day("2022-01-01"), filter: $1)
            })
    }

    private static func filter(_ change: (inout ItemFilter) -> Void) -> ItemFilter {
        var filter = ItemFilter()
        change(&filter)
        return filter
    }

    private static func order(_ pack: RulePack) -> ReadingOrder {
        Plan(pack: pack, asOf: day("2022-05-01")).readingOrder()
    }

    @Test("needed are the unit and the date that places items; the kind when any filter of the pack uses kinds")
    func needed() {
        #expect(Self.order(Self.pack()).needed.fields == [.unit, .published])
        #expect(Self.order(Self.pack(Counting(date: .approved))).needed.fields == [.unit, .approved])
        #expect(Self.order(Self.pack(Counting(kinds: [0]))).needed.contains(.kind))
        #expect(Self.order(Self.pack(Counting(), [Self.filter { $0.kinds = [0] }])).needed.contains(.kind))
        var withDeadline = Self.pack()
        withDeadline.deadlines = [
            Deadline(id: "d", from: .submitted, to: .approved, within: 1, filter: Self.filter { $0.kinds = [0] })
        ]
        #expect(Self.order(withDeadline).needed.fields == [.kind, .unit, .published])
        #expect(Self.order(withDeadline).countingDate == .published)
    }

    @Test(
        "tested are the fields by which quotas and deadlines choose; everything tested, needed or judged is read, and the state always"
    )
    func tested() {
        var pack = Self.pack(
            Counting(kinds: [0]),
            [
                Self.filter { $0.photos = .init(atLeast: 1) },
                Self.filter { $0.within = .init(from: .event, to: .published, atMost: 3) },
            ])
        #expect(Self.order(pack).tested.fields == [.kind, .event, .published, .photos])
        #expect(Self.order(pack).wanted.fields == [.kind, .unit, .event, .published, .photos, .state])
        pack.deadlines = [Deadline(id: "d", from: .submitted, to: .approved, within: 1)]
        #expect(
            Self.order(pack).wanted.fields
                == [.kind, .unit, .event, .submitted, .approved, .published, .approver, .photos, .state])
        #expect(Self.order(pack).tested.fields == [.kind, .event, .published, .photos])
        pack.deadlines[0].filter.origins = [MatchKey("báo")]
        #expect(Self.order(pack).tested.fields == [.kind, .event, .published, .photos, .origin])
    }

    @Test("a log that lacks a field of a deadline is named, and does not stop the run")
    func missingForDeadlines() {
        var pack = Self.pack()
        pack.deadlines = [
            Deadline(id: "d", from: .submitted, to: .approved, within: 1),
            Deadline(
                id: "e", from: .submitted, to: .approved, within: 1,
                filter: Self.filter { $0.origins = [MatchKey("báo")] }),
        ]
        let plan = Plan(pack: pack, asOf: day("2022-05-01"))
        var log = LogSummary(source: "a.csv")
        log.fields = FieldSet([.unit, .published])
        #expect(plan.fieldsLacking(in: log) == [])
        log.records = 1
        let missing = { (field: Field, rules: [String]) in
            QuotaModel.Issue(.fieldMissing, at: SourceLocation("a.csv"), subject: field.rawValue, rules: rules)
        }
        #expect(
            plan.fieldsLacking(in: log) == [
                missing(.submitted, ["d", "e"]), missing(.approved, ["d", "e"]), missing(.origin, ["e"]),
            ])
        #expect(plan.missingFields(in: log) == [])
        log.fields.formUnion(FieldSet([.origin, .submitted]))
        #expect(plan.fieldsLacking(in: log) == [missing(.approved, ["d", "e"])])
        log.fields.formUnion(FieldSet(.approved))
        #expect(plan.fieldsLacking(in: log) == [])
    }

    @Test(
        "a log that lacks a field of a standard, or the category where the pack has some, is told so and does not stop the run"
    )
    func missingForStandards() {
        var pack = Self.pack()
        pack.standards = [
            Standard(
                id: "s", title: "", filter: Self.filter { $0.photos = .init(atLeast: 1) },
                expect: Self.filter { $0.words = .init(atLeast: 100) })
        ]
        pack.roster = Roster(
            units: [Unit(id: "a", name: "Văn phòng")], kinds: [],
            categories: [Category(id: "c", name: "C", units: [0])])
        let plan = Plan(pack: pack, asOf: day("2022-05-01"))
        var log = LogSummary(source: "a.csv")
        log.records = 1
        log.fields = FieldSet([.unit, .published])
        let missing = { (log: LogSummary) in
            plan.fieldsLacking(in: log).map { "\($0.subject ?? ""): \($0.rules.joined(separator: " "))" }
        }
        #expect(Set(missing(log)) == ["photos: s", "words: s", "category: categories"])
        #expect(plan.missingFields(in: log) == [])
        log.fields.formUnion(FieldSet([.photos, .words, .category]))
        #expect(missing(log) == [])
    }

    @Test(
        "a log that lacks a tested field is named with the field and every quota that tests it; without records it lacks nothing"
    )
    func missingFields() {
        let photo = Self.filter { $0.photos = .init(atLeast: 1) }
        let plan = Plan(
            pack: Self.pack(Counting(), [photo, Self.filter { $0.channels = [MatchKey("web")] }, photo]),
            asOf: day("2022-05-01"))
        var log = LogSummary(source: "nhật ký.csv")
        log.fields = [FieldSet(.unit), FieldSet(.published), FieldSet(.channel)]
        #expect(plan.missingFields(in: log) == [])
        log.records = 1
        #expect(
            plan.missingFields(in: log) == [
                QuotaModel.Issue(
                    .fieldMissing, at: SourceLocation("nhật ký.csv"), subject: "photos", rules: ["q0", "q2"])
            ])
        log.fields.formUnion(FieldSet(.photos))
        #expect(plan.missingFields(in: log) == [])
    }
}

struct BriefingTests {
    private static func briefing(asOf: String, _ inputs: [LogSummary] = []) -> Briefing {
        let pack = RulePack(
            id: "p", title: "", from: day("2022-02-15"), roster: Roster(units: [Unit(id: "a", name: "Văn phòng")]),
            quotas: [Quota(id: "q", units: [0], minimum: 1, per: .month, from: day("2022-02-15"))])
        let plan = Plan(pack: pack, asOf: day(asOf))
        return Briefing(plan: plan, rulesSHA256: "", inputs: inputs, results: LogFold(plan: plan).results())
    }

    @Test("only a closed period can be short")
    func short() {
        #expect(!Self.briefing(asOf: "2022-03-13").isAnyClosedPeriodShort)
        #expect(Self.briefing(asOf: "2022-03-14").isAnyClosedPeriodShort)
        #expect(!Self.briefing(asOf: "2022-01-01").isAnyClosedPeriodShort)
    }

    @Test("unknown people and categories of all logs, each once, as first written, in order of first appearance")
    func unknown() {
        var (first, second) = (LogSummary(source: "a.csv"), LogSummary(source: "b.csv"))
        first.unknownPeople = ["Đỗ Bá", "An"]
        first.unknownCategories = ["Thể thao"]
        second.unknownPeople = ["AN", "ĐỖ\u{A0}BÁ", "Ân"]
        second.unknownCategories = ["Giải trí", "thể thao"]
        let briefing = Self.briefing(asOf: "2022-03-01", [first, second])
        #expect(briefing.unknownPeople == ["Đỗ Bá", "An", "Ân"])
        #expect(briefing.unknownCategories == ["Thể thao", "Giải trí"])
    }
}
