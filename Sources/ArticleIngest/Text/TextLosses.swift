import QuotaModel

/// Finds text that was spoilt before the log was written: encoded twice ("PhÃ²ng"), or with question marks for
/// letters ("Ph?ng"). It can't be mended here, but people must know.
enum TextLosses {
    static func remarks(in bytes: some Collection<UInt8>, source: String) -> [Issue] {
        guard mayHold(bytes) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        var doubled: [String] = []
        var lost: [String] = []
        for bytes in text.utf8.split(whereSeparator: separates) where bytes.contains(where: isSuspect) {
            let word = Substring(bytes)
            if isDoubled(word) { note(word, in: &doubled) }
            if isLost(word) { note(word, in: &lost) }
        }
        var remarks: [Issue] = []
        // One such word may be meant; three are a fault.
        if doubled.count >= 3 {
            remarks.append(Issue(.doubledEncoding, at: SourceLocation(source), expected: Array(doubled.prefix(3))))
        }
        if lost.count >= 3 {
            remarks.append(Issue(.questionMarks, at: SourceLocation(source), expected: Array(lost.prefix(3))))
        }
        return remarks
    }

    /// Whether there is a question mark, a U+FFFD, or one of Â Ã Ä Æ á behind which doubled text goes on: most logs
    /// need no further look.
    private static func mayHold(_ bytes: some Collection<UInt8>) -> Bool {
        var last: (UInt8, UInt8) = (0, 0)
        return bytes.contains { byte in
            defer { last = (last.1, byte) }
            return byte == 0x3F || byte == 0xEF || (last.1 == 0xC3 && (0x82...0x84 ~= byte || byte == 0x86))
                || (last == (0xC3, 0xA1) && byte == 0xC2)
        }
    }

    private static func separates(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\""): true
        default: false
        }
    }

    /// Whether the byte begins a character that `isDoubled` or `isLost` looks for: ?, U+FFFD, one of Ã Ä Æ Â á.
    private static func isSuspect(_ byte: UInt8) -> Bool { byte == 0x3F || byte == 0xEF || byte == 0xC3 }

    private static func note(_ word: Substring, in words: inout [String]) {
        if words.count < 20, !words.contains(String(word)) { words.append(String(word)) }
    }

    /// The lead bytes of Vietnamese UTF-8 read as Latin-1 or Windows-1252, with what follows them.
    private static func isDoubled(_ word: Substring) -> Bool {
        var last: Unicode.Scalar = " "
        for scalar in word.unicodeScalars {
            let isTail =
                0x80...0xBF ~= scalar.value || 0x2013...0x203A ~= scalar.value || scalar.value == 0x2122
                || 0x152...0x192 ~= scalar.value || scalar.value == 0x2C6 || scalar.value == 0x2DC
                || scalar.value == 0x20AC
            if isTail, "ÃÄÆÂ".unicodeScalars.contains(last) { return true }
            if last == "á", scalar == "º" || scalar == "»" { return true }
            last = scalar
        }
        return false
    }

    /// A question mark between letters, but not in an address.
    private static func isLost(_ word: Substring) -> Bool {
        if word.unicodeScalars.contains("\u{FFFD}") { return true }
        guard word.contains("?"), !word.contains(where: { "/.=&:".contains($0) }) else { return false }
        let scalars = Array(word.unicodeScalars)
        return scalars.indices.dropFirst().dropLast().contains { place in
            scalars[place] == "?" && scalars[place - 1].properties.isAlphabetic
                && (scalars[place + 1].properties.isAlphabetic || scalars[place + 1] == "?")
        }
    }
}
