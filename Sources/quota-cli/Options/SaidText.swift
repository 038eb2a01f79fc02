import QuotaModel

/// What a person writes for others to read.
enum SaidText {
    /// - Throws: `Issue` `bad-option` where there is nothing to read in it.
    static func check(_ text: String, of option: String) throws {
        guard MatchKey(text).isEmpty else { return }
        throw Issue(.badOption, subject: option, found: text, expected: ["<text>"])
    }
}
