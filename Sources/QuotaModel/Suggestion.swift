/// Finds the word somebody probably meant.
public enum Suggestion {
    /// The one of `words` nearest to `text`, or nil when none is close. Accents and case cost nothing, so "Phong 1"
    /// finds "Phòng 1"; otherwise about one slip in three characters is allowed, in long names one in four. A number
    /// may be another one, for who reads the message sees all words there are.
    public static func nearest(to text: some StringProtocol, among words: some Sequence<String>) -> String? {
        SuggestedWords(words, numbersMaySlip: true).nearest(to: text)
    }

    /// So many slips may stand in a word of that length.
    static func slips(in length: Int) -> Int {
        switch length {
        case ..<2: 0
        case ..<12: max(1, length / 3)
        default: length / 4
        }
    }
}

/// Words of which many a text may mean one: each is made ready once.
public struct SuggestedWords: Sendable {
    private let words: [String]
    /// What is compared of all words, one behind the other, as UTF-8.
    private var letters: [UInt8] = []
    /// Where the letters of each word end.
    private var ends: [UInt32] = []
    /// How many each word has; more than this can hold are as good as these.
    private var counts: [UInt16] = []
    private var bags: [LetterBag] = []
    private let numbersMaySlip: Bool

    /// Longer texts are not misspelt words.
    private static let longest = 100

    /// - Parameter numbersMaySlip: whether somebody may have meant a word with another number. In a log "Phòng 5" is not
    ///   "Phòng 1" misspelt.
    public init(_ words: some Sequence<String>, numbersMaySlip: Bool = false) {
        self.words = Array(words)
        self.numbersMaySlip = numbersMaySlip
        ends.reserveCapacity(self.words.count)
        counts.reserveCapacity(self.words.count)
        bags.reserveCapacity(self.words.count)
        // Without accents a letter is a byte.
        letters.reserveCapacity(self.words.reduce(0) { $0 + $1.unicodeScalars.count })
        for word in self.words {
            let start = letters.count
            Vietnamese.forEachPlainLetter(of: MatchKey(word).text) { letter in
                if letter.isASCII { letters.append(UInt8(letter.value)) } else { letters += String(letter).utf8 }
            }
            ends.append(UInt32(letters.count))
            let own = UTF8Letters(bytes: letters[start...])
            counts.append(UInt16(clamping: own.reduce(0) { count, _ in count + 1 }))
            bags.append(LetterBag(own))
        }
    }

    /// As `Suggestion.nearest`; of words equally near the first.
    public func nearest(to text: some StringProtocol) -> String? {
        var wanted: [Unicode.Scalar] = []
        Vietnamese.forEachPlainLetter(of: MatchKey(text).text) { wanted.append($0) }
        let numbers = NumberedLetters(bytes: Array(String(String.UnicodeScalarView(wanted)).utf8)[...])
        switch wanted.count {
        case 0: return nil
        case ...64: return nearest(to: WantedWord<UInt64>(wanted), numbers)
        case ...Self.longest: return nearest(to: WantedWord<UInt128>(wanted), numbers)
        default: return nil
        }
    }

    private func nearest<Bits>(to wanted: WantedWord<Bits>, _ numbers: NumberedLetters) -> String? {
        var best: (place: Int, distance: Int)?
        var start = 0
        for place in words.indices {
            let end = Int(ends[place])
            defer { start = end }
            let count = Int(counts[place])
            let most = (best?.distance ?? .max) - 1
            let allowed = min(Suggestion.slips(in: max(wanted.count, count)), most)
            guard allowed >= 0, abs(count - wanted.count) <= allowed,
                wanted.bag.leastDistance(to: bags[place]) <= allowed
            else { continue }
            let distance = wanted.distance(to: UTF8Letters(bytes: letters[start..<end]))
            if distance <= allowed,
                numbersMaySlip || !numbers.isOther(than: NumberedLetters(bytes: letters[start..<end]))
            {
                best = (place, distance)
            }
        }
        return best.map { words[$0.place] }
    }
}

/// A word in UTF-8 with the numbers in it.
private struct NumberedLetters {
    private let bytes: ArraySlice<UInt8>
    private let numbers: [ArraySlice<UInt8>]

    init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        numbers = bytes.split { !Self.isDigit($0) }.map { $0.drop { $0 == UInt8(ascii: "0") } }
    }

    /// Whether the words have different numbers, or but for a number the same letters. `05` is five.
    func isOther(than word: NumberedLetters) -> Bool {
        if numbers.elementsEqual(word.numbers, by: { $0.elementsEqual($1) }) { return false }
        return !numbers.isEmpty && !word.numbers.isEmpty || letters.elementsEqual(word.letters)
    }

    private var letters: some Sequence<UInt8> {
        bytes.lazy.filter { !Self.isDigit($0) && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}

/// The letters of a text in UTF-8.
private struct UTF8Letters: Sequence, IteratorProtocol {
    var bytes: ArraySlice<UInt8>

    mutating func next() -> Unicode.Scalar? {
        guard let byte = bytes.first else { return nil }
        if byte < 0x80 {
            bytes.removeFirst()
            return Unicode.Scalar(byte)
        }
        let letter = String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first
        if let letter { bytes.removeFirst(UTF8.width(letter)) }
        return letter
    }
}

/// Which letters a word has, and which of them twice: words with other letters are not compared one by one.
struct LetterBag {
    private let bits: UInt64

    /// a to z each have a bit for the first and one for the second time, all else shares six such pairs.
    init(_ letters: some Sequence<Unicode.Scalar>) {
        var bits: UInt64 = 0
        for letter in letters {
            let value = letter.value
            let first: UInt64 = 1 << UInt64(0x61...0x7A ~= value ? value - 0x61 : 26 + value % 6)
            bits |= bits & first == 0 ? first : first << 32
        }
        self.bits = bits
    }

    /// No slip adds or takes more than one letter, so there are at least so many.
    func leastDistance(to other: LetterBag) -> Int {
        max((bits & ~other.bits).nonzeroBitCount, (other.bits & ~bits).nonzeroBitCount)
    }
}

/// A word to be found among many. Says how many insertions, deletions, replacements and swaps of neighbours lead from it to
/// another: a column of the table of distances is a few machine words, one bit for each letter (Hyyrö, "A Bit-Vector
/// Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003).
struct WantedWord<Bits: FixedWidthInteger & UnsignedInteger> {
    let count: Int
    let bag: LetterBag
    /// Where each letter of ASCII stands in the word.
    private var masks = [Bits](repeating: 0, count: 128)
    private var otherMasks: [(letter: Unicode.Scalar, mask: Bits)] = []

    /// - Parameter letters: at least one, not more than `Bits` has bits.
    init(_ letters: [Unicode.Scalar]) {
        precondition(1...Bits.bitWidth ~= letters.count, "a word has a bit for each letter")
        count = letters.count
        bag = LetterBag(letters)
        for (place, letter) in letters.enumerated() {
            let bit: Bits = 1 << Bits(place)
            if letter.isASCII {
                masks[Int(letter.value)] |= bit
            } else if let known = otherMasks.firstIndex(where: { $0.letter == letter }) {
                otherMasks[known].mask |= bit
            } else {
                otherMasks.append((letter, bit))
            }
        }
    }

    private func mask(_ letter: Unicode.Scalar) -> Bits {
        letter.isASCII ? masks[Int(letter.value)] : otherMasks.first { $0.letter == letter }?.mask ?? 0
    }

    func distance(to other: some Sequence<Unicode.Scalar>) -> Int {
        let last: Bits = 1 << Bits(count - 1)
        var distance = count
        // Where the table rises and falls from one row to the next, in the column before.
        var rises = Bits.max
        var falls: Bits = 0
        var diagonal: Bits = 0
        var maskBefore: Bits = 0
        for letter in other {
            let mask = mask(letter)
            let swapped = ((~diagonal & mask) &<< 1) & maskBefore
            diagonal = (((mask & rises) &+ rises) ^ rises) | mask | falls | swapped
            // And where from one column to the next.
            var risesAcross = falls | ~(diagonal | rises)
            var fallsAcross = diagonal & rises
            if risesAcross & last != 0 { distance += 1 }
            if fallsAcross & last != 0 { distance -= 1 }
            risesAcross = risesAcross &<< 1 | 1
            fallsAcross = fallsAcross &<< 1
            rises = fallsAcross | ~(diagonal | risesAcross)
            falls = risesAcross & diagonal
            maskBefore = mask
        }
        return distance
    }
}

/// How much looking for what somebody meant may still cost. It takes a comparison with every name, so a file full of
/// strangers gets no more of it after so many; asked in the order of the file, always the same ones get none.
public struct SuggestionBudget: Sendable {
    private var left = 2_000_000

    /// Two million names.
    public init() {}

    /// Whether so many names may still be compared.
    public mutating func spend(_ names: Int) -> Bool {
        left -= names
        return left >= 0
    }
}
