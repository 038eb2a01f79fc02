/// Finds the word somebody probably meant.
public enum Suggestion {
    /// The one of `words` nearest to `text`, or nil when none is close. Accents and case cost nothing, so "Phong 1"
    /// finds "Phòng 1"; otherwise about one slip in three characters is allowed, in long names one in four.
    public static func nearest(to text: some StringProtocol, among words: some Sequence<String>) -> String? {
        nearest(to: text, spelled: words.lazy.map { ($0, letters($0)) })
    }

    /// What is compared of a word.
    fileprivate static func letters(_ word: some StringProtocol) -> [Unicode.Scalar] {
        Array(Vietnamese.unaccented(MatchKey(word).text).unicodeScalars)
    }

    fileprivate static func nearest(
        to text: some StringProtocol, spelled words: some Sequence<(word: String, letters: [Unicode.Scalar])>
    ) -> String? {
        let wanted = letters(text)
        guard !wanted.isEmpty, wanted.count <= longest else { return nil }
        var best: (word: String, distance: Int)?
        for (word, candidate) in words {
            let allowed = min(slips(in: max(wanted.count, candidate.count)), (best?.distance ?? .max) - 1)
            guard allowed >= 0, abs(candidate.count - wanted.count) <= allowed else { continue }
            let distance = distance(wanted, candidate)
            if distance <= allowed { best = (word, distance) }
        }
        return best?.word
    }

    /// So many slips may stand in a word of that length.
    private static func slips(in length: Int) -> Int {
        switch length {
        case ..<2: 0
        case ..<12: max(1, length / 3)
        default: length / 4
        }
    }

    /// Longer texts are not misspelt words, and the comparison costs the product of the lengths.
    private static let longest = 100

    /// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var cost = min(last[j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    cost = min(cost, beforeLast[j - 2] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}

/// Words of which many a text may mean one: each is made ready once.
public struct SuggestedWords: Sendable {
    private let words: [(word: String, letters: [Unicode.Scalar])]

    public init(_ words: some Sequence<String>) { self.words = words.map { ($0, Suggestion.letters($0)) } }

    /// As `Suggestion.nearest`.
    public func nearest(to text: some StringProtocol) -> String? { Suggestion.nearest(to: text, spelled: words) }
}

/// How much looking for what somebody meant may still cost. It takes a comparison with every name, so a file full of
/// strangers gets no more of it after so many; asked in the order of the file, always the same ones get none.
public struct SuggestionBudget: Sendable {
    private var left = 2_000_000

    public init() {}

    /// Whether so many names may still be compared.
    public mutating func spend(_ names: Int) -> Bool {
        left -= names
        return left >= 0
    }
}
