import QuotaModel

/// A named number for a subject over a window (contract, section 6).
public struct Measure: Hashable, Sendable {
    /// What is counted of closed periods; `shortfall` is the items missing in them.
    public enum PeriodFigure: String, Sendable, CaseIterable {
        case met = "periods-met"
        case judged = "periods-judged"
        case short = "periods-short"
        case shortfall
    }

    /// Which of the subject's categories are counted.
    public enum CategoryFigure: String, Sendable, CaseIterable {
        case all = "categories"
        case empty = "empty-categories"
        case stale = "stale-categories"
    }

    /// Which items of a deadline are counted; `judged` are those on time and those late.
    public enum DeadlineFigure: String, Sendable, CaseIterable {
        case onTime = "on-time"
        case late, judged
    }

    /// What is counted.
    public enum Figure: Hashable, Sendable {
        case items(ItemFilter)
        /// The sum of words, photos or views; an empty cell adds 0.
        case sum(Field, ItemFilter)
        /// Places of quota lines in the pack; nil: all of the unit's.
        case periods(PeriodFigure, quotas: [Int]?)
        case categories(CategoryFigure)
        /// The place of a deadline in the pack; the filter holds beside the deadline's own.
        case deadline(DeadlineFigure, Int, ItemFilter)
        /// A figure that a person enters under this id.
        case input(String)
    }

    /// As in the rule file; of its own among measures.
    public var id: String
    /// What is counted, over the window of whoever asks.
    public var figure: Figure
    /// The clause that orders it; nil where the file names none.
    public var cite: Citation?

    public init(id: String, figure: Figure, cite: Citation? = nil) {
        self.id = id
        self.figure = figure
        self.cite = cite
    }

    /// The tests that an item must pass, where the measure looks at items one by one.
    public var filter: ItemFilter? {
        switch figure {
        case .items(let filter), .sum(_, let filter), .deadline(_, _, let filter): filter
        case .periods, .categories, .input: nil
        }
    }

    /// The fields without which a log cannot answer: those its filter tests, and the one it adds up.
    public var testedFields: FieldSet {
        let fields = filter?.fields ?? []
        if case .sum(let field, _) = figure { return fields.union(FieldSet(field)) }
        return fields
    }

    /// Whether it looks at closed periods, so that the quotas must be judged for it.
    public var countsPeriods: Bool { if case .periods = figure { true } else { false } }

    /// The id under which a person enters it; nil for what is counted.
    public var inputID: String? { if case .input(let id) = figure { id } else { nil } }
}
