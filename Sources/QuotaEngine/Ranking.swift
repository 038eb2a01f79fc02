import QuotaModel

/// Puts units in order (contract, section 8): rate, attainment, items, all descending and compared exactly; equal in
/// all three share a rank, 1-2-2-4. Units with nothing judged have no rank and come last.
enum Ranking {
    static func ranked(_ units: [UnitResult]) -> [UnitResult] {
        let figures = units.map { Figures(rate: $0.rate, attainment: $0.attainment, items: $0.items) }
        // In the order of names and then of the pack, so that only those places need be compared after the figures.
        let byPack = units.indices.sorted { units[$0].place < units[$1].place }
        let byName = VietnameseOrder.order(of: byPack.map { units[$0].unit.name }).map { byPack[Int($0)] }
        let order = byName.indices.sorted { left, right in
            let (first, second) = (figures[byName[left]], figures[byName[right]])
            if precedes(first, second) { return true }
            return precedes(second, first) ? false : left < right
        }.map { byName[$0] }
        var ranked = order.map { units[$0] }
        for place in ranked.indices where figures[order[place]].rate != nil {
            let isTied = place > 0 && !precedes(figures[order[place - 1]], figures[order[place]])
            ranked[place].rank = isTied ? ranked[place - 1].rank : place + 1
        }
        return ranked
    }

    private struct Figures {
        let rate: Fraction?
        let attainment: Fraction?
        let items: Int
    }

    /// Whether the first unit stands strictly before the second.
    private static func precedes(_ first: Figures, _ second: Figures) -> Bool {
        guard let rate = first.rate, let attainment = first.attainment else { return false }
        guard let otherRate = second.rate, let otherAttainment = second.attainment else { return true }
        if rate != otherRate { return rate > otherRate }
        if attainment != otherAttainment { return attainment > otherAttainment }
        return first.items > second.items
    }
}
