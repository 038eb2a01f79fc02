import QuotaModel

/// Checks that hold for every list of named things.
extension Findings {
    /// No two have the same id; the later one is reported.
    mutating func checkUniqueIDs(_ entries: [CheckedMapping], of subject: String) {
        var seen = HashedPlaces(capacity: entries.count)
        for number in entries.indices {
            guard let id = entries[number].text("id") else { continue }
            let hash = id.value.hashValue
            if let first = seen.first(hash, where: { entries[$0].text("id")?.value == id.value }) {
                add(
                    .duplicateID, at: id.offset, subject: subject, found: id.value,
                    related: entries[first].text("id")?.offset)
            } else {
                seen.add(number, hash: hash)
            }
        }
    }

    /// No two have a name or another name that are equal after normalising; a log could not tell them apart. The same
    /// name twice for one and the same does no harm.
    ///
    /// - Returns: the entries by their names, each name once.
    mutating func checkUniqueNames(
        _ entries: [CheckedMapping], otherNames: String, of subject: String
    ) -> HashedPlaces {
        let lists = entries.lazy.map { $0[otherNames]?.list?.count ?? 0 }
        var seen = HashedPlaces(capacity: lists.reduce(entries.count, +))
        for number in entries.indices {
            entries[number].forEachName(otherNames) { name in
                let key = MatchKey(name.value)
                let hash = key.hashValue
                guard let first = seen.first(hash, where: { entries[$0].name(otherNames, equalTo: key) != nil }) else {
                    seen.add(number, hash: hash)
                    return
                }
                if first != number {
                    add(
                        .duplicateName, at: name.offset, subject: subject, found: name.value,
                        related: entries[first].name(otherNames, equalTo: key)?.offset)
                }
            }
        }
        return seen
    }

    /// The last day is not before the first.
    mutating func checkOrder(from: Located<CivilDate>?, to: Located<CivilDate>?, of subject: String?) {
        guard let from, let to, to.value < from.value else { return }
        add(
            .endBeforeStart, at: to.offset, subject: subject, found: to.value.description,
            expected: ["\(from.value).."], related: from.offset)
    }
}

extension CheckedMapping {
    /// The name and the other names.
    fileprivate func forEachName(_ otherNames: String, _ body: (Located<String>) -> Void) {
        if let name = text("name") { body(name) }
        for name in self[otherNames]?.list ?? [] { name.text.map(body) }
    }

    /// The first of the names that is this one.
    fileprivate func name(_ otherNames: String, equalTo key: MatchKey) -> Located<String>? {
        var found: Located<String>?
        forEachName(otherNames) { if found == nil, MatchKey($0.value) == key { found = $0 } }
        return found
    }
}
