/// Makes any text fit for a cell: what a spreadsheet cannot hold is left out, what could pretend to be something else too.
enum SheetText {
    /// Most UTF-16 units of a cell.
    static let limit = 32_767

    /// The text without control characters and marks that turn the writing direction, cut with `…` where it is too long.
    /// What begins like a formula stays as it is: it is written as a text.
    static func cell(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: clean.append(scalar == "\n" ? "\n" : " ")
            case .format, .unassigned, .surrogate: continue
            default: clean.append(scalar)
            }
        }
        return cut(escaped(String(clean)), to: limit)
    }

    /// A spreadsheet reads `_x0041_` as the letter A; with its underscore written so it reads what stands there.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        return text.replacing(/_x[0-9A-Fa-f]{4}_/) { "_x005F\($0.output)" }
    }

    /// The longest beginning of whole characters that fits, with `…` where something is missing.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var kept = ""
        var units = 1
        for character in text {
            units += character.utf16.count
            guard units <= limit else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

/// Names for the sheets of one file: short enough, without what a spreadsheet forbids, each once.
struct SheetNames {
    /// Most UTF-16 units of a name.
    private static let limit = 31
    private var taken: Set<String> = []

    mutating func name(for wanted: String) -> String {
        // Sign by sign: one that is joined to others, as in a keycap, is no character of its own.
        let forbidden: Set<Unicode.Scalar> = ["[", "]", ":", "*", "?", "/", "\\", "\n"]
        var signs = SheetText.cell(wanted).unicodeScalars.map { forbidden.contains($0) ? " " : $0 }[...]
        signs = signs.drop { $0 == "'" || $0 == " " }
        while let last = signs.last, last == "'" || last == " " { signs.removeLast() }
        var base = String(String.UnicodeScalarView(signs)).split(separator: " ").joined(separator: " ")
        // A spreadsheet keeps this name for itself.
        if base.isEmpty || base.lowercased() == "history" { base += "_" }
        var name = SheetText.cut(base, to: Self.limit)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let suffix = " (\(number))"
            name = SheetText.cut(base, to: Self.limit - suffix.utf16.count) + suffix
            number += 1
        }
        return name
    }
}
