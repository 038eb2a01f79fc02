import QuotaModel

/// A path as a mapping file writes it. Prefixes match as they are written in the log.
struct XMLPath {
    /// One step: `donvi`, `dc:creator`, `dynamic-element[@name='donvi']`.
    struct Step {
        let name: String
        let mark: XMLStep.Mark?

        func matches(_ step: XMLStep) -> Bool {
            step.name.written == name && (mark == nil || step.mark == mark)
        }
    }

    /// As it stands in the mapping file.
    let written: String
    /// None for `.` and for an attribute of the record itself.
    let steps: [Step]
    /// The attribute that ends the path: `a/@href`.
    let attribute: String?
    /// The path of a record that may stand anywhere: `//item`.
    let isAnywhere: Bool

    /// A field's path relative to the record; nil when it is none.
    init?(field text: String) {
        self.init(relative: Substring(text), isAnywhere: false)
    }

    /// The path of the record from the root; nil when it is none.
    init?(records text: String) {
        let isAnywhere = text.hasPrefix("//")
        let relative = text.drop { $0 == "/" }
        guard text.count - relative.count <= 2 else { return nil }
        self.init(relative: relative, isAnywhere: isAnywhere)
        guard attribute == nil, !steps.isEmpty else { return nil }
    }

    private init?(relative text: Substring, isAnywhere: Bool) {
        var parts = Self.parts(of: text)
        if parts.count > 1, parts.first == "." { parts.removeFirst() }
        var attribute: String?
        if let last = parts.last, last.first == "@" {
            guard Self.isName(last.dropFirst()) else { return nil }
            attribute = String(last.dropFirst())
            parts.removeLast()
        } else if parts == ["."] {
            parts = []
        } else if parts.isEmpty {
            return nil
        }
        var steps: [Step] = []
        for part in parts {
            guard let step = Self.step(part) else { return nil }
            steps.append(step)
        }
        written = String(text)
        self.steps = steps
        self.attribute = attribute
        self.isAnywhere = isAnywhere
    }

    /// Cut at the slashes that stand outside quotes.
    private static func parts(of text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var begin = text.startIndex
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "/" {
                parts.append(text[begin..<index])
                begin = text.index(after: index)
            }
        }
        parts.append(text[begin...])
        return parts
    }

    private static func step(_ part: Substring) -> Step? {
        guard let bracket = part.firstIndex(of: "[") else {
            return isName(part) ? Step(name: String(part), mark: nil) : nil
        }
        let name = part[..<bracket]
        let test = part[part.index(after: bracket)...]
        guard isName(name), test.hasPrefix("@"), test.hasSuffix("]"), let equals = test.firstIndex(of: "=") else {
            return nil
        }
        let attribute = test[test.index(after: test.startIndex)..<equals]
        let quoted = test[test.index(after: equals)...].dropLast()
        guard isName(attribute), quoted.count >= 2, let quote = quoted.first, quote == "'" || quote == "\"",
            quoted.last == quote
        else { return nil }
        let value = String(quoted.dropFirst().dropLast())
        return Step(name: String(name), mark: XMLStep.Mark(attribute: String(attribute), value: value))
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "_-.:·".contains($0) }
    }

    /// Does this path of a record lead to the element at `path` (from the root)?
    func leads(to path: [XMLStep]) -> Bool {
        guard isAnywhere ? path.count >= steps.count : path.count == steps.count else { return false }
        return matches(path.suffix(steps.count))
    }

    /// Does this path of a field lead to the element (or its attribute) at `path`, from the record on?
    func leads(to path: ArraySlice<XMLStep>, attribute: XMLName?) -> Bool {
        path.count == steps.count && attribute?.written == self.attribute && matches(path)
    }

    /// Does this path of a field lead to the element at `path`, from the record on, or to something in it?
    func leads(through path: ArraySlice<XMLStep>) -> Bool { path.count <= steps.count && matches(path) }

    private func matches(_ path: ArraySlice<XMLStep>) -> Bool {
        zip(steps, path).allSatisfy { $0.matches($1) }
    }
}
