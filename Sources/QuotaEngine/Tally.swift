import QuotaModel
import ScoringRules

/// Counts by unit, quota and period, and by category: what one pass over items leaves behind. Adding an item is cheap,
/// and two tallies of the same plan merge by addition in any order with the same result, so halves of a log can be
/// counted apart.
public struct Tally: Sendable {
    let plan: Plan
    /// Items by period, for each meter of the plan. These two are empty until something is counted: a log has states or
    /// none, and units may be many.
    private var cells: [Int32] = []
    /// Different items counted in at least one listed period, by unit, then by kind; those without a known kind behind the kinds.
    private var kindsOfUnit: [Int32] = []
    private(set) var categories: [CategoryCount]
    private(set) var standards: [StandardCount]
    private(set) var isEmpty = true

    /// The items of one category up to the as-of day.
    struct CategoryCount: Hashable, Sendable {
        var items = 0
        var lastDay: CivilDate?
    }

    struct StandardCount: Hashable, Sendable {
        var met = 0
        var unmet = 0
        var unverifiable = 0
    }

    /// - Parameter plan: one that can be counted by (`Plan.isCountable`).
    public init(plan: Plan) {
        self.plan = plan
        categories = Array(repeating: CategoryCount(), count: plan.pack.roster.categories.count)
        standards = Array(repeating: StandardCount(), count: plan.pack.standards.count)
    }

    /// Counts an item whose state is one that counts, where it lies: handed over by value it would be copied with all its
    /// references.
    mutating func add(_ item: UnsafePointer<Item>) {
        if isEmpty { begin() }
        guard let day = item.pointee.day(plan.pack.counting.date), day <= plan.asOf else { return }
        if !categories.isEmpty { countCategories(of: item, on: day) }
        if !standards.isEmpty { countStandards(of: item.pointee, on: day) }
        switch item.pointee.units {
        case .nobody: break
        case .one(let unit): count(item, for: Int(unit), on: day)
        case .many(let units):
            for unit in plan.pack.counting.jointUnits == .first ? units.prefix(1) : units[...] {
                count(item, for: unit, on: day)
            }
        }
    }

    private mutating func begin() {
        isEmpty = false
        let units = plan.pack.roster.units.count
        cells = Array(repeating: 0, count: plan.cellCount)
        kindsOfUnit = Array(repeating: 0, count: units * (plan.pack.roster.kinds.count + 1))
    }

    private mutating func count(_ item: UnsafePointer<Item>, for unit: Int, on day: CivilDate) {
        var counted = false
        for place in plan.meters(ofUnit: unit) {
            let meter = plan.meters[place]
            guard let slot = plan.schedules[Int(meter.schedule)].slot(of: day), passes(item, Int(meter.test)) else {
                continue
            }
            cells[Int(meter.firstCell) + slot] += 1
            counted = true
        }
        guard counted else { return }
        let kinds = plan.pack.roster.kinds.count
        kindsOfUnit[unit * (kinds + 1) + (item.pointee.kind ?? kinds)] += 1
    }

    /// Most filters test only the kind, which is looked up without the filter.
    private func passes(_ item: UnsafePointer<Item>, _ test: Int) -> Bool {
        if let passes = plan.kindTests[test].passes(kind: item.pointee.kind) { return passes }
        return plan.tests[test].failure(of: item.pointee) == nil
    }

    /// The items of one period, for one meter of the plan.
    func count(inCell cell: Int) -> Int { isEmpty ? 0 : Int(cells[cell]) }

    /// Different items of a unit that are counted in at least one listed period.
    func items(ofUnit unit: Int) -> Int32 { isEmpty ? 0 : kindsOfUnit[kinds(ofUnit: unit)].reduce(0, +) }

    /// The same items by kind; those without a known kind at the end.
    func itemsByKind(ofUnit unit: Int) -> [Int] {
        let kinds = kinds(ofUnit: unit)
        return isEmpty ? Array(repeating: 0, count: kinds.count) : kindsOfUnit[kinds].map(Int.init)
    }

    private func kinds(ofUnit unit: Int) -> Range<Int> {
        let width = plan.pack.roster.kinds.count + 1
        return unit * width..<(unit + 1) * width
    }

    private mutating func countCategories(of item: UnsafePointer<Item>, on day: CivilDate) {
        switch item.pointee.categories {
        case .nobody: break
        case .one(let place): categories[Int(place)].add(1, lastDay: day)
        case .many(let places): for place in places { categories[place].add(1, lastDay: day) }
        }
    }

    private mutating func countStandards(of item: borrowing Item, on day: CivilDate) {
        guard plan.pack.isEffective(on: day) else { return }
        for place in standards.indices {
            switch plan.keeping(ofStandard: place, by: item) {
            case nil: break
            case .met: standards[place].met += 1
            case .unmet: standards[place].unmet += 1
            case .unverifiable: standards[place].unverifiable += 1
            }
        }
    }

    /// Adds what another tally of the same plan counted.
    mutating func merge(_ other: Tally) {
        guard !other.isEmpty else { return }
        guard !isEmpty else {
            self = other
            return
        }
        for place in cells.indices { cells[place] += other.cells[place] }
        for place in kindsOfUnit.indices { kindsOfUnit[place] += other.kindsOfUnit[place] }
        for (place, count) in other.categories.enumerated() {
            categories[place].add(count.items, lastDay: count.lastDay)
        }
        for (place, count) in other.standards.enumerated() {
            standards[place].met += count.met
            standards[place].unmet += count.unmet
            standards[place].unverifiable += count.unverifiable
        }
    }
}

/// How one item keeps one standard.
public enum StandardKeeping: Hashable, Sendable {
    case met, unmet, unverifiable
}

extension Plan {
    /// Nil where the standard does not look at the item.
    func keeping(ofStandard place: Int, by item: borrowing Item) -> StandardKeeping? {
        guard standardTests[place].applies.failure(of: item) == nil else { return nil }
        return switch standardTests[place].expected.failure(of: item) {
        case nil: .met
        case .number(_, found: nil, _), .time(_, took: nil): .unverifiable
        default: .unmet
        }
    }
}

extension Tally.CategoryCount {
    fileprivate mutating func add(_ count: Int, lastDay day: CivilDate?) {
        items += count
        lastDay = [lastDay, day].compactMap(\.self).max()
    }
}

extension RulePack {
    /// Whether the pack's `effective` holds that day.
    func isEffective(on day: CivilDate) -> Bool {
        from <= day && day <= to ?? day
    }
}
