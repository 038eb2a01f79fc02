import QuotaModel

/// What a unit's rank follows from. Small, because there may be 100,000 of them.
struct UnitFigures: Sendable {
    var periodsJudged: Int32 = 0
    var periodsMet: Int32 = 0
    var items: Int32 = 0
    var attained = 0
    var owed = 0

    var rate: Fraction? { periodsJudged > 0 ? Fraction(Int(periodsMet), over: Int(periodsJudged)) : nil }
    var attainment: Fraction? { owed > 0 ? Fraction(attained, over: owed) : nil }
}

/// Puts units in order (contract, section 8): rate, attainment, items, all descending and compared exactly; equal in
/// all three share a rank, 1-2-2-4. Units with nothing judged have no rank and come last.
enum Ranking {
    /// A unit's place in the roster, and its rank.
    struct Seat {
        let place: Int32
        /// 0: nothing is judged.
        let rank: Int32
    }

    /// - Parameters:
    ///   - figures: of all units, in the order of the pack.
    ///   - names: likewise.
    static func seats(_ figures: [UnitFigures], names: [String]) -> [Seat] {
        // In the order of names and then of the pack, so that only those places need be compared after the figures.
        let byName = VietnameseOrder.order(of: names)
        let order = byName.indices.sorted { left, right in
            let (first, second) = (figures[Int(byName[left])], figures[Int(byName[right])])
            if precedes(first, second) { return true }
            return precedes(second, first) ? false : left < right
        }
        var seats: [Seat] = []
        seats.reserveCapacity(order.count)
        for (number, named) in order.enumerated() {
            let place = byName[named]
            let own = figures[Int(place)]
            var rank = own.rate == nil ? 0 : Int32(number + 1)
            if rank > 0, let last = seats.last, !precedes(figures[Int(last.place)], own) { rank = last.rank }
            seats.append(Seat(place: place, rank: rank))
        }
        return seats
    }

    /// Whether the first unit stands strictly before the second.
    private static func precedes(_ first: UnitFigures, _ second: UnitFigures) -> Bool {
        guard let rate = first.rate, let attainment = first.attainment else { return false }
        guard let otherRate = second.rate, let otherAttainment = second.attainment else { return true }
        if rate != otherRate { return rate > otherRate }
        if attainment != otherAttainment { return attainment > otherAttainment }
        return first.items > second.items
    }
}
