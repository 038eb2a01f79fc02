import QuotaModel

/// Checks that hold for every list of named things.
extension Findings {
    /// No two have the same id; the later one is reported.
    mutating func checkUniqueIDs(_ entries: [CheckedMapping], of subject: String) {
        var seen: [String: Int] = [:]
        for id in entries.compactMap({ $0.text("id") }) {
            if let first = seen[id.value] {
                add(.duplicateID, at: id.offset, subject: subject, found: id.value, related: first)
            } else {
                seen[id.value] = id.offset
            }
        }
    }

    /// No two have a name or another name that are equal after normalising; a log could not tell them apart. The same
    /// name twice for one and the same does no harm.
    mutating func checkUniqueNames(_ entries: [CheckedMapping], otherNames: String, of subject: String) {
        var seen: [MatchKey: (entry: Int, offset: Int)] = [:]
        for (number, entry) in entries.enumerated() {
            for name in [entry.text("name")].compactMap(\.self) + entry.texts(otherNames) {
                let key = MatchKey(name.value)
                guard let first = seen[key] else {
                    seen[key] = (number, name.offset)
                    continue
                }
                if first.entry != number {
                    add(.duplicateName, at: name.offset, subject: subject, found: name.value, related: first.offset)
                }
            }
        }
    }

    /// The last day is not before the first.
    mutating func checkOrder(from: Located<CivilDate>?, to: Located<CivilDate>?, of subject: String?) {
        guard let from, let to, to.value < from.value else { return }
        add(
            .endBeforeStart, at: to.offset, subject: subject, found: to.value.description,
            expected: ["\(from.value).."], related: from.offset)
    }
}
