import TestSupport
import QuotaModel
import ScoringRules

/// One log as a reader would hand it over.
struct MadeLog {
    var fields: FieldSet
    var items: [Item]
    var rejects: [Reject] = []

    var hasStates: Bool { fields.contains(.state) }
}

/// A made rule pack with made logs, both from one seed. Small on purpose: few units, few words and a couple of years, so
/// that everything meets everything.
struct RandomRules {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    // MARK: Days

    /// A day of 2022 or 2023, a few days around borders more often than others.
    mutating func someDay() -> CivilDate {
        if random.oneIn(6) {
            return random.pick(
                ["2022-01-31", "2022-02-15", "2022-03-14", "2022-12-14", "2022-12-31", "2023-01-01", "2023-02-28"]
            ).asDay
        }
        return day("2022-01-01").adding(days: Int.random(in: 0..<730, using: &random))
    }

    /// Late rather than early, so that something lies before it.
    mutating func someAsOf() -> CivilDate { max(someDay(), someDay()) }

    mutating func someSpan(upTo length: Int) -> DaySpan {
        let first = someDay()
        return DaySpan(first, before: first.adding(days: Int.random(in: 1...length, using: &random)))
    }

    // MARK: Rules

    mutating func unit(_ place: Int) -> Unit {
        let span = someSpan(upTo: 600)
        return Unit(
            id: "u\(place)", name: random.pick(["Ân", "An", "Ăn", "Phòng 2", "Phòng 10"]),
            from: random.oneIn(3) ? span.first : nil, to: random.oneIn(4) ? span.last : nil)
    }

    mutating func rhythm(per: PeriodLength, from: CivilDate) -> Rhythm {
        if random.oneIn(2) {
            let startsOn = per.months == nil ? 1 : random.pick([1, 1, 2, 15, 28])
            return .calendar(monthStartsOn: startsOn)
        }
        let isAnchored = random.oneIn(2)
        return .fromStart(anchor: isAnchored ? from.adding(days: -Int.random(in: 0...400, using: &random)) : nil)
    }

    mutating func quota(_ id: String, units: [Int]) -> Quota {
        let span = someSpan(upTo: 700)
        let per = random.pick(PeriodLength.allCases)
        return Quota(
            id: id, units: units, minimum: random.pick([0, 1, 1, 2, 3, 15]), per: per,
            rhythm: rhythm(per: per, from: span.first), partial: random.pick(PartialRule.allCases), from: span.first,
            to: random.oneIn(2) ? span.last : nil, workingDaysOnly: per == .day && random.oneIn(2))
    }

    mutating func filter() -> ItemFilter {
        var filter = ItemFilter()
        switch Int.random(in: 0..<12, using: &random) {
        case 0: filter.kinds = [1]
        case 1: filter.categories = [0, 2]
        case 2: filter.channels = [MatchKey("Trang thông tin")]
        case 3: filter.origins = [MatchKey("tự viết"), MatchKey("CTV")]
        case 4: filter.approvers = [MatchKey("Lê Thị Đào")]
        case 5: filter.photos = .init(atLeast: 1)
        case 6: filter.words = .init(atLeast: 1, atMost: 2)
        case 7: filter.views = .init(atMost: 1)
        case 8, 9: filter.within = within()
        default: break
        }
        if random.oneIn(4) { filter.kinds = [0, 2] }
        return filter
    }

    private mutating func within() -> ItemFilter.Within {
        ItemFilter.Within(
            from: random.pick(Field.dates), to: random.pick(Field.dates), atMost: Int.random(in: 0...4, using: &random),
            unit: random.pick(DayUnit.allCases))
    }

    mutating func pack() -> RulePack {
        let units = (0..<Int.random(in: 1...4, using: &random)).map { unit($0) }
        let categories = (0..<3).map {
            Category(id: "c\($0)", name: "Mục \($0)", freshWithin: random.oneIn(2) ? 90 : nil)
        }
        let effective = someSpan(upTo: 700)
        var pack = RulePack(
            id: "made", title: "Bộ quy tắc thử", from: effective.first, to: random.oneIn(2) ? effective.last : nil,
            roster: Roster(
                units: units, kinds: ["Tin", "Bài", "Thông báo"].map { Kind(id: $0, name: $0) },
                categories: categories),
            counting: Counting(
                date: random.oneIn(2) ? .published : random.pick(Field.dates),
                kinds: random.oneIn(2) ? [0, 1] : nil, jointUnits: random.pick(Counting.Joint.allCases),
                states: random.oneIn(2) ? [.published] : [.published, .approved]))
        for place in 0..<Int.random(in: 1...4, using: &random) {
            let bound = units.indices.filter { _ in !random.oneIn(3) }
            var quota = quota("q\(place)", units: bound.isEmpty ? [0] : bound)
            quota.filter = filter()
            pack.quotas.append(quota)
        }
        for place in 0..<Int.random(in: 0...2, using: &random) {
            let (from, to) = random.pick([
                (Field.submitted, Field.approved), (.event, .published), (.approved, .published),
            ])
            pack.deadlines.append(
                Deadline(
                    id: "d\(place)", from: from, to: to, within: Int.random(in: 0...4, using: &random),
                    unit: random.pick(DayUnit.allCases), filter: random.oneIn(2) ? filter() : ItemFilter()))
        }
        pack.exemptions = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Exemption(units: [Int.random(in: units.indices, using: &random)], span: someSpan(upTo: 70))
        }
        pack.calendar.holidays = Set((0..<20).map { _ in someDay() })
        pack.calendar.working = Set((0..<10).map { _ in someDay() })
        if random.oneIn(3) { pack.calendar.weekend = [7] }
        return pack
    }

    // MARK: Logs

    /// - Parameter asOf: most items lie in the half-year before it, so that periods have items.
    mutating func logs(for pack: RulePack, asOf: CivilDate, items count: Int = 40) -> [MadeLog] {
        (0..<Int.random(in: 1...3, using: &random)).map { source in
            var fields = FieldSet(Field.allCases)
            if random.oneIn(3) { fields.subtract(FieldSet(.state)) }
            if random.oneIn(4) {
                fields.subtract(FieldSet(random.pick(Field.dates.filter { $0 != pack.counting.date })))
            }
            let items = (1...count).map {
                item(ItemPlace(source: source, record: $0, line: $0 + 1), fields, pack, asOf)
            }
            let rejects = (1...3).map {
                Reject(
                    place: ItemPlace(source: source, record: count + $0, line: count + $0 + 1), value: "30/02/2022",
                    code: .badDate, units: someUnits(pack))
            }
            return MadeLog(fields: fields, items: items, rejects: rejects)
        }
    }

    private mutating func someUnits(_ pack: RulePack) -> Named {
        let units = pack.roster.units.indices.shuffled(using: &random)
        return Named(Array(units.prefix(random.pick([1, 1, 1, 2, 3]))))
    }

    private mutating func item(_ place: ItemPlace, _ fields: FieldSet, _ pack: RulePack, _ asOf: CivilDate) -> Item {
        var item = Item(place: place, units: someUnits(pack))
        item.kind = seldomEmpty(Int.random(in: 0..<3, using: &random))
        item.categories = Named(Array([0, 1, 2].shuffled(using: &random).prefix(random.pick([0, 1, 1, 2]))))
        item.photos = seldomEmpty(Int.random(in: 0...2, using: &random))
        item.words = seldomEmpty(Int.random(in: 0...3, using: &random))
        item.views = seldomEmpty(Int.random(in: 0...2, using: &random))
        item.channel = seldomEmpty(Word(random.pick(["Trang thông tin", "TRANG\u{A0}THÔNG TIN", "Facebook"])))
        item.origin = seldomEmpty(Word(random.pick(["Tự viết", "ctv", "Sưu tầm"])))
        item.approver = seldomEmpty(
            Word(random.pick(["Lê Thị Đào", "LÊ THỊ ĐÀO", "Trần Ân", "Tra\u{302}\u{300}n Ân"])))
        if fields.contains(.state) {
            let known = StateReading.known(random.pick(ItemState.allCases))
            item.state = random.pick([
                .known(.published), .known(.published), .known(.approved), known, .unknown, .empty,
            ])
        }
        setDays(of: &item, fields, asOf)
        return item
    }

    /// The four days follow each other closely; now and then one is missing or out of order.
    private mutating func setDays(of item: inout Item, _ fields: FieldSet, _ asOf: CivilDate) {
        var next =
            random.oneIn(3) ? someDay() : asOf.adding(days: 8 - Int.random(in: 0...190, using: &random))
        var days: [Field: CivilDate] = [:]
        for field in Field.dates {
            days[field] = random.oneIn(10) ? nil : next
            next = next.adding(days: random.oneIn(12) ? -2 : random.pick([0, 0, 1, 2, 4]))
        }
        days = days.filter { fields.contains($0.key) }
        (item.event, item.submitted) = (days[.event], days[.submitted])
        (item.approved, item.published) = (days[.approved], days[.published])
    }

    private mutating func seldomEmpty<T>(_ value: T) -> T? { random.oneIn(10) ? nil : value }
}

extension String {
    fileprivate var asDay: CivilDate { day(self) }
}
