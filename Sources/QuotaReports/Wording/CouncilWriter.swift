import QuotaEngine
import ScoringRules

/// What every form of a council's report is written from.
protocol CouncilWriter {
    var told: CouncilWords { get }
}

extension CouncilWriter {
    var council: Council { told.council }
    var wording: Wording { told.wording }
    var words: ScoreWords { told.words }
    var results: CouncilResults { council.results }
    var scorecard: Scorecard { results.scorecard }
    var pack: RulePack { council.plan.pack }
}
