import QuotaModel

/// Everything found wrong with one file, in whatever order it was found.
struct Findings {
    let source: SourceText
    private var found: [(offset: Int, issue: Issue)] = []

    init(_ source: SourceText) { self.source = source }

    var isEmpty: Bool { found.isEmpty }

    mutating func add(
        _ code: IssueCode, at offset: Int, subject: String? = nil, found text: String? = nil,
        expected: [String] = [], suggestion: String? = nil, related: Int? = nil
    ) {
        let issue = Issue(
            code, at: source.location(offset), subject: subject, found: text.map(SourceText.shortened),
            expected: expected, suggestion: suggestion, related: related.map(source.location))
        found.append((offset, issue))
    }

    /// The one of `words` that was probably meant, be it with another number: all that are known stand beside it. Nothing is suggested for a text that is no word, nor in a file with
    /// more mistakes than anybody reads, so that it ends soon.
    func nearest(to text: String, among words: @autoclosure () -> SuggestedWords) -> String? {
        found.count < 1_000 && text.utf8.count < 1_000 ? words().nearest(to: text) : nil
    }

    func nearest(to text: String, among words: [String]) -> String? {
        nearest(to: text, among: SuggestedWords(words, numbersMaySlip: true))
    }

    func location(_ offset: Int) -> SourceLocation { source.location(offset) }

    func excerpt(_ offset: Int) -> String { source.excerpt(offset) }

    func nodeExcerpt(_ offset: Int) -> String { source.nodeExcerpt(offset) }

    func wordExcerpt(_ offset: Int) -> String { source.wordExcerpt(offset) }

    /// By their places; of one place, as they were found.
    var issues: [Issue] {
        found.enumerated().sorted { left, right in
            (left.element.offset, left.offset) < (right.element.offset, right.offset)
        }.map(\.element.issue)
    }

    /// Refuses the file for all errors that were found. What is only a remark may be an error's own doing and waits until
    /// there are none.
    func throwIfAny() throws(Refusal) {
        let errors = issues.filter { !$0.code.isRemark }
        guard errors.isEmpty else { throw Refusal(errors) }
    }
}
