import QuotaModel

/// Recognises by their first bytes the files that people take for logs and that are none (contract, section 5).
public enum ForeignFile {
    /// What a file that has to be text in UTF-8 is instead; nil for what may be such a text.
    ///
    /// - Parameter option: which one names the file.
    public static func issue(_ bytes: [UInt8], path: String, of option: String) -> Issue? {
        let place = SourceLocation(path)
        if let code = recognize(bytes) { return Issue(code, at: place, subject: option) }
        if UTF16Guess.guess(bytes) != nil { return Issue(.notUTF8, at: place, subject: option, found: "UTF-16") }
        return isBinary(bytes) ? Issue(.binaryFile, at: place, subject: option) : nil
    }

    /// What the bytes are if they are no log; nil for what may be one.
    static func recognize(_ bytes: [UInt8]) -> IssueCode? {
        if isEmpty(bytes) { return .emptyFile }
        if let code = byMagic(bytes) { return code }
        let text = plainBeginning(bytes)
        if isWebPage(text) { return .webPage }
        if isJSON(text) { return .json }
        return nil
    }

    /// Whether the first character behind BOM and white space is `<`, in UTF-8 or UTF-16.
    static func beginsLikeXML(_ bytes: [UInt8]) -> Bool {
        plainBeginning(bytes).first == UInt8(ascii: "<")
    }

    /// Whether the bytes are no text of any of the encodings: too many control characters. VISCII uses six of them
    /// for letters, UTF-16 fills every other byte with zero.
    static func isBinary(_ bytes: [UInt8]) -> Bool {
        if UTF16Guess.guess(bytes) != nil { return false }
        var controls = 0
        for byte in bytes where byte < 0x20 && allowedControls >> UInt32(byte) & 1 == 0 { controls += 1 }
        return controls * 50 > bytes.count
    }

    /// A bit for each control character that text may hold.
    private static let allowedControls: UInt32 = [
        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x02, 0x05, 0x06, 0x14, 0x19, 0x1E,
    ].reduce(0) { $0 | 1 << $1 }

    private static func isEmpty(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
            || (bytes.count < 8 && bytes.allSatisfy { $0 == 0 })
    }

    private static func byMagic(_ bytes: [UInt8]) -> IssueCode? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return isSpreadsheet(bytes) ? .spreadsheet : .zipArchive
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .spreadsheet }
        if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        return nil
    }

    /// Spreadsheets are zips: xlsx names its parts `xl/` or begins with `[Content_Types].xml`, as documents and slides do
    /// too, ods its type.
    private static func isSpreadsheet(_ bytes: [UInt8]) -> Bool {
        func holds(_ name: String) -> Bool { place(of: Array(name.utf8), bytes.prefix(64 << 10)) != nil }
        if holds("xl/") || holds("opendocument.spreadsheet") { return true }
        return holds("[Content_Types].xml") && !holds("word/") && !holds("ppt/")
    }

    private static func place(of wanted: [UInt8], _ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
    }

    /// What an XML file with this root is, where it is no log: a page, the table of one under a spreadsheet's name, or a
    /// spreadsheet as XML.
    static func recognize(root: String) -> IssueCode? {
        switch root.lowercased() {
        case "html", "table": .webPage
        case "workbook": .spreadsheet
        default: nil
        }
    }

    /// Whether the first thing behind declarations and comments is a page's doctype or one of its outer elements.
    private static func isWebPage(_ text: [UInt8]) -> Bool {
        var rest = text.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }[...]
        for _ in 0..<20 {
            let closing = rest.starts(with: "<?".utf8) ? "?>" : rest.starts(with: "<!--".utf8) ? "-->" : nil
            guard let closing, let end = place(of: Array(closing.utf8), rest) else { break }
            rest = rest[(end + closing.utf8.count)...].drop(while: isSpace)
        }
        return ["<!doctype html", "<html", "<head>", "<body"].contains { rest.starts(with: $0.utf8) }
    }

    private static func isJSON(_ text: [UInt8]) -> Bool {
        guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
        guard let second = text.dropFirst().first(where: { !isSpace($0) }) else { return false }
        return first == UInt8(ascii: "{")
            ? second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
            : "{[\"]".utf8.contains(second)
    }

    /// The first characters behind BOM and white space as ASCII; of UTF-16 every other byte.
    private static func plainBeginning(_ bytes: [UInt8]) -> [UInt8] {
        let plain = bytes.prefix(4096).filter { $0 != 0 }
        var start = plain.startIndex
        for mark in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] where plain.starts(with: mark) {
            start += mark.count
            break
        }
        return Array(plain[start...].drop(while: isSpace))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}

/// Tells UTF-16 without a byte order mark by where its zero bytes stand.
enum UTF16Guess {
    static func guess(_ bytes: some Collection<UInt8>) -> LogEncoding? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 4 else { return nil }
        var even = 0
        var odd = 0
        for (place, byte) in sample.enumerated() where byte == 0 {
            if place % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let pairs = sample.count / 2
        // Delimiters, digits, spaces and most consonants are ASCII: far more than a quarter of any log.
        if odd * 4 > pairs, even * 20 < odd { return .utf16le }
        if even * 4 > pairs, odd * 20 < even { return .utf16be }
        return nil
    }
}
