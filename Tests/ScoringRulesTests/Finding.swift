import QuotaModel

@testable import ScoringRules

/// What a test expects of one finding, and what it got: code, place and suggestion.
struct Finding: Hashable, CustomStringConvertible {
    let code: IssueCode
    let line: Int?
    let column: Int?
    let suggestion: String?

    init(_ code: IssueCode, _ line: Int?, _ column: Int?, _ suggestion: String? = nil) {
        self.code = code
        self.line = line
        self.column = column
        self.suggestion = suggestion
    }

    init(_ issue: Issue) {
        self.init(issue.code, issue.place?.line, issue.place?.column, issue.suggestion)
    }

    var description: String {
        "\(code.rawValue) \(line ?? 0):\(column ?? 0)" + (suggestion.map { " → \($0)" } ?? "")
    }

    /// Everything the loader of that kind of file finds in the bytes, in its order.
    static func all(in bytes: [UInt8], as file: RuleFile = .rules) -> [Finding] {
        issues(in: bytes, as: file).map(Finding.init)
    }

    static func issues(in bytes: [UInt8], as file: RuleFile = .rules) -> [Issue] {
        do throws(Refusal) {
            switch file {
            case .rules: _ = try RulePackLoader.load(bytes, path: "quy-tac.yaml")
            case .mapping: _ = try LogMappingLoader.load(bytes, path: "anh-xa.yaml")
            case .testCase: _ = try RuleCaseLoader.load(bytes, path: "vi-du.yaml")
            }
            return []
        } catch {
            return error.issues
        }
    }
}
