import QuotaModel

@testable import ArticleIngest

/// Writes text in the encodings that the readers know, for tests only.
enum OldEncodings {
    static func bytes(_ text: String, _ encoding: LogEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf16le: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16be: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1258: windows1258(text)
        case .viscii: table(text, .viscii)
        case .tcvn3: table(text, .tcvn3)
        case .vni: vni(text)
        }
    }

    /// Text of an old font saved as UTF-8.
    static func font(_ text: String, _ font: OldFont) -> [UInt8] {
        let bytes = bytes(text, font == .tcvn3 ? .tcvn3 : .vni)
        return Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
    }

    private static func table(_ text: String, _ table: OneByteTable) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            UInt8(table.characters.firstIndex(of: scalar.value) ?? Int(UInt8(ascii: "?")))
        }
    }

    private static func windows1258(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            let characters = OneByteTable.windows1258.characters
            if let byte = characters.firstIndex(of: scalar.value) { return [UInt8(byte)] }
            // A letter with a shape stays; its tone stands behind it.
            for mark in [0x300, 0x309, 0x303, 0x301, 0x323] as [UInt32] {
                for base in characters where base > 0x40 {
                    guard LetterComposer.scalar(base, tone: mark) == scalar.value else { continue }
                    return [base, mark].map { UInt8(characters.firstIndex(of: $0) ?? 0x3F) }
                }
            }
            return [UInt8(ascii: "?")]
        }
    }

    private static func vni(_ text: String) -> [UInt8] {
        var pairs: [Character: String] = [
            "đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ơ": "ô", "ư": "ö", "ỵ": "î",
        ]
        func add(_ letters: String, _ base: String, _ marks: String) {
            for (letter, mark) in zip(letters, marks) { pairs[letter] = base + String(mark) }
        }
        add("áàảãạ", "a", "ùøûõï")
        add("ăắằẳẵặ", "a", "êéèúüë")
        add("âấầẩẫậ", "a", "âáàåãä")
        add("éèẻẽẹ", "e", "ùøûõï")
        add("êếềểễệ", "e", "âáàåãä")
        add("óòỏõọ", "o", "ùøûõï")
        add("ôốồổỗộ", "o", "âáàåãä")
        add("ớờởỡợ", "ô", "ùøûõï")
        add("úùủũụ", "u", "ùøûõï")
        add("ứừửữự", "ö", "ùøûõï")
        add("ýỳỷỹ", "y", "ùøûõ")
        return text.flatMap { character -> [UInt8] in
            let written =
                pairs[character] ?? pairs[Character(character.lowercased())].map { $0.uppercased() }
                ?? String(character)
            return written.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
        }
    }
}
