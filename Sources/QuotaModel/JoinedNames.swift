/// Several names in one with another sign between them than the semicolon: "Phòng A, Phòng B".
public enum JoinedNames {
    /// More names than these are no list that somebody wrote by hand.
    private static let most = 8

    /// The names as a log should have them, `Phòng A; Phòng B`; nil unless the text is made of known names alone. A sign may
    /// belong to a name, as in "Tư pháp - Hộ tịch".
    public static func separated(_ text: String, isKnown: (MatchKey) -> Bool) -> String? {
        let signs = signs(in: text)
        guard 1..<most ~= signs.count, let names = names(in: text[...], signs[...], isKnown), names.count > 1 else {
            return nil
        }
        return names.map { $0.split { $0.isWhitespace }.joined(separator: " ") }.joined(separator: "; ")
    }

    /// Everything that may stand between two names.
    private static func signs(in text: String) -> [Range<String.Index>] {
        let marks = text.indices.filter { ",/+&-–|".contains(text[$0]) }.map { $0..<text.index(after: $0) }
        let words = text.split { $0.isWhitespace }.filter { ["và", "and"].contains(MatchKey($0).text) }
        return (marks + words.map { $0.startIndex..<$0.endIndex }).sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func names(
        in text: Substring, _ signs: ArraySlice<Range<String.Index>>, _ isKnown: (MatchKey) -> Bool
    ) -> [Substring]? {
        if isKnown(MatchKey(text)) { return [text] }
        for (place, sign) in zip(signs.indices, signs) {
            let first = text[..<sign.lowerBound]
            guard isKnown(MatchKey(first)) else { continue }
            if let others = names(in: text[sign.upperBound...], signs[(place + 1)...], isKnown) {
                return [first] + others
            }
        }
        return nil
    }
}
