import QuotaModel

/// The names of fields where accents and spaces cannot stand: the canonical names and the built-in headings of the
/// contract's section 5, folded.
enum FieldNames {
    /// The field that an element's or attribute's name means: case, accents, `_`, `-` and `.` don't matter.
    static func field(_ name: some StringProtocol) -> Field? { byName[folded(name)] }

    private static func folded(_ name: some StringProtocol) -> String {
        var folded = Vietnamese.unaccented(name)
        folded.unicodeScalars.removeAll { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
        return folded
    }

    private static let byName: [String: Field] = {
        var names: [String: Field] = [:]
        for (field, words) in Headings.builtIn {
            for word in words + [field.rawValue] { names[folded(word)] = field }
        }
        return names
    }()
}
