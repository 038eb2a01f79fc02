import QuotaModel
import ScoringRules

/// A figure of a briefing that counts items one by one, so that a report can open it to them (contract, section 10). Units,
/// quotas, categories, deadlines and standards by their places in the roster and the pack.
public enum ItemFigure: Hashable, Sendable {
    /// What a unit has in a period of one of its lines.
    case period(unit: Int, quota: Int, DaySpan)
    /// Different items of a unit in all its listed periods.
    case unit(Int)
    case category(Int)
    case deadline(Int, DeadlineKeeping)
    /// What a unit was late with.
    case late(Int, unit: Int)
    case standard(Int, StandardKeeping)
}

extension Plan {
    /// Every figure that counts the item, each once: what one pass of `LogFold` over the item adds to.
    func figures(of item: Item, _ judgements: [QuotaJudgement], logFields: FieldSet) -> [ItemFigure] {
        figuresOfMinima(judgements) + figuresOfDeadlines(of: item, logFields: logFields)
            + figuresOfState(of: item, logFields: logFields)
    }

    private func figuresOfMinima(_ judgements: [QuotaJudgement]) -> [ItemFigure] {
        var figures: [ItemFigure] = []
        for judgement in judgements {
            guard let period = judgement.period else { continue }
            let ofUnit = ItemFigure.unit(judgement.unit)
            if !figures.contains(ofUnit) { figures.append(ofUnit) }
            figures.append(.period(unit: judgement.unit, quota: judgement.quota, period))
        }
        return figures
    }

    /// Deadlines look at items whatever their state.
    private func figuresOfDeadlines(of item: Item, logFields: FieldSet) -> [ItemFigure] {
        var figures: [ItemFigure] = []
        for (place, deadline) in pack.deadlines.enumerated() where deadlineTests[place].failure(of: item) == nil {
            guard let keeping = keeping(of: deadline, by: item) else { continue }
            guard logFields.contains(deadline.from), logFields.contains(deadline.to) else {
                figures.append(.deadline(place, .unverifiable))
                continue
            }
            figures.append(.deadline(place, keeping))
            guard keeping == .late else { continue }
            switch pack.counting.jointUnits {
            case .first: if let unit = item.units.first { figures.append(.late(place, unit: unit)) }
            case .each: item.units.forEach { figures.append(.late(place, unit: $0)) }
            }
        }
        return figures
    }

    /// Categories and standards look at items whose state counts.
    private func figuresOfState(of item: Item, logFields: FieldSet) -> [ItemFigure] {
        guard pack.counting.counts(item.state) ?? !logFields.contains(.state) else { return [] }
        guard let day = item.day(pack.counting.date), day <= asOf else { return [] }
        var figures: [ItemFigure] = []
        item.categories.forEach { figures.append(.category($0)) }
        guard pack.isEffective(on: day) else { return figures }
        for place in pack.standards.indices {
            if let keeping = keeping(ofStandard: place, by: item) { figures.append(.standard(place, keeping)) }
        }
        return figures
    }
}
