import QuotaModel
import TestSupport
import Testing

/// Suggestions held against the table of distances that everybody can check by hand.
struct SuggestionOracleTests {
    private static let syllables = [
        "Văn", "phòng", "Phòng", "Nghiệp", "vụ", "UBND", "xã", "phường", "thị", "trấn", "Hoài", "Nhơn", "Cát", "Đại",
        "1", "12",
        "Thanh", "tra", "tỉnh", "Y", "tế", "ỦY", "ban", "Đảng", "ủy", "Pho\u{300}ng", "ñandú", "ß", "日本", "🙂", "İ", "a",
    ]
    private static let slips: [Unicode.Scalar] = ["a", "n", "h", "đ", "ư", "7", " ", "日", "🙂", "\u{301}"]

    @Test("the word suggested is the one that the slow comparison suggests", arguments: 0..<20)
    func sameAnswers(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let words = (0..<30).map { _ in name(longest: seed % 10 == 0 ? 24 : 5, &random) }
        let ready = SuggestedWords(words)
        for _ in 0..<30 {
            let text = misspelt(random.pick(words), &random)
            let wanted = SlowSuggestion.nearest(to: text, among: words)
            #expect(ready.nearest(to: text) == wanted, "\(text) among \(words)")
            #expect(
                Suggestion.nearest(to: text, among: words)
                    == SlowSuggestion.nearest(to: text, among: words, numbersMaySlip: true), "\(text) among \(words)")
        }
    }

    @Test("texts of every length up to the longest that is looked for find their neighbour")
    func everyLength() {
        for count in 2...130 {
            let word = String((0..<count).map { Character(Unicode.Scalar(UInt8(0x61 + $0 * 7 % 26))) })
            let swapped = String(word.suffix(1)) + word.dropFirst().dropLast() + String(word.prefix(1))
            for text in [word, String(word.dropLast()), word + "x", swapped] {
                #expect(
                    Suggestion.nearest(to: text, among: ["", "x", word])
                        == SlowSuggestion.nearest(to: text, among: ["", "x", word]), "\(text)")
            }
        }
    }

    private func name(longest: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...longest, using: &random)).map { _ in random.pick(Self.syllables) }.joined(
            separator: " ")
    }

    private func misspelt(_ word: String, _ random: inout SeededRandom) -> String {
        var letters = Array(word.unicodeScalars)
        for _ in 0..<Int.random(in: 0...5, using: &random) where !letters.isEmpty {
            let place = Int.random(in: 0..<letters.count, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: letters.insert(random.pick(Self.slips), at: place)
            case 1: letters.remove(at: place)
            case 2: letters[place] = random.pick(Self.slips)
            default: letters.swapAt(place, max(0, place - 1))
            }
        }
        return String(String.UnicodeScalarView(letters))
    }
}

/// As slow as it is plain.
private enum SlowSuggestion {
    static func nearest(to text: String, among words: [String], numbersMaySlip: Bool = false) -> String? {
        let wanted = letters(text)
        guard 1...100 ~= wanted.count else { return nil }
        var best: (word: String, distance: Int)?
        for word in words {
            let candidate = letters(word)
            let distance = distance(wanted, candidate)
            guard distance <= slips(in: max(wanted.count, candidate.count)), distance < best?.distance ?? .max,
                numbersMaySlip || !isOtherNumber(wanted, candidate)
            else { continue }
            best = (word, distance)
        }
        return best?.word
    }

    private static func isOtherNumber(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
        let both = [left, right]
        let isDigit = { (letter: Unicode.Scalar) in ("0"..."9").contains(letter) }
        let numbers = both.map { $0.split { !isDigit($0) }.map { Int(String(String.UnicodeScalarView($0))) } }
        let letters = both.map { $0.filter { !isDigit($0) && $0 != " " && $0 != "-" } }
        return numbers[0] != numbers[1] && (!numbers.contains([]) || letters[0] == letters[1])
    }

    private static func letters(_ word: String) -> [Unicode.Scalar] {
        Array(Vietnamese.unaccented(MatchKey(word).text).unicodeScalars)
    }

    private static func slips(in length: Int) -> Int {
        length < 2 ? 0 : length < 12 ? max(1, length / 3) : length / 4
    }

    /// The whole table: insertions, deletions, replacements and swaps of neighbours.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var table = (0...left.count).map { row in (0...right.count).map { $0 + row } }
        guard !left.isEmpty, !right.isEmpty else { return table[left.count][right.count] }
        for i in 1...left.count {
            for j in 1...right.count {
                let replaced = table[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[left.count][right.count]
    }
}
