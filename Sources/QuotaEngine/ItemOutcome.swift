import QuotaModel
import ScoringRules

/// Whether an item counts for one line of a unit's minima, and why not (contract, section 4).
public enum ItemOutcome: Hashable, Sendable {
    case counted
    /// The counting date lies in another period or in none.
    case otherDay(CivilDate)
    case afterAsOf(CivilDate)
    case undated
    /// The state is none that counts; nil: the cell is empty, or holds an unknown word.
    case state(ItemState?)
    case filter(FilterFailure)
    /// Only the first named unit gets a joint item, and this is not the first.
    case notFirstUnit
    /// The row was not accepted.
    case rejected
    case overruled(Overruling)
}

extension Plan {
    /// What becomes of an item for one of the units that it names.
    ///
    /// - Parameters:
    ///   - logHasStates: whether its log has states at all, which is known when the log has been read.
    ///   - isInPeriod: whether a day lies in the period, or in any of the periods, that are asked about.
    func outcome(
        of item: borrowing Item, for unit: Int, _ test: ItemTest, logHasStates: Bool,
        isInPeriod: (CivilDate) -> Bool
    ) -> ItemOutcome {
        guard pack.counting.counts(item.state) ?? !logHasStates else { return .state(item.state.known) }
        guard let day = item.day(pack.counting.date) else { return .undated }
        guard day <= asOf else { return .afterAsOf(day) }
        guard isInPeriod(day) else { return .otherDay(day) }
        if pack.counting.jointUnits == .first, item.units.first != unit { return .notFirstUnit }
        return test.failure(of: item).map(ItemOutcome.filter) ?? .counted
    }
}

extension Counting {
    /// Whether items in this state count; nil for an empty cell, which counts only where its log has no states at all.
    func counts(_ state: StateReading) -> Bool? {
        switch state {
        case .known(let state): states.contains(state)
        case .unknown: false
        case .empty: nil
        }
    }
}

extension StateReading {
    /// Nil: the cell is empty, or holds an unknown word.
    var known: ItemState? { if case .known(let state) = self { state } else { nil } }
}
