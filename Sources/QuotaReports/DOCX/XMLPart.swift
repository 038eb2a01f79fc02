/// Writes one XML part of a document. What is text becomes text: markup is escaped, and characters that XML 1.0 cannot
/// carry or that turn the writing direction never reach the file.
struct XMLPart {
    private(set) var bytes = Array(#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.utf8) + [0x0A]

    typealias Attributes = KeyValuePairs<String, String>

    mutating func element(_ name: String, _ attributes: Attributes = [:], _ content: (inout XMLPart) -> Void) {
        start(name, attributes, ">")
        content(&self)
        bytes.append(contentsOf: "</\(name)>".utf8)
    }

    mutating func element(_ name: String, _ attributes: Attributes = [:]) { start(name, attributes, "/>") }

    mutating func text(_ text: String) { append(escaped: text) }

    private mutating func start(_ name: String, _ attributes: Attributes, _ end: String) {
        bytes.append(contentsOf: "<\(name)".utf8)
        for (key, value) in attributes {
            bytes.append(contentsOf: " \(key)=\"".utf8)
            append(escaped: value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(contentsOf: end.utf8)
    }

    private mutating func append(escaped text: String) {
        for scalar in Wording.printable(text, limit: .max).unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            // XML 1.0 has no U+FFFE and U+FFFF.
            case "\u{FFFE}", "\u{FFFF}": bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
