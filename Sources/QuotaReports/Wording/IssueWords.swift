import QuotaModel

extension Wording {
    /// An issue as one line: `FILE:line:column: sentence [code]`.
    public func line(_ issue: Issue) -> String {
        var place = ""
        if let location = issue.place {
            place =
                [location.source, location.line.map(String.init), location.column.map(String.init)]
                .compactMap(\.self).joined(separator: ":") + ": "
        }
        return "\(place)\(sentence(issue)) [\(issue.code.rawValue)]"
    }

    /// What is wrong and what would be right, as a sentence without a full stop.
    public func sentence(_ issue: Issue) -> String {
        ruleSentence(issue) ?? logSentence(issue) ?? remarkSentence(issue) ?? historySentence(issue)
            ?? commandSentence(issue)
    }

    func found(_ issue: Issue) -> String { quoted(issue.found ?? "") }

    /// A number that was found, with the thousands apart; as it is where it is none.
    func figure(_ issue: Issue) -> String { issue.found.flatMap(Int.init).map(number) ?? issue.found ?? "" }

    func subject(_ issue: Issue) -> String { quoted(issue.subject ?? "") }

    func suggestion(_ issue: Issue) -> String {
        issue.suggestion.map { self("; có phải \(quoted($0))?", "; did you mean \(quoted($0))?") } ?? ""
    }

    func expected(_ issue: Issue) -> String {
        guard !issue.expected.isEmpty else { return "" }
        let lead = self("; cần: ", "; expected: ")
        let words = issue.expected.prefix(Self.listed)
        guard issue.expected.count > words.count else { return lead + choice(unique(Array(words)).map(form)) }
        let more = number(issue.expected.count - words.count)
        return lead + words.map(form).joined(separator: ", ") + self(" … (và \(more) nữa)", " … (and \(more) more)")
    }

    /// Nobody looks for a word among more of them; the ids of a pack may be 100,000.
    private static let listed = 40

    /// Forms of values that are described, not listed.
    private func form(_ token: String) -> String {
        switch token {
        case "<text>": self("một dòng chữ", "a text")
        case "<list>": self("một danh sách", "a list")
        case "<mapping>": self("các cặp khóa: giá trị", "a mapping")
        case "[a-z0-9][a-z0-9-]*": self("chữ thường không dấu, số, gạch nối", "lower-case letters a–z, digits, hyphens")
        case "yyyy-MM-dd": self("ngày dạng năm-tháng-ngày (yyyy-MM-dd)", "a day as yyyy-MM-dd")
        default: range(token)
        }
    }

    /// `3..`, `..5` or `3..5`, and everything else as it is.
    private func range(_ token: String) -> String {
        guard let dots = token.firstRange(of: "..") else { return token }
        let (from, to) = (String(token[..<dots.lowerBound]), String(token[dots.upperBound...]))
        if to.isEmpty { return self("từ \(from)", "from \(from)") }
        if from.isEmpty { return self("đến \(to)", "up to \(to)") }
        return "\(from)–\(to)"
    }

    private func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    func other(_ issue: Issue) -> String {
        guard let line = issue.related?.line else { return "" }
        return self(" (chỗ kia: dòng \(line))", " (the other one: line \(line))")
    }
}
