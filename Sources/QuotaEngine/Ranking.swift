import QuotaModel

/// Puts units in order (contract, section 8): rate, attainment, items, all descending and compared exactly; equal in
/// all three share a rank, 1-2-2-4. Units with nothing judged have no rank and come last.
enum Ranking {
    static func ranked(_ units: [UnitResult]) -> [UnitResult] {
        let names = units.map { VietnameseOrder($0.unit.name) }
        let order = units.indices.sorted { left, right in
            let (first, second) = (units[left], units[right])
            if precedes(first, second) { return true }
            if precedes(second, first) { return false }
            if names[left] != names[right] { return names[left] < names[right] }
            return first.place < second.place
        }
        var ranked = order.map { units[$0] }
        for place in ranked.indices where ranked[place].rate != nil {
            let isTied = place > 0 && !precedes(ranked[place - 1], ranked[place])
            ranked[place].rank = isTied ? ranked[place - 1].rank : place + 1
        }
        return ranked
    }

    /// Whether the first unit stands strictly before the second.
    private static func precedes(_ first: UnitResult, _ second: UnitResult) -> Bool {
        guard let rate = first.rate, let attainment = first.attainment else { return false }
        guard let otherRate = second.rate, let otherAttainment = second.attainment else { return true }
        if rate != otherRate { return rate > otherRate }
        if attainment != otherAttainment { return attainment > otherAttainment }
        return first.items > second.items
    }
}
