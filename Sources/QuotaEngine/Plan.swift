import QuotaModel
import ScoringRules

/// The rules made ready for one as-of day: which quotas bind which unit, where each day of each quota falls, which
/// tests an item must pass. Made once; every item is then counted by looking things up.
public struct Plan: Sendable {
    /// The pack as it is read, after any interpretation asked for on the command line.
    public let pack: RulePack
    /// What was asked for, as far as it touches the pack; empty: the pack's own reading.
    public let interpretation: Interpretation
    /// The day on which everything is judged; items after it are not counted.
    public let asOf: CivilDate

    let meters: [Meter]
    /// Where the meters of each unit begin, by its place in the roster, and where the last ones end.
    private let meterStarts: [Int32]
    let schedules: [Schedule]
    let tests: [ItemTest]
    /// For each test, what it says of the kinds alone.
    let kindTests: [KindTest]
    let cellCount: Int
    /// Whether there are no more periods, of all units and quotas together, than can be counted by. Nothing can be counted
    /// by a plan with more.
    public let isCountable: Bool
    let distance: Distance
    let deadlineTests: [ItemTest]
    let standardTests: [StandardTest]
    /// By unit; empty where no unit is exempt.
    private let exemptDays: [[DaySpan]]

    /// More are not counted by: of 100,000 units these are the days of fifty-eight years.
    public static let mostPeriods = Int(Int32.max)

    /// The counter of one quota line for one unit.
    struct Meter: Sendable {
        let quota: Int32
        let schedule: Int32
        let test: Int32
        /// The cell of the schedule's first period; the others follow.
        let firstCell: Int32
    }

    struct StandardTest: Sendable {
        let applies: ItemTest
        let expected: ItemTest
    }

    /// The plan of a pack as it stands.
    public init(pack: RulePack, asOf: CivilDate) {
        self.init(read: pack, as: Interpretation(), asOf: asOf)
    }

    /// The plan of a pack that is read in another way.
    ///
    /// - Throws: as `RulePack.read`.
    public init(pack: RulePack, asOf: CivilDate, interpretation: Interpretation) throws(Refusal) {
        let interpretation = interpretation.touching(pack)
        self.init(
            read: interpretation.isOwnReading ? pack : try pack.read(as: interpretation), as: interpretation,
            asOf: asOf)
    }

    private init(read pack: RulePack, as interpretation: Interpretation, asOf: CivilDate) {
        self.pack = pack
        self.interpretation = interpretation
        self.asOf = asOf
        let distance = Distance(pack.countsWorkingDays ? pack.calendar : nil)
        self.distance = distance
        let compile: (ItemFilter, [Int]?) -> ItemTest = {
            ItemTest($0, defaultKinds: $1, roster: pack.roster, distance: distance)
        }
        deadlineTests = pack.deadlines.map { compile($0.filter, nil) }
        standardTests = pack.standards.map {
            StandardTest(applies: compile($0.filter, pack.counting.kinds), expected: compile($0.expect, nil))
        }
        exemptDays = pack.exemptDaysByUnit
        var layout = MeterLayout(pack: pack, asOf: asOf)
        layout.addAllUnits()
        meters = layout.meters
        meterStarts = layout.quotasOfUnit.starts
        schedules = layout.schedules
        cellCount = layout.cellCount
        isCountable = layout.quotasOfUnit.isWhole && layout.cellCount <= Self.mostPeriods
        tests = layout.filters.map { compile($0, pack.counting.kinds) }
        kindTests = tests.map(\.kindTest)
    }

    /// The days on which a unit owes nothing.
    func exemptDays(ofUnit unit: Int) -> [DaySpan] { exemptDays.isEmpty ? [] : exemptDays[unit] }

    /// The places of a unit's meters, by the unit's place in the roster.
    @inline(__always)
    func meters(ofUnit unit: Int) -> Range<Int> { Int(meterStarts[unit])..<Int(meterStarts[unit + 1]) }
}

/// Lays out meters and cells, sharing equal schedules and equal filters.
private struct MeterLayout {
    let pack: RulePack
    let asOf: CivilDate
    var meters: [Plan.Meter] = []
    var schedules: [Schedule] = []
    var filters: [ItemFilter] = []
    var cellCount = 0

    /// What each schedule is for.
    private var keys: [ScheduleKey] = []
    private var keyPlaces = HashedPlaces()
    private var filterOfQuota: [Int32] = []
    /// Each line of a unit has one meter, in the same order.
    let quotasOfUnit: QuotasOfUnit

    private struct ScheduleKey: Hashable {
        let per: PeriodLength
        let rhythm: Rhythm
        let workingDaysOnly: Bool
        let term: Term
    }

    init(pack: RulePack, asOf: CivilDate) {
        self.pack = pack
        self.asOf = asOf
        quotasOfUnit = QuotasOfUnit(pack)
        var filterPlaces = HashedPlaces()
        for place in pack.quotas.indices {
            let filter = pack.quotas[place].filter
            let hash = filter.hashValue
            if let known = filterPlaces.first(hash, where: { filters[$0] == filter }) {
                filterOfQuota.append(Int32(known))
            } else {
                filterPlaces.add(filters.count, hash: hash)
                filterOfQuota.append(Int32(filters.count))
                filters.append(filter)
            }
        }
    }

    mutating func addAllUnits() {
        meters.reserveCapacity(quotasOfUnit.count)
        for (place, unit) in pack.roster.units.enumerated() {
            for quota in quotasOfUnit[place] { addMeter(Int(quota), for: unit) }
        }
    }

    private mutating func addMeter(_ place: Int, for unit: Unit) {
        let schedule = schedule(of: pack.quotas[place], for: unit)
        meters.append(
            Plan.Meter(
                quota: Int32(place), schedule: Int32(schedule), test: filterOfQuota[place],
                firstCell: Int32(clamping: cellCount)))
        cellCount += schedules[schedule].periods.count
    }

    private mutating func schedule(of quota: Quota, for unit: Unit) -> Int {
        let term = quota.term(for: unit)
        let key = ScheduleKey(
            per: quota.per, rhythm: quota.rhythm, workingDaysOnly: quota.workingDaysOnly, term: term)
        let hash = key.hashValue
        if let known = keyPlaces.first(hash, where: { keys[$0] == key }) { return known }
        let periods = quota.periods(in: term, asOf: asOf, calendar: pack.calendar)
        schedules.append(Schedule(term: term, periods: periods, asOf: asOf))
        keyPlaces.add(keys.count, hash: hash)
        keys.append(key)
        return schedules.count - 1
    }
}

/// Which quota lines bind each unit, in one list: an array for each unit would take more memory than what it holds.
private struct QuotasOfUnit {
    /// Where the lines of each unit begin, and where the last ones end.
    private(set) var starts: [Int32]
    private var lines: [Int32]
    /// Whether all of them are there: each has a period, so that none are where they are more than can be counted by.
    let isWhole: Bool

    init(_ pack: RulePack) {
        starts = Array(repeating: 0, count: pack.roster.units.count + 1)
        lines = []
        isWhole = pack.quotas.reduce(0) { $0 + $1.units.count } <= Plan.mostPeriods
        guard isWhole else { return }
        for place in pack.quotas.indices {
            for unit in pack.quotas[place].units { starts[unit + 1] += 1 }
        }
        for unit in pack.roster.units.indices { starts[unit + 1] += starts[unit] }
        lines = Array(repeating: 0, count: Int(starts[starts.count - 1]))
        var next = starts
        for place in pack.quotas.indices {
            for unit in pack.quotas[place].units {
                lines[Int(next[unit])] = Int32(place)
                next[unit] += 1
            }
        }
    }

    var count: Int { lines.count }

    /// In file order.
    subscript(unit: Int) -> ArraySlice<Int32> { lines[Int(starts[unit])..<Int(starts[unit + 1])] }
}

/// The periods of a quota for all units that share them, with the period of every day.
struct Schedule: Sendable {
    let term: Term
    let periods: [QuotaPeriod]
    private let firstDay: CivilDate
    /// The period of each day from `firstDay` to the as-of day; -1 where a day is in none.
    private let slots: [Int32]

    init(term: Term, periods: [QuotaPeriod], asOf: CivilDate) {
        self.term = term
        self.periods = periods
        guard let first = periods.first, let last = periods.last else {
            (firstDay, slots) = (asOf, [])
            return
        }
        firstDay = first.window.first
        let lastDay = min(last.window.last, asOf)
        var slots = [Int32](repeating: -1, count: lastDay.days(since: firstDay) + 1)
        for (place, period) in periods.enumerated() {
            let from = period.window.first.days(since: firstDay)
            let to = min(period.window.last, lastDay).days(since: firstDay)
            for day in from...to { slots[day] = Int32(place) }
        }
        self.slots = slots
    }

    /// The period that holds the day, where the day is not after the as-of day.
    func slot(of day: CivilDate) -> Int? {
        let offset = day.days(since: firstDay)
        guard slots.indices.contains(offset), slots[offset] >= 0 else { return nil }
        return Int(slots[offset])
    }
}

extension RulePack {
    fileprivate var exemptDaysByUnit: [[DaySpan]] {
        guard !exemptions.isEmpty else { return [] }
        var days = Array(repeating: [DaySpan](), count: roster.units.count)
        for exemption in exemptions {
            for unit in exemption.units { days[unit].append(exemption.span) }
        }
        return days
    }

    /// Whether any rule needs the table of working days.
    fileprivate var countsWorkingDays: Bool {
        let needs: (ItemFilter) -> Bool = { $0.within?.unit == .workingDays }
        return quotas.contains { needs($0.filter) }
            || deadlines.contains { $0.unit == .workingDays || needs($0.filter) }
            || standards.contains { needs($0.filter) || needs($0.expect) }
            || measures.contains { $0.filter.map(needs) ?? false }
    }

    /// The fields that any quota tests.
    var fieldsOfQuotas: FieldSet {
        var fields = FieldSet()
        for place in quotas.indices { fields.formUnion(quotas[place].filter.fields) }
        return counting.kinds == nil || quotas.isEmpty ? fields : fields.union(FieldSet(.kind))
    }

    /// The fields by which deadlines choose their items.
    var fieldsOfDeadlines: FieldSet { deadlines.reduce(into: []) { $0.formUnion($1.filter.fields) } }

    /// The ids of the quotas that test each of these fields, in file order; only fields that any tests.
    func quotas(testing fields: FieldSet) -> [(field: Field, quotas: [String])] {
        fieldsOfQuotas.intersection(fields).fields.map { field in
            let isEvery = field == .kind && counting.kinds != nil
            return (field, quotas.filter { isEvery || $0.filter.fields.contains(field) }.map(\.id))
        }
    }
}
