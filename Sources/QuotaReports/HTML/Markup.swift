/// Writes markup that is well-formed as HTML and as XML. Tags and attributes are of the program; every text is escaped.
struct Markup {
    private(set) var bytes: [UInt8] = []

    typealias Attributes = KeyValuePairs<StaticString, String>

    /// An element with what `content` writes into it.
    mutating func tag(_ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void) {
        open(name, attributes)
        append(">")
        content(&self)
        append("</")
        append(name)
        append(">")
    }

    /// An element with a text of the program's own.
    mutating func tag(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        tag(name, attributes) { $0.text(text) }
    }

    /// An element that is always empty.
    mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        append(" />")
    }

    /// A text of the program's own, escaped.
    mutating func text(_ text: String) { escape(text) }

    /// A text that somebody else wrote: of a log, a rule pack, a file of figures. Without control characters, and set apart
    /// so that its writing direction cannot reach what stands around it.
    mutating func foreign(_ text: String, limit: Int = 300) {
        tag("bdi", text: Wording.printable(text, limit: limit))
    }

    /// A line's end, for people who read the source.
    mutating func line() { bytes.append(0x0A) }

    /// Style and script of the page: they hold nothing that needs escaping.
    mutating func verbatim(_ text: StaticString) { append(text) }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        append("<")
        append(name)
        for (key, value) in attributes {
            append(" ")
            append(key)
            append("=\"")
            escape(value)
            append("\"")
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "'"): append("&#39;")
            default: bytes.append(byte)
            }
        }
    }
}
