import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Reads the logs once and scores one scorecard.
struct CouncilRun {
    let rules: LoadedRules
    let plan: ScoringPlan
    let figures: LoadedFigures
    let logs: LogRun

    struct Outcome {
        let council: Council
        /// Nil where nobody asked for one.
        let explanation: ScoreExplanation?
    }

    /// - Parameters:
    ///   - target: what to explain.
    ///   - listing: how many of the items behind the figures are listed; nil: none.
    /// - Throws: as `LogRun.read`.
    func score(explaining target: ScoreExplanationTarget? = nil, listing limit: Int? = nil) throws -> Outcome {
        var fold = ScoringFold(plan: plan)
        var listing = limit.map { ItemListingFold(plan: plan, limit: $0) }
        var rows = target.map { ScoreExplanationFold(plan: plan, target: $0) }
        var read = LogRun.Outcome()
        if needsLogs || !logs.options.log.isEmpty || logs.history?.logs.logs.isEmpty == false {
            read = try logs.read(
                plan.readingOrder(details: target != nil || listing != nil), missing: plan.missingFields,
                remarks: plan.fieldsLacking,
                items: { items in
                    fold.add(items)
                    rows?.add(items)
                    listing?.add(items)
                },
                rejects: {
                    rows?.add($0)
                    listing?.add($0)
                },
                overruled: {
                    rows?.add($0, $1)
                    listing?.add($0, $1)
                },
                finishLog: { summary in
                    fold.finishLog(fields: summary.fields)
                    rows?.finishLog(summary)
                    listing?.finishLog(fields: summary.fields)
                })
        }
        let measures = fold.measures()
        var council = Council(
            plan: plan, rulesSHA256: rules.sha256, figuresSHA256: figures.sha256, inputs: read.inputs,
            rejectSamples: read.rejectSamples, results: CouncilResults(measures, figures: figures.figures),
            unknownAuthors: fold.unknownAuthors)
        council.listing = listing?.listing
        council.measures = measures
        council.history = logs.history?.mark
        return Outcome(
            council: council, explanation: rows.map { $0.explanation(of: council, measures: measures) })
    }

    /// A scorecard whose figures are all entered needs no log.
    private var needsLogs: Bool { plan.measures.contains { plan.pack.measures[$0].inputID == nil } }
}
