/// What a message shows of a list, a mapping or an anchor: the node and nothing behind it.
extension SourceText {
    /// A list or mapping from its first bracket to its last, on one line; one without brackets to the end of its first line.
    func nodeExcerpt(_ offset: Int) -> String {
        var node = NodeText()
        // No more than can be shown is looked at: a file may be one line.
        for character in beginning(offset) where !node.isComplete { node.add(character) }
        return Self.shortened(node.text)
    }

    /// An anchor, an alias or a tag without what it stands before.
    func wordExcerpt(_ offset: Int) -> String {
        let word = beginning(offset).prefix { !$0.properties.isWhitespace && !",[]{}".unicodeScalars.contains($0) }
        return Self.shortened(String(word))
    }
}

/// Reads one node out of the text that begins with it.
private struct NodeText {
    private var written = String.UnicodeScalarView()
    private(set) var isComplete = false
    private var isFlow = false
    private var depth = 0
    private var quote: Unicode.Scalar?
    private var isEscaped = false
    private var isComment = false
    /// Whether a quotation mark would open a text here.
    private var isAtStart = true
    private var isAfterSpace = false

    /// Without white space at its end.
    var text: String { String(written) }

    mutating func add(_ character: Unicode.Scalar) {
        let isLineEnd = character == "\n" || character == "\r"
        if isLineEnd, !isFlow, !written.isEmpty { return isComplete = true }
        if isComment, !isLineEnd { return }
        isComment = quote == nil && isAfterSpace && character == "#"
        if isComment { return }
        if character.properties.isWhitespace { return isAfterSpace = true }
        if quote == nil, !takesStructure(character) { return isComplete = true }
        if isAfterSpace, !written.isEmpty { written.append(" ") }
        isAfterSpace = false
        written.append(character)
        follow(character)
        isComplete = isFlow && depth == 0 && quote == nil
    }

    /// Whether the character belongs to the node: a bracket that closes what was opened before it does not.
    private func takesStructure(_ character: Unicode.Scalar) -> Bool {
        depth > 0 || isFlow || character != "]" && character != "}"
    }

    private mutating func follow(_ character: Unicode.Scalar) {
        if let open = quote {
            if isEscaped { return isEscaped = false }
            if character == "\\", open == "\"" { return isEscaped = true }
            if character == open { quote = nil }
            return
        }
        switch character {
        case "[", "{":
            if written.count == 1 { isFlow = true }
            depth += 1
            isAtStart = true
        case "]", "}": depth -= 1
        case ",", ":": isAtStart = true
        case "\"", "'":
            if isAtStart { quote = character }
            isAtStart = false
        default: isAtStart = false
        }
    }
}
