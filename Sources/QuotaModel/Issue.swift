/// A problem as bare facts: what, where, what was found, what was expected. The words are made elsewhere, in one
/// place and two languages; codes are stable, words may improve.
public struct Issue: Error, Hashable, Sendable {
    /// What kind of problem it is, for programs.
    public let code: IssueCode
    /// Nil for a problem that has none, such as a missing option.
    public let place: SourceLocation?
    /// What it is about: a key, an option, a field, an id.
    public let subject: String?
    /// The offending text.
    public let found: String?
    /// What could stand there.
    public let expected: [String]
    /// The nearest right word.
    public let suggestion: String?
    /// The other place, where two places contradict each other.
    public let related: SourceLocation?
    /// The ids of the rules that ask for what is missing.
    public let rules: [String]

    public init(
        _ code: IssueCode, at place: SourceLocation? = nil, subject: String? = nil, found: String? = nil,
        expected: [String] = [], suggestion: String? = nil, related: SourceLocation? = nil,
        rules: [String] = []
    ) {
        self.code = code
        self.place = place
        self.subject = subject
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
        self.related = related
        self.rules = rules
    }
}

extension Issue {
    /// Two options of which only one can be given.
    public static func excluding(_ option: String, _ other: String) -> Issue {
        Issue(.badOption, subject: option, found: other, expected: [option, other])
    }
}

/// A place in a file.
public struct SourceLocation: Hashable, Sendable {
    /// The path as the person gave it, `-` for standard input.
    public let source: String
    /// From 1; nil where the whole file is meant.
    public let line: Int?
    /// From 1, in Unicode characters; nil where the whole line, or without a line the whole file, is meant.
    public let column: Int?

    public init(_ source: String, line: Int? = nil, column: Int? = nil) {
        self.source = source
        self.line = line
        self.column = column
    }
}

/// The program cannot go on: every reason it found, at least one.
public struct Refusal: Error, Sendable {
    /// At least one, in the order in which people are told them.
    public let issues: [Issue]

    /// - Parameter issues: at least one.
    public init(_ issues: [Issue]) {
        precondition(!issues.isEmpty, "a refusal needs a reason")
        self.issues = issues
    }

    /// The only reason.
    public init(_ issue: Issue) { issues = [issue] }
}
