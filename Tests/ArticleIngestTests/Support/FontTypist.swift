@testable import ArticleIngest

/// Writes text as somebody typed it in an old font and a program then saved it as UTF-8. Written down from the fonts'
/// keyboards, not from the tables that the readers use.
enum FontTypist {
    static func type(_ text: String, in font: OldFont) -> String {
        switch font {
        case .vni: String(decoding: OldEncodings.font(text, .vni), as: UTF8.self)
        case .tcvn3: String(text.map { tcvn3[$0] ?? $0 })
        }
    }

    /// What the text is when it comes back: the font .VnTime has no capitals with tones, so people type small letters.
    static func reading(of text: String, in font: OldFont) -> String {
        font == .vni ? text : String(text.map { capitals.contains($0) ? Character($0.lowercased()) : $0 })
    }

    private static let small =
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    private static let typed =
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{AD}õö÷øùúûüýþ"
    private static let capitals = Set(small.uppercased()).subtracting("ĂÂĐÊÔƠƯ")

    private static let tcvn3: [Character: Character] = {
        var keys = Dictionary(uniqueKeysWithValues: zip("ĂÂĐÊÔƠƯ", "¡¢§£¤¥¦"))
        for (letter, key) in zip(small, typed) {
            keys[letter] = key
            for capital in letter.uppercased() where keys[capital] == nil { keys[capital] = key }
        }
        return keys
    }()
}
