import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads the logs once and tests every unit.
struct BriefingRun {
    let rules: LoadedRules
    let plan: Plan
    let logs: LogRun
    /// Other readings of the same rules, to compare with.
    var readings: [ComparedReading] = []
    /// How many undated rows of each log are shown; nil: none.
    var undatedLimit: Int?
    /// How many of the items behind the figures are listed; nil: none.
    var listingLimit: Int?

    /// - Throws: as `LogRun.read`.
    func evaluate() throws -> Briefing {
        var folds = ([plan] + readings.map(\.plan)).map(LogFold.init)
        var listing = listingLimit.map { ItemListingFold(plan: plan, limit: $0) }
        var undated: [ItemPlace] = []
        var undatedOfLog = 0
        let outcome = try logs.read(
            plan.readingOrder(details: listing != nil), missing: plan.missingFields,
            remarks: plan.fieldsLacking,
            items: { items in
                for place in folds.indices { folds[place].add(items) }
                listing?.add(items)
                guard let undatedLimit, undatedOfLog < undatedLimit else { return }
                let found = self.undated(in: items, most: undatedLimit - undatedOfLog)
                undated += found
                undatedOfLog += found.count
            },
            rejects: { listing?.add($0) },
            overruled: { listing?.add($0, $1) },
            finishLog: { summary in
                for place in folds.indices { folds[place].finishLog(fields: summary.fields) }
                listing?.finishLog(fields: summary.fields)
                undatedOfLog = 0
            })
        let comparison = zip(readings, folds.dropFirst()).map { reading, fold in
            CountingComparison.Reading(interpretation: reading.asked, results: fold.results())
        }
        var briefing = Briefing(
            plan: plan, rulesSHA256: rules.sha256, inputs: outcome.inputs, results: folds[0].results(),
            rejectSamples: outcome.rejectSamples,
            comparison: comparison.isEmpty ? nil : CountingComparison(readings: comparison))
        briefing.undated = undated
        briefing.listing = listing?.listing
        briefing.history = logs.history?.mark
        return briefing
    }

    /// The first items that lack their counting date, at most so many; at least one is asked for.
    private func undated(in items: Span<Item>, most: Int) -> [ItemPlace] {
        var found: [ItemPlace] = []
        for place in items.indices {
            let item = items[place]
            if item.day(plan.pack.counting.date) == nil { found.append(item.place) }
            if found.count == most { break }
        }
        return found
    }

    /// The plans of the readings that are in real use. Another reading may cut periods that the pack's own does not; they
    /// owe their share of days unless a person or the pack says otherwise.
    static func comparedReadings(
        of rules: LoadedRules, asOf day: CivilDate, partial: PartialRule?
    ) throws -> [ComparedReading] {
        var pack = rules.pack
        for place in pack.quotas.indices where pack.quotas[place].partial == nil {
            pack.quotas[place].partial = .prorated
        }
        return try Interpretation.compared(partial: partial).map {
            ComparedReading(asked: $0, plan: try Plan(pack: pack, asOf: day, interpretation: $0).counted())
        }
    }
}

/// One of several readings that are compared. It is called by what was asked for, also where the rules say the same.
struct ComparedReading {
    let asked: Interpretation
    let plan: Plan
}
