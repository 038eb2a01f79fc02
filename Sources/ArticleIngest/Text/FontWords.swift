/// The words of a log as they read in its old font, each looked at once: a log has some thousands of them, over and over.
struct FontWords {
    let font: OldFont
    private var known: [ArraySlice<Unicode.Scalar>: FontWord] = [:]
    /// More words than a log has, unless somebody makes it so.
    private static let most = 1 << 14
    /// No Vietnamese word is longer.
    private static let longest = 16

    init(of font: OldFont) { self.font = font }

    /// - Parameter word: characters that words hold.
    mutating func word(_ word: ArraySlice<Unicode.Scalar>) -> FontWord {
        if let known = known[word] { return known }
        let read = FontWord(word, in: font)
        // A copy, so that no whole text is kept for one of its words.
        if word.count <= Self.longest, known.count < Self.most { known[Array(word)[...]] = read }
        return read
    }
}
