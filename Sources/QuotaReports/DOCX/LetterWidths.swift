import QuotaModel

/// How wide a text is in the bold face of Times, to know how long the rule under it has to be. A mark over or under a
/// letter does not widen it.
enum LetterWidths {
    /// Thousandths of the size, of the letters from A and from a.
    private static let capitals = [
        722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722,
        1_000, 722, 722, 667,
    ]
    private static let small = [
        500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500,
        722, 500, 500, 444,
    ]

    /// Twentieths of a point.
    static func twips(of text: String, size: Int) -> Int {
        text.unicodeScalars.reduce(0) { $0 + thousandths($1) } * size / 50
    }

    private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
        if let letter = Vietnamese.letter(scalar) {
            return (letter.isUpper ? capitals : small)[Int(letter.plain.value) - 0x61]
        }
        switch scalar {
        case " ", ".", ",": return 250
        case "-", "(", ")": return 333
        case _ where scalar.properties.generalCategory == .nonspacingMark: return 0
        default: return 500
        }
    }
}
